import { Button } from '@mantine/core';
import { IconCalendarOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { DataReport, ReportKind } from '../../../contract/api/index.ts';
import { EmptyState, LoadingState } from '../../../ui/index.ts';
import { reportKindsQuery, reportOfQuery } from '../../api/reports.ts';
import { useMay } from '../../api/session.ts';
import { formatInZone } from '../../lib/schedules.ts';
import { PageProblemOf } from '../../shell/PageProblemOf.tsx';
import { commonTexts } from '../../texts/everywhere.ts';
import { reportTexts as texts } from '../../texts/reports.ts';
import { EditFoot } from './EditFoot.tsx';
import { SchedulingPane } from './panes/SchedulingPane.tsx';
import classes from './reports.module.css';
import { setPaused } from './runs/use-run.ts';
import { useReportEdit } from './use-report-edit.ts';

/** When the report of a DataSet runs, and how it updates it. */
export function ScheduleTab() {
  const { datasetId } = useParams({ from: '/frame/datasources/$datasetId/details/schedule' });
  const query = useQuery(reportOfQuery(datasetId));
  const kinds = useQuery(reportKindsQuery);
  const report = query.data;
  const kind = kinds.data?.find(({ id }) => id === report?.kind);
  if (query.isError && report === undefined) return <PageProblemOf query={query} />;
  if (kinds.isError && !kinds.data) return <PageProblemOf query={kinds} />;
  if (report === null) {
    return (
      <EmptyState icon={<IconCalendarOff size={28} />} title={texts.noReport}>
        {texts.noReportHint}
      </EmptyState>
    );
  }
  if (!report || !kinds.data) return <LoadingState label={commonTexts.loading} />;
  if (!kind) return <EmptyState title={texts.noSuchKind} />;
  return <ScheduleForm key={report.id} kind={kind} report={report} />;
}

function ScheduleForm({ kind, report }: { kind: ReportKind; report: DataReport }) {
  const may = useMay();
  const edit = useReportEdit(kind, report);
  const disabled = !may('data.manage');
  return (
    <form
      className={classes.pane}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void edit.save();
      }}
    >
      <div className={classes.stack}>
        <div className={classes.note} style={{ margin: 0 }}>
          <span style={{ flex: 1 }}>
            {texts.nextRun}:{' '}
            {report.paused
              ? texts.pausedMark
              : report.nextRunAt
                ? formatInZone(report.nextRunAt, report.zone)
                : texts.nextByHand}
          </span>
          {!disabled && (
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => void setPaused(report, !report.paused)}
            >
              {report.paused ? texts.resume : texts.pause}
            </Button>
          )}
        </div>
        <SchedulingPane kind={kind} {...edit} disabled={disabled} />
        <EditFoot edit={edit} disabled={disabled} />
      </div>
    </form>
  );
}
