import type { AttributeKind, AttributeType } from '../../../contract/api/attributes.ts';
import { sql, type WorkspaceDb } from '../../base/index.ts';

export interface DefinitionRow {
  readonly id: string;
  readonly recordKind: AttributeKind;
  readonly key: string;
  readonly label: string;
  readonly type: AttributeType;
  readonly choices: readonly string[];
  readonly description: string;
  readonly position: number;
}

const columns = sql`id, record_kind as "recordKind", key, label, type, choices, description, position`;

/** Definitions of one kind of record, or of all, in their order; a kind has at most 100. */
export function listDefinitions(db: WorkspaceDb, kind?: AttributeKind): Promise<DefinitionRow[]> {
  const ofKind = kind === undefined ? sql`` : sql`and record_kind = ${kind}`;
  return db.rows(sql<DefinitionRow>`
    select ${columns} from attribute_definition where workspace_id = ${db.workspaceId} ${ofKind}
    order by record_kind, position, id limit 500`);
}

export function findDefinition(db: WorkspaceDb, id: string): Promise<DefinitionRow | undefined> {
  return db.findRow(sql<DefinitionRow>`
    select ${columns} from attribute_definition where workspace_id = ${db.workspaceId} and id = ${id}`);
}

export async function insertDefinition(db: WorkspaceDb, row: DefinitionRow, at: Date): Promise<void> {
  await db.execute(sql`
    insert into attribute_definition
      (workspace_id, id, record_kind, key, label, type, choices, description, position, created_at)
    values (${db.workspaceId}, ${row.id}, ${row.recordKind}, ${row.key}, ${row.label}, ${row.type},
      ${[...row.choices]}::text[], ${row.description}, ${row.position}, ${at})`);
}

export async function updateDefinition(db: WorkspaceDb, row: DefinitionRow): Promise<void> {
  await db.execute(sql`
    update attribute_definition set label = ${row.label}, choices = ${[...row.choices]}::text[],
      description = ${row.description}, position = ${row.position}
    where workspace_id = ${db.workspaceId} and id = ${row.id}`);
}

export async function deleteDefinition(db: WorkspaceDb, id: string): Promise<void> {
  await db.execute(sql`
    delete from attribute_definition where workspace_id = ${db.workspaceId} and id = ${id}`);
}
