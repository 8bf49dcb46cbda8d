import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../harness.ts';
import { type Product, signIn, startProduct } from '../product.ts';
import { calmScript, countingKind, reportsOf, script } from '../report-house.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct({ reportKinds: [countingKind] });
});
afterAll(() => product?.close());

const DAY_MS = 86_400_000;
/** Whoever was signed in months ago is not any more. */
async function later(days: number) {
  await product.app.parts.clock.advance(days * DAY_MS);
  return reportsOf(await signIn(product.url, 'ada@house.example'));
}

it('what runs noted goes after 90 days, runs after 400, the newest of each stays', async () => {
  calmScript();
  script.before = (_, context) => context.note('Noted.');
  const now = reportsOf(product.admin);
  const { id } = await now.make('counting', { options: { count: 1 } });
  const { id: first } = await now.run(id);
  const { id: last } = await now.run(id);
  expect(await now.log(first)).toEqual(['Noted.']);
  const spring = await later(91);
  await until(async () => (await spring.log(first)).length === 0);
  expect(await spring.runs(id)).toHaveLength(2);
  const nextYear = await later(310);
  await until(async () => (await nextYear.runs(id)).length === 1);
  expect((await nextYear.runs(id))[0]?.id).toBe(last);
});
