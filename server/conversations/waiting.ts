import type { AppEvent } from '../../contract/events/index.ts';
import { sql, type WorkspaceTx } from '../base/index.ts';
import { nextPosition } from './position.ts';
import type { Conversation } from './types.ts';

/**
 * Messages that wait to be sent stand behind what has just been sent, in their order: all of them move as soon as one
 * stands in front of it, since their order is the order of sending. The conversation is locked by the caller, who
 * writes its new end.
 */
export async function moveWaitingBehind(
  tx: WorkspaceTx,
  conversation: Conversation,
  position: string,
  now: Date,
): Promise<{ conversation: Conversation; events: readonly AppEvent[] }> {
  const rows = await tx.rows(sql<{ id: string; position: string }>`
    select id, position from message
    where workspace_id = ${tx.workspaceId} and account_id = ${conversation.accountId}
      and conversation_id = ${conversation.id} and direction = 'out' and state = 'queued'
    order by message.position`);
  const [first] = rows;
  if (!first || BigInt(first.position) > BigInt(position)) return { conversation, events: [] };
  let last: Pick<Conversation, 'lastPosition'> = conversation;
  const moved = rows.map(({ id }) => {
    last = { lastPosition: nextPosition(last, now) };
    return { id, position: last.lastPosition };
  });
  await tx.execute(sql`
    update message m set position = t.position, updated_at = ${now}
    from unnest(${moved.map((one) => one.id)}::text[], ${moved.map((one) => one.position)}::bigint[]) as t(id, position)
    where m.workspace_id = ${tx.workspaceId} and m.conversation_id = ${conversation.id} and m.id = t.id`);
  const events = moved.map(
    (one): AppEvent => ({
      kind: 'message.changed',
      key: conversation.id,
      body: {
        conversationId: conversation.id,
        messageId: one.id,
        position: one.position,
        direction: 'out',
        kind: 'message',
        what: 'state',
        state: 'queued',
      },
    }),
  );
  return { conversation: { ...conversation, lastPosition: last.lastPosition }, events };
}
