import { afterAll, beforeAll, expect, test } from 'vitest';
import { findAccount, findSignIn, listAccounts } from '../../server/accounts/index.ts';
import { sql } from '../../server/base/index.ts';
import { getMe } from '../../server/x/index.ts';
import { openXWorld, type XWorld } from './x-world.ts';

let world: XWorld;
beforeAll(async () => {
  world = await openXWorld();
});
afterAll(() => world?.close());

test.each(['oauth1', 'oauth2'] as const)('signs a handle in with %s and acts for it', async (authKind) => {
  const { accounts, db, app, shop } = world;
  const start = await accounts.startSignIn(db, {
    appId: app.id,
    authKind,
    startedBy: 'anna',
    purpose: { handleName: 'Shop DE' },
  });
  const answer = await world.consent(start.authorizeUrl, shop);
  const seen: string[] = [];
  const result = await accounts.finishSignIn(answer, {
    onConnected: async (_tx, { account, signIn }) => {
      seen.push(`${account.username} ${signIn.purpose['handleName']}`);
    },
  });
  if (result?.state !== 'done') throw new Error(JSON.stringify(result));
  expect(seen).toEqual(['shop Shop DE']);
  expect(result.account).toMatchObject({
    xUserId: shop.id,
    username: 'shop',
    name: 'The Shop',
    authKind,
    status: 'active',
  });
  expect((await findSignIn(db, start.signInId))?.state).toBe('done');

  const client = await accounts.clientFor(db, result.account.id);
  expect((await getMe(client)).user.id).toBe(shop.id);
  // The same answer a second time finds the door closed.
  expect(await accounts.finishSignIn(answer)).toBeUndefined();
});

test('keeps the account’s id when the same user signs in again in another way', async () => {
  const first = await world.signIn(world.shop, 'oauth1');
  const second = await world.signIn(world.shop, 'oauth2');
  expect(second.id).toBe(first.id);
  await world.db.transaction((tx) => world.accounts.removeAccount(tx, second.id));
  expect((await listAccounts(world.db)).map((account) => account.id)).not.toContain(first.id);
  const third = await world.signIn(world.shop, 'oauth1');
  expect(third.id).toBe(first.id);
});

test('says who it was when X signs in another user than the one to reconnect', async () => {
  const account = await world.signIn(world.shop, 'oauth1');
  const start = await world.accounts.startSignIn(world.db, {
    appId: world.app.id,
    authKind: 'oauth1',
    startedBy: 'anna',
    accountId: account.id,
    switchUser: true,
  });
  expect(start.authorizeUrl).toContain('force_login=true');
  const result = await world.accounts.finishSignIn(await world.consent(start.authorizeUrl, world.customer));
  expect(result).toMatchObject({ state: 'failed', username: 'ann' });
  expect(await findSignIn(world.db, start.signInId)).toMatchObject({
    state: 'failed',
    username: 'ann',
    failure: { message: 'X signed in @ann, but this account is @shop.' },
  });
  expect((await findAccount(world.db, account.id))?.username).toBe('shop');
});

test.each(['oauth1', 'oauth2'] as const)(
  'a refusal at X ends the sign-in with %s in words',
  async (authKind) => {
    const start = await world.accounts.startSignIn(world.db, {
      appId: world.app.id,
      authKind,
      startedBy: 'anna',
    });
    const result = await world.accounts.finishSignIn(
      await world.consent(start.authorizeUrl, world.shop, 'cancel'),
    );
    expect(result).toMatchObject({
      state: 'failed',
      failure: { message: 'The permission was not given at X.' },
    });
  },
);

test('an answer that comes too late is not taken', async () => {
  const start = await world.accounts.startSignIn(world.db, {
    appId: world.app.id,
    authKind: 'oauth1',
    startedBy: 'anna',
  });
  const answer = await world.consent(start.authorizeUrl, world.shop);
  await world.base.clock.advance(16 * 60_000);
  expect(await world.accounts.finishSignIn(answer)).toBeUndefined();
});

test('a callback URL that X does not know is named', async () => {
  const other = world.simulator.sim.apps.create({
    name: 'Other',
    callbacks: ['https://example.com/x/callback'],
  });
  const app = await world.db.transaction((tx) =>
    world.accounts.insertApp(tx, {
      name: 'Other',
      network: 'local',
      consumerKey: other.consumerKey,
      consumerSecret: other.consumerSecret,
    }),
  );
  const start = world.accounts.startSignIn(world.db, {
    appId: app.id,
    authKind: 'oauth1',
    startedBy: 'anna',
  });
  await expect(start).rejects.toMatchObject({ code: 'x_callback_not_approved' });
  const oauth2 = world.accounts.startSignIn(world.db, {
    appId: app.id,
    authKind: 'oauth2',
    startedBy: 'anna',
  });
  await expect(oauth2).rejects.toMatchObject({ code: 'oauth2_not_set_up' });
});

test('one API key belongs to one workspace', async () => {
  const again = world.base.db.transaction((tx) =>
    world.accounts.insertApp(tx.workspace(world.base.workspaceId), {
      name: 'Twice',
      network: 'local',
      consumerKey: world.simApp.consumerKey,
      consumerSecret: 'x',
    }),
  );
  await expect(again).rejects.toMatchObject({ code: 'x_app_key_taken' });
});

test('no secret is stored in the clear', async () => {
  const account = await world.signIn(world.shop, 'oauth1');
  const token = world.simulator.sim.tokens.findAccess(world.simApp.id, world.shop.id);
  const rows = await world.db.rows(sql<{ sealed: Buffer }>`select sealed from secret`);
  expect(rows.length).toBeGreaterThan(0);
  const all = Buffer.concat(rows.map((row) => row.sealed)).toString('latin1');
  expect(all).not.toContain(token?.token);
  expect(JSON.stringify(account)).not.toContain(token?.secret);
});
