import type { FastifyInstance } from 'fastify';
import { ControlConsent, ControlRevocation, NewControlToken } from '../../contract/control/apps.ts';
import { revokeApp } from '../acts/messages.ts';
import { decide, decideOauth2, readAsked } from '../areas/oauth/index.ts';
import type { Sim } from '../sim.ts';
import { getApp } from './apps.ts';
import { ControlError, controlRoute, getUser } from './control-route.ts';

const messageScopes = ['dm.read', 'dm.write', 'tweet.read', 'users.read', 'media.write', 'offline.access'];

/** `/_control/tokens`, `/authorize`, `/revocations`: what users give apps, and take back. */
export function controlTokens(app: FastifyInstance, sim: Sim): void {
  controlRoute(app, {
    method: 'POST',
    url: '/tokens',
    body: NewControlToken,
    handle: ({ body, reply }) => {
      const client = getApp(sim, body.appId);
      const user = getUser(sim, body.user);
      const now = sim.clock.now();
      reply.code(201);
      if (body.kind === 'oauth1') {
        const { token, secret } = sim.tokens.issueAccess(
          client.id,
          user.id,
          body.permission ?? client.permission,
          now,
        );
        return { kind: 'oauth1', token, secret, userId: user.id };
      }
      const { access, refresh } = sim.tokens.issuePair(
        {
          appId: client.id,
          userId: user.id,
          scopes: body.scopes ?? messageScopes,
          ttlMs: body.ttlSeconds === undefined ? undefined : body.ttlSeconds * 1000,
        },
        now,
      );
      return {
        kind: 'oauth2',
        accessToken: access.token,
        refreshToken: refresh?.token,
        scopes: access.scopes,
        expiresAt: access.expiresAt,
        userId: user.id,
      };
    },
  });

  controlRoute(app, {
    method: 'POST',
    url: '/authorize',
    body: ControlConsent,
    handle: ({ body }) => {
      const user = getUser(sim, body.user);
      const url = URL.parse(body.url, sim.url());
      if (!url) throw new ControlError(400, 'url is not an address');
      const agree = body.agree ?? true;
      const query = Object.fromEntries(url.searchParams);
      if (url.pathname.endsWith('/oauth2/authorize')) {
        const asked = readAsked(sim, query);
        if (typeof asked === 'string') throw new ControlError(400, asked);
        return { redirect: decideOauth2(sim, asked, user.id, agree) };
      }
      const row = sim.tokens.requests.find(query['oauth_token'] ?? '');
      if (!row || row.verifier !== undefined)
        throw new ControlError(400, 'the request token is unknown or used');
      return decide(sim, row, user.id, agree);
    },
  });

  controlRoute(app, {
    method: 'POST',
    url: '/revocations',
    body: ControlRevocation,
    handle: ({ body }) => ({
      revoked: revokeApp(sim, getApp(sim, body.appId).id, getUser(sim, body.user).id),
    }),
  });
}
