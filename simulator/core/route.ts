import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import { type Charge, chargeFor } from '../money/charges.ts';
import type { Sim } from '../sim.ts';
import type { PermissionLevel } from '../state/apps.ts';
import type { SimUser } from '../state/users.ts';
import type { Caller } from './auth.ts';
import { authProblem, forbidden, isV2, tooManyRequests, v1Error } from './errors.ts';
import { limitFor, notPublished } from './limit-table.ts';
import { type Vocabulary, vocabularyOf } from './vocabulary.ts';

/** What may call an endpoint. An absent kind is refused as "Unsupported Authentication". */
export interface Allowed {
  /** Scopes that an OAuth 2.0 user token must have, all of them. */
  oauth2?: readonly string[];
  /** The permission that an OAuth 1.0a token needs. */
  oauth1?: PermissionLevel;
  bearer?: boolean;
}

export interface Call {
  request: FastifyRequest;
  reply: FastifyReply;
  caller: Caller;
  params: Record<string, string>;
  query: Record<string, string>;
  vocabulary: Vocabulary;
}

export interface UserCall extends Call {
  user: SimUser;
}

interface RouteBase {
  method: HTTPMethods;
  url: string;
  /** Endpoints with the same key share a budget; default is "METHOD url". */
  limitKey?: string;
  /** Calls that are let through without costing anything of the limit. */
  uncounted?(request: FastifyRequest, caller: Caller): boolean;
}

declare module 'fastify' {
  interface FastifyRequest {
    caller?: Caller;
    /** What the request cost its app, in millionths of a dollar. */
    costMicros?: number;
  }
}

/** An endpoint that acts for a user: app-only tokens are refused. */
export function userRoute(
  app: FastifyInstance,
  sim: Sim,
  route: RouteBase & { allow: Omit<Allowed, 'bearer'>; handle(call: UserCall): unknown },
): void {
  xRoute(app, sim, {
    ...route,
    handle: (call) => {
      const { user } = call.caller;
      if (!user) throw unsupported(call.request.url, route.allow, call.caller.kind);
      return route.handle({ ...call, user });
    },
  });
}

/** An endpoint of X: authenticates, checks permission, counts against the limits, then answers. */
export function xRoute(
  app: FastifyInstance,
  sim: Sim,
  route: RouteBase & { allow: Allowed; handle(call: Call): unknown },
): void {
  const source = `${route.method} ${route.url}`;
  const key = route.limitKey ?? source;
  const published = limitFor(route.method, route.url);
  const rule = published === notPublished ? undefined : published;
  if (rule) sim.limits.declare(key, rule);
  const charge = chargeFor(route.method, route.url);
  app.route({
    method: route.method,
    url: route.url,
    handler: (request, reply) => {
      const caller = sim.authenticate(request);
      request.caller = caller;
      if (caller.kind === 'oauth1') reply.header('x-access-level', accessLevel[caller.token.permission]);
      if (rule && !route.uncounted?.(request, caller)) {
        const limit = sim.limits.take(key, caller);
        reply.headers(limit.headers);
        if (!limit.allowed) throw tooManyRequests(request.url);
      }
      permit(caller, route.allow, request.url);
      if (charge) sim.money.admit(caller.app, charge);
      const answer = route.handle({
        request,
        reply,
        caller,
        // Fastify types it as unknown; a path's members are strings.
        params: request.params as Record<string, string>,
        query: joined(request.query),
        vocabulary: vocabularyOf(request),
      });
      const finish = (value: unknown) => {
        // Failed requests are not charged: https://docs.x.com/x-api/fundamentals/post-cap
        if (charge) request.costMicros = costOf(sim, charge, source, caller, request, value);
        return value;
      };
      if (answer instanceof Promise) return answer.then((value) => send(reply, finish(value)));
      // Most endpoints have their answer at once: no promise, no turn of the loop.
      send(reply, finish(answer));
      return undefined;
    },
  });
}

/** Sends what the endpoint answered, unless it has sent or hijacked already. */
function send(reply: FastifyReply, value: unknown): void {
  if (value !== reply && !reply.sent) reply.send(value);
}

/** A query's members as text: of a name that is given several times, its values with commas between them. */
function joined(query: unknown): Record<string, string> {
  // Fastify types it as unknown; it is made of strings, and of lists of them for repeated names.
  const given = query as Record<string, string | string[]>;
  let texts: Record<string, string> | undefined;
  for (const [name, value] of Object.entries(given))
    if (Array.isArray(value)) (texts ??= { ...given } as Record<string, string>)[name] = value.join(',');
  // Without a repeated name, as nearly always, it is what it says it is.
  return texts ?? (given as Record<string, string>);
}

function costOf(
  sim: Sim,
  charge: Charge,
  source: string,
  caller: Caller,
  request: FastifyRequest,
  answer: unknown,
): number {
  const { id: pathId } = request.params as { id?: string };
  return sim.money.charge({ charge, source, caller, pathId, answer });
}

const accessLevel: Record<PermissionLevel, string> = {
  read: 'read',
  'read-write': 'read-write',
  'read-write-dm': 'read-write-directmessages',
};
const rank: Record<PermissionLevel, number> = { read: 0, 'read-write': 1, 'read-write-dm': 2 };

/** Throws unless this caller may use an endpoint that asks for `allow`. */
export function permit(caller: Caller, allow: Allowed, url: string): void {
  if (caller.kind === 'bearer') {
    if (!allow.bearer) throw unsupported(url, allow, caller.kind);
    return;
  }
  if (caller.user.locked) throw locked(url);
  if (caller.kind === 'oauth2') {
    if (!allow.oauth2) throw unsupported(url, allow, caller.kind);
    if (!isV2(url)) throw v1Error(403, 220, 'Your credentials do not allow access to this resource.');
    if (!allow.oauth2.every((scope) => caller.scopes.includes(scope))) throw forbidden();
    return;
  }
  if (!allow.oauth1) throw unsupported(url, allow, caller.kind);
  if (rank[caller.token.permission] >= rank[allow.oauth1]) return;
  if (isV2(url))
    throw authProblem(
      403,
      'Forbidden',
      'Your client app is not configured with the appropriate oauth1 app permissions for this endpoint.',
      'oauth1-permissions',
    );
  if (allow.oauth1 === 'read-write') throw v1Error(403, 261, 'Application cannot perform write actions.');
  throw v1Error(403, 93, 'This application is not allowed to access or delete your direct messages.');
}

function locked(url: string) {
  return isV2(url) ? forbidden(lockedText) : v1Error(403, 326, lockedText);
}

const lockedText =
  'To protect our users from spam and other malicious activity, this account is temporarily locked. Please log in to https://twitter.com to unlock your account.';

const authNames: Record<Caller['kind'], string> = {
  oauth1: 'OAuth 1.0a User Context',
  oauth2: 'OAuth 2.0 User Context',
  bearer: 'OAuth 2.0 Application-Only',
};

function unsupported(url: string, allow: Allowed, kind: Caller['kind']) {
  if (!isV2(url)) return v1Error(403, 220, 'Your credentials do not allow access to this resource.');
  const kinds = (['oauth1', 'oauth2', 'bearer'] as const).filter((name) => allow[name] !== undefined);
  return authProblem(
    403,
    'Unsupported Authentication',
    // The two spaces are X's.
    `Authenticating with ${authNames[kind]} is forbidden for this endpoint.  Supported authentication types are [${kinds.map((name) => authNames[name]).join(', ')}].`,
    'unsupported-authentication',
  );
}
