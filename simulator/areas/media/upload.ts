import type { FastifyInstance } from 'fastify';
import {
  findOwnMedia,
  finishUpload,
  mediaCategories,
  standardCategory,
  startUpload,
} from '../../acts/uploads.ts';
import { isMultipart, jsonBody, multipartBody } from '../../core/body.ts';
import { type JsonObject, type XError, invalidRequest, resourceNotFound } from '../../core/errors.ts';
import { onlyParameters } from '../../core/query.ts';
import { type UserCall, userRoute } from '../../core/route.ts';
import type { Sim } from '../../sim.ts';
import type { SimMedia } from '../../state/media.ts';
import { secondsLeft, uploadAnswerV2 } from './present.ts';

const allow = { oauth2: ['media.write'], oauth1: 'read-write' } as const;
const maxTotalBytes = 17_179_869_184;
const maxSegment = 999;
/** A piece sent twice may be under way beside the whole file. */
const maxSegmentBytes = 5 * 1024 * 1024;
/** Those that may come in one request. */
const wholeCategories = mediaCategories.filter((category) => category !== 'amplify_video');
const mediaTypes = [
  'video/mp4',
  'video/webm',
  'video/mp2t',
  'video/quicktime',
  'text/srt',
  'text/vtt',
  'image/jpeg',
  'image/gif',
  'image/bmp',
  'image/png',
  'image/webp',
  'image/pjpeg',
  'image/tiff',
  'model/gltf-binary',
  'model/vnd.usdz+zip',
];

/**
 * Media upload v2: in pieces (initialize, append, finalize, status) and at once.
 * https://docs.x.com/x-api/media/quickstart/media-upload-chunked
 */
export function registerMediaUpload(app: FastifyInstance, sim: Sim): void {
  userRoute(app, sim, {
    method: 'POST',
    url: '/2/media/upload/initialize',
    allow,
    handle: ({ request, user }) => {
      const body = jsonBody(request);
      onlyMembers(body, ['media_type', 'total_bytes', 'media_category', 'additional_owners', 'shared']);
      const mimeType = textOf(body, 'media_type');
      if (mimeType !== undefined && !mediaTypes.includes(mimeType))
        throw bad(`$.media_type: does not have a value in the enumeration [${mediaTypes.join(', ')}]`);
      const category = textOf(body, 'media_category') ?? standardCategory(mimeType ?? '');
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
        mimeType: mimeType ?? 'application/octet-stream',
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
    handle: (call) => {
      const media = ownUpload(sim, call);
      const { chunk, index } = readChunk(call);
      if (!Number.isInteger(index) || index < 0 || index > maxSegment)
        throw bad(`$.segment_index: must have a value between 0 and ${maxSegment}`);
      if (sim.media.receivedBytes(media.id) + chunk.length > media.totalBytes + maxSegmentBytes)
        throw bad('Segments do not add up to provided total file size.');
      sim.media.appendChunk(media.id, index, chunk);
      return { data: { expires_at: Math.floor(media.expiresAt / 1000) } };
    },
  });

  userRoute(app, sim, {
    method: 'POST',
    url: '/2/media/upload/:id/finalize',
    allow,
    handle: (call) => {
      const media = ownUpload(sim, call);
      const received = sim.media.receivedBytes(media.id);
      if (received !== media.totalBytes)
        throw bad(
          `Segments do not add up to provided total file size: ${received} of ${media.totalBytes} bytes.`,
        );
      const bytes = sim.media.assemble(media.id);
      if (!bytes) throw bad('Segments are missing.');
      return uploadAnswerV2(sim, finished(sim, media, bytes));
    },
  });

  userRoute(app, sim, {
    method: 'GET',
    url: '/2/media/upload',
    allow,
    handle: ({ query, user }) => {
      onlyParameters(query, ['media_id', 'command']);
      const { media_id: id = '', command = 'STATUS' } = query;
      if (command !== 'STATUS')
        throw invalidRequest(
          { command: [command] },
          `The \`command\` query parameter value [${command}] is not one of [STATUS]`,
        );
      const media = findOwnMedia(sim, user.id, id);
      if (!media) throw resourceNotFound('media', 'media_id', id);
      return uploadAnswerV2(sim, media);
    },
  });

  userRoute(app, sim, {
    method: 'POST',
    url: '/2/media/upload',
    allow,
    handle: (call) => {
      const { bytes, category, mimeType, owners } = readWhole(call);
      if (!wholeCategories.includes(category))
        throw bad(
          `$.media_category: does not have a value in the enumeration [${wholeCategories.join(', ')}]`,
        );
      const media = startUpload(sim, {
        ownerId: call.user.id,
        category,
        mimeType,
        totalBytes: bytes.length,
        additionalOwnerIds: owners,
      });
      if (typeof media === 'string') throw bad(media);
      return uploadAnswerV2(sim, finished(sim, media, bytes));
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
  const media = findOwnMedia(sim, user.id, id);
  if (!media) throw resourceNotFound('media', 'id', id);
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

function idsOf(value: unknown): string[] {
  const list: unknown[] = typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : [];
  return list.filter((id): id is string => typeof id === 'string' && /^[0-9]{1,19}$/.test(id));
}

function onlyMembers(body: JsonObject, known: string[]): void {
  for (const name of Object.keys(body))
    if (!known.includes(name))
      throw bad(
        `$.${name}: is not defined in the schema and the schema does not allow additional properties`,
      );
}

function bad(message: string): XError {
  return invalidRequest({}, message);
}
