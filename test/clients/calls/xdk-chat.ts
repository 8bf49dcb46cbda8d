import { expect } from 'vitest';
import { type Device, startDevice } from '../chat-device.ts';
import type { ClientUnderTest } from './client.ts';
import type { XdkContext } from './xdk-context.ts';

/** Two people with devices of their own, whose encryption is that of @xdevplatform/chat-xdk. */
async function twoDevices({ x, newcomer }: XdkContext): Promise<[Device, Device]> {
  const { sim } = x.simulator;
  const person = () => sim.users.find(newcomer().id) ?? x.customer;
  return [await startDevice(x.simulator, x.app, person()), await startDevice(x.simulator, x.app, person())];
}

/** XChat; chat-xdk.test.ts and chat-xdk-live.test.ts go further. */
export const chatCalls: ClientUnderTest<XdkContext>['calls'] = {
  chat_keys: {
    how: 'chat.addUserPublicKey(), users.getPublicKey(), getPublicKeys()',
    async run(context) {
      const [ann, bob] = await twoDevices(context);
      const [key] = await ann.keysOf(bob.user);
      expect(key).toMatchObject({ userId: bob.user.id, keyVersion: bob.version });
      expect(bob.chat.matchesRegisteredKey(String(key?.publicKey))).toBe(true);
      const both = await ann.x.users.getPublicKeys([ann.user.id, bob.user.id]);
      expect(both.data).toHaveLength(2);
    },
  },
  chat_messages: {
    how: 'chat.addConversationKeys(), sendMessage(), getConversationEvents(), getConversations(), getConversation()',
    async run(context) {
      const [ann, bob] = await twoDevices(context);
      const people = [ann.user, bob.user];
      const { conversationId } = await ann.begin(bob.user);
      await ann.read(conversationId, people);
      await ann.write(conversationId, 'between us');
      const { events, errors } = await bob.read(conversationId, people);
      expect(errors).toEqual([]);
      expect(events.map(({ content }) => content?.text)).toContain('between us');
      expect(JSON.stringify(context.x.simulator.sim.store.dump())).not.toContain('between us');
      const listed = await ann.x.chat.getConversations();
      expect(listed).toMatchObject({
        data: [{ id: conversationId.replace(':', '-') }],
        meta: { hasMore: false },
      });
      const shown = await ann.x.chat.getConversation(bob.user.id, { expansions: ['participant_ids'] });
      expect(shown.includes?.users?.map(({ id }) => id).toSorted()).toEqual(
        people.map(({ id }) => id).toSorted(),
      );
    },
  },
};
