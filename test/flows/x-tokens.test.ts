import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type AccountRecord, getAccount } from '../../server/accounts/index.ts';
import { sql } from '../../server/base/index.ts';
import { getMe, indicateTyping } from '../../server/x/index.ts';
import { revokeApp } from '../../simulator/acts/messages.ts';
import { until } from '../harness.ts';
import { openXWorld, type XWorld } from './x-world.ts';

const MINUTE_MS = 60_000;
let world: XWorld;
let account: AccountRecord;

beforeAll(async () => {
  world = await openXWorld();
});
afterAll(() => world?.close());
beforeEach(async () => {
  await world.control('DELETE', '/faults').catch(() => undefined);
  account = await world.signIn(world.shop, 'oauth2');
  spentBefore = spentTokens().length;
});

let spentBefore = 0;
const tokensAtX = () => [...world.simulator.sim.tokens.oauth2.values()];
const spentTokens = () => tokensAtX().filter((token) => token.usedAt !== undefined);
const spent = () => spentTokens().length - spentBefore;
const current = () => getAccount(world.db, account.id);

async function passTime(minutes: number): Promise<void> {
  world.simulator.sim.clock.advance(minutes * MINUTE_MS);
  await world.base.clock.advance(minutes * MINUTE_MS);
}

async function whoAmI(accounts = world.accounts): Promise<string> {
  return (await getMe(await accounts.clientFor(world.db, account.id))).user.id;
}

test('renews the sign-in at three quarters of its life, not before', async () => {
  await passTime(89);
  await world.accounts.refresher.refreshDue();
  expect(spent()).toBe(0);
  await passTime(2);
  expect(await world.accounts.refresher.refreshDue()).toBe(1);
  expect(spent()).toBe(1);
  const renewed = await current();
  expect(renewed.tokenVersion).toBe(account.tokenVersion + 1);
  expect(renewed.status).toBe('active');
  expect(await whoAmI()).toBe(world.shop.id);
});

test('several processes and callers spend one refresh token once', async () => {
  await passTime(125);
  const processes = [world.accounts, world.anotherProcess(), world.anotherProcess()];
  const answers = await Promise.all([
    ...processes.map((accounts) => accounts.refresher.refreshDue()),
    ...processes.flatMap((accounts) => [whoAmI(accounts), whoAmI(accounts)]),
  ]);
  expect(answers.filter((answer) => answer === world.shop.id)).toHaveLength(6);
  expect(spent()).toBe(1);
  expect((await current()).status).toBe('active');
});

test('a token that X does not take early is renewed once and the call repeated', async () => {
  for (const token of tokensAtX()) {
    if (token.type === 'access') world.simulator.sim.tokens.oauth2.delete(token.token);
  }
  expect(await whoAmI()).toBe(world.shop.id);
  expect(spent()).toBe(1);
});

test('an unknown outcome stops the account and the refresh token is never shown again', async () => {
  await world.control('POST', '/faults', {
    on: 'request',
    kind: 'reset_after',
    method: 'POST',
    path: '/2/oauth2/token',
    count: 1,
  });
  await passTime(91);
  await world.accounts.refresher.refreshDue();
  await world.accounts.refresher.refreshDue();
  expect(spent()).toBe(1);
  expect(await current()).toMatchObject({
    status: 'reconnect',
    statusReason: 'X did not answer when the sign-in was renewed.',
    refreshDueAt: null,
  });
  await expect(whoAmI()).rejects.toMatchObject({ code: 'account_not_connected' });

  account = await world.signIn(world.shop, 'oauth2');
  expect(account).toMatchObject({ status: 'active', statusReason: null });
  expect(await whoAmI()).toBe(world.shop.id);
});

test('a process that died in mid-refresh leaves the account to be reconnected, not replayed', async () => {
  await passTime(91);
  await world.db.execute(sql`
    insert into account_refresh (workspace_id, account_id, holder, token_version, held_until)
    values (${world.db.workspaceId}, ${account.id}, 'dead', ${account.tokenVersion},
      clock_timestamp() - interval '1 second')`);
  await world.accounts.refresher.refreshDue();
  expect(spent()).toBe(0);
  expect((await current()).status).toBe('reconnect');
});

test('a process that was frozen in mid-refresh brings the good pair back', async () => {
  await world.control('POST', '/faults', {
    on: 'request',
    kind: 'delay',
    method: 'POST',
    path: '/2/oauth2/token',
    delayMs: 600,
    count: 1,
  });
  await passTime(91);
  const frozen = world.accounts.refresher.refreshDue();
  const endLease = sql`update account_refresh set held_until = clock_timestamp() - interval '1 second'`;
  await until(async () => (await world.db.execute(endLease)) > 0, { what: 'the lease was taken' });
  await world.anotherProcess().refresher.refreshDue();
  expect((await current()).status).toBe('reconnect');
  await frozen;
  expect(spent()).toBe(1);
  expect((await current()).status).toBe('active');
  expect(await whoAmI()).toBe(world.shop.id);
});

test('X being away puts the renewal off and keeps the pair', async () => {
  await world.control('POST', '/faults', {
    on: 'request',
    kind: 'status',
    status: 429,
    method: 'POST',
    path: '/2/oauth2/token',
    count: 1,
  });
  await passTime(91);
  expect(await world.accounts.refresher.refreshDue()).toBe(0);
  expect((await current()).status).toBe('active');
  await passTime(2);
  expect(await world.accounts.refresher.refreshDue()).toBe(1);
});

test('nothing is renewed while the server shuts down', async () => {
  const leaving = world.anotherProcess();
  await leaving.refresher.drain();
  await passTime(91);
  expect(await leaving.refresher.refreshDue()).toBe(0);
  expect(spent()).toBe(0);
});

test('a permission that was withdrawn at X stops the account', async () => {
  const byOAuth1 = await world.signIn(world.shop, 'oauth1');
  revokeApp(world.simulator.sim, world.simApp.id, world.shop.id);
  const client = await world.accounts.clientFor(world.db, byOAuth1.id);
  await expect(indicateTyping(client, world.customer.id)).rejects.toMatchObject({ code: 'x_token_invalid' });
  expect(await current()).toMatchObject({
    status: 'revoked',
    statusReason: 'X says that the permission was withdrawn.',
  });
  await expect(getMe(client)).rejects.toMatchObject({ code: 'account_not_connected' });
  const secrets = await world.db.rows(sql`select 1 from secret where owner_id = ${byOAuth1.id}`);
  expect(secrets).toHaveLength(0);
});
