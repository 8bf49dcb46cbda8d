import type { FastifyInstance, FastifyReply } from 'fastify';
import { v1Error } from '../../core/errors.ts';
import { userRoute, xRoute } from '../../core/route.ts';
import type { Delivery } from '../../events/delivery.ts';
import type { Sim } from '../../sim.ts';
import {
  presentCount,
  presentSubscriptions,
  requireSubscribed,
  subscribeV1,
  unsubscribeV1,
} from './v1-subscriptions.ts';
import {
  createV1Webhook,
  getEnvironmentWebhook,
  getV1Webhook,
  presentV1Webhook,
  refuseUnlessPassed,
  requireEnvironment,
} from './v1-webhooks.ts';

const BASE = '/1.1/account_activity/all';
const MANAGE = { oauth1: 'read', bearer: true } as const;
const USER = { oauth1: 'read-write-dm' } as const;

const noContent = (reply: FastifyReply) => reply.code(204).send();

/**
 * Account Activity of v1.1 with environment names: one webhook an environment, users subscribed by their token.
 * https://developer.x.com/en/docs/x-api/premium/account-activity-api/api-reference/aaa-premium
 */
export const registerPremium = (x: FastifyInstance, sim: Sim, delivery: Delivery): void => {
  const requireOn = () => {
    if (!delivery.settings.accountActivity) throw v1Error(404, 34, 'Sorry, that page does not exist.');
  };

  xRoute(x, sim, {
    method: 'POST',
    url: `${BASE}/:env/webhooks.json`,
    allow: MANAGE,
    async handle({ caller, params: { env = '' }, query }) {
      requireOn();
      requireEnvironment(caller.app, env);
      return presentV1Webhook(await createV1Webhook(sim, delivery, caller.app, query['url'] ?? '', env));
    },
  });

  xRoute(x, sim, {
    method: 'GET',
    url: `${BASE}/:env/webhooks.json`,
    allow: MANAGE,
    handle({ caller, params: { env = '' } }) {
      requireOn();
      requireEnvironment(caller.app, env);
      return delivery.webhooks.listOf(caller.app.id, env).map(presentV1Webhook);
    },
  });

  xRoute(x, sim, {
    method: 'GET',
    url: `${BASE}/webhooks.json`,
    allow: MANAGE,
    handle({ caller }) {
      requireOn();
      return {
        environments: caller.app.environments.map((name) => ({
          environment_name: name,
          webhooks: delivery.webhooks.listOf(caller.app.id, name).map(presentV1Webhook),
        })),
      };
    },
  });

  xRoute(x, sim, {
    method: 'PUT',
    url: `${BASE}/:env/webhooks/:webhook_id.json`,
    allow: MANAGE,
    async handle({ caller, reply, params: { env = '', webhook_id: id = '' } }) {
      requireOn();
      requireEnvironment(caller.app, env);
      refuseUnlessPassed(await delivery.checkWebhook(getV1Webhook(delivery, caller.app, id, env), true));
      return noContent(reply);
    },
  });

  xRoute(x, sim, {
    method: 'DELETE',
    url: `${BASE}/:env/webhooks/:webhook_id.json`,
    allow: MANAGE,
    handle({ caller, reply, params: { env = '', webhook_id: id = '' } }) {
      requireOn();
      requireEnvironment(caller.app, env);
      delivery.removeWebhook(getV1Webhook(delivery, caller.app, id, env));
      return noContent(reply);
    },
  });

  userRoute(x, sim, {
    method: 'POST',
    url: `${BASE}/:env/subscriptions.json`,
    allow: USER,
    handle({ caller, reply, user, params: { env = '' } }) {
      requireOn();
      requireEnvironment(caller.app, env);
      subscribeV1(sim, delivery, caller.app, getEnvironmentWebhook(delivery, caller.app, env), user.id);
      return noContent(reply);
    },
  });

  userRoute(x, sim, {
    method: 'GET',
    url: `${BASE}/:env/subscriptions.json`,
    allow: USER,
    handle({ caller, reply, user, params: { env = '' } }) {
      requireOn();
      requireEnvironment(caller.app, env);
      requireSubscribed(delivery, getEnvironmentWebhook(delivery, caller.app, env), user.id);
      return noContent(reply);
    },
  });

  userRoute(x, sim, {
    method: 'DELETE',
    url: `${BASE}/:env/subscriptions.json`,
    allow: USER,
    handle({ caller, reply, user, params: { env = '' } }) {
      requireOn();
      requireEnvironment(caller.app, env);
      unsubscribeV1(delivery, getEnvironmentWebhook(delivery, caller.app, env), user.id);
      return noContent(reply);
    },
  });

  xRoute(x, sim, {
    method: 'GET',
    url: `${BASE}/:env/subscriptions/list.json`,
    allow: { bearer: true },
    handle({ caller, params: { env = '' } }) {
      requireOn();
      requireEnvironment(caller.app, env);
      return presentSubscriptions(delivery, getEnvironmentWebhook(delivery, caller.app, env));
    },
  });

  xRoute(x, sim, {
    method: 'DELETE',
    url: `${BASE}/:env/subscriptions/:user_id.json`,
    allow: { bearer: true },
    handle({ caller, reply, params: { env = '', user_id: userId = '' } }) {
      requireOn();
      requireEnvironment(caller.app, env);
      unsubscribeV1(delivery, getEnvironmentWebhook(delivery, caller.app, env), userId);
      return noContent(reply);
    },
  });

  xRoute(x, sim, {
    method: 'GET',
    url: `${BASE}/subscriptions/count.json`,
    allow: { bearer: true },
    handle({ caller }) {
      requireOn();
      return presentCount(delivery, caller.app);
    },
  });
};
