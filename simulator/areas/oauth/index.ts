import type { FastifyInstance } from 'fastify';
import type { Sim } from '../../sim.ts';
import { registerAccessToken } from './access-token.ts';
import { registerAppOnly } from './app-only.ts';
import { registerAuthorize } from './authorize.ts';
import { registerConnectedApps } from './connected-apps.ts';
import { registerLogin } from './login.ts';
import { registerOauth2Authorize } from './oauth2-authorize.ts';
import { registerOauth2Token } from './oauth2-token.ts';
import { registerRequestToken } from './request-token.ts';

/** Signing in, OAuth 1.0a in three legs, OAuth 2.0 with PKCE, and app-only bearer tokens. */
export function registerOauth(app: FastifyInstance, sim: Sim): void {
  registerRequestToken(app, sim);
  registerAuthorize(app, sim);
  registerAccessToken(app, sim);
  registerOauth2Authorize(app, sim);
  registerOauth2Token(app, sim);
  registerAppOnly(app, sim);
  registerLogin(app, sim);
  registerConnectedApps(app, sim);
}

export { type Outcome, decide } from './authorize.ts';
export { maxCallbacks, refusalOfCallback } from './callbacks.ts';
export { decideOauth2, readAsked } from './oauth2-authorize.ts';
export { scopeSentences } from './scopes.ts';
