import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Check, Handle, XApp } from '../../contract/api/index.ts';
import { getApp } from '../../server/accounts/index.ts';
import { sql } from '../../server/base/index.ts';
import { listActivitySubscriptions } from '../../server/x/index.ts';
import { until } from '../harness.ts';
import { type ConnectHouse, openConnectHouse, untilHandle } from './connect-house.ts';

let house: ConnectHouse;

beforeAll(async () => {
  house = await openConnectHouse();
  for (const username of ['birdshop', 'birdfood', 'stranger']) {
    await house.control('POST', '/users', { username, name: `The ${username}` });
  }
}, 60_000);
afterEach(() => house.clear());
afterAll(() => house.close());

interface Failure {
  readonly error: { readonly code: string; readonly message: string };
}
interface Checked {
  readonly app: XApp;
  readonly checks: readonly Check[];
}

/** The tokens that users have given this app, as the local X knows them. */
async function tokensAtX(app: XApp): Promise<unknown[]> {
  const { apps } = await house.control<{ apps: { id: string; consumerKey: string }[] }>('GET', '/apps');
  const atX = apps.find((one) => one.consumerKey === app.consumerKey);
  const { tokens } = await house.control<{ tokens: unknown[] }>('GET', `/tokens?appId=${atX?.id}`);
  return tokens;
}

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('it is not there');
  return value;
}

function stateOf(checks: readonly Check[], id: string): string | undefined {
  return checks.find((check) => check.id === id)?.state;
}

async function check(app: XApp): Promise<Checked> {
  const answer = await house.call<Checked>('POST', `/api/x-apps/${app.id}/check`, {});
  expect(answer.status).toBe(200);
  return answer.body;
}

/** Whose events X sends to this app, as X tells it. */
async function subscribers(app: XApp): Promise<(string | undefined)[]> {
  const record = await getApp(house.workspace, app.id);
  const client = house.modules.accounts.appClient(house.workspace, record);
  const { items } = await listActivitySubscriptions(client);
  return items.map((item) => item.xUserId).filter((id) => id !== undefined);
}

describe('an X app', () => {
  test('is recorded with its URLs, and its secrets are never shown again', async () => {
    const body = {
      name: 'Ours',
      network: 'x',
      consumerKey: 'a-key',
      consumerSecret: 'a-very-secret-secret',
      clientId: 'a-client',
      clientSecret: 'another-secret',
    };
    const { status, body: app } = await house.call<XApp>('POST', '/api/x-apps', body);
    expect(status).toBe(201);
    expect(app).toMatchObject({
      callbackUrl: `${house.url}/x/callback`,
      oauth2CallbackUrl: `${house.url}/x/callback2`,
      hasConsumerSecret: true,
      hasClientSecret: true,
      webhookUsable: false,
      transport: 'none',
    });
    const stored = await house.parts.db.rows(sql`select * from secret`);
    expect(JSON.stringify([app, stored])).not.toContain('secret-secret');
    const again = await house.call<Failure>('POST', '/api/x-apps', body);
    expect(again.body.error.code).toBe('x_app_key_taken');
    const edited = await house.call<XApp>('PATCH', `/api/x-apps/${app.id}`, {
      name: 'Ours too',
      clientSecret: null,
    });
    expect(edited.body).toMatchObject({ name: 'Ours too', hasConsumerSecret: true, hasClientSecret: false });
    expect((await house.call('DELETE', `/api/x-apps/${app.id}`)).status).toBe(204);
    const { body: list } = await house.call<{ apps: XApp[] }>('GET', '/api/x-apps');
    expect(list.apps).toEqual([]);
  });

  test('asks for the privacy notice before anybody signs in', async () => {
    const { body: app } = await house.call<XApp>('POST', '/api/x-apps/local', {});
    const begin = () => house.call<Failure>('POST', `/api/x-apps/${app.id}/sign-in`, { authKind: 'oauth1' });
    expect((await begin()).body.error.code).toBe('privacy_not_accepted');
    await house.call('POST', `/api/x-apps/${app.id}/privacy`, { noticeVersion: '2026-11' });
    expect((await begin()).status).toBe(200);
    const { body: log } = await house.call<{ entries: { action: string }[] }>('GET', '/api/audit');
    expect(log.entries[0]?.action).toBe('privacy_notice.accepted');
  });
});

