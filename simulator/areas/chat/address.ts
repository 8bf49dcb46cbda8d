import { type XError, forbidden, invalidRequest, resourceNotFound } from '../../core/errors.ts';
import type { Sim } from '../../sim.ts';
import { type ChatConversation, chatIdOf } from '../../state/chat.ts';

// https://docs.x.com/x-api/chat/get-chat-conversation-events: the peer's id, the pair, or a group.
const pathPattern = /^([0-9]{1,19}|[0-9]{1,19}-[0-9]{1,19}|g[0-9]{1,19})$/;

/** Whom a path or a body names: a pair of users, or a group. */
export type Address = { id: string } & ({ kind: 'one'; otherId: string } | { kind: 'group' });

/** Reads the id of a path as one of its participants means it; throws X's refusal. */
export function addressOf(sim: Sim, userId: string, text: string): Address {
  if (!pathPattern.test(text))
    throw invalidRequest(
      { id: [text] },
      `The \`id\` query parameter value [${text}] does not match ${pathPattern.source}`,
    );
  if (text.startsWith('g')) return { kind: 'group', id: text };
  const [first = '', second] = text.split('-');
  if (second !== undefined && first !== userId && second !== userId) throw forbidden();
  const otherId = second === undefined || first !== userId ? first : second;
  if (!sim.users.find(otherId)) throw resourceNotFound('user', 'id', otherId);
  return { kind: 'one', otherId, id: chatIdOf(userId, otherId) };
}

/** Bodies name a conversation with a colon, paths with a hyphen. */
export function addressOfBody(sim: Sim, userId: string, text: string): Address {
  return addressOf(sim, userId, text.replace(':', '-'));
}

/** The conversation as it is for a participant; undefined when the pair has none yet. */
export function findOwn(sim: Sim, userId: string, address: Address): ChatConversation | undefined {
  const conversation = sim.chat.conversations.find(address.id);
  if (conversation?.state !== 'active') {
    if (address.kind === 'one') return undefined;
    throw noConversation(address.id);
  }
  if (!conversation.memberIds.includes(userId)) throw forbidden();
  return conversation;
}

export function getOwn(sim: Sim, userId: string, address: Address): ChatConversation {
  const conversation = findOwn(sim, userId, address);
  if (!conversation) throw noConversation(address.id);
  return conversation;
}

function noConversation(id: string): XError {
  return resourceNotFound('chat_conversation', 'id', id);
}
