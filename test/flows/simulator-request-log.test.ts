import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ControlRequest, ControlRequestDetail } from '../../contract/control/running.ts';
import { type MoneyWorld, startMoneyWorld } from './money-world.ts';

let world: MoneyWorld;
beforeEach(async () => {
  world = await startMoneyWorld();
});
afterEach(() => world.simulator.close());

const logged = async (): Promise<ControlRequestDetail[]> => {
  const { requests } = await world.control<{ requests: ControlRequest[] }>('GET', '/requests');
  return Promise.all(requests.map(({ id }) => world.control<ControlRequestDetail>('GET', `/requests/${id}`)));
};

it('keeps with each request what it cost, what was left of its limits, and both bodies', async () => {
  world.simulator.sim.limits.enabled = true;
  await world.send('hello');
  await world.send('');
  const [sent, refused] = await logged();
  expect(sent).toMatchObject({
    status: 201,
    costUsd: 0.015,
    appId: world.app.id,
    userId: world.shop.id,
    body: '{"text":"hello"}',
    responseHeaders: { 'x-rate-limit-remaining': '14', 'x-app-limit-24hour-remaining': '1439' },
  });
  expect(sent?.responseBody).toContain('dm_event_id');
  expect(refused).toMatchObject({ status: 400, responseHeaders: { 'x-rate-limit-remaining': '13' } });
  expect(refused).not.toHaveProperty('costUsd');
});

it('says nothing of the passwords that people type', async () => {
  const form = (body: string) =>
    fetch(`${world.simulator.url}/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body,
      redirect: 'manual',
    });
  await form('username=shop&password=open%20sesame&next=%2F');
  await form('password=open%20sesame');
  const entries = await logged();
  expect(entries.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /login', 'POST /login']);
  expect(JSON.stringify(entries)).not.toContain('sesame');
});

it('keeps the start of a body that is very long', async () => {
  await world.send('x'.repeat(20_000));
  const [entry] = await logged();
  expect(entry?.body).toHaveLength(16_384);
  expect(entry?.body?.startsWith('{"text":"xxx')).toBe(true);
});
