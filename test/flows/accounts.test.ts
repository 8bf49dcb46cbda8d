import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccountDetail, DataReport, ListedAccount } from '../../contract/api/index.ts';
import { accountErrors } from '../../contract/errors/accounts.ts';
import { sql } from '../../server/base/index.ts';
import type { ReportKind } from '../../server/reports/kind.ts';
import { type ApiUser, apiUser, type Product, startProduct } from '../product.ts';
import { until } from '../harness.ts';
import { countingKind, plainSettings, type Reports, reportsOf } from '../report-house.ts';

/** Counts, and wants an account to do so. */
const reading: ReportKind = { ...countingKind, id: 'reading', name: 'Reading', needsAccount: true };

let product: Product;
let admin: ApiUser;
/** May make reports, and no more: what of accounts is theirs was shared with them. */
let dora: ApiUser;
let emil: ApiUser;
let reports: Reports;
let brandy: string;
let whisky: string;
let brandyHandle: string;

beforeAll(async () => {
  product = await startProduct({ reportKinds: [reading] });
  admin = product.admin;
  reports = reportsOf(admin);
  await product.x.user('brandy');
  await product.x.user('whisky');
  ({ accountId: brandy, handleId: brandyHandle } = await product.connect('brandy'));
  ({ accountId: whisky } = await product.connect('whisky'));
  const { id: roleId } = await admin.ask<{ id: string }>('POST', '/api/setup/roles', {
    name: 'Data people',
    description: '',
    rank: 'supervisor',
    permissions: ['data.see', 'data.manage'],
  });
  dora = await product.invite('Dora Data', 'supervisor');
  emil = await product.invite('Emil Data', 'supervisor');
  for (const { memberId } of [dora, emil]) {
    await admin.ask('PATCH', `/api/members/${memberId}`, { role: 'supervisor', customRoleId: roleId });
  }
});
afterAll(() => product?.close());

const listOf = async (user: ApiUser, query = '') =>
  (await user.ask<{ accounts: ListedAccount[] }>('GET', `/api/accounts${query}`)).accounts;
const namesOf = async (user: ApiUser, query = '') =>
  (await listOf(user, query)).map(({ username }) => username);
const get = (id: string, user = admin) => user.ask<AccountDetail>('GET', `/api/accounts/${id}`);
const share = (user: ApiUser, id: string, member: ApiUser, level: string) =>
  user.call('PUT', `/api/accounts/${id}/shares/${member.memberId}`, { level });
const unshare = (user: ApiUser, id: string, member: ApiUser) =>
  user.call('DELETE', `/api/accounts/${id}/shares/${member.memberId}`);
const code = (answer: { body: { [key: string]: { [key: string]: unknown } } }) =>
  answer.body['error']?.['code'];
const actionsOf = async (subject: string) => {
  const { entries } = await admin.ask<{ entries: { action: string; subjectId: string }[] }>(
    'GET',
    '/api/audit?limit=100',
  );
  return entries.filter((entry) => entry.subjectId === subject).map(({ action }) => action);
};
const inDatabase = (statement: ReturnType<typeof sql>) => product.db.execute(statement);

