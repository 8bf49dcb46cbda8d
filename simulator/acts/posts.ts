import { countCharacters, linkText } from '../rules/message-text.ts';
import { maxPostWeight, namesIn, repostText, weighText } from '../rules/post-text.ts';
import type { Sim } from '../sim.ts';
import { randomToken } from '../state/apps.ts';
import type { PostPoll, PostUrl, ReplySettings, SimPost } from '../state/posts.ts';
import type { SimUser } from '../state/users.ts';

export interface PostDraft {
  authorId: string;
  text: string;
  inReplyToId?: string;
  /** Named by the post that is answered, but not to be named by the answer. */
  excludedIds?: readonly string[];
  quotedId?: string;
  mediaIds?: string[];
  replySettings?: ReplySettings;
  poll?: Omit<PostPoll, 'id'>;
  paidPartnership?: boolean;
  communityId?: string;
  /** A link into a private conversation, shown as a button. */
  messageLink?: string;
  /** The app it is posted with; absent on x.com. */
  appId?: string;
  /** For seeding: when it was posted, and under which id. */
  createdAt?: number;
  id?: string;
}

/** Posts, answers or quotes, and tells everyone. What may be posted is checked by the caller (`rules/may-post.ts`). */
export function createPost(sim: Sim, draft: PostDraft): SimPost {
  const { authorId, inReplyToId, replySettings, appId, createdAt } = draft;
  const id = draft.id ?? (createdAt === undefined ? sim.ids.next() : sim.ids.at(createdAt));
  const answered = inReplyToId === undefined ? undefined : sim.posts.find(inReplyToId);
  const prefix = answered ? replyPrefix(sim, authorId, answered, draft) : '';
  const quoted = draft.quotedId ?? lastLinkedPost(sim, draft.text);
  const linked = withAddedLinks(sim, `${prefix}${draft.text}`, draft);
  const { text, urls } = withMediaLink(sim, authorId, id, linked.text, linked.urls, draft.mediaIds);
  const mentionedIds = mentioned(sim, text, answered);
  const post = sim.posts.create({
    id,
    createdAt,
    authorId,
    text,
    ...(urls.length > 0 ? { urls } : {}),
    ...(draft.mediaIds?.length ? { mediaIds: draft.mediaIds } : {}),
    conversationId: answered ? (answered.conversationId ?? answered.id) : id,
    ...(answered ? { inReplyToId: answered.id, inReplyToUserId: answered.authorId } : {}),
    ...(quoted === undefined ? {} : { quotedId: quoted }),
    ...(mentionedIds.length > 0 ? { mentionedIds } : {}),
    ...(prefix === '' ? {} : { prefixLength: countCharacters(prefix) }),
    ...(replySettings === undefined ? {} : { replySettings }),
    ...(draft.poll ? { poll: { ...draft.poll, id: sim.ids.next() } } : {}),
    ...(weighText(draft.text) > maxPostWeight ? { long: true } : {}),
    ...(draft.paidPartnership ? { paidPartnership: true } : {}),
    ...(draft.communityId === undefined ? {} : { communityId: draft.communityId }),
    ...(appId === undefined ? {} : { appId }),
  });
  sim.events.emit({ kind: 'post.created', post });
  return post;
}

/** Takes a post away, its reposts, likes and bookmarks with it. Answers and quotes stay and point at nothing. */
export function deletePost(sim: Sim, post: SimPost): void {
  for (const repost of sim.posts.repostsOf(post.id).slice()) sim.posts.delete(repost.id);
  sim.posts.delete(post.id);
  sim.likes.removeAllTo(post.id);
  sim.bookmarks.removeAllTo(post.id);
  const author = sim.users.find(post.authorId);
  if (author?.pinnedPostId === post.id) sim.users.unpin(author.id);
  sim.events.emit({ kind: 'post.deleted', post, at: sim.clock.now() });
}

/** The repost, made now or before. A repost of a repost is one of the original. */
export function repost(sim: Sim, userId: string, post: SimPost, appId?: string): SimPost {
  const original = (post.repostOfId === undefined ? undefined : sim.posts.find(post.repostOfId)) ?? post;
  const known = sim.posts.findRepost(userId, original.id);
  if (known) return known;
  const author = sim.users.find(original.authorId);
  const id = sim.ids.next();
  const made = sim.posts.create({
    id,
    authorId: userId,
    text: repostText(author?.username ?? '', original.text),
    conversationId: id,
    repostOfId: original.id,
    mentionedIds: [original.authorId],
    ...(appId === undefined ? {} : { appId }),
  });
  sim.events.emit({ kind: 'post.created', post: made });
  return made;
}

