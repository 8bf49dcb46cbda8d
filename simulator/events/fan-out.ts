import { canonicalEventType, privateScope } from '../areas/activity/event-rules.ts';
import type { SimEvent } from '../core/events.ts';
import type { Sim } from '../sim.ts';
import { revokeBody, revokeTime } from './account-activity-body.ts';
import type { Delivery } from './delivery.ts';
import { onMessage, onRead, onTyping } from './fan-out-messages.ts';
import { onDirected, onProfile } from './fan-out-people.ts';
import { onLike, onPost, onPostDeleted } from './fan-out-posts.ts';
import type { Teller } from './teller.ts';
import { told } from './told.ts';

/**
 * A user took an app's access away: its subscriptions for that user end, and it is told so.
 * https://docs.x.com/x-api/activity/event-payloads#oauth-revoke
 */
const onRevoke = (
  teller: Teller,
  { subscribers, subscriptions }: Delivery,
  { appId, userId, at }: Extract<SimEvent, { kind: 'user.revoked' }>,
) => {
  const body = JSON.stringify(revokeBody(appId, userId, at));
  for (const row of subscribers.ofUser(userId)) {
    if (row.appId !== appId) continue;
    subscribers.remove(row.webhookId, userId);
    teller.tellSubscriber(row, 'user_event', body);
  }
  const event = told(() => ({ payload: { date_time: revokeTime(at), user_id: userId, app_id: appId } }));
  for (const row of subscriptions.watchedBy(appId, userId))
    if (privateScope(row.eventType) !== null) subscriptions.table.delete(row.id);
  for (const row of subscriptions.watching(undefined, 'oauth.revoke'))
    if (row.appId === appId) teller.tellSubscription(row, event);
};

/** Listens to what happens on the simulated X and passes it on. */
export const fanOut = (sim: Sim, delivery: Delivery, teller: Teller): void => {
  const { events } = sim;
  const { settings, webhooks } = delivery;
  events.on('dm.created', ({ event }) => onMessage(sim, teller, settings, event));
  events.on('dm.typing', (typing) => onTyping(sim, teller, typing));
  events.on('dm.read', (read) => onRead(sim, teller, read));
  events.on('follow.created', (act) => onDirected(sim, teller, webhooks, act, 'follow'));
  events.on('follow.deleted', (act) => onDirected(sim, teller, webhooks, act, 'unfollow'));
  events.on('block.created', (act) => onDirected(sim, teller, webhooks, act, 'block'));
  events.on('block.deleted', (act) => onDirected(sim, teller, webhooks, act, 'unblock'));
  events.on('mute.created', (act) => onDirected(sim, teller, webhooks, act, 'mute'));
  events.on('mute.deleted', (act) => onDirected(sim, teller, webhooks, act, 'unmute'));
  events.on('profile.updated', (update) => onProfile(teller, update));
  events.on('post.created', ({ post }) => onPost(sim, teller, post));
  events.on('post.deleted', (deletion) => onPostDeleted(sim, teller, deletion));
  events.on('like.created', (like) => onLike(sim, teller, like));
  events.on('chat.told', ({ userId, eventType, direction, payload }) =>
    teller.tellActivity(
      userId,
      canonicalEventType(eventType),
      direction,
      told(() => ({ payload })),
    ),
  );
  events.on('user.revoked', (revocation) => onRevoke(teller, delivery, revocation));
};
