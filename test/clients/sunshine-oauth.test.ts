import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openClient, openWorld, refusal, type SunshineWorld } from './sunshine/world.ts';

const BACK = 'https://bot.example/back?tenant=7';
let world: SunshineWorld;
/** Without any key: how a program of another house begins. */
let oauth: ReturnType<ReturnType<typeof openClient>>;
let client: { id: string; secret: string };

const manage = <T>(method: string, path: string, body?: unknown) =>
  world.product.admin.ask<T>(method, `/api/programs${path}`, body);
const refused = (call: Promise<unknown> | undefined) => refusal(call as Promise<unknown>);

beforeAll(async () => {
  world = await openWorld();
  oauth = openClient(`${world.product.url}/sc`, { token: '' })('OAuthEndpointsApi');
  const made = await manage<{ client: { id: string }; secret: string }>('POST', '/clients', {
    name: 'Answering bot',
    redirectUris: [BACK, 'http://127.0.0.1:9/other'],
  });
  client = { id: made.client.id, secret: made.secret };
});
afterAll(() => world?.product.close());

/** The administrator's yes or no; answers the fields with which their browser is led back. */
async function decide(allow: boolean): Promise<URLSearchParams> {
  const asked = { clientId: client.id, responseType: 'code', redirectUri: BACK, state: 'a b&c', allow };
  const { redirectTo } = await manage<{ redirectTo: string }>('POST', '/oauth', asked);
  expect(redirectTo.startsWith(`${BACK}&`)).toBe(true);
  return new URL(redirectTo).searchParams;
}

const exchange = (code: string, more: object = {}) => oauth['getToken']?.({ ...fields(code), ...more });
const fields = (code: string) => ({
  code,
  grant_type: 'authorization_code',
  client_id: client.id,
  client_secret: client.secret,
});

async function tokenFor(): Promise<string> {
  const answer = await exchange((await decide(true)).get('code') ?? '');
  expect(answer?.['token_type']).toBe('Bearer');
  return String(answer?.['access_token']);
}

const withToken = (token: string) => openClient(`${world.product.url}/sc`, { token });

