import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { formBody, isForm } from '../core/body.ts';
import {
  XError,
  authProblem,
  forbidden,
  isEngagement,
  isV2,
  pageNotFound,
  sentenceError,
  tooManyRequests,
  unauthorized,
  v1Error,
} from '../core/errors.ts';
import { logRequest } from '../core/log-requests.ts';
import type { Delivery } from '../events/delivery.ts';
import { oauthParameters } from '../core/oauth1.ts';
import { signedRequestOf } from '../core/auth.ts';
import { creditsDepleted } from '../money/problems.ts';
import type { Sim } from '../sim.ts';
import type { RequestFault } from './book.ts';
import { v1Refusals } from './v1-refusals.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** A fault that waits until the request has had its effect. */
    faultAfter?: RequestFault;
  }
}

const DEFAULT_DELAY_MS = 1_000;
/** Longer than any client waits that is made with care. */
const DEFAULT_HOLD_MS = 60_000;
const QUARTER_HOUR_S = 900;
const json = 'application/json; charset=utf-8';

/** Who seems to be calling, told from the credentials without proving them. */
const callerOf = (sim: Sim, request: FastifyRequest): { appId: string | null; userId: string | null } => {
  const bearer = /^Bearer\s+(.+)$/i.exec(request.headers.authorization ?? '')?.[1]?.trim();
  if (bearer) {
    const token = sim.tokens.oauth2.find(bearer);
    if (token) return { appId: token.appId, userId: token.userId };
    return { appId: sim.apps.findByBearer(bearer)?.id ?? null, userId: null };
  }
  const oauth = oauthParameters(signedRequestOf(request));
  const key = oauth.get('oauth_consumer_key');
  if (key) {
    const token = sim.tokens.access.find(oauth.get('oauth_token') ?? '');
    return { appId: sim.apps.findByConsumerKey(key)?.id ?? null, userId: token?.userId ?? null };
  }
  const basic = /^Basic\s+(.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const clientId = basic
    ? decodeURIComponent(Buffer.from(basic, 'base64').toString('utf8').split(':')[0] ?? '')
    : isForm(request)
      ? formBody(request)['client_id']
      : undefined;
  const app = clientId
    ? (sim.apps.findByClientId(clientId) ?? sim.apps.findByConsumerKey(clientId))
    : undefined;
  return { appId: app?.id ?? null, userId: null };
};

const SERVER_TITLES: Record<number, string> = {
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

/** What the Engagement API says, as far as its old clients tell. */
const sentences: Record<number, string> = {
  401: 'Your account could not be authenticated. Reason: Access token not found',
  403: 'Your application id is not authorized.',
  404: 'Not Found',
  429: 'Rate limit exceeded. Try again in a minute.',
  502: 'Proxy Error',
  503: 'Service Unavailable',
};

/** X's own refusal for a status. */
const refusalFor = (url: string, status: number, appId: string | null): XError => {
  if (isEngagement(url)) return sentenceError(status, sentences[status] ?? 'internal server error');
  const v2 = isV2(url);
  if (status === 401) return v2 ? unauthorized() : v1Error(401, 89, 'Invalid or expired token.');
  if (status === 402) return creditsDepleted(appId);
  if (status === 403)
    return v2 ? forbidden() : v1Error(403, 87, 'Client is not permitted to perform this action.');
  if (status === 404) return pageNotFound(url);
  if (status === 429) return tooManyRequests(url);
  if (!v2)
    return status === 503 ? v1Error(503, 130, 'Over capacity.') : v1Error(status, 131, 'Internal error.');
  const title = SERVER_TITLES[status] ?? 'Error';
  return authProblem(status, title, title);
};

const throwStatus = (
  sim: Sim,
  fault: RequestFault,
  request: FastifyRequest,
  reply: FastifyReply,
  appId: string | null,
) => {
  const named = fault.code === undefined ? undefined : v1Refusals[fault.code];
  const status = fault.status ?? named?.[0] ?? 503;
  if (status === 429)
    reply.headers({
      'x-rate-limit-limit': '15',
      'x-rate-limit-remaining': '0',
      'x-rate-limit-reset': String(Math.ceil(sim.clock.now() / 1000) + QUARTER_HOUR_S),
    });
  if (fault.code !== undefined && fault.body === undefined)
    throw v1Error(status, fault.code, named?.[1] ?? 'Error.');
  if (fault.body === undefined) throw refusalFor(request.url, status, appId);
  throw new XError(`fault ${fault.id}`, {
    status,
    contentType: json,
    // The control API lets any JSON through; what is no object is sent as text.
    body: () =>
      typeof fault.body === 'object' && fault.body !== null ? { ...fault.body } : String(fault.body),
  });
};

/** Waits, or until the caller has hung up. */
const hold = (request: FastifyRequest, delayMs: number): Promise<void> =>
  new Promise((resolve) => {
    const { socket } = request.raw;
    const finish = () => {
      clearTimeout(timer);
      socket.removeListener('close', finish);
      resolve();
    };
    const timer = setTimeout(finish, delayMs).unref();
    socket.once('close', finish);
  });

/** Lets set faults strike requests of the X paths: some before, some after what was asked for has happened. */
export function registerRequestFaults(x: FastifyInstance, sim: Sim, delivery: Delivery): void {
  const strike = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const [path = ''] = request.url.split('?', 1);
    const caller = callerOf(sim, request);
    const fault = delivery.faults.strikeRequest({ method: request.method, path, ...caller });
    if (!fault) return;
    if (fault.kind === 'status') throwStatus(sim, fault, request, reply, caller.appId);
    if (fault.kind === 'delay') return hold(request, fault.delayMs ?? DEFAULT_DELAY_MS);
    if (fault.kind === 'timeout_before') await hold(request, fault.delayMs ?? DEFAULT_HOLD_MS);
    if (fault.kind === 'timeout_before' || fault.kind === 'reset_before') {
      logRequest(sim, request, reply, 0);
      reply.hijack();
      request.raw.socket.resetAndDestroy();
      return;
    }
    request.faultAfter = fault;
  };
  const spoil = async (
    request: FastifyRequest,
    reply: FastifyReply,
    payload: unknown,
    fault: RequestFault,
  ): Promise<unknown> => {
    if (fault.kind === 'malformed_body') {
      const text = typeof payload === 'string' && payload.length > 1 ? payload : '{"data":{}}';
      reply.removeHeader('content-length');
      return text.slice(0, Math.ceil(text.length / 2));
    }
    if (fault.kind === 'timeout_after') await hold(request, fault.delayMs ?? DEFAULT_HOLD_MS);
    // The answer is made and thrown away: what was asked for has happened, and nobody hears of it.
    logRequest(sim, request, reply, reply.statusCode);
    request.raw.socket.resetAndDestroy();
    return payload;
  };

  // Callbacks, so that the many requests that no fault strikes wait for no promise.
  x.addHook('preHandler', (request, reply, done) => {
    if (!delivery.faults.hasRequestFaults()) return done();
    strike(request, reply).then(() => {
      if (!reply.sent) done();
    }, done);
  });
  x.addHook('onSend', (request, reply, payload, done) => {
    const fault = request.faultAfter;
    if (!fault) return done(null, payload);
    spoil(request, reply, payload, fault).then((spoilt) => done(null, spoilt), done);
  });
}
