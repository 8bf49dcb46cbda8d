import { type Clock, type Db, type Logger, messageOf, sql, type WorkspaceId } from '../../base/index.ts';

/** Remembers when X last told each account something; the writes of a second are one. */
export interface Heard {
  note(workspaceId: WorkspaceId, accountIds: readonly string[]): void;
  /** Writes what is still waiting. */
  stop(): Promise<void>;
}

const EVERY_MS = 1_000;

export function createHeard({ db, clock, logger }: { db: Db; clock: Clock; logger: Logger }): Heard {
  const waiting = new Map<string, { workspaceId: WorkspaceId; accountId: string; at: Date }>();
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> | undefined;
  const flush = () => {
    timer = undefined;
    const rows = [...waiting.values()];
    waiting.clear();
    if (rows.length === 0) return;
    writing = db
      .execute(sql`
        update account_feed f set last_event_at = greatest(f.last_event_at, h.at)
        from unnest(
          ${rows.map((row) => row.workspaceId)}::text[],
          ${rows.map((row) => row.accountId)}::text[],
          ${rows.map((row) => row.at)}::timestamptz[]) as h (workspace_id, account_id, at)
        where f.workspace_id = h.workspace_id and f.account_id = h.account_id`)
      .then(
        () => undefined,
        // The next event says it again.
        (error: unknown) =>
          logger.debug({ reason: messageOf(error) }, 'the time of the last event was not written'),
      );
  };
  return {
    note: (workspaceId, accountIds) => {
      const at = clock.now();
      for (const accountId of accountIds) waiting.set(accountId, { workspaceId, accountId, at });
      if (accountIds.length > 0) timer ??= setTimeout(flush, EVERY_MS);
    },
    stop: async () => {
      clearTimeout(timer);
      flush();
      await writing;
    },
  };
}
