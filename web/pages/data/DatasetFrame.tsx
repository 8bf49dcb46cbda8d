import { Button, Menu } from '@mantine/core';
import { IconDownload, IconPlayerPlay } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useLocation, useParams } from '@tanstack/react-router';
import { MOST_SHEET_ROWS } from '../../../contract/api/sheet-cell.ts';
import { LoadingState, RelativeTime } from '../../../ui/index.ts';
import { datasetQuery } from '../../api/datasets.ts';
import { reportOfQuery } from '../../api/reports.ts';
import { useMay } from '../../api/session.ts';
import { isOpen } from '../../lib/run-history.ts';
import { PageProblemOf } from '../../shell/PageProblemOf.tsx';
import { usePageTitle } from '../../shell/use-page-title.ts';
import { dataTexts as texts, showBytes } from '../../texts/data.ts';
import { sharingTexts } from '../../texts/dataset-sharing.ts';
import { commonTexts } from '../../texts/everywhere.ts';
import { runTexts } from '../../texts/runs.ts';
import { RunBanner } from '../reports/runs/RunBanner.tsx';
import { RunProgress } from '../reports/runs/RunProgress.tsx';
import { useRun } from '../reports/runs/use-run.ts';
import classes from './data.module.css';

/** Beside the rows. */
const tabs = [
  'overview',
  'statistics',
  'alerts',
  'history',
  'schedule',
  'lineage',
  'sharing',
  'settings',
] as const;

/** One DataSet: what it is, and the way between what can be seen of it. */
export function DatasetFrame() {
  const { datasetId } = useParams({ from: '/frame/datasources/$datasetId' });
  const query = useQuery(datasetQuery(datasetId));
  const { data } = query;
  const report = useQuery(reportOfQuery(datasetId)).data;
  const { busy, run } = useRun(report);
  const may = useMay();
  const { pathname } = useLocation();
  const tab = tabs.find((one) => pathname.endsWith(`/${one}`)) ?? 'data';
  usePageTitle(texts.tabs[tab], data?.name ?? texts.datasets, texts.title);
  const here = {
    params: { datasetId },
    className: classes.tab,
    activeProps: { 'aria-current': 'page' as const },
  };
  if (!data) {
    return (
      <div className={classes.frame}>
        {query.isError ? <PageProblemOf query={query} /> : <LoadingState label={commonTexts.loading} />}
      </div>
    );
  }
  return (
    <div className={classes.frame}>
      <p className={classes.dim}>
        <Link to="/datasources">{texts.datasets}</Link>
      </p>
      <div className={classes.head}>
        <h1 dir="auto">{data.name}</h1>
        <nav aria-label={data.name} className={classes.tabs}>
          <Link to="/datasources/$datasetId/details/overview" {...here}>
            {texts.tabs.overview}
          </Link>
          <Link to="/datasources/$datasetId/details/data" activeOptions={{ includeSearch: false }} {...here}>
            {texts.tabs.data}
          </Link>
          <Link to="/datasources/$datasetId/details/statistics" {...here}>
            {texts.tabs.statistics}
          </Link>
          <Link
            to="/datasources/$datasetId/details/alerts"
            activeOptions={{ includeSearch: false }}
            {...here}
          >
            {texts.tabs.alerts}
          </Link>
          <Link to="/datasources/$datasetId/details/history" {...here}>
            {texts.tabs.history}
          </Link>
          <Link to="/datasources/$datasetId/details/schedule" {...here}>
            {texts.tabs.schedule}
          </Link>
          <Link to="/datasources/$datasetId/details/lineage" {...here}>
            {texts.tabs.lineage}
          </Link>
          <Link to="/datasources/$datasetId/details/sharing" {...here}>
            {texts.tabs.sharing}
          </Link>
          <Link to="/datasources/$datasetId/details/settings" {...here}>
            {texts.tabs.settings}
          </Link>
        </nav>
        <span className={classes.gap} />
        {report && !isOpen(report.lastRun) && may('data.manage') && data.level !== 'read' && (
          <Button
            leftSection={<IconPlayerPlay size={16} aria-hidden />}
            loading={busy}
            onClick={() => void run()}
          >
            {runTexts.runNow}
          </Button>
        )}
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
              {texts.export}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {(['csv', 'xlsx', 'jsonl', 'parquet'] as const).map((format) => (
              <Menu.Item
                key={format}
                disabled={format === 'xlsx' && data.rows > MOST_SHEET_ROWS}
                component="a"
                href={`/api/datasets/${datasetId}/file?format=${format}`}
                download
              >
                {texts.formats[format]}
                {format === 'xlsx' && data.rows > MOST_SHEET_ROWS && (
                  <span className={classes.type}>{texts.tooLongForSheet}</span>
                )}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </div>
      <p className={classes.lead}>
        {data.description && (
          <>
            <span dir="auto">{data.description}</span>
            <br />
          </>
        )}
        {texts.rows(data.rows)} · {texts.columns(data.columnCount)} · {showBytes(data.bytes)} ·{' '}
        {data.dataAt ? (
          <>
            {texts.updated} <RelativeTime at={data.dataAt} long />
          </>
        ) : (
          texts.never
        )}
      </p>
      {data.rowsKept && <p className={classes.lead}>{sharingTexts.kept}</p>}
      {report?.lastRun && isOpen(report.lastRun) && <RunProgress run={report.lastRun} />}
      {report && <RunBanner report={report} />}
      <Outlet />
    </div>
  );
}
