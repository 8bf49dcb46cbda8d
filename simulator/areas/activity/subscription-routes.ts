import type { FastifyInstance } from 'fastify';
import { jsonBody } from '../../core/body.ts';
import type { Caller } from '../../core/auth.ts';
import { authProblem, forbidden, invalidRequest, problem, resourceNotFound } from '../../core/errors.ts';
import { listParameter } from '../../core/query.ts';
import { permit, xRoute } from '../../core/route.ts';
import type { Delivery } from '../../events/delivery.ts';
import type { Sim } from '../../sim.ts';
import { getWebhook } from '../webhooks/v2-routes.ts';
import { isActorOnly, privateScope, scopeOf } from './event-rules.ts';
import { parsePage } from './subscription-pages.ts';
import { type NewSubscription, parseSubscription, parseUpdate } from './subscription-input.ts';
import { type SubscriptionRow, presentSubscription, subscriptionLimit } from './subscriptions.ts';

const ID = /^[0-9]{1,19}$/;
const MAX_IDS = 100;

/**
 * Private events: only with a user's token, and only for users who let the app in; those of mutes and blocks only for
 * the token's own user. https://docs.x.com/x-api/activity/create-x-activity-subscription
 */
const refuseStrangers = (
  sim: Sim,
  delivery: Delivery,
  caller: Caller,
  { eventType, filter }: NewSubscription,
  url: string,
) => {
  if (privateScope(eventType) === null) {
    permit(caller, { oauth2: [scopeOf(eventType)], oauth1: 'read', bearer: true }, url);
    return;
  }
  const isOauth1Allowed = delivery.settings.activityOauth1;
  permit(
    caller,
    { oauth2: [scopeOf(eventType)], oauth1: isOauth1Allowed ? 'read-write-dm' : undefined },
    url,
  );
  const userId = filter.user_id ?? '';
  if (caller.user?.id === userId) return;
  if (isActorOnly(eventType) || !sim.tokens.isAuthorised(caller.app.id, userId, sim.clock.now()))
    throw forbidden('The user has not authorized this application for private events.');
};

/** `/2/activity/subscriptions`: which events an app wants, for whom. */
export const registerSubscriptionRoutes = (x: FastifyInstance, sim: Sim, delivery: Delivery): void => {
  const { subscriptions, settings } = delivery;
  const meta = (appId: string) => ({ total_subscriptions: subscriptions.countOf(appId) });

  const answer = (row: SubscriptionRow) => {
    const item = presentSubscription(row);
    if (settings.subscriptionShape === 'flat') return { data: item, meta: meta(row.appId) };
    if (settings.subscriptionShape === 'list') return { data: [item], meta: meta(row.appId) };
    return { data: { subscription: item, total_subscriptions: subscriptions.countOf(row.appId) } };
  };

  const getOwn = (appId: string, id: string): SubscriptionRow => {
    const row = subscriptions.find(appId, id);
    if (!row) throw resourceNotFound('subscription', 'subscription_id', id);
    return row;
  };

  xRoute(x, sim, {
    method: 'POST',
    url: '/2/activity/subscriptions',
    allow: { oauth2: [], oauth1: 'read', bearer: true },
    handle({ caller, request }) {
      const wanted = parseSubscription(jsonBody(request));
      refuseStrangers(sim, delivery, caller, wanted, request.url);
      if (wanted.webhookId !== undefined) getWebhook(delivery, caller.app.id, wanted.webhookId);
      if (subscriptions.findSame(caller.app.id, wanted.eventType, wanted.filter))
        throw problem(409, 'conflict', 'Conflict', 'DuplicateSubscriptionFailed');
      if (subscriptions.countOf(caller.app.id) >= subscriptionLimit(caller.app.tier))
        throw authProblem(403, 'SubscriptionLimitExceeded', 'SubscriptionLimitExceeded', 'client-forbidden');
      const now = sim.clock.now();
      const row = subscriptions.table.put({
        id: sim.ids.next(),
        appId: caller.app.id,
        eventType: wanted.eventType,
        filter: wanted.filter,
        tag: wanted.tag ?? null,
        webhookId: wanted.webhookId ?? null,
        createdAt: now,
        updatedAt: now,
      });
      return answer(row);
    },
  });

  xRoute(x, sim, {
    method: 'GET',
    url: '/2/activity/subscriptions',
    allow: { oauth2: ['like.read', 'tweet.read'], oauth1: 'read', bearer: true },
    handle({ caller, query }) {
      const { rows, nextToken } = parsePage(subscriptions.listOf(caller.app.id), query);
      return {
        data: rows.map(presentSubscription),
        meta: { ...meta(caller.app.id), ...(nextToken ? { next_token: nextToken } : {}) },
      };
    },
  });

  xRoute(x, sim, {
    method: 'PUT',
    url: '/2/activity/subscriptions/:subscription_id',
    allow: { bearer: true },
    handle({ caller, request, params: { subscription_id: id = '' } }) {
      const row = getOwn(caller.app.id, id);
      const changes = parseUpdate(jsonBody(request));
      if (changes.webhookId !== undefined) getWebhook(delivery, caller.app.id, changes.webhookId);
      const updated = subscriptions.table.put({
        ...row,
        tag: changes.tag ?? row.tag,
        webhookId: changes.webhookId ?? row.webhookId,
        updatedAt: sim.clock.now(),
      });
      return answer(updated);
    },
  });

  xRoute(x, sim, {
    method: 'DELETE',
    url: '/2/activity/subscriptions/:subscription_id',
    allow: { bearer: true },
    handle({ caller, params: { subscription_id: id = '' } }) {
      subscriptions.table.delete(getOwn(caller.app.id, id).id);
      return { data: { deleted: true }, meta: meta(caller.app.id) };
    },
  });

  xRoute(x, sim, {
    method: 'DELETE',
    url: '/2/activity/subscriptions',
    allow: { bearer: true },
    handle({ caller, query }) {
      const ids = [...new Set(listParameter(query, 'ids'))];
      if (ids.length < 1 || ids.length > MAX_IDS || !ids.every((id) => ID.test(id)))
        throw invalidRequest({ ids }, 'The `ids` query parameter must hold 1 to 100 subscription ids');
      const gone = new Set(ids.filter((id) => subscriptions.find(caller.app.id, id)));
      for (const id of gone) subscriptions.table.delete(id);
      const missing = ids.filter((id) => !gone.has(id));
      return {
        data: [...gone].map((id) => ({ subscription_id: id, deleted: true })),
        ...(missing.length === 0
          ? {}
          : {
              errors: missing.map((id) => ({
                subscription_id: id,
                reason: 'SubscriptionNotFound',
                message: `Could not find subscription with id: [${id}].`,
              })),
            }),
        meta: meta(caller.app.id),
      };
    },
  });
};
