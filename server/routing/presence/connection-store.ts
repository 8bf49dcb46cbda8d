import { type Db, type Queries, sql, type WorkspaceDb, type WorkspaceId } from '../../base/index.ts';

/** A browser that listens. Leases run by the database's time. */
export interface Connection {
  readonly workspaceId: WorkspaceId;
  readonly memberId: string;
  readonly id: string;
}

export const LEASE_SECONDS = 15;

/** Says that these browsers are still listened to by this process; those that were forgotten are there again. */
export async function renewConnections(
  db: Queries,
  processId: string,
  connections: readonly Connection[],
): Promise<void> {
  if (connections.length === 0) return;
  await db.execute(sql`
    insert into agent_connection (workspace_id, member_id, id, process_id, expires_at)
    select "workspaceId", "memberId", id, ${processId}, clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
    from jsonb_to_recordset(${JSON.stringify(connections)}::jsonb) as t("workspaceId" text, "memberId" text, id text)
    order by 1, 2, 3
    on conflict (workspace_id, member_id, id) do update set expires_at = excluded.expires_at`);
}

export async function removeConnection(db: Queries, connection: Connection): Promise<void> {
  await db.execute(sql`
    delete from agent_connection where workspace_id = ${connection.workspaceId}
      and member_id = ${connection.memberId} and id = ${connection.id}`);
}

export async function countConnections(db: WorkspaceDb, memberId: string): Promise<number> {
  const row = await db.row(sql<{ n: number }>`
    select count(*)::int as n from agent_connection
    where workspace_id = ${db.workspaceId} and member_id = ${memberId} and expires_at > clock_timestamp()`);
  return row.n;
}

export interface Whose {
  readonly workspaceId: WorkspaceId;
  readonly memberId: string;
}

/** Forgets browsers whose process no longer answers for them; answers whose they were. */
export async function removeExpired(db: Db, limit: number): Promise<Whose[]> {
  return db.rows(sql<Whose>`
    delete from agent_connection c using (
      select workspace_id, member_id, id from agent_connection where expires_at <= clock_timestamp()
      order by expires_at limit ${limit} for update skip locked) old
    where c.workspace_id = old.workspace_id and c.member_id = old.member_id and c.id = old.id
    returning c.workspace_id as "workspaceId", c.member_id as "memberId"`);
}

/** After a crash of the only process: nobody listens any more. */
export async function expireAll(db: Db): Promise<void> {
  await db.execute(sql`update agent_connection set expires_at = clock_timestamp() - interval '1 second'`);
}

/** Agents who are shown as here although no browser of theirs is: a process died between its two steps. */
export async function listStranded(db: Db, limit: number): Promise<Whose[]> {
  return db.rows(sql<Whose>`
    select a.workspace_id as "workspaceId", a.member_id as "memberId" from agent_state a
    where a.connected and not exists (
      select 1 from agent_connection c where c.workspace_id = a.workspace_id and c.member_id = a.member_id
        and c.expires_at > clock_timestamp())
    limit ${limit}`);
}

/** Agents who left before a time and have not come back, longest first. */
export async function listLost(db: Db, before: Date, limit: number): Promise<(Whose & { leftAt: Date })[]> {
  return db.rows(sql<Whose & { leftAt: Date }>`
    select workspace_id as "workspaceId", member_id as "memberId", left_at as "leftAt" from agent_state
    where left_at <= ${before} and not connected order by left_at limit ${limit}`);
}
