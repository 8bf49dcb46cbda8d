import { OrderedLists } from '../core/ordered.ts';
import type { Snowflakes } from '../core/snowflake.ts';
import type { Store } from '../core/store.ts';

/** One arrow. Its id tells when it was drawn and orders lists of arrows. */
export interface Relation {
  id: string;
  sourceId: string;
  targetId: string;
  at: number;
}

/** One kind of arrow between two users (or from a user to a post, a list), with both directions at hand. */
export interface Relations {
  has(sourceId: string, targetId: string): boolean;
  find(sourceId: string, targetId: string): Relation | undefined;
  /** False when it was there already. `at` puts it into the past. */
  add(sourceId: string, targetId: string, at?: number): boolean;
  remove(sourceId: string, targetId: string): boolean;
  /** Takes away every arrow to a target that is no more. */
  removeAllTo(targetId: string): void;
  countFrom(sourceId: string): number;
  countTo(targetId: string): number;
  /** Newest first, read as far as it is asked for. */
  targetsOf(sourceId: string): Iterable<string>;
  sourcesOf(targetId: string): Iterable<string>;
  /** Oldest first, shared with the store: never change it. */
  arrowsFrom(sourceId: string): readonly Relation[];
  arrowsTo(targetId: string): readonly Relation[];
}

/** `name` is the table: follows, blocks, dmBlocks, likes … */
export function createRelations(store: Store, name: string, ids: Snowflakes, now: () => number): Relations {
  const from = new OrderedLists<Relation>();
  const to = new OrderedLists<Relation>();
  const key = (sourceId: string, targetId: string) => `${sourceId}>${targetId}`;
  const table = store.table<Relation>(name, {
    key: (row) => key(row.sourceId, row.targetId),
    indexed(row, previous) {
      if (previous) removeIndexed(previous);
      from.add(row.sourceId, row);
      to.add(row.targetId, row);
    },
    removed: removeIndexed,
    cleared() {
      from.clear();
      to.clear();
    },
  });

  function removeIndexed(row: Relation): void {
    from.remove(row.sourceId, row.id);
    to.remove(row.targetId, row.id);
  }

  const has = (sourceId: string, targetId: string) => table.find(key(sourceId, targetId)) !== undefined;
  return {
    has,
    find: (sourceId, targetId) => table.find(key(sourceId, targetId)),
    add(sourceId, targetId, at) {
      if (has(sourceId, targetId)) return false;
      table.put({ id: at === undefined ? ids.next() : ids.at(at), sourceId, targetId, at: at ?? now() });
      return true;
    },
    remove: (sourceId, targetId) => table.delete(key(sourceId, targetId)),
    removeAllTo(targetId) {
      for (const { sourceId } of to.of(targetId).slice()) table.delete(key(sourceId, targetId));
    },
    countFrom: (sourceId) => from.sizeOf(sourceId),
    countTo: (targetId) => to.sizeOf(targetId),
    targetsOf: (sourceId) => newestFirst(from.of(sourceId), 'targetId'),
    sourcesOf: (targetId) => newestFirst(to.of(targetId), 'sourceId'),
    arrowsFrom: (sourceId) => from.of(sourceId),
    arrowsTo: (targetId) => to.of(targetId),
  };
}

function* newestFirst(arrows: readonly Relation[], end: 'sourceId' | 'targetId'): Generator<string> {
  for (let index = arrows.length - 1; index >= 0; index--) {
    const arrow = arrows[index];
    if (arrow) yield arrow[end];
  }
}
