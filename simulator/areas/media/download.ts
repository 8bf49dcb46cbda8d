import type { FastifyInstance, FastifyReply } from 'fastify';
import { forbidden, resourceNotFound, v1Error } from '../../core/errors.ts';
import { userRoute } from '../../core/route.ts';
import { isReadable } from '../../rules/message-requests.ts';
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
      if (!isReadable(sim, user.id, found.event)) throw forbidden();
      return send(reply, 'application/octet-stream', sim.media.readBytes(found.media.id));
    },
  });

  userRoute(app, sim, {
    method: 'GET',
    url: '/1.1/ton/data/dm/:dm_id/:media_id/:file',
    allow: { oauth1: 'read-write-dm' },
    handle: ({ user, params, reply }) => {
      const found = find(sim, params['dm_id'], params['media_id'], params['file']);
      const media =
        found && isReadable(sim, user.id, found.event)
          ? found.media
          : findGreeting(sim, user.id, params['dm_id'], params['file']);
      if (!media) throw v1Error(404, 34, 'Sorry, that page does not exist.');
      return send(reply, media.mimeType, sim.media.readBytes(media.id));
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

/** Pictures of posts: their address cannot be guessed either. */
export function registerPostMedia(app: FastifyInstance, sim: Sim): void {
  app.get<{ Params: { file: string } }>('/media/:file', async (request, reply) => {
    const [, mediaId = '', file = ''] = /^(\d+)-(\w+\.\w+)$/.exec(request.params.file) ?? [];
    const media = sim.media.find(mediaId);
    if (!media || !names(media, file)) throw v1Error(404, 34, 'Sorry, that page does not exist.');
    return send(reply, media.mimeType, sim.media.readBytes(media.id));
  });
}

function names(media: SimMedia, file: string): boolean {
  return file.split('.')[0] === media.resourceId;
}

function find(sim: Sim, dmId = '', mediaId = '', file = '') {
  const event = sim.dms.find(dmId);
  const media = event?.mediaId === mediaId ? sim.media.find(mediaId) : undefined;
  return event && media && names(media, file) ? { event, media } : undefined;
}

/** The file of a welcome message: for its owner, and for whom it is shown to. */
function findGreeting(sim: Sim, userId: string, id = '', file = ''): SimMedia | undefined {
  const message = sim.welcomeMessages.find(id);
  if (!message) return undefined;
  const isShown = sim.openThreads.find(userId, message.ownerId)?.welcomeMessageId === id;
  const media = sim.media.find(message.content.mediaId ?? '');
  return media && names(media, file) && (isShown || message.ownerId === userId) ? media : undefined;
}

function send(reply: FastifyReply, mimeType: string, bytes: Buffer | undefined): FastifyReply {
  if (!bytes) throw v1Error(404, 34, 'Sorry, that page does not exist.');
  return reply.header('content-type', mimeType).header('x-content-type-options', 'nosniff').send(bytes);
}