/** False when there was nothing to take back. */
export function unrepost(sim: Sim, userId: string, post: SimPost): boolean {
  const original = post.repostOfId ?? post.id;
  const made = sim.posts.findRepost(userId, original);
  if (!made) return false;
  deletePost(sim, made);
  return true;
}

/** False when it was liked already. */
export function like(sim: Sim, userId: string, post: SimPost): boolean {
  const liked = originalOf(sim, post);
  if (!sim.likes.add(userId, liked.id)) return false;
  sim.events.emit({ kind: 'like.created', userId, post: liked, at: sim.clock.now() });
  return true;
}

export function unlike(sim: Sim, userId: string, post: SimPost): boolean {
  const liked = originalOf(sim, post);
  if (!sim.likes.remove(userId, liked.id)) return false;
  sim.events.emit({ kind: 'like.deleted', userId, post: liked, at: sim.clock.now() });
  return true;
}

/** Hides or shows an answer; only the author of the conversation may (checked by the caller). */
export function setHidden(sim: Sim, post: SimPost, hidden: boolean): SimPost {
  return sim.posts.table.patch(post.id, { hidden });
}

/** A repost stands for the post that it repeats. */
function originalOf(sim: Sim, post: SimPost): SimPost {
  return (post.repostOfId === undefined ? undefined : sim.posts.find(post.repostOfId)) ?? post;
}

/**
 * The names that an answer begins with and that clients hide: whom it answers and whom that post named, unless they
 * are excluded, are the author, or are written already.
 * https://developer.x.com/en/docs/x-api/v1/tweets/post-and-engage/api-reference/post-statuses-update
 */
function replyPrefix(sim: Sim, authorId: string, answered: SimPost, draft: PostDraft): string {
  const written = new Set(namesIn(draft.text).map((name) => name.toLowerCase()));
  const others = (answered.mentionedIds ?? []).filter((id) => !draft.excludedIds?.includes(id));
  return [...new Set([answered.authorId, ...others])]
    .filter((id) => id !== authorId)
    .map((id) => sim.users.find(id)?.username)
    .filter((name) => name !== undefined && !written.has(name.toLowerCase()))
    .map((name) => `@${name} `)
    .join('');
}

/** A quote made by id gets a link to what it quotes at its end, and so does an invitation to write privately. */
function withAddedLinks(sim: Sim, text: string, { quotedId, messageLink }: PostDraft) {
  const quotedBy = sim.users.find(sim.posts.find(quotedId ?? '')?.authorId ?? '')?.username ?? 'i';
  const added = [
    ...(quotedId === undefined ? [] : [`https://twitter.com/${quotedBy}/status/${quotedId}`]),
    ...(messageLink === undefined ? [] : [messageLink]),
  ];
  const { text: whole, urls = [] } = linkText([text, ...added].filter((part) => part !== '').join(' '));
  const written = urls.length - added.length;
  return {
    text: whole,
    urls: urls.map((url, index): PostUrl => (index < written ? url : { ...url, added: true })),
  };
}

/** A text that ends in the address of a post quotes it. */
function lastLinkedPost(sim: Sim, text: string): string | undefined {
  const id = /\/\/(?:www\.|mobile\.)?(?:twitter|x)\.com\/\w{1,15}\/status\/(\d{1,19})\S*\s*$/i.exec(
    text,
  )?.[1];
  return id !== undefined && sim.posts.find(id) ? id : undefined;
}

/** Files show as one more link at the end, which the entities name once per file. */
function withMediaLink(
  sim: Sim,
  authorId: string,
  postId: string,
  text: string,
  urls: readonly PostUrl[] = [],
  mediaIds: readonly string[] = [],
): { text: string; urls: PostUrl[] } {
  const files = mediaIds.flatMap((id) => sim.media.find(id) ?? []);
  const kind = files[0]?.kind === 'photo' ? 'photo' : 'video';
  if (files.length === 0) return { text, urls: [...urls] };
  const code = randomToken(10);
  const url = `https://t.co/${code}`;
  const start = text === '' ? 0 : countCharacters(text) + 1;
  const username = sim.users.find(authorId)?.username ?? 'i';
  return {
    text: text === '' ? url : `${text} ${url}`,
    urls: [
      ...urls,
      ...files.map(({ mediaKey }) => ({
        start,
        end: start + url.length,
        url,
        expandedUrl: `https://x.com/${username}/status/${postId}/${kind}/1`,
        displayUrl: `pic.x.com/${code}`,
        mediaKey,
      })),
    ],
  };
}

function mentioned(sim: Sim, text: string, answered: SimPost | undefined): string[] {
  const named = namesIn(text).flatMap((name): SimUser | [] => sim.users.findByUsername(name) ?? []);
  return [...new Set([...(answered ? [answered.authorId] : []), ...named.map(({ id }) => id)])];
}
