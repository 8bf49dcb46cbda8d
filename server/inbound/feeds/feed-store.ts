import type { Transport } from '../../../contract/api/index.ts';
import {
  type Db,
  type Queries,
  sql,
  type WorkspaceDb,
  type WorkspaceId,
  type WorkspaceTx,
} from '../../base/index.ts';

/** How far we have read what X tells an account. */
export interface Feed {
  readonly workspaceId: WorkspaceId;
  readonly accountId: string;
  readonly appId: string;
  readonly xUserId: string;
  readonly transport: Transport;
  readonly subscribed: boolean;
  /** When the account was connected, last. */
  readonly connectedAt: Date;
  readonly gapSince: Date | null;
  readonly aliveAt: Date | null;
  readonly lastPolledAt: Date | null;
  /** Every event up to this one is here. */
  readonly completeTo: string | null;
  /** Where an interrupted fill goes on. */
  readonly fillToken: string | null;
  readonly fillNewest: string | null;
  readonly replayAskedAt: Date | null;
}

interface FeedRow {
  workspace_id: string;
  account_id: string;
  app_id: string;
  x_user_id: string;
  transport: Transport;
  subscribed: boolean;
  status_at: Date;
  gap_since: Date | null;
  alive_at: Date | null;
  last_polled_at: Date | null;
  complete_to: string | null;
  fill_token: string | null;
  fill_newest: string | null;
  replay_asked_at: Date | null;
}

// Accounts that can be asked, and whose handle is not removed.
const feeds = sql`
  select f.workspace_id, f.account_id, a.app_id, a.x_user_id, p.transport, f.subscribed, a.status_at, f.gap_since, f.alive_at,
    f.last_polled_at, f.complete_to, f.fill_token, f.fill_newest, f.replay_asked_at
  from account_feed f
  join account a on a.workspace_id = f.workspace_id and a.id = f.account_id and a.status = 'active' and a.kind = 'user'
  join x_app p on p.workspace_id = a.workspace_id and p.id = a.app_id and p.deleted_at is null
  where exists (select 1 from handle h where h.workspace_id = f.workspace_id and h.account_id = f.account_id and h.deleted_at is null)`;

function toFeed(row: FeedRow): Feed {
  return {
    // The column holds nothing but ids made by newId.
    workspaceId: row.workspace_id as WorkspaceId,
    accountId: row.account_id,
    appId: row.app_id,
    xUserId: row.x_user_id,
    transport: row.transport,
    subscribed: row.subscribed,
    connectedAt: row.status_at,
    gapSince: row.gap_since,
    aliveAt: row.alive_at,
    lastPolledAt: row.last_polled_at,
    completeTo: row.complete_to,
    fillToken: row.fill_token,
    fillNewest: row.fill_newest,
    replayAskedAt: row.replay_asked_at,
  };
}

/** All feeds of this database: as many as there are connected handles. */
export async function listAllFeeds(db: Db): Promise<Feed[]> {
  return (await db.rows(sql<FeedRow>`${feeds} limit 10000`)).map(toFeed);
}

/** Feeds from which something may be missing, the longest first. */
export async function listGaps(db: Db): Promise<Feed[]> {
  return (
    await db.rows(sql<FeedRow>`${feeds} and f.gap_since is not null order by f.gap_since limit 500`)
  ).map(toFeed);
}

/** Feeds that are asked for news, not told them, and were last asked before a time. */
export async function listDuePolls(db: Db, before: Date): Promise<Feed[]> {
  const rows = await db.rows(sql<FeedRow>`
    ${feeds} and p.transport = 'polling' and f.gap_since is null
      and (f.last_polled_at is null or f.last_polled_at <= ${before})
    order by f.last_polled_at nulls first limit 100`);
  return rows.map(toFeed);
}

/** The feed as it stands now. */
export async function findFeedOf(db: WorkspaceDb, accountId: string): Promise<Feed | undefined> {
  const row = await db.findRow(sql<FeedRow>`
    ${feeds} and f.workspace_id = ${db.workspaceId} and f.account_id = ${accountId}`);
  return row && toFeed(row);
}

/**
 * These feeds were listened to until now. What came in before `safeXId` can no longer be on its way to us, as far as we
 * have heard of anything as new: the newest known event bounds it, whatever our clock says.
 */
export async function markAlive(
  db: Queries,
  those: readonly Feed[],
  now: Date,
  safeXId: string,
): Promise<void> {
  await db.execute(sql`
    update account_feed f set alive_at = ${now},
      complete_to = case when f.gap_since is not null then f.complete_to
        else greatest(f.complete_to, least(${safeXId}::bigint, (
          select max(m.x_event_id) from message m where m.workspace_id = f.workspace_id and m.account_id = f.account_id)))
        end
    from unnest(${those.map((one) => one.workspaceId)}::text[], ${those.map((one) => one.accountId)}::text[])
      as t(workspace_id, account_id)
    where f.workspace_id = t.workspace_id and f.account_id = t.account_id`);
}

/** Something may be missing since then; an earlier mark stays. */
export async function markGaps(db: Queries, those: readonly { feed: Feed; since: Date }[]): Promise<void> {
  if (those.length === 0) return;
  await db.execute(sql`
    update account_feed f set gap_since = least(f.gap_since, t.since)
    from unnest(
      ${those.map(({ feed }) => feed.workspaceId)}::text[],
      ${those.map(({ feed }) => feed.accountId)}::text[],
      ${those.map(({ since }) => since)}::timestamptz[]) as t(workspace_id, account_id, since)
    where f.workspace_id = t.workspace_id and f.account_id = t.account_id`);
}

/** A page is in: from here a crash goes on. */
export async function saveFill(
  db: WorkspaceDb,
  accountId: string,
  fill: { readonly token: string | null; readonly newest: string | null },
): Promise<void> {
  await db.execute(sql`
    update account_feed set fill_token = ${fill.token}, fill_newest = ${fill.newest}
    where workspace_id = ${db.workspaceId} and account_id = ${accountId}`);
}

/** Everything back to the last known event is in. A gap that was marked anew meanwhile stays. */
export async function finishFill(
  tx: WorkspaceTx,
  feed: Feed,
  newest: string | null,
  now: Date,
): Promise<boolean> {
  const changed = await tx.execute(sql`
    update account_feed set fill_token = null, fill_newest = null, last_polled_at = ${now},
      complete_to = greatest(complete_to, ${newest}::bigint),
      gap_since = case when gap_since is not distinct from ${feed.gapSince}::timestamptz then null else gap_since end
    where workspace_id = ${tx.workspaceId} and account_id = ${feed.accountId}`);
  return changed > 0;
}

export async function markReplayAsked(db: WorkspaceDb, accountId: string, at: Date): Promise<void> {
  await db.execute(sql`
    update account_feed set replay_asked_at = ${at}
    where workspace_id = ${db.workspaceId} and account_id = ${accountId}`);
}

/** Feeds that were last looked through for deletions before a time; those that are polled are looked through anyway. */
export async function listDeletionsDue(db: Db, before: Date): Promise<Feed[]> {
  const rows = await db.rows(sql<FeedRow>`
    ${feeds} and p.transport <> 'polling' and f.gap_since is null
      and coalesce(f.deletions_checked_at, a.status_at) <= ${before}
    order by f.deletions_checked_at nulls first limit 20`);
  return rows.map(toFeed);
}

export async function markDeletionsChecked(db: WorkspaceDb, accountId: string, at: Date): Promise<void> {
  await db.execute(sql`
    update account_feed set deletions_checked_at = ${at}
    where workspace_id = ${db.workspaceId} and account_id = ${accountId}`);
}
