import { MOST_POST_WEIGHT, postWeight } from '../../contract/api/index.ts';
import { outboundErrors } from '../../contract/errors/outbound.ts';
import { publicPostErrors } from '../../contract/errors/public-posts.ts';
import { xErrors } from '../../contract/errors/x.ts';
import { AppError, type Caller, isError, newId, type WorkspaceDb, type WorkspaceTx } from '../base/index.ts';
import { findHandle } from '../handles/index.ts';
import { actorOf } from '../people/index.ts';
import { deletePost } from '../x/index.ts';
import { changeAnswer, findAnswer, insertAnswer } from './answer-store.ts';
import { changed } from './changed.ts';
import type { PostsDeps } from './deps.ts';
import { findPost, lockPost, type PostRecord, setState } from './store.ts';

/**
 * Queues a public answer to a post. Answers its id, to be sent after the commit.
 * @throws AppError public_post_answered: one answer to a post.
 */
export async function answerPost(
  deps: PostsDeps,
  db: WorkspaceDb,
  caller: Caller,
  postId: string,
  wanted: string,
): Promise<string> {
  const text = wanted.replace(/\r\n?/g, '\n').replaceAll('\u0000', '').toWellFormed().trim();
  if (text === '') throw new AppError(outboundErrors.message_empty);
  const length = postWeight(text);
  if (length > MOST_POST_WEIGHT) {
    throw new AppError(publicPostErrors.public_answer_too_long, {
      values: { length, most: MOST_POST_WEIGHT },
    });
  }
  return db.transaction(async (tx) => {
    const post = await getLocked(tx, postId);
    const handle = await findHandle(tx, post.handleId);
    if (!handle || handle.deletedAt || !handle.enabled) throw new AppError(outboundErrors.handle_disabled);
    const now = deps.clock.now();
    const { accountId, authorXUserId } = post;
    const answer = { id: newId(), postId, accountId, authorXUserId, text, byMemberId: caller.memberId };
    if (!(await insertAnswer(tx, answer, now))) throw new AppError(publicPostErrors.public_post_answered);
    await setState(tx, postId, 'answered', { memberId: caller.memberId, at: now });
    const facts = { subjectKind: 'public_post', subjectId: postId };
    await deps.audit(tx, { actor: actorOf(caller), action: 'public_post.answered', ...facts });
    deps.log.append(tx, [changed(post, 'answer')]);
    return answer.id;
  });
}

/** Takes the answer back: before it leaves, or from X. @throws AppError, XProblem */
export async function takeBackAnswer(
  deps: PostsDeps,
  db: WorkspaceDb,
  caller: Caller,
  postId: string,
): Promise<void> {
  if (!(await findPost(db, postId))) throw new AppError(publicPostErrors.public_post_not_found);
  const answer = await findAnswer(db, postId);
  if (!answer || answer.state === 'taken_back') throw new AppError(publicPostErrors.public_answer_none);
  if (answer.state === 'sending' || answer.state === 'uncertain') {
    throw new AppError(publicPostErrors.public_answer_on_its_way);
  }
  // Deleting twice is harmless: X then says that there is nothing.
  if (answer.xPostId !== null) await deleteAtX(deps, db, answer.accountId, answer.xPostId);
  await db.transaction(async (tx) => {
    const post = await getLocked(tx, postId);
    const back = await changeAnswer(tx, answer.id, [answer.state], { state: 'taken_back' });
    if (!back) throw new AppError(publicPostErrors.public_answer_on_its_way);
    await setState(tx, postId, 'open', null);
    const facts = { subjectKind: 'public_post', subjectId: postId };
    await deps.audit(tx, { actor: actorOf(caller), action: 'public_post.answer_taken_back', ...facts });
    deps.log.append(tx, [changed(post, 'answer')]);
  });
}

async function deleteAtX(
  deps: PostsDeps,
  db: WorkspaceDb,
  accountId: string,
  xPostId: string,
): Promise<void> {
  try {
    await deletePost(await deps.clientFor(db, accountId), xPostId);
  } catch (error) {
    if (!isError(error, xErrors.x_not_found)) throw error;
  }
}

/** A person decides about an unknown outcome that is not looked up any more, or that they have looked up themselves. */
export async function settleAnswer(
  deps: PostsDeps,
  db: WorkspaceDb,
  caller: Caller,
  postId: string,
  as: 'sent' | 'failed',
): Promise<void> {
  await db.transaction(async (tx) => {
    const post = await getLocked(tx, postId);
    const answer = await findAnswer(tx, postId);
    if (!answer) throw new AppError(publicPostErrors.public_answer_none);
    const now = deps.clock.now();
    const failure = as === 'failed' ? NOT_AT_X : null;
    const ended = await changeAnswer(tx, answer.id, ['uncertain'], {
      state: as,
      failure,
      ...(as === 'sent' && { sentAt: now }),
    });
    if (!ended) {
      const values = { state: answer.state };
      throw new AppError(publicPostErrors.public_answer_not_uncertain, { values });
    }
    if (as === 'failed') await setState(tx, postId, 'open', null);
    const facts = { subjectKind: 'public_post', subjectId: postId, facts: { as } };
    await deps.audit(tx, { actor: actorOf(caller), action: 'public_post.answer_settled', ...facts });
    deps.log.append(tx, [changed(post, 'answer')]);
  });
}

export const NOT_AT_X = {
  code: publicPostErrors.public_answer_not_at_x.code,
  message: publicPostErrors.public_answer_not_at_x.sentence,
};

/** Puts an open post aside, or takes it back into the list. @throws AppError */
export async function moveAside(
  deps: PostsDeps,
  db: WorkspaceDb,
  caller: Caller,
  postId: string,
  to: 'dismissed' | 'open',
): Promise<void> {
  await db.transaction(async (tx) => {
    const post = await getLocked(tx, postId);
    const from = to === 'dismissed' ? 'open' : 'dismissed';
    if (post.state === to) return;
    if (post.state !== from) {
      const values = { state: post.state };
      const { public_post_not_dismissed, public_post_not_open } = publicPostErrors;
      throw new AppError(to === 'open' ? public_post_not_dismissed : public_post_not_open, { values });
    }
    const by = to === 'dismissed' ? { memberId: caller.memberId, at: deps.clock.now() } : null;
    await setState(tx, postId, to, by);
    deps.log.append(tx, [changed(post, 'state')]);
  });
}

async function getLocked(tx: WorkspaceTx, postId: string): Promise<PostRecord> {
  const post = await lockPost(tx, postId);
  if (!post) throw new AppError(publicPostErrors.public_post_not_found);
  return post;
}
