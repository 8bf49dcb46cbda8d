import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { signedRequestOf } from '../../core/auth.ts';
import { v1Error } from '../../core/errors.ts';
import { xRoute } from '../../core/route.ts';
import type { Sim } from '../../sim.ts';
import { permissionOf } from './authorize.ts';

/**
 * `POST` (or `GET`, as older clients do) `/oauth/access_token` and `/1.1/oauth/invalidate_token`: the third leg, and the end.
 * https://docs.x.com/fundamentals/authentication/oauth-1-0a/obtaining-user-access-tokens
 */
export function registerAccessToken(app: FastifyInstance, sim: Sim): void {
  const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { app: client, requestToken } = sim.authenticateApp(request);
    request.caller = { kind: 'bearer', app: client, scopes: [] };
    const { header, query, form } = signedRequestOf(request);
    const verifier = new Map([...form, ...query, ...header]).get('oauth_verifier');
    if (!requestToken || requestToken.appId !== client.id) return refuse(reply, 'Request token missing');
    if (requestToken.userId === undefined || verifier !== requestToken.verifier)
      return refuse(reply, 'Error processing your OAuth request: Invalid oauth_verifier parameter');
    const user = sim.users.find(requestToken.userId);
    if (!user || user.suspended) throw v1Error(403, 63, 'User has been suspended.');
    sim.tokens.requests.delete(requestToken.token);
    const permission = permissionOf(client, requestToken.accessType);
    const token = sim.tokens.issueAccess(client.id, user.id, permission, sim.clock.now());
    const answer = {
      oauth_token: token.token,
      oauth_token_secret: token.secret,
      user_id: user.id,
      screen_name: user.username,
    };
    return reply
      .header('content-type', 'text/html; charset=utf-8')
      .send(new URLSearchParams(answer).toString());
  };
  for (const method of ['GET', 'POST'] as const)
    app.route({ method, url: '/oauth/access_token', exposeHeadRoute: false, handler });

  for (const url of ['/1.1/oauth/invalidate_token', '/1.1/oauth/invalidate_token.json'])
    xRoute(app, sim, {
      method: 'POST',
      url,
      allow: { oauth1: 'read' },
      handle: ({ caller }) => {
        if (caller.kind !== 'oauth1')
          throw v1Error(403, 220, 'Your credentials do not allow access to this resource.');
        sim.tokens.access.delete(caller.token.token);
        announceIfGone(sim, caller.app.id, caller.user.id);
        return { access_token: caller.token.token };
      },
    });
}

/** Says that the user's consent has ended, once nothing that works is left of it. */
export function announceIfGone(sim: Sim, appId: string, userId: string): void {
  const at = sim.clock.now();
  if (!sim.tokens.isAuthorised(appId, userId, at))
    sim.events.emit({ kind: 'user.revoked', userId, appId, at });
}

function refuse(reply: FastifyReply, text: string): FastifyReply {
  return reply.code(401).header('content-type', 'text/html; charset=utf-8').send(text);
}
