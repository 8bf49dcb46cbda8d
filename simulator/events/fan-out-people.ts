import type { XActivityEventType } from '../../contract/x/activity.ts';
import type { XDirectedEvent } from '../../contract/x/webhooks.ts';
import type { SubscriberRow } from '../areas/account-activity/subscribers.ts';
import { isActivityEventType } from '../areas/activity/event-rules.ts';
import type { SimEvent } from '../core/events.ts';
import type { Sim } from '../sim.ts';
import { directedBody } from './account-activity-body.ts';
import type { Delivery } from './delivery.ts';
import { activityUsers, legacyUsers } from './presented.ts';
import type { Teller } from './teller.ts';
import { told } from './told.ts';

type Act = { sourceId: string; targetId: string; at: number };
type DirectedType = XDirectedEvent['type'];

const listOf = {
  follow: 'follow_events',
  unfollow: 'follow_events',
  block: 'block_events',
  unblock: 'block_events',
  mute: 'mute_events',
  unmute: 'mute_events',
} as const satisfies Record<DirectedType, string>;

const activityOf = {
  follow: 'follow.follow',
  unfollow: 'follow.unfollow',
  block: 'block.block',
  unblock: 'block.unblock',
  mute: 'mute.mute',
  unmute: 'mute.unmute',
} as const satisfies Record<DirectedType, XActivityEventType>;

/**
 * Who learns of what somebody does to somebody. Account Activity tells who did it; whom it was done to learns of a
 * follow, and from v2 of all the others too, as v2's list of activity types says ("by user or of user").
 * https://docs.x.com/x-api/account-activity/introduction
 * The Activity API tells both of follows, and of mutes and blocks only who did it.
 * https://docs.x.com/x-api/activity/event-payloads#mute-events
 */
export const onDirected = (
  sim: Sim,
  teller: Teller,
  webhooks: Delivery['webhooks'],
  { sourceId, targetId, at }: Act,
  type: DirectedType,
): void => {
  const body = told(() => {
    const [source, target] = legacyUsers(sim, [sourceId, targetId]);
    // Nobody does anything to users who are not there.
    if (!source || !target) return {};
    return directedBody(listOf[type], { type, created_timestamp: String(at), target, source });
  });
  const event = told(() => {
    const [source, target] = activityUsers(sim, [sourceId, targetId]);
    return { payload: { source: { data: source }, target: { data: target } } };
  });
  const hearsAll = (row: SubscriberRow) => webhooks.find(row.webhookId)?.api === 'v2';
  const isFollowing = type === 'follow' || type === 'unfollow';

  teller.tellAccount(sourceId, listOf[type], body);
  teller.tellActivity(sourceId, activityOf[type], 'outbound', event);
  teller.tellAccount(targetId, listOf[type], body, type === 'follow' ? undefined : hearsAll);
  if (isFollowing) teller.tellActivity(targetId, activityOf[type], 'inbound', event);
};

/** Each changed field of a profile is an event of its own. */
export const onProfile = (teller: Teller, update: Extract<SimEvent, { kind: 'profile.updated' }>): void => {
  for (const { field, before, after } of update.changes) {
    const eventType = `profile.update.${field}`;
    if (isActivityEventType(eventType))
      teller.tellActivity(
        update.userId,
        eventType,
        undefined,
        told(() => ({ payload: { before, after } })),
      );
  }
};
