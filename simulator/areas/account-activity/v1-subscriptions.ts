import { v1Error } from '../../core/errors.ts';
import type { Delivery } from '../../events/delivery.ts';
import type { Sim } from '../../sim.ts';
import type { SimApp } from '../../state/apps.ts';
import type { WebhookRow } from '../webhooks/registry.ts';
import { subscribeUser } from './subscribe.ts';
import { subscriberLimit } from './subscribers.ts';

const notSubscribed = () => v1Error(404, 34, 'Sorry, that page does not exist.');

/** Subscribes or throws 355 (there already) or 214 (no more allowed). */
export const subscribeV1 = (
  sim: Sim,
  delivery: Delivery,
  app: SimApp,
  webhook: WebhookRow,
  userId: string,
): void => {
  const outcome = subscribeUser(sim, delivery, app, webhook, userId);
  if (outcome === 'duplicate') throw v1Error(409, 355, 'Subscription already exists.');
  if (outcome === 'too_many') throw v1Error(403, 214, 'Too many resources already created.');
};

/** Throws 404 when the user is not subscribed. */
export const requireSubscribed = (delivery: Delivery, webhook: WebhookRow, userId: string): void => {
  if (!delivery.subscribers.find(webhook.id, userId)) throw notSubscribed();
};

export const unsubscribeV1 = (delivery: Delivery, webhook: WebhookRow, userId: string): void => {
  if (!delivery.subscribers.remove(webhook.id, userId)) throw notSubscribed();
};

export const presentSubscriptions = (delivery: Delivery, webhook: WebhookRow) => ({
  environment: webhook.environment ?? undefined,
  webhook_id: webhook.id,
  webhook_url: webhook.url,
  application_id: webhook.appId,
  subscriptions: delivery.subscribers.ofWebhook(webhook.id).map(({ userId }) => ({ user_id: userId })),
});

export const presentCount = (delivery: Delivery, app: SimApp) => {
  const count = String(delivery.subscribers.countOfApp(app.id));
  return {
    account_name: app.name,
    subscriptions_count: count,
    // The enterprise answer spells the same number so.
    subscriptions_count_all: count,
    subscriptions_count_direct_messages: '0',
    provisioned_count: String(app.tier === 'enterprise' ? subscriberLimit(app.tier) : 15),
  };
};
