import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ControlScenario, ScenarioRun } from '../../contract/control/scenarios.ts';
import { until } from '../harness.ts';
import { type World, startWorld } from './simulator-world.ts';

let world: World;

beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

const list = async () =>
  ((await world.control('GET', '/scenarios')).body as { scenarios: ControlScenario[] }).scenarios;
const start = async (name: string, asked: object) =>
  (await world.control('POST', `/scenarios/${name}/runs`, asked)).body as ScenarioRun;
const runOf = async (id: string) => (await world.control('GET', `/runs/${id}`)).body as ScenarioRun;
const ended = (id: string) =>
  until(async () => {
    const run = await runOf(id);
    return run.state === 'running' ? undefined : run;
  });
const textsTo = (userId: string) =>
  world.simulator.sim.dms
    .eventsOfUser(userId)
    .filter(({ senderId }) => senderId !== userId)
    .map(({ text }) => text ?? '');

test('every scenario that comes with it runs through without a refusal', async () => {
  const names = (await list()).map(({ name }) => name);
  expect(names.length).toBeGreaterThanOrEqual(6);
  for (const name of names) {
    const run = await start(name, { speed: 0, account: `@${world.shop.username}` });
    const end = await ended(run.id);
    expect({ name, ...end }).toMatchObject({ name, state: 'done', failures: [], stepsDone: run.steps });
  }
  expect(textsTo(world.shop.id).length).toBeGreaterThan(50);
});

test('steps happen at their time of X at the chosen speed, and follow when the clock is turned', async () => {
  const { clock } = world.simulator.sim;
  clock.setRate(0);
  const steps = [0, 10_000, 20_000].map((atMs) => ({
    atMs,
    method: 'POST',
    path: '/messages',
    body: { from: '@tim', to: '{{account}}', text: `at ${atMs}` },
  }));
  const script = { title: 'Three', people: [{ username: 'tim' }], steps };
  expect((await world.control('PUT', '/scenarios/three', script)).status).toBe(200);
  const run = await start('three', { speed: 2, account: `@${world.shop.username}` });
  await until(() => textsTo(world.shop.id).includes('at 0'));
  clock.advance(4_999);
  expect((await runOf(run.id)).stepsDone).toBe(1);
  clock.advance(1);
  await until(async () => (await runOf(run.id)).stepsDone === 2);
  clock.advance(5_000);
  expect(await ended(run.id)).toMatchObject({ state: 'done', stepsDone: 3 });
});

test('a customer waits for the answer of the account before going on', async () => {
  const { clock } = world.simulator.sim;
  clock.setRate(0);
  const run = await start('lost-parcel', { account: `@${world.shop.username}` });
  // Step by step: each one is due only once the one before is done.
  for (let seconds = 0; seconds < 15; seconds++) {
    clock.advance(1_000);
    await world.control('GET', '/time');
  }
  await until(async () => (await runOf(run.id)).waitingFor ?? false);
  expect((await runOf(run.id)).waitingFor).toContain('@mira_lind');
  const before = textsTo(world.shop.id).length;
  clock.advance(3 * 60_000);
  expect(textsTo(world.shop.id)).toHaveLength(before);
  const mira = world.simulator.sim.users.findByUsername('mira_lind');
  await world.control('POST', '/messages', { from: world.shop.id, to: mira?.id, text: 'We look into it.' });
  await until(() => {
    clock.advance(2_000);
    return textsTo(world.shop.id).some((text) => text.includes('Thank you for looking'));
  });
  await world.control('DELETE', `/runs/${run.id}`);
  expect(await ended(run.id)).toMatchObject({ state: 'stopped' });
});

test('what people do is recorded and done again with new ids', async () => {
  await world.control('POST', '/recordings', { action: 'start', name: 'my-tour' });
  expect((await world.control('POST', '/recordings', { action: 'start' })).status).toBe(409);
  const { customer, shop } = world;
  await world.control('POST', '/messages', { from: customer.id, to: shop.id, text: 'Recorded hello' });
  const posted = await world.control('POST', '/posts', { author: shop.id, text: 'A post' });
  const { id } = posted.body as { id: string };
  await world.control('POST', `/posts/${id}/likes`, { user: customer.id });
  await world.control('GET', '/users');
  const kept = await world.control('POST', '/recordings', { action: 'stop' });
  expect(kept.body).toMatchObject({ name: 'my-tour', origin: 'recorded', steps: 3 });

  await world.control('DELETE', `/posts/${id}`);
  const run = await start('my-tour', { speed: 0 });
  expect(await ended(run.id)).toMatchObject({ state: 'done', failures: [], account: shop.username });
  expect(textsTo(shop.id).filter((text) => text === 'Recorded hello')).toHaveLength(2);
  const again = [...world.simulator.sim.posts.table.values()].filter(({ text }) => text === 'A post');
  expect(again).toHaveLength(1);
  expect(again[0]?.id).not.toBe(id);
  expect(world.simulator.sim.likes.has(customer.id, again[0]?.id ?? '')).toBe(true);

  expect((await world.control('DELETE', '/scenarios/my-tour')).status).toBe(200);
  expect((await list()).map(({ name }) => name)).not.toContain('my-tour');
});

test('refused steps are told and do not end the run', async () => {
  const step = (path: string, body: object) => ({ atMs: 0, method: 'POST', path, body });
  const steps = [
    step('/messages', { from: '@nobody', to: '{{account}}', text: 'x' }),
    step('/messages', { from: `@${world.customer.username}`, to: '{{account}}', text: 'still here' }),
  ];
  await world.control('PUT', '/scenarios/half', { title: 'Half', steps });
  const run = await start('half', { speed: 0 });
  expect(await ended(run.id)).toMatchObject({
    state: 'done',
    failures: [{ step: 1, path: '/messages', status: 404, error: 'there is no user @nobody' }],
  });
  expect(textsTo(world.shop.id)).toContain('still here');
});

test('refuses unknown names, bad scripts and recordings of nothing', async () => {
  expect((await world.control('POST', '/scenarios/none/runs', {})).status).toBe(404);
  expect((await world.control('GET', '/runs/7777')).status).toBe(404);
  const bad = { title: 'Bad', steps: [{ atMs: 0, method: 'POST', path: '/reset' }] };
  expect((await world.control('PUT', '/scenarios/bad', bad)).status).toBe(400);
  await world.control('POST', '/recordings', { action: 'start' });
  expect((await world.control('POST', '/recordings', { action: 'stop' })).status).toBe(400);
});
