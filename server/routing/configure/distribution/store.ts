import { type DistributionSettings, standardDistributionSettings } from '../../../../contract/api/index.ts';
import { sql, type WorkspaceDb } from '../../../base/index.ts';

/** How the workspace distributes work; what was not set is as standard. */
export async function readDistributionSettings(db: WorkspaceDb): Promise<DistributionSettings> {
  const row = await db.findRow(sql<{ distribution: Partial<DistributionSettings> | null }>`
    select settings->'distribution' as distribution from workspace where id = ${db.workspaceId}`);
  return { ...standardDistributionSettings, ...row?.distribution };
}

/** Merges in one statement, so that two administrators do not undo each other. */
export async function mergeDistribution(
  db: WorkspaceDb,
  change: Partial<DistributionSettings>,
): Promise<void> {
  await db.execute(sql`
    update workspace set settings = jsonb_set(settings, '{distribution}',
      coalesce(settings->'distribution', '{}') || ${JSON.stringify(change)}::jsonb)
    where id = ${db.workspaceId}`);
}
