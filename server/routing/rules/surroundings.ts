import type { ContextVariable } from '../../../contract/api/index.ts';
import { sql, type WorkspaceDb } from '../../base/index.ts';
import { type Schema, schemaOf } from '../../conditions/index.ts';
import { listDefinitions } from '../../contacts/index.ts';
import { type FieldChoices, listFields } from './fields.ts';

/** What an editor of a work stream's rules may choose from. */
export interface Surroundings {
  readonly fallbackQueueId: string;
  readonly variables: readonly ContextVariable[];
  readonly queues: ReadonlyMap<string, string>;
  readonly choices: FieldChoices;
  readonly fields: ReturnType<typeof listFields>;
  readonly schema: Schema;
}

interface Named {
  id: string;
  name: string;
}

/** Reads what rules of a work stream may name; nothing when there is no such work stream. */
export async function readSurroundings(
  db: WorkspaceDb,
  workStreamId: string,
): Promise<Surroundings | undefined> {
  const stream = await db.findRow(sql<{ queue_id: string; variables: ContextVariable[] | null }>`
    select queue_id, settings->'contextVariables' as variables from work_stream
    where workspace_id = ${db.workspaceId} and id = ${workStreamId}`);
  if (!stream) return undefined;
  const queues = await db.rows(sql<Named>`
    select id, name from queue where workspace_id = ${db.workspaceId} order by lower(name), id limit 1000`);
  const choices: FieldChoices = {
    handles: await named(db, sql`handle`, sql`and deleted_at is null`),
    workStreams: await named(db, sql`work_stream`),
    skills: await named(db, sql`skill`),
    profiles: await named(db, sql`capacity_profile`),
    tags: await listUsedTags(db),
  };
  const variables = stream.variables ?? [];
  const fields = listFields(variables, choices, await listDefinitions(db));
  return {
    fallbackQueueId: stream.queue_id,
    variables,
    queues: new Map(queues.map(({ id, name }) => [id, name])),
    choices,
    fields,
    schema: schemaOf(fields),
  };
}

async function named(
  db: WorkspaceDb,
  table: ReturnType<typeof sql>,
  only: ReturnType<typeof sql> = sql``,
): Promise<{ value: string; label: string }[]> {
  const rows = await db.rows(sql<Named>`
    select id, name from ${table} where workspace_id = ${db.workspaceId} ${only} order by lower(name), id limit 1000`);
  return rows.map(({ id, name }) => ({ value: id, label: name }));
}

/** Tags of the newest 2,000 work items: what is worth suggesting. */
async function listUsedTags(db: WorkspaceDb): Promise<{ value: string; label: string }[]> {
  const rows = await db.rows(sql<{ tag: string }>`
    select distinct unnest(tags) as tag from (
      select tags from work_item where workspace_id = ${db.workspaceId} order by opened_at desc limit 2000) t
    order by 1 limit 200`);
  return rows.map(({ tag }) => ({ value: tag, label: tag }));
}
