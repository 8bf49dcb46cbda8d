import { type ClassificationRule, MOST_RULE_SETS, type RouteRule } from '../../../contract/api/index.ts';
import { type Id, newId, sql, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
import type { StreamRuleSets } from './types.ts';

export type RuleSetId = Id<'rule_set'>;

interface SetRecord<Rule> {
  readonly id: RuleSetId;
  readonly workStreamId: string;
  readonly name: string;
  readonly position: number;
  readonly enabled: boolean;
  readonly rules: readonly Rule[];
  readonly version: number;
  readonly updatedAt: Date;
}
export type ClassificationRecord = SetRecord<ClassificationRule>;
export type RouteRecord = SetRecord<RouteRule>;

interface Row<Rule> {
  id: RuleSetId;
  work_stream_id: string;
  name: string;
  position: number;
  enabled: boolean;
  // Written from the contract's types only.
  rules: Rule[];
  version: number;
  updated_at: Date;
}

const columns = sql`id, work_stream_id, name, position, enabled, rules, version, updated_at`;

function toRecord<Rule>(row: Row<Rule>): SetRecord<Rule> {
  return {
    id: row.id,
    workStreamId: row.work_stream_id,
    name: row.name,
    position: row.position,
    enabled: row.enabled,
    rules: row.rules,
    version: row.version,
    updatedAt: row.updated_at,
  };
}

/** The classification rulesets of a work stream, in order. */
export async function listClassification(
  db: WorkspaceDb,
  workStreamId: string,
): Promise<ClassificationRecord[]> {
  const rows = await db.rows(sql<Row<ClassificationRule>>`
    select ${columns} from rule_set
    where workspace_id = ${db.workspaceId} and work_stream_id = ${workStreamId} and kind = 'classification'
    order by position, id limit ${MOST_RULE_SETS}`);
  return rows.map(toRecord);
}

export async function findRoute(db: WorkspaceDb, workStreamId: string): Promise<RouteRecord | undefined> {
  const row = await db.findRow(sql<Row<RouteRule>>`
    select ${columns} from rule_set
    where workspace_id = ${db.workspaceId} and work_stream_id = ${workStreamId} and kind = 'route'`);
  return row && toRecord(row);
}

/** The rules of all work streams, for a cache. */
export async function readAllRules(db: WorkspaceDb): Promise<Map<string, StreamRuleSets>> {
  const rows = await db.rows(sql<Row<ClassificationRule & RouteRule> & { kind: string }>`
    select ${columns}, kind from rule_set where workspace_id = ${db.workspaceId}
    order by work_stream_id, kind, position, id`);
  const streams = new Map<string, StreamRuleSets>();
  for (const [id, sets] of Map.groupBy(rows, (row) => row.work_stream_id)) {
    streams.set(id, {
      classification: sets.filter(({ kind }) => kind === 'classification').map(toRecord),
      route: sets.find(({ kind }) => kind === 'route')?.rules ?? [],
    });
  }
  return streams;
}

/** The ruleset, its row locked. */
export async function lockClassification(
  tx: WorkspaceTx,
  id: string,
): Promise<ClassificationRecord | undefined> {
  const row = await tx.findRow(sql<Row<ClassificationRule>>`
    select ${columns} from rule_set
    where workspace_id = ${tx.workspaceId} and id = ${id} and kind = 'classification' for update`);
  return row && toRecord(row);
}

/** One who changes a work stream's rulesets waits for another. @returns whether there is such a work stream. */
export async function lockWorkStream(tx: WorkspaceTx, id: string): Promise<boolean> {
  const row = await tx.findRow(sql`
    select id from work_stream where workspace_id = ${tx.workspaceId} and id = ${id} for no key update`);
  return row !== undefined;
}

export async function insertSet(
  tx: WorkspaceTx,
  kind: 'classification' | 'route',
  set: ClassificationRecord | RouteRecord,
): Promise<void> {
  await tx.execute(sql`
    insert into rule_set (workspace_id, ${columns}, kind, created_at)
    values (${tx.workspaceId}, ${set.id}, ${set.workStreamId}, ${set.name}, ${set.position}, ${set.enabled},
      ${JSON.stringify(set.rules)}, ${set.version}, ${set.updatedAt}, ${kind}, ${set.updatedAt})`);
}

export async function updateSet(tx: WorkspaceTx, set: ClassificationRecord | RouteRecord): Promise<void> {
  await tx.execute(sql`
    update rule_set set name = ${set.name}, enabled = ${set.enabled}, rules = ${JSON.stringify(set.rules)},
      version = ${set.version}, updated_at = ${set.updatedAt}
    where workspace_id = ${tx.workspaceId} and id = ${set.id}`);
}

export async function deleteSet(tx: WorkspaceTx, id: string): Promise<void> {
  await tx.execute(sql`delete from rule_set where workspace_id = ${tx.workspaceId} and id = ${id}`);
}

/** Numbers the rulesets in this order. */
export async function orderSets(tx: WorkspaceTx, ids: readonly string[]): Promise<void> {
  await tx.execute(sql`
    update rule_set s set position = t.position
    from unnest(${[...ids]}::text[]) with ordinality as t(id, position)
    where s.workspace_id = ${tx.workspaceId} and s.id = t.id and s.position <> t.position`);
}

/** Gives a work stream the rules of another one, under ids of their own. Used when a work stream is copied. */
export async function copyRules(tx: WorkspaceTx, fromId: string, toId: string, at: Date): Promise<void> {
  const renewed = <R extends { readonly id: string }>(rules: readonly R[]): R[] =>
    rules.map((rule) => ({ ...rule, id: newId() }));
  for (const set of await listClassification(tx, fromId)) {
    const rules = renewed(set.rules);
    await insertSet(tx, 'classification', {
      ...set,
      id: newId<'rule_set'>(),
      workStreamId: toId,
      rules,
      version: 1,
      updatedAt: at,
    });
  }
  const route = await findRoute(tx, fromId);
  if (!route) return;
  const rules = renewed(route.rules);
  await insertSet(tx, 'route', {
    ...route,
    id: newId<'rule_set'>(),
    workStreamId: toId,
    rules,
    version: 1,
    updatedAt: at,
  });
}

/** Removes the rules of a work stream that goes. */
export async function deleteRulesOf(tx: WorkspaceTx, workStreamId: string): Promise<void> {
  await tx.execute(sql`
    delete from rule_set where workspace_id = ${tx.workspaceId} and work_stream_id = ${workStreamId}`);
}
