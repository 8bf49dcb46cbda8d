import { sql, type WorkspaceDb, type WorkspaceTx } from '../base/index.ts';
import type { MaskingRuleId, MaskingRuleRecord, MaskingSetup } from './types.ts';

interface SetupRow {
  mask_customers: boolean;
  mask_agents: boolean;
  version: string;
}

const toSetup = (row: SetupRow): MaskingSetup => ({
  switches: { customers: row.mask_customers, agents: row.mask_agents },
  version: row.version,
});

export async function findSetup(db: WorkspaceDb): Promise<MaskingSetup | undefined> {
  const row = await db.findRow(sql<SetupRow>`
    select mask_customers, mask_agents, version from masking_setup where workspace_id = ${db.workspaceId}`);
  return row && toSetup(row);
}

/** Makes the row that everything else hangs on; false when it was there. */
export async function insertSetup(tx: WorkspaceTx, now: Date): Promise<boolean> {
  const made = await tx.execute(sql`
    insert into masking_setup (workspace_id, updated_at) values (${tx.workspaceId}, ${now})
    on conflict (workspace_id) do nothing`);
  return made === 1;
}

/** Writes the switches, where given, and starts a new version: whoever reads compiles anew. */
export async function raiseVersion(
  tx: WorkspaceTx,
  now: Date,
  switches?: MaskingSetup['switches'],
): Promise<MaskingSetup> {
  const row = await tx.row(sql<SetupRow>`
    update masking_setup set
      mask_customers = coalesce(${switches?.customers ?? null}::boolean, mask_customers),
      mask_agents = coalesce(${switches?.agents ?? null}::boolean, mask_agents),
      version = version + 1, updated_at = ${now}
    where workspace_id = ${tx.workspaceId}
    returning mask_customers, mask_agents, version`);
  return toSetup(row);
}

interface RuleRow {
  id: string;
  name: string;
  description: string;
  pattern: string;
  check_by: string;
  replacement: string;
  direction: string;
  active: boolean;
  created_at: Date;
  updated_at: Date;
}

const columns = sql`id, name, description, pattern, check_by, replacement, direction, active, created_at, updated_at`;

function toRule(row: RuleRow): MaskingRuleRecord {
  return {
    // The column holds nothing but ids made by newId; the two words are checked by the table.
    id: row.id as MaskingRuleId,
    name: row.name,
    description: row.description,
    pattern: row.pattern,
    check: row.check_by as MaskingRuleRecord['check'],
    replacement: row.replacement,
    direction: row.direction as MaskingRuleRecord['direction'],
    active: row.active,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** All rules by name, or so many. */
export async function listRules(db: WorkspaceDb, limit?: number): Promise<MaskingRuleRecord[]> {
  const rows = await db.rows(sql<RuleRow>`
    select ${columns} from masking_rule where workspace_id = ${db.workspaceId}
    order by lower(name), id limit ${limit ?? null}`);
  return rows.map(toRule);
}

/** The rule, locked. */
export async function findLockedRule(tx: WorkspaceTx, id: string): Promise<MaskingRuleRecord | undefined> {
  const row = await tx.findRow(sql<RuleRow>`
    select ${columns} from masking_rule where workspace_id = ${tx.workspaceId} and id = ${id} for update`);
  return row && toRule(row);
}

/** Writes a rule, new or known. @throws a unique violation of `masking_rule_name` */
export async function saveRule(tx: WorkspaceTx, rule: MaskingRuleRecord): Promise<void> {
  await tx.execute(sql`
    insert into masking_rule (workspace_id, ${columns})
    values (${tx.workspaceId}, ${rule.id}, ${rule.name}, ${rule.description}, ${rule.pattern}, ${rule.check},
      ${rule.replacement}, ${rule.direction}, ${rule.active}, ${rule.createdAt}, ${rule.updatedAt})
    on conflict (workspace_id, id) do update set
      name = excluded.name, description = excluded.description, pattern = excluded.pattern,
      check_by = excluded.check_by, replacement = excluded.replacement, direction = excluded.direction,
      active = excluded.active, updated_at = excluded.updated_at`);
}

export async function deleteRule(tx: WorkspaceTx, id: string): Promise<boolean> {
  const gone = await tx.execute(sql`
    delete from masking_rule where workspace_id = ${tx.workspaceId} and id = ${id}`);
  return gone === 1;
}
