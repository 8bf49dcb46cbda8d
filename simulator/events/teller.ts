import type { XActivityEventType, XActivityFilter } from '../../contract/x/activity.ts';
import type { XAccountActivityBody } from '../../contract/x/webhooks.ts';
import { privateScope } from '../areas/activity/event-rules.ts';
import type { SubscriptionRow } from '../areas/activity/subscriptions.ts';
import type { SubscriberRow } from '../areas/account-activity/subscribers.ts';
import type { Sim } from '../sim.ts';
import { activityEnvelope } from './activity-body.ts';
import type { Delivery } from './delivery.ts';
import type { KeptEvent } from './history.ts';

/** Says what happened to whoever subscribed to it. */
export type Teller = {
  /** To every Account Activity subscription of the user; the body is made only when there is one. */
  tellAccount(userId: string, eventType: string, body: () => XAccountActivityBody): void;
  /** To every Activity subscription that watches the user for this event. */
  tellActivity(
    userId: string,
    eventType: XActivityEventType,
    direction: XActivityFilter['direction'],
    payload: () => unknown,
  ): void;
  tellSubscriber(row: SubscriberRow, eventType: string, body: XAccountActivityBody): void;
  tellSubscription(row: SubscriptionRow, payload: unknown): void;
};

export const createTeller = (
  sim: Sim,
  parts: Pick<
    Delivery,
    'deliverer' | 'history' | 'streams' | 'subscriptions' | 'subscribers' | 'settings' | 'webhooks'
  >,
): Teller => {
  const send = (appId: string, event: Omit<KeptEvent, 'deliveryId' | 'atMs'>) => {
    if (!parts.webhooks.find(event.webhookId)) return;
    const deliveryId = sim.ids.next();
    parts.history.add({ ...event, deliveryId, atMs: sim.clock.now() });
    parts.deliverer.enqueue({ ...event, deliveryId, appId, signed: true, retry: true });
  };

  const teller: Teller = {
    tellSubscriber({ webhookId, appId, userId }, eventType, body) {
      if (!parts.settings.accountActivity) return;
      const product = 'account_activity';
      send(appId, { webhookId, product, eventType, userId, body: Buffer.from(JSON.stringify(body)) });
    },
    tellSubscription({ appId, webhookId, eventType, filter, tag }, payload) {
      const text = JSON.stringify(activityEnvelope({ eventType, filter, tag, payload }));
      parts.streams.publish(appId, text, sim.clock.now());
      if (webhookId === null) return;
      const userId = filter.user_id ?? null;
      send(appId, { webhookId, product: 'activity', eventType, userId, body: Buffer.from(text) });
    },
    tellAccount(userId, eventType, body) {
      for (const row of parts.subscribers.ofUser(userId)) teller.tellSubscriber(row, eventType, body());
    },
    tellActivity(userId, eventType, direction, payload) {
      const isPrivate = privateScope(eventType) !== null;
      for (const row of parts.subscriptions.watching(userId, eventType)) {
        if (row.filter.direction && direction && row.filter.direction !== direction) continue;
        if (isPrivate && !sim.tokens.isAuthorised(row.appId, userId, sim.clock.now())) continue;
        teller.tellSubscription(row, payload());
      }
    },
  };
  return teller;
};
