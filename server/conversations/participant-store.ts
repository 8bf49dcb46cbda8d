import { sql, type WorkspaceDb, type WorkspaceTx } from '../base/index.ts';
import type { CustomerId, Participant } from './types.ts';

/** Somebody who joined or left, or who wrote and so is there. */
export interface Membership {
  readonly conversationId: string;
  readonly customerId: string;
  readonly at: Date;
  readonly left: boolean;
}

/** Takes over who is in groups, the last word of each counting. Answers the pairs that were not there before. */
export async function saveParticipants(
  tx: WorkspaceTx,
  memberships: readonly Membership[],
): Promise<ReadonlySet<string>> {
  const last = new Map(memberships.map((one) => [participantKey(one), one]));
  const wanted = [...last.values()].toSorted((a, b) => (participantKey(a) < participantKey(b) ? -1 : 1));
  if (wanted.length === 0) return new Set();
  const rows = await tx.rows(sql<{ conversation_id: string; customer_id: string; fresh: boolean }>`
    insert into participant (workspace_id, conversation_id, customer_id, joined_at, left_at)
    select ${tx.workspaceId}, t.conversation_id, t.customer_id, t.at, case when t.has_left then t.at end
    from unnest(
      ${wanted.map((one) => one.conversationId)}::text[],
      ${wanted.map((one) => one.customerId)}::text[],
      ${wanted.map((one) => one.at)}::timestamptz[],
      ${wanted.map((one) => one.left)}::boolean[]) as t(conversation_id, customer_id, at, has_left)
    on conflict (workspace_id, conversation_id, customer_id) do update set
      -- News of long ago, brought in late, does not undo what came after it.
      left_at = case
        when excluded.joined_at < greatest(participant.joined_at, participant.left_at) then participant.left_at
        else excluded.left_at end,
      joined_at = case
        when participant.left_at is not null and excluded.left_at is null and excluded.joined_at > participant.left_at
        then excluded.joined_at else participant.joined_at end
    returning conversation_id, customer_id, (xmax = 0) as fresh`);
  return new Set(
    rows
      .filter((row) => row.fresh)
      .map((row) => participantKey({ conversationId: row.conversation_id, customerId: row.customer_id })),
  );
}

export function participantKey(one: {
  readonly conversationId: string;
  readonly customerId: string;
}): string {
  return `${one.conversationId}/${one.customerId}`;
}

/** Everybody who is or was in a group, in the order of joining; X has at most 50 at a time. */
export async function listParticipants(db: WorkspaceDb, conversationId: string): Promise<Participant[]> {
  const rows = await db.rows(sql<{ customer_id: string; joined_at: Date; left_at: Date | null }>`
    select customer_id, joined_at, left_at from participant
    where workspace_id = ${db.workspaceId} and conversation_id = ${conversationId}
    order by left_at is not null, joined_at, customer_id limit 200`);
  return rows.map((row) => ({
    // The column holds nothing but ids made by newId.
    customerId: row.customer_id as CustomerId,
    joinedAt: row.joined_at,
    leftAt: row.left_at,
  }));
}

/** Notes that our own account left a group, or is in it again. */
export async function setOwnLeft(
  tx: WorkspaceTx,
  conversationId: string,
  leftAt: Date | null,
): Promise<void> {
  await tx.execute(sql`
    update conversation set left_at = ${leftAt}
    where workspace_id = ${tx.workspaceId} and id = ${conversationId} and kind = 'group'`);
}

/** What we call a group; null: by who is in it. */
export async function setGroupName(
  tx: WorkspaceTx,
  conversationId: string,
  name: string | null,
): Promise<void> {
  await tx.execute(sql`
    update conversation set name = ${name}
    where workspace_id = ${tx.workspaceId} and id = ${conversationId} and kind = 'group'`);
}

/** Groups that these handles know: `handle/X's id`, and the customer who stands for it. */
export async function listKnownGroups(
  db: WorkspaceDb,
  handleIds: readonly string[],
  xConversationIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await db.rows(sql<{ handle_id: string; x_conversation_id: string; customer_id: string }>`
    select handle_id, x_conversation_id, customer_id from conversation
    where workspace_id = ${db.workspaceId} and kind = 'group'
      and handle_id = any(${[...handleIds]}::text[]) and x_conversation_id = any(${[...xConversationIds]}::text[])`);
  return new Map(rows.map((row) => [`${row.handle_id}/${row.x_conversation_id}`, row.customer_id]));
}
