import type { FastifyInstance, FastifyRequest } from 'fastify';
import { formBody } from '../../core/body.ts';
import { type XError, v1Error } from '../../core/errors.ts';
import type { Sim } from '../../sim.ts';
import { type SimApp, plainBearer, randomToken } from '../../state/apps.ts';
import { basicCredentials } from './basic.ts';
import { queryOf } from './query-of.ts';

/**
 * `POST /oauth2/token` and `/oauth2/invalidate_token`: the bearer token of an app.
 * https://docs.x.com/fundamentals/authentication/oauth-2-0/application-only
 */
export function registerAppOnly(app: FastifyInstance, sim: Sim): void {
  app.post('/oauth2/token', async (request) => {
    const client = clientOf(sim, request);
    const { grant_type: grantType } = { ...queryOf(request), ...formBody(request) };
    if (grantType === undefined) throw missingGrantType();
    if (grantType !== 'client_credentials') throw unverified();
    const token = client.bearerToken ?? newBearer();
    if (client.bearerToken === undefined) sim.apps.update(client.id, { bearerToken: token });
    return { token_type: 'bearer', access_token: token };
  });

  app.post('/oauth2/invalidate_token', async (request) => {
    const client = /^OAuth\s/i.test(request.headers.authorization ?? '')
      ? signerOf(sim, request)
      : clientOf(sim, request);
    const { access_token: given } = { ...queryOf(request), ...formBody(request) };
    const { bearerToken } = client;
    if (given === undefined || bearerToken === undefined || plainBearer(given) !== plainBearer(bearerToken))
      throw unverified();
    sim.apps.dropBearer(client.id);
    return { access_token: bearerToken };
  });
}

/** As X writes them: URL-encoded base64. */
function newBearer(): string {
  return `AAAAAAAAAAAAAAAAAAAAA${randomToken(24)}%2F${randomToken(20)}%3D${randomToken(41)}`;
}

/** The token's app may also sign with OAuth 1.0a, by the token of a user. */
function signerOf(sim: Sim, request: FastifyRequest): SimApp {
  const caller = sim.authenticate(request);
  request.caller = caller;
  return caller.app;
}

function clientOf(sim: Sim, request: FastifyRequest): SimApp {
  const credentials = basicCredentials(request);
  const client = sim.apps.findByConsumerKey(credentials?.id ?? '');
  if (!client || client.suspended || client.consumerSecret !== credentials?.secret) throw unverified();
  request.caller = { kind: 'bearer', app: client, scopes: [] };
  return client;
}

function unverified(): XError {
  return v1Error(403, 99, 'Unable to verify your credentials', { label: 'authenticity_token_error' });
}

function missingGrantType(): XError {
  return v1Error(403, 170, 'Missing required parameter: grant_type', {
    label: 'forbidden_missing_parameter',
  });
}
