import type {
  XActivityEventType,
  XActivityFilter,
  XActivitySubscription,
} from '../../../contract/x/activity.ts';
import { OrderedLists } from '../../core/ordered.ts';
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
  /** The app's subscription to the same event with the same filter. */
  findSame(
    appId: string,
    eventType: XActivityEventType,
    filter: XActivityFilter,
  ): SubscriptionRow | undefined;
  /** Oldest first; shared with the store: never change it. */
  listOf(appId: string): readonly SubscriptionRow[];
  countOf(appId: string): number;
  /** Those of all apps that watch this user for this event; of nobody in particular for `undefined`. */
  watching(userId: string | undefined, eventType: XActivityEventType): SubscriptionRow[];
  /** Those of one app that watch this user, for whichever event. */
  watchedBy(appId: string, userId: string): SubscriptionRow[];
  /** Those of all apps whose keyword stands in the text, in whichever case. */
  naming(eventType: XActivityEventType, text: string): SubscriptionRow[];
};

const watchKey = (userId: string | undefined, eventType: string) => `${userId ?? ''}|${eventType}`;
const sameKey = (appId: string, eventType: string, filter: XActivityFilter) =>
  [appId, eventType, filter.user_id, filter.direction, filter.keyword?.toLowerCase()].join('|');

/** Ids by a key; empty groups go. */
class Groups {
  readonly #groups = new Map<string, Set<string>>();

  add(key: string, id: string): void {
    const group = this.#groups.get(key) ?? new Set<string>();
    this.#groups.set(key, group);
    group.add(id);
  }

  remove(key: string, id: string): void {
    const group = this.#groups.get(key);
    group?.delete(id);
    if (group?.size === 0) this.#groups.delete(key);
  }

  of(key: string): Iterable<string> {
    return this.#groups.get(key) ?? [];
  }

  keys(): Iterable<string> {
    return this.#groups.keys();
  }

  clear(): void {
    this.#groups.clear();
  }
}

export const createSubscriptions = (store: Store): Subscriptions => {
  const ofApp = new OrderedLists<SubscriptionRow>();
  const watchers = new Groups();
  const watched = new Groups();
  const keywords = new Groups();
  const same = new Map<string, string>();
  const sameKeyOf = (row: SubscriptionRow) => sameKey(row.appId, row.eventType, row.filter);

  const groupsOf = (row: SubscriptionRow): [Groups, string][] => {
    const { user_id: userId, keyword } = row.filter;
    return [
      keyword === undefined
        ? [watchers, watchKey(userId, row.eventType)]
        : [keywords, `${row.eventType}|${keyword.toLowerCase()}`],
      ...(userId === undefined ? [] : [[watched, `${row.appId}|${userId}`] as [Groups, string]]),
    ];
  };

  const table = store.table<SubscriptionRow>('activitySubscriptions', {
    key: (row) => row.id,
    indexed(row, previous) {
      // Only the tag and the webhook ever change, so a subscription keeps its places.
      if (previous) {
        ofApp.replace(row.appId, row);
        return;
      }
      ofApp.add(row.appId, row);
      same.set(sameKeyOf(row), row.id);
      for (const [groups, key] of groupsOf(row)) groups.add(key, row.id);
    },
    removed(row) {
      ofApp.remove(row.appId, row.id);
      same.delete(sameKeyOf(row));
      for (const [groups, key] of groupsOf(row)) groups.remove(key, row.id);
    },
    cleared() {
      ofApp.clear();
      same.clear();
      for (const groups of [watchers, watched, keywords]) groups.clear();
    },
  });
  const rows = (ids: Iterable<string>) => [...ids].flatMap((id) => table.find(id) ?? []);

  return {
    table,
    find(appId, id) {
      const row = table.find(id);
      return row?.appId === appId ? row : undefined;
    },
    findSame: (appId, eventType, filter) => table.find(same.get(sameKey(appId, eventType, filter)) ?? ''),
    listOf: (appId) => ofApp.of(appId),
    countOf: (appId) => ofApp.sizeOf(appId),
    watching: (userId, eventType) => rows(watchers.of(watchKey(userId, eventType))),
    watchedBy: (appId, userId) => rows(watched.of(`${appId}|${userId}`)),
    naming(eventType, text) {
      const said = text.toLowerCase();
      const start = `${eventType}|`;
      return [...keywords.keys()].flatMap((key) =>
        key.startsWith(start) && said.includes(key.slice(start.length)) ? rows(keywords.of(key)) : [],
      );
    },
  };
};

/** How many subscriptions an app of a tier may have. https://docs.x.com/x-api/activity/introduction */
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
