import type { Store } from '../core/store.ts';

interface Relation {
  sourceId: string;
  targetId: string;
  at: number;
}

/** One kind of arrow between two users, with both directions at hand. */
export interface Relations {
  has(sourceId: string, targetId: string): boolean;
  /** False when it was there already. */
  add(sourceId: string, targetId: string): boolean;
  remove(sourceId: string, targetId: string): boolean;
  targetsOf(sourceId: string): ReadonlySet<string>;
  sourcesOf(targetId: string): ReadonlySet<string>;
}

const none: ReadonlySet<string> = new Set();

/** `name` is the table: follows, blocks, dmBlocks. */
export function createRelations(store: Store, name: string, now: () => number): Relations {
  const targets = new Map<string, Set<string>>();
  const sources = new Map<string, Set<string>>();
  const key = (sourceId: string, targetId: string) => `${sourceId}>${targetId}`;
  const table = store.table<Relation>(name, {
    key: (row) => key(row.sourceId, row.targetId),
    indexed(row) {
      setOf(targets, row.sourceId).add(row.targetId);
      setOf(sources, row.targetId).add(row.sourceId);
    },
    removed(row) {
      targets.get(row.sourceId)?.delete(row.targetId);
      sources.get(row.targetId)?.delete(row.sourceId);
    },
    cleared() {
      targets.clear();
      sources.clear();
    },
  });
  const has = (sourceId: string, targetId: string) => targets.get(sourceId)?.has(targetId) ?? false;
  return {
    has,
    add(sourceId, targetId) {
      if (has(sourceId, targetId)) return false;
      table.put({ sourceId, targetId, at: now() });
      return true;
    },
    remove: (sourceId, targetId) => table.delete(key(sourceId, targetId)),
    targetsOf: (sourceId) => targets.get(sourceId) ?? none,
    sourcesOf: (targetId) => sources.get(targetId) ?? none,
  };
}

function setOf(map: Map<string, Set<string>>, id: string): Set<string> {
  const set = map.get(id) ?? new Set<string>();
  map.set(id, set);
  return set;
}
