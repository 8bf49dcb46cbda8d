import type { FastifyInstance } from 'fastify';
import type { XChatConversationList, XChatEventList } from '../../../contract/x/chat.ts';
import type { XUser } from '../../../contract/x/users.ts';
import { invalidRequest } from '../../core/errors.ts';
import { type Cursor, decodeCursor, encodeCursor, takePage } from '../../core/page.ts';
import { fieldsParameter, numberParameter, onlyParameters, textParameter } from '../../core/query.ts';
import { type UserCall, userRoute } from '../../core/route.ts';
import {
  conversationExpansions,
  conversationFields,
  encodedFor,
  presentConversation,
  presentEvent,
} from '../../present/chat.ts';
import { presentUserV2, userFields } from '../../present/user.ts';
import type { Sim } from '../../sim.ts';
import { type ChatConversation, type ChatEvent, seesChatEvent } from '../../state/chat.ts';
import { addressOf, findOwn, getOwn } from './address.ts';

const viewParameters = ['chat_conversation.fields', 'expansions', 'user.fields'];
const pageParameters = ['max_results', 'pagination_token'];
const eventFields = [
  'conversation_id',
  'conversation_token',
  'created_at',
  'encoded_event',
  'id',
  'is_trusted',
  'message_event_signature',
  'previous_id',
  'sender_id',
  // Names of an older description, which clients still send.
  'created_at_msec',
  'sequence_id',
];

/** Reading: the inbox, one conversation, its events. https://docs.x.com/x-api/chat/get-chat-conversations */
export function registerChatReads(app: FastifyInstance, sim: Sim): void {
  userRoute(app, sim, {
    method: 'GET',
    url: '/2/chat/conversations',
    allow: { oauth2: ['dm.read', 'users.read'], oauth1: 'read-write-dm' },
    handle: (call): XChatConversationList => {
      onlyParameters(call.query, [...viewParameters, ...pageParameters]);
      const { id: userId } = call.user;
      const limit = numberParameter(call.query, 'max_results', 1, 100, 10);
      const list = `chat:${userId}`;
      const { items, older } = takePage(sim.chat.inboxOf(userId), {
        cursor: cursorOf(call, list),
        limit,
        wanted: ({ conversationId }) => !isRequest(sim, userId, conversationId),
      });
      const rows = items.flatMap(({ conversationId }) => sim.chat.conversations.find(conversationId) ?? []);
      return {
        ...(rows.length > 0 ? presentAll(sim, call, rows) : {}),
        meta: {
          result_count: rows.length,
          has_more: older !== undefined,
          has_message_requests: [...sim.chat.requestsOf(userId)].some((id) => isRequest(sim, userId, id)),
          ...(older ? { next_token: encodeCursor(list, older) } : {}),
        },
      };
    },
  });

  userRoute(app, sim, {
    method: 'GET',
    url: '/2/chat/conversations/:id',
    allow: { oauth2: ['dm.read', 'tweet.read', 'users.read'], oauth1: 'read-write-dm' },
    handle: (call) => {
      onlyParameters(call.query, viewParameters);
      const address = addressOf(sim, call.user.id, call.params['id'] ?? '');
      const { data, ...more } = presentAll(sim, call, [getOwn(sim, call.user.id, address)]);
      return { data: data[0], ...more };
    },
  });

  userRoute(app, sim, {
    method: 'GET',
    url: '/2/chat/conversations/:id/events',
    allow: { oauth2: ['dm.read', 'tweet.read', 'users.read'], oauth1: 'read-write-dm' },
    handle: (call) => {
      onlyParameters(call.query, ['chat_message_event.fields', ...pageParameters]);
      const fields = fieldsParameter(call.query, 'chat_message_event.fields', eventFields);
      const address = addressOf(sim, call.user.id, call.params['id'] ?? '');
      const conversation = findOwn(sim, call.user.id, address);
      if (conversation) return listEvents(sim, call, conversation, fields);
      return { meta: { result_count: 0, has_more: false } };
    },
  });
}

