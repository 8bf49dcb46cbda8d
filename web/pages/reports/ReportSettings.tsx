import { useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import type { DataReport, ReportKind } from '../../../contract/api/index.ts';
import { LoadingState } from '../../../ui/index.ts';
import { reportKindsQuery, reportOfQuery } from '../../api/reports.ts';
import { useMay } from '../../api/session.ts';
import { PageProblemOf } from '../../shell/PageProblemOf.tsx';
import { commonTexts } from '../../texts/everywhere.ts';
import { reportTexts as texts } from '../../texts/reports.ts';
import { EditFoot } from './EditFoot.tsx';
import { CapFields } from './panes/CapFields.tsx';
import { CredentialsPane } from './panes/CredentialsPane.tsx';
import { DetailsPane } from './panes/DetailsPane.tsx';
import { SafeguardsPane } from './panes/SafeguardsPane.tsx';
import classes from './reports.module.css';
import { useReportEdit } from './use-report-edit.ts';

/** What the report of a DataSet asks, with which account, within which bounds. Nothing where no report fills it. */
export function ReportSettings({ datasetId }: { datasetId: string }) {
  const query = useQuery(reportOfQuery(datasetId));
  const kinds = useQuery(reportKindsQuery);
  const report = query.data;
  const kind = kinds.data?.find(({ id }) => id === report?.kind);
  if (query.isError && report === undefined) return <PageProblemOf query={query} />;
  if (report === null) return null;
  if (!report || !kinds.data) return <LoadingState label={commonTexts.loading} />;
  return kind ? <ReportForm key={report.id} kind={kind} report={report} /> : null;
}

function ReportForm({ kind, report }: { kind: ReportKind; report: DataReport }) {
  const may = useMay();
  const edit = useReportEdit(kind, report);
  const disabled = !may('data.manage');
  const pane = { kind, ...edit, disabled };
  const form = useRef<HTMLFormElement>(null);
  const { hash } = useLocation();
  useEffect(() => {
    // Where a failed run is put right: `#caps`, `#safeguards`, `#details`.
    if (/^[a-z]+$/.test(hash)) form.current?.querySelector(`#${hash}`)?.scrollIntoView();
  }, [hash]);
  return (
    <form
      ref={form}
      className={classes.pane}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void edit.save();
      }}
    >
      <div className={classes.stack}>
        {kind.needsAccount && (
          <Part id="credentials" title={texts.panes.credentials}>
            <CredentialsPane {...pane} about={false} />
          </Part>
        )}
        <Part id="details" title={texts.panes.details}>
          <DetailsPane {...pane} />
        </Part>
        <Part id="safeguards" title={texts.panes.safeguards}>
          <SafeguardsPane {...pane} />
        </Part>
        <div id="caps">
          <CapFields {...pane} />
        </div>
        <EditFoot edit={edit} disabled={disabled} />
      </div>
    </form>
  );
}

function Part(props: { id: string; title: string; children: ReactNode }) {
  return (
    <section id={props.id} aria-labelledby={`${props.id}-title`}>
      <h2 id={`${props.id}-title`} className={classes.part}>
        {props.title}
      </h2>
      {props.children}
    </section>
  );
}
