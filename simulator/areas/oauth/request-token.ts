import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { signedRequestOf } from '../../core/auth.ts';
import { v1Error } from '../../core/errors.ts';
import type { Sim } from '../../sim.ts';
import { randomToken } from '../../state/apps.ts';
import { checkCallback } from './callbacks.ts';
import { dropOld } from './drop-old.ts';

/** X does not publish how long it keeps them. */
const keptMs = 24 * 60 * 60_000;
const formText = 'text/html; charset=utf-8';

/**
 * `POST /oauth/request_token`, the first of the three legs. Older clients ask with GET, which X takes too.
 * https://docs.x.com/fundamentals/authentication/oauth-1-0a/obtaining-user-access-tokens
 */
export function registerRequestToken(app: FastifyInstance, sim: Sim): void {
  const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { app: client, oauth } = sim.authenticateApp(request);
    request.caller = { kind: 'bearer', app: client, scopes: [] };
    const callback = oauth.get('oauth_callback');
    if (callback === undefined) throw v1Error(403, 38, 'oauth_callback parameter is missing.');
    checkCallback(client, callback);
    const { header, query, form } = signedRequestOf(request);
    const asked = new Map([...query, ...form, ...header]).get('x_auth_access_type');
    const now = sim.clock.now();
    dropOld(
      sim.tokens.requests,
      (old) => old.token,
      (old) => old.createdAt + keptMs < now,
    );
    const row = sim.tokens.requests.put({
      token: randomToken(27),
      secret: randomToken(32),
      appId: client.id,
      callback,
      accessType: asked === 'read' || asked === 'write' ? asked : undefined,
      createdAt: now,
    });
    const answer = {
      oauth_token: row.token,
      oauth_token_secret: row.secret,
      oauth_callback_confirmed: 'true',
    };
    return reply.header('content-type', formText).send(new URLSearchParams(answer).toString());
  };
  for (const method of ['GET', 'POST'] as const)
    app.route({ method, url: '/oauth/request_token', exposeHeadRoute: false, handler });
}
