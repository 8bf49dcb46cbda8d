import { asList, asRecord, asText, asTime, asXId } from '../json.ts';
import { readUser, type XUser } from './user.ts';

/** Media of a direct message or a post, in the fields that X documents. */
export interface XMedia {
  readonly mediaKey: string;
  /** `photo`, `animated_gif`, `video`. */
  readonly type: string;
  readonly url?: string;
  readonly previewUrl?: string;
  readonly altText?: string;
  readonly width?: number;
  readonly height?: number;
  readonly durationMs?: number;
  readonly variants: readonly {
    readonly url: string;
    readonly contentType: string;
    readonly bitRate?: number;
  }[];
}

/** A direct-message event as `/2/dm_events` lists it, whatever vocabulary X used. */
export interface XDmEvent {
  readonly id: string;
  /** `MessageCreate`, `ParticipantsJoin`, `ParticipantsLeave`, or what X adds. */
  readonly type: string;
  readonly conversationId?: string;
  readonly senderId?: string;
  readonly participantIds: readonly string[];
  readonly createdAt?: Date;
  readonly text: string;
  readonly mediaKeys: readonly string[];
  readonly referencedPostIds: readonly string[];
  /** As X sent it. */
  readonly raw: Readonly<Record<string, unknown>>;
}

export interface XIncludes {
  readonly users: ReadonlyMap<string, XUser>;
  readonly media: ReadonlyMap<string, XMedia>;
  /** Posts by id, as X sent them. */
  readonly posts: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
}

/** Reads one event; nothing when it has no id. */
export function readDmEvent(value: unknown): XDmEvent | undefined {
  const raw = asRecord(value);
  const id = asXId(raw?.['id']);
  if (!raw || id === undefined) return undefined;
  const conversationId = asText(raw['dm_conversation_id']);
  const senderId = asXId(raw['sender_id']);
  const createdAt = asTime(raw['created_at']);
  return {
    id,
    type: asText(raw['event_type']) ?? 'MessageCreate',
    ...(conversationId !== undefined && { conversationId }),
    ...(senderId !== undefined && { senderId }),
    participantIds: ids(raw['participant_ids']),
    ...(createdAt && { createdAt }),
    text: asText(raw['text']) ?? '',
    mediaKeys: texts(asRecord(raw['attachments'])?.['media_keys']),
    referencedPostIds: asList(raw['referenced_tweets'] ?? raw['referenced_posts'])
      .map((post) => asXId(asRecord(post)?.['id']))
      .filter((postId) => postId !== undefined),
    raw,
  };
}

/** Reads `includes` of any answer. */
export function readIncludes(value: unknown): XIncludes {
  const includes = asRecord(value);
  const users = asList(includes?.['users'])
    .map(readUser)
    .filter((user) => user !== undefined);
  const media = asList(includes?.['media'])
    .map(readMedia)
    .filter((item) => item !== undefined);
  const posts = asList(includes?.['tweets'] ?? includes?.['posts'])
    .map(asRecord)
    .filter((post) => post !== undefined);
  return {
    users: new Map(users.map((user) => [user.id, user])),
    media: new Map(media.map((item) => [item.mediaKey, item])),
    posts: new Map(posts.map((post) => [asXId(post['id']) ?? '', post])),
  };
}

export function readMedia(value: unknown): XMedia | undefined {
  const raw = asRecord(value);
  const mediaKey = asText(raw?.['media_key']);
  if (!raw || mediaKey === undefined) return undefined;
  const url = asText(raw['url']);
  const previewUrl = asText(raw['preview_image_url']);
  const altText = asText(raw['alt_text']);
  const width = asNumber(raw['width']);
  const height = asNumber(raw['height']);
  const durationMs = asNumber(raw['duration_ms']);
  return {
    mediaKey,
    type: asText(raw['type']) ?? '',
    ...(url !== undefined && { url }),
    ...(previewUrl !== undefined && { previewUrl }),
    ...(altText !== undefined && { altText }),
    ...(width !== undefined && { width }),
    ...(height !== undefined && { height }),
    ...(durationMs !== undefined && { durationMs }),
    variants: asList(raw['variants']).flatMap((variant) => readVariant(asRecord(variant))),
  };
}

function readVariant(variant: Readonly<Record<string, unknown>> | undefined): XMedia['variants'][number][] {
  const url = asText(variant?.['url']);
  if (!variant || url === undefined) return [];
  const bitRate = asNumber(variant['bit_rate']);
  return [
    { url, contentType: asText(variant['content_type']) ?? '', ...(bitRate !== undefined && { bitRate }) },
  ];
}

function asNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function ids(value: unknown): string[] {
  return asList(value)
    .map(asXId)
    .filter((id) => id !== undefined);
}

function texts(value: unknown): string[] {
  return asList(value)
    .map(asText)
    .filter((text) => text !== undefined);
}
