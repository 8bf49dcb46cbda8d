import type { TemplateSettings } from '../../../contract/api/templates.ts';
import { asId, type Id, sql, type WorkspaceDb } from '../../base/index.ts';

export type TemplateId = Id<'template'>;

/** A template of the workspace's own. */
export interface TemplateRecord {
  readonly id: TemplateId;
  readonly name: string;
  readonly settings: TemplateSettings;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

interface Row {
  id: string;
  name: string;
  settings: TemplateSettings;
  created_at: Date;
  updated_at: Date;
}

const columns = sql`id, name, settings, created_at, updated_at`;

const toRecord = (row: Row): TemplateRecord => ({
  id: asId<'template'>(row.id),
  name: row.name,
  settings: row.settings,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

export async function listTemplates(db: WorkspaceDb): Promise<TemplateRecord[]> {
  const rows = await db.rows(sql<Row>`
    select ${columns} from notification_template where workspace_id = ${db.workspaceId}
    order by lower(name) limit 200`);
  return rows.map(toRecord);
}

/** Locked until the transaction ends. */
export async function lockTemplate(tx: WorkspaceDb, id: string): Promise<TemplateRecord | undefined> {
  const row = await tx.findRow(sql<Row>`
    select ${columns} from notification_template where workspace_id = ${tx.workspaceId} and id = ${id} for update`);
  return row && toRecord(row);
}

export async function countTemplates(db: WorkspaceDb): Promise<number> {
  const row = await db.row(sql<{ count: number }>`
    select count(*)::int as count from notification_template where workspace_id = ${db.workspaceId}`);
  return row.count;
}

export async function isNameTaken(db: WorkspaceDb, name: string, butOf: string): Promise<boolean> {
  const row = await db.findRow(sql`
    select 1 from notification_template
    where workspace_id = ${db.workspaceId} and lower(name) = lower(${name}) and id <> ${butOf}`);
  return row !== undefined;
}

export async function saveTemplate(tx: WorkspaceDb, template: TemplateRecord): Promise<void> {
  await tx.execute(sql`
    insert into notification_template (workspace_id, ${columns})
    values (${tx.workspaceId}, ${template.id}, ${template.name}, ${JSON.stringify(template.settings)},
      ${template.createdAt}, ${template.updatedAt})
    on conflict (workspace_id, id) do update set name = excluded.name, settings = excluded.settings,
      updated_at = excluded.updated_at`);
}

export async function deleteTemplate(tx: WorkspaceDb, id: string): Promise<void> {
  await tx.execute(
    sql`delete from notification_template where workspace_id = ${tx.workspaceId} and id = ${id}`,
  );
}

export interface TemplateUse {
  readonly templateId: string;
  readonly id: string;
  readonly name: string;
}

/** Which work streams name which templates. */
export async function listTemplateUses(db: WorkspaceDb): Promise<TemplateUse[]> {
  const rows = await db.rows(sql<{ template_id: string; id: string; name: string }>`
    select distinct t.value as template_id, w.id, w.name
    from work_stream w, jsonb_each_text(coalesce(w.settings->'templates', '{}')) t
    where w.workspace_id = ${db.workspaceId} and t.value is not null order by w.name`);
  return rows.map((row) => ({ templateId: row.template_id, id: row.id, name: row.name }));
}
