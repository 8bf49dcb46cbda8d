import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Alert, AlertRule } from '../../contract/api/index.ts';
import { xErrors } from '../../contract/errors/x.ts';
import { XProblem } from '../../server/x/index.ts';
import { until } from '../harness.ts';
import { type Product, startProduct } from '../product.ts';
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
