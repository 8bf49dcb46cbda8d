import { type Db, type Metrics, sql } from '../base/index.ts';

export interface WebhookMetrics {
  tried(outcome: 'delivered' | 'failed' | 'dead' | 'dropped'): void;
  took(seconds: number): void;
  /** From what happened to the first request. */
  waited(seconds: number): void;
}

const SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 20, 60, 900];

export function webhookMetrics(metrics: Metrics, db: Db, inFlight: () => number): WebhookMetrics {
  const tries = metrics.counter('rookery_webhook_tries_total', 'Requests to webhooks, by how they ended', [
    'outcome',
  ]);
  const took = metrics.histogram('rookery_webhook_seconds', 'How long receivers took to answer', SECONDS);
  const waited = metrics.histogram(
    'rookery_webhook_delay_seconds',
    'From the queueing of a delivery to its first request',
    SECONDS,
  );
  metrics.gauge('rookery_webhook_requests', 'Requests to webhooks that are under way', [], (gauge) =>
    gauge.set(inFlight()),
  );
  metrics.gauge(
    'rookery_webhook_lag_seconds',
    'Age of the oldest delivery that waits, over all webhooks that are not paused',
    [],
    async (gauge) => gauge.set(await readLag(db)),
  );
  metrics.gauge('rookery_webhooks_paused', 'Webhooks that are paused, by whom', ['by'], async (gauge) => {
    for (const by of ['failures', 'person'] as const) gauge.set({ by }, await countPaused(db, by));
  });
  return {
    tried: (outcome) => tries.inc({ outcome }),
    took: (seconds) => took.observe(seconds),
    waited: (seconds) => waited.observe(seconds),
  };
}

async function readLag(db: Db): Promise<number> {
  const row = await db.row(sql<{ lag: number | null }>`
    select extract(epoch from clock_timestamp() - min(d.queued_at))::float8 as lag
    from webhook_endpoint e, lateral (
      select queued_at from webhook_delivery d
      where d.workspace_id = e.workspace_id and d.endpoint_id = e.id and d.state = 'waiting'
      order by d.seq limit 1) d
    where e.state = 'active'`);
  return Math.max(0, row.lag ?? 0);
}

async function countPaused(db: Db, by: string): Promise<number> {
  const row = await db.row(sql<{ count: number }>`
    select count(*)::int as count from webhook_endpoint where paused_by = ${by}`);
  return row.count;
}
