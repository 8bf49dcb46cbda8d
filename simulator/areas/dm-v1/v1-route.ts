import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Caller } from '../../core/auth.ts';
import { type V1UserCall, required, v1UserRoute } from '../../core/v1-route.ts';
import type { Sim } from '../../sim.ts';

/** A v1.1 direct message endpoint; `path` is what stands after `direct_messages/`. */
export function v1Route(
  app: FastifyInstance,
  sim: Sim,
  route: {
    method: 'GET' | 'POST' | 'PUT' | 'DELETE';
    path: string;
    /** Calls that cost nothing of the limit. */
    uncounted?: (request: FastifyRequest, caller: Caller) => boolean;
    handle(call: V1UserCall): unknown;
  },
): void {
  v1UserRoute(app, sim, {
    ...route,
    path: `direct_messages/${route.path}`,
    allow: { oauth1: 'read-write-dm' },
  });
}

/** A parameter from the query or the body; clients send either. */
export function parameter(call: V1UserCall, name: string): string {
  // The messages' own bodies are JSON objects; their other parameters stand in the query.
  return required(call.given, name);
}
