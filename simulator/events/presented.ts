import type { XActivityUser } from '../../contract/x/activity.ts';
import type { XLegacyUser } from '../../contract/x/legacy.ts';
import type { XMessageCreateEvent } from '../../contract/x/webhooks.ts';
import { presentEventV1 } from '../present/dm-v1.ts';
import { presentAaaUser, presentUserV2 } from '../present/user.ts';
import type { Sim } from '../sim.ts';
import type { DmEvent } from '../state/dms.ts';
import { withTwins } from './activity-body.ts';

const activityFields = new Set([
  'created_at',
  'description',
  'entities',
  'is_identity_verified',
  'location',
  'profile_banner_url',
  'profile_image_url',
  'protected',
  'public_metrics',
  'url',
  'verified',
  'verified_type',
]);

/** The users of an Account Activity body; whoever no longer exists is left out. */
export const legacyUsers = (sim: Sim, ids: string[]): XLegacyUser[] =>
  ids.flatMap((id) => {
    const user = sim.users.find(id);
    // The presenter builds this shape from loose objects that v1.1 answers share.
    return user ? [presentAaaUser(sim, user) as XLegacyUser] : [];
  });

/** The users of an Activity payload, with the string twins of their counters. */
export const activityUsers = (sim: Sim, ids: string[]): XActivityUser[] =>
  ids.flatMap((id) => {
    const user = sim.users.find(id);
    if (!user) return [];
    // Event payloads are always in tweet-words; the presenter's answer is loose because callers choose its fields.
    const shown = presentUserV2(sim, user, { fields: activityFields, vocabulary: 'tweets' }) as XActivityUser;
    const metrics = (shown.public_metrics ?? {}) as Record<string, number>;
    return [{ ...shown, public_metrics: withTwins(metrics) }];
  });

/** A stored message as `message_create`. */
export const legacyMessage = (sim: Sim, event: DmEvent): XMessageCreateEvent =>
  // The presenter builds this shape; it is typed loosely because v1.1 answers share it.
  presentEventV1(sim, event) as XMessageCreateEvent;
