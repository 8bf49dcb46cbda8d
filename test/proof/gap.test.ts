import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EventOf, newId, sql } from '../../server/base/index.ts';
import { openTestBase, type TestBase, until } from '../harness.ts';

/** Proof 4: a transaction that commits late is seen by every consumer, in the order of its key. */
const WRITERS = 12;
const EACH = 80;
const KEYS = 20;

let base: TestBase;
const seen: string[] = [];
const alsoSeen: string[] = [];

beforeAll(async () => {
  base = await openTestBase();
  const record = (into: string[]) => async (_tx: unknown, events: readonly EventOf<'member.changed'>[]) => {
    for (const event of events) into.push(`${event.key}/${event.body.what}`);
  };
  // One in large batches, one entry by entry, so that they are never at the same place.
  base.log.consume({
    name: 'one',
    start: 'beginning',
    kinds: ['member.changed'],
    concurrency: 8,
    handle: record(seen),
  });
  base.log.consume({
    name: 'other',
    start: 'now',
    kinds: ['member.changed'],
    batch: 3,
    handle: record(alsoSeen),
  });
  await base.log.start();
});
afterAll(() => base.close());

/** Counters of one key are written one after the other, whoever writes them. */
const counters = new Map<string, number>();
const locks = new Map<string, Promise<void>>();

async function append(
  key: string,
  pauseMs = 0,
  when: 'before' | 'after numbering' = 'before',
): Promise<void> {
  const previous = locks.get(key) ?? Promise.resolve();
  const next = previous.then(() =>
    base.workspace.transaction(async (tx) => {
      const count = (counters.get(key) ?? 0) + 1;
      counters.set(key, count);
      const event = { kind: 'member.changed', key, body: { memberId: key, what: String(count) } } as const;
      base.log.append(tx, [event]);
      const pause = () => tx.rows(sql`select pg_sleep(${pauseMs / 1_000})`).then(() => undefined);
      if (pauseMs > 0 && when === 'before') await pause();
      // Hooks that are added by hooks run later: this one after the events have their numbers.
      if (pauseMs > 0 && when === 'after numbering') {
        tx.beforeCommit(() => tx.beforeCommit(() => tx.beforeCommit(pause)));
      }
    }),
  );
  locks.set(key, next);
  await next;
}

test('nothing is skipped and nothing changes places while transactions commit late', async () => {
  const keys = Array.from({ length: KEYS }, () => newId());
  const late = [
    append('sleeps before its number', 2_000),
    append('sleeps after its number', 700, 'after numbering'),
  ];
  const writers = Array.from({ length: WRITERS }, async (_, writer) => {
    for (let n = 0; n < EACH; n += 1)
      await append(keys[(writer * 7 + n * 3) % KEYS] ?? 'none', n % 20 === 0 ? 20 : 0);
  });
  await Promise.all([...writers, ...late]);
  const total = WRITERS * EACH + late.length;
  await until(() => seen.length >= total && alsoSeen.length >= total, {
    timeoutMs: 30_000,
    what: 'all were seen',
  });
  for (const record of [seen, alsoSeen]) {
    expect(record).toHaveLength(total);
    for (const [key, count] of counters) {
      const ofKey = record.filter((entry) => entry.startsWith(`${key}/`));
      expect(ofKey).toEqual(Array.from({ length: count }, (_, index) => `${key}/${index + 1}`));
    }
  }
  const gaps = await base.db.rows(sql`
    select partition from event group by workspace_id, partition having count(*) <> max(seq)`);
  expect(gaps).toEqual([]);
});
