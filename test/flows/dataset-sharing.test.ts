import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  Dataset,
  DatasetPolicy,
  DatasetRows,
  DatasetSharing,
  DatasetSummary,
} from '../../contract/api/index.ts';
import { sql } from '../../server/base/index.ts';
import { type DataProgram, openDataProgram } from '../data-house.ts';
import { type ApiUser, type Product, startProduct, openAnotherHouse } from '../product.ts';
import { countingKind, followingKind, plainSettings, reportsOf } from '../report-house.ts';
import { make as makeSetup } from './configure-house.ts';

let product: Product;
let admin: ApiUser;
/** Manages data, and may not change the set-up: a DataSet is theirs only where it is shared with them. */
let olga: ApiUser;
let vera: ApiUser;
let stan: ApiUser;
let other: ApiUser;
let program: DataProgram;
let teamId: string;

beforeAll(async () => {
  product = await startProduct({ reportKinds: [countingKind, followingKind] });
  ({ admin } = product);
  program = await openDataProgram(product.url, admin);
  olga = await product.invite('Olga Owner', 'agent');
  vera = await product.invite('Vera Viewer', 'supervisor');
  stan = await product.invite('Stan Stranger', 'supervisor');
  const role = await makeSetup<{ id: string }>(admin, 'roles', {
    name: 'Data person',
    description: '',
    rank: 'administrator',
    permissions: ['data.see', 'data.manage'],
  });
  await admin.ask('PATCH', `/api/members/${olga.memberId}`, { customRoleId: role.id });
  const team = { name: 'North', description: '', memberIds: [vera.memberId] };
  teamId = (await makeSetup<{ id: string }>(admin, 'teams', team)).id;
  other = await openAnotherHouse(product);
}, 60_000);
afterAll(() => product?.close());

const path = (id: string, rest = '') => `/api/datasets/${id}${rest}`;
const share = (id: string, who: ApiUser, level: string, by = admin) =>
  by.call('PUT', path(id, `/shares/member/${who.memberId}`), { level });
/** A DataSet of those named: Olga owns it, Vera sees it. */
async function makeNamed(name: string, ...updates: string[]): Promise<string> {
  const id = await program.make(name, ...updates);
  await share(id, olga, 'owner');
  await share(id, vera, 'read');
  await admin.ask('PUT', path(id, '/audience'), { audience: 'named' });
  return id;
}
const codeOf = (answer: ReturnType<ApiUser['call']>) =>
  answer.then(({ status, body }) => [status, body['error']?.['code']]);
const listed = async (who: ApiUser, words: string) =>
  (await who.ask<{ datasets: DatasetSummary[] }>('GET', `/api/datasets?q=${encodeURIComponent(words)}`))
    .datasets;
const query = (who: ApiUser, statement: string) =>
  who.call('POST', '/api/datasets/query', { sql: statement });

