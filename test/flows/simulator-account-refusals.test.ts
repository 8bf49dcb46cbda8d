import { afterEach, describe, expect, it } from 'vitest';
import type { SimUser } from '../../simulator/state/users.ts';
import { type Answered, type World, startWorld } from './simulator-world.ts';
import { waitFor } from './x-receiver.ts';

const HOUR_MS = 3_600_000;
const ALL = '/1.1/account_activity/all';
const ENTERPRISE = '/1.1/account_activity';

let world: World;
afterEach(() => world.close());

const code = ({ status, body }: Answered) => [
  status,
  (body as { errors?: { code?: number }[] }).errors?.[0]?.code,
];
const hook = () => encodeURIComponent(world.receiver.url);
const minute = (atMs: number) => new Date(atMs).toISOString().replace(/\D/g, '').slice(0, 12);
const createEnterprise = async () => {
  const answer = await world.asUser(world.shop, 'POST', `${ENTERPRISE}/webhooks.json?url=${hook()}`);
  return (answer.body as { id: string }).id;
};
const people = (count: number): SimUser[] =>
  Array.from({ length: count }, (_, at) => world.simulator.sim.users.create({ username: `user_${at}` }));

describe('account activity of v1.1 refuses', () => {
  it('callers without credentials, with wrong ones, and apps where a user is needed', async () => {
    world = await startWorld({ environments: ['prod'] });
    const path = `${ALL}/prod/subscriptions.json`;
    const bare = await fetch(`${world.simulator.url}${path}`, { method: 'POST' });
    expect([bare.status, await bare.json()]).toEqual([
      400,
      { errors: [{ code: 215, message: 'Bad Authentication data.' }] },
    ]);
    const headers = { authorization: 'Bearer AAAAnobody' };
    const wrong = await fetch(`${world.simulator.url}${path}`, { method: 'POST', headers });
    expect([wrong.status, await wrong.json()]).toEqual([
      401,
      { errors: [{ code: 89, message: 'Invalid or expired token.' }] },
    ]);
    expect(code(await world.asApp('POST', path))).toEqual([403, 220]);
  });

  it('what is not there, and environments that the app does not have', async () => {
    world = await startWorld({ tier: 'enterprise', environments: ['prod'] });
    const id = await createEnterprise();
    const { shop } = world;
    const all = `${ENTERPRISE}/webhooks/${id}/subscriptions/all.json`;
    expect(code(await world.asUser(shop, 'POST', `${ALL}/prod/subscriptions.json`))).toEqual([404, 34]);
    expect(code(await world.asApp('GET', `${ALL}/elsewhere/webhooks.json`))).toEqual([403, 200]);
    expect(code(await world.asUser(shop, 'DELETE', `${ENTERPRISE}/webhooks/12345.json`))).toEqual([404, 34]);
    expect(code(await world.asUser(shop, 'GET', all))).toEqual([404, 34]);
    expect((await world.asUser(shop, 'POST', all)).status).toBe(204);
    expect(code(await world.asUser(shop, 'POST', all))).toEqual([409, 355]);
  });

  it('another app’s webhook, and the enterprise endpoints to smaller plans', async () => {
    world = await startWorld({ tier: 'enterprise' });
    const id = await createEnterprise();
    const { apps } = world.simulator.sim;
    apps.create({ name: 'Another', tier: 'enterprise', bearerToken: 'AAAAanother' });
    apps.create({ name: 'Small', bearerToken: 'AAAAsmall' });
    const ask = async (bearer: string, path: string) => {
      const headers = { authorization: `Bearer ${bearer}` };
      const answer = await fetch(`${world.simulator.url}${path}`, { headers });
      return [answer.status, await answer.json()];
    };
    const list = `${ENTERPRISE}/webhooks/${id}/subscriptions/all/list.json`;
    expect(await ask('AAAAanother', list)).toEqual([
      403,
      {
        errors: [
          {
            code: 348,
            message: "Client application is not permitted to access this user's webhook subscriptions.",
          },
        ],
      },
    ]);
    expect(await ask('AAAAsmall', `${ENTERPRISE}/subscriptions/count.json`)).toMatchObject([
      404,
      { errors: [{ code: 34 }] },
    ]);
  });

  it('more users than the plan has', async () => {
    world = await startWorld({ environments: ['prod'] });
    await world.asUser(world.shop, 'POST', `${ALL}/prod/webhooks.json?url=${hook()}`);
    const answers: unknown[] = [];
    for (const user of people(4))
      answers.push(code(await world.asUser(user, 'POST', `${ALL}/prod/subscriptions.json`)));
    expect(answers).toEqual([
      [204, undefined],
      [204, undefined],
      [204, undefined],
      [403, 214],
    ]);
  });

  it('everything once it is switched off', async () => {
    world = await startWorld({ environments: ['prod'] });
    await world.control('PATCH', '/settings', { accountActivity: false });
    expect(code(await world.asApp('GET', `${ALL}/prod/webhooks.json`))).toEqual([404, 34]);
    expect((await world.asApp('GET', '/2/account_activity/subscriptions/count')).status).toBe(404);
  });
});

