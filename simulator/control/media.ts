import type { FastifyInstance } from 'fastify';
import { ControlMediaProcessing, NewControlMedia } from '../../contract/control/media.ts';
import { uploadAtOnce } from '../acts/uploads.ts';
import type { Sim } from '../sim.ts';
import { ControlError, controlRoute, getUser } from './control-route.ts';

/** `/_control/media`: files that people attach, and how their processing goes. */
export function controlMedia(app: FastifyInstance, sim: Sim): void {
  controlRoute(app, {
    method: 'POST',
    url: '/media',
    body: NewControlMedia,
    handle: ({ body, reply }) => {
      const bytes = Buffer.from(body.bytes, 'base64');
      const category = body.category ?? 'dm_image';
      const asked = { ownerId: getUser(sim, body.owner).id, category, mimeType: 'application/octet-stream' };
      const media = uploadAtOnce(sim, asked, bytes);
      if (typeof media === 'string') throw new ControlError(400, media);
      if (body.altText !== undefined) sim.media.table.patch(media.id, { altText: body.altText });
      return reply.code(201).send({ id: media.id, mediaKey: media.mediaKey, mimeType: media.mimeType });
    },
  });

  controlRoute(app, {
    method: 'GET',
    url: '/media/:id',
    handle: ({ params, reply }) => {
      const media = sim.media.find(params['id'] ?? '');
      const bytes = media && sim.media.readBytes(media.id);
      if (!media || !bytes) throw new ControlError(404, 'there is no such file');
      return reply
        .header('content-type', media.mimeType)
        .header('x-content-type-options', 'nosniff')
        .send(bytes);
    },
  });

  controlRoute(app, { method: 'GET', url: '/media-processing', handle: () => sim.media.processing });

  controlRoute(app, {
    method: 'PATCH',
    url: '/media-processing',
    body: ControlMediaProcessing,
    handle: ({ body }) => Object.assign(sim.media.processing, body),
  });
}
