import { createHmac } from 'node:crypto';
import type { Sim } from '../sim.ts';
import type { ChatConversation } from '../state/chat.ts';

const encode = (value: string | object) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const head = encode({ alg: 'HS256' });

/** The conversation token of one user: a JWT, as in https://docs.x.com/x-api/activity/event-payloads#chat-received. */
export function conversationToken(sim: Sim, conversation: ChatConversation, userId: string): string {
  const body = encode({
    requestingUser: userId,
    recipient:
      conversation.kind === 'group'
        ? conversation.id
        : (conversation.memberIds.find((id) => id !== userId) ?? userId),
    validSinceMSec: String(conversation.createdAt),
  });
  const seal = createHmac('sha256', sim.chat.secret()).update(`${head}.${body}`).digest('base64url');
  return `${head}.${body}.${seal}`;
}
