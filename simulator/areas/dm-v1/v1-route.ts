import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Caller } from '../../core/auth.ts';
import { formBody } from '../../core/body.ts';
import { v1Error } from '../../core/errors.ts';
import type { LimitRule } from '../../core/limits.ts';
import { type UserCall, userRoute } from '../../core/route.ts';
import type { Sim } from '../../sim.ts';
import type { SimApp } from '../../state/apps.ts';

const accessLevelText =
  'You currently have access to a subset of X API V2 endpoints and limited v1.1 endpoints (e.g. media post, oauth) only. If you need access to this endpoint, you may need a different access level. You can learn more here: https://developer.x.com/en/portal/product';

/** A v1.1 direct message endpoint: refused with 453 for apps whose plan does not have them. */
export function v1Route(
  app: FastifyInstance,
  sim: Sim,
  route: {
    method: 'GET' | 'POST' | 'PUT' | 'DELETE';
    path: string;
    limit: LimitRule;
    /** Calls that cost nothing of the limit. */
    uncounted?: (request: FastifyRequest, caller: Caller) => boolean;
    handle(call: UserCall): unknown;
  },
): void {
  userRoute(app, sim, {
    method: route.method,
    url: `/1.1/direct_messages/${route.path}.json`,
    allow: { oauth1: 'read-write-dm' },
    limit: route.limit,
    uncounted: route.uncounted,
    handle: (call) => {
      checkPlan(call.caller.app);
      return route.handle(call);
    },
  });
}

function checkPlan(app: SimApp): void {
  if (app.v1Dm === '453') throw v1Error(403, 453, accessLevelText);
}

/** A parameter from the query or the body; clients send either. */
export function parameter(call: UserCall, name: string): string {
  const value = call.query[name] ?? formBody(call.request)[name];
  if (value === undefined || value === '') throw v1Error(403, 38, `${name} parameter is missing.`);
  return value;
}
