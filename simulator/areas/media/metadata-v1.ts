import type { FastifyInstance } from 'fastify';
import { jsonBody } from '../../core/body.ts';
import { type JsonObject, type XError, v1Error } from '../../core/errors.ts';
import { userRoute } from '../../core/route.ts';
import type { Sim } from '../../sim.ts';
import { removeSubtitles, setSubtitles } from './subtitles.ts';
import { own } from './upload-v1.ts';

const allow = { oauth1: 'read-write' } as const;
const maxAltText = 1000;

/**
 * Alt text and subtitles of v1.1; they answer with nothing.
 * https://developer.x.com/en/docs/x-api/v1/media/upload-media/api-reference/post-media-metadata-create
 */
export function registerMediaMetadataV1(app: FastifyInstance, sim: Sim): void {
  userRoute(app, sim, {
    method: 'POST',
    url: '/1.1/media/metadata/create.json',
    allow,
    handle: ({ request, user }) => {
      const body = jsonBody(request);
      const media = own(sim, user.id, textOf(body, 'media_id'));
      const text = textOf(objectOf(body, 'alt_text'), 'text');
      if (text === undefined) throw missing('alt_text.text');
      if (text.length > maxAltText)
        throw v1Error(400, 214, `alt_text.text is over ${maxAltText} characters.`);
      sim.media.table.put({ ...media, altText: text });
    },
  });

  for (const action of ['create', 'delete'] as const)
    userRoute(app, sim, {
      method: 'POST',
      url: `/1.1/media/subtitles/${action}.json`,
      allow,
      handle: ({ request, user }) => {
        const body = jsonBody(request);
        const media = own(sim, user.id, textOf(body, 'media_id'));
        const { subtitles } = objectOf(body, 'subtitle_info');
        if (!Array.isArray(subtitles) || subtitles.length === 0) throw missing('subtitle_info.subtitles');
        for (const item of subtitles as unknown[]) {
          // An item of a list that JSON gave; its members are read one by one.
          const track = typeof item === 'object' && item !== null ? (item as JsonObject) : {};
          const languageCode = textOf(track, 'language_code');
          if (languageCode === undefined) throw missing('language_code');
          if (action === 'delete') {
            removeSubtitles(sim, media.id, languageCode);
            continue;
          }
          const mediaId = own(sim, user.id, textOf(track, 'media_id')).id;
          const displayName = textOf(track, 'display_name');
          const refusal = setSubtitles(sim, media.id, { mediaId, languageCode, displayName });
          if (refusal !== undefined) throw v1Error(400, 214, refusal);
        }
      },
    });
}

function textOf(body: JsonObject, name: string): string | undefined {
  const value = body[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function objectOf(body: JsonObject, name: string): JsonObject {
  const value = body[name];
  // An object that JSON gave; its members are checked where they are read.
  return typeof value === 'object' && value !== null ? (value as JsonObject) : {};
}

function missing(name: string): XError {
  return v1Error(400, 38, `${name} parameter is missing.`);
}
