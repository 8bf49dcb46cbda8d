import { type Db, sql } from '../server/base/index.ts';
import { until } from './harness.ts';

/** Waits until a consumer of the log has read everything that is in it. */
export async function untilRead(db: Db, consumer: string): Promise<void> {
  await until(async () => {
    const { behind } = await db.row(sql<{ behind: string }>`
      select count(*) as behind from event e
      where not exists (select 1 from log_cursor c where c.workspace_id = e.workspace_id
        and c.partition = e.partition and c.consumer = ${consumer} and c.seq >= e.seq)`);
    return behind === '0';
  });
}
