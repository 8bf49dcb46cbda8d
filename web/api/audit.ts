import type { auditRoutes, QueryOf } from '../../contract/api/index.ts';
import { api } from '../../client/index.ts';

type AuditQuery = QueryOf<typeof auditRoutes.list>;

/** What the log is narrowed to, as the page's fields have it. */
export interface AuditFilter {
  readonly actorId: string;
  /** How actions begin. */
  readonly action: string;
  /** Days of the reader's own time, `2026-11-30`; both are within. */
  readonly from: string;
  readonly until: string;
}

export const noAuditFilter: AuditFilter = { actorId: '', action: '', from: '', until: '' };

/** The filter as the server takes it. */
export function auditQueryOf({ actorId, action, from, until }: AuditFilter): AuditQuery {
  const end = until === '' ? undefined : new Date(`${until}T00:00:00`);
  end?.setDate(end.getDate() + 1);
  return {
    ...(actorId !== '' && { actorId }),
    ...(action !== '' && { action }),
    ...(from !== '' && { from: new Date(`${from}T00:00:00`).toISOString() }),
    ...(end && { until: end.toISOString() }),
  };
}

/** Where the browser fetches the entries as a file. */
export function auditCsvAddress(filter: AuditFilter): string {
  const words = Object.entries(auditQueryOf(filter)).map(([name, value]) => [name, String(value)]);
  return `/api/audit/csv?${new URLSearchParams(words).toString()}`;
}

/** The log, newest first, page by page. */
export const auditPagesQuery = (filter: AuditFilter) => ({
  queryKey: ['audit', filter] as const,
  queryFn: ({ pageParam, signal }: { pageParam: string; signal: AbortSignal }) =>
    api.audit.list(
      { ...auditQueryOf(filter), limit: 50, ...(pageParam && { cursor: pageParam }) },
      { signal },
    ),
  initialPageParam: '',
  getNextPageParam: (page: { next: string | null }) => page.next ?? undefined,
  staleTime: 0,
});
