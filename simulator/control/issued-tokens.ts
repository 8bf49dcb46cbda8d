import type { FastifyInstance } from 'fastify';
import { type ControlIssuedToken, ControlTokenQuery } from '../../contract/control/apps.ts';
import type { Sim } from '../sim.ts';
import { ControlError, controlRoute, getUser } from './control-route.ts';

const mostListed = 1000;

/** `GET /_control/tokens`, `DELETE /_control/tokens/:token`: the tokens that are out. */
export function controlIssuedTokens(app: FastifyInstance, sim: Sim): void {
  controlRoute(app, {
    method: 'GET',
    url: '/tokens',
    query: ControlTokenQuery,
    handle: ({ query }) => {
      const userId = query.user === undefined ? undefined : getUser(sim, query.user).id;
      const wanted = (row: { appId: string; userId: string }) =>
        (query.appId === undefined || row.appId === query.appId) &&
        (userId === undefined || row.userId === userId);
      return { tokens: newest(listTokens(sim, wanted)) };
    },
  });

  controlRoute(app, {
    method: 'DELETE',
    url: '/tokens/:token',
    handle: ({ params }) => {
      const token = params['token'] ?? '';
      const pair = sim.tokens.oauth2.find(token);
      // What came from one consent ends together, as at X.
      if (pair) sim.tokens.revokeFamily(pair.family);
      else if (!sim.tokens.access.delete(token)) throw new ControlError(404, 'there is no such token');
      return { revoked: true };
    },
  });
}

function listTokens(
  sim: Sim,
  wanted: (row: { appId: string; userId: string }) => boolean,
): ControlIssuedToken[] {
  const now = sim.clock.now();
  const tokens: ControlIssuedToken[] = [];
  for (const row of sim.tokens.access.values())
    if (wanted(row)) tokens.push({ kind: 'oauth1', type: 'access', ...row });
  for (const row of sim.tokens.oauth2.values()) {
    if (!wanted(row) || row.expiresAt <= now) continue;
    const { type, token, appId, userId, scopes, createdAt, expiresAt, usedAt } = row;
    tokens.push({
      kind: 'oauth2',
      type,
      token,
      appId,
      userId,
      scopes,
      createdAt,
      expiresAt,
      isUsed: usedAt !== undefined,
    });
  }
  return tokens;
}

const newest = (tokens: ControlIssuedToken[]) =>
  tokens.toSorted((a, b) => b.createdAt - a.createdAt).slice(0, mostListed);
