import type { XIncludes, XPost } from '../../contract/x/posts.ts';
import type { XProblem } from '../../contract/x/problems.ts';
import type { XUser } from '../../contract/x/users.ts';
import { notAuthorizedItem, notFoundItem } from '../core/errors.ts';
import { maySeePost } from '../rules/may-see.ts';
import type { Sim } from '../sim.ts';
import type { SimUser } from '../state/users.ts';
import { presentPostMetrics } from './post-metrics.ts';
import { presentPost } from './post.ts';
import { type UserView, newestPostOf, presentUserV2 } from './user.ts';

export const userExpansions = [
  'affiliation',
  'affiliation.user_id',
  'most_recent_tweet_id',
  'most_recent_post_id',
  'pinned_tweet_id',
  'pinned_post_id',
];

/** What a caller asked to see of users. */
export interface UsersView extends UserView {
  expansions: ReadonlySet<string>;
  postFields: ReadonlySet<string>;
}

/** Users, and what their expansions point at: pinned and newest posts, the business behind a badge. */
export function presentUsers(
  sim: Sim,
  users: readonly SimUser[],
  view: UsersView,
): { data: XUser[]; includes: XIncludes; errors: XProblem[] } {
  const { expansions, vocabulary } = view;
  // An expansion brings the field that it follows.
  const fields = new Set([...view.fields, ...[...expansions].map((name) => name.replace(/\.user_id$/, ''))]);
  const businesses = new Map<string, XUser>();
  const posts = new Map<string, XPost>();
  const errors: XProblem[] = [];
  const pinned = ['pinned_tweet_id', 'pinned_post_id'].find((name) => expansions.has(name));
  const newest = ['most_recent_tweet_id', 'most_recent_post_id'].find((name) => expansions.has(name));

  function include(parameter: string, id: string | undefined): void {
    if (id === undefined || posts.has(id)) return;
    const post = sim.posts.find(id);
    if (!post) return void errors.push(notFoundItem('tweet', parameter, id, vocabulary));
    if (!maySeePost(sim, view.viewer?.id, post))
      return void errors.push(notAuthorizedItem('tweet', parameter, id, vocabulary, 'includes'));
    const asked = { viewer: view.viewer, vocabulary, parameter, section: 'includes' } as const;
    const counted = presentPostMetrics(sim, post, { ...asked, fields: view.postFields });
    errors.push(...counted.errors);
    if (counted.hidden) return;
    const shown = presentPost(sim, post, { fields: view.postFields, vocabulary });
    posts.set(id, { ...shown, ...counted.metrics });
  }

  for (const user of users) {
    if (pinned) include(pinned, user.pinnedPostId);
    if (newest) include(newest, newestPostOf(sim, user)?.id);
    const business = sim.users.find(user.affiliation?.userId ?? '');
    if (business && (expansions.has('affiliation') || expansions.has('affiliation.user_id')))
      businesses.set(business.id, presentUserV2(sim, business, view));
  }
  return {
    data: users.map((user) => presentUserV2(sim, user, { ...view, fields })),
    includes: {
      ...(businesses.size > 0 ? { users: [...businesses.values()] } : {}),
      ...(posts.size > 0 ? { [vocabulary === 'posts' ? 'posts' : 'tweets']: [...posts.values()] } : {}),
    },
    errors,
  };
}