describe('the app of the local X', () => {
  const appsAtX = async () => (await house.control<{ apps: { id: string }[] }>('GET', '/apps')).apps;

  test('is taken up again until a handle is signed in, with its keys as the local X knows them', async () => {
    const before = (await appsAtX()).length;
    const app = await house.localApp();
    await house.call('PATCH', `/api/x-apps/${app.id}`, { consumerSecret: 'not-the-right-secret' });
    const again = await house.call<XApp>('POST', '/api/x-apps/local', {});
    expect(again.body).toMatchObject({ id: app.id, privacyAcceptedAt: app.privacyAcceptedAt });
    expect(await appsAtX()).toHaveLength(before + 1);
    const handle = await house.connect(app, '@birdshop');
    expect(handle.account.appId).toBe(app.id);
    const next = await house.call<XApp>('POST', '/api/x-apps/local', {});
    expect(next.body.id).not.toBe(app.id);
    expect(await appsAtX()).toHaveLength(before + 2);
  });

  test('is made anew under another name, and when the local X has forgotten it', async () => {
    const app = await house.localApp();
    const named = await house.call<XApp>('POST', '/api/x-apps/local', { name: 'Second desk' });
    expect(named.body.id).not.toBe(app.id);
    await house.call('DELETE', `/api/x-apps/${named.body.id}`);
    await house.control('POST', '/reset', {});
    for (const username of ['birdshop', 'birdfood', 'stranger'])
      await house.control('POST', '/users', { username, name: `The ${username}` });
    const fresh = await house.localApp();
    expect(fresh.id).not.toBe(app.id);
    expect((await house.connect(fresh, '@birdshop')).account.appId).toBe(fresh.id);
  });
});

