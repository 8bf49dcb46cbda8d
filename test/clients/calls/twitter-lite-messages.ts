import { expect } from 'vitest';
import { callback } from '../local-x.ts';
import type { ClientUnderTest } from './client.ts';
import { markCalls } from './mark-calls.ts';
import { png, refusalOf } from './preload.ts';
import type { LiteContext } from './twitter-lite-context.ts';

const messageTo = (recipientId: string, data: object) => ({
  event: {
    type: 'message_create',
    message_create: { target: { recipient_id: recipientId }, message_data: data },
  },
});
const send = ({ shop }: LiteContext, recipientId: string, data: object) =>
  shop.post('direct_messages/events/new', messageTo(recipientId, data));
const idIn = (answer: object) => /"id":"(\d+)"/.exec(JSON.stringify(answer))?.[1] ?? '';
const upload = async ({ uploads }: LiteContext) => {
  const made = await uploads.post('media/upload', {
    media_data: png.toString('base64'),
    media_category: 'dm_image',
  });
  return String(made['media_id_string']);
};

/** Signing in, messages and files. */
export const liteMessageCalls: ClientUnderTest<LiteContext>['calls'] = {
  oauth1_request_token: {
    how: 'getRequestToken()',
    async run({ nobody, x }) {
      const asked = await nobody.getRequestToken(callback);
      expect(asked).toMatchObject({ oauth_callback_confirmed: 'true' });
      expect(x.simulator.sim.tokens.requests.find(asked['oauth_token'] ?? '')?.callback).toBe(callback);
      expect(await refusalOf(nobody.getRequestToken('https://other.example/'))).toMatchObject({
        errors: [{ code: 415 }],
      });
    },
  },
  oauth1_access_token: {
    how: 'getAccessToken()',
    async run({ nobody, as, x }) {
      const { oauth_token = '' } = await nobody.getRequestToken(callback);
      const back = await x.consent(
        `https://api.twitter.com/oauth/authenticate?oauth_token=${oauth_token}`,
        x.shop,
      );
      const oauth_verifier = back.searchParams.get('oauth_verifier') ?? '';
      const given = await nobody.getAccessToken({ oauth_token, oauth_verifier });
      expect(given).toMatchObject({ user_id: x.shop.id, screen_name: 'shop' });
      const client = as({ token: given['oauth_token'] ?? '', secret: given['oauth_token_secret'] ?? '' });
      expect(await client.get('account/verify_credentials')).toMatchObject({ id_str: x.shop.id });
    },
  },
  oauth1_invalidate: {
    how: "post('oauth/invalidate_token')",
    async run({ as, newcomer, x }) {
      const { sim } = x.simulator;
      const issued = sim.tokens.issueAccess(x.app.id, newcomer().id, 'read-write-dm', sim.clock.now());
      const client = as(issued);
      expect(await client.post('oauth/invalidate_token', {})).toMatchObject({ access_token: issued.token });
      expect(await refusalOf(client.get('account/verify_credentials'))).toMatchObject({
        errors: [{ code: 89 }],
      });
    },
  },
  app_only: {
    how: 'getBearerToken()',
    async run({ nobody, app, x }) {
      expect(await nobody.getBearerToken()).toMatchObject({ token_type: 'bearer' });
      expect(await app.get('users/by/username/shop')).toMatchObject({ data: { id: x.shop.id } });
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
      const quick_reply = {
        type: 'options',
        options: [{ label: 'Order', description: 'its status', metadata: 'm1' }],
      };
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
      const attachment = { type: 'media', media: { id } };
      const sent = await send(context, context.newcomer().id, { text: 'look', attachment });
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
      const first = await context.shop.get('direct_messages/events/list', { count: 1 });
      expect(first).toMatchObject({ events: [{ message_create: { message_data: { text: 'newer' } } }] });
      const cursor = first['next_cursor'];
      const second = await context.shop.get('direct_messages/events/list', { count: 1, cursor });
      expect(second).toMatchObject({ events: [{ message_create: { message_data: { text: 'older' } } }] });
    },
  },
  v1_dm_show: {
    how: "get('direct_messages/events/show')",
    async run(context) {
      const id = idIn(await send(context, context.newcomer().id, { text: 'shown' }));
      const shown = await context.shop.get('direct_messages/events/show', { id });
      expect(shown).toMatchObject({ event: { id, message_create: { message_data: { text: 'shown' } } } });
    },
  },
  ...markCalls,
  v1_welcome: {
    how: "post('direct_messages/welcome_messages/new'), get(…show), get(…list), put(…update)",
    async run({ shop }) {
      const welcome_message = { name: 'greeting', message_data: { text: 'Welcome!' } };
      const made = await shop.post('direct_messages/welcome_messages/new', { welcome_message });
      const id = idIn(made);
      await shop.put('direct_messages/welcome_messages/update', { id }, { message_data: { text: 'Hello!' } });
      expect(await shop.get('direct_messages/welcome_messages/show', { id })).toMatchObject({
        welcome_message: { id, message_data: { text: 'Hello!' } },
      });
      const list = await shop.get('direct_messages/welcome_messages/list', { count: 5 });
      expect(JSON.stringify(list)).toContain(id);
    },
  },
  v1_welcome_rules: {
    how: "post('direct_messages/welcome_messages/rules/new'), get(…show), get(…list)",
    async run({ shop }) {
      const welcome_message = { name: 'by rule', message_data: { text: 'Hello!' } };
      const made = idIn(await shop.post('direct_messages/welcome_messages/new', { welcome_message }));
      const rule = idIn(
        await shop.post('direct_messages/welcome_messages/rules/new', {
          welcome_message_rule: { welcome_message_id: made },
        }),
      );
      expect(await shop.get('direct_messages/welcome_messages/rules/show', { id: rule })).toMatchObject({
        welcome_message_rule: { id: rule, welcome_message_id: made },
      });
      expect(JSON.stringify(await shop.get('direct_messages/welcome_messages/rules/list'))).toContain(rule);
    },
  },
  v1_upload: {
    how: "post('media/upload', { media_data }), post('media/upload', { command: 'INIT' … })",
    async run(context) {
      const { uploads, x } = context;
      const at = (id: string) => x.simulator.sim.media.readBytes(id) ?? Buffer.alloc(0);
      expect(Buffer.compare(at(await upload(context)), png)).toBe(0);
      const init = await uploads.post('media/upload', {
        command: 'INIT',
        total_bytes: png.length,
        media_type: 'image/png',
        media_category: 'dm_image',
      });
      const media_id = String(init['media_id_string']);
      await uploads.post('media/upload', {
        command: 'APPEND',
        media_id,
        segment_index: 0,
        media_data: png.toString('base64'),
      });
      await uploads.post('media/upload', { command: 'FINALIZE', media_id });
      expect(Buffer.compare(at(media_id), png)).toBe(0);
    },
  },
  v1_alt_text: {
    how: "post('media/metadata/create')",
    async run(context) {
      const media_id = await upload(context);
      await context.uploads.post('media/metadata/create', { media_id, alt_text: { text: 'a point' } });
      expect(context.x.simulator.sim.media.find(media_id)?.altText).toBe('a point');
    },
  },
};
