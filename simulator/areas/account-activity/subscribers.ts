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
  ofApp(appId: string): SubscriberRow[];
};

const key = (webhookId: string, userId: string) => `${webhookId}:${userId}`;

export const createSubscribers = (store: Store): Subscribers => {
  const byUser = new Map<string, Map<string, SubscriberRow>>();
  const table = store.table<SubscriberRow>('accountActivitySubscriptions', {
    key: (row) => key(row.webhookId, row.userId),
    indexed(row) {
      const own = byUser.get(row.userId) ?? new Map<string, SubscriberRow>();
      byUser.set(row.userId, own);
      own.set(row.webhookId, row);
    },
    removed: (row) => void byUser.get(row.userId)?.delete(row.webhookId),
    cleared: () => byUser.clear(),
  });
  const where = (keep: (row: SubscriberRow) => boolean) => [...table.values()].filter(keep);
  return {
    table,
    find: (webhookId, userId) => table.find(key(webhookId, userId)),
    add: (row) => void table.put(row),
    remove: (webhookId, userId) => table.delete(key(webhookId, userId)),
    ofWebhook: (webhookId) => where((row) => row.webhookId === webhookId),
    ofUser: (userId) => [...(byUser.get(userId)?.values() ?? [])],
    ofApp: (appId) => where((row) => row.appId === appId),
  };
};

/** How many users an app of a tier may subscribe. */
export const subscriberLimit = (tier: 'pay-per-use' | 'enterprise'): number =>
  tier === 'enterprise' ? 5_000 : 3;
