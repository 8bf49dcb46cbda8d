import type { StoppedProgram } from '../../../contract/api/index.ts';
import { sql, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
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

/** Whether it is kept already that one was stopped there, and nothing has been said since. */
export async function isStopKnown(
  db: WorkspaceDb,
  conversationId: string,
  position: string,
): Promise<boolean> {
  const row = await db.findRow(sql<{ known: boolean }>`
    select true as known from messaging_control
    where workspace_id = ${db.workspaceId} and conversation_id = ${conversationId}
      and stopped_position = ${position}`);
  return row !== undefined;
}

/** Keeps that a program was stopped. */
export async function noteStopped(
  tx: WorkspaceTx,
  stopped: {
    readonly conversationId: string;
    /** The last place of the thread. */
    readonly position: string;
    readonly keyId: string;
    readonly why: StoppedProgram['why'];
  },
  now: Date,
): Promise<void> {
  const { conversationId, position, keyId, why } = stopped;
  await tx.execute(sql`
    insert into messaging_control
      (workspace_id, conversation_id, updated_at, stopped_position, stopped_at, stopped_key, stopped_why)
    values (${tx.workspaceId}, ${conversationId}, ${now}, ${position}, ${now}, ${keyId}, ${why})
    on conflict (workspace_id, conversation_id) do update set stopped_position = excluded.stopped_position,
      stopped_at = excluded.stopped_at, stopped_key = excluded.stopped_key, stopped_why = excluded.stopped_why`);
}