describe('the list', () => {
  it('says whose an account is, how it is signed in, and what uses it', async () => {
    const report = await reports.make('reading', { accountId: brandy, run: true });
    await reports.ended(report.lastRun?.id ?? '');
    expect(await listOf(admin, '?order=name')).toMatchObject([
      {
        id: brandy,
        name: 'brandy',
        username: 'brandy',
        kind: 'oauth1',
        network: 'local',
        health: 'good',
        reason: null,
        endsAt: null,
        ownerIds: [admin.memberId],
        datasets: 1,
        handle: { id: brandyHandle, name: 'brandy' },
        lastUsedAt: expect.any(String),
        level: 'owner',
      },
      { id: whisky, datasets: 0, ownerIds: [admin.memberId] },
    ]);
    expect(await get(brandy)).toMatchObject({
      reports: [{ id: report.id, datasetId: report.datasetId, datasetName: 'A reading report' }],
      shares: [{ memberId: admin.memberId, level: 'owner' }],
    });
  });

  it('names the addresses to register at X', async () => {
    const { redirectUris } = await admin.ask<{ redirectUris: object }>('GET', '/api/accounts');
    expect(redirectUris).toEqual({
      oauth1: `${product.url}/x/callback`,
      oauth2: `${product.url}/x/callback2`,
    });
  });

  it('is filtered, ordered and paged', async () => {
    expect(await namesOf(admin, '?q=WHIS')).toEqual(['whisky']);
    expect(await namesOf(admin, '?q=%25')).toEqual([]);
    expect(await namesOf(admin, '?kind=oauth2')).toEqual([]);
    expect(await namesOf(admin, '?used=false')).toEqual([]);
    expect(await namesOf(admin, '?valid=true')).toEqual(['brandy', 'whisky']);
    expect(await namesOf(admin, '?owned=true&order=created_down')).toEqual(['whisky', 'brandy']);
    expect(await namesOf(admin, '?order=used_down&limit=1')).toEqual(['brandy']);
    expect(await namesOf(admin, '?limit=1&offset=1')).toEqual(['whisky']);
    expect(await admin.ask('GET', '/api/accounts?limit=1')).toMatchObject({ more: true });
  });

  it('tells of sign-ins that end, cannot be renewed, or are over', async () => {
    const set = (status: string, ends: string, renewed: string) =>
      inDatabase(sql`update account set status = ${status}, status_reason = 'X said no.',
        access_expires_at = ${ends}::timestamptz, refresh_due_at = ${renewed || null}::timestamptz
        where id = ${whisky}`);
    const healthOf = async () => (await get(whisky)).health;
    await set('active', '2099-01-01', '');
    expect(await get(whisky)).toMatchObject({ health: 'ends', endsAt: '2099-01-01T00:00:00.000Z' });
    expect(await namesOf(admin, '?valid=true')).toContain('whisky');
    await set('active', '2020-01-01', '');
    expect(await healthOf()).toBe('reconnect');
    expect(await namesOf(admin, '?valid=false')).toEqual(['whisky']);
    // Tried again far from now: the sweep leaves it alone.
    await set('active', '2020-01-01', '2099-01-01');
    expect(await healthOf()).toBe('not_renewed');
    await set('revoked', '2020-01-01', '');
    expect(await get(whisky)).toMatchObject({ health: 'revoked', reason: 'X said no.' });
    expect(await namesOf(admin, '?order=status')).toEqual(['whisky', 'brandy']);
    await inDatabase(sql`update account set status = 'active', status_reason = null, access_expires_at = null,
      refresh_due_at = null where id = ${whisky}`);
  });
});

