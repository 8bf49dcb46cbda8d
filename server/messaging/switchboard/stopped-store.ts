import type { StoppedProgram } from '../../../contract/api/index.ts';
import { type Queries, sql, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
import { LOOP_TURNS, UNANSWERED } from '../../conversations/index.ts';

/** It is stopped as long as nobody but programs has written since. */
const isStopped = sql`s.stopped_at is not null
  and (c.program_run >= ${UNANSWERED} or c.program_turns >= ${LOOP_TURNS})`;
const columns = sql`coalesce(k.display_name, 'A program') as name, s.stopped_why as why, s.stopped_at as at,
  s.conversation_id as "conversationId"`;
const from = sql`messaging_control s
  join conversation c on c.workspace_id = s.workspace_id and c.id = s.conversation_id
  left join messaging_key k on k.workspace_id = s.workspace_id and k.id = s.stopped_key`;

interface Row {
  name: string;
  why: StoppedProgram['why'];
  at: Date;
  conversationId: string;
}

export async function findStopped(
  db: WorkspaceDb,
  conversationId: string,
): Promise<StoppedProgram | undefined> {
  const row = await db.findRow(sql<Row>`
    select ${columns} from ${from}
    where s.workspace_id = ${db.workspaceId} and s.conversation_id = ${conversationId} and ${isStopped}`);
  return row && { name: row.name, why: row.why, at: row.at.toISOString() };
}

/** Those that are stopped now, newest first. */
export async function listStopped(
  db: WorkspaceDb,
  limit: number,
): Promise<(StoppedProgram & { readonly conversationId: string })[]> {
  const rows = await db.rows(sql<Row>`
    select ${columns} from ${from}
    where s.workspace_id = ${db.workspaceId} and ${isStopped} order by s.stopped_at desc limit ${limit}`);
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** In how many conversations one is stopped now, counted to 1,000. */
export async function countStopped(db: WorkspaceDb): Promise<number> {
  const { count } = await db.row(sql<{ count: number }>`
    select count(*)::int as count from (
      select 1 from ${from} where s.workspace_id = ${db.workspaceId} and ${isStopped} limit 1000) found`);
  return count;
}

/** Workspaces in which one was ever stopped. */
export async function listWorkspacesStopped(db: Queries): Promise<string[]> {
  const rows = await db.rows(sql<{ id: string }>`
    select distinct workspace_id as id from messaging_control where stopped_at is not null`);
  return rows.map((row) => row.id);
}

/** Whether it is kept already that one was stopped there: programs have said nothing since. Looks at the newest only. */
export async function isStopKnown(db: WorkspaceDb, conversationId: string): Promise<boolean> {
  const row = await db.findRow(sql<{ known: boolean }>`
    select true as known from messaging_control s
    where s.workspace_id = ${db.workspaceId} and s.conversation_id = ${conversationId}
      and s.stopped_at is not null and not exists (
        select 1 from (
          select author_kind, created_at from message
          where workspace_id = ${db.workspaceId} and conversation_id = ${conversationId}
          order by position desc limit 50) m
        where m.author_kind = 'program' and m.created_at > s.stopped_at)`);
  return row !== undefined;
}

/** Keeps that a program was stopped. */
export async function noteStopped(
  tx: WorkspaceTx,
  stopped: {
    readonly conversationId: string;
    readonly keyId: string;
    readonly why: StoppedProgram['why'];
  },
  now: Date,
): Promise<void> {
  const { conversationId, keyId, why } = stopped;
  await tx.execute(sql`
    insert into messaging_control
      (workspace_id, conversation_id, updated_at, stopped_at, stopped_key, stopped_why)
    values (${tx.workspaceId}, ${conversationId}, ${now}, ${now}, ${keyId}, ${why})
    on conflict (workspace_id, conversation_id) do update set stopped_at = excluded.stopped_at,
      stopped_key = excluded.stopped_key, stopped_why = excluded.stopped_why`);
}
