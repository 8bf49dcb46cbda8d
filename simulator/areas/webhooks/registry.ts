import type { Store, Table } from '../../core/store.ts';

/** A registered webhook. v2 and enterprise see the same ones; premium ones belong to an environment. */
export type WebhookRow = {
  id: string;
  appId: string;
  url: string;
  /** The API that registered it, which sets how long X waits for it. */
  api: 'v2' | 'premium' | 'enterprise';
  environment: string | null;
  valid: boolean;
  createdAt: number;
  lastCheckedAt: number | null;
  lastValidAt: number;
  lastProblem: string | null;
};

export type Webhooks = {
  table: Table<WebhookRow>;
  find(id: string): WebhookRow | undefined;
  /** Of one app: those of an environment, or with `null` the shared ones of v2 and enterprise. */
  listOf(appId: string, environment: string | null): WebhookRow[];
  all(): WebhookRow[];
};

export const createWebhooks = (store: Store): Webhooks => {
  const table = store.table<WebhookRow>('webhooks', { key: (row) => row.id });
  return {
    table,
    find: (id) => table.find(id),
    listOf: (appId, environment) =>
      [...table.values()].filter((row) => row.appId === appId && row.environment === environment),
    all: () => [...table.values()],
  };
};

/** How many webhooks an app of a tier may have. */
export const webhookLimit = (tier: 'pay-per-use' | 'enterprise'): number => (tier === 'enterprise' ? 5 : 1);
