import type { FastifyInstance } from 'fastify';
import {
  type ControlChatConversation,
  type ControlChatDevice,
  type ControlChatMessage,
  type ControlChatMessages,
  type ControlChatSettings,
  ChatMessagesQuery,
  ChatMove,
  ChatSettingsInput,
  NewChatDevice,
  NewChatMessage,
  type SentChatMessage,
} from '../../contract/control/chat.ts';
import { type Address, addressOf, getOwn } from '../areas/chat/address.ts';
import { takePage } from '../core/page.ts';
import { DeviceError, createDevice, keysOf, readMessage, writeText } from '../devices/device.ts';
import { pathIdOf } from '../present/chat.ts';
import type { Sim } from '../sim.ts';
import { type ChatEvent, chatIdOf, seesChatEvent } from '../state/chat.ts';
import type { ChatDevice } from '../state/chat-devices.ts';
import { ControlError, controlRoute, getUser } from './control-route.ts';

const listedConversations = 200;

/** `/_control/chat`: people whose devices the simulator plays, and threads that move to XChat. */
export function controlChat(app: FastifyInstance, sim: Sim): void {
  controlRoute(app, {
    method: 'POST',
    url: '/chat/devices',
    body: NewChatDevice,
    handle: ({ body, reply }) => {
      const user = getUser(sim, body.user);
      return reply.code(201).send(findDevice(sim, createDevice(sim, user.id).userId));
    },
  });

  controlRoute(app, {
    method: 'GET',
    url: '/chat/devices/:user',
    // Fastify would send no body for null; its absence is an answer, not a refusal.
    handle: ({ params, reply }) =>
      reply
        .type('application/json')
        .send(JSON.stringify(findDevice(sim, getUser(sim, params['user'] ?? '').id))),
  });

  controlRoute(app, {
    method: 'POST',
    url: '/chat/messages',
    body: NewChatMessage,
    handle: ({ body, reply }) => {
      const device = deviceOf(sim, body.sender);
      const address = target(sim, device.userId, body.to, body.conversationId);
      return reply.code(201).send(sentOf(onDevice(() => writeText(sim, device, address, body.text))));
    },
  });

  controlRoute(app, {
    method: 'GET',
    url: '/chat/messages',
    query: ChatMessagesQuery,
    handle: ({ query }): ControlChatMessages => {
      const device = deviceOf(sim, query.user);
      const { userId } = device;
      const conversation = getOwn(sim, userId, target(sim, userId, query.with, query.conversationId));
      const now = sim.clock.now();
      const page = takePage(sim.chat.eventsOf(conversation.id), {
        below: query.before,
        limit: query.limit ?? 50,
        wanted: (event) => seesChatEvent(conversation, event, userId, now),
      });
      const keys = keysOf(sim, device, conversation);
      return {
        conversationId: conversation.id,
        messages: page.items.map((event) => shownEvent(sim, keys, event)),
        hasMore: page.older !== undefined,
      };
    },
  });

  controlRoute(app, {
    method: 'GET',
    url: '/chat/conversations/:user',
    handle: ({ params }): { conversations: ControlChatConversation[] } => {
      const { id: userId } = getUser(sim, params['user'] ?? '');
      const { items } = takePage(sim.chat.inboxOf(userId), { limit: listedConversations });
      return {
        conversations: items.flatMap(({ conversationId }) => shownConversation(sim, userId, conversationId)),
      };
    },
  });

  controlRoute(app, {
    method: 'POST',
    url: '/chat/moves',
    body: ChatMove,
    handle: ({ body }) => {
      const id = chatIdOf(getUser(sim, body.user).id, getUser(sim, body.other).id);
      sim.chat.move(id, body.moved ?? true);
      return { conversationId: id, moved: sim.chat.hasMoved(id) };
    },
  });

  controlRoute(app, { method: 'GET', url: '/chat/settings', handle: () => shownSettings(sim) });
  controlRoute(app, {
    method: 'PATCH',
    url: '/chat/settings',
    body: ChatSettingsInput,
    handle: ({ body }) => {
      sim.chat.changeSettings(body);
      return shownSettings(sim);
    },
  });
}

function shownSettings(sim: Sim): ControlChatSettings {
  const { verifySignatures, legacySend } = sim.chat.settings();
  return { verifySignatures, legacySend };
}

/** Null for somebody who is not on XChat. */
function findDevice(sim: Sim, userId: string): ControlChatDevice | null {
  const key = sim.chat.keysOf(userId).at(-1);
  if (!key) return null;
  return { userId, version: key.version, isHere: sim.chatDevices.find(userId)?.version === key.version };
}

/** The device that the simulator plays for a person. */
export function deviceOf(sim: Sim, ref: string): ChatDevice {
  const user = getUser(sim, ref);
  const device = sim.chatDevices.find(user.id);
  if (device) return device;
  throw new ControlError(409, `@${user.username} has no device here: POST /_control/chat/devices makes one`);
}

function target(
  sim: Sim,
  userId: string,
  to: string | undefined,
  conversationId: string | undefined,
): Address {
  if (conversationId !== undefined) return addressOf(sim, userId, conversationId.replace(':', '-'));
  if (to === undefined) throw new ControlError(400, 'a person or a conversation is missing');
  return addressOf(sim, userId, getUser(sim, to).id);
}

/** What a device cannot do is a conflict, not a failure of the simulator. */
export function onDevice<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof DeviceError) throw new ControlError(409, error.message);
    throw error;
  }
}

function sentOf({ conversationId, id, messageId }: ChatEvent): SentChatMessage {
  return { conversationId, sequenceId: id, messageId };
}

function shownEvent(sim: Sim, keys: ReadonlyMap<string, Buffer>, event: ChatEvent): ControlChatMessage {
  const { id, messageId, senderId, createdAt } = event;
  const about = { sequenceId: id, messageId, senderId, atMs: createdAt };
  if (event.kind === 'group_change' || event.kind === 'delete') return { ...about, kind: event.kind };
  const { contents, isVerified } = readMessage(sim, keys, event);
  return { ...about, ...contents, isVerified };
}

export function shownConversation(sim: Sim, userId: string, id: string): ControlChatConversation[] {
  const row = sim.chat.conversations.find(id);
  if (!row) return [];
  const { kind, memberIds, adminIds, name, updatedAt, readUpTo } = row;
  const isRequest = sim.chat.requestsOf(userId).has(id) && !sim.follows.has(userId, row.creatorId);
  return [{ id: pathIdOf(id), kind, memberIds, adminIds, name, updatedAtMs: updatedAt, isRequest, readUpTo }];
}
