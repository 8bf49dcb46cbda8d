import type { FastifyInstance } from 'fastify';
import { finishUpload, kindOfCategory, mediaCategories, startUpload } from '../../acts/uploads.ts';
import { isMultipart, jsonBody, multipartBody } from '../../core/body.ts';
import { type JsonObject, type XError, invalidRequest, resourceNotFound } from '../../core/errors.ts';
import { type UserCall, userRoute } from '../../core/route.ts';
import type { Sim } from '../../sim.ts';
import type { SimMedia } from '../../state/media.ts';
import { uploadAnswer } from './present.ts';

const allow = { oauth2: ['media.write'], oauth1: 'read-write' } as const;
const maxTotalBytes = 17_179_869_184;
const maxSegment = 999;
const maxAltText = 1000;

/** Media upload v2: in pieces (initialize, append, finalize, status), at once, and alt text. */
export function registerMediaUpload(app: FastifyInstance, sim: Sim): void {
  userRoute(app, sim, {
    method: 'POST',
    url: '/2/media/upload/initialize',
    allow,
    limit: { user: 1875 },
    handle: ({ request, user }) => {
      const body = jsonBody(request);
      const category = textOf(body, 'media_category') ?? 'tweet_image';
      if (!mediaCategories.includes(category))
        throw bad(
          `$.media_category: does not have a value in the enumeration [${mediaCategories.join(', ')}]`,
        );
      const totalBytes = Number(body['total_bytes']);
      if (!Number.isInteger(totalBytes) || totalBytes < 0 || totalBytes > maxTotalBytes)
        throw bad(`$.total_bytes: must have a value between 0 and ${maxTotalBytes}`);
      const media = startUpload(sim, {
        ownerId: user.id,
        category,
        mimeType: textOf(body, 'media_type') ?? 'application/octet-stream',
        totalBytes,
        additionalOwnerIds: idsOf(body['additional_owners']),
        shared: body['shared'] === true,
      });
      if (typeof media === 'string') throw bad(media);
      return {
        data: { id: media.id, media_key: media.mediaKey, expires_after_secs: secondsLeft(sim, media) },
      };
    },
  });

  userRoute(app, sim, {
    method: 'POST',
    url: '/2/media/upload/:id/append',
    allow,
    limit: { user: 1875 },
    handle: (call) => {
      const media = ownUpload(sim, call);
      const { chunk, index } = readChunk(call);
      if (!Number.isInteger(index) || index < 0 || index > maxSegment)
        throw bad(`$.segment_index: must have a value between 0 and ${maxSegment}`);
      sim.media.appendChunk(media.id, index, chunk);
      return { data: { expires_at: Math.floor(media.expiresAt / 1000) } };
    },
  });

  userRoute(app, sim, {
    method: 'POST',
    url: '/2/media/upload/:id/finalize',
    allow,
    limit: { user: 1875 },
    handle: (call) => {
      const media = ownUpload(sim, call);
      const received = sim.media.receivedBytes(media.id);
      if (received !== media.totalBytes)
        throw bad(
          `Segments do not add up to provided total file size: ${received} of ${media.totalBytes} bytes.`,
        );
      const bytes = sim.media.assemble(media.id);
      if (!bytes) throw bad('Segments are missing.');
      return { data: uploadAnswer(sim, finished(sim, media, bytes)) };
    },
  });

  userRoute(app, sim, {
    method: 'GET',
    url: '/2/media/upload',
    allow,
    limit: { user: 1000 },
    handle: ({ query, user }) => {
      const id = query['media_id'] ?? '';
      const media = sim.media.find(id);
      if (!media || media.ownerId !== user.id) throw resourceNotFound('media', 'media_id', id);
      return { data: uploadAnswer(sim, media) };
    },
  });

  userRoute(app, sim, {
    method: 'POST',
    url: '/2/media/upload',
    allow,
    limit: { user: 500 },
    handle: (call) => {
      const { bytes, category, mimeType, owners } = readWhole(call);
      if (!mediaCategories.includes(category) || kindOfCategory(category) === 'video')
        throw bad(
          '$.media_category: does not have a value in the enumeration [tweet_image, tweet_gif, dm_image, dm_gif, subtitles]',
        );
      const media = startUpload(sim, {
        ownerId: call.user.id,
        category,
        mimeType,
        totalBytes: bytes.length,
        additionalOwnerIds: owners,
      });
      if (typeof media === 'string') throw bad(media);
      return { data: uploadAnswer(sim, finished(sim, media, bytes)) };
    },
  });

  userRoute(app, sim, {
    method: 'POST',
    url: '/2/media/metadata',
    allow,
    limit: { user: 500 },
    handle: ({ request, user }) => {
      const body = jsonBody(request);
      const id = textOf(body, 'id') ?? '';
      const media = sim.media.find(id);
      if (!media || media.ownerId !== user.id) throw resourceNotFound('media', 'id', id);
      const metadata = memberOf(body, 'metadata');
      const altText = textOf(memberOf(metadata, 'alt_text'), 'text');
      if (altText !== undefined && altText.length > maxAltText)
        throw bad(`$.metadata.alt_text.text: may only be ${maxAltText} characters long`);
      sim.media.table.put({ ...media, altText: altText ?? media.altText });
      return { data: { id, associated_metadata: metadata } };
    },
  });
}

