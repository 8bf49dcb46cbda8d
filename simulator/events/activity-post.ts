import { presentPost, referencesOf } from '../present/post.ts';
import { presentPostMetrics } from '../present/post-metrics.ts';
import type { Sim } from '../sim.ts';
import type { SimPost } from '../state/posts.ts';
import { withTwins } from './activity-body.ts';

const fields = new Set([
  'attachments',
  'author_id',
  'conversation_id',
  'created_at',
  'display_text_range',
  'edit_controls',
  'entities',
  'in_reply_to_user_id',
  'lang',
  'note_tweet',
  'possibly_sensitive',
  'public_metrics',
  'referenced_tweets',
  'reply_settings',
]);

/**
 * A post as Activity events carry it: a v2 post in tweet-words with the string twins of its numbers.
 * https://docs.x.com/x-api/activity/event-payloads#post-events
 */
export const activityPost = (sim: Sim, post: SimPost): Record<string, unknown> => {
  const look = { fields, vocabulary: 'tweets' as const };
  const { metrics } = presentPostMetrics(sim, post, { ...look, parameter: 'id', section: 'data' });
  const shown = {
    ...presentPost(sim, post, look),
    ...metrics,
    paid_partnership: post.paidPartnership ?? false,
  };
  // An object stays an object.
  return withTwins(shown) as Record<string, unknown>;
};

/** The post and what it answers, quotes or repeats, as far as they are still there. */
export const includedPosts = (sim: Sim, post: SimPost): Record<string, unknown>[] =>
  [post, ...referencesOf(post).flatMap(({ id }) => sim.posts.find(id) ?? [])].map((each) =>
    activityPost(sim, each),
  );
