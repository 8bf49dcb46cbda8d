import type { EventKind } from '../../../contract/events/index.ts';
import { MOST_TEXT } from '../../../contract/sunshine/messages.ts';
import type { WorkspaceTx } from '../../base/index.ts';
import { listMessages, type Message } from '../../conversations/index.ts';
import { listFilesOf } from '../../media/index.ts';
import { splitLongText } from '../../outbound/index.ts';
import { factId, type LoggedEvent, type WebhookFact } from '../../webhooks/index.ts';
import { withStandby } from '../switchboard/standby.ts';
import { derivedId } from '../users/present.ts';
import { deskFactsOf, deskKinds, listForced } from './desk-facts.ts';

/** Kinds of entries of the log that mean something to programs. */
export const toldKinds = [
  'message.received',
  'message.queued',
  'message.changed',
  'entry.added',
  'conversation.read',
  'program.said',
  'control.changed',
  'program_conversation.changed',
  'participants.changed',
  'program_user.changed',
  'customer.typed',
  'consent.changed',
  ...deskKinds,
] as const satisfies readonly EventKind[];

const ENDS: Readonly<Record<string, string>> = {
  sent: 'conversation:message:delivery:channel',
  failed: 'conversation:message:delivery:failure',
};

/** What entries of one workspace's log mean to programs, in their order. */
export async function translate(
  tx: WorkspaceTx,
  events: readonly LoggedEvent[],
): Promise<readonly WebhookFact[]> {
  const ids = [
    ...new Set(events.flatMap((event) => ('messageId' in event.body && event.body.messageId) || [])),
  ];
  const [messages, files] = await Promise.all([listMessages(tx, ids), listFilesOf(tx, ids)]);
  const messageOf = new Map<string, Message>(messages.map((one) => [one.id, one]));
  const forced = await listForced(tx, events);
  const waiting = new Set(files.flatMap((file) => (file.state === 'pending' ? (file.messageId ?? []) : [])));
  return withStandby(
    tx,
    events.flatMap((event) => [...factsOf(event, messageOf, waiting), ...deskFactsOf(event, forced)]),
  );
}

function factsOf(
  event: LoggedEvent,
  messageOf: ReadonlyMap<string, Message>,
  waiting: ReadonlySet<string>,
): WebhookFact[] {
  switch (event.kind) {
    case 'message.received': {
      const message = messageOf.get(event.body.messageId);
      const begun = event.body.firstContact
        ? [make(event, 'conversation:create', event.body.conversationId, { userId: event.body.customerId })]
        : [];
      // A file that is still to be fetched has no bytes that a program could see: it is told when it has.
      if (!message || waiting.has(message.id)) return begun;
      return [...begun, ...saidBy(event, message)];
    }
    case 'message.queued': {
      const message = messageOf.get(event.body.messageId);
      // What a colleague can still take back was never said.
      return message && message.authorKind !== 'agent' ? saidBy(event, message) : [];
    }
    case 'entry.added': {
      // A program's message that is for nobody stands in the thread as an entry.
      const message = event.body.kind === 'message' ? messageOf.get(event.body.messageId) : undefined;
      return message ? saidBy(event, message) : [];
    }
    case 'message.changed': {
      const message = messageOf.get(event.body.messageId);
      if (!message || message.kind !== 'message') return [];
      const { what, state } = event.body;
      if (what === 'media')
        return message.direction === 'in' && !waiting.has(message.id) ? saidBy(event, message) : [];
      if (what !== 'state' || message.direction !== 'out') return [];
      if (state === 'sending') return message.authorKind === 'agent' ? saidBy(event, message) : [];
      const type = ENDS[state];
      return type === undefined
        ? []
        : [make(event, type, message.conversationId, { messageId: message.id, author: 'business' })];
    }
    case 'conversation.read': {
      const { conversationId, memberId } = event.body;
      return memberId === null ? [make(event, 'conversation:read', conversationId, { author: 'user' })] : [];
    }
    case 'program.said': {
      const { conversationId, messageId, author } = event.body;
      const refs = { messageId, kept: 'yes', ...(author ? { author } : {}) };
      return [make(event, 'conversation:message', conversationId, refs)];
    }
    case 'control.changed': {
      const { conversationId, actionId, what } = event.body;
      return what === 'lost' ? [] : [make(event, `switchboard:${what}`, conversationId, { actionId })];
    }
    case 'customer.typed': {
      const { conversationId, customerId } = event.body;
      return [make(event, 'conversation:typing', conversationId, { userId: customerId, author: 'user' })];
    }
    case 'consent.changed': {
      const { conversationId, customerId, isOut } = event.body;
      const reason = isOut ? 'blocked' : 'unblocked';
      return [make(event, 'client:update', conversationId, { userId: customerId, reason })];
    }
    case 'participants.changed': {
      const { conversationId, userId, what } = event.body;
      const type = what === 'joined' ? 'conversation:join' : 'conversation:leave';
      return [make(event, type, conversationId, { userId })];
    }
    case 'program_conversation.changed': {
      const { conversationId, type, what, userId } = event.body;
      const isNew = what === 'created';
      const refs = { conversationType: type, ...(userId === null ? {} : { userId }) };
      return [make(event, isNew ? 'conversation:create' : 'conversation:remove', conversationId, refs)];
    }
    case 'program_user.changed': {
      const { userId, what, survivingId } = event.body;
      const refs = { userId, ...(survivingId === null ? {} : { survivingId }) };
      // It stands beside all conversations: those of the user are gone, or another's.
      return [make(event, what === 'merged' ? 'user:merge' : 'user:remove', null, refs)];
    }
    default:
      return [];
  }
}

/**
 * Somebody said something. The id follows from the message: an answer that fails and is sent again is told twice under
 * one id, by which receivers know it.
 * A text that is longer than programs take is told in parts.
 */
function saidBy(event: LoggedEvent, message: Message): WebhookFact[] {
  const author = message.direction === 'in' ? 'user' : 'business';
  const answer = message.content.quickReplyAnswer;
  const isPostback = answer?.kind === 'postback';
  const type = isPostback && author === 'user' ? 'conversation:postback' : 'conversation:message';
  const count = Math.max(
    1,
    message.text.length > MOST_TEXT ? splitLongText(message.text, MOST_TEXT).length : 1,
  );
  return Array.from({ length: count }, (_, part) => ({
    id: told(message.createdAt, derivedId(type, message.id, String(part))),
    type,
    conversationId: message.conversationId,
    createdAt: event.at,
    refs: { messageId: message.id, author, part: String(part) },
  }));
}

/** Ids of events are in the order of time, as the others are. */
function told(at: Date, derived: string): string {
  return at.getTime().toString(16).padStart(12, '0').slice(-12) + derived.slice(0, 12);
}

function make(
  event: LoggedEvent,
  type: string,
  conversationId: string | null,
  refs: WebhookFact['refs'],
): WebhookFact {
  return { id: factId(event, type), type, conversationId, createdAt: event.at, refs };
}
