import type { XProblem } from '../../../contract/x/problems.ts';
import { notFoundItem, problemType } from '../../core/errors.ts';
import type { UserCall } from '../../core/route.ts';
import type { Sim } from '../../sim.ts';
import type { SimPost } from '../../state/posts.ts';

/** The caller's own posts among those asked for, and a problem for each of the others. */
export function ownPosts(
  sim: Sim,
  { user, vocabulary }: UserCall,
  ids: readonly string[],
  parameter: string,
): { posts: SimPost[]; errors: XProblem[] } {
  const posts: SimPost[] = [];
  const errors: XProblem[] = [];
  for (const id of new Set(ids)) {
    const post = sim.posts.find(id);
    const author = post && sim.users.find(post.authorId);
    if (post && post.authorId === user.id) posts.push(post);
    else if (!post || !author || author.suspended)
      errors.push(notFoundItem('tweet', parameter, id, vocabulary));
    else
      errors.push({
        value: id,
        detail: `Sorry, you are not authorized to see the Tweet with ${parameter}: [${id}].`,
        title: 'Authorization Error',
        section: 'data',
        resource_type: 'tweet',
        parameter,
        resource_id: id,
        type: problemType('not-authorized-for-resource', vocabulary),
      });
  }
  return { posts, errors };
}
