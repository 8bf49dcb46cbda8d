import { sql, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
import type { Rule } from './types.ts';

interface Row {
  id: string;
  name: string;
  active: boolean;
  silence_of: Rule['silenceOf'];
  work_stream_id: string | null;
  after_minutes: number;
  action: Rule['action'];
  default_language: string;
  texts: Rule['texts'];
}

/** In the order of priority; at most 200. */
export async function listRules(db: WorkspaceDb): Promise<Rule[]> {
  const rows = await db.rows(sql<Row>`
    select id, name, active, silence_of, work_stream_id, after_minutes, action, default_language, texts
    from timeout_rule where workspace_id = ${db.workspaceId} order by position, created_at, id limit 200`);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    active: row.active,
    silenceOf: row.silence_of,
    workStreamId: row.work_stream_id,
    afterMinutes: row.after_minutes,
    action: row.action,
    defaultLanguage: row.default_language,
    texts: row.texts,
  }));
}

/** Makes or replaces a rule; a new one comes last. */
export async function saveRule(tx: WorkspaceTx, rule: Rule, at: Date): Promise<void> {
  await tx.execute(sql`
    insert into timeout_rule (workspace_id, id, name, active, position, silence_of, work_stream_id, after_minutes,
      action, default_language, texts, created_at, updated_at)
    select ${tx.workspaceId}, ${rule.id}, ${rule.name}, ${rule.active},
      coalesce((select max(position) + 1 from timeout_rule where workspace_id = ${tx.workspaceId}), 0),
      ${rule.silenceOf}, ${rule.workStreamId}, ${rule.afterMinutes}::int, ${rule.action}, ${rule.defaultLanguage},
      ${JSON.stringify(rule.texts)}::jsonb, ${at}::timestamptz, ${at}::timestamptz
    on conflict (workspace_id, id) do update set name = excluded.name, active = excluded.active,
      silence_of = excluded.silence_of, work_stream_id = excluded.work_stream_id,
      after_minutes = excluded.after_minutes, action = excluded.action,
      default_language = excluded.default_language, texts = excluded.texts, updated_at = excluded.updated_at`);
}

/** @returns false when there is none of this id. */
export async function deleteRule(tx: WorkspaceTx, id: string): Promise<boolean> {
  const deleted = await tx.execute(sql`
    delete from timeout_rule where workspace_id = ${tx.workspaceId} and id = ${id}`);
  return deleted === 1;
}

export async function orderRules(tx: WorkspaceTx, ids: readonly string[]): Promise<void> {
  await tx.execute(sql`
    update timeout_rule r set position = coalesce(t.place, 1000 + r.position)
    from timeout_rule o
    left join unnest(${[...ids]}::text[]) with ordinality as t(id, place) on t.id = o.id
    where r.workspace_id = ${tx.workspaceId} and o.workspace_id = r.workspace_id and o.id = r.id`);
}
