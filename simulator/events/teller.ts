import type { XActivityEventType, XActivityFilter } from '../../contract/x/activity.ts';
import { privateScope } from '../areas/activity/event-rules.ts';
import type { SubscriptionRow } from '../areas/activity/subscriptions.ts';
import type { SubscriberRow } from '../areas/account-activity/subscribers.ts';
import type { Sim } from '../sim.ts';
import { activityEnvelope } from './activity-body.ts';
import type { Delivery } from './delivery.ts';
import type { KeptEvent } from './history.ts';
import { type Told, joined } from './told.ts';

/** Says what happened to whoever subscribed to it: costs nothing for users whom nobody watches. */
export type Teller = {
  /** To every Account Activity subscription of the user. */
  tellAccount(userId: string, eventType: string, body: Told, only?: (row: SubscriberRow) => boolean): void;
  /** To every Activity subscription that watches the user for this event. */
  tellActivity(
    userId: string,
    eventType: XActivityEventType,
    direction: XActivityFilter['direction'],
    event: Told,
  ): void;
  /** To every Activity subscription whose keyword the text names. */
  tellKeyword(eventType: XActivityEventType, text: string, event: Told): void;
  tellSubscriber(row: SubscriberRow, eventType: string, body: string): void;
  tellSubscription(row: SubscriptionRow, event: Told): void;
};

export const createTeller = (
  sim: Sim,
  parts: Pick<
    Delivery,
    'deliverer' | 'history' | 'streams' | 'subscriptions' | 'subscribers' | 'settings' | 'webhooks'
  >,
): Teller => {
  const send = (event: Omit<KeptEvent, 'deliveryId' | 'atMs'>) => {
    if (!parts.webhooks.find(event.webhookId)) return;
    const kept = { ...event, deliveryId: sim.ids.next(), atMs: sim.clock.now() };
    parts.history.add(kept);
    parts.deliverer.enqueue({ ...kept, signed: true, retry: true });
  };

  /**
   * Private events are only for apps that the user let in; so is everything of a protected account, whose events are
   * not public. https://docs.x.com/x-api/activity/introduction
   */
  const mayHear = (row: SubscriptionRow, userId: string, isPrivate: boolean) =>
    !isPrivate || sim.tokens.isAuthorised(row.appId, userId, sim.clock.now());

  const teller: Teller = {
    tellSubscriber({ webhookId, appId, userId }, eventType, body) {
      if (!parts.settings.accountActivity) return;
      send({ webhookId, appId, product: 'account_activity', eventType, userId, body });
    },
    tellSubscription({ appId, webhookId, eventType, filter, tag }, event) {
      const app = sim.apps.find(appId);
      if (!app || !sim.money.mayDeliver(app, eventType)) return;
      const body = activityEnvelope({ eventType, filter, tag }, event);
      if (parts.streams.count(appId) > 0) sim.money.delivered(app, eventType, event.id());
      parts.streams.publish(appId, body, sim.clock.now());
      if (webhookId === null) return;
      const userId = filter.user_id ?? null;
      const resource = event.id();
      send({ webhookId, appId, product: 'activity', eventType, userId, body, resource });
    },
    tellAccount(userId, eventType, body, only) {
      let text: string | undefined;
      for (const row of parts.subscribers.ofUser(userId))
        if (!only || only(row))
          teller.tellSubscriber(row, eventType, (text ??= joined({ for_user_id: userId }, body)));
    },
    tellActivity(userId, eventType, direction, event) {
      const watching = parts.subscriptions.watching(userId, eventType);
      if (watching.length === 0) return;
      const isPrivate = privateScope(eventType) !== null || sim.users.find(userId)?.protected === true;
      for (const row of watching) {
        if (row.filter.direction && direction && row.filter.direction !== direction) continue;
        if (mayHear(row, userId, isPrivate)) teller.tellSubscription(row, event);
      }
    },
    tellKeyword(eventType, text, event) {
      for (const row of parts.subscriptions.naming(eventType, text)) teller.tellSubscription(row, event);
    },
  };
  return teller;
};
