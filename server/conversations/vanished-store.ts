import { sql, type WorkspaceDb } from '../base/index.ts';

/** A message that stands here and that X could still know. */
export interface StandingMessage {
  readonly messageId: string;
  readonly conversationId: string;
  readonly xEventId: string;
}

/**
 * Messages of an account between two of X's events, that were here before `before`. X's lists leave out requests that
 * nobody has accepted: only threads in which we have written are answered.
 */
export function listStandingMessages(
  db: WorkspaceDb,
  accountId: string,
  between: { readonly from: string; readonly to: string; readonly before: Date },
  limit: number,
): Promise<StandingMessage[]> {
  return db.rows(sql<StandingMessage>`
    select m.id as "messageId", m.conversation_id as "conversationId", m.x_event_id as "xEventId" from message m
    where m.workspace_id = ${db.workspaceId} and m.account_id = ${accountId}
      and m.x_event_id > ${between.from} and m.x_event_id < ${between.to}
      and m.kind = 'message' and m.deleted_at is null and m.created_at < ${between.before}
      and exists (select 1 from message o where o.workspace_id = m.workspace_id
        and o.conversation_id = m.conversation_id and o.direction = 'out' and o.state = 'sent')
    order by m.x_event_id desc limit ${limit}`);
}
