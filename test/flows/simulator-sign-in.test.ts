import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Simulator } from '../../simulator/main.ts';
import type { SimApp } from '../../simulator/state/apps.ts';
import type { SimUser } from '../../simulator/state/users.ts';
import { type XBrowser, openXBrowser } from '../x-browser.ts';
import { startSignInWorld } from './sign-in-world.ts';

const callback = 'https://shop.example/callback';
const wrong = 'did not match our records';

describe('Signing in at the local X', () => {
  let x: Simulator;
  let app: SimApp;
  let shop: SimUser;
  let browser: XBrowser;

  beforeEach(async () => {
    ({ x, app, shop, browser } = await startSignInWorld({ callbacks: [callback] }, { name: 'The <Shop>' }));
  });
  afterEach(() => x.close());

  const control = async (method: string, path: string, body?: object) => {
    const response = await fetch(`${x.url}/_control${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    return { status: response.status, text: await response.text() };
  };
  const consentUrl = (path = '/oauth/authorize', more = '') => {
    const createdAt = x.sim.clock.now();
    const token = `t${createdAt}${Math.random().toString(36).slice(2)}`;
    x.sim.tokens.requests.put({ token, secret: 's', appId: app.id, callback, createdAt });
    return `${path}?oauth_token=${token}${more}`;
  };
  const signIn = async (name = 'shop', password?: string) => {
    await browser.open('/login');
    return browser.signIn(name, password);
  };

  it('asks for a password before the consent page, and remembers who signed in', async () => {
    const login = await browser.open(consentUrl());
    expect(login.text).toContain('Sign in to X');
    expect(login.text).toContain('“password”');
    const consent = await browser.signIn('shop');
    expect(consent.text).toContain('Desk &amp; &lt;Co&gt;');
    expect(consent.text).toContain('Signed in as @shop');
    const { left } = await browser.submit('/oauth/authorize', { decision: 'authorize' });
    expect(left?.searchParams.get('oauth_verifier')).toMatch(/^\w{32}$/);
    expect((await browser.open(consentUrl())).text).toContain('Authorise app');
  });

  it.each(['shop', '@SHOP', ' shop ', 'shop@example.com', 'SHOP@Example.com'])(
    'knows the user as “%s”',
    async (name) => {
      expect((await signIn(name)).text).toContain('Signed in as @shop');
    },
  );

  it.each([
    ['a wrong password', 'shop', 'passwort'],
    ['no password', 'shop', ''],
    ['an unknown name', 'nobody', 'password'],
    ['the e-mail of nobody', 'nobody@example.com', 'password'],
  ])('says the same to %s', async (_what, name, password) => {
    const page = await signIn(name, password);
    expect([page.status, page.text]).toEqual([401, expect.stringContaining(wrong)]);
    expect(browser.cookies()).not.toHaveProperty('auth_token');
    expect(page.text).toContain(`value="${name}"`);
    expect((await browser.signIn('shop')).text).toContain('Signed in as @shop');
  });

  it('takes the password and the e-mail that the control API gave, and never shows the password', async () => {
    const made = await control('POST', '/users', {
      username: 'ann',
      email: 'ann@post.example',
      password: 'Geheim 1',
    });
    expect(made.status).toBe(201);
    expect((await signIn('ann', 'password')).text).toContain(wrong);
    expect((await signIn('ann@example.com', 'Geheim 1')).text).toContain(wrong);
    expect((await signIn('Ann@post.example', 'Geheim 1')).text).toContain('Signed in as @ann');
    expect((await control('PATCH', '/users/@ann', { password: 'Neu 2' })).text).not.toContain('Neu 2');
    expect((await signIn('ann', 'Geheim 1')).text).toContain(wrong);
    expect((await signIn('ann', 'Neu 2')).text).toContain('Signed in as @ann');
    const taken = await control('POST', '/users', { username: 'bob', email: 'ANN@post.example' });
    expect(taken.status).toBe(409);
    const log = x.sim.log.list({ limit: 100 });
    expect(log.filter(({ path, method }) => path === '/login' && method === 'POST')).not.toHaveLength(0);
    const everything = JSON.stringify([x.sim.store.dump(), log]) + made.text;
    expect(everything).not.toMatch(/Geheim/);
    expect(everything).not.toContain('Neu 2');
  });

  it('makes an e-mail up for whoever has none, and again for whose was taken away', async () => {
    const emailOf = async () =>
      (JSON.parse((await control('GET', '/users/@shop')).text) as { email: string }).email;
    expect(await emailOf()).toBe('shop@example.com');
    await control('PATCH', '/users/@shop', { email: 'own@post.example' });
    expect((await signIn('shop@example.com')).text).toContain(wrong);
    expect((await signIn('own@post.example')).text).toContain('Signed in as @shop');
    await control('PATCH', '/users/@shop', { email: '' });
    expect(await emailOf()).toBe('shop@example.com');
    expect((await signIn('own@post.example')).text).toContain(wrong);
    await control('PATCH', '/users/@shop', { username: 'renamed' });
    expect((await signIn('renamed@example.com')).text).toContain('Signed in as @renamed');
  });

  it('asks for the password again when the app wants it, with the name filled in', async () => {
    await signIn();
    x.sim.users.create({ username: 'other' });
    const page = await browser.open(consentUrl('/oauth/authenticate', '&force_login=true&screen_name=other'));
    expect(page.text).toContain('name="session[username_or_email]" value="other"');
    expect((await browser.signIn('other', 'no')).text).toContain(wrong);
    expect((await browser.signIn('other')).text).toContain('Signed in as @other');
  });

  it('does not ask again on /oauth/authenticate once it was granted, if the app may sign people in', async () => {
    await signIn();
    expect((await browser.open(consentUrl('/oauth/authenticate'))).text).toContain('Authorise app');
    x.sim.tokens.issueAccess(app.id, shop.id, app.permission, 0);
    expect((await browser.open(consentUrl('/oauth/authenticate'))).left?.origin).toBe('https://shop.example');
    expect((await browser.open(consentUrl('/oauth/authorize'))).text).toContain('Authorise app');
    await control('PATCH', `/apps/${app.id}`, { signInWithX: false });
    expect((await browser.open(consentUrl('/oauth/authenticate'))).text).toContain('Authorise app');
    await control('PATCH', `/apps/${app.id}`, { signInWithX: true, permission: 'read' });
    expect((await browser.open(consentUrl('/oauth/authenticate'))).text).toContain('Authorise app');
  });

  it('serves OAuth 2.0 with the same session', async () => {
    const asked = new URLSearchParams({
      response_type: 'code',
      client_id: app.clientId,
      redirect_uri: callback,
      scope: 'users.read tweet.read',
      state: 'a&b',
      code_challenge: 'c',
    });
    expect((await browser.open(`/i/oauth2/authorize?${asked.toString()}`)).text).toContain('Sign in to X');
    expect((await browser.signIn('shop')).text).toContain('Signed in as @shop');
    const { left } = await browser.submit('/i/oauth2/authorize', { decision: 'authorize' });
    expect(left?.searchParams.get('state')).toBe('a&b');
    const code = x.sim.tokens.codes.find(left?.searchParams.get('code') ?? '');
    expect(code).toMatchObject({ userId: shop.id, scopes: ['users.read', 'tweet.read'] });
  });

  it('switches to another account and signs out', async () => {
    x.sim.users.create({ username: 'other' });
    await signIn();
    const page = await browser.open(consentUrl());
    const link = /href="([^"]*)">Switch</.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const first = browser.cookies()['auth_token'] ?? '';
    await browser.open(link);
    expect((await browser.signIn('other')).text).toContain('Signed in as @other');
    expect(x.sim.sessions.find(first, x.sim.clock.now())).toBeUndefined();
    const second = browser.cookies()['auth_token'] ?? '';
    expect((await browser.submit('/logout', {})).text).toContain('Sign in to X');
    expect(x.sim.sessions.find(second, x.sim.clock.now())).toBeUndefined();
    expect(browser.cookies()).not.toHaveProperty('auth_token');
  });

  it('lets one continue as anybody here with one click', async () => {
    const page = await browser.open(consentUrl());
    expect(page.text).toContain('The &lt;Shop&gt;');
    const consent = await browser.submit('/_sim/continue-as', { user_id: shop.id });
    expect(consent.text).toContain('Signed in as @shop');
  });

  it('goes back only into itself', async () => {
    for (const to of ['//evil.example', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)']) {
      await browser.open(`/login?redirect_after_login=${encodeURIComponent(to)}`);
      const page = await browser.signIn('shop');
      expect([page.left, page.path]).toEqual([undefined, '/settings/connected_apps']);
    }
  });

  it.each([
    ['suspended', 'is suspended'],
    ['locked', 'is temporarily locked'],
  ])('tells a %s user so, and lets no app in', async (state, sentence) => {
    await signIn();
    await browser.open(consentUrl());
    await control('PATCH', '/users/@shop', { [state]: true });
    const decided = await browser.submit('/oauth/authorize', { decision: 'authorize' });
    expect([decided.left, decided.status]).toEqual([undefined, 403]);
    expect(decided.text).toContain(sentence);
    const fresh = openXBrowser(x.url);
    await fresh.open('/login');
    expect((await fresh.signIn('shop')).text).toContain(sentence);
    expect(fresh.cookies()).not.toHaveProperty('auth_token');
  });

  it('ends a session after thirty days', async () => {
    await signIn();
    x.sim.clock.advance(29 * 24 * 60 * 60_000);
    expect((await browser.open('/settings/connected_apps')).text).toContain('Signed in as @shop');
    x.sim.clock.advance(2 * 24 * 60 * 60_000);
    expect((await browser.open('/settings/connected_apps')).text).toContain('Sign in to X');
  });

  it('keeps its cookies from scripts and its pages from frames', async () => {
    const response = await fetch(`${x.url}/login`);
    expect(response.headers.getSetCookie()[0]).toMatch(
      /^guest_id=\w{30}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/,
    );
    expect(response.headers.get('x-frame-options')).toBe('DENY');
    expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });

  describe('against forged forms', () => {
    const post = (path: string, cookie: string, fields: Record<string, string>) =>
      fetch(x.url + path, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie },
        body: new URLSearchParams(fields),
      });
    const cookie = () => `auth_token=${browser.cookies()['auth_token']}`;

    it('takes no decision that the consent page of this session did not ask for', async () => {
      await signIn();
      const url = consentUrl();
      const oauthToken = new URL(url, x.url).searchParams.get('oauth_token') ?? '';
      const decision = { oauth_token: oauthToken, decision: 'authorize' };
      const page = (await browser.open(url)).text;
      const own = /name="authenticity_token" value="([^"]+)"/.exec(page)?.[1] ?? '';
      const attempts = [
        await post('/oauth/authorize', cookie(), decision),
        await post('/oauth/authorize', cookie(), {
          ...decision,
          authenticity_token: own.split('').reverse().join(''),
        }),
        await post('/oauth/authorize', '', { ...decision, authenticity_token: own }),
      ];
      for (const attempt of attempts)
        expect(attempt.headers.get('location') ?? '').not.toContain('shop.example');
      expect(x.sim.tokens.requests.find(oauthToken)?.verifier).toBeUndefined();
      const right = await post('/oauth/authorize', cookie(), { ...decision, authenticity_token: own });
      expect(right.headers.get('location')).toContain('oauth_verifier=');
    });

    it('signs nobody in or out by a form of another page', async () => {
      const login = { 'session[username_or_email]': 'shop', 'session[password]': 'password' };
      for (const [path, fields] of [
        ['/login', login],
        ['/_sim/continue-as', { user_id: shop.id }],
      ] as const)
        expect((await post(path, '', fields)).headers.getSetCookie().join()).not.toContain('auth_token');
      await signIn();
      expect((await post('/logout', cookie(), {})).status).toBe(403);
      expect((await browser.open('/settings/connected_apps')).text).toContain('Signed in as @shop');
    });
  });

  it('lists the apps that may act for one, and takes their access away', async () => {
    const { token } = x.sim.tokens.issueAccess(app.id, shop.id, app.permission, 0);
    const revoked: string[] = [];
    x.sim.events.on('user.revoked', ({ appId }) => revoked.push(appId));
    const page = await signIn();
    expect(page.text).toContain('Revoke access of Desk &amp; &lt;Co&gt;');
    const after = await browser.submit('/settings/connected_apps', { app_id: app.id });
    expect(after.text).toContain('No app may act for you.');
    expect(x.sim.tokens.access.find(token)).toBeUndefined();
    expect(revoked).toEqual([app.id]);
  });
});
