import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Alert, AlertRule } from '../../contract/api/index.ts';
import { xErrors } from '../../contract/errors/x.ts';
import { XProblem } from '../../server/x/index.ts';
import { until } from '../harness.ts';
import { type Product, startProduct } from '../product.ts';
import { mailSetup, openPostOffice } from './mail-world.ts';
import { calmScript, countingKind, type Reports, reportsOf, script } from '../report-house.ts';

let product: Product;
let reports: Reports;
beforeAll(async () => {
  product = await startProduct({ reportKinds: [countingKind] });
  reports = reportsOf(product.admin);
});
afterAll(() => product?.close());
beforeEach(calmScript);

const HOUR_MS = 3_600_000;
const standing = async () =>
  (await product.admin.ask<{ alerts: Alert[] }>('GET', '/api/board')).alerts.filter(
    ({ kind }) => kind === 'reports_troubled',
  );
const untilStands = (value: number) =>
  until(async () => {
    const [alert] = await standing();
    return alert?.value === value ? alert : undefined;
  });
const untilOver = () => until(async () => (await standing()).length === 0);

it('supervisors are told of a report that failed, without a rule, until it is well again', async () => {
  const { id } = await reports.make('counting', { options: { count: 1 } });
  script.before = () => {
    throw new XProblem(xErrors.x_credits_depleted, { kind: 'limited', retryable: false });
  };
  await reports.run(id);
  expect(await untilStands(1)).toMatchObject({ level: 'warning', queueId: null, memberId: null });
  calmScript();
  await reports.run(id);
  await untilOver();
});

it('of one that is late, until it is paused', async () => {
  const { id } = await reports.make('counting', { options: { count: 1 }, lateAfterHours: 2 });
  await reports.run(id);
  expect(await standing()).toEqual([]);
  await product.app.parts.clock.advance(3 * HOUR_MS);
  await untilStands(1);
  expect((await reports.get(id)).late).toBe(true);
  await reports.change(id, { paused: true });
  await untilOver();
});

it('and not when a rule of their own says otherwise', async () => {
  const { admin } = product;
  const rule = {
    name: 'Reports',
    kind: 'reports_troubled',
    queueId: null,
    warning: 2,
    critical: null,
    enabled: true,
  };
  const made = await admin.ask<AlertRule>('POST', '/api/board/alert-rules', rule);
  script.before = () => {
    throw new XProblem(xErrors.x_token_invalid, { kind: 'refused', retryable: false });
  };
  for (const name of ['First', 'Second']) {
    const { id } = await reports.make('counting', { name, options: { count: 1 } });
    expect(await standing()).toEqual([]);
    await reports.run(id);
  }
  expect(await untilStands(2)).toMatchObject({ ruleId: made.id });
});

it('members are mailed once of each trouble, and when it is well again', async () => {
  const { admin } = product;
  const office = await openPostOffice();
  const { id, datasetId } = await reports.make('counting', {
    name: 'Counted',
    options: { count: 1 },
    lateAfterHours: 2,
  });
  const subjects = () => office.got.map(({ mail }) => mail.subject);
  const untilMailed = async (...all: string[]) => {
    await until(() => subjects().length === all.length);
    expect(subjects()).toEqual(all);
  };
  const fail = async () => {
    script.before = () => {
      throw new XProblem(xErrors.x_credits_depleted, { kind: 'limited', retryable: false });
    };
    const run = await reports.run(id);
    calmScript();
    return run;
  };
  try {
    await admin.ask('PUT', '/api/business/mail', { ...mailSetup(office), incoming: 'none' });
    const lead = await product.invite('Lea Lead', 'supervisor');
    const path = `/api/reports/${id}/mails`;
    const wanted = { failed: true, late: true, again: true, memberIds: [admin.memberId] };
    expect(await lead.ask('GET', path)).toEqual({
      failed: false,
      late: false,
      again: false,
      memberIds: [],
      canMail: true,
    });
    expect((await lead.call('PUT', path, wanted)).status).toBe(403);
    expect((await admin.call('PUT', path, { ...wanted, memberIds: ['0'.repeat(24)] })).status).toBe(400);
    expect(await admin.ask('PUT', path, wanted)).toEqual({ ...wanted, canMail: true });
    const first = await fail();
    await untilMailed('Failed: Counted');
    expect(office.got[0]?.mail.text).toContain(first.problem?.message);
    expect(office.got[0]?.mail.text).toContain(
      `${product.url}/datasources/${datasetId}/details/history?run=${first.id}`,
    );
    // The same trouble, twice more: another run that fails, and hours that make it late as well.
    await fail();
    await product.app.parts.clock.advance(3 * HOUR_MS);
    await reports.run(id);
    await untilMailed('Failed: Counted', 'Works again: Counted');
    await product.app.parts.clock.advance(3 * HOUR_MS);
    await untilMailed('Failed: Counted', 'Works again: Counted', 'Late: Counted');
    await reports.run(id);
    await untilMailed('Failed: Counted', 'Works again: Counted', 'Late: Counted', 'Works again: Counted');
  } finally {
    await office.close();
  }
});
