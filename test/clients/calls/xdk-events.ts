import {
  ApiError,
  Client,
  OAuth1,
  OAuth2,
  generateCodeChallenge,
  generateCodeVerifier,
} from '@xdevplatform/xdk';
import { expect } from 'vitest';
import { callback } from '../local-x.ts';
import type { ClientUnderTest, World } from './client.ts';
import type { XdkContext } from './xdk-context.ts';

function oauth2Of(x: World): OAuth2 {
  return new OAuth2({
    clientId: x.app.clientId,
    clientSecret: x.app.clientSecret,
    redirectUri: callback,
    scope: ['tweet.read', 'users.read', 'offline.access'],
  });
}

async function exchanged(x: World): Promise<{ oauth2: OAuth2; accessToken: string }> {
  const oauth2 = oauth2Of(x);
  const verifier = generateCodeVerifier();
  await oauth2.setPkceParameters(verifier, await generateCodeChallenge(verifier));
  const back = await x.consent(await oauth2.getAuthorizationUrl('state'), x.shop);
  const token = await oauth2.exchangeCode(back.searchParams.get('code') ?? '', verifier);
  return { oauth2, accessToken: token.access_token };
}

async function refusalOf(call: Promise<unknown>): Promise<ApiError> {
  const error: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof ApiError) return error;
  throw new Error(`X did not refuse: ${String(error)}`);
}

