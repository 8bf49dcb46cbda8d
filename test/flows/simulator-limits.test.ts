import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { limitFor } from '../../simulator/core/limit-table.ts';
import { type Simulator, startSimulator } from '../../simulator/main.ts';

const open: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

const start = async (dataDir?: string) => {
  const simulator = await startSimulator({ port: 0, dataDir });
  open.push(() => simulator.close());
  return simulator;
};

const scopes = ['dm.read', 'dm.write', 'tweet.read', 'users.read'];

const people = ({ sim }: Simulator) => {
  const app = sim.apps.create({ name: 'Shop app', bearerToken: 'AAAAshop' });
  const shop = sim.users.create({ username: 'shop', name: 'Shop' });
  const ann = sim.users.create({ username: 'ann', name: 'Ann' });
  const tokenOf = (userId: string) =>
    sim.tokens.issuePair({ appId: app.id, userId, scopes }, sim.clock.now()).access.token;
  return { app, shop, ann, token: tokenOf(shop.id), tokenOf };
};

const get = (simulator: Simulator, path: string, token: string) =>
  fetch(`${simulator.url}${path}`, { headers: { authorization: `Bearer ${token}` } });

const headersOf = (answer: Response, prefix: string) =>
  ['limit', 'remaining', 'reset'].map((name) => Number(answer.headers.get(`${prefix}-${name}`)));

describe('the limits of the local X', () => {
  it('are in the table for every route, as numbers or as not published', async () => {
    const simulator = await start();
    const missing = simulator.routes.filter(({ method, url }) => limitFor(method, url) === undefined);
    expect(simulator.routes.length).toBeGreaterThan(100);
    expect(missing).toEqual([]);
  });

  it('are those of the table, not of the route, for each endpoint that is counted', async () => {
    const simulator = await start();
    const declared = simulator.sim.limits.rules();
    const served = simulator.routes.filter(({ url }) => url.startsWith('/2/') && !url.includes('oauth2'));
    for (const { method, url } of served)
      expect([method, url, declared[`${method} ${url}`] ?? 'not published']).toEqual([
        method,
        url,
        limitFor(method, url),
      ]);
  });

  it('count a bearer token against the app and a user token against the user', async () => {
    const simulator = await start();
    const { shop, token } = people(simulator);
    const path = `/2/users/${shop.id}`;
    expect(headersOf(await get(simulator, path, 'AAAAshop'), 'x-rate-limit').slice(0, 2)).toEqual([300, 299]);
    expect(headersOf(await get(simulator, path, token), 'x-rate-limit').slice(0, 2)).toEqual([900, 899]);
    expect(headersOf(await get(simulator, path, 'AAAAshop'), 'x-rate-limit').slice(0, 2)).toEqual([300, 298]);
  });

  it('answer no headers where X publishes no number', async () => {
    const simulator = await start();
    const { app, shop, token } = people(simulator);
    simulator.sim.money.accounts.of(app).prepaid = 1_000_000;
    const answer = await get(simulator, '/2/usage/credits', token);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('x-rate-limit-limit')).toBeNull();
    expect((await get(simulator, `/2/users/${shop.id}`, token)).headers.get('x-rate-limit-limit')).toBe(
      '900',
    );
  });

  it('hold over the end of a quarter hour to the millisecond', async () => {
    const simulator = await start();
    const { token } = people(simulator);
    const { clock } = simulator.sim;
    clock.setRate(0);
    for (let count = 0; count < 15; count++)
      expect((await get(simulator, '/2/dm_events', token)).status).toBe(200);
    const refused = await get(simulator, '/2/dm_events', token);
    expect(refused.status).toBe(429);
    expect(headersOf(refused, 'x-rate-limit').slice(0, 2)).toEqual([15, 0]);
    clock.advance(15 * 60_000 - 1);
    expect((await get(simulator, '/2/dm_events', token)).status).toBe(429);
    clock.advance(1);
    const again = await get(simulator, '/2/dm_events', token);
    expect(again.status).toBe(200);
    expect(headersOf(again, 'x-rate-limit')).toEqual([15, 14, Math.ceil((clock.now() + 15 * 60_000) / 1000)]);
  });

  it('remember what was used over a restart, a dump and a load', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'local-x-'));
    open.push(() => rmSync(dataDir, { recursive: true }));
    const first = await startSimulator({ port: 0, dataDir });
    const { token } = people(first);
    for (let count = 0; count < 14; count++) await get(first, '/2/dm_events', token);
    await first.close();

    const second = await start(dataDir);
    expect(headersOf(await get(second, '/2/dm_events', token), 'x-rate-limit').slice(0, 2)).toEqual([15, 0]);
    expect((await get(second, '/2/dm_events', token)).status).toBe(429);

    const dump = await (await fetch(`${second.url}/_control/dump`)).text();
    const third = await start();
    await fetch(`${third.url}/_control/load`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: dump,
    });
    expect((await get(third, '/2/dm_events', token)).status).toBe(429);
    await fetch(`${third.url}/_control/limits`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"clearUsage":true}',
    });
    expect((await get(third, '/2/dm_events', token)).status).toBe(200);
  });

  it('start anew with a reset', async () => {
    const simulator = await start();
    const before = people(simulator);
    for (let count = 0; count < 16; count++) await get(simulator, '/2/dm_events', before.token);
    await fetch(`${simulator.url}/_control/reset`, { method: 'POST' });
    expect(simulator.sim.limits.usage()).toEqual([]);
    expect((await get(simulator, '/2/dm_events', people(simulator).token)).status).toBe(200);
  });
});
