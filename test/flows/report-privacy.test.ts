import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  DatasetRows,
  ErasureCertificate,
  HeldPerson,
  PrivacyRequest,
} from '../../contract/api/index.ts';
import { until } from '../harness.ts';
import { type ApiUser, type Product, startProduct } from '../product.ts';
import { type Reports, reportsOf } from '../report-house.ts';

const DAY_MS = 86_400_000;
/** The first job of a database lays the job library's tables first. */
const PATIENT = { timeoutMs: 50_000, everyMs: 100 };

let product: Product;
let admin: ApiUser;
let reports: Reports;
let report: { id: string; datasetId: string };
beforeAll(async () => {
  product = await startProduct();
  ({ admin } = product);
  reports = reportsOf(admin);
  await product.x.user('shop');
  for (const name of ['anna', 'boris']) await product.x.user(name);
  await product.x.control('POST', '/limits', { enabled: false });
  const { accountId } = await product.connect('shop');
  for (const name of ['anna', 'boris']) {
    await product.x.write(name, 'shop', `${name} asks`);
    await product.x.write(name, 'shop', `${name} asks again`);
  }
  await until(async () => {
    const { rows } = await admin.ask<{ rows: unknown[] }>('GET', '/api/inbox?view=all');
    return rows.length === 2;
  });
  report = await reports.make('direct_messages', {
    accountId,
    method: 'append',
    options: { report: 'received' },
  });
  await reports.run(report.id);
  await reports.run(report.id);
});
afterAll(() => product?.close());

async function texts(version?: number): Promise<string[]> {
  const { columns, rows } = await admin.ask<DatasetRows>(
    'GET',
    `/api/datasets/${report.datasetId}/rows?limit=500${version === undefined ? '' : `&version=${version}`}`,
  );
  const at = columns.findIndex(({ name }) => name === 'text');
  return rows.map((row) => String(row[at])).toSorted((a, b) => a.localeCompare(b));
}

describe('what is in DataSets of people', () => {
  it('a person who is erased goes from every state, and does not come back from X', async () => {
    const anna = await admin.ask<HeldPerson>('POST', '/api/privacy/person', { who: '@anna' });
    const { id } = await admin.ask<PrivacyRequest>('POST', '/api/privacy/requests', {
      kind: 'erase',
      customerId: anna.customerId,
      includeContact: false,
      confirm: anna.confirm,
    });
    await until(async () => {
      const { state } = await admin.ask<PrivacyRequest>('GET', `/api/privacy/requests/${id}`);
      return state === 'done';
    }, PATIENT);
    for (const version of [undefined, 1, 2]) expect(await texts(version)).not.toContain('anna asks');
    const certificate = await admin.ask<ErasureCertificate>('GET', `/api/privacy/requests/${id}/certificate`);
    expect(certificate.erased.find(({ table }) => table === 'dataset')).toMatchObject({ count: 1 });
    // It says as well what it does not reach.
    expect(certificate.kept.find(({ table }) => table === 'dataset')?.why).toContain(
      'put into DataSets themselves',
    );
    // X still has what she wrote: the next run leaves it out.
    const run = await reports.run(report.id);
    expect(run.state).toBe('succeeded');
    expect(new Set(await texts())).toEqual(new Set(['boris asks', 'boris asks again']));
    await product.x.write('anna', 'shop', 'anna is back');
    await reports.run(report.id);
    expect(await texts()).toContain('anna is back');
  });

  it('what is older than messages may be goes', async () => {
    await admin.ask('PUT', '/api/privacy/retention', { kind: 'messages', days: 2 });
    await product.app.parts.clock.advance(3 * DAY_MS);
    await until(async () => (await texts()).length === 0, PATIENT);
    expect(await texts(1)).toEqual([]);
  });
});
