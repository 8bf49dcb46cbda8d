import { Client } from 'twitter-api-sdk';
import { expect } from 'vitest';
import type { ClientUnderTest } from './client.ts';
import { refusalOf } from './preload.ts';
import type { SdkContext } from './twitter-api-sdk-context.ts';

async function signedIn({ signIn, x }: SdkContext) {
  const user = signIn();
  const url = user.generateAuthURL({ state: 'a state', code_challenge_method: 's256' });
  const back = await x.consent(url, x.shop);
  await user.requestAccessToken(back.searchParams.get('code') ?? '');
  return { user, back };
}

/** Signing in, and how refusals are told. */
export const sdkSignInCalls: ClientUnderTest<SdkContext>['calls'] = {
  oauth2_authorize: {
    how: 'auth.OAuth2User.generateAuthURL()',
    // It writes the method as `s256` in small letters.
    async run(context) {
      const { back } = await signedIn(context);
      expect(`${back.origin}${back.pathname}`).toBe(context.callback);
      expect(back.searchParams.get('state')).toBe('a state');
    },
  },
  oauth2_token: {
    how: 'auth.OAuth2User.requestAccessToken()',
    async run(context) {
      const { user } = await signedIn(context);
      expect(user.token).toMatchObject({ token_type: 'bearer', refresh_token: expect.any(String) });
      expect((await new Client(user).users.findMyUser()).data?.id).toBe(context.x.shop.id);
    },
  },
  oauth2_refresh: {
    how: 'auth.OAuth2User.refreshAccessToken()',
    async run(context) {
      const { user } = await signedIn(context);
      const before = user.token?.access_token;
      await user.refreshAccessToken();
      expect(user.token?.access_token).not.toBe(before);
      expect((await new Client(user).users.findMyUser()).data?.username).toBe('shop');
    },
  },
  oauth2_revoke: {
    how: 'auth.OAuth2User.revokeAccessToken()',
    async run(context) {
      const { user } = await signedIn(context);
      expect(await user.revokeAccessToken()).toEqual({ revoked: true });
      expect(await refusalOf(new Client(user).users.findMyUser())).toMatchObject({ status: 401 });
    },
  },
  error_unauthorized: {
    how: 'error.status',
    async run() {
      const refused = await refusalOf(new Client('wrong').users.findUserById('12'));
      expect(refused).toMatchObject({ status: 401, error: { title: 'Unauthorized' } });
    },
  },
  error_forbidden: {
    how: 'error.error',
    async run({ app }) {
      expect(await refusalOf(app.users.findMyUser())).toMatchObject({
        status: 403,
        error: { title: 'Unsupported Authentication' },
      });
    },
  },
  error_missing: {
    how: 'answer.errors',
    async run({ app }) {
      const { data, errors } = await app.users.findUserById('99');
      expect(data).toBeUndefined();
      expect(errors).toMatchObject([{ resource_id: '99', title: 'Not Found Error' }]);
    },
  },
  error_limit: {
    how: 'error.headers',
    async run({ shop, x }) {
      const { limits } = x.simulator.sim;
      limits.enabled = true;
      limits.override('GET /2/users/me', { user: 1 });
      await shop.users.findMyUser();
      const refused = await refusalOf(shop.users.findMyUser());
      limits.override('GET /2/users/me', null);
      limits.enabled = false;
      expect(refused).toMatchObject({
        status: 429,
        headers: { 'x-rate-limit-limit': '1', 'x-rate-limit-remaining': '0' },
      });
    },
  },
  error_credits: {
    how: 'error.error',
    async run({ shop, x }) {
      x.simulator.sim.apps.update(x.app.id, { tier: 'pay-per-use' });
      await x.credits(0);
      const refused = await refusalOf(shop.users.findMyUser());
      await x.credits(null);
      expect(refused).toMatchObject({ status: 402, error: { title: 'CreditsDepleted' } });
    },
  },
};