/**
 * Whoever has not answered a stranger finds the thread among the message requests, which the list leaves out and
 * only counts: https://docs.x.com/x-api/chat/get-chat-conversations (meta.has_message_requests).
 */
function isRequest(sim: Sim, userId: string, conversationId: string): boolean {
  if (!sim.chat.requestsOf(userId).has(conversationId)) return false;
  const conversation = sim.chat.conversations.find(conversationId);
  return conversation !== undefined && !sim.follows.has(userId, conversation.creatorId);
}

function presentAll(sim: Sim, call: UserCall, rows: ChatConversation[]) {
  const { query, vocabulary, user, caller } = call;
  const fields = fieldsParameter(query, 'chat_conversation.fields', conversationFields);
  const expansions = fieldsParameter(query, 'expansions', conversationExpansions);
  const view = {
    fields: fieldsParameter(query, 'user.fields', userFields),
    vocabulary,
    viewer: user,
    caller,
  };
  const ids = new Set<string>();
  for (const row of rows) {
    if (expansions.has('participant_ids')) for (const id of row.memberIds) ids.add(id);
    if (expansions.has('member_ids') && row.kind === 'group') for (const id of row.memberIds) ids.add(id);
    if (expansions.has('admin_ids')) for (const id of row.adminIds) ids.add(id);
  }
  const users: XUser[] = [...ids].flatMap((id) => {
    const found = sim.users.find(id);
    return found && !found.suspended ? [presentUserV2(sim, found, view)] : [];
  });
  return {
    data: rows.map((row) => presentConversation(row, fields, expansions, user.id)),
    ...(users.length > 0 ? { includes: { users } } : {}),
  };
}

function listEvents(
  sim: Sim,
  call: UserCall,
  conversation: ChatConversation,
  fields: ReadonlySet<string>,
): XChatEventList {
  const { id: userId } = call.user;
  const list = `chat:${userId}:${conversation.id}`;
  const limit = numberParameter(call.query, 'max_results', 1, 100, 10);
  const cursor = cursorOf(call, list);
  const now = sim.clock.now();
  const sees = (event: ChatEvent) => seesChatEvent(conversation, event, userId, now);
  const { items, older } = takePage(sim.chat.eventsOf(conversation.id), { cursor, limit, wanted: sees });
  // All of them come with the first page, and only with it.
  const keyEvents = cursor ? [] : sim.chat.keyChangesOf(conversation.id).filter(sees);
  return {
    ...(items.length > 0
      ? { data: items.map((event) => pick(presentEvent(sim, conversation, event, userId), fields)) }
      : {}),
    meta: {
      result_count: items.length,
      has_more: older !== undefined,
      ...(older ? { next_token: encodeCursor(list, older) } : {}),
      ...(keyEvents.length > 0
        ? { conversation_key_events: keyEvents.map((event) => encodedFor(sim, conversation, event, userId)) }
        : {}),
    },
  };
}

/** Everything when no fields are asked for: clients rely on it. */
function pick<T extends { id: string }>(event: T, fields: ReadonlySet<string>): Partial<T> & { id: string } {
  if (fields.size === 0) return event;
  const kept = Object.entries(event).filter(([name]) => fields.has(name));
  // The entries of an event, fewer of them.
  return { ...(Object.fromEntries(kept) as Partial<T>), id: event.id };
}

function cursorOf({ query }: UserCall, list: string): Cursor | undefined {
  const token = textParameter(query, 'pagination_token');
  if (token === undefined) return undefined;
  const cursor = decodeCursor(list, token);
  if (cursor?.towards === 'older') return cursor;
  throw invalidRequest(
    { pagination_token: [token] },
    `The \`pagination_token\` query parameter value [${token}] is not valid`,
  );
}
