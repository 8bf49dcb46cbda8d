import { OrderedList, OrderedLists } from '../core/ordered.ts';
import type { Snowflakes } from '../core/snowflake.ts';
import type { Store, Table } from '../core/store.ts';
import type { UrlEntity } from './dms.ts';

/** A link in a post. The last ones may stand for its files, or be `added` for what it quotes or offers. */
export type PostUrl = UrlEntity & { mediaKey?: string; added?: true };

export type ReplySettings = 'everyone' | 'following' | 'mentionedUsers' | 'subscribers' | 'verified';

export interface PostPoll {
  id: string;
  options: string[];
  durationMinutes: number;
}

/** A post as stored: its text never changes; it can be hidden or deleted. */
export interface SimPost {
  id: string;
  authorId: string;
  /** As X stores it: urls are t.co links, a reply begins with the names that it answers. */
  text: string;
  createdAt: number;
  urls?: PostUrl[];
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
  /** Code points of the hidden names at the start of a reply. */
  prefixLength?: number;
  replySettings?: ReplySettings;
  poll?: PostPoll;
  /** Written with more than the 280 that everyone may use. */
  long?: boolean;
  paidPartnership?: boolean;
  communityId?: string;
  /** A reply that the author of the conversation has hidden. */
  hidden?: boolean;
  /** The developer app that it was posted with; absent when posted on x.com. */
  appId?: string;
}

export type NewPost = Omit<SimPost, 'id' | 'createdAt'> & { id?: string; createdAt?: number };

/** All lists are oldest first and shared with the store: never change them. */
export interface Posts {
  table: Table<SimPost>;
  find(id: string): SimPost | undefined;
  /** Stores it and tells nobody; `acts/posts.ts` is how people post. */
  create(post: NewPost): SimPost;
  delete(id: string): boolean;
  all(): readonly SimPost[];
  byAuthor(userId: string): readonly SimPost[];
  countByAuthor(userId: string): number;
  countMediaOf(userId: string): number;
  /** Posts that name a user, and answers to the user; no reposts. */
  mentioning(userId: string): readonly SimPost[];
  repliesTo(postId: string): readonly SimPost[];
  quotesOf(postId: string): readonly SimPost[];
  repostsOf(postId: string): readonly SimPost[];
  /** The user's repost of a post. */
  findRepost(userId: string, postId: string): SimPost | undefined;
  inConversation(conversationId: string): readonly SimPost[];
  /** Calls back after a post came (also read from disk or loaded) or went. For indexes made elsewhere. */
  watch(listener: PostListener): void;
}

export interface PostListener {
  added(post: SimPost): void;
  removed(post: SimPost): void;
  cleared(): void;
}

export function createPosts(store: Store, ids: Snowflakes, now: () => number): Posts {
  const all = new OrderedList<SimPost>();
  const byAuthor = new OrderedLists<SimPost>();
  const mentioning = new OrderedLists<SimPost>();
  const replies = new OrderedLists<SimPost>();
  const quotes = new OrderedLists<SimPost>();
  const reposts = new OrderedLists<SimPost>();
  const conversations = new OrderedLists<SimPost>();
  const repostBy = new Map<string, SimPost>();
  const mediaCounts = new Map<string, number>();
  const listeners: PostListener[] = [];
  const lists = [byAuthor, mentioning, replies, quotes, reposts, conversations];

  function* placesOf(post: SimPost): Generator<[OrderedLists<SimPost>, string]> {
    yield [byAuthor, post.authorId];
    yield [conversations, post.conversationId ?? post.id];
    if (post.inReplyToId !== undefined) yield [replies, post.inReplyToId];
    if (post.quotedId !== undefined) yield [quotes, post.quotedId];
    if (post.repostOfId !== undefined) yield [reposts, post.repostOfId];
    else for (const userId of post.mentionedIds ?? []) yield [mentioning, userId];
  }

  function countMedia(post: SimPost, step: 1 | -1): void {
    if (!post.mediaIds?.length) return;
    const files = step * post.mediaIds.length;
    mediaCounts.set(post.authorId, (mediaCounts.get(post.authorId) ?? 0) + files);
  }

  const remove = (post: SimPost) => {
    all.remove(post.id);
    for (const [list, key] of placesOf(post)) list.remove(key, post.id);
    if (post.repostOfId !== undefined) repostBy.delete(`${post.authorId}>${post.repostOfId}`);
    countMedia(post, -1);
    for (const listener of listeners) listener.removed(post);
  };

  const table = store.table<SimPost>('posts', {
    key: (post) => post.id,
    indexed(post, previous) {
      // Only `hidden` ever changes, so a post keeps its places.
      if (previous) {
        all.replace(post);
        for (const [list, key] of placesOf(post)) list.replace(key, post);
        return;
      }
      all.add(post);
      for (const [list, key] of placesOf(post)) list.add(key, post);
      if (post.repostOfId !== undefined) repostBy.set(`${post.authorId}>${post.repostOfId}`, post);
      countMedia(post, 1);
      for (const listener of listeners) listener.added(post);
    },
    removed: remove,
    cleared() {
      all.clear();
      for (const list of lists) list.clear();
      repostBy.clear();
      mediaCounts.clear();
      for (const listener of listeners) listener.cleared();
    },
  });

  return {
    table,
    find: (id) => table.find(id),
    create({ id, createdAt, ...post }) {
      const at = createdAt ?? now();
      return table.put({
        ...post,
        id: id ?? (createdAt === undefined ? ids.next() : ids.at(createdAt)),
        createdAt: at,
      });
    },
    delete: (id) => table.delete(id),
    all: () => all.items(),
    byAuthor: (userId) => byAuthor.of(userId),
    countByAuthor: (userId) => byAuthor.sizeOf(userId),
    countMediaOf: (userId) => mediaCounts.get(userId) ?? 0,
    mentioning: (userId) => mentioning.of(userId),
    repliesTo: (postId) => replies.of(postId),
    quotesOf: (postId) => quotes.of(postId),
    repostsOf: (postId) => reposts.of(postId),
    findRepost: (userId, postId) => repostBy.get(`${userId}>${postId}`),
    inConversation: (conversationId) => conversations.of(conversationId),
    watch: (listener) => void listeners.push(listener),
  };
}
