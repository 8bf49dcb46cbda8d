import type { Snowflakes } from '../core/snowflake.ts';
import type { Store, Table } from '../core/store.ts';

/** A post, as far as direct messages refer to it. */
export interface SimPost {
  id: string;
  authorId: string;
  text: string;
  createdAt: number;
}

export interface Posts {
  table: Table<SimPost>;
  find(id: string): SimPost | undefined;
  create(post: { id?: string; authorId: string; text: string }): SimPost;
}

export function createPosts(store: Store, ids: Snowflakes, now: () => number): Posts {
  const table = store.table<SimPost>('posts', { key: (post) => post.id });
  return {
    table,
    find: (id) => table.find(id),
    create: ({ id, authorId, text }) => table.put({ id: id ?? ids.next(), authorId, text, createdAt: now() }),
  };
}
