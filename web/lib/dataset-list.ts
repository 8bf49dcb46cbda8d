import type { DataReport, DatasetSummary } from '../../contract/api/index.ts';
import { isOpen } from './run-history.ts';

/** A DataSet in the list, with the report that fills it, where one does. What is not loaded of it is not shown. */
export interface DatasetEntry {
  readonly id: string;
  readonly name: string;
  readonly summary: DatasetSummary | undefined;
  readonly report: DataReport | undefined;
  /** The name of the DataSet that it stands beside: a report fills both. */
  readonly beside?: string | undefined;
}

export type ReportState = 'attention' | 'running' | 'scheduled' | 'manual' | 'paused';

/** What its filters say; empty: any. `none` as kind: those that no report fills. */
export interface ListFilter {
  readonly kind: string;
  readonly accountId: string;
  readonly state: ReportState | '';
}

export const needsAttention = (report: Pick<DataReport, 'lastRun' | 'late'>): boolean =>
  report.late || report.lastRun?.state === 'failed';

/** In which states a report is: several can hold at once. */
export function statesOf(report: DataReport): ReportState[] {
  const states: ReportState[] = [];
  if (needsAttention(report)) states.push('attention');
  if (isOpen(report.lastRun)) states.push('running');
  if (report.paused) states.push('paused');
  else states.push(report.schedules.length > 0 || report.onInput ? 'scheduled' : 'manual');
  return states;
}

export const isFiltered = ({ kind, accountId, state }: ListFilter): boolean =>
  (kind !== '' && kind !== 'none') || accountId !== '' || state !== '';

/**
 * What the list shows. With a filter on reports: theirs, whether or not their DataSets are loaded; else every loaded
 * DataSet, and first, when so ordered, those whose reports need attention.
 */
export function listDatasets(
  datasets: readonly DatasetSummary[],
  reports: readonly DataReport[],
  filter: ListFilter,
  words: string,
  attentionFirst: boolean,
): DatasetEntry[] {
  const summaries = new Map(datasets.map((one) => [one.id, one]));
  const byDataset = new Map(reports.map((one) => [one.datasetId, one]));
  const ofReport = (report: DataReport): DatasetEntry => ({
    id: report.datasetId,
    name: report.datasetName,
    summary: summaries.get(report.datasetId),
    report,
  });
  const wanted = words.trim().toLowerCase();
  const named = (report: DataReport) => report.datasetName.toLowerCase().includes(wanted);
  if (isFiltered(filter)) {
    return reports
      .filter(
        (report) =>
          named(report) &&
          (filter.kind === '' || report.kind === filter.kind) &&
          (filter.accountId === '' || report.accountId === filter.accountId) &&
          (filter.state === '' || statesOf(report).includes(filter.state)),
      )
      .map(ofReport);
  }
  const beside = new Map(
    reports.flatMap((one) => one.companionIds.map((id) => [id, one.datasetName] as const)),
  );
  const loaded = datasets.map((summary) => ({
    id: summary.id,
    name: summary.name,
    summary,
    report: byDataset.get(summary.id),
    beside: beside.get(summary.id),
  }));
  if (filter.kind === 'none')
    return loaded.filter((one) => one.report === undefined && one.beside === undefined);
  if (!attentionFirst) return loaded;
  const first = reports.filter((report) => needsAttention(report) && named(report)).map(ofReport);
  const taken = new Set(first.map(({ id }) => id));
  return [...first, ...loaded.filter(({ id }) => !taken.has(id))];
}
