import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Check, Handle, XApp } from '../../contract/api/index.ts';
import { until } from '../harness.ts';
import { type ConnectHouse, openConnectHouse, untilHandle } from './connect-house.ts';

let house: ConnectHouse;
beforeAll(async () => {
  house = await openConnectHouse();
  for (const username of ['birdshop', 'birdfood', 'customer'])
    await house.control('POST', '/users', { username, name: `The ${username}` });
}, 60_000);
afterEach(() => house.clear());
afterAll(() => house.close());

interface Refused {
  readonly error: { readonly code: string; readonly fields?: { readonly path: string }[] };
}

const app = { name: 'Ours', network: 'x', consumerKey: 'a-key', consumerSecret: 'a-very-secret-secret' };
const create = (change: object) => house.call<Refused>('POST', '/api/x-apps', { ...app, ...change });
const check = async (id: string) =>
  (await house.call<{ checks: Check[] }>('POST', `/api/x-apps/${id}/check`, {})).body.checks;

async function writes(handle: Handle, text: string): Promise<void> {
  await house.control('POST', '/messages', { from: '@customer', to: handle.account.xUserId, text });
}

interface Row {
  readonly id: string;
  readonly preview: string | null;
  readonly handleId: string;
}
const rows = async () => (await house.call<{ rows: Row[] }>('GET', '/api/inbox?view=all')).body.rows;

describe('the record of an app', () => {
  test.each([
    ['no name', { name: '' }, 'name'],
    ['a name of blanks', { name: '  ' }, 'name'],
    ['a name of 101 characters', { name: 'n'.repeat(101) }, 'name'],
    ['no key', { consumerKey: '' }, 'consumerKey'],
    ['no secret', { consumerSecret: undefined }, 'consumerSecret'],
    ['a secret of 101 characters', { consumerSecret: 's'.repeat(101) }, 'consumerSecret'],
    ['an environment with blanks', { environmentName: 'my env' }, 'environmentName'],
    ['an environment of 101 characters', { environmentName: 'e'.repeat(101) }, 'environmentName'],
  ])('#1 is refused with %s, and the field is named', async (_, change, field) => {
    const { status, body } = await create(change);
    expect(status).toBe(400);
    expect(JSON.stringify(body.error)).toContain(field);
    const { body: list } = await house.call<{ apps: XApp[] }>('GET', '/api/x-apps');
    expect(list.apps).toEqual([]);
  });

  test('#2 #3 holds what was given, never shows a secret, and has its callback URL only then', async () => {
    const { status, body } = await house.call<XApp>('POST', '/api/x-apps', {
      ...app,
      environmentName: 'prod',
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({ name: 'Ours', consumerKey: 'a-key', environmentName: 'prod' });
    expect(body.callbackUrl).toBe(`${house.url}/x/callback`);
    expect(body.callbackUrl.length).toBeLessThanOrEqual(300);
    for (const path of ['/api/x-apps', '/api/audit', '/api/setup/export']) {
      const { body: shown } = await house.call('GET', path);
      expect(JSON.stringify(shown)).not.toContain(app.consumerSecret);
    }
  });

  test('#4 says before anybody signs in that X does not know the environment', async () => {
    const local = await house.localApp();
    const { apps } = await house.control<{ apps: { id: string; consumerKey: string }[] }>('GET', '/apps');
    const atX = apps.find((one) => one.consumerKey === local.consumerKey);
    await house.control('PATCH', `/apps/${atX?.id}`, { environments: ['prod'] });
    const environment = async (name: string | null) => {
      await house.call('PATCH', `/api/x-apps/${local.id}`, { environmentName: name });
      return (await check(local.id)).find((one) => one.id === 'environment');
    };
    const wrong = await environment('production');
    expect(wrong).toMatchObject({ state: 'failed' });
    expect(wrong?.remedy).toContain('“production” must be the label');
    expect(wrong?.xAnswer).toMatch(/^40\d/);
    expect(await environment('prod')).toMatchObject({ state: 'ok' });
    expect(await environment(null)).toBeUndefined();
  });
});

describe('a handle', () => {
  test('#5 #9 has its name and id from X, a language and a work stream, and never none', async () => {
    const local = await house.localApp();
    const handle = await house.connect(local, '@birdshop');
    expect(handle.account).toMatchObject({ username: 'birdshop' });
    expect(handle.account.xUserId).toMatch(/^\d+$/);
    expect(handle.language).not.toBe('');
    const { body } = await house.call<{ workStreams: { id: string }[] }>('GET', '/api/work-streams');
    expect(body.workStreams.map((one) => one.id)).toContain(handle.workStreamId);
    for (const change of [{ language: '' }, { language: null }, { workStreamId: '' }, { workStreamId: null }])
      expect((await house.call('PATCH', `/api/handles/${handle.id}`, change)).status).toBe(400);
  });

  test('#7 #8 of one app stays when another app goes', async () => {
    const [first, second] = [
      await house.localApp(),
      (await house.call<XApp>('POST', '/api/x-apps/local', { name: 'Second' })).body,
    ];
    await house.call('POST', `/api/x-apps/${second.id}/privacy`, { noticeVersion: '2026-11' });
    const [shop, food] = [await house.connect(first, '@birdshop'), await house.connect(second, '@birdfood')];
    for (const one of [first, second]) await check(one.id);
    expect((await house.call('DELETE', `/api/handles/${food.id}`)).status).toBe(204);
    expect((await house.call('DELETE', `/api/x-apps/${second.id}`)).status).toBe(204);
    await writes(shop, 'still there?');
    await until(async () => (await rows()).some((row) => row.preview?.includes('still there?')));
  });

  test('#10 takes files as its switches say: both are on at first', async () => {
    const local = await house.localApp();
    const handle = await house.connect(local, '@birdshop');
    expect(handle).toMatchObject({ filesFromCustomers: true, filesFromAgents: true });
    const { body } = await house.call<Handle>('PATCH', `/api/handles/${handle.id}`, {
      filesFromCustomers: false,
      filesFromAgents: false,
    });
    expect(body).toMatchObject({ filesFromCustomers: false, filesFromAgents: false });
  });

  test('#11 that is removed lets nothing in any more, and its history stays', async () => {
    const local = await house.localApp();
    const handle = await house.connect(local, '@birdshop');
    await check(local.id);
    await untilHandle(house, handle.id, (one) => one.account.feed.subscribed);
    await writes(handle, 'before');
    await until(async () => (await rows()).some((row) => row.preview?.includes('before')));
    const before = (await rows()).length;
    expect((await house.call('DELETE', `/api/handles/${handle.id}`)).status).toBe(204);
    await writes(handle, 'after');
    const other = await house.connect(local, '@birdfood');
    await check(local.id);
    await untilHandle(house, other.id, (one) => one.account.feed.subscribed);
    await writes(other, 'to the other');
    await until(async () => (await rows()).some((row) => row.preview?.includes('to the other')));
    const now = await rows();
    expect(now).toHaveLength(before + 1);
    expect(now.some((row) => row.preview?.includes('after'))).toBe(false);
    expect(now.some((row) => row.preview?.includes('before'))).toBe(true);
  });
});
