import type { AppSettings } from '../../../contract/sunshine/apps.ts';
import { sql, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
import type { MetadataValues } from '../users/user.ts';

export interface AppRecord {
  readonly name: string;
  readonly settings: AppSettings;
  readonly metadata: MetadataValues;
}

/** The workspace as an app. */
export async function readApp(db: WorkspaceDb): Promise<AppRecord> {
  const row = await db.row(sql<{
    name: string;
    settings: AppSettings | null;
    metadata: MetadataValues | null;
  }>`
    select w.name, a.settings, a.metadata from workspace w left join messaging_app a on a.workspace_id = w.id
    where w.id = ${db.workspaceId}`);
  return { name: row.name, settings: row.settings ?? {}, metadata: row.metadata ?? {} };
}

export async function mergeApp(
  tx: WorkspaceTx,
  change: { readonly name?: string; readonly settings: AppSettings; readonly metadata: object },
  now: Date,
): Promise<void> {
  if (change.name !== undefined) {
    await tx.execute(sql`update workspace set name = ${change.name} where id = ${tx.workspaceId}`);
  }
  const settings = JSON.stringify(change.settings);
  const metadata = JSON.stringify(change.metadata);
  await tx.execute(sql`
    insert into messaging_app as a (workspace_id, settings, metadata, updated_at)
    values (${tx.workspaceId}, ${settings}::jsonb, jsonb_strip_nulls(${metadata}::jsonb), ${now})
    on conflict (workspace_id) do update set settings = a.settings || ${settings}::jsonb,
      metadata = jsonb_strip_nulls(a.metadata || ${metadata}::jsonb), updated_at = ${now}`);
}
