import { languageOf } from '../../rules/language.ts';
import type { Sim } from '../../sim.ts';
import type { SimPost } from '../../state/posts.ts';
import type { SimUser } from '../../state/users.ts';
import type { Query, Term } from './parse.ts';
import { type PostIndex, type PostWords, wordsOf } from './post-index.ts';
import { holdsInARow } from './words.ts';

/** A user by name or by id. */
function userNamed(sim: Sim, ref: string): SimUser | undefined {
  return sim.users.findByUsername(ref) ?? (/^[0-9]+$/.test(ref) ? sim.users.find(ref) : undefined);
}

/** Whether a post is what a query asks for. */
export function matches(sim: Sim, query: Query, post: SimPost): boolean {
  let found: PostWords | undefined;
  const words = () => (found ??= wordsOf(post));
  const holds = (part: Query): boolean => {
    if (part.kind === 'and') return part.parts.every(holds);
    if (part.kind === 'or') return part.parts.some(holds);
    return matchesTerm(sim, part.term, post, words) !== part.negated;
  };
  return holds(query);
}

/** What stands in a post is not found in reposts of it any more. https://docs.x.com/changelog (4 May 2026) */
const contentTerms: ReadonlySet<Term['kind']> = new Set(['words', 'hashtag', 'cashtag', 'mention', 'url']);

function matchesTerm(sim: Sim, term: Term, post: SimPost, words: () => PostWords): boolean {
  if (post.repostOfId !== undefined && contentTerms.has(term.kind)) return false;
  switch (term.kind) {
    case 'words':
      return holdsInARow(words().words, term.words);
    case 'hashtag':
      return words().hashtags.includes(term.name);
    case 'cashtag':
      return words().cashtags.includes(term.name);
    case 'mention':
      return post.mentionedIds?.includes(userNamed(sim, term.name)?.id ?? '') ?? false;
    case 'from':
      return post.authorId === userNamed(sim, term.user)?.id;
    case 'to':
      return post.inReplyToUserId !== undefined && post.inReplyToUserId === userNamed(sim, term.user)?.id;
    case 'retweets_of':
      return (
        post.repostOfId !== undefined &&
        sim.posts.find(post.repostOfId)?.authorId === userNamed(sim, term.user)?.id
      );
    case 'in_reply_to':
      return post.inReplyToId === term.id;
    case 'retweets_of_post':
      return post.repostOfId === term.id;
    case 'quotes_of':
      return post.quotedId === term.id;
    case 'conversation':
      return (post.conversationId ?? post.id) === term.id;
    case 'list':
      return sim.lists.members.has(post.authorId, term.id);
    case 'url':
      return words().links.some((link) => holdsInARow(link, term.words));
    case 'lang':
      return languageOf(post.text.slice(post.prefixLength ?? 0)) === term.language;
    case 'is':
      return isA(sim, term.what, post);
    case 'has':
      return hasA(sim, term.what, post, words);
    case 'min':
      return countOf(sim, term.what, post) >= term.count;
  }
}

function isA(sim: Sim, what: Extract<Term, { kind: 'is' }>['what'], post: SimPost): boolean {
  switch (what) {
    case 'retweet':
      return post.repostOfId !== undefined;
    case 'reply':
      return post.inReplyToId !== undefined;
    case 'quote':
      return post.quotedId !== undefined;
    case 'verified':
      return sim.users.find(post.authorId)?.verified ?? false;
    case 'nullcast':
      return false;
  }
}

function hasA(sim: Sim, what: string, post: SimPost, words: () => PostWords): boolean {
  const kinds = () => (post.mediaIds ?? []).map((id) => sim.media.find(id)?.kind);
  switch (what) {
    case 'hashtags':
      return words().hashtags.length > 0;
    case 'cashtags':
      return words().cashtags.length > 0;
    case 'links':
      return (post.urls ?? []).length > 0;
    case 'mentions':
      return (post.mentionedIds ?? []).length > 0;
    case 'media':
      return (post.mediaIds ?? []).length > 0;
    case 'images':
      return kinds().includes('photo');
    case 'videos':
      return kinds().includes('video');
    default:
      // No post here has a place.
      return false;
  }
}

function countOf(sim: Sim, what: 'likes' | 'replies' | 'reposts', post: SimPost): number {
  if (what === 'likes') return sim.engagement.total(post, 'favorites');
  return sim.engagement.total(post, what === 'replies' ? 'replies' : 'retweets');
}

type Lists = readonly (readonly SimPost[])[];

/**
 * Lists that together hold every post that can match, so that a search reads as little as it must. Undefined when the
 * query has no part that can be looked up: X refuses such queries.
 */
export function candidatesOf(sim: Sim, index: PostIndex, query: Query): Lists | undefined {
  if (query.kind === 'or') {
    const all = query.parts.map((part) => candidatesOf(sim, index, part));
    return all.every((lists) => lists !== undefined) ? all.flat() : undefined;
  }
  if (query.kind === 'and') {
    const known = query.parts.flatMap((part) => {
      const lists = candidatesOf(sim, index, part);
      return lists ? [lists] : [];
    });
    return smallest(known);
  }
  return query.negated ? undefined : candidatesOfTerm(sim, index, query.term);
}

function candidatesOfTerm(sim: Sim, index: PostIndex, term: Term): Lists | undefined {
  switch (term.kind) {
    case 'words':
      return smallest(term.words.map((word) => [index.postsWith(word)]));
    case 'hashtag':
      return [index.postsWith(`#${term.name}`)];
    case 'cashtag':
      return [index.postsWith(`$${term.name}`)];
    case 'mention':
      return [sim.posts.mentioning(userNamed(sim, term.name)?.id ?? '')];
    case 'from':
      return [sim.posts.byAuthor(userNamed(sim, term.user)?.id ?? '')];
    case 'to':
      // Whoever is answered is among those whom the answer names.
      return [sim.posts.mentioning(userNamed(sim, term.user)?.id ?? '')];
    case 'retweets_of':
      return sim.posts
        .byAuthor(userNamed(sim, term.user)?.id ?? '')
        .map(({ id }) => sim.posts.repostsOf(id))
        .filter((reposts) => reposts.length > 0);
    case 'in_reply_to':
      return [sim.posts.repliesTo(term.id)];
    case 'retweets_of_post':
      return [sim.posts.repostsOf(term.id)];
    case 'quotes_of':
      return [sim.posts.quotesOf(term.id)];
    case 'conversation':
      return [sim.posts.inConversation(term.id)];
    case 'list':
      return sim.lists.members.arrowsTo(term.id).map(({ sourceId }) => sim.posts.byAuthor(sourceId));
    case 'url':
      return smallest(term.words.map((word) => [index.postsWith(`url:${word}`)]));
    default:
      return undefined;
  }
}

function smallest(known: readonly Lists[]): Lists | undefined {
  const size = (lists: Lists) => lists.reduce((sum, list) => sum + list.length, 0);
  let best: Lists | undefined;
  for (const lists of known) if (!best || size(lists) < size(best)) best = lists;
  return best;
}
