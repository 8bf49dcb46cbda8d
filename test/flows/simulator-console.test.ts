import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ControlApp, ControlToken } from '../../contract/control/apps.ts';
import type { ControlRequest, ControlRequestDetail } from '../../contract/control/running.ts';
import { recipes } from '../../simulator/web/apps/recipes.ts';
import { type World, startWorld } from './simulator-world.ts';
import { waitFor } from './x-receiver.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

const ask = async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> => {
  const answer = await world.control(method, path, body);
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
  return answer.body as Answer;
};
const lastRequest = async () => {
  const { requests } = await ask<{ requests: ControlRequest[] }>('GET', '/requests?latest=true&limit=1');
  if (!requests[0]) throw new Error('nothing was asked');
  return requests[0];
};
const inShell = async (line: string): Promise<unknown> =>
  JSON.parse((await promisify(execFile)('sh', ['-c', line.replace(/^curl /m, 'curl -s ')])).stdout);

it('keeps what was asked and answered', async () => {
  await world.asApp('GET', `/2/users/${world.shop.id}?user.fields=created_at`);
  const { id } = await lastRequest();
  const detail = await ask<ControlRequestDetail>('GET', `/requests/${id}`);
  expect(detail.headers?.['authorization']).toBe(`Bearer ${world.bearer}`);
  expect(detail.responseHeaders?.['content-type']).toContain('json');
  expect(JSON.parse(detail.responseBody ?? '')).toMatchObject({ data: { username: 'shop' } });
  expect((await world.control('GET', '/requests/999999')).status).toBe(404);
});

it('filters requests by caller, kind of answer and words', async () => {
  await world.asApp('GET', `/2/users/${world.shop.id}`);
  await world.asUser(world.shop, 'GET', '/2/users/me');
  await world.asApp('GET', '/2/users/me');
  const paths = async (query: string) =>
    (await ask<{ requests: ControlRequest[] }>('GET', `/requests?${query}`)).requests.map(
      ({ path, auth }) => `${auth} ${path}`,
    );
  expect(await paths('auth=oauth1')).toEqual(['oauth1 /2/users/me']);
  expect(await paths('statusClass=4')).toEqual(['bearer /2/users/me']);
  expect(await paths(`userId=${world.shop.id}`)).toEqual(['oauth1 /2/users/me']);
  expect(await paths('text=unsupported%20auth')).toEqual(['bearer /2/users/me']);
  expect((await world.control('GET', '/requests?auth=magic')).status).toBe(400);
});

it('gives a line for the shell that asks the same again, signed anew', async () => {
  const path = `/2/dm_conversations/with/${world.customer.id}/messages`;
  await world.asUser(world.shop, 'POST', path, { text: 'It\'s $HOME & "more"' });
  const { id } = await lastRequest();
  const { curl } = await ask<{ curl: string }>('GET', `/requests/${id}/curl`);
  expect(await inShell(curl)).toMatchObject({ data: { dm_event_id: expect.any(String) } });
  expect(world.simulator.sim.dms.all().map(({ text }) => text)).toEqual([
    'It\'s $HOME & "more"',
    'It\'s $HOME & "more"',
  ]);
});

it('gives a line for requests with a query and an app token', async () => {
  await world.asApp('GET', '/2/users/by?usernames=shop,ann&user.fields=verified');
  const { id } = await lastRequest();
  const { curl } = await ask<{ curl: string }>('GET', `/requests/${id}/curl`);
  expect(await inShell(curl)).toMatchObject({ data: [{ username: 'shop' }, { username: 'ann' }] });
});

it('lists the tokens that are out and ends one', async () => {
  const user = `@${world.customer.username}`;
  await ask('POST', '/tokens', { appId: world.app.id, user, kind: 'oauth2' });
  await ask('POST', '/tokens', { appId: world.app.id, user, kind: 'oauth1' });
  const list = async () =>
    (await ask<{ tokens: { kind: string; type: string; token: string }[] }>('GET', `/tokens?user=${user}`))
      .tokens;
  const tokens = await list();
  expect(tokens.map(({ kind, type }) => `${kind} ${type}`).sort()).toEqual([
    'oauth1 access',
    'oauth2 access',
    'oauth2 refresh',
  ]);
  const access = tokens.find(({ kind, type }) => kind === 'oauth2' && type === 'access');
  await ask('DELETE', `/tokens/${access?.token}`);
  expect((await list()).map(({ kind }) => kind)).toEqual(['oauth1']);
  expect((await world.control('DELETE', '/tokens/unknown')).status).toBe(404);
});

