import { ApiResponseError, ETwitterStreamEvent, TwitterApi } from 'twitter-api-v2';
import { expect } from 'vitest';
import { callback } from '../local-x.ts';
import type { ClientUnderTest } from './client.ts';
import { type V2Context, refusalOf } from './twitter-api-v2-context.ts';

/** Signing in, reports, events, and how refusals are told. */
export const eventCalls: ClientUnderTest<V2Context>['calls'] = {
  oauth1_request_token: {
    how: 'generateAuthLink()',
    async run({ keys, settings, x }) {
      const link = await new TwitterApi(keys, settings).generateAuthLink(callback);
      expect(link).toMatchObject({ oauth_callback_confirmed: 'true' });
      expect(x.simulator.sim.tokens.requests.find(link.oauth_token)?.callback).toBe(callback);
      const foreign = new TwitterApi(keys, settings).generateAuthLink('https://other.example/');
      expect(await refusalOf(foreign)).toMatchObject({ code: 403, data: { errors: [{ code: 415 }] } });
    },
  },
  oauth1_access_token: {
    how: 'login()',
    async run({ keys, settings, x }) {
      const link = await new TwitterApi(keys, settings).generateAuthLink(callback);
      const back = await x.consent(link.url, x.shop);
      const half = { ...keys, accessToken: link.oauth_token, accessSecret: link.oauth_token_secret };
      const login = await new TwitterApi(half, settings).login(back.searchParams.get('oauth_verifier') ?? '');
      expect(login).toMatchObject({ userId: x.shop.id, screenName: 'shop' });
      expect((await login.client.v2.me()).data.id).toBe(x.shop.id);
    },
  },
  oauth1_pin: {
    how: "generateAuthLink('oob')",
    async run({ keys, settings, x }) {
      const link = await new TwitterApi(keys, settings).generateAuthLink('oob');
      const control = await fetch(`${x.simulator.url}/_control/authorize`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ url: link.url, user: x.shop.id }),
      });
      const { pin } = (await control.json()) as { pin: string };
      expect(pin).toMatch(/^\d{7}$/);
      const half = { ...keys, accessToken: link.oauth_token, accessSecret: link.oauth_token_secret };
      expect((await new TwitterApi(half, settings).login(pin)).userId).toBe(x.shop.id);
    },
  },
  oauth1_invalidate: {
    how: "v1.post('oauth/invalidate_token.json')",
    async run({ keys, settings, newcomer, x }) {
      const user = newcomer();
      const { sim } = x.simulator;
      const issued = sim.tokens.issueAccess(x.app.id, user.id, 'read-write-dm', sim.clock.now());
      const client = new TwitterApi(
        { ...keys, accessToken: issued.token, accessSecret: issued.secret },
        settings,
      );
      expect(await client.v1.post('oauth/invalidate_token.json')).toMatchObject({
        access_token: issued.token,
      });
      expect(await refusalOf(client.v1.verifyCredentials())).toMatchObject({
        code: 401,
        data: { errors: [{ code: 89 }] },
      });
    },
  },
  oauth2_authorize: {
    how: 'generateOAuth2AuthLink()',
    async run({ settings, x }) {
      const client = new TwitterApi({ clientId: x.app.clientId, clientSecret: x.app.clientSecret }, settings);
      const link = client.generateOAuth2AuthLink(callback, { scope: ['tweet.read', 'users.read'] });
      const back = await x.consent(link.url, x.shop);
      expect(back.searchParams.get('state')).toBe(link.state);
      expect(back.searchParams.get('code')).toBeTruthy();
    },
  },
  oauth2_token: {
    how: 'loginWithOAuth2()',
    async run({ settings, x }) {
      const client = new TwitterApi({ clientId: x.app.clientId, clientSecret: x.app.clientSecret }, settings);
      const link = client.generateOAuth2AuthLink(callback, { scope: ['tweet.read', 'users.read'] });
      const back = await x.consent(link.url, x.shop);
      const code = back.searchParams.get('code') ?? '';
      const login = await client.loginWithOAuth2({
        code,
        codeVerifier: link.codeVerifier,
        redirectUri: callback,
      });
      expect(login.expiresIn).toBe(7200);
      expect((await login.client.v2.me()).data.id).toBe(x.shop.id);
    },
  },
  oauth2_refresh: {
    how: 'refreshOAuth2Token()',
    async run({ settings, x }) {
      const client = new TwitterApi({ clientId: x.app.clientId, clientSecret: x.app.clientSecret }, settings);
      const scope = ['tweet.read', 'users.read', 'offline.access'] as const;
      const link = client.generateOAuth2AuthLink(callback, { scope: [...scope] });
      const back = await x.consent(link.url, x.shop);
      const first = await client.loginWithOAuth2({
        code: back.searchParams.get('code') ?? '',
        codeVerifier: link.codeVerifier,
        redirectUri: callback,
      });
      const second = await client.refreshOAuth2Token(first.refreshToken ?? '');
      expect(second.refreshToken).not.toBe(first.refreshToken);
      expect((await second.client.v2.me()).data.id).toBe(x.shop.id);
      expect(await refusalOf(client.refreshOAuth2Token(first.refreshToken ?? ''))).toMatchObject({
        code: 400,
      });
    },
  },
  oauth2_revoke: {
    how: 'revokeOAuth2Token()',
    async run({ settings, x }) {
      const { sim } = x.simulator;
      const { access } = sim.tokens.issuePair(
        { appId: x.app.id, userId: x.customer.id, scopes: ['tweet.read', 'users.read'] },
        sim.clock.now(),
      );
      const client = new TwitterApi({ clientId: x.app.clientId, clientSecret: x.app.clientSecret }, settings);
      await client.revokeOAuth2Token(access.token, 'access_token');
      expect(await refusalOf(new TwitterApi(access.token, settings).v2.me())).toMatchObject({ code: 401 });
    },
  },
  app_only: {
    how: 'appLogin()',
    async run({ keys, settings, x }) {
      const app = await new TwitterApi(keys, settings).appLogin();
      expect((await app.v2.user(x.shop.id)).data.username).toBe('shop');
      expect(await refusalOf(app.v2.me())).toMatchObject({ data: { title: 'Unsupported Authentication' } });
    },
  },
  analytics: {
    how: "v2.get('tweets/analytics')",
    async run({ shop, x }) {
      const { sim } = x.simulator;
      const { data } = await shop.v2.tweet('Measured');
      const answer = await shop.v2.get('tweets/analytics', {
        ids: data.id,
        start_time: new Date(sim.clock.now() - 3_600_000).toISOString(),
        end_time: new Date(sim.clock.now()).toISOString(),
        granularity: 'total',
        'analytics.fields': 'impressions,likes',
      });
      expect(JSON.stringify(answer)).toContain(data.id);
    },
  },
  metrics: {
    how: "v2.tweets(…, { 'tweet.fields': ['non_public_metrics'] })",
    async run({ shop }) {
      const { data } = await shop.v2.tweet('With metrics');
      const read = await shop.v2.tweets([data.id], {
        'tweet.fields': ['non_public_metrics', 'organic_metrics'],
      });
      expect(read.data[0]?.non_public_metrics).toMatchObject({ impression_count: expect.any(Number) });
      expect(read.data[0]?.organic_metrics).toMatchObject({ like_count: expect.any(Number) });
    },
  },
  engagement: {
    how: "post('https://data-api.x.com/insights/engagement/totals', …, { forceBodyMode: 'json' })",
    async run({ shop, x }) {
      x.simulator.sim.apps.update(x.app.id, { tier: 'enterprise' });
      const { data } = await shop.v2.tweet('Engaging');
      const answer = await shop.post(
        'https://data-api.x.com/insights/engagement/totals',
        {
          tweet_ids: [data.id],
          engagement_types: ['impressions', 'favorites'],
          groupings: { all: { group_by: ['tweet.id', 'engagement.type'] } },
        },
        { forceBodyMode: 'json' },
      );
      expect(answer).toEqual({
        all: { [data.id]: { impressions: expect.any(String), favorites: expect.any(String) } },
      });
    },
  },
  usage: {
    how: 'v2.usage()',
    async run({ app }) {
      expect((await app.v2.usage()).data).toMatchObject({ project_cap: expect.anything() });
    },
  },
  webhooks: {
    how: "v2.get('webhooks'), v2.post('webhooks')",
    async run({ app }) {
      const refused = app.v2.post('webhooks', { url: 'http://shop.example/hook' });
      expect(await refusalOf(refused)).toMatchObject({ code: 400 });
      expect(await app.v2.get('webhooks')).toMatchObject({ data: [], meta: { result_count: 0 } });
    },
  },
  activity: {
    how: "v2.post('activity/subscriptions'), v2.get(…)",
    async run({ shop, app, x }) {
      const made = await shop.v2.post('activity/subscriptions', {
        event_type: 'dm.received',
        filter: { user_id: x.shop.id },
        tag: 'calls',
      });
      expect(JSON.stringify(made)).toContain('"tag":"calls"');
      const list = await app.v2.get<{ data: { subscription_id: string }[] }>('activity/subscriptions');
      const id = list.data[0]?.subscription_id ?? '';
      expect(await app.v2.delete(`activity/subscriptions/${id}`)).toMatchObject({ data: { deleted: true } });
    },
  },
  activity_stream: {
    how: "v2.getStream('activity/stream')",
    async run({ app, shop, x }) {
      await shop.v2.post('activity/subscriptions', {
        event_type: 'dm.received',
        filter: { user_id: x.shop.id },
      });
      const stream = await app.v2.getStream('activity/stream', {}, { autoConnect: true });
      const heard = new Promise<unknown>((resolve) => stream.once(ETwitterStreamEvent.Data, resolve));
      x.write(x.customer.id, 'over the stream');
      expect(JSON.stringify(await heard)).toContain('over the stream');
      stream.close();
    },
  },
  error_unauthorized: {
    how: 'ApiResponseError.isAuthError',
    async run({ keys, settings }) {
      const client = new TwitterApi({ ...keys, accessToken: '1-wrong', accessSecret: 'wrong' }, settings);
      const refused = await refusalOf(client.v2.me());
      expect(refused).toBeInstanceOf(ApiResponseError);
      expect(refused).toMatchObject({ code: 401, isAuthError: true });
    },
  },
  error_forbidden: {
    how: 'ApiResponseError.data',
    async run({ shop, newcomer, x }) {
      const closed = newcomer();
      x.simulator.sim.users.update(closed.id, { dmOpen: false });
      const refused = await refusalOf(shop.v2.sendDmToParticipant(closed.id, { text: 'hello' }));
      expect(refused).toMatchObject({
        code: 403,
        data: { detail: 'You do not have permission to DM one or more participants.' },
      });
    },
  },
  error_missing: {
    how: 'ApiResponseError.data',
    async run({ shop }) {
      const refused = await refusalOf(shop.v2.sendDmToParticipant('99', { text: 'hello' }));
      expect(refused).toMatchObject({ code: 404 });
    },
  },
  error_limit: {
    how: 'ApiResponseError.rateLimit',
    async run({ shop, x }) {
      const { limits } = x.simulator.sim;
      limits.enabled = true;
      limits.override('GET /2/users/me', { user: 1 });
      await shop.v2.me();
      const refused = await refusalOf(shop.v2.me());
      limits.override('GET /2/users/me', null);
      limits.enabled = false;
      expect(refused).toMatchObject({
        code: 429,
        rateLimitError: true,
        rateLimit: { limit: 1, remaining: 0, reset: expect.any(Number) },
      });
    },
  },
  error_453: {
    how: 'ApiResponseError.hasErrorCode(453)',
    async run({ shop, newcomer, x }) {
      x.simulator.sim.apps.update(x.app.id, { v1Dm: '453' });
      const refused = await refusalOf(shop.v1.sendDm({ recipient_id: newcomer().id, text: 'hi' }));
      x.simulator.sim.apps.update(x.app.id, { v1Dm: 'enabled' });
      if (!(refused instanceof ApiResponseError)) throw new Error('no refusal of X');
      expect(refused.code).toBe(403);
      expect(refused.hasErrorCode(453)).toBe(true);
    },
  },
  error_credits: {
    how: 'ApiResponseError.data',
    async run({ shop, x }) {
      x.simulator.sim.apps.update(x.app.id, { tier: 'pay-per-use' });
      await x.credits(0);
      const refused = await refusalOf(shop.v2.me());
      await x.credits(null);
      expect(refused).toMatchObject({ code: 402, data: { title: 'CreditsDepleted' } });
    },
  },
};