describe('signing in with X', () => {
  test.each(['oauth1', 'oauth2'] as const)(
    'makes a handle by %s and sets everything up by itself',
    async (authKind) => {
      const app = await house.localApp();
      const begin = await house.call<{ signInId: string; authorizeUrl: string }>(
        'POST',
        `/api/x-apps/${app.id}/sign-in`,
        {
          authKind,
          handleName: 'Bird shop',
          language: 'de',
        },
      );
      const landed = await house.consent(begin.body.authorizeUrl, '@birdshop');
      expect(landed.status).toBe(200);
      expect(landed.page).toContain('@birdshop is connected');
      expect(landed.headers.get('content-security-policy')).toContain("default-src 'none'");
      const { body: result } = await house.call<{ state: string; handle: Handle }>(
        'GET',
        `/api/x-sign-ins/${begin.body.signInId}`,
      );
      expect(result).toMatchObject({
        state: 'done',
        username: 'birdshop',
        handle: {
          name: 'Bird shop',
          language: 'de',
          account: { username: 'birdshop', authKind, status: 'active' },
        },
      });
      const handle = await untilHandle(
        house,
        result.handle.id,
        (one) => one.account.feed.health === 'healthy',
      );
      expect(handle.account.feed).toMatchObject({
        transport: 'activity_webhook',
        subscribed: true,
        gapSince: null,
      });
      await house.call('DELETE', `/api/handles/${handle.id}`);
      await house.call('DELETE', `/api/x-apps/${app.id}`);
    },
  );

  test('tells that it was denied, and takes each answer of X once', async () => {
    const app = await house.localApp();
    const begin = () =>
      house
        .call<{ signInId: string; authorizeUrl: string }>('POST', `/api/x-apps/${app.id}/sign-in`, {
          authKind: 'oauth1',
        })
        .then((answer) => answer.body);
    const denied = await begin();
    const page = await house.consent(denied.authorizeUrl, '@birdshop', false);
    expect(page).toMatchObject({ status: 400 });
    const { body } = await house.call<{ state: string; failure: { message: string } }>(
      'GET',
      `/api/x-sign-ins/${denied.signInId}`,
    );
    expect(body).toMatchObject({
      state: 'failed',
      failure: { message: 'The permission was not given at X.' },
    });
    const stray = await fetch(`${house.url}/x/callback?oauth_token=<script>&oauth_verifier=1`);
    expect(stray.status).toBe(400);
    expect(await stray.text()).not.toContain('<script>&');
  });

  test('reconnects the same account only for the same X user', async () => {
    const app = await house.localApp();
    const handle = await house.connect(app, '@birdshop');
    const accountId = handle.account.id;
    await expect(house.connect(app, '@birdfood', { accountId })).rejects.toThrow('@birdfood');
    await untilHandle(house, handle.id, (one) => one.account.feed.health === 'healthy');
    const again = await house.connect(app, '@birdshop', { accountId });
    expect(again.id).toBe(handle.id);
    expect(again.account).toMatchObject({ id: accountId, status: 'active' });
    expect(again.account.feed.gapSince).not.toBeNull();
    await house.call('DELETE', `/api/handles/${handle.id}`);
    // Who comes back after a removal gets the same handle: conversations hang on it.
    const back = await house.connect(app, '@birdshop');
    expect(back.id).toBe(handle.id);
  });

  test.each(['oauth1', 'oauth2'] as const)(
    'refuses by %s an X user who is connected over another app, and keeps no token',
    async (authKind) => {
      const first = await house.localApp();
      const handle = await house.connect(first, '@birdshop');
      const second = await house.localApp();
      expect(second.id).not.toBe(first.id);
      const before = await tokensAtX(second);
      const begin = await house.call<{ signInId: string; authorizeUrl: string }>(
        'POST',
        `/api/x-apps/${second.id}/sign-in`,
        { authKind },
      );
      const landed = await house.consent(begin.body.authorizeUrl, '@birdshop');
      expect(landed.status).toBe(400);
      expect(landed.page).toContain('@birdshop is connected already over Local X.');
      const { body: result } = await house.call('GET', `/api/x-sign-ins/${begin.body.signInId}`);
      expect(result).toMatchObject({
        state: 'failed',
        handle: null,
        username: 'birdshop',
        failure: {
          message: '@birdshop is connected already over Local X. Reconnect it there, or disconnect it first.',
          accountId: handle.account.id,
        },
      });
      expect(await tokensAtX(second)).toEqual(before);
      const { body } = await house.call<{ handles: Handle[] }>('GET', '/api/handles');
      expect(body.handles.map((one) => one.account.appId)).toEqual([first.id]);

      expect((await house.connect(first, '@birdshop', { accountId: handle.account.id })).id).toBe(handle.id);
      await house.call('DELETE', `/api/handles/${handle.id}`);
      expect((await house.connect(second, '@birdshop', { authKind })).account.appId).toBe(second.id);
    },
  );

  test('lets only one of two sign-ins over two apps in, however close they come', async () => {
    const apps = [await house.localApp()];
    const other = await house.connect(must(apps[0]), '@birdfood');
    apps.push(await house.localApp());
    const signIns = await Promise.all(
      apps.map((app) =>
        house.call<{ signInId: string; authorizeUrl: string }>('POST', `/api/x-apps/${app.id}/sign-in`, {
          authKind: 'oauth1',
        }),
      ),
    );
    const landed = await Promise.all(signIns.map((one) => house.consent(one.body.authorizeUrl, '@birdshop')));
    expect(landed.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, 400]);
    const { body } = await house.call<{ handles: Handle[] }>('GET', '/api/handles');
    expect(body.handles.filter((one) => one.id !== other.id)).toHaveLength(1);
  });
});

