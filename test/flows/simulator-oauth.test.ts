import { createHash, createHmac, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Simulator, startSimulator } from '../../simulator/main.ts';
import type { SimApp } from '../../simulator/state/apps.ts';
import type { SimUser } from '../../simulator/state/users.ts';

const callback = 'http://127.0.0.1:3100/callback';
const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

describe('OAuth on the local X', () => {
  let x: Simulator;
  let app: SimApp;
  let shop: SimUser;

  beforeEach(async () => {
    x = await startSimulator({ port: 0 });
    app = x.sim.apps.create({ name: 'Desk & <Co>', callbacks: [callback], clientType: 'confidential' });
    shop = x.sim.users.create({ username: 'shop' });
  });
  afterEach(() => x.close());

  interface Signing {
    token?: { token: string; secret: string };
    extra?: Record<string, string>;
    consumerSecret?: string;
    timestamp?: number;
    nonce?: string;
  }

  async function signed(method: string, path: string, signing: Signing = {}) {
    const url = new URL(path, x.url);
    const oauth: Record<string, string> = {
      oauth_consumer_key: app.consumerKey,
      oauth_nonce: signing.nonce ?? randomBytes(16).toString('hex'),
      oauth_signature_method: 'HMAC-SHA1',
      oauth_timestamp: String(signing.timestamp ?? Math.floor(Date.now() / 1000)),
      oauth_version: '1.0',
      ...(signing.token ? { oauth_token: signing.token.token } : {}),
      ...signing.extra,
    };
    const pairs = [...Object.entries(oauth), ...url.searchParams].map(
      ([name, value]) => `${encode(name)}=${encode(value)}`,
    );
    const base = [method, encode(url.origin + url.pathname), encode(pairs.sort().join('&'))].join('&');
    const key = `${encode(signing.consumerSecret ?? app.consumerSecret)}&${encode(signing.token?.secret ?? '')}`;
    oauth['oauth_signature'] = createHmac('sha1', key).update(base).digest('base64');
    const authorization = `OAuth ${Object.entries(oauth)
      .map(([name, value]) => `${encode(name)}="${encode(value)}"`)
      .join(', ')}`;
    const response = await fetch(url, { method, headers: { authorization } });
    return { status: response.status, text: await response.text(), headers: response.headers };
  }

  async function requestToken(to = callback) {
    const answer = await signed('POST', '/oauth/request_token', { extra: { oauth_callback: to } });
    const fields = new URLSearchParams(answer.text);
    return { token: fields.get('oauth_token') ?? '', secret: fields.get('oauth_token_secret') ?? '' };
  }

  const open = (path: string, init: Pick<RequestInit, 'method' | 'body'> = {}) =>
    fetch(x.url + path, { redirect: 'manual', ...init, headers: { cookie: `sim_user=${shop.id}` } });
  const decide = (fields: Record<string, string>, path = '/oauth/authorize') =>
    open(path, { method: 'POST', body: new URLSearchParams({ user_id: shop.id, ...fields }) });

  const verify = (signing: Signing = {}) => {
    const token =
      x.sim.tokens.findAccess(app.id, shop.id) ??
      x.sim.tokens.issueAccess(app.id, shop.id, app.permission, 0);
    return signed('GET', '/1.1/account/verify_credentials.json', { token, ...signing });
  };

  it('shows who is signed in and what the app may do, and lets one be somebody else', async () => {
    const { token } = await requestToken();
    const nobody = await fetch(`${x.url}/oauth/authorize?oauth_token=${token}`);
    expect(await nobody.text()).toContain('Who are you?');
    const page = await (await open(`/oauth/authorize?oauth_token=${token}`)).text();
    expect(page).toContain('Desk &amp; &lt;Co&gt;');
    expect(page).toContain('Signed in as @shop');
    expect(page).toContain('Send direct messages for you');
    const other = x.sim.users.create({ username: 'other' });
    const switched = await fetch(`${x.url}/_sim/sign-in`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ user_id: other.id, return_to: '//evil.example' }),
    });
    expect(switched.headers.get('set-cookie')).toContain(`sim_user=${other.id}`);
    expect(switched.headers.get('location')).toBe('/');
  });

  it('gives a PIN to programs without a callback', async () => {
    const request = await requestToken('oob');
    const page = await (await decide({ oauth_token: request.token, decision: 'authorize' })).text();
    const pin = /id="oauth_pin">(\d{7})</.exec(page)?.[1] ?? '';
    const wrong = await signed('POST', '/oauth/access_token', {
      token: request,
      extra: { oauth_verifier: '0000000' },
    });
    expect(wrong.status).toBe(401);
    const right = await signed('POST', '/oauth/access_token', {
      token: request,
      extra: { oauth_verifier: pin },
    });
    expect(new URLSearchParams(right.text).get('screen_name')).toBe('shop');
    const again = await signed('POST', '/oauth/access_token', {
      token: request,
      extra: { oauth_verifier: pin },
    });
    expect(again.status).toBe(401);
  });

  it('sends the browser back with `denied` when the user cancels', async () => {
    const { token } = await requestToken();
    const answer = await decide({ oauth_token: token, decision: 'cancel' });
    expect(answer.headers.get('location')).toBe(`${callback}?denied=${token}`);
  });

  it('takes exactly the callbacks of the app', async () => {
    const slash = await signed('POST', '/oauth/request_token', { extra: { oauth_callback: `${callback}/` } });
    expect([slash.status, slash.text]).toEqual([403, expect.stringContaining('"code":415')]);
    const query = await signed('POST', '/oauth/request_token', {
      extra: { oauth_callback: `${callback}?a=1` },
    });
    expect(query.status).toBe(200);
    x.sim.apps.update(app.id, { callbacks: [] });
    const desktop = await signed('POST', '/oauth/request_token', { extra: { oauth_callback: callback } });
    expect([desktop.status, desktop.text]).toEqual([401, expect.stringContaining('"code":417')]);
  });

  it.each([
    ['a wrong consumer secret', { consumerSecret: 'x' }, '"code":32'],
    ['a time six minutes ago', { timestamp: Math.floor(Date.now() / 1000) - 360 }, '"code":135'],
    ['an unknown token', { token: { token: '1-x', secret: 'y' } }, '"code":89'],
  ])('refuses %s', async (_name, signing, code) => {
    const answer = await verify(signing);
    expect([answer.status, answer.text]).toEqual([401, expect.stringContaining(code)]);
  });

  it('refuses a nonce that was used', async () => {
    const signing = { nonce: 'n'.repeat(32), timestamp: Math.floor(Date.now() / 1000) };
    expect((await verify(signing)).status).toBe(200);
    expect((await verify(signing)).text).toContain('"code":32');
  });

  it('tells the access level, and keeps it until the user agrees anew', async () => {
    x.sim.apps.update(app.id, { permission: 'read-write' });
    app = { ...app, permission: 'read-write' };
    const answer = await verify();
    expect(answer.headers.get('x-access-level')).toBe('read-write');
    x.sim.apps.update(app.id, { permission: 'read-write-dm' });
    const token = x.sim.tokens.findAccess(app.id, shop.id);
    const list = await signed('GET', '/1.1/direct_messages/events/list.json', { token });
    expect([list.status, list.text]).toEqual([403, expect.stringContaining('"code":93')]);
    const request = await requestToken();
    const back = new URL(
      (await decide({ oauth_token: request.token, decision: 'authorize' })).headers.get('location') ?? '',
    );
    const verifier = back.searchParams.get('oauth_verifier') ?? '';
    await signed('POST', '/oauth/access_token', { token: request, extra: { oauth_verifier: verifier } });
    expect((await verify()).headers.get('x-access-level')).toBe('read-write-directmessages');
  });

  it('does not ask again on /oauth/authenticate when it was granted', async () => {
    x.sim.tokens.issueAccess(app.id, shop.id, app.permission, 0);
    const { token } = await requestToken();
    expect((await open(`/oauth/authorize?oauth_token=${token}`)).status).toBe(200);
    expect((await open(`/oauth/authenticate?oauth_token=${token}`)).status).toBe(302);
  });

  it('ends a token on invalidate_token, and tells that the user has revoked', async () => {
    const revoked: string[] = [];
    x.sim.events.on('user.revoked', ({ userId }) => revoked.push(userId));
    const token = x.sim.tokens.issueAccess(app.id, shop.id, app.permission, 0);
    expect((await signed('POST', '/1.1/oauth/invalidate_token', { token })).status).toBe(200);
    expect((await verify({ token })).text).toContain('"code":89');
    expect(revoked).toEqual([shop.id]);
  });

  it('has an app-only token that is the same until it is invalidated', async () => {
    const basic = `Basic ${Buffer.from(`${app.consumerKey}:${app.consumerSecret}`).toString('base64')}`;
    const ask = async (path: string, fields: Record<string, string>, authorization = basic) => {
      const response = await fetch(x.url + path, {
        method: 'POST',
        headers: { authorization },
        body: new URLSearchParams(fields),
      });
      return {
        status: response.status,
        body: (await response.json()) as { access_token?: string; errors?: object[] },
      };
    };
    const first = await ask('/oauth2/token', { grant_type: 'client_credentials' });
    const second = await ask('/oauth2/token', { grant_type: 'client_credentials' });
    expect(first.body.access_token).toBe(second.body.access_token);
    await ask('/oauth2/invalidate_token', { access_token: first.body.access_token ?? '' });
    const third = await ask('/oauth2/token', { grant_type: 'client_credentials' });
    expect(third.body.access_token).not.toBe(first.body.access_token);
    const bad = await ask('/oauth2/token', { grant_type: 'client_credentials' }, 'Basic eDp5');
    expect([bad.status, bad.body.errors?.[0]]).toEqual([403, expect.objectContaining({ code: 99 })]);
  });

  describe('2.0', () => {
    const verifier = 'v'.repeat(64);
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const asked = () => ({
      response_type: 'code',
      client_id: app.clientId,
      redirect_uri: callback,
      scope: 'dm.read users.read tweet.read offline.access',
      state: 'st',
      code_challenge: challenge,
      code_challenge_method: 'S256',
    });
    const code = async () => {
      const answer = await decide({ ...asked(), decision: 'authorize' }, '/2/oauth2/authorize');
      return new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
    };
    const basic = () => `Basic ${Buffer.from(`${app.clientId}:${app.clientSecret}`).toString('base64')}`;
    const token = async (
      fields: Record<string, string>,
      headers: Record<string, string> = { authorization: basic() },
    ) => {
      const response = await fetch(`${x.url}/2/oauth2/token`, {
        method: 'POST',
        headers,
        body: new URLSearchParams(fields),
      });
      return { status: response.status, body: (await response.json()) as Record<string, string> };
    };
    const exchange = (given: string) => ({
      grant_type: 'authorization_code',
      code: given,
      redirect_uri: callback,
      code_verifier: verifier,
    });
    const me = async (access = '') => {
      const response = await fetch(`${x.url}/2/users/me`, { headers: { authorization: `Bearer ${access}` } });
      return response.status;
    };

    it('shows the scopes, and an error page for an address that is not the app’s', async () => {
      const page = await (
        await open(`/i/oauth2/authorize?${new URLSearchParams(asked()).toString()}`)
      ).text();
      expect(page).toContain('All your direct messages.');
      const other = new URLSearchParams({ ...asked(), redirect_uri: `${callback}/` }).toString();
      expect((await open(`/i/oauth2/authorize?${other}`)).status).toBe(400);
      const denied = await decide({ ...asked(), decision: 'cancel' }, '/2/oauth2/authorize');
      expect(denied.headers.get('location')).toBe(`${callback}?error=access_denied&state=st`);
    });

    it('has codes that live 30 seconds and work once', async () => {
      const late = await code();
      x.sim.clock.advance(30_001);
      expect((await token(exchange(late))).status).toBe(400);
      const given = await code();
      expect((await token({ ...exchange(given), code_verifier: 'w'.repeat(64) })).status).toBe(400);
      expect(await token(exchange(given))).toMatchObject({
        status: 200,
        body: { token_type: 'bearer', expires_in: 7200 },
      });
      expect(await token(exchange(given))).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
    });

    it('wants the secret of a confidential app, and only the id of a public one', async () => {
      const given = await code();
      const bare = await token({ ...exchange(given), client_id: app.clientId }, {});
      expect(bare).toMatchObject({ status: 401, body: { error: 'unauthorized_client' } });
      x.sim.apps.update(app.id, { clientType: 'public' });
      expect((await token({ ...exchange(given), client_id: app.clientId }, {})).status).toBe(200);
    });

    it('lets an access token live two hours, and refresh once', async () => {
      const first = (await token(exchange(await code()))).body;
      expect(await me(first['access_token'])).toBe(200);
      x.sim.clock.advance(2 * 60 * 60_000);
      expect(await me(first['access_token'])).toBe(401);
      const again = { grant_type: 'refresh_token', refresh_token: first['refresh_token'] ?? '' };
      const second = (await token(again)).body;
      expect(await me(second['access_token'])).toBe(200);
      expect((await token(again)).status).toBe(400);
      expect(await me(second['access_token'])).toBe(401);
      expect(
        (await token({ grant_type: 'refresh_token', refresh_token: second['refresh_token'] ?? '' })).status,
      ).toBe(400);
    });

    it('enforces scopes', async () => {
      const { body } = await token(exchange(await code()));
      const headers = { authorization: `Bearer ${body['access_token']}`, 'content-type': 'application/json' };
      const response = await fetch(`${x.url}/2/dm_conversations/with/${shop.id}/messages`, {
        method: 'POST',
        headers,
        body: '{"text":"x"}',
      });
      expect(response.status).toBe(403);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
      expect(await response.json()).toEqual({
        title: 'Forbidden',
        type: 'about:blank',
        status: 403,
        detail: 'Forbidden',
      });
    });
  });
});
