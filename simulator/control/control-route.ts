import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Static, TSchema } from 'typebox';
import { XError } from '../core/errors.ts';
import type { Sim } from '../sim.ts';
import type { SimUser } from '../state/users.ts';

/** A refusal of the control API: `{"error": …}`. */
export class ControlError extends Error {
  readonly statusCode: number;
  constructor(statusCode: number, message: string) {
    super(message);
    this.statusCode = statusCode;
  }
}

interface ControlCall<Body, Query> {
  body: Body;
  query: Query;
  params: Record<string, string>;
  reply: FastifyReply;
}

/** A route under `/_control`, with body and query as their schemas say. */
export function controlRoute<Body extends TSchema = TSchema, Query extends TSchema = TSchema>(
  app: FastifyInstance,
  route: {
    method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
    url: string;
    body?: Body;
    query?: Query;
    bodyLimitBytes?: number;
    handle(call: ControlCall<Static<Body>, Static<Query>>): unknown;
  },
): void {
  const { body, query } = route;
  app.route({
    method: route.method,
    url: route.url,
    ...(route.bodyLimitBytes === undefined ? {} : { bodyLimit: route.bodyLimitBytes }),
    schema: { ...(body ? { body } : {}), ...(query ? { querystring: query } : {}) },
    handler: async (request, reply) =>
      route.handle({
        // Fastify has checked all three against the schemas above.
        body: request.body as Static<Body>,
        query: request.query as Static<Query>,
        params: request.params as Record<string, string>,
        reply,
      }),
  });
}

/** A user by id or `@name`. */
export function getUser(sim: Sim, ref: string): SimUser {
  const user = ref.startsWith('@') ? sim.users.findByUsername(ref.slice(1)) : sim.users.find(ref);
  if (!user) throw new ControlError(404, `there is no user ${ref}`);
  return user;
}

/** Only this machine, and no page of another site, may control the simulator. */
export async function onlyFromHere(request: FastifyRequest): Promise<void> {
  const address = request.socket.remoteAddress ?? '';
  const local = address.startsWith('127.') || address === '::1' || address.startsWith('::ffff:127.');
  if (!local) throw new ControlError(403, 'the control API answers this machine only');
  if (request.headers['sec-fetch-site'] === 'cross-site')
    throw new ControlError(403, 'the control API does not answer pages of other sites');
}

export function answerControlError(
  error: unknown,
  _request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (error instanceof XError)
    return reply.code(error.status).send({ error: error.message, x: error.answer.body('tweets') });
  const status = (error as { statusCode?: number }).statusCode ?? 500;
  return reply.code(status).send({ error: error instanceof Error ? error.message : 'failed' });
}
