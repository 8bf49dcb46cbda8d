import { expect } from 'vitest';
import type { World } from './client.ts';

/** What a client that posts to any path of v1.1 brings. */
interface Marking {
  x: World;
  shop: { post(path: string, parameters: object): Promise<unknown> };
  newcomer: () => { id: string };
}

/** Typing and read marks: asked for alike by every client that knows paths and no methods. */
export const markCalls = {
  v1_dm_typing: {
    how: "post('direct_messages/indicate_typing')",
    async run({ shop, newcomer, x }: Marking) {
      const to = newcomer();
      const typed: string[] = [];
      const off = x.simulator.sim.events.on('dm.typing', ({ recipientId }) => typed.push(recipientId));
      await shop.post('direct_messages/indicate_typing', { recipient_id: to.id });
      off();
      expect(typed).toEqual([to.id]);
    },
  },
  v1_dm_read: {
    how: "post('direct_messages/mark_read')",
    async run({ shop, newcomer, x }: Marking) {
      const from = newcomer();
      const sent = x.write(from.id, 'read me');
      await shop.post('direct_messages/mark_read', { last_read_event_id: sent.id, recipient_id: from.id });
      const conversation = x.simulator.sim.dms.findConversation(sent.conversationId);
      expect(conversation?.readUpTo[x.shop.id]).toBe(sent.id);
    },
  },
};
