import { gunzipSync } from 'node:zlib';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Caller, signedRequestOf } from '../../core/auth.ts';
import { rawBody } from '../../core/body.ts';
import { type JsonObject, XError, sentenceError } from '../../core/errors.ts';
import { parseExactly } from '../../core/exact-number.ts';
import type { LimitRule } from '../../core/limits.ts';
import { oauthParameters } from '../../core/oauth1.ts';
import type { Sim } from '../../sim.ts';

/** One budget for the three endpoints, per app and minute, "as specified in your contract". */
const engagementLimitKey = 'POST /insights/engagement';
const perMinute: LimitRule = { app: 60, windowMs: 60_000 };

const json = 'application/json; charset=utf-8';
const maxUnzippedBytes = 4 * 1024 * 1024;

export interface EngagementCall {
  caller: Caller;
  /** The body as it was sent; ids that are numbers have kept all digits. */
  body: JsonObject;
}

/**
 * An endpoint of the Engagement API: who asks, whether the app was allow-listed, how often, then the answer as text.
 * https://docs.x.com/x-api/enterprise-gnip-2.0/fundamentals/engagement-api#authenticating-with-the-engagement-api
 */
export function engagementRoute(
  app: FastifyInstance,
  sim: Sim,
  name: 'totals' | '28hr' | 'historical',
  answer: (call: EngagementCall) => string,
): void {
  sim.limits.declare(engagementLimitKey, perMinute);
  app.route({
    method: 'POST',
    url: `/insights/engagement/${name}`,
    handler: async (request, reply) => {
      const caller = callerOf(sim, request);
      request.caller = caller;
      // The text is what clients look for; https://github.com/gnip/engagement-api-client-ruby
      if (caller.app.tier !== 'enterprise')
        throw sentenceError(403, 'Your application id is not authorized.');
      const limit = sim.limits.take(engagementLimitKey, caller);
      // Named in the FAQ of the page above: "How can I handle rate limiting with the Engagement API?"
      for (const part of ['limit', 'remaining', 'reset']) {
        const value = limit.headers[`x-rate-limit-${part}`];
        if (value !== undefined) reply.header(`x-per-minute-${part}`, value);
      }
      if (!limit.allowed) throw sentenceError(429, 'Rate limit exceeded. Try again in a minute.');
      return reply.header('content-type', json).send(answer({ caller, body: bodyOf(request) }));
    },
  });
}

/** A user's OAuth 1.0a token, or the app alone: by bearer token or signed with the consumer key only. */
function callerOf(sim: Sim, request: FastifyRequest): Caller {
  const header = request.headers.authorization ?? '';
  const signed = /^OAuth\s/i.test(header) || /[?&]oauth_signature=/.test(request.url);
  if (!signed && !/^Bearer\s/i.test(header)) throw notAuthenticated('Unknown Authorization Type');
  try {
    if (signed && !oauthParameters(signedRequestOf(request)).get('oauth_token'))
      return { kind: 'bearer', app: sim.authenticateApp(request).app, scopes: [] };
    const caller = sim.authenticate(request);
    if (caller.kind !== 'oauth2') return caller;
  } catch (error) {
    if (!(error instanceof XError)) throw error;
    throw notAuthenticated(reasonOf(error));
  }
  throw notAuthenticated('Unknown Authorization Type');
}

function notAuthenticated(reason: string): XError {
  return sentenceError(401, `Your account could not be authenticated. Reason: ${reason}`);
}

/** The documented reason for an unknown token; others in the words of v1.1. */
function reasonOf(error: XError): string {
  const [, code, text = ''] = /^(\d+) (.*?)\.?$/.exec(error.message) ?? [];
  return code === '89' ? 'Access token not found' : text;
}

function bodyOf(request: FastifyRequest): JsonObject {
  try {
    const sent = rawBody(request);
    const zipped = request.headers['content-encoding']?.toLowerCase() === 'gzip';
    const bytes = zipped ? gunzipSync(sent, { maxOutputLength: maxUnzippedBytes }) : sent;
    const value = parseExactly(bytes.toString('utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  } catch {
    // Answered below like every other body that is no object.
  }
  throw sentenceError(400, 'The request body is missing or is not a valid JSON object');
}
