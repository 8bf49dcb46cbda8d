import type { XLegacyUser } from '../../contract/x/legacy.ts';
import type { XUser } from '../../contract/x/users.ts';
import type { XLegacyApp } from '../../contract/x/webhooks.ts';
import type { Caller } from '../core/auth.ts';
import type { JsonObject } from '../core/errors.ts';
import { exactNumber } from '../core/exact-number.ts';
import type { Vocabulary } from '../core/vocabulary.ts';
import { countCharacters, findEntities } from '../rules/message-text.ts';
import { refusalToMessage } from '../rules/may-message.ts';
import type { Sim } from '../sim.ts';
import type { SimApp } from '../state/apps.ts';
import type { SimPost } from '../state/posts.ts';
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

function followersOf(sim: Sim, user: SimUser): number {
  return user.extraFollowers + sim.follows.countTo(user.id);
}

function followingOf(sim: Sim, user: SimUser): number {
  return user.extraFollowing + sim.follows.countFrom(user.id);
}

/** What is counted, on top of what the user was made with. */
export function countsOf(sim: Sim, user: SimUser) {
  return {
    posts: user.postCount + sim.posts.countByAuthor(user.id),
    likes: user.likeCount + sim.likes.countFrom(user.id),
    media: user.mediaCount + sim.posts.countMediaOf(user.id),
    listed: user.listedCount + sim.lists.members.countFrom(user.id),
  };
}

/** The newest post of a user, answers and reposts too. */
export function newestPostOf(sim: Sim, user: SimUser): SimPost | undefined {
  return sim.posts.byAuthor(user.id).at(-1);
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
    if (value !== undefined) asked.push([nameIn(view.vocabulary, field), value]);
  }
  // `fieldOf` answers each field in the form that XUser gives it.
  const more = Object.fromEntries(asked) as Partial<XUser>;
  return { id: user.id, name: user.name, username: user.username, ...more };
}

/** `pinned_tweet_id` is `pinned_post_id` in the other vocabulary. */
function nameIn(vocabulary: Vocabulary, field: string): string {
  return vocabulary === 'posts'
    ? field.replace(/^(pinned|most_recent)_tweet_id$/, '$1_post_id')
    : field.replace(/^(pinned|most_recent)_post_id$/, '$1_tweet_id');
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
      return profileEntities(user);
    case 'protected':
      return user.protected;
    case 'verified':
      return user.verified;
    case 'verified_type':
      return user.verifiedType;
    case 'parody':
      return user.parody ?? false;
    case 'is_identity_verified':
      return user.identityVerified ?? false;
    case 'subscribes_to_you':
      return false;
    case 'subscription':
      return { subscribes_to_you: false };
    case 'subscription_type':
      // Only the user is told. https://docs.x.com/x-api/fundamentals/data-dictionary#user
      return viewer?.id === user.id ? (user.subscriptionType ?? 'None') : undefined;
    case 'verified_followers_count':
      return countVerifiedFollowers(sim, user);
    case 'affiliation':
      return affiliationOf(sim, user);
    case 'pinned_tweet_id':
    case 'pinned_post_id':
      return user.pinnedPostId;
    case 'most_recent_tweet_id':
    case 'most_recent_post_id':
      return newestPostOf(sim, user)?.id;
    case 'withheld':
      return user.withheldIn?.length ? { country_codes: user.withheldIn, scope: 'user' } : undefined;
    case 'profile_image_url':
      return pictureOf(sim, user);
    case 'profile_banner_url':
      return user.profileBannerUrl;
    case 'public_metrics': {
      const counts = countsOf(sim, user);
      return {
        followers_count: followersOf(sim, user),
        following_count: followingOf(sim, user),
        [vocabulary === 'posts' ? 'post_count' : 'tweet_count']: counts.posts,
        listed_count: counts.listed,
        like_count: counts.likes,
        media_count: counts.media,
      };
    }
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
  if (viewer.id === user.id) return user.dmOpen;
  const refusal = refusalToMessage(sim, viewer.id, user.id);
  return refusal === undefined || refusal === 'encrypted_only';
}

/** https://docs.x.com/x-api/fundamentals/data-dictionary#user */
function connectionStatus(sim: Sim, viewer: SimUser, user: SimUser): string[] {
  return [
    sim.follows.has(viewer.id, user.id) ? 'following' : '',
    sim.follows.has(user.id, viewer.id) ? 'followed_by' : '',
    sim.followRequests.has(viewer.id, user.id) ? 'follow_request_sent' : '',
    sim.followRequests.has(user.id, viewer.id) ? 'follow_request_received' : '',
    sim.blocks.has(viewer.id, user.id) ? 'blocking' : '',
    sim.mutes.has(viewer.id, user.id) ? 'muting' : '',
  ].filter((status) => status !== '');
}

function countVerifiedFollowers(sim: Sim, user: SimUser): number {
  let count = 0;
  for (const id of sim.follows.sourcesOf(user.id)) if (sim.users.find(id)?.verified) count += 1;
  return count;
}

function affiliationOf(sim: Sim, user: SimUser): XUser['affiliation'] {
  if (!user.affiliation) return undefined;
  const business = sim.users.find(user.affiliation.userId);
  return {
    ...(business ? { badge_url: pictureOf(sim, business) } : {}),
    description: user.affiliation.description,
    url: user.affiliation.url,
    user_id: [user.affiliation.userId],
  };
}

function profileEntities(user: SimUser): XUser['entities'] {
  const link = (url: string, start: number) => ({
    start,
    end: start + countCharacters(url),
    url,
    expanded_url: url,
    display_url: url.replace(/^https?:\/\//, ''),
  });
  const found = findEntities(user.description);
  const tags = (list: typeof found.hashtags) => list.map(({ text, ...at }) => ({ ...at, tag: text }));
  const bio = {
    urls: [...user.description.matchAll(/https?:\/\/[^\s<>"]+[^\s<>"'.,;:!?)\]}]/gi)].map((match) =>
      link(match[0], countCharacters(user.description.slice(0, match.index))),
    ),
    hashtags: tags(found.hashtags),
    cashtags: tags(found.cashtags),
    mentions: found.mentions.map(({ text, ...at }) => ({ ...at, username: text })),
  };
  const some = Object.entries(bio).filter(([, list]) => list.length > 0);
  if (user.url === '' && some.length === 0) return undefined;
  return {
    ...(user.url === '' ? {} : { url: { urls: [link(user.url, 0)] } }),
    ...(some.length > 0 ? { description: Object.fromEntries(some) } : {}),
  };
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
    listed_count: countsOf(sim, user).listed,
    created_at: legacyDate(user.createdAt),
    favourites_count: countsOf(sim, user).likes,
    verified: user.verified,
    statuses_count: countsOf(sim, user).posts,
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
    statuses_count: countsOf(sim, user).posts,
    profile_image_url: pictureOf(sim, user).replace(/^https:/, 'http:'),
    profile_image_url_https: pictureOf(sim, user),
  };
}

/** One value of `apps` in v1.1 direct message answers and events. */
export function presentAppV1(app: SimApp): XLegacyApp {
  return { id: app.id, name: app.name, url: app.url };
}
