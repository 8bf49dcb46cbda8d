import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type World, startWorld } from './simulator-world.ts';
import { startTunnel } from './tls-tunnel.ts';
import { waitFor } from './x-receiver.ts';

const HOUR_MS = 3_600_000;

let world: World;
beforeEach(async () => {
  world = await startWorld();
  await world.control('PATCH', '/settings', { retryScale: 0.005 });
});
afterEach(() => world.close());

const register = async (): Promise<string> => {
  const { body, status } = await world.asApp('POST', '/2/webhooks', { url: world.receiver.url });
  expect(status).toBe(200);
  return (body as { data: { id: string } }).data.id;
};
const subscribe = async (id: string) =>
  expect(
    (await world.asUser(world.shop, 'POST', `/2/account_activity/webhooks/${id}/subscriptions/all`)).body,
  ).toEqual({ data: { subscribed: true } });
const messages = () => {
  const texts: string[] = [];
  for (const { body } of world.receiver.received) {
    const { direct_message_events: events } = JSON.parse(body);
    for (const event of events ?? []) texts.push(event.message_create.message_data.text);
  }
  return texts;
};
const isValid = async () => {
  const { body } = await world.asApp('GET', '/2/webhooks');
  return (body as { data: { valid: boolean }[] }).data[0]?.valid;
};
const reason = (answer: { body: unknown }) =>
  (answer.body as { errors: { message: string }[] }).errors[0]?.message;

describe('registering a webhook', () => {
  it('asks the address at once, with a signed challenge', async () => {
    const answer = await world.asApp('POST', '/2/webhooks', { url: world.receiver.url });
    expect(answer.body).toEqual({
      data: {
        id: expect.stringMatching(/^[0-9]{1,19}$/),
        url: world.receiver.url,
        valid: true,
        created_at: expect.stringMatching(/Z$/),
      },
    });
    expect(world.receiver.challenges).toHaveLength(1);
    expect(world.receiver.challenges[0]?.isSigned).toBe(true);
    expect(world.receiver.challenges[0]?.token).toMatch(/^[A-Za-z0-9+/=_-]{1,256}$/);
    expect((await world.asApp('GET', '/2/webhooks')).body).toMatchObject({ meta: { result_count: 1 } });
  });

  it.each([
    ['a wrong token', 'wrong' as const],
    ['a redirect', { status: 302, location: 'https://example.com/' }],
    ['an error', { status: 500 }],
    ['a broken connection', 'reset' as const],
  ])('refuses an address that answers with %s', async (_name, crc) => {
    world.receiver.crc = crc;
    const answer = await world.asApp('POST', '/2/webhooks', { url: world.receiver.url });
    expect([answer.status, reason(answer)]).toEqual([400, 'CrcValidationFailed']);
    expect((await world.asApp('GET', '/2/webhooks')).body).toEqual({ data: [], meta: { result_count: 0 } });
  });

  it('refuses an address that does not answer in time', async () => {
    await world.control('PATCH', '/settings', { timeoutV2Ms: 50 });
    world.receiver.crc = 'hang';
    expect(reason(await world.asApp('POST', '/2/webhooks', { url: world.receiver.url }))).toBe(
      'CrcValidationFailed',
    );
  });

  it.each([
    'http://example.com/hook',
    'https://example.com:8443/hook',
    'https://example.com:443/hook',
    'nonsense',
    '',
  ])('refuses %j as an address', async (url) => {
    expect(reason(await world.asApp('POST', '/2/webhooks', { url }))).toBe('UrlValidationFailed');
  });

  it('refuses the same address twice, and a second one on a small plan', async () => {
    await register();
    expect(reason(await world.asApp('POST', '/2/webhooks', { url: world.receiver.url }))).toBe(
      'DuplicateUrlFailed',
    );
    const other = { url: `${world.receiver.url}/other` };
    expect(reason(await world.asApp('POST', '/2/webhooks', other))).toBe('WebhookLimitExceeded');
  });

  it('trusts no certificate that nobody vouches for, and delivers over one that somebody does', async () => {
    const tunnel = await startTunnel(Number(new URL(world.receiver.url).port));
    try {
      const body = { url: tunnel.url };
      const refused = await world.asApp('POST', '/2/webhooks', body);
      expect([refused.status, reason(refused)]).toEqual([400, 'CrcValidationFailed']);
      expect(world.receiver.challenges).toEqual([]);
      tunnel.trust();
      const taken = await world.asApp('POST', '/2/webhooks', body);
      expect(taken.status).toBe(200);
      await subscribe((taken.body as { data: { id: string } }).data.id);
      world.write('over TLS');
      await waitFor('the message', () => world.receiver.received.length === 1);
      expect(messages()).toEqual(['over TLS']);
    } finally {
      tunnel.close();
    }
  });

  it('takes one of two that come at the same time', async () => {
    const urls = [world.receiver.url, `${world.receiver.url}/other`];
    const answers = await Promise.all(urls.map((url) => world.asApp('POST', '/2/webhooks', { url })));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 400]);
    const { body } = await world.asApp('GET', '/2/webhooks?webhook_config.fields=url');
    const [row] = (body as { data: object[] }).data;
    expect(body).toMatchObject({ meta: { result_count: 1 } });
    expect(Object.keys(row ?? {}).toSorted()).toEqual(['id', 'url']);
    expect((await world.asApp('GET', '/2/webhooks?webhook_config.fields=colour')).status).toBe(400);
  });

  it('knows no webhook of another app', async () => {
    await register();
    expect(reason(await world.asApp('DELETE', '/2/webhooks/123'))).toBe('WebhookIdInvalid');
  });
});

