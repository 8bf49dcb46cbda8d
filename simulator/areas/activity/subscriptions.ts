import type {
  XActivityEventType,
  XActivityFilter,
  XActivitySubscription,
} from '../../../contract/x/activity.ts';
import type { Store, Table } from '../../core/store.ts';

export type SubscriptionRow = {
  id: string;
  appId: string;
  eventType: XActivityEventType;
  filter: XActivityFilter;
  tag: string | null;
  webhookId: string | null;
  createdAt: number;
  updatedAt: number;
};

export type Subscriptions = {
  table: Table<SubscriptionRow>;
  find(appId: string, id: string): SubscriptionRow | undefined;
  /** Oldest first. */
  listOf(appId: string): SubscriptionRow[];
  countOf(appId: string): number;
  /** Those of all apps that watch this user for this event. */
  watching(userId: string, eventType: XActivityEventType): SubscriptionRow[];
  all(): SubscriptionRow[];
};

const watchKey = (userId: string | undefined, eventType: string) => `${userId ?? ''}|${eventType}`;

const setOf = <T>(map: Map<string, Set<T>>, key: string): Set<T> => {
  const set = map.get(key) ?? new Set<T>();
  map.set(key, set);
  return set;
};

export const createSubscriptions = (store: Store): Subscriptions => {
  const ofApp = new Map<string, Set<string>>();
  const watchers = new Map<string, Set<string>>();
  const forget = (row: SubscriptionRow) => {
    ofApp.get(row.appId)?.delete(row.id);
    watchers.get(watchKey(row.filter.user_id, row.eventType))?.delete(row.id);
  };
  const table = store.table<SubscriptionRow>('activitySubscriptions', {
    key: (row) => row.id,
    indexed(row) {
      setOf(ofApp, row.appId).add(row.id);
      setOf(watchers, watchKey(row.filter.user_id, row.eventType)).add(row.id);
    },
    removed: forget,
    cleared() {
      ofApp.clear();
      watchers.clear();
    },
  });
  const rows = (ids: Iterable<string>) =>
    [...ids].map((id) => table.find(id)).filter((row): row is SubscriptionRow => row !== undefined);
  return {
    table,
    find(appId, id) {
      const row = table.find(id);
      return row?.appId === appId ? row : undefined;
    },
    listOf: (appId) => rows(ofApp.get(appId) ?? []),
    countOf: (appId) => ofApp.get(appId)?.size ?? 0,
    watching: (userId, eventType) => rows(watchers.get(watchKey(userId, eventType)) ?? []),
    all: () => [...table.values()],
  };
};

/** How many subscriptions an app of a tier may have. */
export const subscriptionLimit = (tier: 'pay-per-use' | 'enterprise'): number =>
  tier === 'enterprise' ? 75_000 : 1_500;

export const presentSubscription = (row: SubscriptionRow): XActivitySubscription => ({
  subscription_id: row.id,
  event_type: row.eventType,
  filter: row.filter,
  ...(row.tag === null ? {} : { tag: row.tag }),
  ...(row.webhookId === null ? {} : { webhook_id: row.webhookId }),
  created_at: new Date(row.createdAt).toISOString(),
  updated_at: new Date(row.updatedAt).toISOString(),
});
