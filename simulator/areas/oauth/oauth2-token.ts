import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { formBody } from '../../core/body.ts';
import { type JsonObject, oauth2Error } from '../../core/errors.ts';
import type { Sim } from '../../sim.ts';
import type { SimApp } from '../../state/apps.ts';
import type { AuthorizationCode, OAuth2Token } from '../../state/tokens.ts';
import { announceIfGone } from './access-token.ts';
import { basicCredentials } from './basic.ts';
import { queryOf } from './query-of.ts';
import { exchangeGrant, readExchange } from './token-exchange.ts';

type Fields = Record<string, string>;

/**
 * `POST /2/oauth2/token` and `/2/oauth2/revoke`. Clients send form, JSON, or, as X's older library, the query.
 * https://docs.x.com/fundamentals/authentication/oauth-2-0/user-access-token
 */
export function registerOauth2Token(app: FastifyInstance, sim: Sim): void {
  app.post('/2/oauth2/token', async (request, reply) => {
    const fields = fieldsOf(request);
    const client = clientOf(sim, request, fields);
    reply.header('cache-control', 'no-store');
    if (fields['grant_type'] === 'authorization_code') return exchange(sim, client, fields);
    if (fields['grant_type'] === 'refresh_token') return refresh(sim, client, fields);
    if (fields['grant_type'] === exchangeGrant)
      return answer(sim.tokens.issuePair(readExchange(sim, client, fields), sim.clock.now()));
    throw oauth2Error(400, 'unsupported_grant_type', 'Value passed for the grant_type was invalid.');
  });

  app.post('/2/oauth2/revoke', async (request) => {
    const fields = fieldsOf(request);
    const client = clientOf(sim, request, fields);
    const row = sim.tokens.oauth2.find(fields['token'] ?? '');
    if (!row || row.appId !== client.id)
      throw oauth2Error(400, 'invalid_request', 'Value passed for the token was invalid.');
    if (row.type === 'refresh') sim.tokens.revokeFamily(row.family);
    else sim.tokens.oauth2.delete(row.token);
    announceIfGone(sim, row.appId, row.userId);
    return { revoked: true };
  });
}

function fieldsOf(request: FastifyRequest): Fields {
  const fields = readBody(request);
  for (const [name, value = ''] of Object.entries(queryOf(request))) fields[name] ??= value;
  return fields;
}

/** Refusals of these two endpoints have the form of OAuth 2.0, also of a body that cannot be read. */
function readBody(request: FastifyRequest): Fields {
  try {
    return formBody(request);
  } catch {
    throw oauth2Error(400, 'invalid_request', 'The body of the request could not be read.');
  }
}

function clientOf(sim: Sim, request: FastifyRequest, fields: Fields): SimApp {
  const basic = basicCredentials(request);
  const app = sim.apps.findByClientId(basic?.id ?? fields['client_id'] ?? '');
  const secret = basic?.secret ?? fields['client_secret'];
  if (!app || app.suspended || (app.clientType === 'confidential' && secret !== app.clientSecret))
    throw oauth2Error(401, 'unauthorized_client', 'Missing valid authorization header');
  request.caller = { kind: 'bearer', app, scopes: [] };
  return app;
}

function exchange(sim: Sim, client: SimApp, fields: Fields): JsonObject {
  const code = sim.tokens.codes.find(fields['code'] ?? '');
  const now = sim.clock.now();
  const usable = code && code.appId === client.id && code.usedFamily === undefined && code.expiresAt > now;
  if (!usable || code.redirectUri !== fields['redirect_uri'])
    throw oauth2Error(400, 'invalid_request', 'Value passed for the authorization code was invalid.');
  if (!provesPossession(code, fields['code_verifier'] ?? ''))
    throw oauth2Error(
      400,
      'invalid_request',
      'Value passed for the code verifier did not match the code challenge.',
    );
  const pair = sim.tokens.issuePair({ appId: client.id, userId: code.userId, scopes: code.scopes }, now);
  sim.tokens.codes.put({ ...code, usedFamily: pair.access.family });
  return answer(pair);
}

function provesPossession(code: AuthorizationCode, verifier: string): boolean {
  if (code.challengeMethod === 'plain') return verifier === code.challenge;
  return createHash('sha256').update(verifier).digest('base64url') === code.challenge;
}

/** A refresh token works once; whoever shows it again has stolen it or lost the answer, and the family ends. */
function refresh(sim: Sim, client: SimApp, fields: Fields): JsonObject {
  const row = sim.tokens.oauth2.find(fields['refresh_token'] ?? '');
  const now = sim.clock.now();
  if (row && row.usedAt !== undefined) sim.tokens.revokeFamily(row.family);
  if (
    !row ||
    row.type !== 'refresh' ||
    row.appId !== client.id ||
    row.usedAt !== undefined ||
    row.expiresAt <= now
  )
    throw oauth2Error(400, 'invalid_request', 'Value passed for the token was invalid.');
  sim.tokens.oauth2.put({ ...row, usedAt: now });
  const { appId, userId, scopes, family, ttlMs } = row;
  return answer(sim.tokens.issuePair({ appId, userId, scopes, family, ttlMs, withRefresh: true }, now));
}

function answer(pair: { access: OAuth2Token; refresh?: OAuth2Token }): JsonObject {
  return {
    token_type: 'bearer',
    expires_in: Math.round(pair.access.ttlMs / 1000),
    access_token: pair.access.token,
    scope: pair.access.scopes.join(' '),
    ...(pair.refresh ? { refresh_token: pair.refresh.token } : {}),
  };
}
