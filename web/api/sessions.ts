import { useQuery } from '@tanstack/react-query';
import type { AgentSession, InboxRow } from '../../contract/api/index.ts';
import { api } from '../../client/index.ts';
import { onFreshRows, readAgainBehind } from './inbox.ts';
import { mySessionsQuery } from './offers.ts';
import { queryClient } from './query-client.ts';

/** A session with the row of its conversation, as far as it is known. */
export interface SessionRow {
  session: AgentSession;
  row: InboxRow | undefined;
}

const rowsKey = 'session-rows';

const rowsQuery = (ids: readonly string[]) => ({
  queryKey: [rowsKey, ids.join(',')] as const,
  enabled: ids.length > 0,
  queryFn: async ({ signal }: { signal: AbortSignal }) =>
    (await api.inbox.rows({ ids: ids.join(',') }, { signal })).rows,
});

// Rows that are read anew for the lists are new for the sessions too.
onFreshRows((fresh) => {
  for (const query of queryClient.getQueryCache().findAll({ queryKey: [rowsKey] }))
    readAgainBehind(query, fresh);
  const byId = new Map(fresh.map((row) => [row.conversationId, row]));
  queryClient.setQueriesData<InboxRow[]>({ queryKey: [rowsKey] }, (rows) =>
    rows?.some((row) => byId.has(row.conversationId))
      ? rows.map((row) => byId.get(row.conversationId) ?? row)
      : rows,
  );
});

/** The running sessions of this person, in the order in which they began. */
export function useMySessions(): SessionRow[] {
  const sessions = useQuery(mySessionsQuery).data ?? [];
  const running = sessions.filter((session) => session.acceptedAt !== null).toReversed();
  const ids = [...new Set(running.map((session) => session.conversationId))].slice(0, 100);
  const rows = useQuery(rowsQuery(ids)).data ?? [];
  return running.map((session) => ({
    session,
    row: rows.find((row) => row.conversationId === session.conversationId),
  }));
}
