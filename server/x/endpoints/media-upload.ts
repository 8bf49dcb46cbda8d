import { setTimeout as wait } from 'node:timers/promises';
import { xErrors } from '../../../contract/errors/x.ts';
import type { XClient } from '../client.ts';
import { type Endpoint, perUser } from '../endpoint.ts';
import { asList, asRecord, asText, asXId } from '../json.ts';
import { XProblem } from '../problem.ts';
import { unreadable } from '../requests.ts';

/** https://docs.x.com/x-api/media/quickstart/media-upload-chunked; the limits are X's, in bytes. */
export const DM_MEDIA_LIMITS = {
  dm_image: { maxBytes: 5 * 1024 * 1024, types: ['image/jpeg', 'image/png', 'image/webp'] },
  dm_gif: { maxBytes: 15 * 1024 * 1024, types: ['image/gif'] },
  dm_video: { maxBytes: 512 * 1024 * 1024, types: ['video/mp4', 'video/quicktime'] },
} as const;

export type DmMediaCategory = keyof typeof DM_MEDIA_LIMITS;

/** What kind of attachment X makes of a content type; nothing when it takes none of that type. */
export function findDmMediaCategory(contentType: string): DmMediaCategory | undefined {
  const categories: readonly DmMediaCategory[] = ['dm_image', 'dm_gif', 'dm_video'];
  return categories.find((category) =>
    DM_MEDIA_LIMITS[category].types.some((type: string) => type === contentType),
  );
}

// Making an upload twice does no harm: X forgets the one that is not used. Hence `changes: false` for all four.
const initialize: Endpoint = {
  name: 'media_upload_initialize',
  method: 'POST',
  host: 'api',
  path: '/2/media/upload/initialize',
  auth: ['oauth2', 'oauth1'],
  limits: [perUser(1875)],
  changes: false,
};
const append: Endpoint = {
  name: 'media_upload_append',
  method: 'POST',
  host: 'api',
  path: '/2/media/upload/:mediaId/append',
  auth: ['oauth2', 'oauth1'],
  limits: [perUser(1875)],
  changes: false,
  timeoutMs: 60_000,
};
const finalize: Endpoint = {
  name: 'media_upload_finalize',
  method: 'POST',
  host: 'api',
  path: '/2/media/upload/:mediaId/finalize',
  auth: ['oauth2', 'oauth1'],
  limits: [perUser(1875)],
  changes: false,
  timeoutMs: 30_000,
};
const status: Endpoint = {
  name: 'media_upload_status',
  method: 'GET',
  host: 'api',
  path: '/2/media/upload',
  auth: ['oauth2', 'oauth1'],
  limits: [perUser(1000)],
};

const CHUNK_BYTES = 4 * 1024 * 1024;
const MAX_STATUS_CALLS = 60;

export interface MediaToUpload {
  readonly category: DmMediaCategory;
  readonly contentType: string;
  readonly totalBytes: number;
  /** The bytes from `start` up to and without `end`. */
  readonly read: (start: number, end: number) => Promise<Uint8Array>;
}

export interface UploadedMedia {
  readonly mediaId: string;
  /** Until then the id can be attached, by the same account only. */
  readonly usableForMs: number;
}

/** Uploads an attachment in pieces and waits until X has processed it. @throws XProblem */
export async function uploadMedia(
  client: XClient,
  media: MediaToUpload,
  options: { readonly signal?: AbortSignal } = {},
): Promise<UploadedMedia> {
  const begun = dataOf(
    await client.call(initialize, {
      json: {
        media_type: media.contentType,
        total_bytes: media.totalBytes,
        media_category: media.category,
      },
    }),
  );
  const mediaId = asXId(begun['id']);
  if (mediaId === undefined) throw unreadable(false, JSON.stringify(begun));
  for (let index = 0, start = 0; start < media.totalBytes; index += 1, start += CHUNK_BYTES) {
    options.signal?.throwIfAborted();
    const bytes = await media.read(start, Math.min(media.totalBytes, start + CHUNK_BYTES));
    await client.call(append, { params: { mediaId }, multipart: () => piece(bytes, index) });
  }
  const finalized = await client.call(finalize, { params: { mediaId }, json: {} });
  await waitUntilProcessed(client, mediaId, finalized.body, options.signal);
  const done = dataOf(finalized);
  const seconds = done['expires_after_secs'] ?? begun['expires_after_secs'];
  return { mediaId, usableForMs: typeof seconds === 'number' ? seconds * 1000 : 86_400_000 };
}

function piece(bytes: Uint8Array, index: number): FormData {
  const form = new FormData();
  form.set('segment_index', String(index));
  // A copy: Blob wants bytes of their own buffer.
  form.set('media', new Blob([new Uint8Array(bytes)]), 'piece');
  return form;
}

async function waitUntilProcessed(
  client: XClient,
  mediaId: string,
  finalized: unknown,
  signal: AbortSignal | undefined,
): Promise<void> {
  let body = finalized;
  for (let calls = 0; ; calls += 1) {
    const info = asRecord(dataOf({ body })['processing_info']);
    if (info === undefined) return;
    const state = asText(info['state']);
    if (state === 'succeeded') return;
    if (state === 'failed' || calls >= MAX_STATUS_CALLS) throw notProcessed(info, body);
    const seconds = info['check_after_secs'];
    const waitMs = typeof seconds === 'number' ? Math.min(60, Math.max(0, seconds)) * 1000 : 1000;
    await wait(waitMs, undefined, signal ? { signal } : {});
    body = (await client.call(status, { query: { command: 'STATUS', media_id: mediaId } })).body;
  }
}

/** The reason stands in the state (older descriptions) or among the errors beside it (OpenAPI 2.167). */
function notProcessed(info: Readonly<Record<string, unknown>>, body: unknown): XProblem {
  const error = asRecord(info['error']);
  const beside = asRecord(asList(asRecord(body)?.['errors'])[0]);
  return new XProblem(xErrors.x_media_refused, {
    kind: 'refused',
    retryable: false,
    said:
      asText(error?.['message']) ??
      asText(error?.['name']) ??
      asText(beside?.['detail']) ??
      'The file could not be processed.',
    xBody: JSON.stringify(body),
  });
}

function dataOf(answer: { readonly body: unknown }): Readonly<Record<string, unknown>> {
  return asRecord(asRecord(answer.body)?.['data']) ?? {};
}