describe('delivering', () => {
  it('signs the very bytes and carries both users', async () => {
    await subscribe(await register());
    const id = world.write('Hello é 中 😀');
    await waitFor('the message', () => world.receiver.received.length > 0);
    const [post] = world.receiver.received;
    expect(post?.isGenuine).toBe(true);
    expect(JSON.parse(post?.body ?? '')).toMatchObject({
      for_user_id: world.shop.id,
      direct_message_events: [
        {
          type: 'message_create',
          id,
          message_create: {
            target: { recipient_id: world.shop.id },
            sender_id: world.customer.id,
            message_data: { text: 'Hello é 中 😀' },
          },
        },
      ],
      users: { [world.shop.id]: { screen_name: 'shop' }, [world.customer.id]: { screen_name: 'ann' } },
    });
  });

  it('tries a failed delivery three times more, with growing pauses', async () => {
    await subscribe(await register());
    world.receiver.onPost = () => 503;
    world.write('lost');
    const book = await waitFor('giving up', async () => {
      const { body } = await world.control('GET', '/deliveries?outcome=given_up');
      return (body as { deliveries: { attempt: number }[] }).deliveries[0];
    });
    expect(book.attempt).toBe(4);
    const times = world.receiver.received.map(({ at }) => at);
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
    expect(gaps).toHaveLength(3);
    // 3, 27 and 242 seconds at a 200th.
    expect(gaps[0]).toBeGreaterThan(14);
    expect(gaps[1]).toBeGreaterThan(134);
    expect(gaps[2]).toBeGreaterThan(1209);
    expect(new Set(world.receiver.received.map(({ body }) => body)).size).toBe(1);
  });

  it('delivers on a later attempt when the receiver recovers', async () => {
    await subscribe(await register());
    world.receiver.onPost = (_post, count) => (count === 1 ? 'reset' : 200);
    world.write('again');
    await waitFor('the second attempt', () => world.receiver.received.length === 2);
    const { body } = await world.control('GET', '/deliveries');
    expect(body).toMatchObject({
      deliveries: [{ outcome: 'delivered', attempt: 2 }, { outcome: 'waiting_retry' }],
    });
  });

  it('gives both parties of a thread their own delivery', async () => {
    const { sim } = world.simulator;
    const id = await register();
    await subscribe(id);
    sim.tokens.issueAccess(world.app.id, world.customer.id, 'read-write-dm', sim.clock.now());
    await world.asUser(world.customer, 'POST', `/2/account_activity/webhooks/${id}/subscriptions/all`);
    world.write('both');
    await waitFor('two deliveries', () => world.receiver.received.length === 2);
    const owners = world.receiver.received.map(({ body }) => JSON.parse(body).for_user_id);
    expect(new Set(owners)).toEqual(new Set([world.shop.id, world.customer.id]));
  });
});

