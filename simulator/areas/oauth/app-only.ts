import type { FastifyInstance, FastifyRequest } from 'fastify';
import { formBody } from '../../core/body.ts';
import { type XError, v1Error } from '../../core/errors.ts';
import type { Sim } from '../../sim.ts';
import { type SimApp, randomToken } from '../../state/apps.ts';
import { basicCredentials } from './basic.ts';

/** `POST /oauth2/token` and `/oauth2/invalidate_token`: the bearer token of an app. */
export function registerAppOnly(app: FastifyInstance, sim: Sim): void {
  app.post('/oauth2/token', async (request) => {
    const client = clientOf(sim, request);
    const { grant_type: grantType } = { ...queryOf(request), ...formBody(request) };
    if (grantType !== 'client_credentials') throw missingGrantType();
    const token = client.bearerToken ?? `AAAAAAAAAAAAAAAAAAAAA${randomToken(91)}`;
    if (client.bearerToken === undefined) sim.apps.update(client.id, { bearerToken: token });
    return { token_type: 'bearer', access_token: token };
  });

  app.post('/oauth2/invalidate_token', async (request) => {
    const client = clientOf(sim, request);
    const { access_token: given } = { ...queryOf(request), ...formBody(request) };
    if (given === undefined || client.bearerToken !== decodeURIComponent(given)) throw unverified();
    sim.apps.dropBearer(client.id);
    return { access_token: given };
  });
}

function queryOf(request: FastifyRequest): Record<string, string> {
  // Fastify types the query as unknown; here it is a flat set of strings.
  return request.query as Record<string, string>;
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
