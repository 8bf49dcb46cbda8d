import type { PublicAnswer, PublicPost } from '../../contract/api/index.ts';
import { listAccounts } from '../accounts/index.ts';
import type { Caller, Clock, WorkspaceDb } from '../base/index.ts';
import { findHandle } from '../handles/index.ts';
import { mask, readMaskingRules } from '../masking/index.ts';
import { type AnswerRecord, listAnswers } from './answer-store.ts';
import { listThreadsOf, type PostRecord } from './store.ts';

/** Which of these conversations the caller may see: what stands above decides. */
export type OnlySeen = (
  db: WorkspaceDb,
  caller: Caller,
  conversationIds: readonly string[],
) => Promise<ReadonlySet<string>>;

/** Posts as the API shows them, each with its newest answer. */
export async function presentPosts(
  { clock, onlySeen }: { readonly clock: Pick<Clock, 'now'>; readonly onlySeen: OnlySeen },
  db: WorkspaceDb,
  caller: Caller,
  posts: readonly PostRecord[],
): Promise<PublicPost[]> {
  if (posts.length === 0) return [];
  const handleIds = [...new Set(posts.map((post) => post.handleId))];
  const [answers, threads, rules, accounts, handles] = await Promise.all([
    listAnswers(
      db,
      posts.map((post) => post.id),
    ),
    listThreadsOf(db, posts),
    readMaskingRules(db),
    listAccounts(db),
    Promise.all(handleIds.map((id) => findHandle(db, id))),
  ]);
  const seen = await onlySeen(db, caller, [...threads.values()]);
  const accountOf = new Map<string, (typeof accounts)[number]>(accounts.map((one) => [one.id, one]));
  const handleOf = new Map(handles.flatMap((one) => (one ? [[one.id as string, one] as const] : [])));
  return posts.map((post) => {
    const account = accountOf.get(post.accountId);
    const threadId = threads.get(`${post.accountId}/${post.authorXUserId}`);
    const answer = answers.get(post.id);
    return {
      id: post.id,
      xPostId: post.xPostId,
      url: urlOf(post.authorUsername, post.xPostId),
      handle: {
        id: post.handleId,
        name: handleOf.get(post.handleId)?.name ?? '',
        username: account?.username ?? null,
        xUserId: account?.xUserId ?? null,
      },
      author: {
        xUserId: post.authorXUserId,
        username: post.authorUsername,
        name: post.authorName,
        avatarUrl: post.authorAvatarUrl,
      },
      conversationId: threadId !== undefined && seen.has(threadId) ? threadId : null,
      text: mask(rules, post.text, 'in'),
      at: post.at.toISOString(),
      state: post.state,
      closedBy: post.closedBy,
      closedAt: post.closedAt?.toISOString() ?? null,
      answer: answer ? presentAnswer(answer, account?.username ?? null, clock.now()) : null,
    };
  });
}

function presentAnswer(answer: AnswerRecord, username: string | null, now: Date): PublicAnswer {
  const waits = answer.state === 'queued' && answer.dueAt !== null && answer.dueAt > now;
  return {
    id: answer.id,
    text: answer.text,
    state: answer.state,
    byMemberId: answer.byMemberId,
    at: (answer.sentAt ?? answer.createdAt).toISOString(),
    sendsAt: waits ? (answer.dueAt?.toISOString() ?? null) : null,
    url: answer.xPostId === null ? null : urlOf(username, answer.xPostId),
    failure: answer.failure,
    needsDecision: answer.state === 'uncertain' && answer.dueAt === null,
  };
}

function urlOf(username: string | null, xPostId: string): string {
  return `https://x.com/${username ?? 'i'}/status/${xPostId}`;
}
