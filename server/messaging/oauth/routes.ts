import { oauthOperations } from '../../../contract/sunshine/oauth.ts';
import { noteSetup } from '../../people/index.ts';
import { actorOf } from '../http/authenticate.ts';
import type { Serve, ServeOpen } from '../http/serve.ts';
import { removeCustom } from '../integrations/custom.ts';
import type { ClientsDeps } from './clients.ts';
import type { Consent } from './consent.ts';

export interface OAuthDeps extends ClientsDeps {
  readonly consent: Consent;
  readonly publicUrl: string;
}

/** The page of ours that asks the administrator. */
const PAGE = '/allow';

/** The three endpoints of OAuth, as published. */
export function addOAuthOperations(serve: Serve, open: ServeOpen, deps: OAuthDeps): void {
  const { consent, publicUrl } = deps;

  // What is wrong with a request the page says, to a person: whoever is led here has no program to tell.
  open(oauthOperations.authorize, async ({ query }) => {
    const said = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) said.set(name, String(value));
    // In one piece: the page's own reader of addresses would take a state of digits for a number.
    const page = new URL(PAGE, publicUrl);
    page.searchParams.set('request', `q.${Buffer.from(said.toString()).toString('base64url')}`);
    return { location: page.href };
  });

  open(oauthOperations.token, async ({ body }) => ({
    body: {
      access_token: await consent.exchange({
        code: body.code,
        grantType: body.grant_type,
        clientId: body.client_id,
        clientSecret: body.client_secret,
        ...(body.redirect_uri === undefined ? {} : { redirectUri: body.redirect_uri }),
      }),
      token_type: 'Bearer' as const,
    },
  }));

  serve(oauthOperations.revoke, async ({ db, program }) => {
    const { integrationId } = program;
    if (integrationId === null) return {};
    const by = actorOf(program);
    await removeCustom(deps, db, integrationId, by, (tx) =>
      noteSetup(deps.noting, tx, by, 'program_integration', integrationId, 'removed'),
    );
    return {};
  });
}
