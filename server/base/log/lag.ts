import { sql } from '../db/index.ts';
import type { EventLogOptions } from './event-log.ts';
import type { LogEntry } from './source.ts';

/** Counters of what consumers do, and how far they are behind. */
export function measureLag({ metrics, db }: Pick<EventLogOptions, 'metrics' | 'db'>) {
  const handled = metrics.counter('rookery_log_handled_total', 'Log entries passed by a consumer', [
    'source',
    'consumer',
  ]);
  const delay = metrics.histogram(
    'rookery_log_delay_seconds',
    'From the commit of an entry to the commit of its effect',
    [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30, 300],
    ['source', 'consumer'],
  );
  const parked = metrics.counter('rookery_log_parked_total', 'Log entries set aside after failing', [
    'source',
    'consumer',
  ]);
  metrics.gauge(
    'rookery_log_lag_entries',
    'Entries that a consumer has not passed yet',
    ['source', 'consumer'],
    async (gauge) => {
      const rows = await db.rows(sql<{ source: string; consumer: string; behind: string }>`
      select c.source, c.consumer, sum(h.seq - c.seq)::bigint as behind from log_cursor c
      join event_head h on h.workspace_id = c.workspace_id and h.partition = c.partition
      where c.source = 'event' group by 1, 2`);
      for (const row of rows) gauge.set({ source: row.source, consumer: row.consumer }, Number(row.behind));
    },
  );
  return {
    onHandled: (consumer: string, source: string, entries: readonly LogEntry[]) => {
      const last = entries.at(-1);
      handled.inc({ source, consumer }, entries.length);
      if (last)
        delay.observe({ source, consumer }, Math.max(0, Date.now() - last.recordedAt.getTime()) / 1_000);
    },
    onParked: (consumer: string, source: string) => parked.inc({ source, consumer }),
  };
}