describe('OAuth of the Sunshine Conversations API', () => {
  it('leads a browser to the page that asks, with what the program said', async () => {
    const query = new URLSearchParams({
      client_id: client.id,
      response_type: 'code',
      state: 's',
      redirect_uri: BACK,
    });
    for (const prefix of ['', '/sc']) {
      const answer = await fetch(`${world.product.url}${prefix}/oauth/authorize?${query.toString()}`, {
        redirect: 'manual',
      });
      expect(answer.status).toBe(302);
      const to = new URL(answer.headers.get('location') ?? '');
      expect([to.origin, to.pathname]).toEqual([world.productUrl, '/allow']);
      const request = to.searchParams.get('request')?.replace('q.', '') ?? '';
      expect(Buffer.from(request, 'base64url').toString()).toBe(query.toString());
    }
  });

  it('tells the administrator who asks for what, and answers no address that is not registered', async () => {
    const ask = (change: Record<string, string>) => {
      const query = new URLSearchParams({
        clientId: client.id,
        responseType: 'code',
        redirectUri: BACK,
        ...change,
      });
      return world.product.admin.call('GET', `/api/programs/oauth?${query.toString()}`);
    };
    expect((await ask({})).body).toEqual({
      name: 'Answering bot',
      workspaceName: 'Test house',
      redirectUri: BACK,
      isIn: false,
    });
    for (const [change, status, code] of [
      [{ clientId: 'f'.repeat(24) }, 404, 'oauth_client_unknown'],
      [{ clientId: 'nobody' }, 404, 'oauth_client_unknown'],
      [{ redirectUri: `${BACK}&more=1` }, 400, 'oauth_redirect_unknown'],
      [{ redirectUri: 'https://bot.example/back' }, 400, 'oauth_redirect_unknown'],
      [{ responseType: 'token' }, 400, 'oauth_response_type'],
    ] as const) {
      const { status: answered, body } = await ask(change);
      expect([answered, String(body['error']?.['code'])]).toEqual([status, code]);
    }
    const open = new URLSearchParams({ clientId: client.id, responseType: 'code' });
    const first = await manage<{ redirectUri: string }>('GET', `/oauth?${open.toString()}`);
    expect(first.redirectUri).toBe(BACK);
  });

  it('takes addresses that are safe to lead a browser to, and no others', async () => {
    for (const uri of [
      'http://bot.example/',
      'javascript:alert(1)',
      'https://x.example/#a',
      '/back',
      'https://a:b@c.example/',
    ]) {
      const answer = await world.product.admin.call('POST', '/api/programs/clients', {
        name: 'x',
        redirectUris: [uri],
      });
      expect([answer.status, String(answer.body['error']?.['code'])]).toEqual([400, 'oauth_redirect_form']);
    }
  });

  it('carries a no back, and gives no code', async () => {
    const answer = await decide(false);
    expect(Object.fromEntries(answer)).toEqual({ tenant: '7', error: 'access_denied', state: 'a b&c' });
  });

  it('gives a token for a code: of the scope of an integration, with webhooks of its own', async () => {
    const { appId, conversationId } = world;
    const api = withToken(await tokenFor());
    const said = await api('MessagesApi')['postMessage']?.(appId, conversationId, {
      author: { type: 'business' },
      content: { type: 'text', text: 'The bot is in.' },
    });
    expect(said?.['messages']?.[0]?.['content']?.['text']).toBe('The bot is in.');
    expect(await refused(api('IntegrationsApi')['listIntegrations']?.(appId, {}))).toMatchObject({
      status: 403,
    });
    expect(await refused(api('AppKeysApi')['listAppKeys']?.(appId))).toMatchObject({ status: 403 });
    const made = await api('WebhooksApi')['createWebhook']?.(appId, 'me', {
      target: 'https://bot.example/hook',
      triggers: ['conversation:message'],
    });
    const own = await api('WebhooksApi')['listWebhooks']?.(appId, 'me');
    expect(own?.['webhooks']?.[0]?.['id']).toBe(made?.['webhook']?.['id']);
    const { clients } = await manage<{ clients: { access: { integrationId: string } | null }[] }>(
      'GET',
      '/clients',
    );
    const integrationId = clients[0]?.access?.integrationId;
    const listed = await world.api('IntegrationsApi')['getIntegration']?.(appId, integrationId);
    expect(listed?.['integration']).toMatchObject({ type: 'custom', displayName: 'Answering bot' });
  });

  it('names the app of a token', async () => {
    const token = await tokenFor();
    const answer = await fetch(`${world.product.url}/sc/v2/tokenInfo`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(await answer.json()).toMatchObject({ app: { id: world.appId, displayName: 'Test house' } });
  });

  it('takes the fields of a form as well', async () => {
    const code = (await decide(true)).get('code') ?? '';
    const answer = await fetch(`${world.product.url}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({ ...fields(code), redirect_uri: BACK }),
    });
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(await answer.json()).toMatchObject({ token_type: 'Bearer' });
  });

  it('gives nothing for a wrong secret, another grant, another address or an unknown code', async () => {
    const code = (await decide(true)).get('code') ?? '';
    for (const [change, status] of [
      [{ client_secret: `${client.secret}x` }, 401],
      [{ client_id: 'f'.repeat(24) }, 401],
      [{ grant_type: 'client_credentials' }, 400],
      [{ redirect_uri: 'http://127.0.0.1:9/other' }, 400],
      [{ code: 'guess' }, 400],
      [{ code: undefined }, 400],
    ] as const) {
      expect(await refused(exchange(code, change))).toMatchObject({
        status,
        code: status === 401 ? 'unauthorized' : 'bad_request',
      });
    }
    // None of it has used the code up.
    expect((await exchange(code))?.['token_type']).toBe('Bearer');
  });

  it('takes the token back when its code comes a second time', async () => {
    const code = (await decide(true)).get('code') ?? '';
    const token = String((await exchange(code))?.['access_token']);
    const get = () => withToken(token)('WebhooksApi')['listWebhooks']?.(world.appId, 'me');
    await get();
    expect(await refused(exchange(code))).toMatchObject({ status: 400 });
    expect(await refused(get())).toMatchObject({ status: 401 });
  });

  it('does not know a code any more after ten minutes', async () => {
    const code = (await decide(true)).get('code') ?? '';
    await world.product.app.parts.clock.advance(10 * 60_000);
    expect(await refused(exchange(code))).toMatchObject({ status: 400 });
  });

  it('has one token at a time: a second yes ends the first', async () => {
    const [first, second] = [await tokenFor(), await tokenFor()];
    const get = (token: string) => withToken(token)('WebhooksApi')['listWebhooks']?.(world.appId, 'me');
    expect(await refused(get(first))).toMatchObject({ status: 401 });
    // The integration is the same: its webhook is still there.
    expect(Number((await get(second))?.['webhooks']?.['length'])).toBe(1);
  });

  it('ends with RevokeAccess: integration, webhooks and token are gone at once', async () => {
    const api = withToken(await tokenFor());
    await api('OAuthEndpointsApi')['revokeAccess']?.();
    expect(await refused(api('WebhooksApi')['listWebhooks']?.(world.appId, 'me'))).toMatchObject({
      status: 401,
    });
    const { clients } = await manage<{ clients: { access: unknown }[] }>('GET', '/clients');
    expect(clients.map(({ access }) => access)).toEqual([null]);
    const { webhooks } = await world.product.admin.ask<{ webhooks: unknown[] }>('GET', '/api/webhooks');
    expect(webhooks).toEqual([]);
  });

  it('ends when an administrator shuts the program out, deletes its integration or takes it away', async () => {
    const ends: readonly [string, (token: string) => Promise<unknown>][] = [
      ['shut out', () => manage('DELETE', `/clients/${client.id}/access`)],
      [
        'integration deleted',
        async () => {
          const { clients } = await manage<{ clients: { access: { integrationId: string } }[] }>(
            'GET',
            '/clients',
          );
          const id = clients[0]?.access.integrationId;
          await world.api('IntegrationsApi')['deleteIntegration']?.(world.appId, id);
        },
      ],
      ['taken away', () => manage('DELETE', `/clients/${client.id}`)],
    ];
    for (const [how, end] of ends) {
      const token = await tokenFor();
      const get = () => withToken(token)('WebhooksApi')['listWebhooks']?.(world.appId, 'me');
      await get();
      await end(token);
      expect({ how, ...(await refused(get())) }).toMatchObject({ how, status: 401 });
    }
    expect(await refused(exchange('x'))).toMatchObject({ status: 401 });
  });
});
