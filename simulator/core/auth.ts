import type { FastifyRequest } from 'fastify';
import type { SimApp } from '../state/apps.ts';
import type { AccessToken, OAuth2Token, RequestToken } from '../state/tokens.ts';
import type { SimUser } from '../state/users.ts';
import { isForm, rawBody } from './body.ts';
import { type XError, isV2, unauthorized, v1Error } from './errors.ts';
import {
  type Pairs,
  type SignedRequest,
  oauthParameters,
  parseOAuthHeader,
  verifySignature,
} from './oauth1.ts';
import type { SimState } from './state.ts';

/** Who is calling: an app, for a user unless it is app-only. */
export type Caller =
  | { kind: 'oauth1'; app: SimApp; user: SimUser; token: AccessToken; scopes: string[] }
  | { kind: 'oauth2'; app: SimApp; user: SimUser; token: OAuth2Token; scopes: string[] }
  | { kind: 'bearer'; app: SimApp; user?: undefined; scopes: string[] };

const nonceLifeMs = 10 * 60_000;
/** Under a load test the oldest are forgotten sooner. */
const maxNonces = 200_000;
const timestampSlackSeconds = 5 * 60;

export interface SignedApp {
  app: SimApp;
  oauth: Map<string, string>;
  requestToken?: RequestToken;
}

export interface Authenticator {
  /** Throws X's own refusal when the credentials are missing, wrong or revoked. */
  authenticate(request: FastifyRequest): Caller;
  /** A request signed by the app alone, or with a request token (the steps of OAuth 1.0a). */
  authenticateApp(request: FastifyRequest): {
    app: SimApp;
    oauth: Map<string, string>;
    requestToken?: RequestToken;
  };
}

/** How one request was signed, as the simulator reads it. */
export function signedRequestOf(request: FastifyRequest): SignedRequest {
  const [path = '/', search = ''] = request.url.split(/\?(.*)/s, 2);
  const form: Pairs = isForm(request) ? [...new URLSearchParams(rawBody(request).toString('utf8'))] : [];
  return {
    method: request.method,
    host: request.headers.host ?? 'localhost',
    path,
    header: parseOAuthHeader(request.headers.authorization) ?? new Map(),
    query: search === '' ? [] : [...new URLSearchParams(search)],
    form,
  };
}

export function createAuthenticator(state: SimState, now: () => number): Authenticator {
  const nonces = new Map<string, number>();

  function checkTimeAndNonce(oauth: Map<string, string>, url: string): void {
    const at = Number(oauth.get('oauth_timestamp'));
    // Clients sign with their own clock, which knows nothing of virtual time: either clock will do.
    const near = [now(), Date.now()].some((ms) => Math.abs(ms / 1000 - at) <= timestampSlackSeconds);
    if (!near) throw isV2(url) ? unauthorized() : v1Error(401, 135, 'Timestamp out of bounds.');
    const nonce = `${oauth.get('oauth_consumer_key')}:${oauth.get('oauth_token') ?? ''}:${at}:${oauth.get('oauth_nonce')}`;
    if (nonces.has(nonce)) throw badCredentials(url);
    const realNow = Date.now();
    nonces.set(nonce, realNow);
    // The map keeps insertion order, so the oldest come first.
    for (const [old, seenAt] of nonces) {
      if (realNow - seenAt < nonceLifeMs && nonces.size <= maxNonces) break;
      nonces.delete(old);
    }
  }

  function appOf(oauth: Map<string, string>, url: string): SimApp {
    const app = state.apps.findByConsumerKey(oauth.get('oauth_consumer_key') ?? '');
    if (!app) throw badCredentials(url);
    if (app.suspended)
      throw isV2(url) ? unauthorized() : v1Error(401, 416, 'Invalid / suspended application');
    return app;
  }

  function byOAuth1(request: FastifyRequest): Caller {
    const signed = signedRequestOf(request);
    const oauth = oauthParameters(signed);
    const app = appOf(oauth, request.url);
    const token = state.tokens.access.find(oauth.get('oauth_token') ?? '');
    if (!token || token.appId !== app.id) throw expired(request.url);
    if (!verifySignature(signed, app.consumerSecret, [token.secret])) throw badCredentials(request.url);
    checkTimeAndNonce(oauth, request.url);
    return { kind: 'oauth1', app, user: userOf(token.userId, request.url), token, scopes: [] };
  }

  function userOf(id: string, url: string): SimUser {
    const user = state.users.find(id);
    if (!user) throw expired(url);
    if (user.suspended) throw isV2(url) ? unauthorized() : suspended();
    return user;
  }

  function byBearer(text: string, url: string): Caller {
    const row = state.tokens.oauth2.find(text);
    if (row?.type === 'access') {
      const app = state.apps.find(row.appId);
      if (!app || app.suspended || row.expiresAt <= now()) throw expired(url);
      return { kind: 'oauth2', app, user: userOf(row.userId, url), token: row, scopes: row.scopes };
    }
    const app = state.apps.findByBearer(text);
    if (!app || app.suspended) throw expired(url);
    return { kind: 'bearer', app, scopes: [] };
  }

  return {
    authenticate(request) {
      const header = request.headers.authorization ?? '';
      const bearer = /^Bearer\s+(.+)$/i.exec(header)?.[1];
      if (bearer) return byBearer(bearer.trim(), request.url);
      if (/^OAuth\s/i.test(header) || /[?&]oauth_signature=/.test(request.url)) return byOAuth1(request);
      throw isV2(request.url) ? unauthorized() : v1Error(400, 215, 'Bad Authentication data.');
    },
    authenticateApp(request) {
      const signed = signedRequestOf(request);
      const oauth = oauthParameters(signed);
      if (!oauth.has('oauth_consumer_key')) throw v1Error(400, 215, 'Bad Authentication data.');
      const app = appOf(oauth, request.url);
      const requestToken = state.tokens.requests.find(oauth.get('oauth_token') ?? '');
      // Some clients sign the exchange with the request token's secret, some with an empty one.
      const secrets = requestToken ? [requestToken.secret, ''] : [''];
      if (!verifySignature(signed, app.consumerSecret, secrets)) throw badCredentials(request.url);
      checkTimeAndNonce(oauth, request.url);
      return { app, oauth, requestToken };
    },
  };
}

function badCredentials(url: string): XError {
  return isV2(url) ? unauthorized() : v1Error(401, 32, 'Could not authenticate you.');
}

function expired(url: string): XError {
  return isV2(url) ? unauthorized() : v1Error(401, 89, 'Invalid or expired token.');
}

function suspended(): XError {
  return v1Error(403, 64, 'Your account is suspended and is not permitted to access this feature.');
}
