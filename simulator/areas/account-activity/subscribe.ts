import type { Delivery } from '../../events/delivery.ts';
import type { Sim } from '../../sim.ts';
import type { SimApp } from '../../state/apps.ts';
import type { WebhookRow } from '../webhooks/registry.ts';
import { subscriberLimit } from './subscribers.ts';

export type SubscribeOutcome = 'subscribed' | 'duplicate' | 'too_many';

/** Adds a user's activity to a webhook, unless it is there already or the app has all it may have. */
export const subscribeUser = (
  sim: Sim,
  delivery: Delivery,
  app: SimApp,
  webhook: WebhookRow,
  userId: string,
): SubscribeOutcome => {
  const { subscribers } = delivery;
  if (subscribers.find(webhook.id, userId)) return 'duplicate';
  if (subscribers.countOfApp(app.id) >= subscriberLimit(app.tier)) return 'too_many';
  subscribers.add({ webhookId: webhook.id, userId, appId: app.id, createdAt: sim.clock.now() });
  return 'subscribed';
};
