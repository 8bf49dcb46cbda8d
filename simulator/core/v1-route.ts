import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { SimApp } from '../state/apps.ts';
import type { SimUser } from '../state/users.ts';
import type { Caller } from './auth.ts';
import { formBody } from './body.ts';
import { XError, v1Error } from './errors.ts';
import { type Allowed, type Call, userRoute, xRoute } from './route.ts';
import type { Sim } from '../sim.ts';

/** A call of v1.1 with what it says, wherever it says it: clients use the query, a form or JSON for the same thing. */
export interface V1Call extends Call {
  given: Readonly<Record<string, string | undefined>>;
}

export interface V1UserCall extends V1Call {
  user: SimUser;
}

interface V1Route {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Without `/1.1/` and `.json`. */
  path: string;
  /** Whether self-serve plans have it too. */
  everyPlan?: boolean;
  uncounted?: (request: FastifyRequest, caller: Caller) => boolean;
}

/** A v1.1 endpoint for users: refused with 453 for apps whose plan does not have it. */
export function v1UserRoute(
  app: FastifyInstance,
  sim: Sim,
  route: V1Route & { allow: Pick<Allowed, 'oauth1'>; handle(call: V1UserCall): unknown },
): void {
  const { path, everyPlan = false, ...rest } = route;
  userRoute(app, sim, {
    ...rest,
    url: `/1.1/${path}.json`,
    handle: (call) => {
      if (!everyPlan) checkPlan(call.caller.app);
      return route.handle(withGiven(call));
    },
  });
}

/** A v1.1 endpoint that app-only tokens may use too. */
export function v1Route(
  app: FastifyInstance,
  sim: Sim,
  route: V1Route & { handle(call: V1Call): unknown },
): void {
  const { path, everyPlan = false, ...rest } = route;
  xRoute(app, sim, {
    ...rest,
    url: `/1.1/${path}.json`,
    allow: { oauth1: 'read', bearer: true },
    handle: (call) => {
      if (!everyPlan) checkPlan(call.caller.app);
      return route.handle(withGiven(call));
    },
  });
}

/** The body is read when it is asked for: those that are JSON through and through are read elsewhere. */
function withGiven<C extends Call>(call: C): C & V1Call {
  return {
    ...call,
    get given() {
      return { ...call.query, ...(call.request.method === 'GET' ? {} : formBody(call.request)) };
    },
  };
}

const accessLevelText =
  'You currently have access to a subset of X API V2 endpoints and limited v1.1 endpoints (e.g. media post, oauth) only. If you need access to this endpoint, you may need a different access level. You can learn more here: https://developer.x.com/en/portal/product';

// https://docs.x.com/x-api/getting-started/about-x-api
function checkPlan(app: SimApp): void {
  if (app.v1Dm === '453') throw v1Error(403, 453, accessLevelText);
}

/** What the call must say; empty is as good as missing. */
export function required(given: V1Call['given'], name: string): string {
  const value = given[name];
  if (value === undefined || value === '') throw missingParameter(name);
  return value;
}

/** https://developer.x.com/en/support/x-api/error-troubleshooting (code 38) */
export function missingParameter(name: string): XError {
  return v1Error(403, 38, `${name} parameter is missing.`);
}

/** `true`, `t` and `1` are yes. */
export function isYes(value: string | undefined): boolean {
  return value !== undefined && /^(true|t|1)$/i.test(value);
}

/** The form of refusals that v1.1 uses where it names no code: the path, and one sentence. */
export function notAuthorized(path: string): XError {
  return new XError('Not authorized.', {
    status: 401,
    contentType: 'application/json; charset=utf-8',
    body: () => ({ request: `/1.1/${path}.json`, error: 'Not authorized.' }),
  });
}
