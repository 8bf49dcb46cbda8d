import { OrderedLists } from '../core/ordered.ts';
import type { Snowflakes } from '../core/snowflake.ts';
import type { Store } from '../core/store.ts';
import { type Relations, createRelations } from './relations.ts';

/** A List: people gathered by its owner. */
export interface SimList {
  id: string;
  ownerId: string;
  name: string;
  description: string;
  private: boolean;
  createdAt: number;
}

export interface Lists {
  find(id: string): SimList | undefined;
  create(list: Omit<SimList, 'id' | 'createdAt'>): SimList;
  update(id: string, changes: Partial<Pick<SimList, 'name' | 'description' | 'private'>>): SimList;
  /** With its members, followers and pins. */
  delete(id: string): boolean;
  /** Oldest first, shared with the store: never change it. */
  ownedBy(userId: string): readonly SimList[];
  /** User → list. */
  members: Relations;
  followers: Relations;
  pins: Relations;
}

export function createLists(store: Store, ids: Snowflakes, now: () => number): Lists {
  const byOwner = new OrderedLists<SimList>();
  const table = store.table<SimList>('lists', {
    key: (list) => list.id,
    indexed(list, previous) {
      if (previous) byOwner.replace(list.ownerId, list);
      else byOwner.add(list.ownerId, list);
    },
    removed: (list) => byOwner.remove(list.ownerId, list.id),
    cleared: () => byOwner.clear(),
  });
  const members = createRelations(store, 'listMembers', ids, now);
  const followers = createRelations(store, 'listFollowers', ids, now);
  const pins = createRelations(store, 'listPins', ids, now);
  return {
    find: (id) => table.find(id),
    create: (list) => table.put({ ...list, id: ids.next(), createdAt: now() }),
    update: (id, changes) => table.patch(id, changes),
    delete(id) {
      for (const relation of [members, followers, pins]) relation.removeAllTo(id);
      return table.delete(id);
    },
    ownedBy: (userId) => byOwner.of(userId),
    members,
    followers,
    pins,
  };
}
