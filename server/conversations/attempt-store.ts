import { sql, type WorkspaceTx } from '../base/index.ts';
import type { MessageId } from './types.ts';

/** A try whose outcome an event of X may tell. */
export interface EchoAttempt {
  readonly messageId: MessageId;
  readonly n: number;
  readonly sentText: string;
  readonly sentMedia: boolean;
}

/**
 * Tries of a thread that X may have acted on without our knowing, those on their way first. A message that was queued
 * again or given up counts too, unless X itself refused the try.
 */
export async function listEchoAttempts(
  tx: WorkspaceTx,
  conversationId: string,
  xEventId: string,
): Promise<EchoAttempt[]> {
  const rows = await tx.rows(sql<{ message_id: string; n: number; sent_text: string; sent_media: boolean }>`
    select a.message_id, a.n, a.sent_text, a.sent_media
    from message m
    join attempt a on a.workspace_id = m.workspace_id and a.message_id = m.id
    where m.workspace_id = ${tx.workspaceId} and m.conversation_id = ${conversationId}
      and m.direction = 'out' and m.state in ('sending', 'uncertain', 'queued', 'failed', 'canceled', 'sent') and m.x_event_id is null
      and a.x_event_id is null
      and (a.state in ('sending', 'uncertain') or a.x_status is null or a.x_status >= 500)
      and (a.after_x_event_id is null or a.after_x_event_id < ${xEventId})
    order by a.state in ('sending', 'uncertain') desc, a.started_at, a.n
    limit 50`);
  // The column holds nothing but ids made by newId.
  return rows.map((row) => ({
    messageId: row.message_id as MessageId,
    n: row.n,
    sentText: row.sent_text,
    sentMedia: row.sent_media,
  }));
}

export async function markAttemptSent(
  tx: WorkspaceTx,
  fact: {
    readonly messageId: string;
    readonly attempt: number;
    readonly xEventId: string;
    readonly xStatus?: number;
    readonly xBody?: string;
  },
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    update attempt set state = 'sent', x_event_id = ${fact.xEventId}, settle_due_at = null,
      ended_at = coalesce(ended_at, ${now}), x_status = coalesce(${fact.xStatus ?? null}, x_status),
      x_body = coalesce(${fact.xBody ?? null}, x_body), reason = null
    where workspace_id = ${tx.workspaceId} and message_id = ${fact.messageId} and n = ${fact.attempt}`);
}
