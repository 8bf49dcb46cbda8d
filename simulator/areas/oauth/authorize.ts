import { randomInt } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { formBody } from '../../core/body.ts';
import type { Sim } from '../../sim.ts';
import { type PermissionLevel, type SimApp, randomToken } from '../../state/apps.ts';
import type { RequestToken } from '../../state/tokens.ts';
import type { SimUser } from '../../state/users.ts';
import { withQuery } from './callbacks.ts';
import { consentPage, deniedPage, errorPage, pinPage, signInPage } from './pages.ts';
import { findSignedIn, html, peopleToBe } from './signed-in.ts';

export type Outcome = { redirect: string } | { pin: string } | { denied: true };

const abilities: [PermissionLevel, string][] = [
  ['read', 'See posts from your timeline, your followers and your profile'],
  ['read-write', 'Post for you, follow and block accounts, update your profile'],
  ['read-write-dm', 'Send direct messages for you, and read, manage and delete them'],
];
const levels: PermissionLevel[] = ['read', 'read-write', 'read-write-dm'];

/** What a token made from this request may do: the app's level, or less when less was asked for. */
export function permissionOf(app: SimApp, accessType: RequestToken['accessType']): PermissionLevel {
  if (accessType === 'read') return 'read';
  if (accessType === 'write' && app.permission === 'read') return 'read-write';
  return app.permission;
}

/** The user's decision on a request token; shared by the page and by the control API. */
export function decide(sim: Sim, row: RequestToken, userId: string, agreed: boolean): Outcome {
  if (!agreed) {
    sim.tokens.requests.delete(row.token);
    return row.callback === 'oob'
      ? { denied: true }
      : { redirect: withQuery(row.callback, { denied: row.token }) };
  }
  const verifier = row.callback === 'oob' ? String(randomInt(1_000_000, 10_000_000)) : randomToken(32);
  sim.tokens.requests.put({ ...row, userId, verifier });
  if (row.callback === 'oob') return { pin: verifier };
  return { redirect: withQuery(row.callback, { oauth_token: row.token, oauth_verifier: verifier }) };
}

/** The pages of the second leg: `/oauth/authorize` always asks, `/oauth/authenticate` not again. */
export function registerAuthorize(app: FastifyInstance, sim: Sim): void {
  for (const path of ['/oauth/authorize', '/oauth/authenticate', '/i/oauth/authenticate']) {
    app.get(path, async (request, reply) => show(sim, path, request, reply));
    app.post(path, async (request, reply) => {
      const { oauth_token: token = '', user_id: userId = '', decision } = formBody(request);
      const known = findRequest(sim, token);
      const user = sim.users.find(userId);
      if (!known || !user) return html(reply, 400, errorPage('The request token for this page is invalid.'));
      return follow(reply, known.app, decide(sim, known.row, user.id, decision === 'authorize'));
    });
  }
}

function findRequest(sim: Sim, token: string): { row: RequestToken; app: SimApp } | undefined {
  const row = sim.tokens.requests.find(token);
  const app = row && sim.apps.find(row.appId);
  return row && app && row.verifier === undefined ? { row, app } : undefined;
}

function show(sim: Sim, path: string, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  // Fastify types the query as unknown; here it is a flat set of strings.
  const query = request.query as Record<string, string | undefined>;
  const known = findRequest(sim, query['oauth_token'] ?? '');
  if (!known)
    return html(
      reply,
      403,
      errorPage(
        'The request token for this page is invalid. It may have already been used, or expired because it is too old.',
      ),
    );
  const back = `${path}?oauth_token=${encodeURIComponent(known.row.token)}`;
  const named =
    query['screen_name'] === undefined ? undefined : sim.users.findByUsername(query['screen_name']);
  const user: SimUser | undefined = findSignedIn(sim, request) ?? named;
  const choosing = query['switch'] === '1' || query['force_login'] === 'true';
  if (!user || choosing) return html(reply, 200, signInPage(peopleToBe(sim), back));
  const level = permissionOf(known.app, known.row.accessType);
  const granted = sim.tokens.findAccess(known.app.id, user.id);
  if (path !== '/oauth/authorize' && granted?.permission === level)
    return follow(reply, known.app, decide(sim, known.row, user.id, true));
  const reach = levels.indexOf(level);
  return html(
    reply,
    200,
    consentPage({
      app: known.app,
      user,
      action: path,
      fields: { oauth_token: known.row.token },
      may: abilities.filter(([name]) => levels.indexOf(name) <= reach).map(([, text]) => text),
      mayNot: [
        ...abilities.filter(([name]) => levels.indexOf(name) > reach).map(([, text]) => text),
        'See your password',
      ],
      switchUrl: `${back}&switch=1`,
    }),
  );
}

function follow(reply: FastifyReply, app: SimApp, outcome: Outcome): FastifyReply {
  if ('redirect' in outcome) return reply.redirect(outcome.redirect, 302);
  return html(reply, 200, 'pin' in outcome ? pinPage(app, outcome.pin) : deniedPage(app));
}
