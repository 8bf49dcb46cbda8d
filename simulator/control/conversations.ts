import type { FastifyInstance } from 'fastify';
import {
  type ControlConversation,
  ControlEventsQuery,
  type ControlLedgerEntry,
  ControlLedgerQuery,
} from '../../contract/control/messages.ts';
import { Type } from 'typebox';
import { PageLimit, UserRef, closed } from '../../contract/control/ids.ts';
import { compareIds } from '../core/snowflake.ts';
import { isMessageRequest } from '../rules/message-requests.ts';
import type { Sim } from '../sim.ts';
import { type Conversation, type DmEvent, lowerBound, otherParticipant } from '../state/dms.ts';
import { ControlError, controlRoute, getUser } from './control-route.ts';
import { shown } from './shown-message.ts';

const countedUnread = 100;
const Accepter = Type.Object({ user: UserRef }, closed);
const Limited = Type.Object({ limit: PageLimit }, closed);

/** What people see in their messages, and the ledger of everything sent. */
export function controlConversations(app: FastifyInstance, sim: Sim): void {
  controlRoute(app, {
    method: 'GET',
    url: '/users/:user/conversations',
    query: Limited,
    handle: ({ params, query }) => {
      const user = getUser(sim, params['user'] ?? '');
      const conversations = sim.dms.conversationsOf(user.id, query.limit ?? 100);
      return { conversations: conversations.map((conversation) => seenBy(sim, conversation, user.id)) };
    },
  });

  controlRoute(app, {
    method: 'GET',
    url: '/conversations/:id/events',
    query: ControlEventsQuery,
    handle: ({ params, query }) => {
      const user = getUser(sim, query.as);
      const conversation = sim.dms.findConversation(params['id'] ?? '');
      if (!conversation?.participantIds.includes(user.id))
        throw new ControlError(404, 'this user is in no such conversation');
      const all = sim.dms.eventsOfConversation(conversation.id);
      const limit = query.limit ?? 50;
      const found: DmEvent[] = [];
      for (
        let index = query.before === undefined ? all.length - 1 : lowerBound(all, query.before) - 1;
        index >= 0 && found.length < limit;
        index--
      ) {
        const event = all[index];
        if (event && !event.hiddenFor?.includes(user.id)) found.push(event);
      }
      // Oldest first, as it is drawn.
      return { events: found.reverse().map((event) => shown(sim, conversation, event)) };
    },
  });

  controlRoute(app, {
    method: 'POST',
    url: '/conversations/:id/accept',
    body: Accepter,
    handle: ({ params, body }) => {
      const user = getUser(sim, body.user);
      const conversation = sim.dms.findConversation(params['id'] ?? '');
      if (!conversation?.participantIds.includes(user.id))
        throw new ControlError(404, 'this user is in no such conversation');
      const accepted = isMessageRequest(sim, user.id, conversation);
      sim.dms.accept(conversation.id, user.id);
      return { accepted };
    },
  });

  controlRoute(app, {
    method: 'GET',
    url: '/ledger',
    query: ControlLedgerQuery,
    handle: ({ query }) => {
      const from = query.from === undefined ? undefined : getUser(sim, query.from).id;
      const to = query.to === undefined ? undefined : getUser(sim, query.to).id;
      const limit = query.limit ?? 1000;
      const all = sim.dms.all();
      const entries: ControlLedgerEntry[] = [];
      let index = query.after === undefined ? 0 : lowerBound(all, query.after);
      if (all[index]?.id === query.after && query.after !== undefined) index += 1;
      for (; index < all.length && entries.length < limit; index++) {
        const event = all[index];
        if (event?.type !== 'MessageCreate' || (from !== undefined && event.senderId !== from)) continue;
        if (query.appId !== undefined && event.appId !== query.appId) continue;
        const recipient = recipientOf(sim, event);
        if (to === undefined || recipient === to) entries.push(ledgerEntry(event, recipient));
      }
      return { entries, next: index < all.length ? entries.at(-1)?.id : undefined };
    },
  });
}

function recipientOf(sim: Sim, event: DmEvent): string | undefined {
  const conversation = sim.dms.findConversation(event.conversationId);
  return conversation?.kind === 'one' ? otherParticipant(conversation, event.senderId) : undefined;
}

function ledgerEntry(event: DmEvent, to: string | undefined): ControlLedgerEntry {
  const { id, conversationId, senderId, text = '', mediaId, appId, createdAt } = event;
  return { id, conversationId, from: senderId, to, text, mediaId, appId, at: createdAt };
}

function seenBy(sim: Sim, conversation: Conversation, userId: string): ControlConversation {
  const all = sim.dms.eventsOfConversation(conversation.id);
  const readUpTo = conversation.readUpTo[userId] ?? '0';
  let last: DmEvent | undefined;
  let unread = 0;
  for (let index = all.length - 1; index >= 0; index--) {
    const event = all[index];
    if (!event || event.hiddenFor?.includes(userId)) continue;
    last ??= event;
    // What one has written oneself has been read, and so has everything before it.
    if (compareIds(event.id, readUpTo) <= 0 || event.senderId === userId || unread === countedUnread) break;
    unread += 1;
  }
  const { id, kind, participantIds } = conversation;
  return {
    id,
    kind,
    participantIds,
    otherId: kind === 'one' ? otherParticipant(conversation, userId) : undefined,
    last: last && shown(sim, conversation, last),
    unread,
    ...(isMessageRequest(sim, userId, conversation) ? { isRequest: true } : {}),
  };
}
