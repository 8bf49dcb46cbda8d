import { type Db, type Metrics, sql } from '../../base/index.ts';

/** Windows shown; an installation with more watches its own accounts in the database. */
const MOST = 500;

interface Row {
  readonly subject: string;
  readonly bucket: string;
  readonly left: number;
}

/** Calls to X that are left in the windows that run now. Windows that are over are full again and not shown. */
export function addLimitGauge(db: Db, metrics: Metrics): void {
  metrics.gauge(
    'rookery_x_calls_left',
    'Calls to X left in the running window, by account and endpoint.',
    ['subject', 'bucket'],
    async (gauge) => {
      gauge.reset();
      const rows = await db.rows(sql<Row>`
        select subject, bucket, min(greatest(allowed - used, 0))::int as left from x_limit
        where ends_at > clock_timestamp() group by subject, bucket order by subject, bucket limit ${MOST}`);
      for (const { subject, bucket, left } of rows) gauge.set({ subject, bucket }, left);
    },
  );
}
