import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sendMessage } from '../../simulator/acts/messages.ts';
import { type Simulator, startSimulator } from '../../simulator/main.ts';
import type { SimApp } from '../../simulator/state/apps.ts';
import type { SimUser } from '../../simulator/state/users.ts';
import { type Receiver, startReceiver, waitFor } from './x-receiver.ts';

const bearer = 'AAAArestart';
const MINUTE_MS = 60_000;

let dataDir: string;
let simulator: Simulator;
let receiver: Receiver;
let app: SimApp;
let shop: SimUser;
let ann: SimUser;
let webhookId: string;

const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
  const response = await fetch(`${simulator.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return response.json();
};
const control = (method: string, path: string, body?: unknown) => call(method, `/_control${path}`, body);

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'local-x-'));
  simulator = await startSimulator({ port: 0, dataDir });
  const { sim } = simulator;
  app = sim.apps.create({ name: 'Restarting', bearerToken: bearer });
  shop = sim.users.create({ username: 'shop' });
  ann = sim.users.create({ username: 'ann' });
  sim.tokens.issueAccess(app.id, shop.id, 'read-write-dm', sim.clock.now());
  receiver = await startReceiver(() => app.consumerSecret);
  const created = (await call('POST', '/2/webhooks', { url: receiver.url })) as { data: { id: string } };
  webhookId = created.data.id;
  const token = (await control('POST', '/tokens', { appId: app.id, user: shop.id, kind: 'oauth2' })) as {
    accessToken: string;
  };
  const answer = await fetch(`${simulator.url}/2/activity/subscriptions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token.accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      event_type: 'dm.received',
      filter: { user_id: shop.id },
      webhook_id: webhookId,
    }),
  });
  if (!answer.ok) throw new Error(await answer.text());
});
afterEach(async () => {
  await simulator.close();
  await receiver.close();
  rmSync(dataDir, { recursive: true });
});

const write = (text: string) =>
  sendMessage(simulator.sim, { senderId: ann.id, to: { userId: shop.id }, text });
const texts = () =>
  receiver.received.map(
    ({ body }) => JSON.parse(body).data.payload.direct_message_events[0].message_create.message_data.text,
  );
const restart = async () => {
  await simulator.close();
  simulator = await startSimulator({ port: 0, dataDir });
};
const pending = async () => {
  const { totals } = (await control('GET', '/deliveries')) as { totals: { pending: number } };
  return totals.pending;
};
const minute = (atMs: number) => new Date(atMs).toISOString().replace(/\D/g, '').slice(0, 12);

describe('a restart with a data directory', () => {
  it('goes on with what was to be tried again, at the attempt that was next', async () => {
    receiver.onPost = () => 500;
    write('first');
    write('second');
    await waitFor('two failures', () => receiver.received.length === 2);
    expect(await pending()).toBe(2);
    await restart();
    expect(await pending()).toBe(2);
    receiver.received.length = 0;
    receiver.onPost = () => 200;
    simulator.sim.clock.advance(3_000);
    await waitFor('both once more', () => receiver.received.length === 2);
    expect(texts()).toEqual(expect.arrayContaining(['first', 'second']));
    await waitFor('nothing pending', async () => (await pending()) === 0);
    const { deliveries } = (await control('GET', '/deliveries')) as {
      deliveries: { attempt: number; outcome: string }[];
    };
    expect(deliveries.map(({ attempt, outcome }) => [attempt, outcome])).toEqual([
      [2, 'delivered'],
      [2, 'delivered'],
    ]);
    expect(receiver.received.every(({ isGenuine }) => isGenuine)).toBe(true);
    await restart();
    expect(await pending()).toBe(0);
  });

  it('sends what was still under way when it stopped', async () => {
    receiver.onPost = () => 'hang';
    write('on its way');
    await waitFor('the attempt', () => receiver.received.length === 1);
    await simulator.close();
    receiver.onPost = () => 200;
    receiver.received.length = 0;
    simulator = await startSimulator({ port: 0, dataDir });
    await waitFor('the message', () => receiver.received.length === 1);
    expect(texts()).toEqual(['on its way']);
  });

  it('can still replay what was sent before', async () => {
    write('before the restart');
    await waitFor('the message', () => receiver.received.length === 1);
    const { clock } = simulator.sim;
    clock.advance(60 * MINUTE_MS);
    simulator.sim.keepTime();
    await restart();
    receiver.received.length = 0;
    const now = simulator.sim.clock.now();
    const job = await call('POST', '/2/webhooks/replay', {
      webhook_id: webhookId,
      from_date: minute(now - 70 * MINUTE_MS),
      to_date: minute(now - 40 * MINUTE_MS),
    });
    expect(job).toMatchObject({ data: { job_id: expect.any(String) } });
    await waitFor('message and status', () => receiver.received.length === 2);
    expect(receiver.received[0]?.body).toContain('before the restart');
    expect(JSON.parse(receiver.received[1]?.body ?? '')).toMatchObject({
      replay_job_status: { job_state: 'Complete' },
    });
  });

  it('tells that a replay which it broke off is incomplete, after which another may begin', async () => {
    write('to be replayed');
    await waitFor('the message', () => receiver.received.length === 1);
    simulator.sim.clock.advance(60 * MINUTE_MS);
    simulator.sim.keepTime();
    receiver.onPost = () => 'hang';
    const now = simulator.sim.clock.now();
    const job = {
      webhook_id: webhookId,
      from_date: minute(now - 70 * MINUTE_MS),
      to_date: minute(now - 40 * MINUTE_MS),
    };
    const { data } = (await call('POST', '/2/webhooks/replay', job)) as { data: { job_id: string } };
    await waitFor('the replayed message', () => receiver.received.length === 2);
    await simulator.close();
    receiver.received.length = 0;
    receiver.onPost = () => 200;
    simulator = await startSimulator({ port: 0, dataDir });
    await waitFor('the status', () => receiver.received.length === 1);
    expect(JSON.parse(receiver.received[0]?.body ?? '')).toMatchObject({
      replay_job_status: { job_state: 'Incomplete', job_id: data.job_id },
    });
    expect(await call('POST', '/2/webhooks/replay', job)).toMatchObject({
      data: { job_id: expect.any(String) },
    });
  });

  it('keeps subscriptions and hears of new messages through them', async () => {
    await restart();
    write('after the restart');
    await waitFor('the message', () => receiver.received.length === 1);
    expect(texts()).toEqual(['after the restart']);
    expect(await call('GET', '/2/activity/subscriptions')).toMatchObject({
      meta: { total_subscriptions: 1 },
    });
  });

  it('takes what is pending along in a dump and forgets it at a reset', async () => {
    receiver.onPost = () => 500;
    write('in the dump');
    await waitFor('the failure', () => receiver.received.length === 1);
    const dump = await control('GET', '/dump');
    await control('POST', '/reset', {});
    expect(await pending()).toBe(0);
    receiver.onPost = () => 200;
    receiver.received.length = 0;
    await control('POST', '/load', dump);
    expect(await pending()).toBe(1);
    simulator.sim.clock.advance(3_000);
    await waitFor('the message', () => receiver.received.length === 1);
    expect(texts()).toEqual(['in the dump']);
  });
});
