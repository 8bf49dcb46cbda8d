import type { Sim } from '../sim.ts';
import type { SimApp } from '../state/apps.ts';
import type { SimPost } from '../state/posts.ts';
import type { SimUser } from '../state/users.ts';
import { maySeePost } from './may-see.ts';
import { maxLongPostCharacters, maxPostWeight, weighText } from './post-text.ts';
import { countCharacters } from './message-text.ts';

export type PostRefusal =
  | 'too_long'
  | 'duplicate'
  | 'reply_to_unseen'
  | 'reply_restricted'
  | 'not_summoned'
  | 'quote_of_unseen';

export interface Intent {
  text: string;
  inReplyToId?: string;
  quotedId?: string;
  mediaIds?: readonly string[];
}

const duplicateMs = 24 * 60 * 60_000;
const duplicatesAmong = 50;

/** Why X would not take this post from this user; undefined when it would. */
export function refusalToPost(
  sim: Sim,
  author: SimUser,
  intent: Intent,
  app?: SimApp,
): PostRefusal | undefined {
  if (isTooLong(author, intent.text)) return 'too_long';
  if (intent.inReplyToId !== undefined) {
    const refusal = refusalToAnswer(sim, author, intent.inReplyToId, app);
    if (refusal) return refusal;
  }
  if (intent.quotedId !== undefined) {
    const quoted = sim.posts.find(intent.quotedId);
    if (!quoted || !maySeePost(sim, author.id, quoted)) return 'quote_of_unseen';
  }
  return isDuplicate(sim, author, intent) ? 'duplicate' : undefined;
}

/** Long posts are for subscribers of X Premium. https://docs.x.com/changelog (August 2024) */
function isTooLong(author: SimUser, text: string): boolean {
  // Enough to tell, whatever the characters weigh.
  if (text.length > 4 * maxLongPostCharacters) return true;
  if (weighText(text) <= maxPostWeight) return false;
  const premium = author.verified || (author.subscriptionType ?? 'None') !== 'None';
  return !premium || countCharacters(text) > maxLongPostCharacters;
}

function refusalToAnswer(
  sim: Sim,
  author: SimUser,
  answeredId: string,
  app: SimApp | undefined,
): PostRefusal | undefined {
  const answered = sim.posts.find(answeredId);
  if (!answered || !maySeePost(sim, author.id, answered)) return 'reply_to_unseen';
  const root = sim.posts.find(answered.conversationId ?? '') ?? answered;
  if (!mayAnswerIn(sim, author, root)) return 'reply_restricted';
  if (app && hasSelfServeRules(app) && !isSummoned(sim, author.id, answered)) return 'not_summoned';
  return undefined;
}

/** `reply_settings` of the post that began the conversation; its author and whom it names may always answer. */
function mayAnswerIn(sim: Sim, author: SimUser, root: SimPost): boolean {
  if (author.id === root.authorId || root.mentionedIds?.includes(author.id)) return true;
  switch (root.replySettings) {
    case 'following':
      return sim.follows.has(root.authorId, author.id);
    case 'verified':
      return author.verified;
    case 'mentionedUsers':
    case 'subscribers':
      return false;
    default:
      return true;
  }
}

/**
 * Whether the app has to keep what X asks of self-serve apps only: no follows, likes and quotes either.
 * https://docs.x.com/changelog (16 April 2026)
 */
export function hasSelfServeRules(app: SimApp): boolean {
  return app.tier === 'pay-per-use' && app.selfServeRules === 'enforced';
}

/**
 * Self-serve apps may answer only whoever names the answering user or quotes one of their posts (and the user's own
 * threads). https://docs.x.com/changelog (23 February 2026)
 */
function isSummoned(sim: Sim, userId: string, answered: SimPost): boolean {
  if (answered.authorId === userId || answered.mentionedIds?.includes(userId)) return true;
  return sim.posts.find(answered.quotedId ?? '')?.authorId === userId;
}

/** The same words to the same post within a day. */
function isDuplicate(sim: Sim, author: SimUser, intent: Intent): boolean {
  if (intent.mediaIds?.length) return false;
  const since = sim.clock.now() - duplicateMs;
  return sim.posts
    .byAuthor(author.id)
    .slice(-duplicatesAmong)
    .some(
      (post) =>
        post.createdAt > since &&
        post.repostOfId === undefined &&
        !post.mediaIds?.length &&
        post.inReplyToId === intent.inReplyToId &&
        (intent.quotedId === undefined || post.quotedId === intent.quotedId) &&
        writtenText(post) === intent.text,
    );
}

/** What its author wrote: without the names before it and the link of a quote, with the links as they were. */
function writtenText(post: SimPost): string {
  const chars = Array.from(post.text);
  const prefix = post.prefixLength ?? 0;
  let text = '';
  let at = prefix;
  for (const url of post.urls ?? []) {
    if (url.mediaKey !== undefined || url.added) continue;
    text += chars.slice(at, url.start).join('') + url.expandedUrl;
    at = url.end;
  }
  const added = post.urls?.find((url) => url.added || url.mediaKey !== undefined);
  return text + chars.slice(at, added ? Math.max(at, added.start - 1) : undefined).join('');
}