describe('sharing', () => {
  it('hides what was not shared, and lets do what was', async () => {
    expect(await listOf(dora)).toEqual([]);
    expect((await dora.call('GET', `/api/accounts/${brandy}`)).status).toBe(404);
    const draft = { ...plainSettings, kind: 'reading', name: 'Mine', description: '', run: false };
    const make = () => dora.call('POST', '/api/reports', { ...draft, accountId: brandy });
    expect(await make()).toMatchObject({ status: 404, body: { error: { code: 'account_not_found' } } });

    expect((await share(admin, brandy, dora, 'read')).status).toBe(200);
    expect(await listOf(dora)).toMatchObject([{ id: brandy, level: 'read' }]);
    expect(await make()).toMatchObject({ status: 201 });
    const refused = await dora.call('PATCH', `/api/accounts/${brandy}`, { label: 'Ours' });
    expect(refused.status).toBe(403);
    // It says whom to ask.
    expect(refused.body['error']).toMatchObject({
      code: 'account_not_shared',
      message: expect.stringContaining('Ada Admin'),
    });
    expect(code(await share(dora, brandy, emil, 'read'))).toBe('account_not_shared');
  });

  it('gives no more than one has, and takes from nobody who has more', async () => {
    await share(admin, brandy, dora, 'share');
    expect(code(await share(dora, brandy, emil, 'edit'))).toBe(codeOf('account_level_too_high'));
    expect((await share(dora, brandy, emil, 'share')).status).toBe(200);
    expect(code(await unshare(dora, brandy, admin))).toBe(codeOf('account_level_too_high'));
    expect(code(await share(dora, brandy, admin, 'read'))).toBe(codeOf('account_level_too_high'));
    // Own shares are given back without leave.
    await share(admin, brandy, emil, 'read');
    expect((await unshare(emil, brandy, emil)).status).toBe(204);
    expect(await listOf(emil)).toEqual([]);
    expect(await actionsOf(brandy)).toEqual(expect.arrayContaining(['account.shared', 'account.unshared']));
  });

  it('keeps the last owner', async () => {
    expect(code(await unshare(admin, brandy, admin))).toBe('account_last_owner');
    expect(code(await share(admin, brandy, admin, 'edit'))).toBe('account_last_owner');
    expect((await share(admin, brandy, dora, 'owner')).status).toBe(200);
    expect((await unshare(admin, brandy, admin)).status).toBe(204);
    expect(code(await unshare(dora, brandy, dora))).toBe('account_last_owner');
    // Two who go at the same time do not both get away.
    await share(dora, brandy, emil, 'owner');
    const both = await Promise.all([unshare(dora, brandy, dora), unshare(emil, brandy, emil)]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 409]);
    expect((await get(brandy)).shares.filter(({ level }) => level === 'owner')).toHaveLength(1);
    await share(admin, brandy, dora, 'owner');
    await unshare(admin, brandy, emil);
  });

  it('refuses whoever is not here', async () => {
    const nobody = apiUser(product.url, '0123456789abcdef01234567', {});
    expect((await share(admin, brandy, nobody, 'read')).status).toBe(404);
    const { key, secret } = await admin.ask<{ key: { id: string }; secret: string }>('POST', '/api/keys', {
      name: 'Robot',
      role: 'supervisor',
    });
    expect(key.id).toBeTruthy();
    // A key without the set-up's permission was given nothing.
    expect(await listOf(apiUser(product.url, '', { authorization: `Bearer ${secret}` }))).toEqual([]);
  });
});

describe('an account', () => {
  it('has a name of the house’s own', async () => {
    const named = await dora.ask<AccountDetail>('PATCH', `/api/accounts/${brandy}`, { label: ' Our voice ' });
    expect(named).toMatchObject({ name: 'Our voice', label: 'Our voice', username: 'brandy' });
    expect(await namesOf(admin, '?q=our%20v')).toEqual(['brandy']);
    expect((await dora.call('PATCH', `/api/accounts/${brandy}`, { label: '  ' })).status).toBe(400);
    const back = await dora.ask<AccountDetail>('PATCH', `/api/accounts/${brandy}`, { label: null });
    expect(back).toMatchObject({ name: 'brandy', label: null });
  });

  it('is signed in anew, as the same user only; the conversations stay', async () => {
    await inDatabase(sql`update account set status = 'reconnect' where id = ${brandy}`);
    const start = () =>
      dora.ask<{ signInId: string; authorizeUrl: string }>('POST', `/api/accounts/${brandy}/sign-in`);
    const finish = async (authorizeUrl: string, user: string) => {
      const { redirect } = await product.x.control<{ redirect: string }>('POST', '/authorize', {
        url: authorizeUrl,
        user,
      });
      const back = new URL(redirect);
      await apiUser(product.url, '', {}).call('GET', back.pathname + back.search);
    };
    const resultOf = (id: string, user = dora) => user.call('GET', `/api/account-sign-ins/${id}`);
    const wrong = await start();
    expect((await resultOf(wrong.signInId)).body).toMatchObject({ state: 'pending', failure: null });
    await finish(wrong.authorizeUrl, '@whisky');
    expect((await resultOf(wrong.signInId)).body).toMatchObject({
      state: 'failed',
      failure: { message: expect.stringContaining('whisky') },
    });
    const right = await start();
    await finish(right.authorizeUrl, '@brandy');
    expect((await resultOf(right.signInId)).body).toMatchObject({ state: 'done' });
    // Nobody looks at another's sign-in.
    expect((await resultOf(right.signInId, emil)).status).toBe(404);
    expect(await get(brandy)).toMatchObject({ health: 'good', handle: { id: brandyHandle } });
  });

  it('passes to the administrator who takes its owner’s access', async () => {
    await share(admin, whisky, emil, 'owner');
    await unshare(admin, whisky, admin);
    await share(admin, brandy, emil, 'edit');
    await admin.ask('PATCH', `/api/members/${emil.memberId}`, { active: false });
    expect((await get(whisky)).shares).toMatchObject([{ memberId: admin.memberId, level: 'owner' }]);
    // What was not owned is gone, and nothing else changed hands.
    expect((await get(brandy)).shares.map(({ memberId }) => memberId)).toEqual([dora.memberId]);
    expect(await actionsOf(whisky)).toContain('account.passed_on');
    expect(code(await share(admin, whisky, emil, 'read'))).toBe('not_found');
  });
});

