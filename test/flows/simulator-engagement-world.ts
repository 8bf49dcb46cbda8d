import type { SimPost } from '../../simulator/state/posts.ts';
import type { Answered, World } from './simulator-world.ts';

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;
export const fourItems = ['tweet.id', 'engagement.type', 'engagement.day', 'engagement.hour'];

export const path = (name: string) => `/insights/engagement/${name}`;

/** A request for posts, by post and type unless `more` says otherwise. */
export const body = (posts: (SimPost | string)[], types: string[], more: object = {}) => ({
  tweet_ids: posts.map((post) => (typeof post === 'string' ? post : post.id)),
  engagement_types: types,
  groupings: { 'by type': { group_by: ['tweet.id', 'engagement.type'] } },
  ...more,
});

export const nowOf = ({ simulator }: World): number => simulator.sim.clock.now();

/** A post of the shop, two days old. */
export const posted = (world: World, text = 'New beans are in', ageMs = 2 * dayMs, id?: string): SimPost =>
  world.simulator.sim.posts.create({
    authorId: world.shop.id,
    text,
    createdAt: nowOf(world) - ageMs,
    ...(id ? { id } : {}),
  });

/** Numbers for single hours before now, so that every sum is known. */
export const given = (
  world: World,
  post: SimPost,
  hours: { ago: number; counts: Record<string, number> }[],
): Promise<Answered> =>
  world.control('PUT', `/posts/${post.id}/engagement`, {
    hours: hours.map(({ ago, counts }) => ({ at: nowOf(world) - ago * hourMs, counts })),
  });

/** As the app alone, with a body that is text. */
export const send = (world: World, text: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${world.simulator.url}${path('totals')}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${world.bearer}`, 'content-type': 'application/json', ...headers },
    body: text,
  });
