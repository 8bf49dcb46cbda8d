import type { Caller } from '../../core/auth.ts';
import type { Sim } from '../../sim.ts';
import type { SimPost } from '../../state/posts.ts';
import { sentenceError } from '../../core/errors.ts';

export interface SelectedPosts {
  posts: SimPost[];
  unavailable: string[];
}

/**
 * The posts that are asked for, in their order, and the ids of those that are gone. A protected post refuses the whole
 * request, also to its owner; so does a post of somebody else, unless it is asked for with `anyone`.
 * https://docs.x.com/x-api/enterprise-gnip-2.0/fundamentals/engagement-api#authenticating-with-the-engagement-api
 */
export function selectPosts(
  sim: Sim,
  caller: Caller,
  ids: readonly string[],
  anyone: boolean,
): SelectedPosts {
  const posts: SimPost[] = [];
  const unavailable: string[] = [];
  const locked: string[] = [];
  for (const id of ids) {
    const post = sim.posts.find(id);
    const author = post && sim.users.find(post.authorId);
    if (!post || !author || author.suspended) unavailable.push(id);
    else if (author.protected) locked.push(id);
    else posts.push(post);
  }
  const foreign = anyone ? [] : posts.filter(({ authorId }) => authorId !== caller.user?.id);
  if (foreign.length > 0)
    throw sentenceError(403, `Forbidden to access tweets: ${foreign.map(({ id }) => id).join(', ')}`);
  if (locked.length > 0)
    throw sentenceError(400, 'Tweet ID(s) are unavailable', { unavailable_tweet_ids: locked });
  if (caller.user && posts.length > 0) sim.engagement.meterHandle(caller.app.id, caller.user.id);
  return { posts, unavailable };
}
