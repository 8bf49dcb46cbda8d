import { asRecord, asText, asTime, asXId } from '../json.ts';

/** A user as v2 answers tell it; fields that X left out are absent. */
export interface XUser {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly avatarUrl?: string;
  readonly description?: string;
  readonly location?: string;
  readonly url?: string;
  readonly createdAt?: Date;
  readonly verified?: boolean;
  /** `blue`, `business`, `government`, `none`. */
  readonly verifiedType?: string;
  readonly protected?: boolean;
  readonly followers?: number;
  readonly following?: number;
  readonly posts?: number;
  /** Whether this user takes direct messages from the user whose token asked. */
  readonly receivesYourDm?: boolean;
}

/** Reads a v2 user, in either vocabulary; nothing when it has no id. */
export function readUser(value: unknown): XUser | undefined {
  const raw = asRecord(value);
  const id = asXId(raw?.['id']);
  if (!raw || id === undefined) return undefined;
  const metrics = asRecord(raw['public_metrics']);
  return {
    id,
    username: asText(raw['username']) ?? '',
    name: asText(raw['name']) ?? '',
    ...present({
      avatarUrl: asText(raw['profile_image_url']),
      description: asText(raw['description']),
      location: asText(raw['location']),
      url: asText(raw['url']),
      createdAt: asTime(raw['created_at']),
      verified: asBoolean(raw['verified']),
      verifiedType: asText(raw['verified_type']),
      protected: asBoolean(raw['protected']),
      followers: asCount(metrics?.['followers_count']),
      following: asCount(metrics?.['following_count']),
      posts: asCount(metrics?.['tweet_count'] ?? metrics?.['post_count']),
      receivesYourDm: asBoolean(raw['receives_your_dm']),
    }),
  };
}

function present<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  // fromEntries forgets the keys; nothing but undefined values was taken away.
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

function asBoolean(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

function asCount(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
