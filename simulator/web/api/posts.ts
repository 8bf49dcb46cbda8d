import type { ControlPostEngagement, EngagementCurve } from '../../../contract/control/engagement.ts';
import type {
  ControlPost,
  ControlPosted,
  ControlPosts,
  NewControlPost,
} from '../../../contract/control/posts.ts';
import { ask, queryOf } from './ask.ts';

export const listPosts = (query: { author?: string; as?: string; before?: string; limit: number }) =>
  ask<ControlPosts>('GET', `/posts${queryOf(query)}`).then(({ posts }) => posts);
export const findPost = (id: string, as: string | null) =>
  ask<ControlPost>('GET', `/posts/${id}${queryOf({ as })}`);
export const createPost = (post: NewControlPost) => ask<ControlPosted>('POST', '/posts', post);
export const deletePost = (id: string) => ask('DELETE', `/posts/${id}`);

export type Reaction = { kind: 'likes' | 'reposts'; postId: string; user: string };
export const react = ({ kind, postId, user }: Reaction) => ask('POST', `/posts/${postId}/${kind}`, { user });
export const takeBack = ({ kind, postId, user }: Reaction) =>
  ask('DELETE', `/posts/${postId}/${kind}`, { user });

export const readEngagement = (id: string, step: 'hour' | 'day') =>
  ask<ControlPostEngagement>('GET', `/posts/${id}/engagement?step=${step}`);
export const setCurve = (id: string, curve: EngagementCurve) =>
  ask<ControlPostEngagement>('PUT', `/posts/${id}/engagement`, curve);
export const clearCurve = (id: string) => ask('DELETE', `/posts/${id}/engagement`);
