import type { Store, Table } from '../../core/store.ts';

/** A user whose whole account activity goes to a webhook. */
export type SubscriberRow = { webhookId: string; userId: string; appId: string; createdAt: number };

export type Subscribers = {
  table: Table<SubscriberRow>;
  find(webhookId: string, userId: string): SubscriberRow | undefined;
  add(row: SubscriberRow): void;
  remove(webhookId: string, userId: string): boolean;
  ofWebhook(webhookId: string): SubscriberRow[];
  ofUser(userId: string): SubscriberRow[];
  countOfApp(appId: string): number;
};

const key = (webhookId: string, userId: string) => `${webhookId}:${userId}`;

export const createSubscribers = (store: Store): Subscribers => {
  const ofUser = new Groups();
  const ofWebhook = new Groups();
  const ofApp = new Groups();
  const table = store.table<SubscriberRow>('accountActivitySubscriptions', {
    key: (row) => key(row.webhookId, row.userId),
    indexed(row) {
      ofUser.add(row.userId, row);
      ofWebhook.add(row.webhookId, row);
      ofApp.add(row.appId, row);
    },
    removed(row) {
      ofUser.remove(row.userId, row);
      ofWebhook.remove(row.webhookId, row);
      ofApp.remove(row.appId, row);
    },
    cleared() {
      for (const groups of [ofUser, ofWebhook, ofApp]) groups.clear();
    },
  });
  return {
    table,
    find: (webhookId, userId) => table.find(key(webhookId, userId)),
    add: (row) => void table.put(row),
    remove: (webhookId, userId) => table.delete(key(webhookId, userId)),
    ofWebhook: (webhookId) => ofWebhook.of(webhookId),
    ofUser: (userId) => ofUser.of(userId),
    countOfApp: (appId) => ofApp.sizeOf(appId),
  };
};

/** Subscriptions by one of their ids, in the order in which they were made. */
class Groups {
  readonly #groups = new Map<string, Map<string, SubscriberRow>>();

  add(id: string, row: SubscriberRow): void {
    const group = this.#groups.get(id) ?? new Map<string, SubscriberRow>();
    this.#groups.set(id, group);
    group.set(key(row.webhookId, row.userId), row);
  }

  remove(id: string, row: SubscriberRow): void {
    const group = this.#groups.get(id);
    group?.delete(key(row.webhookId, row.userId));
    if (group?.size === 0) this.#groups.delete(id);
  }

  of(id: string): SubscriberRow[] {
    const group = this.#groups.get(id);
    return group ? [...group.values()] : [];
  }

  sizeOf(id: string): number {
    return this.#groups.get(id)?.size ?? 0;
  }

  clear(): void {
    this.#groups.clear();
  }
}

/** How many users an app of a tier may subscribe. */
export const subscriberLimit = (tier: 'pay-per-use' | 'enterprise'): number =>
  tier === 'enterprise' ? 5_000 : 3;
