import type { GroupDetail } from '../../contract/api/index.ts';
import { conversationErrors } from '../../contract/errors/conversations.ts';
import { AppError, type WorkspaceDb } from '../base/index.ts';
import {
  addSystemLine,
  type Conversation,
  type Customer,
  listCustomers,
  listParticipants,
  lockConversation,
  presentCustomer,
  setGroupName,
} from '../conversations/index.ts';
import type { DeskParts } from './parts.ts';

const NAMED = 4;

/** Who is in a group; nothing for a conversation of two. */
export async function findGroup(db: WorkspaceDb, conversation: Conversation): Promise<GroupDetail | null> {
  if (conversation.groupId === null) return null;
  const participants = await listParticipants(db, conversation.id);
  const found = await listCustomers(
    db,
    participants.map((one) => one.customerId),
  );
  const customers = new Map<string, Customer>(found.map((customer) => [customer.id, customer]));
  const known = participants.flatMap(({ customerId, joinedAt, leftAt }) => {
    const customer = customers.get(customerId);
    if (!customer) return [];
    const times = { joinedAt: joinedAt.toISOString(), leftAt: leftAt?.toISOString() ?? null };
    return [{ customer: presentCustomer(customer), ...times }];
  });
  const there = known.filter((one) => one.leftAt === null);
  return {
    name: conversation.name,
    members: there.length,
    memberNames: there.slice(0, NAMED).flatMap(({ customer }) => nameOf(customer) ?? []),
    leftAt: conversation.leftAt?.toISOString() ?? null,
    participants: known,
  };
}

function nameOf(customer: {
  readonly name: string | null;
  readonly username: string | null;
}): string | undefined {
  return customer.name?.trim() || (customer.username ? `@${customer.username}` : undefined);
}

/** Names a group for the desk and says so in its thread. @throws AppError conversation_not_found, not_a_group */
export async function renameGroup(
  { clock, log }: Pick<DeskParts, 'clock' | 'log'>,
  db: WorkspaceDb,
  conversationId: string,
  wanted: string | null,
  by: string | null,
): Promise<GroupDetail> {
  const name = wanted?.trim() ?? null;
  const renamed = await db.transaction(async (tx) => {
    const conversation = await lockConversation(tx, conversationId);
    if (conversation.groupId === null) throw new AppError(conversationErrors.not_a_group);
    if (conversation.name === name) return conversation;
    await setGroupName(tx, conversationId, name);
    const line = { what: 'renamed', facts: { to: name, from: conversation.name }, by };
    const added = await addSystemLine(tx, conversation, line, clock.now());
    log.append(tx, added.events);
    return { ...conversation, name };
  });
  const group = await findGroup(db, renamed);
  if (!group) throw new AppError(conversationErrors.not_a_group);
  return group;
}
