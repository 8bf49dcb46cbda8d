import type { SocialProfile, XPerson } from '../../conversations/index.ts';
import { count, isRecord, type JsonRecord, list, moment, record, shortText, webUrl, xId } from './json.ts';

/** Users of a delivery: v1.1 objects by id, v2 objects by id under `data`, or a list of v2 objects. */
export function readPeople(users: unknown): XPerson[] {
  const items = Array.isArray(users)
    ? list(users)
    : Object.values(record(users)).map((one) => (isRecord(record(one)['data']) ? record(one)['data'] : one));
  return items.slice(0, 500).flatMap((item) => readPerson(record(item)) ?? []);
}

/** One user, as v1.1 or v2 spells it. */
export function readPerson(user: JsonRecord): XPerson | undefined {
  const xUserId = xId(user['id_str']) ?? xId(user['id']);
  if (xUserId === undefined) return undefined;
  const profile = readProfile(user);
  return {
    xUserId,
    ...optional('username', shortText(user['username'], 50) ?? shortText(user['screen_name'], 50)),
    ...optional('name', shortText(user['name'], 200)),
    ...optional('avatarUrl', webUrl(user['profile_image_url_https']) ?? webUrl(user['profile_image_url'])),
    ...(Object.keys(profile).length > 0 ? { profile } : {}),
  };
}

function readProfile(user: JsonRecord): SocialProfile {
  const metrics = record(user['public_metrics']);
  const joinedXAt = moment(user['created_timestamp']) ?? moment(user['created_at']);
  return {
    ...optional('followers', count(metrics['followers_count']) ?? count(user['followers_count'])),
    ...optional('following', count(metrics['following_count']) ?? count(user['friends_count'])),
    ...optional(
      'posts',
      count(metrics['tweet_count']) ?? count(metrics['post_count']) ?? count(user['statuses_count']),
    ),
    ...optional('verified', typeof user['verified'] === 'boolean' ? user['verified'] : undefined),
    ...optional('protected', typeof user['protected'] === 'boolean' ? user['protected'] : undefined),
    ...optional('description', shortText(user['description'], 1_000)),
    ...optional('location', shortText(user['location'], 200)),
    ...optional('url', webUrl(user['url'])),
    ...optional('joinedXAt', joinedXAt?.toISOString()),
  };
}

function optional<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  // An object with this one key, or none.
  return (value === undefined ? {} : { [key]: value }) as Partial<Record<K, V>>;
}
