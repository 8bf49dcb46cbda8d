import type { XLegacyUser } from '../../contract/x/legacy.ts';
import type { XUser } from '../../contract/x/users.ts';
import type { XLegacyApp } from '../../contract/x/webhooks.ts';
import type { Caller } from '../core/auth.ts';
import type { JsonObject } from '../core/errors.ts';
import { exactNumber } from '../core/exact-number.ts';
import type { Vocabulary } from '../core/vocabulary.ts';
import { refusalToMessage } from '../rules/may-message.ts';
import type { Sim } from '../sim.ts';
import type { SimApp } from '../state/apps.ts';
import { type SimUser, emailOf } from '../state/users.ts';

export const userFields = [
  'affiliation',
  'confirmed_email',
  'connection_status',
  'created_at',
  'description',
  'entities',
  'id',
  'is_identity_verified',
  'location',
  'most_recent_tweet_id',
  'most_recent_post_id',
  'name',
  'parody',
  'pinned_tweet_id',
  'pinned_post_id',
  'profile_banner_url',
  'profile_image_url',
  'protected',
  'public_metrics',
  'receives_your_dm',
  'subscribes_to_you',
  'subscription',
  'subscription_type',
  'url',
  'username',
  'verified',
  'verified_followers_count',
  'verified_type',
  'withheld',
];

/** A user without a picture of their own gets one that the simulator draws. */
function pictureOf(sim: Sim, user: SimUser): string {
  return user.profileImageUrl === '' ? `${sim.url()}/avatars/${user.id}.svg` : user.profileImageUrl;
}

export function followersOf(sim: Sim, user: SimUser): number {
  return user.extraFollowers + sim.follows.countTo(user.id);
}

export function followingOf(sim: Sim, user: SimUser): number {
  return user.extraFollowing + sim.follows.countFrom(user.id);
}

export interface UserView {
  fields: ReadonlySet<string>;
  vocabulary: Vocabulary;
  /** Whose relation to the user `receives_your_dm` and `connection_status` tell; absent for app-only callers. */
  viewer?: SimUser;
  caller?: Caller;
}

/** A v2 user: id, name and username, and what was asked for. */
export function presentUserV2(sim: Sim, user: SimUser, view: UserView): XUser {
  const asked: [string, unknown][] = [];
  for (const field of view.fields) {
    const value = fieldOf(sim, user, field, view);
    if (value !== undefined) asked.push([field, value]);
  }
  // `fieldOf` answers each field in the form that XUser gives it.
  const more = Object.fromEntries(asked) as Partial<XUser>;
  return { id: user.id, name: user.name, username: user.username, ...more };
}

function fieldOf(sim: Sim, user: SimUser, field: string, view: UserView): unknown {
  const { viewer, vocabulary, caller } = view;
  switch (field) {
    case 'created_at':
      return new Date(user.createdAt).toISOString();
    case 'description':
      return user.description;
    case 'location':
      return user.location === '' ? undefined : user.location;
    case 'url':
      return user.url;
    case 'entities':
      return user.url === ''
        ? undefined
        : {
            url: {
              urls: [
                {
                  start: 0,
                  end: user.url.length,
                  url: user.url,
                  expanded_url: user.url,
                  display_url: user.url.replace(/^https?:\/\//, ''),
                },
              ],
            },
          };
    case 'protected':
      return user.protected;
    case 'verified':
      return user.verified;
    case 'verified_type':
      return user.verifiedType;
    case 'parody':
    case 'is_identity_verified':
    case 'subscribes_to_you':
      return false;
    case 'subscription':
      return { subscribes_to_you: false };
    case 'subscription_type':
      return 'None';
    case 'verified_followers_count':
      return 0;
    case 'profile_image_url':
      return pictureOf(sim, user);
    case 'profile_banner_url':
      return user.profileBannerUrl;
    case 'public_metrics':
      return {
        followers_count: followersOf(sim, user),
        following_count: followingOf(sim, user),
        [vocabulary === 'posts' ? 'post_count' : 'tweet_count']: user.postCount,
        listed_count: user.listedCount,
        like_count: user.likeCount,
        media_count: user.mediaCount,
      };
    case 'receives_your_dm':
      return viewer && receivesDmOf(sim, viewer, user);
    case 'connection_status':
      return viewer && connectionStatus(sim, viewer, user);
    case 'confirmed_email':
      return caller?.scopes.includes('users.email') && viewer?.id === user.id ? emailOf(user) : undefined;
    default:
      return undefined;
  }
}

/** Of oneself it tells whether everyone may write. */
function receivesDmOf(sim: Sim, viewer: SimUser, user: SimUser): boolean {
  return viewer.id === user.id ? user.dmOpen : refusalToMessage(sim, viewer.id, user.id) === undefined;
}

function connectionStatus(sim: Sim, viewer: SimUser, user: SimUser): string[] {
  return [
    sim.follows.has(viewer.id, user.id) ? 'following' : '',
    sim.follows.has(user.id, viewer.id) ? 'followed_by' : '',
    sim.blocks.has(viewer.id, user.id) ? 'blocking' : '',
  ].filter((status) => status !== '');
}

/** The user object of v1.1 REST answers. */
export function presentUserV1(sim: Sim, user: SimUser): JsonObject {
  return {
    id: exactNumber(user.id),
    id_str: user.id,
    name: user.name,
    screen_name: user.username,
    location: user.location,
    description: user.description,
    url: user.url === '' ? null : user.url,
    entities: { description: { urls: [] } },
    protected: user.protected,
    followers_count: followersOf(sim, user),
    friends_count: followingOf(sim, user),
    listed_count: user.listedCount,
    created_at: legacyDate(user.createdAt),
    favourites_count: user.likeCount,
    verified: user.verified,
    statuses_count: user.postCount,
    profile_image_url: pictureOf(sim, user).replace(/^https:/, 'http:'),
    profile_image_url_https: pictureOf(sim, user),
    default_profile: true,
    suspended: user.suspended,
  };
}

/** `Wed Oct 10 20:19:24 +0000 2018`, the date form of v1.1. */
export function legacyDate(ms: number): string {
  const [day = '', date = '', month = '', year = '', time = ''] = new Date(ms)
    .toUTCString()
    .replace(',', '')
    .split(' ');
  return `${day} ${month} ${date} ${time} +0000 ${year}`;
}

/** One value of `users` in an account activity event. */
export function presentAaaUser(sim: Sim, user: SimUser): XLegacyUser {
  return {
    id: user.id,
    created_timestamp: String(user.createdAt),
    name: user.name,
    screen_name: user.username,
    ...(user.location === '' ? {} : { location: user.location }),
    ...(user.description === '' ? {} : { description: user.description }),
    ...(user.url === '' ? {} : { url: user.url }),
    protected: user.protected,
    verified: user.verified,
    followers_count: followersOf(sim, user),
    friends_count: followingOf(sim, user),
    statuses_count: user.postCount,
    profile_image_url: pictureOf(sim, user).replace(/^https:/, 'http:'),
    profile_image_url_https: pictureOf(sim, user),
  };
}

/** One value of `apps` in v1.1 direct message answers and events. */
export function presentAppV1(app: SimApp): XLegacyApp {
  return { id: app.id, name: app.name, url: app.url };
}
