import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Simulator } from '../../simulator/main.ts';
import type { SimApp } from '../../simulator/state/apps.ts';
import type { SimUser } from '../../simulator/state/users.ts';
import type { XBrowser } from '../x-browser.ts';
import { startSignedInWorld } from './sign-in-world.ts';

const callback = 'http://127.0.0.1:3100/callback';

describe('OAuth 2.0 on the local X', () => {
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
  const page = (fields: Record<string, string>, path = '/i/oauth2/authorize') =>
    browser.open(`${path}?${new URLSearchParams(fields).toString()}`);
  const code = async () => {
    await page(asked(), '/2/oauth2/authorize');
    const { left } = await browser.submit('/2/oauth2/authorize', { decision: 'authorize' });
    return left?.searchParams.get('code') ?? '';
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
    expect((await page(asked())).text).toContain('All your direct messages.');
    const denied = await browser.submit('/i/oauth2/authorize', { decision: 'cancel' });
    expect(denied.left?.href).toBe(`${callback}?error=access_denied&state=st`);
    const wrong: Record<string, string>[] = [
      { redirect_uri: `${callback}/` },
      { client_id: 'x' },
      { response_type: 'token' },
      { scope: '' },
      { scope: 'dm.read constructor' },
      { state: 's'.repeat(501) },
      { code_challenge: '' },
      { code_challenge_method: 'S512' },
    ];
    for (const change of wrong) {
      const answer = await page({ ...asked(), ...change });
      expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('Something went wrong')]);
    }
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

  it('takes JSON too, with the secret in it', async () => {
    const client = { client_id: app.clientId, client_secret: app.clientSecret };
    const response = await fetch(`${x.url}/2/oauth2/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...exchange(await code()), ...client }),
    });
    expect(response.status).toBe(200);
    const grown = (await response.json()) as { access_token: string };
    const revoke = (fields: object) =>
      fetch(`${x.url}/2/oauth2/revoke`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...client, ...fields }),
      });
    expect((await revoke({ token: 'none' })).status).toBe(400);
    expect(await (await revoke({ token: grown.access_token })).json()).toEqual({ revoked: true });
    expect(await me(grown.access_token)).toBe(401);
  });

  it('takes the query, in which the older of X’s own libraries puts everything', async () => {
    const query = new URLSearchParams({ ...exchange(await code()), client_id: app.clientId });
    const response = await fetch(`${x.url}/2/oauth2/token?${query.toString()}`, {
      method: 'POST',
      headers: { authorization: basic(), 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(response.status).toBe(200);
  });

  it('ends everything of a consent when its refresh token is revoked', async () => {
    const { body } = await token(exchange(await code()));
    const response = await fetch(`${x.url}/2/oauth2/revoke`, {
      method: 'POST',
      headers: { authorization: basic() },
      body: new URLSearchParams({ token: body['refresh_token'] ?? '' }),
    });
    expect(response.status).toBe(200);
    expect(await me(body['access_token'])).toBe(401);
  });

  describe('for tokens of 1.0a', () => {
    const trade = (fields: Record<string, string> = {}) => {
      const old = x.sim.tokens.issueAccess(app.id, shop.id, app.permission, 0);
      return token({
        grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
        subject_token: old.token,
        subject_token_type: 'urn:x:params:oauth:token-type:oauth1_token',
        oauth_token_secret: old.secret,
        ...fields,
      });
    };

    it('gives a pair with what the old token could do, and ends the pair given before', async () => {
      const first = await trade();
      expect(first.body['scope']).toMatch(/^tweet\.read .* dm\.read dm\.write offline\.access$/);
      expect(await me(first.body['access_token'])).toBe(200);
      const second = await trade({ scope: 'tweet.read users.read' });
      expect(second.body['scope']).toBe('tweet.read users.read offline.access');
      expect(await me(first.body['access_token'])).toBe(401);
      const third = { grant_type: 'refresh_token', refresh_token: second.body['refresh_token'] ?? '' };
      expect(await me((await token(third)).body['access_token'])).toBe(200);
      expect(x.sim.tokens.findAccess(app.id, shop.id)).toBeDefined();
    });

    it.each([
      ['another secret', { oauth_token_secret: 'x' }, 'invalid_grant'],
      ['an unknown token', { subject_token: '1-x' }, 'invalid_grant'],
      ['another kind of token', { subject_token_type: 'urn:x:other' }, 'invalid_request'],
      ['no secret', { oauth_token_secret: '' }, 'invalid_request'],
      ['more than the old one could do', { scope: 'tweet.read bookmark.read' }, 'invalid_scope'],
    ])('refuses %s', async (_what, fields, error) => {
      expect(await trade(fields)).toMatchObject({ status: 400, body: { error } });
    });
  });
});
