import { expect } from 'vitest';
import { type Receiver, startReceiver, waitFor } from '../../flows/x-receiver.ts';
import type { ClientUnderTest } from './client.ts';
import type { TwitContext } from './twit-context.ts';

const idIn = (data: unknown) => /"id":"(\d+)"/.exec(JSON.stringify(data))?.[1] ?? '';

/** Runs with a receiver of webhooks, and checks that a message reaches it rightly signed. */
async function withReceiver({ x }: TwitContext, run: (receiver: Receiver) => Promise<void>): Promise<void> {
  const receiver = await startReceiver(() => x.app.consumerSecret);
  try {
    await run(receiver);
  } finally {
    await receiver.close();
  }
}

async function hears(receiver: Receiver, { x, newcomer }: TwitContext): Promise<void> {
  const before = receiver.received.length;
  x.write(newcomer().id, 'over the webhook');
  await waitFor('the delivery', () => receiver.received.length > before);
  expect(receiver.received.at(-1)).toMatchObject({ isGenuine: true });
  expect(receiver.received.at(-1)?.body).toContain('over the webhook');
}

/** Account Activity, v1.1. */
export const twitEventCalls: ClientUnderTest<TwitContext>['calls'] = {
  v1_premium: {
    how: "post('account_activity/all/:env/webhooks'), post(…subscriptions), get(…), delete(…)",
    run: (context) =>
      withReceiver(context, async (receiver) => {
        const { shop, app, x } = context;
        x.simulator.sim.apps.update(x.app.id, { environments: ['prod'] });
        const env = 'prod';
        const made = await shop.post('account_activity/all/:env/webhooks', { env, url: receiver.url });
        const id = idIn(made.data);
        expect(receiver.challenges.at(-1)?.isSigned).toBe(true);
        const all = await app.get('account_activity/all/:env/webhooks', { env });
        expect(JSON.stringify(all.data)).toContain(receiver.url);
        const subscribed = await shop.post('account_activity/all/:env/subscriptions', { env });
        expect(subscribed.resp.statusCode).toBe(204);
        expect((await shop.get('account_activity/all/:env/subscriptions', { env })).resp.statusCode).toBe(
          204,
        );
        const list = await app.get('account_activity/all/:env/subscriptions/list', { env });
        expect(JSON.stringify(list.data)).toContain(x.shop.id);
        const count = await app.get('account_activity/all/subscriptions/count');
        expect(count.data).toMatchObject({ subscriptions_count: '1' });
        await hears(receiver, context);
        await app.delete('account_activity/all/:env/subscriptions/:user', { env, user: x.shop.id });
        const gone = await shop.delete('account_activity/all/:env/webhooks/:id', { env, id });
        expect(gone.resp.statusCode).toBe(204);
      }),
  },
  v1_enterprise: {
    how: "post('account_activity/webhooks'), post(…/:id/subscriptions/all), get(…), delete(…)",
    run: (context) =>
      withReceiver(context, async (receiver) => {
        const { shop, app, x } = context;
        const { tier } = x.app;
        x.simulator.sim.apps.update(x.app.id, { tier: 'enterprise' });
        const made = await shop.post('account_activity/webhooks', { url: receiver.url });
        const id = idIn(made.data);
        expect(JSON.stringify((await app.get('account_activity/webhooks')).data)).toContain(id);
        const path = 'account_activity/webhooks/:id/subscriptions/all';
        expect((await shop.post(path, { id })).resp.statusCode).toBe(204);
        expect((await shop.get(path, { id })).resp.statusCode).toBe(204);
        expect(JSON.stringify((await app.get(`${path}/list`, { id })).data)).toContain(x.shop.id);
        await hears(receiver, context);
        const user = { id, user: x.shop.id };
        await app.delete('account_activity/webhooks/:id/subscriptions/:user/all', user);
        expect((await shop.delete('account_activity/webhooks/:id', { id })).resp.statusCode).toBe(204);
        x.simulator.sim.apps.update(x.app.id, { tier });
      }),
  },
};
