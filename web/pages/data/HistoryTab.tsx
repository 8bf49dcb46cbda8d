import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { EmptyState, LoadingState } from '../../../ui/index.ts';
import { datasetQuery, datasetVersionsQuery } from '../../api/datasets.ts';
import { queryClient } from '../../api/query-client.ts';
import { reportOfQuery, runsQuery } from '../../api/reports.ts';
import { isOpen, mergeHistory } from '../../lib/run-history.ts';
import { PageProblemOf } from '../../shell/PageProblemOf.tsx';
import { dataTexts as texts } from '../../texts/data.ts';
import { commonTexts } from '../../texts/everywhere.ts';
import { RunDrawer } from '../reports/runs/RunDrawer.tsx';
import { RunFigures } from '../reports/runs/RunFigures.tsx';
import { useRun } from '../reports/runs/use-run.ts';
import classes from './data.module.css';
import { HistoryRow } from './HistoryRow.tsx';
import { VersionQuestion, type VersionAsked } from './VersionQuestion.tsx';

/** Every run, and every state that is kept: looked at, brought back, taken out, run again. */
export function HistoryTab() {
  const { datasetId } = useParams({ from: '/frame/datasources/$datasetId/details/history' });
  const dataset = useQuery(datasetQuery(datasetId)).data;
  const report = useQuery(reportOfQuery(datasetId)).data;
  const versions = useInfiniteQuery(datasetVersionsQuery(datasetId));
  const runs = useInfiniteQuery({ ...runsQuery(report?.id ?? ''), enabled: Boolean(report) });
  const { run: runAgain } = useRun(report);
  const [asked, setAsked] = useState<VersionAsked>();
  const asksFor = useSearch({ from: '/frame/datasources/$datasetId/details/history' }).run;
  const [shownRun, setShownRun] = useState(asksFor);
  useFollow(datasetId, report?.lastRun);

  const isLoading = versions.isPending || report === undefined || (report !== null && runs.isPending);
  const failed =
    versions.isError && !versions.data ? versions : runs.isError && !runs.data ? runs : undefined;
  const allRuns = runs.data?.pages.flatMap((page) => page.runs) ?? [];
  const entries = isLoading
    ? undefined
    : mergeHistory(
        { items: report ? allRuns : [], more: Boolean(report && runs.hasNextPage) },
        {
          items: versions.data?.pages.flatMap((page) => page.versions) ?? [],
          more: versions.hasNextPage,
        },
      );
  const hasMore = versions.hasNextPage || (report !== null && runs.hasNextPage);
  const loadMore = () => {
    if (versions.hasNextPage) void versions.fetchNextPage();
    if (report && runs.hasNextPage) void runs.fetchNextPage();
  };
  return (
    <>
      {failed && <PageProblemOf query={failed} />}
      {isLoading && !failed && <LoadingState label={commonTexts.loading} />}
      {!failed && entries?.length === 0 && (
        <EmptyState icon={<IconHistory size={28} />} title={texts.noHistory} />
      )}
      {!failed && entries && entries.length > 0 && (
        <>
          {report && <RunFigures report={report} runs={allRuns} />}
          {dataset && <p className={classes.before}>{texts.kept(dataset.keepVersions)}</p>}
          <ul className={classes.list} aria-label={texts.tabs.history}>
            {entries.map((entry) => (
              <HistoryRow
                key={entry.key}
                entry={entry}
                datasetId={datasetId}
                isNow={entry.version !== undefined && entry.version.number === dataset?.version}
                mayRunAgain={!isOpen(report?.lastRun)}
                onAsk={setAsked}
                onLog={setShownRun}
                onRunAgain={() => void runAgain()}
              />
            ))}
          </ul>
          {hasMore && (
            <Button
              mt="sm"
              variant="default"
              loading={versions.isFetchingNextPage || runs.isFetchingNextPage}
              onClick={loadMore}
            >
              {commonTexts.loadMore}
            </Button>
          )}
        </>
      )}
      {asked && <VersionQuestion datasetId={datasetId} asked={asked} onClose={() => setAsked(undefined)} />}
      {shownRun && <RunDrawer runId={shownRun} onClose={() => setShownRun(undefined)} />}
    </>
  );
}

/** The list follows the run that is open: its rows are in the report, asked for every second. */
function useFollow(
  datasetId: string,
  run: { id: string; state: string; rows: number } | null | undefined,
): void {
  const mark = run ? `${run.id} ${run.state} ${run.rows}` : '';
  const state = run?.state;
  useEffect(() => {
    if (mark === '') return;
    void queryClient.invalidateQueries({ queryKey: ['setup', 'report', 'runs'] });
    // It has made a version.
    if (state === 'succeeded')
      void queryClient.invalidateQueries({ queryKey: ['setup', 'dataset', datasetId] });
  }, [datasetId, mark, state]);
}
