import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noJournal } from '../core/journal.ts';
import { createStore } from '../core/store.ts';
import { createLedger } from './ledger.ts';

const dayMs = 24 * 60 * 60_000;
const noon = Date.UTC(2026, 7, 11, 12);

describe('what was charged', () => {
  it('is charged once for each app, item, id and day, whatever comes between', () => {
    const step = fc.record({
      app: fc.constantFrom('1', '2'),
      item: fc.constantFrom('post.read', 'user.read'),
      ids: fc.array(fc.integer({ min: 1, max: 6 }).map(String), { maxLength: 6 }),
      wait: fc.constantFrom(0, 0, 0, dayMs / 2, dayMs),
      saves: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let now = noon;
        let store = createStore(noJournal);
        let ledger = createLedger(store, () => now);
        const charged = new Set<string>();
        for (const { app, item, ids, wait, saves } of steps) {
          now += wait;
          if (saves) {
            // What is dumped and loaded elsewhere is still known there.
            const rows = store.dump();
            store = createStore(noJournal);
            ledger = createLedger(store, () => now);
            store.load(rows);
          }
          const day = Math.floor(now / dayMs);
          const fresh = new Set(ids.filter((id) => !charged.has(`${app} ${item} ${id} ${day}`)));
          expect(ledger.chargeOnce(app, item, ids)).toBe(fresh.size);
          for (const id of fresh) charged.add(`${app} ${item} ${id} ${day}`);
        }
      }),
    );
  });

  it('is forgotten with its app, and after ninety days', () => {
    let now = noon;
    const store = createStore(noJournal);
    const ledger = createLedger(store, () => now);
    const enter = (appId: string) => {
      const line = ledger.line(appId, 'GET /2/tweets', 'request', 'post.read');
      line.calls += 1;
      ledger.touch(line);
    };
    enter('1');
    enter('2');
    ledger.forget('1');
    expect(ledger.lines([ledger.today()]).map(({ appId }) => appId)).toEqual(['2']);
    store.save();
    now += 89 * dayMs;
    store.save();
    expect(ledger.lines(['2026-08-11'])).toHaveLength(1);
    now += 2 * dayMs;
    store.save();
    expect(ledger.lines(['2026-08-11'])).toEqual([]);
  });
});
