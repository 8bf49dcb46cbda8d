import type { FastifyInstance } from 'fastify';
import { findOwnMedia } from '../../acts/uploads.ts';
import { jsonBody } from '../../core/body.ts';
import { type JsonObject, type XError, invalidRequest, resourceNotFound } from '../../core/errors.ts';
import { userRoute } from '../../core/route.ts';
import type { Sim } from '../../sim.ts';
import type { SimMedia } from '../../state/media.ts';
import { removeSubtitles, setSubtitles } from './subtitles.ts';

const allow = { oauth2: ['media.write'], oauth1: 'read-write' } as const;
const maxAltText = 1000;

/**
 * Alt text and subtitles of v2.
 * https://docs.x.com/x-api/media/create-media-metadata, https://docs.x.com/x-api/media/create-media-subtitles
 */
export function registerMediaMetadata(app: FastifyInstance, sim: Sim): void {
  userRoute(app, sim, {
    method: 'POST',
    url: '/2/media/metadata',
    allow,
    handle: ({ request, user }) => {
      const body = jsonBody(request);
      const media = own(sim, user.id, body);
      const metadata = memberOf(body, 'metadata');
      const altText = textOf(memberOf(metadata, 'alt_text'), 'text');
      if (altText !== undefined && altText.length > maxAltText)
        throw bad(`$.metadata.alt_text.text: may only be ${maxAltText} characters long`);
      sim.media.table.put({ ...media, altText: altText ?? media.altText });
      return { data: { id: media.id, associated_metadata: metadata } };
    },
  });

  userRoute(app, sim, {
    method: 'POST',
    url: '/2/media/subtitles',
    allow,
    handle: ({ request, user }) => {
      const body = jsonBody(request);
      const media = own(sim, user.id, body);
      const subtitles = memberOf(body, 'subtitles');
      const track = own(sim, user.id, subtitles);
      const languageCode = textOf(subtitles, 'language_code') ?? '';
      if (!/^[A-Z]{2}$/.test(languageCode))
        throw bad('$.subtitles.language_code: does not match the regex pattern ^[A-Z]{2}$');
      const displayName = textOf(subtitles, 'display_name');
      const refusal = setSubtitles(sim, media.id, { mediaId: track.id, languageCode, displayName });
      if (refusal !== undefined) throw bad(refusal);
      return {
        data: {
          id: media.id,
          media_category: textOf(body, 'media_category') ?? 'TweetVideo',
          associated_subtitles: subtitles,
        },
      };
    },
  });

  userRoute(app, sim, {
    method: 'DELETE',
    url: '/2/media/subtitles',
    allow,
    handle: ({ request, user }) => {
      const body = jsonBody(request);
      const media = own(sim, user.id, body);
      const languageCode = textOf(body, 'language_code');
      if (languageCode === undefined) throw bad('$.language_code: is missing but it is required');
      return { data: { deleted: removeSubtitles(sim, media.id, languageCode) } };
    },
  });
}

function own(sim: Sim, userId: string, of: JsonObject): SimMedia {
  const id = textOf(of, 'id');
  if (id === undefined) throw bad('$.id: is missing but it is required');
  const media = findOwnMedia(sim, userId, id);
  if (!media) throw resourceNotFound('media', 'id', id);
  return media;
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

function bad(message: string): XError {
  return invalidRequest({}, message);
}
