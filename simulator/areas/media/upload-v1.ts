import type { FastifyInstance } from 'fastify';
import {
  findOwnMedia,
  finishUpload,
  mediaCategories,
  standardCategory,
  startUpload,
} from '../../acts/uploads.ts';
import { formBody, isMultipart, multipartBody } from '../../core/body.ts';
import { type JsonObject, XError, v1Error } from '../../core/errors.ts';
import { exactNumber } from '../../core/exact-number.ts';
import { type UserCall, userRoute } from '../../core/route.ts';
import { readFileKind } from '../../rules/file-kind.ts';
import type { Sim } from '../../sim.ts';
import type { SimMedia } from '../../state/media.ts';
import { secondsLeft, uploadAnswer } from './present.ts';

const allow = { oauth1: 'read-write' } as const;
const url = '/1.1/media/upload.json';
/** A piece sent twice may be under way beside the whole file. */
const maxSegmentBytes = 5 * 1024 * 1024;

/**
 * Media upload of v1.1: INIT, APPEND, FINALIZE, STATUS and the simple form.
 * https://developer.x.com/en/docs/x-api/v1/media/upload-media/api-reference
 */
export function registerMediaUploadV1(app: FastifyInstance, sim: Sim): void {
  userRoute(app, sim, {
    method: 'POST',
    url,
    allow,
    handle: (call) => {
      const fields = fieldsOf(call);
      const text = (name: string) => fields.get(name)?.toString('utf8');
      if (text('command') === 'INIT') {
        const media = begin(sim, call.user.id, text, Number(text('total_bytes')));
        call.reply.code(202);
        return { ...idsOf(media), expires_after_secs: secondsLeft(sim, media) };
      }
      if (text('command') === 'APPEND') {
        const media = open(sim, call.user.id, text('media_id'));
        const index = Number(text('segment_index'));
        if (!Number.isInteger(index) || index < 0 || index > 999)
          throw bad('segment_index parameter is invalid.');
        const chunk = bytesOf(call, fields);
        if (sim.media.receivedBytes(media.id) + chunk.length > media.totalBytes + maxSegmentBytes)
          throw bad('Segments do not add up to provided total file size.');
        sim.media.appendChunk(media.id, index, chunk);
        call.reply.code(204);
        return undefined;
      }
      if (text('command') === 'FINALIZE') {
        const media = open(sim, call.user.id, text('media_id'));
        if (sim.media.receivedBytes(media.id) !== media.totalBytes)
          throw bad('Segments do not add up to provided total file size.');
        const bytes = sim.media.assemble(media.id);
        if (!bytes) throw bad('Segment index is not contiguous.');
        call.reply.code(201);
        return answer(sim, finish(sim, media, bytes));
      }
      if (fields.has('command')) throw bad('command parameter is invalid.');
      const bytes = bytesOf(call, fields);
      const given = (name: string) =>
        text(name) ?? (name === 'media_type' ? readFileKind(bytes)?.mimeType : undefined);
      return answer(sim, finish(sim, begin(sim, call.user.id, given, bytes.length, true), bytes));
    },
  });

  userRoute(app, sim, {
    method: 'GET',
    url,
    allow,
    handle: ({ query, user }) => {
      if (query['command'] !== 'STATUS') throw bad('command parameter is invalid.');
      return answer(sim, own(sim, user.id, query['media_id']));
    },
  });
}

/** Fields of the query, a form or a multipart body, whichever the client chose. */
function fieldsOf({ request, query }: UserCall): Map<string, Buffer> {
  const fields = new Map<string, Buffer>();
  for (const [name, value] of Object.entries(query)) fields.set(name, Buffer.from(value));
  if (isMultipart(request)) for (const part of multipartBody(request)) fields.set(part.name, part.data);
  else for (const [name, value] of Object.entries(formBody(request))) fields.set(name, Buffer.from(value));
  return fields;
}

/** Bytes as they are in a part; base64 in a form, where one of the clients in use calls it `media` too. */
function bytesOf({ request }: UserCall, fields: Map<string, Buffer>): Buffer {
  const media = fields.get('media');
  if (media && isMultipart(request)) return media;
  const encoded = fields.get('media_data') ?? media;
  if (!encoded) throw v1Error(400, 38, 'media parameter is missing.');
  return Buffer.from(encoded.toString('latin1'), 'base64');
}

function begin(
  sim: Sim,
  ownerId: string,
  text: (name: string) => string | undefined,
  totalBytes: number,
  inOneGo = false,
): SimMedia {
  if (!Number.isInteger(totalBytes) || totalBytes < 0) throw bad('total_bytes parameter is invalid.');
  // Both dm_image and DmImage are in use.
  const mimeType = text('media_type') ?? 'application/octet-stream';
  const named = text('media_category') || standardCategory(mimeType);
  const category = named.replace(/(?!^)([A-Z])/g, '_$1').toLowerCase();
  if (!mediaCategories.includes(category)) throw bad('media_category parameter is invalid.');
  const media = startUpload(sim, {
    ownerId,
    category,
    mimeType,
    totalBytes,
    additionalOwnerIds: (text('additional_owners') ?? '').split(',').filter((id) => /^\d{1,19}$/.test(id)),
    shared: text('shared') === 'true',
    // Only a category asks for processing in the background; without one, finalizing waits for it.
    // https://developer.x.com/en/docs/x-api/v1/media/upload-media/uploading-media/media-best-practices
    isSynchronous: inOneGo || !text('media_category'),
  });
  if (typeof media === 'string') throw bad(media);
  return media;
}

function finish(sim: Sim, media: SimMedia, bytes: Buffer): SimMedia {
  const done = finishUpload(sim, media, bytes);
  if (typeof done === 'string') throw bad(done);
  return done;
}

/** The caller's file; of others nobody hears. */
export function own(sim: Sim, userId: string, id = ''): SimMedia {
  const media = findOwnMedia(sim, userId, id);
  if (!media) throw v1Error(400, 325, 'A media id was not found.');
  return media;
}

function open(sim: Sim, userId: string, id: string | undefined): SimMedia {
  const media = own(sim, userId, id);
  if (media.state !== 'uploading') throw bad('The upload has been finalized already.');
  return media;
}

function answer(sim: Sim, media: SimMedia): JsonObject {
  const { id: _id, media_key: _key, ...shown } = uploadAnswer(sim, media);
  return { ...idsOf(media), ...shown };
}

function idsOf(media: SimMedia): JsonObject {
  return { media_id: exactNumber(media.id), media_id_string: media.id, media_key: media.mediaKey };
}

/** Uploads complain in a form of their own: the path, and one sentence. */
function bad(message: string): XError {
  return new XError(message, {
    status: 400,
    contentType: 'application/json; charset=utf-8',
    body: () => ({ request: url, error: message }),
  });
}
