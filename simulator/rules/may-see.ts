import type { Sim } from '../sim.ts';
import type { SimPost } from '../state/posts.ts';
import type { SimUser } from '../state/users.ts';

/** Whether a viewer (nobody for app-only callers) sees what a user posts. */
export function maySeePostsOf(sim: Sim, viewerId: string | undefined, author: SimUser): boolean {
  if (author.suspended) return false;
  if (viewerId === author.id) return true;
  if (viewerId !== undefined && sim.blocks.has(author.id, viewerId)) return false;
  return !author.protected || (viewerId !== undefined && sim.follows.has(viewerId, author.id));
}

/** A repost is seen by those who see both. */
export function maySeePost(sim: Sim, viewerId: string | undefined, post: SimPost): boolean {
  const author = sim.users.find(post.authorId);
  if (!author || !maySeePostsOf(sim, viewerId, author)) return false;
  const original = post.repostOfId === undefined ? undefined : sim.posts.find(post.repostOfId);
  return !original || maySeePost(sim, viewerId, original);
}
