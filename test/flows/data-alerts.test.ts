import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  DataAlert,
  DataAlertNotice,
  DataAlertRule,
  DataAlertTrial,
  DataChart,
  DatasetRows,
} from '../../contract/api/index.ts';
import { sql } from '../../server/base/index.ts';
import { type DataProgram, openDataProgram } from '../data-house.ts';
import { until } from '../harness.ts';
import { type ApiUser, type Product, startProduct } from '../product.ts';
import { mailSetup, openPostOffice, type PostOffice } from './mail-world.ts';

interface Told {
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: { id: string; test: boolean; value: number; dataset: { version: number }; words: string };
}

let product: Product;
let admin: ApiUser;
let lead: ApiUser;
let program: DataProgram;
let office: PostOffice;
let receiver: Server;
let hook: string;
const posted: Told[] = [];
let answers = 200;

beforeAll(async () => {
  product = await startProduct();
  ({ admin } = product);
  lead = await product.invite('Lea Lead', 'supervisor');
  program = await openDataProgram(product.url, admin);
  office = await openPostOffice();
  receiver = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const text = Buffer.concat(parts).toString();
      // What we post ourselves.
      if (answers === 200)
        posted.push({ headers: request.headers, text, body: JSON.parse(text) as Told['body'] });
      response.writeHead(answers).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  // A TCP server's address is never a string.
  hook = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/told`;
}, 60_000);
afterAll(async () => {
  await product?.close();
  await office?.close();
  receiver?.closeAllConnections();
  receiver?.close();
});

const over = (value: string): DataAlertRule => ({
  kind: 'rows',
  filter: [{ column: 'count', operator: 'over', value }],
});
const total = (part: Partial<Extract<DataAlertRule, { kind: 'aggregate' }>>): DataAlertRule => ({
  kind: 'aggregate',
  measure: { aggregate: 'sum', column: 'count' },
  filter: [],
  comparison: 'over',
  value: 10,
  again: false,
  ...part,
});
const input = (part: object) => ({ name: 'Many', memberIds: [], webhook: null, paused: false, ...part });
const make = (datasetId: string, part: object, who = admin) =>
  who.ask<DataAlert>('POST', `/api/datasets/${datasetId}/alerts`, input(part));
const alertsOf = async (datasetId: string) =>
  (await lead.ask<{ alerts: DataAlert[] }>('GET', `/api/datasets/${datasetId}/alerts`)).alerts;
const one = async ({ datasetId, id }: DataAlert) =>
  (await alertsOf(datasetId)).find((alert) => alert.id === id);
const looked = (alert: DataAlert, version: number) =>
  until(
    async () => {
      const now = await one(alert);
      return now?.checkedVersion === version ? now : undefined;
    },
    { what: `version ${version} was looked at` },
  );
const noticesOf = async ({ datasetId, id }: DataAlert) =>
  (await lead.ask<{ notices: DataAlertNotice[] }>('GET', `/api/datasets/${datasetId}/alerts/${id}/notices`))
    .notices;
const told = async (alert: DataAlert) =>
  (await noticesOf(alert)).map(({ datasetVersion, value, before }) => [datasetVersion, value, before]);
const append = (id: string, csv: string, method = 'APPEND') =>
  program.call('PUT', `/datasets/${id}/data?updateMethod=${method}`, csv, 'text/csv');
const codeOf = async (answer: ReturnType<ApiUser['call']>) => {
  const { status, body } = await answer;
  return [status, body['error']?.['code'], body['error']?.['details']?.['field']];
};

describe('an alert of rows', () => {
  it('tells once of each update what is new in it, by mail and by a signed POST', async () => {
    await admin.ask('PUT', '/api/business/mail', { ...mailSetup(office), incoming: 'none' });
    const id = await program.make('Orders', 'Ada,3\nBen,20\n');
    const alert = await make(id, {
      rule: over('10'),
      memberIds: [admin.memberId, lead.memberId],
      webhook: hook,
    });
    expect(alert).toMatchObject({ checkedVersion: 1, value: 1, holds: false, version: 1 });
    await append(id, 'Cy,30\nDee,40\nEve,1\n');
    expect(await looked(alert, 2)).toMatchObject({ value: 3, holds: true, problem: null });
    expect(await told(alert)).toEqual([[2, 2, null]]);
    const mails = await until(() => (office.got.length === 2 ? office.got : undefined));
    expect(
      mails
        .map(({ to }) => to)
        .flat()
        .sort(),
    ).toHaveLength(2);
    expect(mails[0]?.mail.subject).toBe('Many (Orders)');
    expect(mails[0]?.mail.text).toContain('A row where “count” is more than 10.');
    expect(mails[0]?.mail.text).toContain('2 new or changed rows fit.');
    expect(mails[0]?.mail.text).toContain(
      `${product.url}/datasources/${id}/details/alerts?alert=${alert.id}`,
    );
    // No cell leaves the house.
    expect(mails[0]?.mail.text).not.toContain('Dee');
    const [post] = await until(() => (posted.length > 0 ? posted : undefined));
    expect(post?.body).toMatchObject({ test: false, value: 2, dataset: { version: 2 } });
    const { secret } = await admin.ask<{ secret: string }>(
      'GET',
      `/api/datasets/${id}/alerts/${alert.id}/secret`,
    );
    const [, seconds, mac] =
      /^t=(\d+),v1=([0-9a-f]+)$/.exec(String(post?.headers['x-rookery-signature'])) ?? [];
    expect(mac).toBe(createHmac('sha256', secret).update(`${seconds}.${post?.text}`).digest('hex'));
    await until(async () => (await noticesOf(alert))[0]?.webhook === 'delivered');
    expect((await noticesOf(alert))[0]).toMatchObject({ mailed: 2, mailMissing: false, webhookError: null });
    // Nothing new that fits; the same rows written anew; one that changed.
    await append(id, 'Fay,2\n');
    await looked(alert, 3);
    await append(id, 'Ben,20\nCy,30\nDee,40\n', 'REPLACE');
    await looked(alert, 4);
    expect(await told(alert)).toHaveLength(1);
    await append(id, 'Ben,20\nCy,31\nDee,40\n', 'REPLACE');
    await looked(alert, 5);
    expect(await told(alert)).toEqual([
      [5, 1, null],
      [2, 2, null],
    ]);
  });

  it('tells no update twice, when it is looked at twice', async () => {
    const id = await program.make('Twice', 'Ada,3\n');
    const alert = await make(id, { rule: over('10'), webhook: hook });
    await append(id, 'Ben,20\n');
    await looked(alert, 2);
    const before = posted.length;
    await product.db.execute(sql`
      update dataset_alert set checked_version = 1, due_version = 2, due_at = created_at where id = ${alert.id}`);
    await looked(alert, 2);
    expect(await told(alert)).toEqual([[2, 1, null]]);
    await until(async () => (await noticesOf(alert))[0]?.webhook === 'delivered');
    expect(posted.length - before).toBeLessThanOrEqual(1);
  });

  it('says when it cannot look, and goes on when it can', async () => {
    const id = await program.make('Reshaped', 'Ada,3\n');
    const alert = await make(id, { rule: over('10') });
    const columns = [{ type: 'STRING', name: 'who' }];
    await program.call('PUT', `/datasets/${id}`, JSON.stringify({ name: 'Reshaped', schema: { columns } }));
    await until(async () => (await one(alert))?.problem === 'There is no column “count”.');
    columns.push({ type: 'LONG', name: 'count' });
    await program.call('PUT', `/datasets/${id}`, JSON.stringify({ name: 'Reshaped', schema: { columns } }));
    expect(
      await until(async () => ((await one(alert))?.problem === null ? one(alert) : undefined)),
    ).toMatchObject({
      value: 0,
    });
    await admin.ask('PATCH', `/api/datasets/${id}`, { keepVersions: 1 });
    await append(id, 'Ben,20\n');
    await until(async () => (await one(alert))?.problem?.startsWith('The update before is not kept'));
    expect(await told(alert)).toEqual([]);
    expect(
      await codeOf(admin.call('POST', `/api/datasets/${id}/alerts`, input({ rule: over('1') }))),
    ).toEqual([400, 'dataset_filter_wrong', 'rule']);
  });
});

describe('an alert of a number', () => {
  it('tells when it becomes such, again where that is wanted, and by how much it changed', async () => {
    const id = await program.make('Sums', 'Ada,3\n');
    const once = await make(id, { name: 'Once', rule: total({}) });
    const again = await make(id, { name: 'Again', rule: total({ again: true }) });
    const rises = await make(id, { name: 'Rises', rule: total({ comparison: 'rises_by', value: 50 }) });
    for (const csv of ['Ada,8\n', 'Ada,1\n', 'Ada,40\n']) await append(id, csv);
    await Promise.all([once, again, rises].map((alert) => looked(alert, 4)));
    await append(id, 'Ada,1\n', 'REPLACE');
    expect(await looked(once, 5)).toMatchObject({ holds: false, value: 1 });
    await append(id, 'Ada,11\n');
    await Promise.all([once, again, rises].map((alert) => looked(alert, 6)));
    // Several updates within a moment are looked at as one.
    const versions = (await told(once)).map(([version]) => version);
    expect(versions[0]).toBe(6);
    expect(versions).toHaveLength(2);
    expect((await told(again)).length).toBeGreaterThanOrEqual(2);
    expect((await told(rises))[0]).toEqual([6, 12, 1]);
  });

  it('shows what a rule would say before it is saved', async () => {
    const id = await program.make('Tried', 'Ada,3\nBen,20\n', 'Cy,30\n');
    const ask = (rule: DataAlertRule) =>
      lead.ask<DataAlertTrial>('POST', `/api/datasets/${id}/alerts/try`, { rule });
    expect(await ask(over('10'))).toEqual({ rows: 2, value: null, before: null, holds: true });
    expect(await ask(total({ value: 100 }))).toEqual({ rows: 3, value: 53, before: 23, holds: false });
    expect(await ask(total({ comparison: 'changes_by', value: 100 }))).toMatchObject({ holds: true });
    const wrong = { kind: 'rows', filter: [{ column: 'nobody', operator: 'is', value: '1' }] };
    expect(await codeOf(lead.call('POST', `/api/datasets/${id}/alerts/try`, { rule: wrong }))).toEqual([
      400,
      'dataset_filter_wrong',
      'filter.0',
    ]);
  });
});

describe('charts on a DataSet', () => {
  const spec = {
    kind: 'bar',
    measures: [{ aggregate: 'sum', column: 'count' }],
    groupBy: 'who',
    grain: null,
    filter: [],
    order: 'most',
    most: 2,
  };

  it('are saved, ordered, changed, and brought back', async () => {
    const id = await program.make('Drawn', 'Ada,3\nBen,20\nCy,1\nAda,4\n');
    const path = `/api/datasets/${id}/charts`;
    const titles = async () =>
      (await lead.ask<{ charts: DataChart[] }>('GET', path)).charts.map(({ title }) => title);
    const first = await admin.ask<DataChart>('POST', path, { title: ' First ', spec });
    const second = await admin.ask<DataChart>('POST', path, {
      title: 'Second',
      spec: { ...spec, kind: 'number' },
    });
    expect(await titles()).toEqual(['First', 'Second']);
    expect(await lead.ask<DatasetRows>('GET', `${path}/${first.id}/rows`)).toEqual({
      columns: [
        { name: 'who', type: 'STRING' },
        { name: 'Sum of count', type: 'DECIMAL' },
      ],
      rows: [
        ['Ben', '20'],
        ['Ada', '7'],
      ],
      more: true,
    });
    expect((await lead.ask<DatasetRows>('GET', `${path}/${second.id}/rows`)).rows).toEqual([['28']]);
    await admin.ask('PUT', `${path}/order`, { ids: [second.id] });
    expect(await titles()).toEqual(['Second', 'First']);
    expect((await lead.call('PUT', `${path}/order`, { ids: [] })).status).toBe(403);
    const change = (version: number) =>
      admin.call('PATCH', `${path}/${first.id}`, { version, title: 'Renamed' });
    expect((await change(1)).body).toMatchObject({ title: 'Renamed', version: 2 });
    expect((await change(1)).status).toBe(409);
    await admin.ask('DELETE', `${path}/${second.id}`);
    expect(await titles()).toEqual(['Renamed']);
    await admin.ask('POST', `/api/setup/deleted/${second.id}/restore`);
    expect(await titles()).toEqual(['Second', 'Renamed']);
  });

  it('are tried before they are saved, and refused where a column is not', async () => {
    const id = await program.make('Tried out', 'Ada,3\n', 'Ben,20\n');
    const path = `/api/datasets/${id}/charts`;
    const wide = { ...spec, filter: [{ column: 'count', operator: 'under', value: '10' }] };
    const { rows, more } = await lead.ask<DatasetRows>('POST', `${path}/try`, { spec: wide });
    expect([rows, more]).toEqual([[['Ada', '3']], false]);
    const hostile = { ...spec, groupBy: `who" from read_text('/etc/passwd') --` };
    for (const to of [`${path}/try`, path]) {
      expect(await codeOf(admin.call('POST', to, { title: 'Hostile', spec: hostile }))).toEqual([
        400,
        'dataset_filter_wrong',
        'groupBy',
      ]);
    }
  });
});

