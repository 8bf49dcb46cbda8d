import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { formBody } from '../../core/body.ts';
import type { Sim } from '../../sim.ts';
import { type SimApp, randomToken } from '../../state/apps.ts';
import { withQuery } from './callbacks.ts';
import { consentPage } from './consent-pages.ts';
import { dropOld } from './drop-old.ts';
import { askToSignIn } from './login.ts';
import { errorPage, html } from './page-frame.ts';
import { queryOf } from './query-of.ts';
import { scopeSentences } from './scopes.ts';
import { refusedUserPage } from './session-pages.ts';
import { findSignedIn, formToken, isOwnForm, refusalOfUser } from './session.ts';

const codeLifeMs = 30_000;
const maxStateCharacters = 500;
const carried = [
  'client_id',
  'redirect_uri',
  'scope',
  'state',
  'code_challenge',
  'code_challenge_method',
  'response_type',
];

export interface Oauth2Asked {
  app: SimApp;
  redirectUri: string;
  scopes: string[];
  state?: string;
  challenge: string;
  challengeMethod: 'S256' | 'plain';
}

/** Reads an authorisation request; a string says what is wrong with it. */
export function readAsked(sim: Sim, query: Record<string, string | undefined>): Oauth2Asked | string {
  const app = sim.apps.findByClientId(query['client_id'] ?? '');
  if (!app || app.suspended) return 'Unknown client_id.';
  const redirectUri = query['redirect_uri'] ?? '';
  if (!app.callbacks.includes(redirectUri))
    return 'redirect_uri is not one of the callback addresses of the app.';
  if (query['response_type'] !== 'code') return 'response_type must be code.';
  const scopes = (query['scope'] ?? '').split(/\s+/).filter((scope) => scope !== '');
  const unknown = scopes.filter((scope) => !Object.hasOwn(scopeSentences, scope));
  if (scopes.length === 0 || unknown.length > 0) return `scope is missing or unknown: ${unknown.join(' ')}`;
  if ((query['state'] ?? '').length > maxStateCharacters)
    return `state is longer than ${maxStateCharacters} characters.`;
  const challenge = query['code_challenge'] ?? '';
  // One of the clients in use writes s256.
  const givenMethod = query['code_challenge_method'] ?? 'plain';
  const challengeMethod = givenMethod.toUpperCase() === 'S256' ? 'S256' : givenMethod;
  if (challenge === '') return 'code_challenge is missing.';
  if (challengeMethod !== 'S256' && challengeMethod !== 'plain')
    return 'code_challenge_method must be S256 or plain.';
  return { app, redirectUri, scopes, state: query['state'], challenge, challengeMethod };
}

/** Where the browser goes once the user has decided. */
export function decideOauth2(sim: Sim, asked: Oauth2Asked, userId: string, agreed: boolean): string {
  const state: Record<string, string> = asked.state === undefined ? {} : { state: asked.state };
  if (!agreed) return withQuery(asked.redirectUri, { error: 'access_denied', ...state });
  const now = sim.clock.now();
  dropOld(
    sim.tokens.codes,
    (old) => old.code,
    (old) => old.expiresAt < now,
  );
  const { code } = sim.tokens.codes.put({
    code: randomToken(90),
    appId: asked.app.id,
    userId,
    redirectUri: asked.redirectUri,
    scopes: asked.scopes,
    challenge: asked.challenge,
    challengeMethod: asked.challengeMethod,
    expiresAt: now + codeLifeMs,
  });
  return withQuery(asked.redirectUri, { ...state, code });
}

/**
 * The consent page of OAuth 2.0, under both addresses that X documents.
 * https://docs.x.com/fundamentals/authentication/oauth-2-0/authorization-code
 */
export function registerOauth2Authorize(app: FastifyInstance, sim: Sim): void {
  for (const path of ['/i/oauth2/authorize', '/2/oauth2/authorize']) {
    app.get(path, async (request, reply) => show(sim, path, request, reply));
    app.post(path, async (request, reply) => {
      const fields = formBody(request);
      const asked = readAsked(sim, fields);
      if (typeof asked === 'string') return html(reply, 400, errorPage(asked));
      const signedIn = findSignedIn(sim, request);
      const back = addressOf(path, fields);
      if (!signedIn) return askToSignIn(sim, request, reply, { returnTo: back });
      if (!isOwnForm(sim, request, fields) || refusalOfUser(signedIn.user)) return reply.redirect(back, 303);
      const agreed = fields['decision'] === 'authorize';
      return reply.redirect(decideOauth2(sim, asked, signedIn.user.id, agreed), 302);
    });
  }
}

/** The page's own address, with what it was asked and nothing else. */
function addressOf(path: string, asked: Record<string, string | undefined>): string {
  return withQuery(path, carriedFields(asked));
}

function carriedFields(asked: Record<string, string | undefined>): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const name of carried) if (asked[name] !== undefined) fields[name] = asked[name];
  return fields;
}

function show(sim: Sim, path: string, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const query = queryOf(request);
  const asked = readAsked(sim, query);
  if (typeof asked === 'string') return html(reply, 400, errorPage(asked));
  const back = addressOf(path, query);
  const signedIn = findSignedIn(sim, request);
  if (!signedIn) return askToSignIn(sim, request, reply, { returnTo: back });
  const { user } = signedIn;
  const refusal = refusalOfUser(user);
  if (refusal) return html(reply, 403, refusedUserPage(user, refusal, back));
  const sentences = (viewing: boolean) =>
    asked.scopes
      .filter((scope) => (scope.endsWith('.read') || scope === 'users.email') === viewing)
      .map((scope) => scopeSentences[scope] ?? scope);
  return html(
    reply,
    200,
    consentPage({
      app: asked.app,
      user,
      action: path,
      fields: carriedFields(query),
      abilities: [
        { heading: 'Things this app can view:', items: sentences(true) },
        { heading: 'Things this app can do:', items: sentences(false) },
      ],
      back,
      token: formToken(sim, request, reply),
    }),
  );
}