describe('a DataSet', () => {
  it('is everybody’s as it was before, each as their role says; whoever made it owns it', async () => {
    const id = await program.make('Of everybody', 'quagga,1\n');
    const levelFor = async (who: ApiUser) => (await who.ask<Dataset>('GET', path(id))).level;
    const levels = await Promise.all([admin, olga, vera, stan].map(levelFor));
    expect(levels.join()).toBe('owner,edit,read,read');
    const sharing = await stan.ask<DatasetSharing>('GET', path(id, '/sharing'));
    expect(sharing).toMatchObject({
      level: 'read',
      audience: 'everybody',
      policiesOn: false,
      policies: null,
      // The program's owner.
      shares: [{ kind: 'member', id: admin.memberId, level: 'owner' }],
    });
  });

  describe('of those named', () => {
    let id: string;
    let reportId: string;
    let runId: string;
    beforeAll(async () => {
      const report = await reportsOf(admin).make('counting', { name: 'Named counting' });
      ({ datasetId: id, id: reportId } = report);
      runId = (await reportsOf(admin).run(reportId)).id;
      await share(id, olga, 'owner');
      await share(id, vera, 'read');
      await admin.ask('PUT', path(id, '/audience'), { audience: 'named' });
    });

    type Asked = readonly [method: string, path: () => string, body?: unknown];
    const reads: readonly Asked[] = [
      ['GET', () => path(id)],
      ['GET', () => path(id, '/rows')],
      ['GET', () => path(id, '/rows?version=1')],
      ['GET', () => path(id, '/statistics')],
      ['GET', () => path(id, '/lineage')],
      ['GET', () => path(id, '/versions')],
      ['GET', () => path(id, '/file?format=csv')],
      ['GET', () => path(id, '/sharing')],
      ['GET', () => path(id, '/charts')],
      ['GET', () => path(id, '/alerts')],
      ['GET', () => `/api/reports/${reportId}`],
      ['GET', () => `/api/reports/${reportId}/mails`],
      ['GET', () => `/api/reports/${reportId}/runs`],
      ['GET', () => `/api/report-runs/${runId}`],
    ];
    /** With data.manage; Vera's role refuses them before. */
    const edits: readonly Asked[] = [
      ['PATCH', () => path(id), { description: 'Changed' }],
      ['POST', () => path(id, '/versions/1/revert')],
      ['DELETE', () => path(id, '/versions/99')],
      ['PATCH', () => `/api/reports/${reportId}`, { paused: false }],
      ['POST', () => `/api/reports/${reportId}/runs`],
      ['POST', () => `/api/report-runs/${runId}/cancel`],
    ];
    const owns: readonly Asked[] = [
      ['PUT', () => path(id, '/audience'), { audience: 'named' }],
      ['PUT', () => path(id, `/shares/member/${admin.memberId}`), { level: 'owner' }],
      ['DELETE', () => path(id, `/shares/member/${stan.memberId}`)],
      ['PUT', () => path(id, '/policies-on'), { on: false }],
      [
        'POST',
        () => path(id, '/policies'),
        { name: 'x', filters: [filter('nobody')], memberIds: [], teamIds: [] },
      ],
      ['PATCH', () => path(id, '/policies/99'), { name: 'x' }],
      ['DELETE', () => path(id, '/policies/99')],
      ['GET', () => path(id, `/as/${vera.memberId}`)],
    ];
    const all = [...reads, ...edits, ...owns].map(([method, where, body]) => ({ method, where, body }));
    const refusal = async (who: ApiUser, { method, where, body }: (typeof all)[number]) => {
      const { body: answer } = await who.call(method, where(), body);
      return String(answer['error']?.['message'] ?? '');
    };

    it('is there for its owner and its viewer, and for nobody else, on every route', async () => {
      for (const one of all) {
        const name = `${one.method} ${one.where()}`;
        const nobody = await codeOf(other.call(one.method, one.where(), one.body));
        expect([name, ...nobody]).toEqual([name, 404, 'not_found']);
        const [status] = await codeOf(stan.call(one.method, one.where(), one.body));
        expect([name, [403, 404].includes(Number(status))]).toEqual([name, true]);
      }
      for (const { 0: method, 1: where } of reads) {
        expect(await codeOf(stan.call(method, where()))).toEqual([404, 'not_found']);
        expect([where(), (await vera.call(method, where())).status]).toEqual([where(), 200]);
      }
    });

    it('is changed by those who may edit it, and shared by its owners', async () => {
      expect((await share(id, olga, 'read')).status).toBe(200);
      for (const [method, where, body] of [...edits, ...owns]) {
        const answer = await codeOf(olga.call(method, where(), body));
        expect([where(), ...answer]).toEqual([where(), 403, 'dataset_not_shared']);
      }
      await share(id, olga, 'edit');
      for (const one of all) {
        const isOwners = owns.some(([, where]) => where() === one.where()) && one.where() !== path(id);
        const isRefused = (await refusal(olga, one)).includes('not shared with you');
        expect([one.method, one.where(), isRefused]).toEqual([one.method, one.where(), isOwners]);
      }
      await share(id, olga, 'owner');
      for (const one of all) {
        const why = await refusal(olga, one);
        expect([one.where(), why.includes('not shared') || why.includes('such DataSet')]).toEqual([
          one.where(),
          false,
        ]);
      }
    });

    it('stands in no list and no statement of others', async () => {
      const reportsFor = async (who: ApiUser) =>
        (await who.ask<{ reports: unknown[] }>('GET', `/api/reports?datasetId=${id}`)).reports;
      const mine = { id, name: 'Named counting', level: 'read', audience: 'named' };
      expect(await listed(vera, 'Named counting')).toContainEqual(expect.objectContaining(mine));
      expect((await listed(stan, 'Named counting')).map((one) => one.id)).not.toContain(id);
      expect(await reportsFor(vera)).toHaveLength(1);
      expect(await reportsFor(stan)).toEqual([]);
      const statement = 'select count(*) from "Named counting"';
      expect((await query(vera, statement)).body['rows']).toEqual([['10']]);
      expect(await codeOf(query(stan, statement))).toEqual([400, 'query_refused']);
    });

    it('is no input of somebody who does not see it, and hides in lineage', async () => {
      const draft = { kind: 'following', options: { input: id }, name: 'Made of it', onInput: true };
      const made = await reportsOf(admin).make('following', draft);
      const lineage = async (who: ApiUser) =>
        (await who.ask<{ nodes: { id: string }[] }>('GET', path(made.datasetId, '/lineage'))).nodes.map(
          (node) => node.id,
        );
      expect(await lineage(vera)).toContain(id);
      expect(await lineage(stan)).toEqual([made.datasetId]);
      const pete = await product.invite('Pete Other', 'agent');
      const member = await admin.ask<{ members: { id: string; customRoleId: string | null }[] }>(
        'GET',
        '/api/members',
      );
      const customRoleId = member.members.find((one) => one.id === olga.memberId)?.customRoleId;
      await admin.ask('PATCH', `/api/members/${pete.memberId}`, { customRoleId });
      const wanted = { ...plainSettings, ...draft, description: '', run: false };
      expect(await codeOf(pete.call('POST', '/api/reports', wanted))).toEqual([
        403,
        'report_input_forbidden',
      ]);
      // What somebody else chose stays, whatever else is changed.
      expect((await pete.call('PATCH', `/api/reports/${made.id}`, { paused: true })).status).toBe(200);
    });

    it('has a table beside it that is seen by the same people', async () => {
      const report = await reportsOf(admin).make('counting', { name: 'Later' });
      await share(report.datasetId, vera, 'read');
      await admin.ask('PUT', path(report.datasetId, '/audience'), { audience: 'named' });
      await reportsOf(admin).run(report.id);
      const beside = { name: 'Later – odd ones', audience: 'named' };
      expect(await listed(vera, 'Later –')).toMatchObject([{ ...beside, level: 'read' }]);
      expect(await listed(stan, 'Later')).toEqual([]);
    });
  });

  it('is seen through a team, keeps its last owner, and is shared with people who are there', async () => {
    const id = await makeNamed('Of a team', 'a,1\n');
    await admin.ask('DELETE', path(id, `/shares/member/${vera.memberId}`));
    expect((await vera.call('GET', path(id))).status).toBe(404);
    await admin.ask('PUT', path(id, `/shares/team/${teamId}`), { level: 'read' });
    expect((await vera.ask<Dataset>('GET', path(id))).level).toBe('read');
    await olga.ask('DELETE', path(id, `/shares/member/${admin.memberId}`));
    const last = olga.call('DELETE', path(id, `/shares/member/${olga.memberId}`));
    expect(await codeOf(last)).toEqual([409, 'dataset_last_owner']);
    expect(await codeOf(share(id, other, 'read'))).toEqual([404, 'not_found']);
    const facts = await product.db.rows(sql<{ facts: object }>`
      select facts from audit where subject_id = ${id} and action = 'dataset.shared'`);
    expect(facts.map((one) => one.facts)).toContainEqual(expect.objectContaining({ teamId, level: 'read' }));
  });
});