/** Signing in, reports, events, and how refusals are told. */
export const eventCalls: ClientUnderTest<XdkContext>['calls'] = {
  oauth1_request_token: {
    how: 'OAuth1.getRequestToken()',
    async run({ x }) {
      const oauth1 = new OAuth1({ apiKey: x.app.consumerKey, apiSecret: x.app.consumerSecret, callback });
      const token = await oauth1.getRequestToken();
      expect(x.simulator.sim.tokens.requests.find(token.oauthToken)?.callback).toBe(callback);
    },
  },
  oauth1_access_token: {
    how: 'OAuth1.getAccessToken()',
    async run({ x }) {
      const oauth1 = new OAuth1({ apiKey: x.app.consumerKey, apiSecret: x.app.consumerSecret, callback });
      await oauth1.getRequestToken();
      const back = await x.consent(oauth1.getAuthorizationUrl(), x.shop);
      const token = await oauth1.getAccessToken(back.searchParams.get('oauth_verifier') ?? '');
      expect(token.accessToken.startsWith(`${x.shop.id}-`)).toBe(true);
    },
  },
  oauth2_authorize: {
    how: 'OAuth2.getAuthorizationUrl()',
    async run({ x }) {
      const oauth2 = oauth2Of(x);
      const verifier = generateCodeVerifier();
      await oauth2.setPkceParameters(verifier, await generateCodeChallenge(verifier));
      const back = await x.consent(await oauth2.getAuthorizationUrl('mine'), x.shop);
      expect(back.searchParams.get('state')).toBe('mine');
    },
  },
  oauth2_token: {
    how: 'OAuth2.exchangeCode()',
    async run({ x }) {
      const { accessToken } = await exchanged(x);
      expect((await new Client({ accessToken }).users.getMe()).data).toMatchObject({ id: x.shop.id });
    },
  },
  oauth2_refresh: {
    how: 'OAuth2.refreshToken()',
    async run({ x }) {
      const { oauth2, accessToken } = await exchanged(x);
      const next = await oauth2.refreshToken();
      expect(next.access_token).not.toBe(accessToken);
      const me = await new Client({ accessToken: next.access_token }).users.getMe();
      expect(me.data).toMatchObject({ id: x.shop.id });
    },
  },
  analytics: {
    how: 'posts.getAnalytics()',
    async run({ shop, x }) {
      const { sim } = x.simulator;
      const id = x.post(x.shop.id, 'Measured');
      const from = new Date(sim.clock.now() - 7_200_000).toISOString();
      const until = new Date(sim.clock.now()).toISOString();
      const answer = await shop.posts.getAnalytics([id], from, until, {
        granularity: 'hourly',
        analyticsFields: ['impressions', 'likes', 'timestamp'],
      });
      expect(JSON.stringify(answer.data)).toContain(id);
    },
  },
  metrics: {
    how: "posts.getByIds(…, { postFields: ['non_public_metrics'] })",
    async run({ shop, x }) {
      const id = x.post(x.shop.id, 'With metrics');
      const read = await shop.posts.getByIds([id], { postFields: ['non_public_metrics', 'organic_metrics'] });
      expect(read.data).toMatchObject([{ nonPublicMetrics: { impressionCount: expect.any(Number) } }]);
    },
  },
  usage: {
    how: 'usage.get()',
    async run({ app }) {
      expect(JSON.stringify(await app.usage.get())).toContain('projectCap');
    },
  },
  webhooks: {
    how: 'webhooks.create(), get(), validate(), delete()',
    async run({ app, receiver }) {
      const made = await app.webhooks.create({ url: receiver.url });
      const id = /"id":"(\d+)"/.exec(JSON.stringify(made))?.[1] ?? '';
      expect(receiver.challenges.at(-1)?.isSigned).toBe(true);
      expect(JSON.stringify(await app.webhooks.get())).toContain(id);
      await app.webhooks.validate(id);
      expect(receiver.challenges.length).toBeGreaterThan(1);
      expect((await app.webhooks.delete(id)).data?.deleted).toBe(true);
    },
  },
  replay: {
    how: 'webhooks.createWebhookReplayJob()',
    async run({ app, receiver, x }) {
      const made = await app.webhooks.create({ url: receiver.url });
      const webhookId = /"id":"(\d+)"/.exec(JSON.stringify(made))?.[1] ?? '';
      const stamp = (minutesAgo: number) =>
        new Date(x.simulator.sim.clock.now() - minutesAgo * 60_000)
          .toISOString()
          .slice(0, 16)
          .replace(/\D/g, '');
      const job = await app.webhooks.createWebhookReplayJob({
        webhookId,
        fromDate: stamp(90),
        toDate: stamp(40),
      });
      expect(JSON.stringify(job)).toMatch(/"jobId":"\d+"/);
      await app.webhooks.delete(webhookId);
    },
  },
  activity: {
    how: 'activity.createSubscription(), getSubscriptions(), updateSubscription(), deleteSubscription()',
    async run({ shop, app, x }) {
      await shop.activity.createSubscription({
        eventType: 'dm.received',
        filter: { userId: x.shop.id },
        tag: 'kit',
      });
      const list = JSON.stringify(await app.activity.getSubscriptions());
      expect(list).toContain('"tag":"kit"');
      const id = /"subscriptionId":"(\d+)"/.exec(list)?.[1] ?? '';
      await app.activity.updateSubscription(id, { tag: 'other' });
      expect(JSON.stringify(await app.activity.getSubscriptions())).toContain('"tag":"other"');
      expect((await app.activity.deleteSubscription(id)).data?.deleted).toBe(true);
    },
  },
  activity_stream: {
    how: 'stream.activity()',
    async run({ app, shop, x }) {
      await shop.activity.createSubscription({ eventType: 'dm.received', filter: { userId: x.shop.id } });
      const stream = await app.stream.activity();
      const heard = new Promise<unknown>((resolve) => stream.on('data', resolve));
      x.write(x.customer.id, 'over the stream');
      expect(JSON.stringify(await heard)).toContain('over the stream');
      stream.close();
    },
  },
  account_activity: {
    how: 'accountActivity.createSubscription(), validateSubscription(), getSubscriptions(), getSubscriptionCount(), deleteSubscription()',
    async run({ app, signed, receiver, x }) {
      const made = await app.webhooks.create({ url: receiver.url });
      const id = /"id":"(\d+)"/.exec(JSON.stringify(made))?.[1] ?? '';
      expect((await signed.accountActivity.createSubscription(id, {})).data?.subscribed).toBe(true);
      expect((await signed.accountActivity.validateSubscription(id)).data?.subscribed).toBe(true);
      expect(JSON.stringify(await app.accountActivity.getSubscriptions(id))).toContain(x.shop.id);
      expect(JSON.stringify(await app.accountActivity.getSubscriptionCount())).toContain('"1"');
      await app.accountActivity.deleteSubscription(id, x.shop.id);
      await app.webhooks.delete(id);
    },
  },
  error_unauthorized: {
    how: 'ApiError.status',
    async run() {
      const refused = await refusalOf(new Client({ accessToken: 'wrong' }).users.getMe());
      expect(refused).toMatchObject({ status: 401 });
    },
  },
  error_forbidden: {
    how: 'ApiError.data',
    async run({ shop, newcomer, x }) {
      const closed = newcomer();
      x.simulator.sim.users.update(closed.id, { dmOpen: false });
      const refused = await refusalOf(
        shop.directMessages.createByParticipantId(closed.id, { text: 'hello' }),
      );
      expect(refused).toMatchObject({ status: 403 });
      expect(JSON.stringify(refused.data)).toContain('permission to DM');
    },
  },
  error_missing: {
    how: 'ApiError.status',
    async run({ shop }) {
      const refused = await refusalOf(shop.directMessages.createByParticipantId('99', { text: 'hello' }));
      expect(refused).toMatchObject({ status: 404 });
    },
  },
  error_limit: {
    how: 'ApiError.headers',
    async run({ shop, x }) {
      const { limits } = x.simulator.sim;
      limits.enabled = true;
      limits.override('GET /2/users/me', { user: 1 });
      await shop.users.getMe();
      const refused = await refusalOf(shop.users.getMe());
      limits.override('GET /2/users/me', null);
      limits.enabled = false;
      expect(refused).toMatchObject({ status: 429 });
      expect(refused.headers.get('x-rate-limit-remaining')).toBe('0');
    },
  },
  error_credits: {
    how: 'ApiError.status',
    async run({ shop, x }) {
      await x.credits(0);
      const refused = await refusalOf(shop.users.getMe());
      await x.credits(null);
      expect(refused).toMatchObject({ status: 402 });
      expect(JSON.stringify(refused.data)).toContain('CreditsDepleted');
    },
  },
};
