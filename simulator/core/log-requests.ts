import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Sim } from '../sim.ts';
import { rawBody } from './body.ts';

const bodyCharacters = 2000;

/** Writes every request of the X paths to the request log. */
export function logRequests(app: FastifyInstance, sim: Sim): void {
  app.addHook('onResponse', async (request, reply) => logRequest(sim, request, reply, reply.statusCode));
}

/** Writes one request to the log; status 0 stands for a request that never got an answer. */
export function logRequest(sim: Sim, request: FastifyRequest, reply: FastifyReply, status: number): void {
  const [path = '', query = ''] = request.url.split(/\?(.*)/s, 2);
  const body = rawBody(request);
  const textual = /json|urlencoded/.test(request.headers['content-type'] ?? '');
  sim.log.add({
    at: sim.clock.now(),
    method: request.method,
    path,
    query,
    route: request.routeOptions.url ?? path,
    status,
    durationMs: Math.round(reply.elapsedTime * 100) / 100,
    appId: request.caller?.app.id,
    userId: request.caller?.user?.id,
    auth: request.caller?.kind,
    body: textual && body.length > 0 ? body.toString('utf8', 0, bodyCharacters) : undefined,
  });
}
