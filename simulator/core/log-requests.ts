import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Sim } from '../sim.ts';
import { rawBody } from './body.ts';
import { shownCharacters } from './request-log.ts';

const textual = /json|urlencoded|text|event-stream/;

declare module 'fastify' {
  interface FastifyReply {
    /** What was sent, for the request log. */
    sentText?: string;
  }
  interface FastifyContextConfig {
    /** The body holds a password, which is nobody else's to read: it is not written down. */
    secretBody?: boolean;
  }
}

/** Writes every request of the X paths to the request log. */
export function logRequests(app: FastifyInstance, sim: Sim): void {
  app.decorateReply('sentText');
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (typeof payload === 'string') reply.sentText = payload;
    done(null, payload);
  });
  app.addHook('onResponse', (request, reply, done) => {
    logRequest(sim, request, reply, reply.statusCode);
    done();
  });
}

/** Writes one request to the log; status 0 stands for a request that never got an answer. */
export function logRequest(sim: Sim, request: FastifyRequest, reply: FastifyReply, status: number): void {
  const { url, caller, costMicros } = request;
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  sim.log.add(
    {
      at: sim.clock.now(),
      method: request.method,
      path,
      query: mark < 0 ? '' : url.slice(mark + 1),
      route: request.is404 ? '(no such path)' : (request.routeOptions.url ?? path),
      status,
      durationMs: Math.round(reply.elapsedTime * 100) / 100,
      appId: caller?.app.id,
      userId: caller?.user?.id,
      auth: caller?.kind,
      costUsd: costMicros === undefined ? undefined : costMicros / 1_000_000,
    },
    {
      body: shownBody(request),
      headers: request.headers,
      responseHeaders: reply.getHeaders(),
      responseBody: reply.sentText === undefined ? undefined : startOf(reply.sentText),
    },
  );
}

/** The start of a textual body; a copy when there is more, so that a slice does not hold the whole of it. */
function shownBody(request: FastifyRequest): Buffer | undefined {
  const type = request.headers['content-type'];
  if (type === undefined || !textual.test(type) || request.routeOptions.config.secretBody) return undefined;
  const body = rawBody(request);
  if (body.length === 0) return undefined;
  return body.length > shownCharacters ? Buffer.from(body.subarray(0, shownCharacters)) : body;
}

const startOf = (text: string): string =>
  text.length <= shownCharacters ? text : Buffer.from(text.slice(0, shownCharacters)).toString('utf8');
