import { execFile, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Simulator, startSimulator } from '../../simulator/main.ts';
import type { SimApp } from '../../simulator/state/apps.ts';
import type { SimUser } from '../../simulator/state/users.ts';

const run = promisify(execFile);
const png =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mOor6//DwAFfgJ+lO6UJwAAAABJRU5ErkJggg==';

/** Debian's own interpreters: python3-tweepy and ruby-twitter are not installed everywhere. */
const python = '/usr/bin/python3';
const ruby = '/usr/bin/ruby';
const has = (program: string, ...args: string[]) => spawnSync(program, args).status === 0;

/** Clients in other languages, through the proxy and with trust in the simulator's own authority. */
describe('Unmodified clients', () => {
  let x: Simulator;
  let app: SimApp;
  let shop: SimUser;
  let customer: SimUser;
  beforeEach(async () => {
    x = await startSimulator({ port: 0, proxyPort: 0 });
    app = x.sim.apps.create({ name: 'Foreign', callbacks: ['http://127.0.0.1:9/callback'] });
    shop = x.sim.users.create({ username: 'shop', name: 'The Shop' });
    customer = x.sim.users.create({ username: 'ann', name: 'Ann' });
  });
  afterEach(() => x.close());

  const calls = async (program: string, script: string, more: Record<string, string>) => {
    const { caFile = '', proxyUrl = '' } = x.fronts;
    const env = {
      PATH: process.env['PATH'],
      HTTPS_PROXY: proxyUrl,
      PROXY_PORT: new URL(proxyUrl).port,
      REQUESTS_CA_BUNDLE: caFile,
      SSL_CERT_FILE: caFile,
      CONSUMER_KEY: app.consumerKey,
      CONSUMER_SECRET: app.consumerSecret,
      CUSTOMER_ID: customer.id,
      PNG: png,
      ...more,
    };
    const file = fileURLToPath(new URL(`foreign/${script}`, import.meta.url));
    const { stdout } = await run(program, [file], { env });
    return JSON.parse(stdout) as Record<string, unknown>;
  };

  it.skipIf(!has(python, '-c', 'import tweepy'))('of Python: tweepy', async () => {
    const given = await calls(python, 'tweepy_calls.py', {
      CLIENT_ID: app.clientId,
      CLIENT_SECRET: app.clientSecret,
      CALLBACK: app.callbacks[0] ?? '',
    });
    expect(given).toEqual({
      verify_credentials: 'shop@example.com',
      pin: shop.id,
      pkce: 'shop',
      app_only: 'Ann',
      lookup_users: ['ann', 'shop'],
      bad_user: expect.stringMatching(/^NotFound: 404 Not Found\n50 - User not found/),
      uploads: [70, 70],
      get_direct_messages: [expect.stringMatching(/^look/), "It's (ok) & done! é 中 🐦"],
      indicate_typing: null,
      mark_read: null,
      after_delete: [expect.stringMatching(/^look/)],
      get_me: 'shop',
      v2_send: ['dm_conversation_id', 'dm_event_id'],
      v2_list: 'v2',
      v2_users: ['Not Found Error'],
      invalidate: 200,
      after_invalidate: expect.stringContaining('89 - Invalid or expired token'),
    });
  });

  it.skipIf(!has(ruby, '-e', 'require "twitter"'))('of Ruby: twitter', async () => {
    const { token, secret } = x.sim.tokens.issueAccess(app.id, shop.id, 'read-write-dm', 0);
    const given = await calls(ruby, 'twitter_calls.rb', { ACCESS_TOKEN: token, ACCESS_SECRET: secret });
    expect(given).toEqual({
      verify_credentials: 'shop@example.com',
      users: ['ann', 'shop'],
      bad_user: expect.stringMatching(/^Twitter::Error::NotFound: User not found/),
      send: "It's (ok) & done! ~ é 中",
      event: 'event',
      media: customer.id,
      sent: [expect.stringMatching(/^pic/), 'event', "It's (ok) & done! ~ é 中"],
      rule: true,
      welcome_list: 1,
      follow: ['ann'],
      friendship: true,
      block: ['ann'],
    });
  });
});
