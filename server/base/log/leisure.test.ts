import { afterAll, expect, test } from 'vitest';
import { until } from '../../../test/harness.ts';
import { Leisure } from './leisure.ts';

let busy = 0;
let looks = 0;
const leisure = new Leisure(() => {
  looks += 1;
  return busy;
});
leisure.start();
afterAll(() => leisure.stop());

/** Waits until it has seen how busy the process is. */
async function look(): Promise<void> {
  const before = looks;
  await until(() => looks > before);
}

async function become(share: number): Promise<void> {
  busy = share;
  await look();
}

test('what can wait is done at once while there is time to spare', async () => {
  await become(0.1);
  const startedMs = performance.now();
  let ranMs: number | undefined;
  leisure.wait(60_000, () => {
    ranMs = performance.now();
  });
  await until(() => ranMs !== undefined);
  expect((ranMs ?? 0) - startedMs).toBeLessThan(40);
});

test('what can wait gives way while there is none, and is done as soon as there is', async () => {
  await become(1);
  let ran = false;
  leisure.wait(60_000, () => {
    ran = true;
  });
  await look();
  await look();
  expect(ran).toBe(false);
  busy = 0;
  await until(() => ran);
});

test('however busy the process stays, nothing waits for longer than it may', async () => {
  await become(1);
  const startedMs = performance.now();
  let ranMs = Number.NaN;
  leisure.wait(300, () => {
    ranMs = performance.now();
  });
  await until(() => !Number.isNaN(ranMs));
  expect(ranMs - startedMs).toBeGreaterThanOrEqual(299);
  expect(ranMs - startedMs).toBeLessThan(600);
});

test('what was taken back is not done', async () => {
  await become(1);
  let ran = false;
  leisure.wait(0, () => {
    ran = true;
  })();
  await look();
  busy = 0;
  await look();
  expect(ran).toBe(false);
});
