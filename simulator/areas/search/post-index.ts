import { OrderedLists } from '../../core/ordered.ts';
import { findEntities } from '../../rules/message-text.ts';
import type { Sim } from '../../sim.ts';
import type { SimPost } from '../../state/posts.ts';
import { wordsIn } from './words.ts';

/** What search knows of one post. Only while it is looked at; the index keeps lists of posts. */
export interface PostWords {
  words: string[];
  hashtags: string[];
  cashtags: string[];
  /** Words of each link, short and whole. */
  links: string[][];
}

export function wordsOf(post: SimPost): PostWords {
  const bare = post.text.replace(/https?:\/\/\S+/g, ' ');
  const found = findEntities(bare);
  return {
    words: wordsIn(bare),
    hashtags: found.hashtags.map(({ text }) => text.toLowerCase()),
    cashtags: found.cashtags.map(({ text }) => text.toLowerCase()),
    links: (post.urls ?? []).flatMap(({ url, expandedUrl }) => [wordsIn(url), wordsIn(expandedUrl)]),
  };
}

/** Posts by the words, tags and words of links in them; made at the first search and kept from then on. */
export interface PostIndex {
  /** Oldest first; `key` is `word`, `#tag`, `$tag` or `url:word`. */
  postsWith(key: string): readonly SimPost[];
}

export function createPostIndex(sim: Sim): PostIndex {
  const lists = new OrderedLists<SimPost>();
  let made = false;

  function keysOf(post: SimPost): Set<string> {
    const { words, hashtags, cashtags, links } = wordsOf(post);
    return new Set([
      ...words,
      ...hashtags.map((tag) => `#${tag}`),
      ...cashtags.map((tag) => `$${tag}`),
      ...links.flat().map((word) => `url:${word}`),
    ]);
  }

  const add = (post: SimPost) => {
    // A repost has no words of its own: https://docs.x.com/changelog (4 May 2026)
    if (post.repostOfId !== undefined) return;
    for (const key of keysOf(post)) lists.add(key, post);
  };
  sim.posts.watch({
    added(post) {
      if (made) add(post);
    },
    removed(post) {
      if (made && post.repostOfId === undefined) for (const key of keysOf(post)) lists.remove(key, post.id);
    },
    cleared: () => lists.clear(),
  });

  return {
    postsWith(key) {
      if (!made) {
        made = true;
        for (const post of sim.posts.all()) add(post);
      }
      return lists.of(key);
    },
  };
}
