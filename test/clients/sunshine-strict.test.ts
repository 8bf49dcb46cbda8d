import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../harness.ts';
import { type Form, id, integer, list, object, one, text, url } from './sunshine/forms.ts';
import type { Receiver } from './sunshine/receiver.ts';
import { actAll } from './sunshine/strict-acts.ts';
import { answered, openStrictWorld, PIXEL, type StrictWorld, v1 } from './sunshine/strict-world.ts';
import * as wire from './sunshine/wire.ts';
import { appUser, bodiesV1, envelope, messageV1, payloads } from './sunshine/wire-events.ts';
import type { Answer, SunshineWorld } from './sunshine/world.ts';

// A strict client reads every answer and every event whole: no field too few, none of another kind, no null that is not
// allowed, no word that it does not know.
let strict: StrictWorld;
let world: SunshineWorld;
let receiver: Receiver;
let ids: StrictWorld['ids'];
const call: StrictWorld['call'] = (...given) => strict.call(...given);
const post: StrictWorld['post'] = (...given) => strict.post(...given);

beforeAll(async () => {
  strict = await openStrictWorld();
  ({ world, receiver, ids } = strict);
});
afterAll(() => strict?.close());

describe('answers', () => {
  const users = () => `/users/${world.userId}`;
  const thread = () => `/conversations/${world.conversationId}`;
  const answers: readonly [string, () => ReturnType<StrictWorld['call']>, Form, number?][] = [
    ['GetApp', () => call('GET', ''), object({ app: wire.app })],
    [
      'CreateIntegration',
      () =>
        call('POST', '/integrations', {
          type: 'custom',
          webhooks: [{ target: receiver.urlOf('none'), triggers: ['conversation:referral'] }],
        }),
      object({ integration: wire.integration }),
      201,
    ],
    [
      'GetIntegration of a handle',
      () => call('GET', `/integrations/${world.handleId}`),
      object({ integration: wire.integration }),
    ],
    [
      'GetIntegration with a webhook',
      () => call('GET', `/integrations/${ids['short']}`),
      object({ integration: wire.integration }),
    ],
    [
      'GetIntegration without a webhook',
      () => call('GET', `/integrations/${ids['bare']}`),
      object({ integration: wire.bareIntegration }),
    ],
    [
      'UpdateIntegration without a webhook',
      () => call('PATCH', `/integrations/${ids['bare']}`, { displayName: null }),
      object({ integration: wire.bareIntegration }),
    ],
    ['ListIntegrations', () => call('GET', '/integrations'), wire.page('integrations', wire.anyIntegration)],
    [
      'ListIntegrations by type',
      () => call('GET', '/integrations?filter[types]=twitter'),
      wire.page('integrations', wire.integration),
    ],
    [
      'CreateCustomIntegrationKey',
      () => call('POST', `/integrations/${ids['short']}/keys`, { displayName: 'A key' }),
      object({ key: wire.key }),
      201,
    ],
    [
      'ListCustomIntegrationKeys',
      () => call('GET', `/integrations/${ids['short']}/keys`),
      object({ keys: list(wire.key, 1) }),
    ],
    [
      'ListWebhooks',
      () => call('GET', `/integrations/${ids['short']}/webhooks`),
      object({ webhooks: list(wire.webhook, 1) }),
    ],
    [
      'ListWebhooks of none',
      () => call('GET', `/integrations/${ids['bare']}/webhooks`),
      object({ webhooks: list(wire.webhook, 0, 0) }),
    ],
    ['GetUser', () => call('GET', users()), object({ user: wire.user })],
    [
      'CreateUser',
      () =>
        call('POST', '/users', {
          externalId: 'strict-1',
          profile: { givenName: 'Stella', email: 'stella@acme.example', surname: null },
          metadata: { plan: 'gold', seats: 3, vip: true },
        }),
      object({ user: wire.user }),
      201,
    ],
    [
      'UpdateUser',
      () => call('PATCH', '/users/strict-1', { profile: { givenName: null }, metadata: { plan: null } }),
      object({ user: wire.user }),
    ],
    [
      'ListUsers',
      () => call('GET', '/users?filter[identities.email]=stella@acme.example'),
      object({ users: list(wire.user, 1, 1) }),
    ],
    ['ListClients', () => call('GET', `${users()}/clients`), wire.page('clients', wire.client)],
    ['ListDevices', () => call('GET', `${users()}/devices`), object({ devices: list(wire.user, 0, 0) })],
    ['GetConversation', () => call('GET', thread()), object({ conversation: wire.conversation })],
    [
      'UpdateConversation',
      () => call('PATCH', thread(), { displayName: null, metadata: { topic: 'parcels' } }),
      object({ conversation: wire.conversation }),
    ],
    [
      'CreateConversation',
      () =>
        call('POST', '/conversations', { type: 'personal', participants: [{ userExternalId: 'strict-1' }] }),
      object({ conversation: wire.conversation }),
      201,
    ],
    [
      'ListConversations',
      () => call('GET', `/conversations?filter[userId]=${world.userId}`),
      wire.page('conversations', wire.conversation),
    ],
    [
      'ListParticipants',
      () => call('GET', `${thread()}/participants`),
      wire.page('participants', wire.participant),
    ],
    ['ListMessages', () => call('GET', `${thread()}/messages`), wire.page('messages', wire.message)],
    [
      'PostActivity',
      () => call('POST', `${thread()}/activity`, { author: { type: 'business' }, type: 'typing:start' }),
      object({}),
    ],
    [
      'ListSwitchboards',
      () => call('GET', '/switchboards'),
      object({ switchboards: list(wire.switchboard, 1, 1) }),
    ],
    [
      'CreateSwitchboardIntegration',
      () =>
        call('POST', `/switchboards/${ids['board']}/switchboardIntegrations`, {
          name: 'strict',
          integrationId: ids['short'],
          messageHistoryCount: null,
        }),
      object({ switchboardIntegration: wire.switchboardIntegration }),
      201,
    ],
    [
      'ListSwitchboardIntegrations',
      () => call('GET', `/switchboards/${ids['board']}/switchboardIntegrations`),
      object({ switchboardIntegrations: list(wire.switchboardIntegration, 1, 1) }),
    ],
    [
      'an error',
      () => call('GET', '/users/nobody'),
      object({ errors: list(object({ code: one('user_not_found'), title: text(1) }), 1, 1) }),
      404,
    ],
    ['appUsers.get', () => call('GET', `/appusers/${world.userId}`, undefined, v1), object({ appUser })],
    [
      'appUsers.getMessages',
      () => call('GET', `/appusers/${world.userId}/messages`, undefined, v1),
      object({
        conversation: object({ _id: id, unreadCount: integer }),
        messages: list(messageV1, 1),
      }),
    ],
    [
      'an error of version 1.1',
      () => call('GET', '/appusers/nobody', undefined, v1),
      object({ error: object({ code: one('user_not_found'), description: text(1) }) }),
      404,
    ],
  ];

  it.each(answers)('%s', async (_name, ask, form, status = 200) => {
    expect(form(await answered(ask(), status), '')).toEqual([]);
  });

  const button = { type: 'postback', text: 'Order', payload: 'T', metadata: { size: 1 } };
  const card = { title: 'Tacos', description: 'Hot', actions: [button] };
  const contents: readonly [string, () => object][] = [
    ['text', () => ({ type: 'text', text: 'Hello' })],
    ['text of buttons alone', () => ({ type: 'text', actions: [button] })],
    [
      'text with choices',
      () => ({
        type: 'text',
        text: 'Well?',
        actions: [
          { type: 'reply', text: 'Yes', payload: 'Y' },
          { type: 'locationRequest', text: 'Where are you?' },
        ],
      }),
    ],
    [
      'text with other buttons',
      () => ({
        type: 'text',
        text: 'Look',
        actions: [
          { type: 'link', text: 'Shop', uri: 'https://shop.example' },
          { type: 'webview', text: 'Form', uri: 'https://a.example', fallback: 'https://b.example' },
          { type: 'buy', text: 'Buy', amount: 500 },
        ],
      }),
    ],
    ['image', () => ({ type: 'image', mediaUrl: ids['image'], text: 'Look', altText: 'A dot' })],
    ['file', () => ({ type: 'file', mediaUrl: ids['file'] })],
    [
      'carousel',
      () => ({ type: 'carousel', items: [card], displaySettings: { imageAspectRatio: 'square' } }),
    ],
    ['list with no buttons of its own', () => ({ type: 'list', items: [card], actions: [] })],
    ['location', () => ({ type: 'location', coordinates: { lat: 52.5, long: 13.4 } })],
  ];
  it.each(contents)('PostMessage of a %s', async (_name, content) => {
    // Stored for nobody: what comes back is the same, and no bound on what programs say is met.
    const said = await answered(post(content(), { destination: { integrationType: 'none' } }), 201);
    expect(object({ messages: list(wire.message, 1) })(said, '')).toEqual([]);
  });

  it('an upload', async () => {
    const form = object({ attachment: object({ mediaUrl: url, mediaType: one('image/png') }) });
    expect(form(await strict.upload('again.png', PIXEL), '')).toEqual([]);
  });

  it('know no subtype of authors but those of the contract', async () => {
    const say = (subtypes: unknown) =>
      call('POST', `/conversations/${world.conversationId}/messages`, {
        author: { type: 'business', subtypes },
        content: { type: 'text', text: 'I am one' },
        destination: { integrationType: 'none' },
      });
    const said = await answered(say(['AI']), 201);
    expect(said['messages']?.[0]?.['author']?.['subtypes']).toEqual(['AI']);
    expect((await say(['parrot'])).status).toBe(400);
    expect((await answered(say(['bot']), 201))['messages']?.[0]?.['author']?.['subtypes']).toBeUndefined();
  });
});

