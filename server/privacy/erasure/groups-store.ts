import { sql, type WorkspaceTx } from '../../base/index.ts';
import type { Subject } from './subject.ts';

/** Work on groups for which the person stood forgets what was drawn from them. Answers which. */
export async function forgetInWork(tx: WorkspaceTx, subject: Subject): Promise<string[]> {
  const rows = await tx.rows(sql<{ id: string }>`
    update work_item set context = default, title = default
    where workspace_id = ${tx.workspaceId} and customer_id = ${subject.customerId}
      and conversation_id = any(${[...subject.groupIds]}::text[])
    returning id`);
  return rows.map((row) => row.id).toSorted();
}

/** Somebody else of the group stands for it: who is in it before who left, in the order of joining. */
export async function moveStandIn(
  tx: WorkspaceTx,
  conversationId: string,
  customerId: string,
): Promise<void> {
  const next = sql`(
    select p.customer_id from participant p
    where p.workspace_id = ${tx.workspaceId} and p.conversation_id = ${conversationId}
      and p.customer_id <> ${customerId}
    order by p.left_at is not null, p.joined_at, p.customer_id limit 1)`;
  for (const [table, place] of [
    ['conversation', 'id'],
    ['work_item', 'conversation_id'],
  ] as const) {
    await tx.execute(sql`
      update ${sql.table(table)} set customer_id = ${next}
      where workspace_id = ${tx.workspaceId} and ${sql.ref(place)} = ${conversationId} and customer_id = ${customerId}`);
  }
}
