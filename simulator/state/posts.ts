import type { Snowflakes } from '../core/snowflake.ts';
import type { Store, Table } from '../core/store.ts';
import type { UrlEntity } from './dms.ts';

/** A post as stored: never changed, only deleted. */
export interface SimPost {
  id: string;
  authorId: string;
  /** As X stores it: urls are t.co links. */
  text: string;
  createdAt: number;
  urls?: UrlEntity[];
  mediaIds?: string[];
  /** The first post of its thread; itself when it answers none. */
  conversationId?: string;
  inReplyToId?: string;
  inReplyToUserId?: string;
  quotedId?: string;
  /** A repost has no text of its own beyond `RT @name: …`. */
  repostOfId?: string;
  /** Users named in the text, and whom a reply answers. */
  mentionedIds?: string[];
  replySettings?: 'everyone' | 'following' | 'mentionedUsers' | 'subscribers' | 'verified';
  /** The developer app that it was posted with; absent when posted on x.com. */
  appId?: string;
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