function finished(sim: Sim, media: SimMedia, bytes: Buffer): SimMedia {
  const done = finishUpload(sim, media, bytes);
  if (typeof done === 'string') throw bad(done);
  return done;
}

function ownUpload(sim: Sim, { params, user }: UserCall): SimMedia {
  const id = params['id'] ?? '';
  const media = sim.media.find(id);
  if (!media || media.ownerId !== user.id) throw resourceNotFound('media', 'id', id);
  if (media.state !== 'uploading') throw bad('The upload has been finalized already.');
  return media;
}

function readChunk({ request }: UserCall): { chunk: Buffer; index: number } {
  if (!isMultipart(request)) {
    const body = jsonBody(request);
    return { chunk: base64Of(body, 'media'), index: Number(body['segment_index']) };
  }
  const parts = multipartBody(request);
  const chunk = parts.find(({ name }) => name === 'media')?.data;
  if (!chunk) throw bad('$.media: is missing but it is required');
  const index = parts.find(({ name }) => name === 'segment_index')?.data.toString('utf8');
  return { chunk, index: index === undefined ? Number.NaN : Number(index) };
}

function readWhole({ request }: UserCall): {
  bytes: Buffer;
  category: string;
  mimeType: string;
  owners: string[];
} {
  if (!isMultipart(request)) {
    const body = jsonBody(request);
    return {
      bytes: base64Of(body, 'media'),
      category: textOf(body, 'media_category') ?? '',
      mimeType: textOf(body, 'media_type') ?? 'application/octet-stream',
      owners: idsOf(body['additional_owners']),
    };
  }
  const parts = multipartBody(request);
  const media = parts.find(({ name }) => name === 'media');
  if (!media) throw bad('$.media: is missing but it is required');
  const field = (wanted: string) => parts.find(({ name }) => name === wanted)?.data.toString('utf8');
  return {
    bytes: media.data,
    category: field('media_category') ?? '',
    mimeType: field('media_type') ?? media.contentType ?? 'application/octet-stream',
    owners: idsOf(field('additional_owners')),
  };
}

function base64Of(body: JsonObject, name: string): Buffer {
  const text = textOf(body, name);
  if (text === undefined) throw bad(`$.${name}: is missing but it is required`);
  return Buffer.from(text, 'base64');
}

function textOf(body: JsonObject, name: string): string | undefined {
  const value = body[name];
  return typeof value === 'string' ? value : undefined;
}

function memberOf(body: JsonObject, name: string): JsonObject {
  const value = body[name];
  // An object that JSON gave; its members are checked where they are read.
  return typeof value === 'object' && value !== null ? (value as JsonObject) : {};
}

function idsOf(value: unknown): string[] {
  const list: unknown[] = typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : [];
  return list.filter((id): id is string => typeof id === 'string' && /^[0-9]{1,19}$/.test(id));
}

export function secondsLeft(sim: Sim, media: SimMedia): number {
  return Math.max(0, Math.floor((media.expiresAt - sim.clock.now()) / 1000));
}

function bad(message: string): XError {
  return invalidRequest({}, message);
}
