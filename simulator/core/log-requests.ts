import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Sim } from '../sim.ts';
import { rawBody } from './body.ts';

const shownCharacters = 16_384;
const textual = /json|urlencoded|text|event-stream/;

declare module 'fastify' {
  interface FastifyReply {
    /** What was sent, for the request log. */
    sentText?: string;
  }
}

/** Writes every request of the X paths to the request log. */
export function logRequests(app: FastifyInstance, sim: Sim): void {
  app.decorateReply('sentText');
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (typeof payload === 'string') reply.sentText = payload;
    done(null, payload);
  });
  app.addHook('onResponse', async (request, reply) => logRequest(sim, request, reply, reply.statusCode));
}

/** Writes one request to the log; status 0 stands for a request that never got an answer. */
export function logRequest(sim: Sim, request: FastifyRequest, reply: FastifyReply, status: number): void {
  const [path = '', query = ''] = request.url.split(/\?(.*)/s, 2);
  const body = rawBody(request);
  const isText = textual.test(request.headers['content-type'] ?? '');
  sim.log.add({
    at: sim.clock.now(),
    method: request.method,
    path,
    query,
    route: request.is404 ? '(no such path)' : (request.routeOptions.url ?? path),
    status,
    durationMs: Math.round(reply.elapsedTime * 100) / 100,
    appId: request.caller?.app.id,
    userId: request.caller?.user?.id,
    auth: request.caller?.kind,
    body: isText && body.length > 0 ? body.toString('utf8', 0, shownCharacters) : undefined,
    headers: flat(request.headers),
    responseHeaders: flat(reply.getHeaders()),
    responseBody: reply.sentText && start(reply.sentText),
  });
}

/** A copy of the start, so that a slice does not hold the whole of a huge answer. */
const start = (text: string): string =>
  text.length <= shownCharacters ? text : Buffer.from(text.slice(0, shownCharacters)).toString('utf8');

const flat = (headers: NodeJS.Dict<number | string | string[]>): Record<string, string> => {
  const found: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) found[name] = String(value);
  }
  return found;
};