describe('validity', () => {
  it('ends at once with a wrong token, and nothing more is delivered until a PUT', async () => {
    const id = await register();
    await subscribe(id);
    world.receiver.crc = 'wrong';
    world.simulator.sim.clock.advance(25 * HOUR_MS);
    await waitFor('invalidation', async () => (await isValid()) === false);
    world.write('unheard');
    const { body } = await world.control('GET', '/deliveries');
    expect(body).toMatchObject({ deliveries: [{ outcome: 'webhook_invalid' }] });
    expect(reason(await world.asApp('PUT', `/2/webhooks/${id}`))).toBe('CrcValidationFailed');
    world.receiver.crc = 'right';
    expect((await world.asApp('PUT', `/2/webhooks/${id}`)).body).toEqual({ data: { valid: true } });
    world.write('heard');
    await waitFor('the message', () => messages().includes('heard'));
    expect(messages()).toEqual(['heard']);
  });

  it('survives passing trouble for 28 hours, not longer', async () => {
    await register();
    const { clock } = world.simulator.sim;
    world.receiver.crc = { status: 503 };
    clock.advance(25 * HOUR_MS);
    await waitFor('a check', () => world.receiver.challenges.length === 2);
    expect(await isValid()).toBe(true);
    clock.advance(4 * HOUR_MS);
    await waitFor('invalidation', async () => (await isValid()) === false);
  });

  it('leaves a webhook alone that passed within 24 hours', async () => {
    await register();
    world.simulator.sim.clock.advance(23 * HOUR_MS);
    expect(world.receiver.challenges).toHaveLength(1);
  });
});

describe('replay', () => {
  const minute = (ms: number) => new Date(ms).toISOString().replace(/\D/g, '').slice(0, 12);
  const ask = (id: string, fromMs: number, toMs: number) =>
    world.asApp('POST', '/2/webhooks/replay', {
      webhook_id: id,
      from_date: minute(fromMs),
      to_date: minute(toMs),
    });

  it('sends what was lost once more and ends with a status', async () => {
    const id = await register();
    await subscribe(id);
    await world.control('POST', '/faults', { on: 'delivery', kind: 'drop', count: 2 });
    world.write('one');
    world.write('two');
    world.write('three');
    await waitFor('the third', () => messages().includes('three'));
    const { clock } = world.simulator.sim;
    clock.advance(HOUR_MS);
    const answer = await ask(id, clock.now() - 2 * HOUR_MS, clock.now() - 15 * 60_000);
    expect(answer.body).toEqual({
      data: { job_id: expect.any(String), created_at: expect.stringMatching(/Z$/) },
    });
    const last = await waitFor('the end of the job', () =>
      world.receiver.received.find(({ body }) => body.includes('replay_job_status')),
    );
    expect(messages()).toEqual(['three', 'one', 'two', 'three']);
    expect(JSON.parse(last.body)).toEqual({
      replay_job_status: {
        webhook_id: id,
        job_state: 'Complete',
        job_state_description: 'Job completed successfully',
        job_id: (answer.body as { data: { job_id: string } }).data.job_id,
      },
    });
    expect(world.receiver.received.every(({ isGenuine }) => isGenuine)).toBe(true);
  });

  it('says so when not everything arrived, and does not try again', async () => {
    const id = await register();
    await subscribe(id);
    world.write('first');
    await waitFor('the message', () => messages().length === 1);
    const { clock } = world.simulator.sim;
    clock.advance(HOUR_MS);
    world.receiver.onPost = ({ body }) => (body.includes('first') ? 500 : 200);
    await ask(id, clock.now() - 2 * HOUR_MS, clock.now() - 15 * 60_000);
    const last = await waitFor('the end of the job', () =>
      world.receiver.received.find(({ body }) => body.includes('replay_job_status')),
    );
    expect(last.body).toContain('"job_state":"Incomplete"');
    expect(messages()).toEqual(['first', 'first']);
  });

  it('keeps to its windows', async () => {
    const id = await register();
    const now = world.simulator.sim.clock.now();
    const wrong = [
      await ask(id, now - 25 * HOUR_MS, now - HOUR_MS),
      await ask(id, now - 20 * 60_000, now - 15 * 60_000),
      await ask(id, now - HOUR_MS, now - 5 * 60_000),
      await world.asApp('POST', '/2/webhooks/replay', {
        webhook_id: id,
        from_date: 'x',
        to_date: '202601011200',
      }),
    ];
    expect(wrong.map(reason)).toEqual(Array(4).fill('QueryParamInvalid'));
    expect(reason(await ask('1', now - HOUR_MS, now - 15 * 60_000))).toBe('WebhookIdInvalid');
  });
});
