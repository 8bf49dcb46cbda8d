import type { FastifyInstance } from 'fastify';
import { invalidRequest, pageNotFound } from '../../core/errors.ts';
import { userRoute, xRoute } from '../../core/route.ts';
import type { Delivery } from '../../events/delivery.ts';
import type { Sim } from '../../sim.ts';
import { getWebhook } from '../webhooks/v2-routes.ts';
import { subscribeUser } from './subscribe.ts';
import { subscriberLimit } from './subscribers.ts';

const BASE = '/2/account_activity/webhooks/:webhook_id/subscriptions';
const USER = {
  oauth2: ['dm.read', 'dm.write', 'tweet.read', 'users.read'],
  oauth1: 'read-write-dm',
} as const;

/**
 * Account Activity of the v2 API: the token's user is the one who is subscribed. What is refused is refused with 400
 * and a reason. https://docs.x.com/x-api/account-activity/introduction
 */
export const registerAccountActivityV2 = (x: FastifyInstance, sim: Sim, delivery: Delivery): void => {
  const { subscribers, settings } = delivery;
  const allow = { oauth2: [...USER.oauth2], oauth1: USER.oauth1 };
  const refuseWhenOff = (url: string) => {
    if (!settings.accountActivity) throw pageNotFound(url);
  };

  userRoute(x, sim, {
    method: 'POST',
    url: `${BASE}/all`,
    allow,
    handle({ caller, user, params: { webhook_id: id = '' }, request }) {
      refuseWhenOff(request.url);
      const webhook = getWebhook(delivery, caller.app.id, id);
      const outcome = subscribeUser(sim, delivery, caller.app, webhook, user.id);
      if (outcome === 'duplicate') throw invalidRequest({ webhook_id: [id] }, 'DuplicateSubscriptionFailed');
      if (outcome === 'too_many') throw invalidRequest({ webhook_id: [id] }, 'SubscriptionLimitExceeded');
      return { data: { subscribed: true } };
    },
  });

  userRoute(x, sim, {
    method: 'GET',
    url: `${BASE}/all`,
    allow,
    handle({ caller, user, params: { webhook_id: id = '' }, request }) {
      refuseWhenOff(request.url);
      const webhook = getWebhook(delivery, caller.app.id, id);
      return { data: { subscribed: subscribers.find(webhook.id, user.id) !== undefined } };
    },
  });

  xRoute(x, sim, {
    method: 'DELETE',
    url: `${BASE}/:user_id/all`,
    allow: { bearer: true },
    handle({ caller, params: { webhook_id: id = '', user_id: userId = '' }, request }) {
      refuseWhenOff(request.url);
      const webhook = getWebhook(delivery, caller.app.id, id);
      if (!subscribers.remove(webhook.id, userId))
        throw invalidRequest({ user_id: [userId] }, 'SubscriptionNotFound');
      return { data: { subscribed: false } };
    },
  });

  xRoute(x, sim, {
    method: 'GET',
    url: `${BASE}/all/list`,
    allow: { bearer: true },
    handle({ caller, params: { webhook_id: id = '' }, request }) {
      refuseWhenOff(request.url);
      const webhook = getWebhook(delivery, caller.app.id, id);
      return {
        data: {
          application_id: caller.app.id,
          webhook_id: webhook.id,
          webhook_url: webhook.url,
          subscriptions: subscribers.ofWebhook(webhook.id).map(({ userId }) => ({ user_id: userId })),
        },
      };
    },
  });

  xRoute(x, sim, {
    method: 'GET',
    url: '/2/account_activity/subscriptions/count',
    allow: { bearer: true },
    handle({ caller, request }) {
      refuseWhenOff(request.url);
      return {
        data: {
          account_name: caller.app.name,
          provisioned_count: String(subscriberLimit(caller.app.tier)),
          subscriptions_count_all: String(subscribers.countOfApp(caller.app.id)),
          subscriptions_count_direct_messages: '0',
        },
      };
    },
  });
};
