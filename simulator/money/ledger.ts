import { randomUUID } from 'node:crypto';
import type { ControlCostLine } from '../../contract/control/money.ts';
import type { Store } from '../core/store.ts';
import { createCalendar, lastDays } from './days.ts';
import type { Micros } from './prices.ts';

/** One app, one day, one endpoint or event type, one priced item: counted in place. */
export interface CostLine {
  key: string;
  appId: string;
  day: string;
  source: string;
  kind: ControlCostLine['kind'];
  item: ControlCostLine['item'];
  calls: number;
  charged: number;
  deduplicated: number;
  micros: Micros;
  /** How many of the charged resources are posts. */
  posts: number;
}

/** Resources charged to an app on a day, written down a few seconds' worth at a time. */
interface ChargedRow {
  key: string;
  appId: string;
  day: string;
  item: string;
  ids: string[];
}

/** The ids charged as one item; by item, so that the ids themselves are looked up and no text is made of them. */
interface Charged {
  day: string;
  ids: Set<string>;
  unsaved: string[];
}

/** What X's usage endpoint goes back. */
const keptDays = 90;
/** Of one app, day and item. Beyond it resources are charged anew: X, too, promises less than always. */
const maxCharged = 250_000;

export interface Ledger {
  today(): string;
  line(appId: string, source: string, kind: CostLine['kind'], item: CostLine['item']): CostLine;
  /** Says that a line has changed. */
  touch(line: CostLine): void;
  /** Notes resources as charged today as this item; answers how many were not yet. */
  chargeOnce(appId: string, item: string, ids: readonly string[]): number;
  /** The lines of these days, all apps' unless one is named. */
  lines(days: readonly string[], appId?: string): CostLine[];
  forget(appId: string): void;
}

/** What was charged and to whom; kept for 90 days. */
export function createLedger(store: Store, now: () => number): Ledger {
  const { today } = createCalendar(now);
  const changed = new Set<CostLine>();
  const lines = store.table<CostLine>('costs', { key: ({ key }) => key, cleared: () => changed.clear() });
  const charged = new Map<string, Map<string, Charged>>();
  const rows = store.table<ChargedRow>('chargedResources', {
    key: ({ key }) => key,
    indexed({ appId, day, item, ids }) {
      if (day !== today()) return;
      const known = chargedOf(appId, item).ids;
      for (const id of ids) known.add(id);
    },
    cleared: () => charged.clear(),
  });

  function chargedOf(appId: string, item: string): Charged {
    const items = charged.get(appId) ?? new Map<string, Charged>();
    charged.set(appId, items);
    const day = today();
    const known = items.get(item);
    if (known?.day === day) return known;
    const fresh = { day, ids: new Set<string>(), unsaved: [] };
    items.set(item, fresh);
    return fresh;
  }

  function dropOld(): void {
    const oldest = lastDays(now(), keptDays + 1).at(-1) ?? '';
    for (const line of lines.values()) if (line.day < oldest) lines.delete(line.key);
    for (const row of rows.values()) if (row.day < today()) rows.delete(row.key);
  }

  let droppedOn = '';
  store.onSave(() => {
    for (const line of changed) lines.put(line);
    changed.clear();
    for (const [appId, items] of charged)
      for (const [item, { day, unsaved }] of items)
        if (unsaved.length > 0) rows.put({ key: randomUUID(), appId, day, item, ids: unsaved.splice(0) });
    if (droppedOn === today()) return;
    droppedOn = today();
    dropOld();
  });

  return {
    today,
    line(appId, source, kind, item) {
      const day = today();
      const key = `${appId}|${day}|${source}|${item}`;
      const known = lines.find(key);
      if (known) return known;
      const line = {
        key,
        appId,
        day,
        source,
        kind,
        item,
        calls: 0,
        charged: 0,
        deduplicated: 0,
        micros: 0,
        posts: 0,
      };
      lines.restore(line);
      return line;
    },
    touch: (line) => void changed.add(line),
    chargeOnce(appId, item, ids) {
      const { ids: known, unsaved } = chargedOf(appId, item);
      let fresh = 0;
      for (const id of ids) {
        if (known.has(id)) continue;
        fresh += 1;
        if (known.size >= maxCharged) continue;
        known.add(id);
        unsaved.push(id);
      }
      return fresh;
    },
    lines(days, appId) {
      const wanted = new Set(days);
      return [...lines.values()].filter(
        (line) => wanted.has(line.day) && (appId === undefined || line.appId === appId),
      );
    },
    forget(appId) {
      for (const line of lines.values()) if (line.appId === appId) lines.delete(line.key);
      for (const line of changed) if (line.appId === appId) changed.delete(line);
      for (const row of rows.values()) if (row.appId === appId) rows.delete(row.key);
      charged.delete(appId);
    },
  };
}
