import { randomUUID } from 'node:crypto';
import { createDevice, keysOf, prepareKey } from '../../simulator/devices/device.ts';
import { encodeText } from '../../simulator/devices/contents.ts';
import { seal } from '../../simulator/devices/secretbox.ts';
import { chatIdOf } from '../../simulator/state/chat.ts';
import type { ChatDevice } from '../../simulator/state/chat-devices.ts';
import type { SimUser } from '../../simulator/state/users.ts';
import { encodeMessage, readSent } from '../../simulator/wire/message-event.ts';
import { type Answered, type World, startWorld } from './simulator-world.ts';

/** People of a world on XChat, who speak to the local X over HTTP with what their devices make. */
export interface ChatPeople {
  deviceOf(user: SimUser): ChatDevice;
  /** Body of `/keys`, rightly made. */
  keyBody(from: SimUser, to: SimUser): Record<string, unknown>;
  begin(from: SimUser, to: SimUser): Promise<Answered>;
  /** Body of `/messages`; without a signature. */
  messageBody(from: SimUser, to: SimUser, text: string): Record<string, unknown>;
  write(from: SimUser, to: SimUser | string, text: string): Promise<Answered>;
  failureOf(answer: Answered): number | undefined;
  problemOf(answer: Answered): string;
}

/** A world whose shop and customer are on XChat. */
export interface ChatWorld {
  world: World;
  people: ChatPeople;
  shop: SimUser;
  ann: SimUser;
  /** Of the conversation with the shop, as Ann asks for it. */
  path: string;
}

export async function startChatWorld(): Promise<ChatWorld> {
  const world = await startWorld();
  const { shop, customer: ann } = world;
  const people = chatPeople(world);
  people.deviceOf(shop);
  people.deviceOf(ann);
  return { world, people, shop, ann, path: `/2/chat/conversations/${shop.id}` };
}

/** An answer of pages. */
export const list = ({ body }: Answered) =>
  body as { data?: Record<string, unknown>[]; meta: Record<string, unknown> & { next_token?: string } };

export function chatPeople(world: World): ChatPeople {
  const { sim } = world.simulator;
  const deviceOf = (user: SimUser) => sim.chatDevices.find(user.id) ?? createDevice(sim, user.id);
  const people: ChatPeople = {
    deviceOf,
    keyBody(from, to) {
      deviceOf(to);
      const id = chatIdOf(from.id, to.id);
      const before = sim.chat.conversations.find(id)?.keyVersion;
      return { ...prepareKey(sim, deviceOf(from), id, [from.id, to.id], before).body };
    },
    begin: (from, to) =>
      world.asUser(from, 'POST', `/2/chat/conversations/${to.id}/keys`, people.keyBody(from, to)),
    messageBody(from, to, text) {
      const conversation = sim.chat.conversations.find(chatIdOf(from.id, to.id));
      const version = conversation?.keyVersion ?? '1';
      const key = conversation && keysOf(sim, deviceOf(from), conversation).get(version);
      return {
        message_id: randomUUID(),
        encoded_message_create_event: encodeMessage(seal(key ?? Buffer.alloc(32), encodeText(text)), version),
      };
    },
    write: (from, to, text) =>
      world.control('POST', '/chat/messages', {
        sender: from.id,
        ...(typeof to === 'string' ? { conversationId: to } : { to: to.id }),
        text,
      }),
    failureOf: ({ body }) =>
      readSent((body as { data: { encoded_message_event: string } }).data.encoded_message_event).failure,
    problemOf: ({ body }) => (body as { errors?: { message?: string }[] }).errors?.[0]?.message ?? '',
  };
  return people;
}