it('finds people by name and shows how they stand to each other', async () => {
  await ask('POST', '/users', { username: 'zoe', name: 'Zoë van Dam' });
  const found = await ask<{ users: { username: string }[] }>('GET', '/users?search=van%20d');
  expect(found.users.map(({ username }) => username)).toEqual(['zoe']);
  await ask('POST', '/follows', { source: '@zoe', target: '@shop' });
  await ask('POST', '/blocks', { source: '@zoe', target: '@ann' });
  expect(await ask('GET', '/users/@zoe/relations')).toMatchObject({
    following: { count: 1, users: [{ username: 'shop' }] },
    followers: { count: 0, users: [] },
    blocking: { count: 1, users: [{ username: 'ann' }] },
  });
  expect(await ask('GET', '/users/@shop/relations')).toMatchObject({ followers: { count: 1 } });
});

it('shows posts as somebody sees them, with the button that a link becomes', async () => {
  const link = `https://twitter.com/messages/compose?recipient_id=${world.shop.id}`;
  const { id } = await ask<{ id: string }>('POST', '/posts', { author: '@shop', text: `Questions? ${link}` });
  await ask('POST', `/posts/${id}/likes`, { user: '@ann' });
  await ask('POST', `/posts/${id}/reposts`, { user: '@ann' });
  const seen = (as: string) => ask('GET', `/posts/${id}?as=${as}`);
  expect(await seen('@ann')).toMatchObject({
    liked: true,
    reposted: true,
    button: { label: 'Send a private message', recipientId: world.shop.id },
  });
  expect(await seen('@shop')).toMatchObject({ liked: false, reposted: false });
  const { posts } = await ask<{ posts: object[] }>('GET', '/posts?as=@ann&author=@shop');
  expect(posts).toMatchObject([{ id, liked: true }]);
});

describe('the lines to paste for a program', () => {
  const inNode = async (code: string, flags: string[] = []) => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        ...flags,
        '--input-type=module',
        '-e',
        code.replace(/console\.log\((.*)\);/, 'console.log(JSON.stringify($1));'),
      ],
      { env: { ...process.env, ROOKERY_LOCAL_X: world.simulator.url } },
    );
    return JSON.parse(stdout) as unknown;
  };
  const issue = async (kind: 'oauth1' | 'oauth2') => ({
    app: await ask<ControlApp>('GET', `/apps/${world.app.id}`),
    token: await ask<ControlToken>('POST', '/tokens', { appId: world.app.id, user: '@shop', kind }),
  });
  const me = { data: { username: 'shop' } };

  it.each(['oauth1', 'oauth2'] as const)('work in Node with %s', async (kind) => {
    const { app, token } = await issue(kind);
    const { url } = world.simulator;
    const preload = ['-r', './simulator/register.cjs'];
    expect(await inNode(recipes.node(url, app, token), preload)).toMatchObject(me);
    expect(await inNode(recipes.xdk(url, app, token))).toMatchObject(me);
  });

  it('work in a shell', async () => {
    const { app, token } = await issue('oauth2');
    const { url } = world.simulator;
    expect(await inShell(recipes.curl(url, app, token))).toMatchObject(me);
    const appOnly = recipes.curl(url, app, null).replace('NAME', 'ann');
    expect(await inShell(appOnly)).toMatchObject({ data: { username: 'ann' } });
  });
});

it('tells open pages what was changed over the control API, and by whom ever', async () => {
  const stop = new AbortController();
  const live = await fetch(`${world.simulator.url}/_control/live`, { signal: stop.signal });
  const heard: string[] = [];
  const listening = (async () => {
    for await (const chunk of live.body ?? []) heard.push(Buffer.from(chunk).toString());
  })().catch(() => undefined);
  await ask('POST', '/faults', { on: 'delivery', kind: 'drop' });
  await ask('POST', '/posts', { author: '@shop', text: 'News' });
  await world.control('POST', '/faults', { on: 'nothing' });
  await waitFor('both', () => heard.join('').includes('"what":"posts"'));
  const changes = heard.join('').match(/"kind":"changed","what":"\w+"/g) ?? [];
  expect(changes.filter((change) => change.includes('faults'))).toHaveLength(1);
  stop.abort();
  await listening;
});
