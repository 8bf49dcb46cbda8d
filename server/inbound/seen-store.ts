import { sql, type WorkspaceTx } from '../base/index.ts';

/** What makes an event the same one, whatever way it came: X's id alone does not, since two handles can get it. */
export interface SeenKey {
  readonly accountId: string;
  readonly kind: 'message' | 'encrypted' | 'group' | 'revoke';
  readonly xKey: string;
}

export function seenKeyText(key: SeenKey): string {
  return `${key.accountId}/${key.kind}/${key.xKey}`;
}

/** Marks events as taken in; answers (as `seenKeyText`) those that were not yet. */
export async function markSeen(tx: WorkspaceTx, keys: readonly SeenKey[], now: Date): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  // In one order, so that two transactions cannot wait for each other.
  const unique = [...new Map(keys.map((key) => [seenKeyText(key), key])).entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, key]) => key);
  const rows = await tx.rows(sql<{ account_id: string; kind: SeenKey['kind']; x_key: string }>`
    insert into seen_event (workspace_id, account_id, kind, x_key, at)
    select ${tx.workspaceId}, t.account_id, t.kind, t.x_key, ${now}
    from unnest(
      ${unique.map((key) => key.accountId)}::text[],
      ${unique.map((key) => key.kind)}::text[],
      ${unique.map((key) => key.xKey)}::text[]) as t(account_id, kind, x_key)
    on conflict do nothing
    returning account_id, kind, x_key`);
  return new Set(
    rows.map((row) => seenKeyText({ accountId: row.account_id, kind: row.kind, xKey: row.x_key })),
  );
}
