import type { FastifyInstance } from 'fastify';
import { invalidRequest, pageNotFound, problem } from '../../core/errors.ts';
import { userRoute, xRoute } from '../../core/route.ts';
import type { Delivery } from '../../events/delivery.ts';
import type { Sim } from '../../sim.ts';
import { getWebhook } from '../webhooks/v2-routes.ts';
import { subscribeUser } from './subscribe.ts';
import { subscriberLimit } from './subscribers.ts';

const BASE = '/2/account_activity/webhooks/:webhook_id/subscriptions';
const LIMIT = { app: 500, user: 500 };
const USER = {
  oauth2: ['dm.read', 'dm.write', 'tweet.read', 'users.read'],
  oauth1: 'read-write-dm',
} as const;

/** Account Activity of the v2 API: the token's user is the one who is subscribed. */
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
    limit: LIMIT,
    handle({ caller, user, params: { webhook_id: id = '' }, request }) {
      refuseWhenOff(request.url);
      const webhook = getWebhook(delivery, caller.app.id, id);
      const outcome = subscribeUser(sim, delivery, caller.app, webhook, user.id);
      if (outcome === 'duplicate')
        throw problem(409, 'conflict', 'Conflict', 'DuplicateSubscriptionFailed', {
          errors: [{ parameters: { webhook_id: [id] }, message: 'DuplicateSubscriptionFailed' }],
        });
      if (outcome === 'too_many') throw invalidRequest({ webhook_id: [id] }, 'SubscriptionLimitExceeded');
      return { data: { subscribed: true } };
    },
  });

  userRoute(x, sim, {
    method: 'GET',
    url: `${BASE}/all`,
    allow,
    limit: LIMIT,
    handle({ caller, user, params: { webhook_id: id = '' }, request }) {
      refuseWhenOff(request.url);
      const webhook = getWebhook(delivery, caller.app.id, id);
      if (!subscribers.find(webhook.id, user.id))
        throw invalidRequest({ webhook_id: [id] }, 'SubscriptionNotFound');
      return { data: { subscribed: true } };
    },
  });

  xRoute(x, sim, {
    method: 'DELETE',
    url: `${BASE}/:user_id/all`,
    allow: { bearer: true },
    limit: LIMIT,
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
    limit: LIMIT,
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
    limit: LIMIT,
    handle({ caller, request }) {
      refuseWhenOff(request.url);
      return {
        data: {
          account_name: caller.app.name,
          provisioned_count: String(subscriberLimit(caller.app.tier)),
          subscriptions_count_all: String(subscribers.ofApp(caller.app.id).length),
          subscriptions_count_direct_messages: '0',
        },
      };
    },
  });
};
