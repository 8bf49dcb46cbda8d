import { expect } from 'vitest';
import type { ClientUnderTest } from './client.ts';
import type { XdkContext } from './xdk-context.ts';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mOor6//DwAFfgJ+lO6UJwAAAABJRU5ErkJggg==',
  'base64',
);
const image = { mediaType: 'image/png', mediaCategory: 'dm_image' } as const;

async function uploaded({ shop }: XdkContext): Promise<string> {
  const answer = await shop.media.upload({ media: png.toString('base64'), ...image });
  return answer.data?.id ?? '';
}

/** Direct messages and files. */
export const messageCalls: ClientUnderTest<XdkContext>['calls'] = {
  dm_send: {
    how: 'directMessages.createByParticipantId()',
    async run({ signed, shop, newcomer, x }) {
      const to = newcomer();
      await signed.directMessages.createByParticipantId(to.id, { text: 'signed & (sealed)' });
      await shop.directMessages.createByParticipantId(to.id, { text: 'by OAuth 2.0' });
      const texts = x.simulator.sim.dms.eventsOfUser(to.id).map(({ text }) => text);
      expect(texts).toEqual(['signed & (sealed)', 'by OAuth 2.0']);
    },
  },
  dm_send_conversation: {
    how: 'directMessages.createByConversationId()',
    async run({ shop, newcomer, x }) {
      const to = newcomer();
      await shop.directMessages.createByParticipantId(to.id, { text: 'one' });
      await shop.directMessages.createByConversationId(`${x.shop.id}-${to.id}`, { text: 'two' });
      expect(x.simulator.sim.dms.eventsOfUser(to.id).at(-1)?.text).toBe('two');
    },
  },
  dm_group: {
    how: 'directMessages.createConversation()',
    async run({ shop, newcomer, x }) {
      const made = await shop.directMessages.createConversation({
        conversationType: 'Group',
        participantIds: [newcomer().id, newcomer().id],
        message: { text: 'Hello both' },
      });
      const id = /"dmConversationId":"(\d+)"/.exec(JSON.stringify(made))?.[1] ?? '';
      expect(x.simulator.sim.dms.findConversation(id)?.participantIds).toHaveLength(3);
    },
  },
  dm_list: {
    how: 'directMessages.getEvents()',
    async run({ shop, newcomer }) {
      const to = newcomer();
      for (const text of ['1', '2', '3']) await shop.directMessages.createByParticipantId(to.id, { text });
      const page = await shop.directMessages.getEvents({
        maxResults: 2,
        dmEventFields: ['id', 'text', 'created_at', 'dm_conversation_id'],
        expansions: ['sender_id'],
        userFields: ['username'],
      });
      const next = await shop.directMessages.getEvents({
        maxResults: 2,
        paginationToken: page.meta?.nextToken,
        dmEventFields: ['text'],
      });
      const texts = [...(page.data ?? []), ...(next.data ?? [])].map(({ text }) => text);
      expect(texts.slice(0, 3)).toEqual(['3', '2', '1']);
      expect(page.includes?.users?.[0]).toMatchObject({ username: 'shop' });
    },
  },
  dm_list_with: {
    how: 'directMessages.getEventsByParticipantId()',
    async run({ shop, newcomer }) {
      const to = newcomer();
      await shop.directMessages.createByParticipantId(to.id, { text: 'only one' });
      const page = await shop.directMessages.getEventsByParticipantId(to.id);
      expect(page.data).toMatchObject([{ text: 'only one' }]);
    },
  },
  dm_list_conversation: {
    how: 'directMessages.getEventsByConversationId()',
    async run({ shop, newcomer, x }) {
      const to = newcomer();
      await shop.directMessages.createByParticipantId(to.id, { text: 'by its id' });
      const page = await shop.directMessages.getEventsByConversationId(`${x.shop.id}-${to.id}`);
      expect(page.data).toMatchObject([{ text: 'by its id' }]);
    },
  },
  dm_get: {
    how: 'directMessages.getEventsById()',
    async run({ shop, newcomer, x }) {
      const to = newcomer();
      await shop.directMessages.createByParticipantId(to.id, { text: 'one event' });
      const [event] = x.simulator.sim.dms.eventsOfUser(to.id);
      const read = await shop.directMessages.getEventsById(event?.id ?? '');
      expect(read.data).toMatchObject({ id: event?.id, text: 'one event' });
    },
  },
  dm_delete: {
    how: 'directMessages.deleteEvents()',
    async run({ shop, newcomer, x }) {
      const to = newcomer();
      await shop.directMessages.createByParticipantId(to.id, { text: 'gone for me' });
      const [event] = x.simulator.sim.dms.eventsOfUser(to.id);
      expect((await shop.directMessages.deleteEvents(event?.id ?? '')).data?.deleted).toBe(true);
      expect(x.simulator.sim.dms.find(event?.id ?? '')?.hiddenFor).toEqual([x.shop.id]);
    },
  },
  dm_block: {
    how: 'users.blockDms(), unblockDms()',
    async run({ shop, newcomer, x }) {
      const other = newcomer();
      expect((await shop.users.blockDms(other.id)).data?.blocked).toBe(true);
      expect(x.simulator.sim.dmBlocks.has(x.shop.id, other.id)).toBe(true);
      expect((await shop.users.unblockDms(other.id)).data?.blocked).toBe(false);
    },
  },
  dm_media: {
    how: 'directMessages.dmConversationsMediaDownload()',
    async run(context) {
      const { shop, newcomer, x } = context;
      const mediaId = await uploaded(context);
      const to = newcomer();
      await shop.directMessages.createByParticipantId(to.id, { attachments: [{ mediaId }] });
      const page = await shop.directMessages.getEventsByParticipantId(to.id, {
        dmEventFields: ['attachments'],
        expansions: ['attachments.media_keys'],
        mediaFields: ['url'],
      });
      const url = /"url":"([^"]+)"/.exec(JSON.stringify(page.includes))?.[1] ?? '';
      const [event] = x.simulator.sim.dms.eventsOfUser(to.id);
      const resource = url.split('/').at(-1) ?? '';
      const bytes = await shop.directMessages.dmConversationsMediaDownload(
        event?.id ?? '',
        mediaId,
        resource,
      );
      expect(Buffer.compare(Buffer.from(bytes), png)).toBe(0);
    },
  },
  media_upload: {
    how: 'media.upload()',
    async run(context) {
      const bytes = context.x.simulator.sim.media.readBytes(await uploaded(context));
      expect(Buffer.compare(bytes ?? Buffer.alloc(0), png)).toBe(0);
    },
  },
  media_chunks: {
    how: 'media.initializeUpload(), appendUpload(), finalizeUpload()',
    async run({ shop, x }) {
      const begun = await shop.media.initializeUpload({ ...image, totalBytes: png.length });
      const id = begun.data?.id ?? '';
      await shop.media.appendUpload(id, { media: png.subarray(0, 20).toString('base64'), segmentIndex: 0 });
      await shop.media.appendUpload(id, { media: png.subarray(20).toString('base64'), segmentIndex: 1 });
      expect((await shop.media.finalizeUpload(id)).data?.size).toBe(png.length);
      expect(Buffer.compare(x.simulator.sim.media.readBytes(id) ?? Buffer.alloc(0), png)).toBe(0);
    },
  },
  media_status: {
    how: 'media.getUploadStatus()',
    async run(context) {
      const id = await uploaded(context);
      const status = await context.shop.media.getUploadStatus(id, { command: 'STATUS' });
      expect(status.data?.id).toBe(id);
    },
  },
  media_alt_text: {
    how: 'media.createMetadata()',
    async run(context) {
      const id = await uploaded(context);
      await context.shop.media.createMetadata({ id, metadata: { altText: { text: 'a point' } } });
      expect(context.x.simulator.sim.media.find(id)?.altText).toBe('a point');
    },
  },
};
