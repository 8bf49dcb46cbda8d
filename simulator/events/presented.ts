import type { XActivityUser } from '../../contract/x/activity.ts';
import type { XLegacyUser } from '../../contract/x/legacy.ts';
import { presentAaaUser, presentUserV2 } from '../present/user.ts';
import type { Sim } from '../sim.ts';
import { withTwins } from './activity-body.ts';

const activityFields = new Set([
  'affiliation',
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
/** Beside a payload, users have some more. */
const includedFields = new Set([...activityFields, 'pinned_tweet_id', 'most_recent_tweet_id']);

/** The users of an Account Activity body; whoever no longer exists is left out. */
export const legacyUsers = (sim: Sim, ids: string[]): XLegacyUser[] =>
  ids.flatMap((id) => {
    const user = sim.users.find(id);
    return user ? [presentAaaUser(sim, user)] : [];
  });

const presentAll = (sim: Sim, ids: Iterable<string>, fields: ReadonlySet<string>): XActivityUser[] =>
  [...ids].flatMap((id) => {
    const user = sim.users.find(id);
    if (!user) return [];
    // An empty banner or address is said to be so.
    const empty = { profile_banner_url: '', url: '' };
    // Event payloads are always in tweet-words; the fields asked for are those of an activity user.
    const shown = presentUserV2(sim, user, { fields, vocabulary: 'tweets' });
    return [withTwins({ ...empty, ...shown }) as XActivityUser];
  });

/** The users of an Activity payload, with the string twins of their counters. */
export const activityUsers = (sim: Sim, ids: Iterable<string>): XActivityUser[] =>
  presentAll(sim, ids, activityFields);

/** The users beside an Activity payload. */
export const includedUsers = (sim: Sim, ids: Iterable<string>): XActivityUser[] =>
  presentAll(sim, ids, includedFields);
