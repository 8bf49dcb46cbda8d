import type { XFollowPayload, XProfileUpdatePayload } from '../../contract/x/activity.ts';
import type { SimEvent } from '../core/events.ts';
import type { Sim } from '../sim.ts';
import { followBody } from './account-activity-body.ts';
import { isActivityEventType } from '../areas/activity/event-rules.ts';
import { activityUsers, legacyUsers } from './presented.ts';
import type { Teller } from './teller.ts';

type Follow = { sourceId: string; targetId: string; at: number };

/** Both sides learn of a follow; of an unfollow, Account Activity tells only the one who did it. */
export const onFollow = (sim: Sim, teller: Teller, follow: Follow, type: 'follow' | 'unfollow'): void => {
  const { sourceId, targetId, at } = follow;
  const [legacySource, legacyTarget] = legacyUsers(sim, [sourceId, targetId]);
  const [source, target] = activityUsers(sim, [sourceId, targetId]);
  if (!legacySource || !legacyTarget || !source || !target) return;
  const event = { type, created_timestamp: String(at), target: legacyTarget, source: legacySource };
  const payload: XFollowPayload = { source: { data: source }, target: { data: target } };
  teller.tellAccount(sourceId, 'follow_events', () => followBody(sourceId, event));
  if (type === 'follow') teller.tellAccount(targetId, 'follow_events', () => followBody(targetId, event));
  teller.tellActivity(sourceId, `follow.${type}`, 'outbound', () => payload);
  teller.tellActivity(targetId, `follow.${type}`, 'inbound', () => payload);
};

/** Each changed field of a profile is an event of its own. */
export const onProfile = (teller: Teller, update: Extract<SimEvent, { kind: 'profile.updated' }>): void => {
  for (const { field, before, after } of update.changes) {
    const eventType = `profile.update.${field}`;
    const payload: XProfileUpdatePayload = { before, after };
    if (isActivityEventType(eventType))
      teller.tellActivity(update.userId, eventType, undefined, () => payload);
  }
};
