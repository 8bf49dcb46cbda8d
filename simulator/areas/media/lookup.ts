import type { FastifyInstance } from 'fastify';
import { invalidRequest, notFoundItem } from '../../core/errors.ts';
import { fieldsParameter, listParameter, onlyParameters } from '../../core/query.ts';
import { type Call, xRoute } from '../../core/route.ts';
import { mediaBaseFor, mediaFields, postPhotoUrl, presentMediaV2 } from '../../present/media.ts';
import { presentMediaMetrics } from '../../present/post-metrics.ts';
import type { Sim } from '../../sim.ts';
import type { SimMedia } from '../../state/media.ts';

const keyPattern = /^([0-9]+)_([0-9]+)$/;
const maxKeys = 100;
const allow = { oauth2: ['tweet.read'], oauth1: 'read', bearer: true } as const;

/**
 * Files by their keys. Those of direct messages exist for their owner only.
 * https://docs.x.com/x-api/media/get-media-by-media-keys
 */
export function registerMediaLookup(app: FastifyInstance, sim: Sim): void {
  xRoute(app, sim, {
    method: 'GET',
    url: '/2/media',
    allow,
    handle: (call) => {
      onlyParameters(call.query, ['media_keys', 'media.fields']);
      const keys = listParameter(call.query, 'media_keys');
      if (keys.length === 0 || keys.length > maxKeys)
        throw invalidRequest(
          { media_keys: [keys.join(',')] },
          `The number of values in the \`media_keys\` query parameter list [${keys.length}] is not between 1 and ${maxKeys}`,
        );
      for (const key of keys) checkKey('media_keys', key);
      const fields = fieldsParameter(call.query, 'media.fields', mediaFields);
      const data = keys.flatMap((key) => present(sim, call, key, fields) ?? []);
      const errors = keys
        .filter((key) => !visible(sim, call, key))
        .map((key) => notFoundItem('media', 'media_keys', key, call.vocabulary));
      return { ...(data.length > 0 ? { data } : {}), ...(errors.length > 0 ? { errors } : {}) };
    },
  });

  xRoute(app, sim, {
    method: 'GET',
    url: '/2/media/:media_key',
    allow,
    handle: (call) => {
      onlyParameters(call.query, ['media.fields']);
      const key = call.params['media_key'] ?? '';
      checkKey('media_key', key);
      const data = present(sim, call, key, fieldsParameter(call.query, 'media.fields', mediaFields));
      return data ? { data } : { errors: [notFoundItem('media', 'media_key', key, call.vocabulary)] };
    },
  });
}

function checkKey(parameter: string, key: string): void {
  if (!keyPattern.test(key))
    throw invalidRequest(
      { [parameter]: [key] },
      `The \`${parameter}\` query parameter value [${key}] does not match ${keyPattern.source}`,
    );
}

function visible(sim: Sim, { caller }: Call, key: string): SimMedia | undefined {
  const media = sim.media.findByKey(key);
  if (!media || media.state === 'uploading' || media.kind === 'subtitles') return undefined;
  return media.category.startsWith('dm_') && media.ownerId !== caller.user?.id ? undefined : media;
}

function present(sim: Sim, call: Call, key: string, fields: ReadonlySet<string>) {
  const media = visible(sim, call, key);
  const base = mediaBaseFor(sim, call.request.headers.host);
  return (
    media && {
      ...presentMediaV2(base, postPhotoUrl(base, media), media, fields),
      ...presentMediaMetrics(sim, media, { fields, viewer: call.caller.user }),
    }
  );
}
