import { type Db, sql, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';

/** What of a message in Slack is needed to answer with it. */
export interface HeardMessage {
  readonly ts: string;
  readonly userId: string;
  readonly text: string;
  readonly files: readonly { readonly name: string; readonly url: string }[];
}

export interface EventRecord {
  readonly slackId: string;
  readonly eventId: string;
  readonly conversationId: string;
  readonly ts: string;
  readonly body: HeardMessage;
  readonly tries: number;
}

const columns = sql`slack_id as "slackId", event_id as "eventId", conversation_id as "conversationId", ts, body, tries`;

/** False: it was here before. Without a conversation only its id is kept. */
export async function insertEvent(
  db: WorkspaceDb,
  event: {
    readonly slackId: string;
    readonly eventId: string;
    readonly conversationId: string | null;
    readonly message: HeardMessage | null;
  },
  now: Date,
): Promise<boolean> {
  const { slackId, eventId, conversationId, message } = event;
  const inserted = await db.execute(sql`
    insert into slack_event (workspace_id, slack_id, event_id, conversation_id, ts, body, state, user_id, due_at,
      received_at)
    values (${db.workspaceId}, ${slackId}, ${eventId}, ${conversationId}, ${message?.ts ?? null},
      ${message ? JSON.stringify(message) : null}::jsonb, ${message ? 'waiting' : 'ignored'},
      ${message?.userId ?? null}, ${message ? now : null}, ${now})
    on conflict (workspace_id, slack_id, event_id) do nothing`);
  return inserted > 0;
}

/** Conversations of a workspace, or of all, in which something heard is due. */
export function listDue(
  db: Db,
  now: Date,
  limit: number,
): Promise<{ workspaceId: string; slackId: string; conversationId: string }[]> {
  return db.rows(sql<{ workspaceId: string; slackId: string; conversationId: string }>`
    select distinct workspace_id as "workspaceId", slack_id as "slackId", conversation_id as "conversationId"
    from (select * from slack_event where state = 'waiting' and due_at <= ${now} order by due_at limit ${limit}) e`);
}

/** What comes first of all that waits of a conversation; by Slack's time, whenever it got here. */
export function findFirst(
  db: WorkspaceDb,
  slackId: string,
  conversationId: string,
): Promise<(EventRecord & { readonly dueAt: Date }) | undefined> {
  return db.findRow(sql<EventRecord & { dueAt: Date }>`
    select ${columns}, due_at as "dueAt" from slack_event
    where workspace_id = ${db.workspaceId} and slack_id = ${slackId} and conversation_id = ${conversationId}
      and state = 'waiting'
    order by ts, event_id limit 1`);
}

/** The event, if it still waits; nobody else takes it until the transaction ends. */
export async function lockEvent(tx: WorkspaceTx, { slackId, eventId }: EventRecord): Promise<boolean> {
  const found = await tx.findRow(sql<{ state: string }>`
    select state from slack_event
    where workspace_id = ${tx.workspaceId} and slack_id = ${slackId} and event_id = ${eventId} for update`);
  return found?.state === 'waiting';
}

export async function finishEvent(
  tx: WorkspaceDb,
  { slackId, eventId }: Pick<EventRecord, 'slackId' | 'eventId'>,
  state: 'done' | 'refused',
  reason: string | null = null,
): Promise<void> {
  await tx.execute(sql`
    update slack_event set state = ${state}, reason = ${reason}, body = null, due_at = null
    where workspace_id = ${tx.workspaceId} and slack_id = ${slackId} and event_id = ${eventId}`);
}

export async function postponeEvent(
  db: WorkspaceDb,
  { slackId, eventId }: EventRecord,
  dueAt: Date,
): Promise<void> {
  await db.execute(sql`
    update slack_event set due_at = ${dueAt}, tries = tries + 1
    where workspace_id = ${db.workspaceId} and slack_id = ${slackId} and event_id = ${eventId}`);
}

export function findRefusal(
  db: WorkspaceDb,
  slackId: string,
  eventId: string,
): Promise<{ readonly reason: string; readonly userId: string } | undefined> {
  return db.findRow(sql<{ reason: string; userId: string }>`
    select reason, user_id as "userId" from slack_event
    where workspace_id = ${db.workspaceId} and slack_id = ${slackId} and event_id = ${eventId}
      and state = 'refused' and reason is not null`);
}

/** Slack tells again for an hour at most; what waits is not touched. */
export async function forgetEvents(db: Db, before: Date): Promise<void> {
  await db.execute(sql`delete from slack_event where received_at < ${before} and state <> 'waiting'`);
}
