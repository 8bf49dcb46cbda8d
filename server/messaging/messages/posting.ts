import { sunshineErrors } from '../../../contract/sunshine/errors.ts';
import {
  GroupCommit,
  GroupCommitFull,
  isPassingDatabaseError,
  type WorkspaceDb,
  type WorkspaceId,
} from '../../base/index.ts';
import type { Outbound, Post, PostResult } from '../../outbound/index.ts';
import { SunshineError } from '../http/problem.ts';

export type Queued = Extract<PostResult, { kind: 'queued' }>;

/** Where the posts of programs meet: those of a workspace that come at the same time are stored in one commit. */
export interface Posting {
  /**
   * Answers once the post is durable. Posts of one thread keep the order in which they are handed in.
   * @throws what the post is refused for; SunshineError 429 when too many wait.
   */
  post(db: WorkspaceDb, post: Post): Promise<Queued>;
}

/** More in one commit would make the first wait for the last. */
const LARGEST = 64;
/** At 1,500 a second: less than a second of waiting. Who comes then is better told than kept. */
const MOST_WAITING = 1_000;

export function createPosting(
  outbound: Pick<Outbound, 'queuePosts'>,
  bounds: { readonly largest?: number; readonly mostWaiting?: number } = {},
): Posting {
  // One for each workspace that has posted: a transaction is of one workspace, and a flood of one is not the others'.
  const groups = new Map<WorkspaceId, GroupCommit<Post, PostResult>>();
  const groupOf = (db: WorkspaceDb): GroupCommit<Post, PostResult> => {
    const known = groups.get(db.workspaceId);
    if (known) return known;
    const group = new GroupCommit<Post, PostResult>({
      largest: bounds.largest ?? LARGEST,
      // One at a time: two would wait for each other at the log's heads, and keep the order of a thread by luck only.
      inFlight: 1,
      mostWaiting: bounds.mostWaiting ?? MOST_WAITING,
      isPassing: isPassingDatabaseError,
      write: (posts) => outbound.queuePosts(db, posts),
    });
    groups.set(db.workspaceId, group);
    return group;
  };
  return {
    post: async (db, post) => {
      const result = await groupOf(db)
        .add(post)
        .catch((error: unknown) => {
          throw error instanceof GroupCommitFull
            ? new SunshineError(sunshineErrors.too_many_requests)
            : error;
        });
      if (result.kind === 'refused') throw result.problem;
      return result;
    },
  };
}
