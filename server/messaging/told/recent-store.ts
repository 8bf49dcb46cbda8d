import { PARTITIONS, sql, type WorkspaceDb } from '../../base/index.ts';

/** How far the workspace's log goes, by partition. */
export async function readHeads(db: WorkspaceDb): Promise<bigint[]> {
  const rows = await db.rows(sql<{ partition: number; seq: string }>`
    select partition, seq from event_head where workspace_id = ${db.workspaceId}`);
  const heads = Array.from({ length: PARTITIONS }, () => 0n);
  for (const row of rows) heads[row.partition] = BigInt(row.seq);
  return heads;
}
