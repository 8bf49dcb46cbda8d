import { type Db, type Metrics, sql } from '../base/index.ts';
import { DELIVERIES } from './delivery-store.ts';

/** How far the messages are behind the deliveries, and what is set aside. */
export function measureProjectorLag(db: Db, metrics: Metrics): void {
  metrics.gauge(
    'rookery_projector_lag_deliveries',
    'Deliveries that are not messages yet.',
    [],
    async (gauge) => {
      const { behind } = await db.row(sql<{ behind: string }>`
      select coalesce(sum(h.seq - coalesce(c.seq, 0)), 0)::bigint as behind from delivery_head h
      left join log_cursor c on c.workspace_id = h.workspace_id and c.partition = h.partition
        and c.source = ${DELIVERIES} and c.consumer = 'projector'`);
      gauge.set(Number(behind));
    },
  );
  metrics.gauge('rookery_deliveries_parked', 'Deliveries set aside after failing.', [], async (gauge) => {
    const { parked } = await db.row(sql<{ parked: string }>`
      select count(*)::bigint as parked from parked_event where source = ${DELIVERIES}`);
    gauge.set(Number(parked));
  });
}
