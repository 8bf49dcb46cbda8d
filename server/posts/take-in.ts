import type { AppEvent } from '../../contract/events/index.ts';
import { newId, type WorkspaceTx } from '../base/index.ts';
import { sameText } from '../conversations/index.ts';
import { changeAnswer, findAnswer } from './answer-store.ts';
import { changed } from './changed.ts';
import { insertPost, lockPostAtX, setState } from './store.ts';

/** A public post as X told one of our accounts of it. */
export interface SeenPost {
  readonly handleId: string;
  readonly accountId: string;
  /** The account's own id at X. */
  readonly ownXUserId: string;
  readonly xPostId: string;
  readonly authorXUserId: string;
  readonly author: {
    readonly username?: string | undefined;
    readonly name?: string | undefined;
    readonly avatarUrl?: string | undefined;
  };
  readonly mentionedXUserIds: readonly string[];
  readonly inReplyToXPostId: string | null;
  readonly text: string;
  readonly links: readonly { readonly url: string; readonly expandedUrl: string }[];
  readonly at: Date;
}

/**
 * Takes in what was said in public: others' posts that name the account are listed; the account's own answer to one of
 * them settles it, whoever wrote it and with what. Answers the events to append.
 */
export async function takeInPosts(
  tx: WorkspaceTx,
  posts: readonly SeenPost[],
  now: Date,
): Promise<readonly AppEvent[]> {
  const events: AppEvent[] = [];
  for (const post of posts) {
    if (post.authorXUserId === post.ownXUserId) events.push(...(await takeOwn(tx, post, now)));
    else if (post.mentionedXUserIds.includes(post.ownXUserId))
      events.push(...(await takeMention(tx, post, now)));
  }
  return events;
}

async function takeMention(tx: WorkspaceTx, seen: SeenPost, now: Date): Promise<AppEvent[]> {
  const post = {
    id: newId(),
    handleId: seen.handleId,
    accountId: seen.accountId,
    xPostId: seen.xPostId,
    inReplyToXPostId: seen.inReplyToXPostId,
    authorXUserId: seen.authorXUserId,
    authorUsername: seen.author.username ?? null,
    authorName: seen.author.name ?? null,
    authorAvatarUrl: seen.author.avatarUrl ?? null,
    text: seen.text,
    at: seen.at,
    state: 'open',
    closedBy: null,
    closedAt: null,
  } as const;
  return (await insertPost(tx, post, now)) ? [changed(post, 'added')] : [];
}

/** X's echo of an answer of ours may come before X's word, or instead of it; or somebody answered with X's own apps. */
async function takeOwn(tx: WorkspaceTx, seen: SeenPost, now: Date): Promise<AppEvent[]> {
  if (seen.inReplyToXPostId === null) return [];
  const post = await lockPostAtX(tx, seen.accountId, seen.inReplyToXPostId);
  if (!post) return [];
  const answer = await findAnswer(tx, post.id);
  const isOurs =
    answer !== undefined &&
    (answer.state === 'sending' || answer.state === 'uncertain') &&
    sameText(answer.text, withoutNames(seen.text), { links: seen.links });
  if (isOurs) {
    const sent = { state: 'sent', xPostId: seen.xPostId, sentAt: seen.at } as const;
    await changeAnswer(tx, answer.id, ['sending', 'uncertain'], sent);
    return [changed(post, 'answer')];
  }
  if (post.state !== 'open') return [];
  await setState(tx, post.id, 'answered', { memberId: null, at: now });
  return [changed(post, 'state')];
}

/** X puts the names of those whom an answer goes to before its text. */
export function withoutNames(text: string): string {
  return text.replace(/^(?:@\w{1,15}\s+)+/, '');
}