describe('account activity of v2 refuses', () => {
  it('a fourth user on a small plan, unknown webhooks, and tokens without the scopes', async () => {
    world = await startWorld();
    const { body } = await world.asApp('POST', '/2/webhooks', { url: world.receiver.url });
    const { id } = (body as { data: { id: string } }).data;
    const path = `/2/account_activity/webhooks/${id}/subscriptions/all`;
    const users = people(4);
    for (const user of users.slice(0, 3)) expect((await world.asUser(user, 'POST', path)).status).toBe(200);
    const [fourth] = users.slice(3);
    expect((await world.asUser(fourth ?? world.shop, 'POST', path)).body).toMatchObject({
      errors: [{ message: 'SubscriptionLimitExceeded' }],
    });
    const elsewhere = path.replace(id, '99');
    expect((await world.asUser(world.shop, 'POST', elsewhere)).body).toMatchObject({
      errors: [{ message: 'WebhookIdInvalid' }],
    });
    const made = await world.control('POST', '/tokens', {
      appId: world.app.id,
      user: world.shop.id,
      kind: 'oauth2',
      scopes: ['dm.read', 'users.read', 'tweet.read'],
    });
    const { accessToken } = made.body as { accessToken: string };
    const answer = await fetch(`${world.simulator.url}${path}`, {
      headers: { authorization: `Bearer ${accessToken}` },
    });
    expect(answer.status).toBe(403);
  });
});

describe('the replay for enterprises', () => {
  it('goes back five days and no further, and five times in a quarter of an hour', async () => {
    world = await startWorld({ tier: 'enterprise' });
    const id = await createEnterprise();
    await world.asUser(world.shop, 'POST', `${ENTERPRISE}/webhooks/${id}/subscriptions/all.json`);
    world.write('four days ago');
    await waitFor('the message', () => world.receiver.received.length === 1);
    const { clock } = world.simulator.sim;
    const wroteMs = clock.now();
    clock.advance(96 * HOUR_MS);
    await waitFor('the daily check', () => world.receiver.challenges.length > 1);
    world.receiver.received.length = 0;
    const replay = (fromMs: number, toMs: number) =>
      world.asApp(
        'POST',
        `${ENTERPRISE}/replay/webhooks/${id}/subscriptions/all.json?from_date=${minute(fromMs)}&to_date=${minute(toMs)}`,
      );
    const started = await replay(wroteMs - HOUR_MS, wroteMs + HOUR_MS);
    expect(started.status).toBe(202);
    expect(started.body).toEqual({ job_id: expect.any(String), created_at: expect.stringMatching(/Z$/) });
    await waitFor('message and status', () => world.receiver.received.length === 2);
    expect(world.receiver.received[0]?.body).toContain('four days ago');
    expect(world.receiver.received[1]?.body).toContain('"job_state":"Complete"');
    const tooOld = await replay(clock.now() - 122 * HOUR_MS, clock.now() - HOUR_MS);
    expect(code(tooOld)).toEqual([400, 214]);
    for (let at = 0; at < 3; at++) await replay(0, 0);
    expect(code(await replay(wroteMs, wroteMs + HOUR_MS))).toEqual([429, 88]);
  });
});