describe('DataSets', () => {
  it('go on with another account', async () => {
    const one = await reports.make('reading', { accountId: brandy, name: 'One' });
    const two = await reports.make('reading', { accountId: brandy, name: 'Two' });
    await reports.run(one.id);
    const move = (user: ApiUser, from: string, body: object) =>
      user.call('POST', `/api/accounts/${from}/move-datasets`, body);
    expect(code(await move(dora, brandy, { to: brandy }))).toBe('account_moves_to_itself');
    expect(code(await move(dora, brandy, { to: whisky }))).toBe('account_not_found');
    await share(admin, whisky, dora, 'read');
    const some = await move(dora, brandy, { to: whisky, datasetIds: [one.datasetId] });
    expect(some).toMatchObject({ status: 200, body: { moved: 1 } });
    const accountOf = async (id: string) =>
      (await admin.ask<DataReport>('GET', `/api/reports/${id}`)).accountId;
    expect([await accountOf(one.id), await accountOf(two.id)]).toEqual([whisky, brandy]);
    // With another account it begins anew.
    await reports.run(one.id);
    expect(
      (await admin.ask<{ moved: number }>('POST', `/api/accounts/${brandy}/move-datasets`, { to: whisky }))
        .moved,
    ).toBeGreaterThan(1);
    expect((await listOf(admin, '?order=name')).map(({ datasets }) => datasets > 0)).toEqual([false, true]);
    expect(code(await move(dora, whisky, { to: brandy }))).toBe('account_not_shared');
    expect(await actionsOf(brandy)).toContain('account.datasets_moved');
  });
});

describe('deleting', () => {
  it('is for owners; reports pause, the handle stops, DataSets and conversations stay', async () => {
    expect(code(await dora.call('DELETE', `/api/accounts/${whisky}`))).toBe('account_not_shared');
    const { reports: uses } = await get(whisky);
    expect(uses.length).toBeGreaterThan(0);
    expect((await admin.call('DELETE', `/api/accounts/${whisky}`)).status).toBe(204);
    expect(await namesOf(admin)).toEqual(['brandy']);
    expect((await admin.call('GET', `/api/accounts/${whisky}`)).status).toBe(404);
    expect((await admin.call('DELETE', `/api/accounts/${whisky}`)).status).toBe(404);
    for (const { id } of uses) expect(await reports.get(id)).toMatchObject({ paused: true });
    const { handles } = await admin.ask<{ handles: { name: string }[] }>('GET', '/api/handles');
    expect(handles.map(({ name }) => name)).toEqual(['brandy']);
    expect(await actionsOf(whisky)).toContain('account.removed');
    // Connected again, it belongs to whoever did so.
    await product.connect('whisky');
    expect(await get(whisky)).toMatchObject({ ownerIds: [admin.memberId], health: 'good' });
  });
});

it('a handle that is disconnected pauses the reports of its account', async () => {
  const { id } = await reports.make('reading', { accountId: brandy, name: 'Of a handle' });
  await admin.ask('DELETE', `/api/handles/${brandyHandle}`);
  expect(await until(async () => ((await reports.get(id)).paused ? 'paused' : false))).toBe('paused');
});

/** Keeps the names in line with what is declared. */
function codeOf(name: keyof typeof accountErrors): string {
  return accountErrors[name].code;
}
