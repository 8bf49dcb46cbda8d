import type { JsonObject } from '../core/errors.ts';
import { exactNumber } from '../core/exact-number.ts';
import { refusalToMessage } from '../rules/may-message.ts';
import type { Sim } from '../sim.ts';
import type { SimUser } from '../state/users.ts';
import { presentUserV1 } from './user.ts';

/**
 * A user as REST endpoints of v1.1 answer: with what the caller has to do with them, and their last post unless it is
 * not wanted. https://developer.x.com/en/docs/x-api/v1/data-dictionary/object-model/user
 */
export function presentUserTo(sim: Sim, user: SimUser, viewer: SimUser | undefined): JsonObject {
  const sees = (relation: 'follows' | 'followRequests' | 'mutes' | 'blocks') =>
    viewer !== undefined && sim[relation].has(viewer.id, user.id);
  return {
    ...presentUserV1(sim, user),
    utc_offset: null,
    time_zone: null,
    geo_enabled: false,
    lang: null,
    contributors_enabled: false,
    is_translator: false,
    is_translation_enabled: false,
    profile_background_color: 'F5F8FA',
    profile_background_image_url: null,
    profile_background_image_url_https: null,
    profile_background_tile: false,
    ...(user.profileBannerUrl === undefined ? {} : { profile_banner_url: user.profileBannerUrl }),
    profile_link_color: '1DA1F2',
    profile_sidebar_border_color: 'C0DEED',
    profile_sidebar_fill_color: 'DDEEF6',
    profile_text_color: '333333',
    profile_use_background_image: true,
    has_extended_profile: false,
    default_profile_image: user.profileImageUrl === '',
    following: sees('follows'),
    follow_request_sent: sees('followRequests'),
    notifications: false,
    muting: sees('mutes'),
    blocking: sees('blocks'),
    blocked_by: viewer !== undefined && sim.blocks.has(user.id, viewer.id),
    translator_type: 'none',
    withheld_in_countries: [],
  };
}

/**
 * How two users stand to each other, seen by the first.
 * https://developer.x.com/en/docs/x-api/v1/accounts-and-users/follow-search-get-users/api-reference/get-friendships-show
 */
export function presentRelationship(sim: Sim, source: SimUser, target: SimUser): JsonObject {
  const name = (user: SimUser) => ({
    id: exactNumber(user.id),
    id_str: user.id,
    screen_name: user.username,
  });
  const follows = sim.follows.has(source.id, target.id);
  const isFollowed = sim.follows.has(target.id, source.id);
  return {
    relationship: {
      source: {
        ...name(source),
        following: follows,
        followed_by: isFollowed,
        live_following: false,
        following_received: sim.followRequests.has(target.id, source.id),
        following_requested: sim.followRequests.has(source.id, target.id),
        notifications_enabled: false,
        can_dm: mayWrite(sim, source, target),
        blocking: sim.blocks.has(source.id, target.id),
        blocked_by: sim.blocks.has(target.id, source.id),
        muting: sim.mutes.has(source.id, target.id),
        want_retweets: follows && !sim.unwantedReposts.has(source.id, target.id),
        all_replies: false,
        marked_spam: false,
      },
      target: {
        ...name(target),
        following: isFollowed,
        followed_by: follows,
        following_received: sim.followRequests.has(source.id, target.id),
        following_requested: sim.followRequests.has(target.id, source.id),
      },
    },
  };
}

function mayWrite(sim: Sim, source: SimUser, target: SimUser): boolean {
  return refusalToMessage(sim, source.id, target.id) === undefined;
}
