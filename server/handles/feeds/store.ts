import { sql, type WorkspaceDb } from '../../base/index.ts';

export type FeedHealth = 'unknown' | 'healthy' | 'degraded' | 'down';

/** How events of an account reach us. */
export interface FeedRecord {
  readonly accountId: string;
  readonly subscribed: boolean;
  /** X Activity API: subscription id by event type. */
  readonly subscriptionIds: Readonly<Record<string, string>>;
  readonly lastEventAt: Date | null;
  readonly gapSince: Date | null;
  readonly health: FeedHealth;
  readonly healthReason: string | null;
  readonly healthAt: Date | null;
}

interface FeedRow {
  account_id: string;
  subscribed: boolean;
  subscription_ids: Record<string, string>;
  last_event_at: Date | null;
  gap_since: Date | null;
  health: FeedHealth;
  health_reason: string | null;
  health_at: Date | null;
}

const columns = sql`account_id, subscribed, subscription_ids, last_event_at, gap_since, health, health_reason, health_at`;

export async function ensureFeed(db: WorkspaceDb, accountId: string): Promise<void> {
  await db.execute(sql`
    insert into account_feed (workspace_id, account_id) values (${db.workspaceId}, ${accountId})
    on conflict do nothing`);
}

export async function findFeed(db: WorkspaceDb, accountId: string): Promise<FeedRecord | undefined> {
  const row = await db.findRow(sql<FeedRow>`
    select ${columns} from account_feed where workspace_id = ${db.workspaceId} and account_id = ${accountId}`);
  return row && toRecord(row);
}

export async function listFeeds(db: WorkspaceDb, accountIds: readonly string[]): Promise<FeedRecord[]> {
  const rows = await db.rows(sql<FeedRow>`
    select ${columns} from account_feed
    where workspace_id = ${db.workspaceId} and account_id = any(${accountIds}::text[])`);
  return rows.map(toRecord);
}

export async function setSubscribed(
  db: WorkspaceDb,
  accountId: string,
  subscribed: boolean,
  subscriptionIds: Readonly<Record<string, string>>,
): Promise<void> {
  await db.execute(sql`
    update account_feed set subscribed = ${subscribed}, subscription_ids = ${JSON.stringify(subscriptionIds)}::jsonb
    where workspace_id = ${db.workspaceId} and account_id = ${accountId}`);
}

/** @returns true when health or reason is another than before. */
export async function setHealth(
  db: WorkspaceDb,
  accountId: string,
  health: FeedHealth,
  reason: string | null,
  at: Date,
): Promise<boolean> {
  const row = await db.findRow(sql<{ changed: boolean }>`
    update account_feed f set health = ${health}, health_reason = ${reason}, health_at = ${at}
    from (select health, health_reason from account_feed
      where workspace_id = ${db.workspaceId} and account_id = ${accountId} for update) before
    where f.workspace_id = ${db.workspaceId} and f.account_id = ${accountId}
    returning (before.health, before.health_reason) is distinct from (${health}::text, ${reason}::text) as changed`);
  return row?.changed ?? false;
}

/** Something may be missing from that moment on; an earlier mark stays. */
export async function markGap(db: WorkspaceDb, accountId: string, since: Date): Promise<void> {
  await db.execute(sql`
    update account_feed set gap_since = least(gap_since, ${since}::timestamptz)
    where workspace_id = ${db.workspaceId} and account_id = ${accountId}`);
}

function toRecord(row: FeedRow): FeedRecord {
  return {
    accountId: row.account_id,
    subscribed: row.subscribed,
    subscriptionIds: row.subscription_ids,
    lastEventAt: row.last_event_at,
    gapSince: row.gap_since,
    health: row.health,
    healthReason: row.health_reason,
    healthAt: row.health_at,
  };
}
