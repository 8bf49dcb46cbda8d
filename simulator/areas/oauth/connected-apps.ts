import type { FastifyInstance } from 'fastify';
import { revokeApp } from '../../acts/messages.ts';
import { formBody } from '../../core/body.ts';
import type { Sim } from '../../sim.ts';
import { askToSignIn } from './login.ts';
import { errorPage, html } from './page-frame.ts';
import { accountPage } from './session-pages.ts';
import { findSignedIn, formToken, isOwnForm } from './session.ts';

const path = '/settings/connected_apps';

/**
 * The page on which users take an app's access away.
 * https://docs.x.com/fundamentals/authentication/oauth-2-0/user-access-token
 */
export function registerConnectedApps(app: FastifyInstance, sim: Sim): void {
  app.get(path, async (request, reply) => {
    const known = findSignedIn(sim, request);
    if (!known) return askToSignIn(sim, request, reply, { returnTo: path });
    const now = sim.clock.now();
    const apps = sim.apps.list().filter(({ id }) => sim.tokens.isAuthorised(id, known.user.id, now));
    return html(reply, 200, accountPage(known.user, apps, formToken(sim, request, reply)));
  });

  app.post(path, async (request, reply) => {
    const fields = formBody(request);
    const known = findSignedIn(sim, request);
    if (!known || !isOwnForm(sim, request, fields))
      return html(reply, 403, errorPage('This page was made for another sign-in.'));
    revokeApp(sim, fields['app_id'] ?? '', known.user.id);
    return reply.redirect(path, 303);
  });
}
