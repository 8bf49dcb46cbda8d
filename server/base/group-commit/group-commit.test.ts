import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestBase, type TestBase } from '../../../test/harness.ts';
import { sql } from '../index.ts';
import { GroupCommit } from './index.ts';

let base: TestBase;
const sizes: number[] = [];
let group: GroupCommit<string, string>;

beforeAll(async () => {
  base = await openTestBase();
  await base.db.execute(sql`create table line (n bigint generated always as identity, text text not null)`);
  group = new GroupCommit({
    largest: 50,
    inFlight: 2,
    write: async (texts) => {
      sizes.push(texts.length);
      const rows = await base.db.rows(sql<{ n: string }>`
        insert into line (text) select * from unnest(${texts}::text[]) returning n`);
      return rows.map((row) => row.n);
    },
  });
});
afterAll(() => base.close());

test('callers that come together share a commit, and each gets its own result', async () => {
  const results = await Promise.all(Array.from({ length: 200 }, (_, index) => group.add(`line ${index}`)));
  expect(new Set(results).size).toBe(200);
  expect(Math.max(...sizes)).toBe(50);
  expect(sizes.length).toBeLessThan(10);
  const row = await base.db.row(sql<{ text: string }>`select text from line where n = ${results[7]}`);
  expect(row.text).toBe('line 7');
});

test('a row that the database refuses fails alone', async () => {
  const answers = await Promise.allSettled(
    ['good', 'hostile \u0000', 'also good'].map((text) => group.add(text)),
  );
  expect(answers.map((answer) => answer.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});

test('settles when everything is answered', async () => {
  const added = group.add('last');
  await group.settle();
  await expect(added).resolves.toMatch(/^\d+$/);
});