const filter = (value: string, operator = 'EQUALS', column = 'who') => ({
  column,
  operator,
  values: [value],
  not: false,
});

describe('row policies', () => {
  let id: string;
  let policy: DatasetPolicy;
  const rowsFor = async (who: ApiUser, rest = '') =>
    (await who.ask<DatasetRows>('GET', path(id, `/rows${rest}`))).rows.map(([name]) => name);
  beforeAll(async () => {
    id = await program.make('People', 'quagga,1\nzebra,2\n', 'okapi,3\n');
    await share(id, olga, 'edit');
    policy = await admin.ask<DatasetPolicy>('POST', path(id, '/policies'), {
      name: 'Zebras',
      filters: [filter('zebra')],
      memberIds: [],
      teamIds: [teamId],
    });
    await admin.ask('PUT', path(id, '/policies-on'), { on: true });
  });

  it('show nobody without one any row, and owners all; two show what either does', async () => {
    expect(await rowsFor(vera)).toEqual(['zebra']);
    expect(await rowsFor(stan)).toEqual([]);
    expect(await rowsFor(olga)).toEqual([]);
    expect(await rowsFor(admin)).toEqual(['quagga', 'zebra', 'okapi']);
    expect(await vera.ask('GET', path(id))).toMatchObject({ policiesOn: true, rowsKept: true });
    expect(await admin.ask('GET', path(id))).toMatchObject({ policiesOn: true, rowsKept: false });
    const second = await admin.ask<DatasetPolicy>('POST', path(id, '/policies'), {
      name: 'Three or more',
      filters: [filter('3', 'GREATER_THAN_EQUAL', 'count')],
      memberIds: [vera.memberId],
      teamIds: [],
    });
    expect(await rowsFor(vera)).toEqual(['zebra', 'okapi']);
    await admin.ask('DELETE', path(id, `/policies/${second.number}`));
    await admin.ask('PATCH', path(id, '/policies/0'), { memberIds: [stan.memberId] });
    expect(await rowsFor(stan)).toEqual(['quagga', 'zebra', 'okapi']);
    await admin.ask('PATCH', path(id, '/policies/0'), { memberIds: [] });
    expect(await codeOf(admin.call('DELETE', path(id, '/policies/0')))).toEqual([
      409,
      'dataset_policy_all_rows',
    ]);
  });

  it('hold for search, order, earlier states, statistics, files and counts alike', async () => {
    expect(await rowsFor(vera, '?q=quagga')).toEqual([]);
    expect(await rowsFor(vera, '?sort=count&down=true')).toEqual(['zebra']);
    expect(await rowsFor(vera, '?version=1')).toEqual(['zebra']);
    const statistics = await vera.call('GET', path(id, '/statistics'));
    expect(statistics.body).toMatchObject({ rows: 1 });
    expect(JSON.stringify(statistics.body)).not.toMatch(/quagga|okapi/);
    for (const format of ['csv', 'jsonl']) {
      const file = await fetch(`${product.url}${path(id, `/file?format=${format}`)}`, {
        headers: vera.headers,
      });
      expect(await file.text()).toMatch(/^(?!.*(quagga|okapi)).*zebra/s);
    }
    expect((await query(vera, 'select count(*), max(who) from People')).body['rows']).toEqual([
      ['1', 'zebra'],
    ]);
    expect((await query(stan, 'select * from People')).body['rows']).toEqual([]);
  });

  it('keep an input from somebody who sees some of its rows only', async () => {
    const wanted = {
      ...plainSettings,
      kind: 'following',
      options: { input: id },
      name: 'Around it',
      description: '',
      run: true,
    };
    expect(await codeOf(olga.call('POST', '/api/reports', wanted))).toEqual([403, 'dataset_rows_kept']);
    const draft = { kind: 'following', accountId: null, options: { input: id }, zone: 'UTC' };
    expect(await codeOf(olga.call('POST', '/api/report-kinds/preview', draft))).toEqual([
      403,
      'dataset_rows_kept',
    ]);
  });

  it('cannot be gone around: the file behind them is in no reach of a statement', async () => {
    const { versions } = await product.db.row(sql<{ versions: { manifest: { parts: { id: string }[] } }[] }>`
      select json_agg(json_build_object('manifest', manifest)) as versions from dataset_version
      where dataset_id = ${id}`);
    const parts = versions.flatMap(({ manifest }) => manifest.parts.map((part) => part.id));
    expect(parts.length).toBeGreaterThan(1);
    const hostile = [
      ...parts.flatMap((part) => [
        `select * from read_parquet('**/${part}.parquet')`,
        `select * from '${id}/${part}.parquet'`,
        `select * from "${part}.parquet"`,
        `select * from People, read_blob('${part}.parquet')`,
      ]),
      `select * from glob('**')`,
      `select * from People where who in (select content from read_text('/etc/passwd'))`,
      `select * from parquet_scan('**')`,
      `select * from query('select * from People')`,
      `select * from query_table('People')`,
      `select sql from duckdb_views()`,
      `select * from information_schema.views`,
      `select * from pg_catalog.pg_views`,
      `with People as (select * from main.People) select * from People`,
      `from People union all by name from temp.People`,
      `attach '${id}' as x`,
      `set allowed_paths = []; select * from People`,
      `copy People to '/tmp/people.csv'`,
      `select getvariable('x'), current_setting('allowed_paths') from People`,
      `describe People`,
    ];
    for (const statement of hostile) {
      const answer = await query(vera, statement);
      expect([statement, answer.status]).toEqual([statement, 400]);
      expect(JSON.stringify(answer.body)).not.toMatch(/quagga|okapi/);
    }
    // What is allowed sees the copy alone.
    const all = `select who from (select * from People) union all select who from People p order by 1`;
    expect((await query(vera, all)).body['rows']).toEqual([['zebra'], ['zebra']]);
  });

  it('are shown to an owner as somebody sees them, also before they are on', async () => {
    const seen = (who: ApiUser, rest = '') => admin.call('GET', path(id, `/as/${who.memberId}${rest}`));
    expect((await seen(vera)).body).toMatchObject({
      level: 'read',
      rowsKept: true,
      total: 1,
      rows: { rows: [['zebra', '2']] },
    });
    expect((await seen(admin)).body).toMatchObject({ level: 'owner', rowsKept: false, total: 3 });
    await admin.ask('PUT', path(id, '/policies-on'), { on: false });
    expect(await rowsFor(stan)).toHaveLength(3);
    expect((await seen(stan)).body).toMatchObject({ rowsKept: false, total: 3 });
    expect((await seen(stan, '?ifOn=true')).body).toMatchObject({ rowsKept: true, total: 0 });
    await admin.ask('PUT', path(id, '/policies-on'), { on: true });
    const ben = await product.invite('Ben Agent', 'agent');
    expect((await seen(ben)).body).toMatchObject({ level: null, total: 0 });
    expect((await seen(other)).status).toBe(404);
  });

  it('are refused in words', async () => {
    const body = { name: 'New', filters: [filter('x')], memberIds: [], teamIds: [] };
    const add = (more: object) => codeOf(admin.call('POST', path(id, '/policies'), { ...body, ...more }));
    expect(await add({ name: ' zebras ' })).toEqual([409, 'dataset_policy_name_taken']);
    expect(await add({ filters: [filter('x', 'EQUALS', 'gone')] })).toEqual([400, 'dataset_policy_wrong']);
    expect(await add({ filters: [] })).toEqual([400, 'invalid_request']);
    expect(await add({ memberIds: [other.memberId] })).toEqual([404, 'not_found']);
    const rename = admin.call('PATCH', path(id, '/policies/0'), { name: 'Some rows' });
    expect(await codeOf(rename)).toEqual([409, 'dataset_policy_all_rows']);
    expect(policy).toMatchObject({ number: 1, type: 'user', teamIds: [teamId] });
  });
});
