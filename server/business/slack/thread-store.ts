import { sql, type WorkspaceDb } from '../../base/index.ts';
import type { ThreadRecord } from './types.ts';

const columns = sql`slack_id as "slackId", conversation_id as "conversationId", number, channel, ts, begun_at as "begunAt"`;

export function findThread(
  db: WorkspaceDb,
  slackId: string,
  conversationId: string,
): Promise<ThreadRecord | undefined> {
  return db.findRow(sql<ThreadRecord>`
    select ${columns} from slack_thread
    where workspace_id = ${db.workspaceId} and slack_id = ${slackId} and conversation_id = ${conversationId}`);
}

export function findThreadByNumber(
  db: WorkspaceDb,
  slackId: string,
  number: number,
): Promise<ThreadRecord | undefined> {
  return db.findRow(sql<ThreadRecord>`
    select ${columns} from slack_thread
    where workspace_id = ${db.workspaceId} and slack_id = ${slackId} and number = ${number}`);
}

export function findThreadByTs(
  db: WorkspaceDb,
  slackId: string,
  channel: string,
  ts: string,
): Promise<ThreadRecord | undefined> {
  return db.findRow(sql<ThreadRecord>`
    select ${columns} from slack_thread
    where workspace_id = ${db.workspaceId} and slack_id = ${slackId} and ts = ${ts} and channel = ${channel}`);
}

/** The newest first. */
export function listThreads(db: WorkspaceDb, slackId: string, limit: number): Promise<ThreadRecord[]> {
  return db.rows(sql<ThreadRecord>`
    select ${columns} from slack_thread
    where workspace_id = ${db.workspaceId} and slack_id = ${slackId} order by number desc limit ${limit}`);
}

/** The conversation's place in the channel; the first time it gets the next number. */
export async function ensureThread(
  db: WorkspaceDb,
  slackId: string,
  conversationId: string,
  now: Date,
): Promise<ThreadRecord> {
  const known = await findThread(db, slackId, conversationId);
  if (known) return known;
  return db.transaction(async (tx) => {
    // The row's lock makes one after the other of two that come at once.
    const { number } = await tx.row(sql<{ number: number }>`
      update slack_channel set last_number = last_number + 1
      where workspace_id = ${tx.workspaceId} and id = ${slackId} returning last_number as number`);
    await tx.execute(sql`
      insert into slack_thread (workspace_id, slack_id, conversation_id, number, created_at)
      values (${tx.workspaceId}, ${slackId}, ${conversationId}, ${number}, ${now})
      on conflict do nothing`);
    return tx.row(sql<ThreadRecord>`
      select ${columns} from slack_thread
      where workspace_id = ${tx.workspaceId} and slack_id = ${slackId} and conversation_id = ${conversationId}`);
  });
}

/** Its first message is about to be posted, or has been. */
export async function noteBegun(
  db: WorkspaceDb,
  { slackId, conversationId }: ThreadRecord,
  what:
    | { readonly begunAt: Date }
    | { readonly channel: string; readonly ts: string }
    | { readonly isGone: true },
): Promise<void> {
  const set =
    'begunAt' in what
      ? sql`begun_at = ${what.begunAt}`
      : 'ts' in what
        ? sql`channel = ${what.channel}, ts = ${what.ts}`
        : sql`channel = null, ts = null, begun_at = null`;
  await db.execute(sql`
    update slack_thread set ${set}
    where workspace_id = ${db.workspaceId} and slack_id = ${slackId} and conversation_id = ${conversationId}`);
}
