import {
  AppError,
  isPassing,
  machineNowMs,
  messageOf,
  type WorkspaceDb,
  type WorkspaceId,
} from '../base/index.ts';
import { createPostEndpoint, replyToPost, type XClient, XProblem } from '../x/index.ts';
import {
  type AnswerChange,
  type AnswerRecord,
  type AnswerState,
  changeAnswer,
  claimQueued,
  getAnswer,
  listDue,
  listLeft,
} from './answer-store.ts';
import { changed } from './changed.ts';
import type { PostsDeps } from './deps.ts';
import { lookUp } from './look-up.ts';
import { findPost, lockPost, type PostRecord, setState } from './store.ts';

/** Longer than any call takes: what is on its way after that was left by a process that died. */
const LEFT_MS = 60_000;
const BATCH = 50;
const PARALLEL = 8;
const MOST_TRIES = 6;
const PERSIST_MS = 30_000;

/** Sends and looks up what is due. True when there may be more. */
export async function sendDue(deps: PostsDeps): Promise<boolean> {
  const now = deps.clock.now();
  for (const left of await listLeft(deps.db, new Date(now.getTime() - LEFT_MS), BATCH)) {
    const db = deps.db.workspace(left.workspaceId as WorkspaceId);
    await endAnswer(deps, db, left.id, ['sending'], { state: 'uncertain', failure: UNKNOWN, dueAt: now });
  }
  const due = await listDue(deps.db, now, BATCH);
  // A few beside each other: an account to which X does not speak holds up nobody else.
  const waiting = [...due];
  const work = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      // Ids that newId made.
      const db = deps.db.workspace(one.workspaceId as WorkspaceId);
      const { id, state } = one;
      await (state === 'queued' ? sendAnswer(deps, db, id) : settle(deps, db, id)).catch((error: unknown) =>
        deps.logger.warn({ err: error, answerId: id }, 'a public answer could not be worked on'),
      );
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  return due.length === BATCH;
}

/** Sends one queued answer: limits first, then the claim that is committed, then X. */
export async function sendAnswer(deps: PostsDeps, db: WorkspaceDb, id: string): Promise<void> {
  const queued = await getAnswer(db, id);
  if (queued.state !== 'queued') return;
  const post = await findPost(db, queued.postId);
  if (!post) return;
  let client: XClient;
  try {
    client = await deps.clientFor(db, queued.accountId);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return endAnswer(deps, db, id, ['queued'], { state: 'failed', failure: failureOf(error) });
  }
  const reservation = await client.reserve(createPostEndpoint);
  if ('freeAt' in reservation) {
    // Limits run by the machine's time.
    const waitMs = Math.max(1_000, reservation.freeAt.getTime() - machineNowMs());
    return endAnswer(deps, db, id, ['queued'], { state: 'queued', dueAt: inMs(deps, waitMs) });
  }
  const answer = await claimQueued(db, id, deps.clock.now());
  if (!answer) return client.release(reservation);
  let xPostId: string;
  try {
    xPostId = await replyToPost(client, post.xPostId, answer.text, { reservation });
  } catch (error) {
    return persist(deps, () => endAnswer(deps, db, id, ['sending'], afterProblem(deps, answer, error)));
  }
  const sent = { state: 'sent', xPostId, sentAt: deps.clock.now() } as const;
  await persist(deps, () => endAnswer(deps, db, id, ['sending', 'uncertain'], sent));
}

/** What a call that did not succeed means for the answer. */
function afterProblem(deps: PostsDeps, answer: AnswerRecord, error: unknown): AnswerChange {
  const unknown = { state: 'uncertain', failure: UNKNOWN, dueAt: inMs(deps, 2_000) } as const;
  if (!(error instanceof AppError)) return unknown;
  if (!(error instanceof XProblem)) return { state: 'failed', failure: failureOf(error) };
  const canWait = answer.tries < MOST_TRIES;
  switch (error.kind) {
    case 'uncertain':
      return unknown;
    case 'limited':
      if (!error.retryable) return { state: 'failed', failure: failureOf(error) };
      return { state: 'queued', dueAt: inMs(deps, error.retryAfterMs ?? 900_000), failure: failureOf(error) };
    case 'not_sent':
    case 'failed':
      if (!canWait) return { state: 'failed', failure: failureOf(error) };
      return { state: 'queued', dueAt: inMs(deps, 1_000 * 2 ** answer.tries), failure: failureOf(error) };
    case 'refused':
      return { state: 'failed', failure: failureOf(error) };
  }
}

async function settle(deps: PostsDeps, db: WorkspaceDb, id: string): Promise<void> {
  const answer = await getAnswer(db, id);
  const post = await findPost(db, answer.postId);
  if (answer.state !== 'uncertain' || !post) return;
  await endAnswer(deps, db, id, ['uncertain'], await lookUp(deps, db, post, answer));
}

/** Writes how it went on; a post whose answer failed is open again. */
async function endAnswer(
  deps: PostsDeps,
  db: WorkspaceDb,
  id: string,
  from: readonly AnswerState[],
  change: AnswerChange,
): Promise<void> {
  await db.transaction(async (tx) => {
    const { postId } = await getAnswer(tx, id);
    const post: PostRecord | undefined = await lockPost(tx, postId);
    if (!post || !(await changeAnswer(tx, id, from, change))) return;
    if (change.state === 'failed') await setState(tx, postId, 'open', null);
    deps.log.append(tx, [changed(post, 'answer')]);
  });
}

const UNKNOWN = {
  code: 'x_outcome_unknown',
  message: 'The sending broke off and nobody knows whether X has the answer. This is looked up.',
};

function failureOf(error: AppError): { code: string; message: string } {
  return { code: error.code, message: error.message };
}

function inMs(deps: PostsDeps, ms: number): Date {
  return new Date(deps.clock.now().getTime() + ms);
}

/** Writes what X said, through a short outage of the database; after a longer one it is looked up at X. */
async function persist(deps: PostsDeps, write: () => Promise<void>): Promise<void> {
  const startedAtMs = performance.now();
  for (let waitMs = 50; ; waitMs = Math.min(waitMs * 2, 2_000)) {
    try {
      return await write();
    } catch (error) {
      if (performance.now() - startedAtMs > PERSIST_MS || !isPassing(error)) throw error;
      deps.logger.warn(
        { problem: messageOf(error) },
        'the outcome of a public answer could not be stored yet',
      );
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
}