describe('alerts as they are set up', () => {
  it('are changed by those who manage data, and subscribed to by whoever sees it', async () => {
    const id = await program.make('Set up', 'Ada,3\n');
    const path = `/api/datasets/${id}/alerts`;
    const alert = await make(id, { rule: over('10') });
    expect((await lead.call('POST', path, input({ rule: over('1') }))).status).toBe(403);
    expect((await lead.call('PATCH', `${path}/${alert.id}`, { version: 1, paused: true })).status).toBe(403);
    const mine = await lead.ask<DataAlert>('PUT', `${path}/${alert.id}/subscription`, { mailed: true });
    expect(mine.memberIds).toEqual([lead.memberId]);
    const ben = await product.invite('Ben Agent', 'agent');
    expect((await ben.call('PUT', `${path}/${alert.id}/subscription`, { mailed: true })).status).toBe(403);
    const change = (part: object) => admin.call('PATCH', `${path}/${alert.id}`, part);
    expect(await codeOf(change({ version: 1, memberIds: [ben.memberId] }))).toEqual([
      400,
      'setup_unknown',
      'memberIds',
    ]);
    expect((await codeOf(change({ version: 1, webhook: 'ftp://here' }))).slice(0, 2)).toEqual([
      400,
      'url_refused',
    ]);
    expect((await change({ version: 1, name: 'Other', paused: true })).body).toMatchObject({
      name: 'Other',
      version: 2,
    });
    expect((await codeOf(change({ version: 1, name: 'Late' }))).slice(0, 2)).toEqual([
      409,
      'setup_changed_meanwhile',
    ]);
    // What comes while it is paused is not told afterwards.
    await append(id, 'Ben,20\n');
    expect((await change({ version: 2, paused: false })).body).toMatchObject({ checkedVersion: 2, value: 1 });
    await append(id, 'Cy,30\n');
    await looked(alert, 3);
    expect(await told(alert)).toEqual([[3, 1, null]]);
  });

  it('are tried, and go with their webhook; so do those of a DataSet that goes', async () => {
    const id = await program.make('Gone', 'Ada,30\n');
    const path = `/api/datasets/${id}/alerts`;
    const first = await make(id, {
      name: 'First',
      rule: over('10'),
      webhook: hook,
      memberIds: [lead.memberId],
    });
    const second = await make(id, { name: 'Second', rule: over('10'), webhook: hook });
    const test = await admin.ask<DataAlertNotice>('POST', `${path}/${first.id}/test`);
    expect(test).toMatchObject({ datasetVersion: null, mailed: 1, webhook: 'waiting' });
    await until(() => posted.some(({ body }) => body.id === test.id && body.test));
    await until(() => office.got.some(({ mail }) => mail.subject === 'Test: First (Gone)'));
    answers = 500;
    await append(id, 'Ben,20\n');
    await until(async () => (await noticesOf(second))[0]?.webhookError === 'answered 500');
    answers = 200;
    await admin.ask('DELETE', `${path}/${first.id}`);
    const endpoints = async () =>
      (
        await product.db.rows(
          sql<{ name: string }>`select name from webhook_endpoint where carrier = 'alert_webhook'`,
        )
      ).map(({ name }) => name);
    expect(await endpoints()).toEqual(expect.arrayContaining(['Second']));
    expect(await endpoints()).not.toContain('First');
    await admin.ask('DELETE', `/api/datasets/${id}`);
    await product.app.parts.clock.advance(2 * 3_600_000);
    await until(async () => !(await endpoints()).includes('Second'));
  });
});
