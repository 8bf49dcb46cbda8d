import type { FastifyInstance } from 'fastify';
import type { Sim } from '../sim.ts';
import { rawBody } from './body.ts';

const bodyCharacters = 2000;

/** Writes every request of the X paths to the request log. */
export function logRequests(app: FastifyInstance, sim: Sim): void {
  app.addHook('onResponse', async (request, reply) => {
    const [path = '', query = ''] = request.url.split(/\?(.*)/s, 2);
    const body = rawBody(request);
    const textual = /json|urlencoded/.test(request.headers['content-type'] ?? '');
    sim.log.add({
      at: sim.clock.now(),
      method: request.method,
      path,
      query,
      route: request.routeOptions.url ?? path,
      status: reply.statusCode,
      durationMs: Math.round(reply.elapsedTime * 100) / 100,
      appId: request.caller?.app.id,
      userId: request.caller?.user?.id,
      auth: request.caller?.kind,
      body: textual && body.length > 0 ? body.toString('utf8', 0, bodyCharacters) : undefined,
    });
  });
}
