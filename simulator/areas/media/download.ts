import type { FastifyInstance, FastifyReply } from 'fastify';
import { canSee } from '../../acts/messages.ts';
import { forbidden, resourceNotFound, v1Error } from '../../core/errors.ts';
import { userRoute } from '../../core/route.ts';
import type { Sim } from '../../sim.ts';
import type { SimMedia } from '../../state/media.ts';

// A grey point: the still picture of every video.
const stillPicture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mOor6//DwAFfgJ+lO6UJwAAAABJRU5ErkJggg==',
  'base64',
);

/** The bytes of direct message media: only for those who take part in the conversation. */
export function registerMediaDownload(app: FastifyInstance, sim: Sim): void {
  userRoute(app, sim, {
    method: 'GET',
    url: '/2/dm_conversations/media/:dm_id/:media_id/:resource_id',
    allow: { oauth2: ['dm.read'] },
    handle: ({ user, params, reply }) => {
      const found = find(sim, params['dm_id'], params['media_id'], params['resource_id']);
      if (!found) throw resourceNotFound('media', 'media_id', params['media_id'] ?? '');
      if (!canSee(sim, user.id, found.event)) throw forbidden();
      return send(reply, 'application/octet-stream', sim.media.readBytes(found.media.id));
    },
  });

  userRoute(app, sim, {
    method: 'GET',
    url: '/1.1/ton/data/dm/:dm_id/:media_id/:file',
    allow: { oauth1: 'read-write-dm' },
    handle: ({ user, params, reply }) => {
      const found = find(sim, params['dm_id'], params['media_id'], params['file']);
      if (!found || !canSee(sim, user.id, found.event))
        throw v1Error(404, 34, 'Sorry, that page does not exist.');
      return send(reply, found.media.mimeType, sim.media.readBytes(found.media.id));
    },
  });

  // Videos ask for no signature; their address cannot be guessed.
  app.get<{ Params: { media: string; file: string } }>(
    '/dm_video/:media/vid/:size/:file',
    async (request, reply) => {
      const media = sim.media.find(request.params.media);
      if (!media || !names(media, request.params.file))
        throw v1Error(404, 34, 'Sorry, that page does not exist.');
      return send(reply, media.mimeType, sim.media.readBytes(media.id));
    },
  );

  app.get<{ Params: { media: string; file: string } }>(
    '/dm_video_preview/:media/img/:file',
    async (request, reply) => {
      const media = sim.media.find(request.params.media);
      if (!media || !names(media, request.params.file))
        throw v1Error(404, 34, 'Sorry, that page does not exist.');
      return send(reply, 'image/png', stillPicture);
    },
  );
}

function names(media: SimMedia, file: string): boolean {
  return file.split('.')[0] === media.resourceId;
}

function find(sim: Sim, dmId = '', mediaId = '', file = '') {
  const event = sim.dms.find(dmId);
  const media = event?.mediaId === mediaId ? sim.media.find(mediaId) : undefined;
  return event && media && names(media, file) ? { event, media } : undefined;
}

function send(reply: FastifyReply, mimeType: string, bytes: Buffer | undefined): FastifyReply {
  if (!bytes) throw v1Error(404, 34, 'Sorry, that page does not exist.');
  return reply.header('content-type', mimeType).header('x-content-type-options', 'nosniff').send(bytes);
}
