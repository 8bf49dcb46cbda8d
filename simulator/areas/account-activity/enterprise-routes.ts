import type { FastifyInstance, FastifyReply } from 'fastify';
import { v1Error } from '../../core/errors.ts';
import { userRoute, xRoute } from '../../core/route.ts';
import type { Delivery } from '../../events/delivery.ts';
import type { Sim } from '../../sim.ts';
import type { SimApp } from '../../state/apps.ts';
import { ENTERPRISE_REPLAY, parseReplayWindow } from '../webhooks/replay-window.ts';
import type { WebhookRow } from '../webhooks/registry.ts';
import {
  presentCount,
  presentSubscriptions,
  requireSubscribed,
  subscribeV1,
  unsubscribeV1,
} from './v1-subscriptions.ts';
import { createV1Webhook, getV1Webhook, presentV1Webhook, refuseUnlessPassed } from './v1-webhooks.ts';

const BASE = '/1.1/account_activity';
const MANAGE = { oauth1: 'read', bearer: true } as const;
const USER = { oauth1: 'read-write-dm' } as const;

const noContent = (reply: FastifyReply) => reply.code(204).send();

/**
 * Account Activity of v1.1 for enterprise apps: webhooks by id, shared with `/2/webhooks`.
 * https://developer.x.com/en/docs/x-api/enterprise/account-activity-api/api-reference/aaa-enterprise
 */
export const registerEnterprise = (x: FastifyInstance, sim: Sim, delivery: Delivery): void => {
  const requireOn = (app: SimApp) => {
    if (!delivery.settings.accountActivity || app.tier !== 'enterprise')
      throw v1Error(404, 34, 'Sorry, that page does not exist.');
  };
  /** Another app's webhook is refused with a code of its own where subscriptions are concerned. */
  const subscribable = (app: SimApp, id: string): WebhookRow => {
    requireOn(app);
    const row = delivery.webhooks.find(id);
    if (row && row.appId !== app.id)
      throw v1Error(
        403,
        348,
        "Client application is not permitted to access this user's webhook subscriptions.",
      );
    return getV1Webhook(delivery, app, id, null);
  };

  xRoute(x, sim, {
    method: 'POST',
    url: `${BASE}/webhooks.json`,
    allow: MANAGE,
    async handle({ caller, query }) {
      requireOn(caller.app);
      return presentV1Webhook(await createV1Webhook(sim, delivery, caller.app, query['url'] ?? '', null));
    },
  });

  xRoute(x, sim, {
    method: 'GET',
    url: `${BASE}/webhooks.json`,
    allow: MANAGE,
    handle({ caller }) {
      requireOn(caller.app);
      return delivery.webhooks.listOf(caller.app.id, null).map(presentV1Webhook);
    },
  });

  xRoute(x, sim, {
    method: 'PUT',
    url: `${BASE}/webhooks/:webhook_id.json`,
    allow: MANAGE,
    async handle({ caller, reply, params: { webhook_id: id = '' } }) {
      requireOn(caller.app);
      refuseUnlessPassed(await delivery.checkWebhook(getV1Webhook(delivery, caller.app, id, null), true));
      return noContent(reply);
    },
  });

  xRoute(x, sim, {
    method: 'DELETE',
    url: `${BASE}/webhooks/:webhook_id.json`,
    allow: MANAGE,
    handle({ caller, reply, params: { webhook_id: id = '' } }) {
      requireOn(caller.app);
      delivery.removeWebhook(getV1Webhook(delivery, caller.app, id, null));
      return noContent(reply);
    },
  });

  userRoute(x, sim, {
    method: 'POST',
    url: `${BASE}/webhooks/:webhook_id/subscriptions/all.json`,
    allow: USER,
    handle({ caller, reply, user, params: { webhook_id: id = '' } }) {
      subscribeV1(sim, delivery, caller.app, subscribable(caller.app, id), user.id);
      return noContent(reply);
    },
  });

  userRoute(x, sim, {
    method: 'GET',
    url: `${BASE}/webhooks/:webhook_id/subscriptions/all.json`,
    allow: USER,
    handle({ caller, reply, user, params: { webhook_id: id = '' } }) {
      requireSubscribed(delivery, subscribable(caller.app, id), user.id);
      return noContent(reply);
    },
  });

  xRoute(x, sim, {
    method: 'GET',
    url: `${BASE}/webhooks/:webhook_id/subscriptions/all/list.json`,
    allow: { bearer: true },
    handle: ({ caller, params: { webhook_id: id = '' } }) =>
      presentSubscriptions(delivery, subscribable(caller.app, id)),
  });

  xRoute(x, sim, {
    method: 'DELETE',
    url: `${BASE}/webhooks/:webhook_id/subscriptions/:user_id/all.json`,
    allow: { bearer: true },
    handle({ caller, reply, params: { webhook_id: id = '', user_id: userId = '' } }) {
      unsubscribeV1(delivery, subscribable(caller.app, id), userId);
      return noContent(reply);
    },
  });

  xRoute(x, sim, {
    method: 'GET',
    url: `${BASE}/subscriptions/count.json`,
    allow: { bearer: true },
    handle({ caller }) {
      requireOn(caller.app);
      return presentCount(delivery, caller.app);
    },
  });

  xRoute(x, sim, {
    method: 'POST',
    url: `${BASE}/replay/webhooks/:webhook_id/subscriptions/all.json`,
    allow: MANAGE,
    handle({ caller, reply, query, params: { webhook_id: id = '' } }) {
      const webhook = subscribable(caller.app, id);
      const from = query['from_date'] ?? '';
      const window = parseReplayWindow(from, query['to_date'] ?? '', sim.clock.now(), ENTERPRISE_REPLAY);
      if ('wrong' in window) throw v1Error(400, 214, `QueryParamInvalid: ${window.wrong}`);
      if (delivery.replays.isRunning(webhook.id)) throw v1Error(409, 355, 'ReplayConflictError');
      const jobId = delivery.replays.start(webhook, window, 'account_activity');
      return reply.code(202).send({ job_id: jobId, created_at: new Date(sim.clock.now()).toISOString() });
    },
  });
};
