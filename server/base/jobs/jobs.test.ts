import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestBase, type TestBase, until } from '../../../test/harness.ts';
import { createJobs, type JobKind, type Jobs } from './index.ts';

const greet: JobKind<{ name: string }> = { name: 'greet', retryDelaySeconds: 0, retryLimit: 2 };

let base: TestBase;
let jobs: Jobs;
const greeted: string[] = [];
let failuresLeft = 0;

beforeAll(async () => {
  base = await openTestBase();
  jobs = createJobs(base);
  jobs.work(greet, async ({ name }) => {
    if (failuresLeft > 0) {
      failuresLeft -= 1;
      throw new Error('hoarse');
    }
    greeted.push(name);
  });
  await jobs.start();
});
afterAll(async () => {
  await jobs.stop();
  await base.close();
});

test('runs a job soon after its transaction has committed', async () => {
  const startedAt = performance.now();
  await base.workspace.transaction((tx) => jobs.send(tx, greet, { name: 'Ada' }));
  await until(() => greeted.includes('Ada'));
  expect(performance.now() - startedAt).toBeLessThan(1_500);
});

test('a job of a transaction that rolled back never runs', async () => {
  await expect(
    base.workspace.transaction(async (tx) => {
      await jobs.send(tx, greet, { name: 'Nobody' });
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  await jobs.send(base.db, greet, { name: 'Grace' });
  await until(() => greeted.includes('Grace'));
  expect(greeted).not.toContain('Nobody');
});

test('a failed job is tried again', async () => {
  failuresLeft = 1;
  await jobs.send(base.db, greet, { name: 'Edsger' });
  await until(() => greeted.includes('Edsger'), { timeoutMs: 15_000 });
  expect(failuresLeft).toBe(0);
});

test('jobs without a key are all run; of one key, one waits', async () => {
  await base.workspace.transaction(async (tx) => {
    for (const name of ['one', 'two', 'three']) await jobs.send(tx, greet, { name });
    for (const name of ['keyed', 'keyed again']) await jobs.send(tx, greet, { name }, { key: 'k' });
  });
  await until(() => ['one', 'two', 'three', 'keyed'].every((name) => greeted.includes(name)));
  expect(greeted).not.toContain('keyed again');
});
