import { randomInt } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { formBody } from '../../core/body.ts';
import type { Sim } from '../../sim.ts';
import { type PermissionLevel, type SimApp, randomToken } from '../../state/apps.ts';
import type { RequestToken } from '../../state/tokens.ts';
import { withQuery } from './callbacks.ts';
import { consentPage, deniedPage, pinPage } from './consent-pages.ts';
import { askToSignIn } from './login.ts';
import { errorPage, html } from './page-frame.ts';
import { queryOf } from './query-of.ts';
import { refusedUserPage } from './session-pages.ts';
import { findSignedIn, formToken, isOwnForm, refusalOfUser } from './session.ts';

export type Outcome = { redirect: string } | { pin: string } | { denied: true };

const abilities: [PermissionLevel, string][] = [
  ['read', 'See posts from your timeline, your followers and your profile'],
  ['read-write', 'Post for you, follow and block accounts, update your profile'],
  ['read-write-dm', 'Send direct messages for you, and read, manage and delete them'],
];
const levels: PermissionLevel[] = ['read', 'read-write', 'read-write-dm'];

/**
 * What a token made from this request may do: the app's level, or only reading when that was asked for.
 * https://docs.x.com/fundamentals/authentication/api-reference#post-oauth-request-token
 */
export function permissionOf(app: SimApp, accessType: RequestToken['accessType']): PermissionLevel {
  return accessType === 'read' ? 'read' : app.permission;
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

/**
 * The pages of the second leg: `/oauth/authorize` always asks, `/oauth/authenticate` not again.
 * https://docs.x.com/fundamentals/authentication/guides/log-in-with-x
 */
export function registerAuthorize(app: FastifyInstance, sim: Sim): void {
  for (const path of ['/oauth/authorize', '/oauth/authenticate', '/i/oauth/authenticate']) {
    app.get(path, async (request, reply) => show(sim, path, request, reply));
    app.post(path, async (request, reply) => {
      const fields = formBody(request);
      const known = findRequest(sim, fields['oauth_token'] ?? '');
      if (!known) return html(reply, 403, errorPage(unknownToken));
      const signedIn = findSignedIn(sim, request);
      const back = `${path}?oauth_token=${encodeURIComponent(known.row.token)}`;
      if (!signedIn) return askToSignIn(sim, request, reply, { returnTo: back });
      if (!isOwnForm(sim, request, fields) || refusalOfUser(signedIn.user)) return reply.redirect(back, 303);
      const agreed = fields['decision'] === 'authorize';
      return follow(reply, known.app, decide(sim, known.row, signedIn.user.id, agreed));
    });
  }
}

const unknownToken =
  'The request token for this page is invalid. It may have already been used, or expired because it is too old.';

function findRequest(sim: Sim, token: string): { row: RequestToken; app: SimApp } | undefined {
  const row = sim.tokens.requests.find(token);
  const app = row && sim.apps.find(row.appId);
  return row && app && !app.suspended && row.verifier === undefined ? { row, app } : undefined;
}

function show(sim: Sim, path: string, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const query = queryOf(request);
  const known = findRequest(sim, query['oauth_token'] ?? '');
  if (!known) return html(reply, 403, errorPage(unknownToken));
  // Without `force_login`, which would ask forever.
  const back = `${path}?oauth_token=${encodeURIComponent(known.row.token)}`;
  const signedIn = findSignedIn(sim, request);
  if (!signedIn || query['force_login'] === 'true')
    return askToSignIn(sim, request, reply, { returnTo: back, name: query['screen_name'] });
  const { user } = signedIn;
  const refusal = refusalOfUser(user);
  if (refusal) return html(reply, 403, refusedUserPage(user, refusal, back));
  const level = permissionOf(known.app, known.row.accessType);
  const granted = sim.tokens.findAccess(known.app.id, user.id);
  const asksOnce = path !== '/oauth/authorize' && known.app.signInWithX;
  if (asksOnce && granted?.permission === level)
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
      abilities: [
        {
          heading: 'This app will be able to:',
          items: abilities.filter(([name]) => levels.indexOf(name) <= reach).map(([, text]) => text),
        },
        {
          heading: 'Will not be able to:',
          items: [
            ...abilities.filter(([name]) => levels.indexOf(name) > reach).map(([, text]) => text),
            'See your password',
          ],
        },
      ],
      back,
      token: formToken(sim, request, reply),
    }),
  );
}

function follow(reply: FastifyReply, app: SimApp, outcome: Outcome): FastifyReply {
  if ('redirect' in outcome) return reply.redirect(outcome.redirect, 302);
  return html(reply, 200, 'pin' in outcome ? pinPage(app, outcome.pin) : deniedPage(app));
}
