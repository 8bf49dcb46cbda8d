import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ControlSeedProgress } from '../../contract/control/seed.ts';
import { type Simulator, startSimulator } from '../../simulator/main.ts';
import { until } from '../harness.ts';

let x: Simulator;

beforeAll(async () => {
  x = await startSimulator({ port: 0 });
});
afterAll(() => x.close());

async function seed(method: string, body?: object): Promise<{ status: number; answer: ControlSeedProgress }> {
  const response = await fetch(`${x.url}/_control/seed`, {
    method,
    headers: body ? { 'content-type': 'application/json' } : {},
    body: body && JSON.stringify(body),
  });
  return { status: response.status, answer: (await response.json()) as ControlSeedProgress };
}
const ended = () =>
  until(async () => {
    const { answer } = await seed('GET');
    return answer.state === 'running' ? undefined : answer;
  });

test('fills threads of people with an account and tells how far it is', async () => {
  const shop = x.sim.users.create({ username: 'shop' });
  const started = await seed('POST', { messages: 10_000, people: 40, accounts: ['@shop'], days: 10 });
  expect(started).toMatchObject({ status: 202, answer: { state: 'running', people: 40 } });

  expect(await ended()).toMatchObject({ state: 'done', messagesDone: 10_000 });
  const events = x.sim.dms.eventsOfUser(shop.id);
  expect(events).toHaveLength(10_000);
  expect(x.sim.dms.countConversations()).toBe(40);
  const [first, last] = [events[0], events.at(-1)];
  const spanDays = ((last?.createdAt ?? 0) - (first?.createdAt ?? 0)) / 86_400_000;
  expect(spanDays).toBeCloseTo(10, 1);
  const perPerson = new Map<string, number>();
  for (const { conversationId } of events)
    perPerson.set(conversationId, (perPerson.get(conversationId) ?? 0) + 1);
  expect([...new Set(perPerson.values())]).toEqual([250]);
  expect(events.filter(({ senderId }) => senderId === shop.id)).toHaveLength(2_480);
});

test('answers while it works, refuses a second seeding, and stops when told', async () => {
  const before = x.sim.dms.all().length;
  await seed('POST', { messages: 4_000_000 });
  expect(await seed('POST', { messages: 5 })).toMatchObject({ status: 409 });
  await seed('DELETE');
  const { state, messagesDone } = await ended();
  expect(state).toBe('stopped');
  expect(messagesDone).toBeLessThan(4_000_000);
  const after = x.sim.dms.all().length - before;
  expect(after).toBeLessThan(4_000_000);
});

test('refuses accounts that are not there and numbers that are none', async () => {
  expect((await seed('POST', { messages: 10, accounts: ['@nobody'] })).status).toBe(404);
  expect((await seed('POST', { messages: 0 })).status).toBe(400);
});