describe('the checks', () => {
  test('pass one by one on the local X, and a made-up customer writes', async () => {
    const app = await house.localApp();
    const before = await check(app);
    expect(before.app.transport).toBe('none');
    expect(stateOf(before.checks, 'crc')).toBe('ok');
    const handle = await house.connect(app, '@birdshop');
    const { app: after, checks } = await check(app);
    expect(after).toMatchObject({ transport: 'activity_webhook', webhookUsable: true });
    for (const id of ['keys', 'callback', 'token', 'permission', 'webhook', 'crc', 'subscription']) {
      expect([id, stateOf(checks, id)]).toEqual([id, 'ok']);
    }
    expect(stateOf(checks, 'test_dm')).toBe('manual');
    const sent = await house.call('POST', `/api/handles/${handle.id}/test-message`, {});
    expect(sent.body).toEqual({ sent: true });
    await until(async () => {
      const { body } = await house.call<{ rows: unknown[] }>('GET', '/api/inbox?view=all');
      return body.rows.length === 1;
    });
    const last = await untilHandle(house, handle.id, (one) => one.account.feed.lastEventAt !== null);
    expect(last.account.feed.health).toBe('healthy');
    expect(stateOf((await check(app)).checks, 'test_dm')).toBe('ok');
  });

  test('say what X answered to a wrong secret, and nothing of the secret', async () => {
    const app = await house.localApp();
    await house.call('PATCH', `/api/x-apps/${app.id}`, { consumerSecret: 'not-the-right-secret' });
    const { checks } = await check(app);
    const keys = checks.find((one) => one.id === 'keys');
    expect(keys).toMatchObject({ state: 'failed' });
    expect(keys?.xAnswer).toContain('Unable to verify your credentials');
    expect(keys?.remedy).not.toBeNull();
    expect(JSON.stringify(checks)).not.toContain('not-the-right-secret');
  });

  test('say that X does not know the callback URL', async () => {
    const app = await house.localApp();
    const { apps } = await house.control<{ apps: { id: string; consumerKey: string }[] }>('GET', '/apps');
    const atX = apps.find((one) => one.consumerKey === app.consumerKey);
    await house.control('PATCH', `/apps/${atX?.id}`, { callbacks: [`${house.url}/x/callback/`] });
    const callback = (await check(app)).checks.find((one) => one.id === 'callback');
    expect(callback).toMatchObject({ state: 'failed' });
    expect(callback?.xAnswer).toContain('Callback URL not approved');
    expect(callback?.remedy).toContain(app.callbackUrl);
  });

  test('say that messages are not open when another account hears so', async () => {
    const app = await house.localApp();
    const shop = await house.connect(app, '@birdshop');
    const food = await house.connect(app, '@birdfood');
    await house.control('PATCH', `/users/${shop.account.xUserId}`, { dmOpen: false });
    const { checks } = await check(app);
    const open = (handle: Handle) =>
      checks.find((one) => one.id === 'dm_open' && one.accountId === handle.account.id);
    expect(open(food)).toMatchObject({ state: 'ok' });
    expect(open(shop)).toMatchObject({ state: 'failed' });
    expect(open(shop)?.remedy).toContain('everyone');
    await house.control('PATCH', `/users/${shop.account.xUserId}`, { dmOpen: true });
  });

  test('say that the app may only read', async () => {
    const app = await house.localApp();
    const { apps } = await house.control<{ apps: { id: string; consumerKey: string }[] }>('GET', '/apps');
    const atX = apps.find((one) => one.consumerKey === app.consumerKey);
    await house.control('PATCH', `/apps/${atX?.id}`, { permission: 'read' });
    const handle = await house.connect(app, '@birdfood');
    const permission = (await check(app)).checks.find((one) => one.id === 'permission');
    expect(permission).toMatchObject({ state: 'failed', accountId: handle.account.id });
    expect(permission?.remedy).toContain('Direct message');
  });
});

describe('a handle', () => {
  test('is changed, and removed with its subscription at X', async () => {
    const app = await house.localApp();
    const handle = await house.connect(app, '@birdshop');
    await untilHandle(house, handle.id, (one) => one.account.feed.subscribed);
    expect(await subscribers(app)).toContain(handle.account.xUserId);
    const { body: streams } = await house.call<{ workStreams: { id: string }[] }>('GET', '/api/work-streams');
    expect(streams.workStreams).toHaveLength(1);
    const changed = await house.call<Handle>('PATCH', `/api/handles/${handle.id}`, {
      name: 'New',
      filesFromAgents: false,
    });
    expect(changed.body).toMatchObject({
      name: 'New',
      filesFromAgents: false,
      workStreamId: streams.workStreams[0]?.id,
    });
    const nowhere = await house.call('PATCH', `/api/handles/${handle.id}`, { workStreamId: '0'.repeat(24) });
    expect(nowhere.status).toBe(404);
    const stillUsed = await house.call<Failure>('DELETE', `/api/x-apps/${app.id}`);
    expect(stillUsed.body.error.code).toBe('app_has_handles');
    expect((await house.call('DELETE', `/api/handles/${handle.id}`)).status).toBe(204);
    expect(await subscribers(app)).toEqual([]);
    const { body: list } = await house.call<{ handles: Handle[] }>('GET', '/api/handles');
    expect(list.handles).toEqual([]);
  });
});
