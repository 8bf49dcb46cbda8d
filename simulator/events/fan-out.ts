import type { XOauthRevokePayload } from '../../contract/x/activity.ts';
import { privateScope } from '../areas/activity/event-rules.ts';
import type { Sim } from '../sim.ts';
import { revokeBody, revokeTime } from './account-activity-body.ts';
import type { Delivery } from './delivery.ts';
import { onMessage, onRead, onTyping } from './fan-out-messages.ts';
import { onFollow, onProfile } from './fan-out-people.ts';
import type { Teller } from './teller.ts';

/** A user took an app's access away: its subscriptions for that user end, and it is told so. */
const onRevoke = (teller: Teller, delivery: Delivery, appId: string, userId: string, atMs: number) => {
  const { subscribers, subscriptions } = delivery;
  for (const row of subscribers.ofUser(userId)) {
    if (row.appId !== appId) continue;
    subscribers.remove(row.webhookId, userId);
    teller.tellSubscriber(row, 'user_event', revokeBody(appId, userId, atMs));
  }
  const payload: XOauthRevokePayload = { date_time: revokeTime(atMs), user_id: userId, app_id: appId };
  for (const row of subscriptions.listOf(appId)) {
    if (row.filter.user_id === userId && privateScope(row.eventType) !== null)
      subscriptions.table.delete(row.id);
    if (row.eventType === 'oauth.revoke') teller.tellSubscription(row, payload);
  }
};

/** Listens to what happens on the simulated X and passes it on. */
export const fanOut = (sim: Sim, delivery: Delivery, teller: Teller): void => {
  sim.events.on('dm.created', ({ event }) => onMessage(sim, teller, event));
  sim.events.on('dm.typing', (typing) => onTyping(sim, teller, typing));
  sim.events.on('dm.read', (read) => onRead(sim, teller, read));
  sim.events.on('follow.created', (follow) => onFollow(sim, teller, follow, 'follow'));
  sim.events.on('follow.deleted', (follow) => onFollow(sim, teller, follow, 'unfollow'));
  sim.events.on('profile.updated', (update) => onProfile(teller, update));
  sim.events.on('user.revoked', ({ appId, userId, at }) => onRevoke(teller, delivery, appId, userId, at));
};
