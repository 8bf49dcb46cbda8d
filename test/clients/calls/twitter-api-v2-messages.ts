import { expect } from 'vitest';
import type { ClientUnderTest } from './client.ts';
import { type V2Context, png } from './twitter-api-v2-context.ts';

async function uploaded({ shop }: V2Context): Promise<string> {
  return shop.v2.uploadMedia(png, { media_type: 'image/png', media_category: 'dm_image' });
}

/** Direct messages and files. */
export const messageCalls: ClientUnderTest<V2Context>['calls'] = {
  dm_send: {
    how: 'v2.sendDmToParticipant()',
    async run({ shop, newcomer, x }) {
      const to = newcomer();
      const sent = await shop.v2.sendDmToParticipant(to.id, { text: "It's (ok) & done! é 中" });
      expect(JSON.stringify(sent)).toContain(`${x.shop.id}-${to.id}`);
      expect(x.simulator.sim.dms.eventsOfUser(to.id)[0]?.text).toBe("It's (ok) & done! é 中");
    },
  },
  dm_send_conversation: {
    how: 'v2.sendDmInConversation()',
    async run({ shop, newcomer, x }) {
      const to = newcomer();
      await shop.v2.sendDmToParticipant(to.id, { text: 'one' });
      await shop.v2.sendDmInConversation(`${x.shop.id}-${to.id}`, { text: 'two' });
      expect(x.simulator.sim.dms.eventsOfUser(to.id).map(({ text }) => text)).toEqual(['one', 'two']);
    },
  },
  dm_group: {
    how: 'v2.createDmConversation()',
    async run({ shop, newcomer, x }) {
      const [a, b] = [newcomer(), newcomer()];
      const made = await shop.v2.createDmConversation({
        conversation_type: 'Group',
        participant_ids: [a.id, b.id],
        message: { text: 'Hello both' },
      });
      const id = /"dm_conversation_id":"(\d+)"/.exec(JSON.stringify(made))?.[1] ?? '';
      expect(x.simulator.sim.dms.findConversation(id)?.participantIds).toEqual([x.shop.id, a.id, b.id]);
    },
  },
  dm_list: {
    how: 'v2.listDmEvents()',
    async run({ shop, newcomer }) {
      const to = newcomer();
      for (const text of ['1', '2', '3']) await shop.v2.sendDmToParticipant(to.id, { text });
      const page = await shop.v2.listDmEvents({
        max_results: 2,
        'dm_event.fields': ['sender_id', 'created_at', 'dm_conversation_id'],
        expansions: ['sender_id'],
      });
      expect(page.events).toHaveLength(2);
      await page.fetchNext(1);
      const texts = page.events.map((event) => ('text' in event ? event.text : ''));
      expect(texts.slice(0, 3)).toEqual(['3', '2', '1']);
    },
  },
  dm_list_with: {
    how: 'v2.listDmEventsWithParticipant()',
    async run({ shop, newcomer }) {
      const to = newcomer();
      await shop.v2.sendDmToParticipant(to.id, { text: 'only one' });
      const page = await shop.v2.listDmEventsWithParticipant(to.id);
      expect(page.events).toMatchObject([{ text: 'only one', event_type: 'MessageCreate' }]);
    },
  },
  dm_list_conversation: {
    how: 'v2.listDmEventsOfConversation()',
    async run({ shop, newcomer, x }) {
      const to = newcomer();
      await shop.v2.sendDmToParticipant(to.id, { text: 'found by its id' });
      const page = await shop.v2.listDmEventsOfConversation(`${x.shop.id}-${to.id}`);
      expect(page.events).toMatchObject([{ text: 'found by its id' }]);
    },
  },
  dm_get: {
    how: "v2.get('dm_events/:id')",
    async run({ shop, newcomer, x }) {
      const to = newcomer();
      await shop.v2.sendDmToParticipant(to.id, { text: 'one event' });
      const [event] = x.simulator.sim.dms.eventsOfUser(to.id);
      expect(await shop.v2.get(`dm_events/${event?.id}`)).toMatchObject({
        data: { id: event?.id, text: 'one event' },
      });
    },
  },
  dm_delete: {
    how: "v2.delete('dm_events/:id')",
    async run({ shop, newcomer, x }) {
      const to = newcomer();
      await shop.v2.sendDmToParticipant(to.id, { text: 'gone for me' });
      const [event] = x.simulator.sim.dms.eventsOfUser(to.id);
      expect(await shop.v2.delete(`dm_events/${event?.id}`)).toEqual({ data: { deleted: true } });
      expect(x.simulator.sim.dms.eventsOfUser(to.id)).toHaveLength(1);
      const left = x.simulator.sim.dms.eventsOfUser(x.shop.id).map(({ id }) => id);
      expect(left).not.toContain(event?.id);
    },
  },
  dm_block: {
    how: "v2.post('users/:id/dm/block')",
    async run({ shop, newcomer, x }) {
      const other = newcomer();
      expect(await shop.v2.post(`users/${other.id}/dm/block`)).toEqual({ data: { blocked: true } });
      expect(x.simulator.sim.dmBlocks.has(x.shop.id, other.id)).toBe(true);
      expect(await shop.v2.post(`users/${other.id}/dm/unblock`)).toEqual({ data: { blocked: false } });
      expect(x.simulator.sim.dmBlocks.has(x.shop.id, other.id)).toBe(false);
    },
  },
  v1_dm_send: {
    how: 'v1.sendDm()',
    async run({ shop, newcomer }) {
      const to = newcomer();
      const { event } = await shop.v1.sendDm({ recipient_id: to.id, text: 'by v1.1' });
      expect(event.message_create).toMatchObject({
        target: { recipient_id: to.id },
        message_data: { text: 'by v1.1' },
      });
    },
  },
  v1_dm_quick_reply: {
    how: 'v1.sendDm({ quick_reply })',
    async run({ shop, newcomer }) {
      const options = [{ label: 'Order', description: 'its status', metadata: 'm1' }];
      const { event } = await shop.v1.sendDm({
        recipient_id: newcomer().id,
        text: 'How can we help?',
        quick_reply: { type: 'options', options },
      });
      expect(event.message_create.message_data.quick_reply).toEqual({ type: 'options', options });
    },
  },
  v1_dm_ctas: {
    how: 'v1.sendDm({ ctas })',
    async run({ shop, newcomer }) {
      const { event } = await shop.v1.sendDm({
        recipient_id: newcomer().id,
        text: 'See here',
        ctas: [{ type: 'web_url', label: 'Open', url: 'https://example.com/order' }],
      });
      expect(event.message_create.message_data.ctas).toMatchObject([
        {
          type: 'web_url',
          label: 'Open',
          url: 'https://example.com/order',
          tco_url: expect.stringMatching(/^https:\/\/t\.co\//),
        },
      ]);
    },
  },
  v1_dm_attachment: {
    how: 'v1.sendDm({ attachment }), v1.downloadDmImage()',
    async run({ shop, newcomer }) {
      const id = await shop.v1.uploadMedia(png, { mimeType: 'image/png', target: 'dm' });
      const { event } = await shop.v1.sendDm({
        recipient_id: newcomer().id,
        text: 'look',
        attachment: { type: 'media', media: { id } },
      });
      expect(Buffer.compare(await shop.v1.downloadDmImage(event), png)).toBe(0);
    },
  },
  v1_dm_list: {
    how: 'v1.listDmEvents()',
    async run({ shop, newcomer, x }) {
      await shop.v1.sendDm({ recipient_id: newcomer().id, text: 'newest' });
      const page = await shop.v1.listDmEvents({ count: 2 });
      expect(page.events[0]?.message_create.message_data.text).toBe('newest');
      await page.fetchNext(2);
      expect(new Set(page.events.map(({ id }) => id)).size).toBe(page.events.length);
      expect(JSON.stringify(page.data.apps)).toContain(x.app.id);
    },
  },
  v1_dm_show: {
    how: 'v1.getDmEvent()',
    async run({ shop, newcomer }) {
      const { event } = await shop.v1.sendDm({ recipient_id: newcomer().id, text: 'shown' });
      expect((await shop.v1.getDmEvent(event.id)).event.message_create.message_data.text).toBe('shown');
    },
  },
  v1_dm_destroy: {
    how: 'v1.deleteDm()',
    async run({ shop, newcomer, x }) {
      const { event } = await shop.v1.sendDm({ recipient_id: newcomer().id, text: 'gone' });
      await shop.v1.deleteDm(event.id);
      expect(x.simulator.sim.dms.find(event.id)?.hiddenFor).toEqual([x.shop.id]);
    },
  },
  v1_dm_typing: {
    how: 'v1.indicateDmTyping()',
    async run({ shop, newcomer, x }) {
      const to = newcomer();
      const typed: string[] = [];
      const off = x.simulator.sim.events.on('dm.typing', ({ recipientId }) => typed.push(recipientId));
      await shop.v1.indicateDmTyping(to.id);
      off();
      expect(typed).toEqual([to.id]);
    },
  },
  v1_dm_read: {
    how: 'v1.markDmAsRead()',
    async run({ shop, newcomer, x }) {
      const from = newcomer();
      const sent = x.write(from.id, 'read me');
      await shop.v1.markDmAsRead(sent.id, from.id);
      const conversation = x.simulator.sim.dms.findConversation(sent.conversationId);
      expect(conversation?.readUpTo[x.shop.id]).toBe(sent.id);
    },
  },
  v1_welcome: {
    how: 'v1.newWelcomeDm(), getWelcomeDm(), listWelcomeDms(), updateWelcomeDm(), deleteWelcomeDm()',
    async run({ shop }) {
      const made = await shop.v1.newWelcomeDm('greeting', { text: 'Welcome!' });
      const id = made.welcome_message.id;
      expect((await shop.v1.getWelcomeDm(id)).welcome_message.message_data.text).toBe('Welcome!');
      await shop.v1.updateWelcomeDm(id, { text: 'Welcome back!' });
      const list = await shop.v1.listWelcomeDms();
      expect(list.data.welcome_messages?.map(({ message_data }) => message_data.text)).toContain(
        'Welcome back!',
      );
      await shop.v1.deleteWelcomeDm(id);
      await expect(shop.v1.getWelcomeDm(id)).rejects.toMatchObject({ code: 404 });
    },
  },
  v1_welcome_rules: {
    how: 'v1.newWelcomeDmRule(), getWelcomeDmRule(), listWelcomeDmRules(), setWelcomeDm()',
    async run({ shop }) {
      const { welcome_message } = await shop.v1.newWelcomeDm('by rule', { text: 'Hello!' });
      const { welcome_message_rule } = await shop.v1.newWelcomeDmRule(welcome_message.id);
      const shown = await shop.v1.getWelcomeDmRule(welcome_message_rule.id);
      expect(shown.welcome_message_rule.welcome_message_id).toBe(welcome_message.id);
      const other = await shop.v1.newWelcomeDm('instead', { text: 'Hi!' });
      await shop.v1.setWelcomeDm(other.welcome_message.id);
      const rules = await shop.v1.listWelcomeDmRules();
      expect(rules.welcome_message_rules?.map((rule) => rule.welcome_message_id)).toEqual([
        other.welcome_message.id,
      ]);
      await shop.v1.deleteWelcomeDmRule(rules.welcome_message_rules?.[0]?.id ?? '');
    },
  },
  v1_upload: {
    how: 'v1.uploadMedia(), mediaInfo()',
    async run({ shop, x }) {
      const id = await shop.v1.uploadMedia(png, { mimeType: 'image/png', target: 'dm' });
      expect(Buffer.compare(x.simulator.sim.media.readBytes(id) ?? Buffer.alloc(0), png)).toBe(0);
    },
  },
  v1_alt_text: {
    how: 'v1.createMediaMetadata()',
    async run({ shop, x }) {
      const id = await shop.v1.uploadMedia(png, { mimeType: 'image/png', target: 'dm' });
      await shop.v1.createMediaMetadata(id, { alt_text: { text: 'a point' } });
      expect(x.simulator.sim.media.find(id)?.altText).toBe('a point');
    },
  },
  media_chunks: {
    how: 'v2.uploadMedia()',
    async run(context) {
      const id = await uploaded(context);
      const bytes = context.x.simulator.sim.media.readBytes(id);
      expect(Buffer.compare(bytes ?? Buffer.alloc(0), png)).toBe(0);
    },
  },
  media_alt_text: {
    how: 'v2.createMediaMetadata()',
    async run(context) {
      const id = await uploaded(context);
      await context.shop.v2.createMediaMetadata(id, { alt_text: { text: 'a point' } });
      expect(context.x.simulator.sim.media.find(id)?.altText).toBe('a point');
    },
  },
};
