import { randomInt } from 'node:crypto';
import { readFileKind } from '../rules/file-kind.ts';
import type { Sim } from '../sim.ts';
import { randomToken } from '../state/apps.ts';
import type { MediaKind, SimMedia } from '../state/media.ts';

export const mediaCategories = [
  'amplify_video',
  'tweet_gif',
  'tweet_image',
  'tweet_video',
  'dm_gif',
  'dm_image',
  'dm_video',
  'subtitles',
];
const mediaLifeMs = 24 * 60 * 60_000;
const megabyte = 1024 * 1024;
const maxBytes: Record<MediaKind, number> = {
  photo: 5 * megabyte,
  animated_gif: 15 * megabyte,
  video: 512 * megabyte,
  subtitles: megabyte,
};
const keyPrefix: Record<MediaKind, string> = { photo: '3', animated_gif: '16', video: '7', subtitles: '13' };
const processingMs: Record<MediaKind, number> = { photo: 0, animated_gif: 500, video: 1000, subtitles: 0 };

export interface UploadAsked {
  ownerId: string;
  category: string;
  mimeType: string;
  totalBytes: number;
  additionalOwnerIds?: string[];
  shared?: boolean;
  /** Processed before finalizing answers, not after. */
  isSynchronous?: boolean;
}

/** What a file is for when the upload does not say so: by its type. */
export function standardCategory(mimeType: string): string {
  if (mimeType.startsWith('video/')) return 'tweet_video';
  if (mimeType === 'image/gif') return 'tweet_gif';
  return /^text\/(srt|vtt)$/.test(mimeType) ? 'subtitles' : 'tweet_image';
}

function kindOfCategory(category: string): MediaKind {
  if (category.endsWith('gif')) return 'animated_gif';
  if (category.endsWith('video')) return 'video';
  return category === 'subtitles' ? 'subtitles' : 'photo';
}

/** Opens an upload; a string says why X would not take it. */
export function startUpload(sim: Sim, asked: UploadAsked): SimMedia | string {
  const kind = kindOfCategory(asked.category);
  if (asked.totalBytes > maxBytes[kind]) return `File size exceeds ${maxBytes[kind]} bytes.`;
  const id = sim.ids.next();
  const now = sim.clock.now();
  sim.media.dropUnfinished(now);
  return sim.media.table.put({
    id,
    mediaKey: `${keyPrefix[kind]}_${id}`,
    resourceId: randomToken(15),
    ownerId: asked.ownerId,
    additionalOwnerIds: asked.additionalOwnerIds ?? [],
    category: asked.category,
    kind,
    mimeType: asked.mimeType,
    totalBytes: asked.totalBytes,
    size: 0,
    state: 'uploading',
    width: 0,
    height: 0,
    shared: asked.shared ?? false,
    isSynchronous: asked.isSynchronous || undefined,
    createdAt: now,
    expiresAt: now + mediaLifeMs,
  });
}

/** Closes an upload with its bytes; a string says why X would not take them. Bad videos fail while processed. */
export function finishUpload(sim: Sim, media: SimMedia, bytes: Buffer): SimMedia | string {
  if (bytes.length > maxBytes[media.kind]) return `File size exceeds ${maxBytes[media.kind]} bytes.`;
  const found = readFileKind(bytes);
  const fits = media.kind === 'subtitles' || (found !== undefined && fitsKind(found.mimeType, media.kind));
  if (!fits && media.kind === 'photo') return 'media type unrecognized.';
  const { processing } = sim.media;
  const isBroken = !fits || (processing.failNext > 0 && media.kind !== 'photo');
  if (fits && isBroken) processing.failNext -= 1;
  if (isBroken && media.isSynchronous) return 'Invalid or unsupported media, Reason: UnsupportedMedia.';
  sim.media.writeBytes(media.id, bytes);
  return sim.media.table.put({
    ...media,
    mimeType: found?.mimeType ?? media.mimeType,
    size: bytes.length,
    state: 'succeeded',
    processingStartedAt: sim.clock.now(),
    processingMs: media.isSynchronous ? 0 : processingMs[media.kind] * processing.scale,
    error: isBroken ? { code: 1, name: 'InvalidMedia', message: 'Unsupported media format' } : undefined,
    width: found?.width || 1200,
    height: found?.height || 675,
    durationMs: media.kind === 'video' ? found?.durationMs || randomInt(2000, 20_000) : undefined,
  });
}

/** A file that somebody may go on with: it exists, is theirs, and its day is not over. */
export function findOwnMedia(sim: Sim, userId: string, id: string): SimMedia | undefined {
  const media = sim.media.find(id);
  return media?.ownerId === userId && media.expiresAt > sim.clock.now() ? media : undefined;
}

function fitsKind(mimeType: string, kind: MediaKind): boolean {
  if (kind === 'photo') return mimeType.startsWith('image/');
  if (kind === 'animated_gif') return mimeType === 'image/gif' || mimeType === 'video/mp4';
  return mimeType.startsWith('video/');
}

/** A whole file in one go, ready at once: what a person does on x.com. */
export function uploadAtOnce(
  sim: Sim,
  asked: Omit<UploadAsked, 'totalBytes'>,
  bytes: Buffer,
): SimMedia | string {
  const media = startUpload(sim, { ...asked, totalBytes: bytes.length });
  if (typeof media === 'string') return media;
  const done = finishUpload(sim, media, bytes);
  if (typeof done === 'string') return done;
  if (done.error) return done.error.message;
  return sim.media.table.put({ ...done, processingMs: 0 });
}
