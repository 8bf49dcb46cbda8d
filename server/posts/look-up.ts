import type { WorkspaceDb } from '../base/index.ts';
import { sameText, timeOfXId } from '../conversations/index.ts';
import { listPostsOfUser, type XOwnPost, XProblem } from '../x/index.ts';
import { type AnswerChange, type AnswerRecord, listClaimed } from './answer-store.ts';
import { NOT_AT_X } from './answers.ts';
import type { PostsDeps } from './deps.ts';
import type { PostRecord } from './store.ts';
import { withoutNames } from './take-in.ts';

/** X acts on a call within seconds or not at all; the wait before an answer is taken to be absent is generous. */
const SETTLE_MS = 45_000;
const AGAIN_MS = 15_000;
const PAGE = 50;
const MOST_PAGES = 4;
/** After this many looks a person decides. */
const MOST_LOOKS = 6;

/** Finds out at X what became of an answer whose outcome is unknown: it stands among the account's own posts, or not. */
export async function lookUp(
  deps: PostsDeps,
  db: WorkspaceDb,
  post: PostRecord,
  answer: AnswerRecord,
): Promise<AnswerChange> {
  const nowMs = deps.clock.now().getTime();
  const later: AnswerChange = {
    state: 'uncertain',
    failure: answer.failure,
    looks: answer.looks + 1,
    dueAt: answer.looks + 1 >= MOST_LOOKS ? null : new Date(nowMs + AGAIN_MS),
  };
  let read: { readonly posts: readonly XOwnPost[]; readonly complete: boolean };
  try {
    read = await readReplies(deps, db, post);
  } catch (error) {
    if (!(error instanceof XProblem)) throw error;
    deps.logger.info(
      { code: error.code, answerId: answer.id },
      'an unknown public answer cannot be looked up yet',
    );
    return later;
  }
  const startedMs = answer.startedAt?.getTime() ?? answer.createdAt.getTime();
  const claimed = await listClaimed(
    db,
    answer.id,
    read.posts.map((one) => one.id),
  );
  // No time is compared: of a post's answers that are nobody else's, one with these words is this one.
  const found = read.posts.find(
    (one) => !claimed.has(one.id) && sameText(answer.text, withoutNames(one.text)),
  );
  if (found) {
    return { state: 'sent', xPostId: found.id, sentAt: found.at ?? timeOfXId(found.id) };
  }
  if (!read.complete || nowMs - startedMs < SETTLE_MS) return later;
  return { state: 'failed', failure: NOT_AT_X };
}

/** The account's own answers to the post, back to the post itself. */
async function readReplies(
  deps: PostsDeps,
  db: WorkspaceDb,
  post: PostRecord,
): Promise<{ posts: XOwnPost[]; complete: boolean }> {
  const client = await deps.clientFor(db, post.accountId);
  const posts: XOwnPost[] = [];
  const { xUserId } = client;
  if (xUserId === undefined) return { posts, complete: false };
  let token: string | undefined;
  for (let n = 0; n < MOST_PAGES; n += 1) {
    const page = await listPostsOfUser(client, xUserId, {
      sinceId: post.xPostId,
      maxResults: PAGE,
      ...(token !== undefined && { token }),
    });
    // X does not say of every post what it answers: then the words decide.
    posts.push(
      ...page.items.filter(
        (one) => one.inReplyToPostId === undefined || one.inReplyToPostId === post.xPostId,
      ),
    );
    token = page.nextToken;
    if (token === undefined) return { posts, complete: true };
  }
  return { posts, complete: false };
}
