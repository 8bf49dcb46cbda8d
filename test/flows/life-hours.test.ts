import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ApiUser, type Product, startProduct } from '../product.ts';

let product: Product;
let admin: ApiUser;
let agent: ApiUser;

beforeAll(async () => {
  product = await startProduct();
  ({ admin } = product);
  agent = await product.invite('Ben Agent', 'agent');
});
afterAll(() => product?.close());

const week = {
  name: 'Office',
  description: '',
  timeZone: 'Europe/Berlin',
  periods: [1, 2, 3, 4, 5].map((day) => ({ day, fromMinute: 540, untilMinute: 1020 })),
  holidays: [],
  openings: [],
};

interface Shown {
  id: string;
  name: string;
  usedBy: string[];
  outlook: { open: boolean; changes: { at: string; change: string }[] };
}

it('keeps hours, shows how they stand, and logs each change', async () => {
  const made = await admin.ask<Shown>('POST', '/api/hours', week);
  expect(made.outlook.changes).toHaveLength(6);
  const changed = await admin.ask<Shown>('PUT', `/api/hours/${made.id}`, { ...week, name: 'Bureau' });
  expect(changed.name).toBe('Bureau');
  const { hours } = await agent.ask<{ hours: Shown[] }>('GET', '/api/hours');
  expect(hours.map((one) => one.name)).toEqual(['Bureau']);
  await admin.ask('DELETE', `/api/hours/${made.id}`);
  expect((await agent.ask<{ hours: Shown[] }>('GET', '/api/hours')).hours).toEqual([]);
  const { entries } = await admin.ask<{ entries: { action: string }[] }>('GET', '/api/audit');
  expect(entries.slice(0, 3).map((one) => one.action)).toEqual([
    'hours.removed',
    'hours.changed',
    'hours.created',
  ]);
});

it('refuses overlaps in words, a taken name, and whoever may not set up', async () => {
  const twice = { ...week, name: 'Twice', periods: [...week.periods, ...week.periods.slice(0, 1)] };
  const refused = await admin.call('POST', '/api/hours', twice);
  expect(refused).toMatchObject({
    status: 400,
    body: {
      error: {
        code: 'hours_wrong',
        message: 'Monday 09:00 to 17:00 and Monday 09:00 to 17:00 overlap.',
      },
    },
  });
  const preview = await admin.ask<{ problems: string[] }>('POST', '/api/hours/preview', twice);
  expect(preview.problems).toHaveLength(1);
  await admin.ask('POST', '/api/hours', { ...week, name: 'Taken' });
  expect((await admin.call('POST', '/api/hours', { ...week, name: 'taken' })).body['error']?.['code']).toBe(
    'hours_name_taken',
  );
  expect((await agent.call('POST', '/api/hours', week)).status).toBe(403);
});
