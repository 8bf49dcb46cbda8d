import type { ReportGroup } from '../../../contract/api/index.ts';
import { sql, type WorkspaceDb } from '../../base/index.ts';

const TABLES: Readonly<Partial<Record<ReportGroup, string>>> = {
  handle: 'handle',
  queue: 'queue',
  agent: 'member',
  work_stream: 'work_stream',
};

/** The names of what a report is grouped by; groups that are their own name answer an empty map. */
export async function namesOf(
  db: WorkspaceDb,
  groupBy: ReportGroup,
  keys: readonly string[],
): Promise<Map<string, string>> {
  const table = TABLES[groupBy];
  if (table === undefined || keys.length === 0) return new Map();
  const rows = await db.rows(sql<{ id: string; name: string }>`
    select id, name from ${sql.table(table)}
    where workspace_id = ${db.workspaceId} and id = any(${[...keys]}::text[])`);
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** Whether what a report is grouped by has names of its own. */
export function hasNames(groupBy: ReportGroup): boolean {
  return TABLES[groupBy] !== undefined;
}
