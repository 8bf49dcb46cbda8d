import { createHmac, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Simulator } from '../../simulator/main.ts';
import type { SimApp } from '../../simulator/state/apps.ts';
import type { SimUser } from '../../simulator/state/users.ts';
import type { XBrowser } from '../x-browser.ts';
import { encode } from './simulator-world.ts';
import { startSignedInWorld } from './sign-in-world.ts';

const callback = 'http://127.0.0.1:3100/callback';

describe('OAuth 1.0a and app-only tokens on the local X', () => {
  let x: Simulator;
  let app: SimApp;
  let shop: SimUser;
  /** In which the shop is signed in. */
  let browser: XBrowser;

  beforeEach(async () => {
    ({ x, app, shop, browser } = await startSignedInWorld({
      callbacks: [callback],
      clientType: 'confidential',
    }));
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

  /** Opens the consent page of a request token and presses a button on it. */
  const decide = async (token: string, decision: string) => {
    await browser.open(`/oauth/authorize?oauth_token=${token}`);
    return browser.submit('/oauth/authorize', { decision });
  };

  const verify = (signing: Signing = {}) => {
    const token =
      x.sim.tokens.findAccess(app.id, shop.id) ??
      x.sim.tokens.issueAccess(app.id, shop.id, app.permission, 0);
    return signed('GET', '/1.1/account/verify_credentials.json', { token, ...signing });
  };

  it('gives a PIN to programs without a callback', async () => {
    const request = await requestToken('oob');
    const page = (await decide(request.token, 'authorize')).text;
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
    expect((await decide(token, 'cancel')).left?.href).toBe(`${callback}?denied=${token}`);
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
    const back = (await decide(request.token, 'authorize')).left;
    const verifier = back?.searchParams.get('oauth_verifier') ?? '';
    await signed('POST', '/oauth/access_token', { token: request, extra: { oauth_verifier: verifier } });
    expect((await verify()).headers.get('x-access-level')).toBe('read-write-directmessages');
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

  it('takes a bearer token as it was given and decoded, and ends it for whoever signs as the app', async () => {
    const basic = `Basic ${Buffer.from(`${app.consumerKey}:${app.consumerSecret}`).toString('base64')}`;
    const ask = async (fields: Record<string, string>) => {
      const body = new URLSearchParams(fields);
      const response = await fetch(`${x.url}/oauth2/token`, {
        method: 'POST',
        headers: { authorization: basic },
        body,
      });
      return (await response.json()) as { access_token?: string; errors?: { code: number }[] };
    };
    expect((await ask({})).errors?.[0]?.code).toBe(170);
    expect((await ask({ grant_type: 'password' })).errors?.[0]?.code).toBe(99);
    const { access_token: bearer = '' } = await ask({ grant_type: 'client_credentials' });
    expect(bearer).toMatch(/^A{21}\w+%2F\w+%3D\w+$/);
    const lookUp = (token: string) =>
      fetch(`${x.url}/2/users/${shop.id}`, { headers: { authorization: `Bearer ${token}` } });
    expect((await lookUp(bearer)).status).toBe(200);
    expect((await lookUp(decodeURIComponent(bearer))).status).toBe(200);
    const token = x.sim.tokens.issueAccess(app.id, shop.id, app.permission, 0);
    const broken = await signed('POST', '/oauth2/invalidate_token?access_token=%25', { token });
    expect([broken.status, broken.text]).toEqual([403, expect.stringContaining('"code":99')]);
    const path = `/oauth2/invalidate_token?access_token=${encodeURIComponent(bearer)}`;
    expect((await signed('POST', path, { token })).text).toBe(JSON.stringify({ access_token: bearer }));
    expect((await lookUp(bearer)).status).toBe(401);
  });

  it('gives a token that only reads when `x_auth_access_type` asks for it, and never more than the app has', async () => {
    const sign = async (accessType: string) => {
      const path = `/oauth/request_token?x_auth_access_type=${accessType}`;
      const { text } = await signed('POST', path, { extra: { oauth_callback: callback } });
      const request = {
        token: new URLSearchParams(text).get('oauth_token') ?? '',
        secret: new URLSearchParams(text).get('oauth_token_secret') ?? '',
      };
      const verifier =
        (await decide(request.token, 'authorize')).left?.searchParams.get('oauth_verifier') ?? '';
      await signed('POST', '/oauth/access_token', { token: request, extra: { oauth_verifier: verifier } });
      return (await verify()).headers.get('x-access-level');
    };
    expect(await sign('read')).toBe('read');
    expect(await sign('write')).toBe('read-write-directmessages');
    x.sim.apps.update(app.id, { permission: 'read' });
    expect(await sign('write')).toBe('read');
  });

  it('refuses a suspended app with 416, and a request without callback', async () => {
    const bare = await signed('POST', '/oauth/request_token');
    expect([bare.status, bare.text]).toEqual([403, expect.stringContaining('"code":38')]);
    const { token } = await requestToken();
    x.sim.apps.update(app.id, { suspended: true });
    const answer = await signed('POST', '/oauth/request_token', { extra: { oauth_callback: callback } });
    expect([answer.status, answer.text]).toEqual([401, expect.stringContaining('"code":416')]);
    expect((await verify()).text).toContain('"code":416');
    expect((await browser.open(`/oauth/authorize?oauth_token=${token}`)).status).toBe(403);
  });

  it('forgets request tokens that nobody came back for', async () => {
    const { token } = await requestToken();
    x.sim.clock.advance(25 * 60 * 60_000);
    await requestToken();
    expect(x.sim.tokens.requests.find(token)).toBeUndefined();
    expect((await browser.open(`/oauth/authorize?oauth_token=${token}`)).text).toContain('expired');
  });
});
