import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ApiUser, type Product, startProduct } from '../product.ts';

let product: Product;
let admin: ApiUser;

beforeAll(async () => {
  product = await startProduct();
  ({ admin } = product);
});
afterAll(() => product?.close());

interface Done {
  readonly created: number;
  readonly updated: number;
  readonly skipped: number;
  readonly wrong: number;
  readonly problems: { row: number; message: string }[];
}

const rows = (count: number) =>
  Array.from({ length: count }, (_, index) => `Person ${index},p${index}@many.example`);
const csvOf = (lines: readonly string[]) => ['name,email', ...lines].join('\n');
const take = (csv: string, from: number, count: number, known = 'update') =>
  admin.ask<Done>('POST', '/api/contacts/import', { csv, known, rows: { from, count } });

it('takes a file in part by part: all rows once, problems under the rows of the file', async () => {
  const lines = rows(30);
  lines[12] = ',nobody@many.example';
  // The same address in two parts.
  lines[25] = 'Again,P3@many.example';
  const csv = csvOf(lines);
  const parts = [await take(csv, 0, 10), await take(csv, 10, 10), await take(csv, 20, 10)];
  expect(parts.map(({ created, updated, wrong }) => [created, updated, wrong])).toEqual([
    [10, 0, 0],
    [9, 0, 1],
    [9, 0, 1],
  ]);
  expect(parts.flatMap(({ problems }) => problems.map(({ row }) => row))).toEqual([14, 27]);
  expect(parts[2]?.problems[0]?.message).toBe('The e-mail stands in row 5 already.');
  // A part that is sent again changes what it made, and makes nothing.
  expect(await take(csv, 10, 10)).toMatchObject({ created: 0, updated: 9 });
  expect(await take(csv, 30, 10)).toMatchObject({ created: 0, updated: 0, wrong: 0 });
});

it('answers others while it reads a file of the most rows', async () => {
  const csv = csvOf(rows(5_000));
  const order: string[] = [];
  const reads = async () => {
    const { create } = await admin.ask<{ create: number }>('POST', '/api/contacts/import/preview', {
      csv,
      known: 'create',
    });
    order.push('preview');
    return create;
  };
  const asks = async () => {
    await admin.ask('GET', '/api/session');
    order.push('session');
  };
  const [create] = await Promise.all([reads(), asks()]);
  expect(create).toBe(5_000);
  expect(order).toEqual(['session', 'preview']);
});

it('takes a file whose characters are more than a megabyte of bytes', async () => {
  const lines = Array.from({ length: 4_000 }, (_, index) => `${'見'.repeat(90)} ${index}`);
  expect(
    await admin.ask('POST', '/api/contacts/import/preview', {
      csv: `name\n${lines.join('\n')}`,
      known: 'skip',
    }),
  ).toMatchObject({ create: 4_000, wrong: 0 });
});
