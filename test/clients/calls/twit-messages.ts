import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { ClientUnderTest } from './client.ts';
import { markCalls } from './mark-calls.ts';
import { png, refusalOf } from './preload.ts';
import type { Twit, TwitContext } from './twit-context.ts';

const send = async ({ shop }: TwitContext, recipientId: string, message_data: object) => {
  const message_create = { target: { recipient_id: recipientId }, message_data };
  const { data } = await shop.post('direct_messages/events/new', {
    event: { type: 'message_create', message_create },
  });
  return data as { event: { id: string } };
};
const idIn = (answer: { data: unknown }) => /"id":"(\d+)"/.exec(JSON.stringify(answer.data))?.[1] ?? '';
const upload = async ({ shop }: TwitContext) => {
  const { data } = await shop.post('media/upload', {
    media_data: png.toString('base64'),
    media_category: 'dm_image',
  });
  return (data as { media_id_string: string }).media_id_string;
};

/** A file from disk, in pieces. */
async function uploadChunked(shop: Twit): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'twit-'));
  try {
    const file_path = join(folder, 'point.png');
    writeFileSync(file_path, png);
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    shop.postMediaChunked({ file_path }, (error, data) => {
      if (error) reject(error);
      else resolve(data.media_id_string);
    });
    return await promise;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Tokens, messages and files. */
export const twitMessageCalls: ClientUnderTest<TwitContext>['calls'] = {
  app_only: {
    how: 'new Twit({ app_only_auth: true })',
    async run({ app, x }) {
      const { data } = await app.get('users/show', { user_id: x.shop.id });
      expect(data).toMatchObject({ screen_name: 'shop' });
      expect(await refusalOf(app.get('account/verify_credentials'))).toMatchObject({ code: 220 });
    },
  },
  oauth1_invalidate: {
    how: "post('https://api.twitter.com/1.1/oauth/invalidate_token')",
    async run({ as, newcomer, x }) {
      const { sim } = x.simulator;
      const client = as(sim.tokens.issueAccess(x.app.id, newcomer().id, 'read-write-dm', sim.clock.now()));
      await client.post('https://api.twitter.com/1.1/oauth/invalidate_token.json');
      expect(await refusalOf(client.get('account/verify_credentials'))).toMatchObject({ code: 89 });
    },
  },
  v1_dm_send: {
    how: "post('direct_messages/events/new')",
    async run(context) {
      const to = context.newcomer();
      const sent = await send(context, to.id, { text: "It's (ok) & done! é 中" });
      expect(sent).toMatchObject({ event: { message_create: { target: { recipient_id: to.id } } } });
      expect(context.x.simulator.sim.dms.eventsOfUser(to.id)[0]?.text).toBe("It's (ok) & done! é 中");
    },
  },
  v1_dm_quick_reply: {
    how: "post('direct_messages/events/new', { … quick_reply })",
    async run(context) {
      const options = [{ label: 'Order', description: 'its status', metadata: 'm1' }];
      const quick_reply = { type: 'options', options };
      const sent = await send(context, context.newcomer().id, { text: 'How can we help?', quick_reply });
      expect(sent).toMatchObject({ event: { message_create: { message_data: { quick_reply } } } });
    },
  },
  v1_dm_ctas: {
    how: "post('direct_messages/events/new', { … ctas })",
    async run(context) {
      const ctas = [{ type: 'web_url', label: 'Open', url: 'https://example.com/order' }];
      const sent = await send(context, context.newcomer().id, { text: 'See here', ctas });
      expect(sent).toMatchObject({
        event: { message_create: { message_data: { ctas: [{ ...ctas[0], tco_url: expect.any(String) }] } } },
      });
    },
  },
  v1_dm_attachment: {
    how: "post('direct_messages/events/new', { … attachment })",
    async run(context) {
      const id = await upload(context);
      const sent = await send(context, context.newcomer().id, {
        text: 'look',
        attachment: { type: 'media', media: { id } },
      });
      expect(sent).toMatchObject({
        event: { message_create: { message_data: { attachment: { media: { id_str: id } } } } },
      });
    },
  },
  v1_dm_list: {
    how: "get('direct_messages/events/list')",
    async run(context) {
      await send(context, context.newcomer().id, { text: 'older' });
      await send(context, context.newcomer().id, { text: 'newer' });
      const path = 'direct_messages/events/list';
      const first = await context.shop.get(path, { count: 1 });
      const { next_cursor: cursor } = first.data as { next_cursor: string };
      const second = await context.shop.get(path, { count: 1, cursor });
      const texts = [first, second].map(({ data }) => /"text":"(\w+)"/.exec(JSON.stringify(data))?.[1]);
      expect(texts).toEqual(['newer', 'older']);
    },
  },
  v1_dm_show: {
    how: "get('direct_messages/events/show')",
    async run(context) {
      const { id } = (await send(context, context.newcomer().id, { text: 'shown' })).event;
      const { data } = await context.shop.get('direct_messages/events/show', { id });
      expect(data).toMatchObject({ event: { id, message_create: { message_data: { text: 'shown' } } } });
    },
  },
  v1_dm_destroy: {
    how: "delete('direct_messages/events/destroy')",
    async run(context) {
      const { id } = (await send(context, context.newcomer().id, { text: 'gone' })).event;
      const { resp } = await context.shop.delete('direct_messages/events/destroy', { id });
      expect(resp.statusCode).toBe(204);
      expect(context.x.simulator.sim.dms.find(id)?.hiddenFor).toEqual([context.x.shop.id]);
    },
  },
  ...markCalls,
  v1_welcome: {
    how: "post('direct_messages/welcome_messages/new'), get(…show), get(…list), delete(…destroy)",
    async run({ shop }) {
      const welcome_message = { name: 'greeting', message_data: { text: 'Welcome!' } };
      const id = idIn(await shop.post('direct_messages/welcome_messages/new', { welcome_message }));
      const { data } = await shop.get('direct_messages/welcome_messages/show', { id });
      expect(data).toMatchObject({ welcome_message: { id, message_data: { text: 'Welcome!' } } });
      const list = await shop.get('direct_messages/welcome_messages/list', { count: 5 });
      expect(JSON.stringify(list.data)).toContain(id);
      await shop.delete('direct_messages/welcome_messages/destroy', { id });
      const gone = await refusalOf(shop.get('direct_messages/welcome_messages/show', { id }));
      expect(gone).toMatchObject({ statusCode: 404 });
    },
  },
  v1_welcome_rules: {
    how: "post('direct_messages/welcome_messages/rules/new'), get(…show), get(…list), delete(…destroy)",
    async run({ shop }) {
      const welcome_message = { name: 'by rule', message_data: { text: 'Hello!' } };
      const made = idIn(await shop.post('direct_messages/welcome_messages/new', { welcome_message }));
      const welcome_message_rule = { welcome_message_id: made };
      const path = 'direct_messages/welcome_messages/rules';
      const id = idIn(await shop.post(`${path}/new`, { welcome_message_rule }));
      expect((await shop.get(`${path}/show`, { id })).data).toMatchObject({
        welcome_message_rule: { id, welcome_message_id: made },
      });
      expect(JSON.stringify((await shop.get(`${path}/list`)).data)).toContain(id);
      expect((await shop.delete(`${path}/destroy`, { id })).resp.statusCode).toBe(204);
    },
  },
  v1_upload: {
    how: "post('media/upload'), postMediaChunked()",
    async run(context) {
      const at = (id: string) => context.x.simulator.sim.media.readBytes(id) ?? Buffer.alloc(0);
      expect(Buffer.compare(at(await upload(context)), png)).toBe(0);
      expect(Buffer.compare(at(await uploadChunked(context.shop)), png)).toBe(0);
    },
  },
  v1_alt_text: {
    how: "post('media/metadata/create')",
    async run(context) {
      const media_id = await upload(context);
      await context.shop.post('media/metadata/create', { media_id, alt_text: { text: 'a point' } });
      expect(context.x.simulator.sim.media.find(media_id)?.altText).toBe('a point');
    },
  },
};
