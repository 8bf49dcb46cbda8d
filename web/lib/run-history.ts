import type { DatasetVersion, ReportRun } from '../../contract/api/index.ts';

/** A run with the version that it made, where that is still kept; or a version that no run made. */
export interface HistoryEntry {
  readonly key: string;
  readonly at: string;
  readonly run: ReportRun | undefined;
  readonly version: DatasetVersion | undefined;
}

export interface Loaded<T> {
  readonly items: readonly T[];
  /** There are older ones that are not here yet. */
  readonly more: boolean;
}

/** Runs and versions as one history, newest first. What is older than either list reaches waits until both do. */
export function mergeHistory(runs: Loaded<ReportRun>, versions: Loaded<DatasetVersion>): HistoryEntry[] {
  const byNumber = new Map(versions.items.map((version) => [version.number, version]));
  const entries: HistoryEntry[] = runs.items.map((run) => {
    const version = run.result ? byNumber.get(run.result.version) : undefined;
    if (version) byNumber.delete(version.number);
    return { key: run.id, at: run.endedAt ?? run.queuedAt, run, version };
  });
  for (const version of byNumber.values()) {
    entries.push({ key: `version ${version.number}`, at: version.createdAt, run: undefined, version });
  }
  const reach = [
    runs.more ? runs.items.at(-1)?.queuedAt : undefined,
    versions.more ? versions.items.at(-1)?.createdAt : undefined,
  ].filter((at) => at !== undefined);
  const from = reach.length === 0 ? '' : reach.reduce((later, at) => (at > later ? at : later));
  return entries.filter(({ at }) => at >= from).sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}

export const isOpen = (run: { readonly state: string } | null | undefined): boolean =>
  run?.state === 'queued' || run?.state === 'running' || run?.state === 'waiting';
