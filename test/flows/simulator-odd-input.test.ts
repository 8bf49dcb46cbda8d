import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type World, startWorld } from './simulator-world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  // Limits are not what is tried here.
  world.simulator.sim.limits.enabled = false;
});
afterAll(() => world.close());

const { floor } = Math;
const oddText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    '@',
    '#',
    '\u0000',
    '\ud800',
    '👨‍👩‍👧‍👦',
    'https://',
    'x'.repeat(300),
    '1',
    '99999999999999999999',
  ),
);
const oddValue = fc.oneof(
  oddText,
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.array(oddText, { maxLength: 5 }),
);
const bodyWith = (members: string[]) =>
  fc.dictionary(
    fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...members) }, { weight: 1, arbitrary: oddText }),
    fc.oneof(oddValue, fc.dictionary(fc.constantFrom(...members), oddValue, { maxKeys: 3 })),
    { maxKeys: 4 },
  );

describe('odd input', () => {
  it('is answered with X’s own refusals, never with a failure', async () => {
    const { shop } = world;
    const writes: [string, string, string[]][] = [
      [
        'POST',
        '/2/tweets',
        [
          'text',
          'reply',
          'media',
          'poll',
          'quote_tweet_id',
          'in_reply_to_tweet_id',
          'media_ids',
          'options',
          'duration_minutes',
          'reply_settings',
        ],
      ],
      ['POST', `/2/users/${shop.id}/likes`, ['tweet_id']],
      ['POST', `/2/users/${shop.id}/following`, ['target_user_id']],
      ['POST', '/2/lists', ['name', 'description', 'private']],
      ['PUT', '/2/tweets/1/hidden', ['hidden']],
    ];
    await fc.assert(
      fc.asyncProperty(fc.nat(writes.length - 1), fc.gen(), async (which, draw) => {
        const [method = '', path = '', members = []] = writes[which] ?? [];
        const body = draw(bodyWith, members);
        const { status } = await world.asUser(shop, method, path, body);
        expect({ path, body, failed: floor(status / 100) === 5 }).toEqual({ path, body, failed: false });
      }),
      { numRuns: 150 },
    );
  });

  it('in the query is refused or understood', async () => {
    const { shop } = world;
    const paths = [
      '/2/tweets?ids=',
      '/2/tweets/search/recent?query=',
      '/2/tweets/counts/recent?query=a&start_time=',
      `/2/users/${shop.id}/tweets?pagination_token=`,
      `/2/users/${shop.id}/mentions?since_id=`,
      `/2/users/${shop.id}/tweets?max_results=`,
      '/2/users/by?usernames=',
      '/2/users?ids=1&user.fields=',
      '/2/lists/',
    ];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), oddText, async (path, text) => {
        const { status } = await world.asApp('GET', `${path}${encodeURIComponent(text.toWellFormed())}`);
        expect({ path, text, failed: floor(status / 100) === 5 }).toEqual({ path, text, failed: false });
      }),
      { numRuns: 250 },
    );
  });

  it('in the bodies of sign-in and of control is answered in their own forms', async () => {
    const { url } = world.simulator;
    const json = { 'content-type': 'application/json' };
    for (const path of ['/2/oauth2/token', '/2/oauth2/revoke']) {
      const refused = await fetch(`${url}${path}`, { method: 'POST', headers: json, body: '[1]' });
      expect([refused.status, await refused.json()]).toMatchObject([400, { error: 'invalid_request' }]);
    }
    const empty = await fetch(`${url}/_control/deliveries`, { method: 'DELETE', headers: json, body: '' });
    expect(empty.ok).toBe(true);
    const broken = await fetch(`${url}/_control/users`, { method: 'POST', headers: json, body: '{' });
    expect(broken.status).toBe(400);
  });

  it('for the clock is refused where no ids are, or where it would never arrive', async () => {
    const { clock } = world.simulator.sim;
    const before = clock.now();
    for (const [method, path, body] of [
      ['POST', '/time', { advanceMs: 1e300 }],
      ['POST', '/time', { advanceMs: 11 * 366 * 86_400_000 }],
      ['POST', '/time', { setTo: 3_487_858_230_207, advanceMs: 10_000 }],
      ['POST', '/time', { setTo: 1e18 }],
      ['POST', '/posts', { author: '@ann', text: 'Too late', at: 1e18 }],
      ['POST', '/messages', { from: '@ann', to: '@shop', text: 'Too late', at: 1e18 }],
    ] as const)
      expect({ path, body, status: (await world.control(method, path, body)).status }).toEqual({
        path,
        body,
        status: 400,
      });
    expect(clock.now() - before).toBeLessThan(60_000);
  });
});