describe('a consumer of version 1.1', () => {
  const say = (body: object) => call('POST', `/appusers/${world.userId}/messages`, body, v1);

  it('signs with a token that says nothing but its scope and key', async () => {
    const { id: kid, secret } = world.key;
    const token = await new SignJWT({ scope: 'app' })
      .setProtectedHeader({ alg: 'HS256', kid })
      .sign(new TextEncoder().encode(secret));
    const response = await fetch(`${world.product.url}/v1.1/appusers/${world.userId}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(object({ appUser })(await response.json(), '')).toEqual([]);
  });

  it('may say how another channel shows a message', async () => {
    const payload = { preview_url: true, type: 'text', text: { body: 'See https://shop.example' } };
    const said = await answered(
      say({ role: 'appMaker', type: 'text', text: 'See us', override: { whatsapp: { payload } } }),
      201,
    );
    expect(messageV1(said['message'], '')).toEqual([]);
  });

  it('is refused a text that is too long in words that it can show', async () => {
    const { status, body } = await say({ role: 'appMaker', type: 'text', text: 'x'.repeat(4097) });
    expect(status).toBe(400);
    expect(body['error']?.['description']).toMatch(/4096/);
  });

  it('finds a customer’s long text in parts, with nothing lost', async () => {
    const long = Array.from({ length: 900 }, (_, index) => `word${index}`).join(' ');
    await world.product.x.write('jane', 'shopkeeper', long);
    await until(async () => {
      const { body } = await call('GET', `/appusers/${world.userId}/messages`, undefined, v1);
      const listed = Array.from(body['messages'] as unknown as ArrayLike<Answer>);
      const parts = listed.filter((one) => String(one['text']).includes('word'));
      expect(parts.flatMap((one) => messageV1(one, ''))).toEqual([]);
      return parts.map((one) => String(one['text'])).join('') === long;
    });
  });
});

describe('characters that nothing can carry', () => {
  it('are left out of whatever is posted, in both versions, and never break it', async () => {
    const said = await answered(
      post({ type: 'text', text: 'a\0b \ud83d c' }, { metadata: { k: 'v\0' } }),
      201,
    );
    expect(said['messages']?.[0]).toMatchObject({ content: { text: 'ab \ufffd c' }, metadata: { k: 'v' } });
    const old = await answered(
      call(
        'POST',
        `/appusers/${world.userId}/messages`,
        { role: 'appMaker', type: 'text', text: '\0old' },
        v1,
      ),
      201,
    );
    expect(old['message']?.['text']).toBe('old');
    await until(async () => {
      const { body } = await call('GET', `/conversations/${world.conversationId}/messages`);
      return JSON.stringify(body).includes('"old"');
    });
    expect((await post({ type: 'text', text: '\0' })).status).toBe(400);
    const made = await answered(call('POST', '/users', { externalId: 'nul\0l', metadata: { a: '\0' } }), 201);
    expect(made['user']).toMatchObject({ externalId: 'null', metadata: { a: '' } });
  });
});

describe('what a receiver is told', () => {
  const seen = new Set<string>();
  beforeAll(() => actAll(strict), 90_000);

  it.each(['short', 'full'])('reads every event of version 2: %s', (at) => {
    const forms = payloads(at === 'full');
    const faults = receiver.heard
      .filter((one) => one.at === at)
      .flatMap(({ body, headers }) => {
        const type = String(body['events']?.[0]?.['type']);
        seen.add(type);
        const form = forms[type];
        if (!form) return [`${type} is not told of direct messages`];
        return [
          ...envelope(type, form)(body, type),
          ...one('application/json')(headers['content-type'], 'content-type'),
          ...text(32, 32)(headers['x-api-key'], 'x-api-key'),
        ];
      });
    expect(faults).toEqual([]);
    // Each kind was looked at.
    expect(Object.keys(forms).filter((type) => !seen.has(type))).toEqual([]);
  });

  it('reads every body of version 1.1', () => {
    const bodies = receiver.heard.filter((one) => one.at === 'v1').map((one) => one.body);
    const faults = bodies.flatMap((body) => {
      const trigger = String(body['trigger']);
      return bodiesV1(trigger)?.(body, trigger) ?? [`${trigger} is not a trigger`];
    });
    expect(faults).toEqual([]);
    expect(new Set(bodies.map((one) => String(one['trigger']))).size).toBeGreaterThanOrEqual(9);
  });

  it('knows by which link somebody came', () => {
    const begun = receiver
      .events('short', 'conversation:create')
      .filter((event) => event['payload']?.['user']?.['id'] === ids['mira']);
    expect(begun.map((event) => event['payload']?.['referral'])).toEqual([
      { code: 'Poster', details: { source: 'LINK', type: 'OPEN-THREAD' } },
    ]);
  });

  it('is told what of metadata had no room when two became one', async () => {
    const [event] = receiver.events('short', 'user:merge');
    expect(event?.['payload']?.['discardedMetadata']).toEqual({ more: 'y'.repeat(2000) });
    const { body } = await call('GET', `/users/${ids['mira']}`);
    expect(body['user']?.['metadata']).toEqual({ long: 'x'.repeat(3000), small: 'z' });
  });

  it('has X’s own error beside ours', () => {
    const [event] = receiver.events('short', 'conversation:message:delivery:failure');
    expect(event?.['payload']?.['error']).toMatchObject({
      code: 'uncategorized_error',
      underlyingError: { message: expect.stringMatching(/\w/) as string, status: 403 },
    });
  });
});
