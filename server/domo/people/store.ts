import { sql, type WorkspaceDb } from '../../base/index.ts';

export type Numbered = 'member' | 'team' | 'account';

/** Numbers of people or teams, by their ids; whoever has none gets one. */
export async function numbersOf(
  db: WorkspaceDb,
  kind: Numbered,
  ids: readonly string[],
): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  await db.execute(sql`
    insert into data_number (workspace_id, kind, id)
    select ${db.workspaceId}, ${kind}, wanted.id from unnest(${[...ids]}::text[]) wanted (id)
    where not exists (select 1 from data_number known
      where known.workspace_id = ${db.workspaceId} and known.kind = ${kind} and known.id = wanted.id)
    on conflict do nothing`);
  const rows = await db.rows(sql<{ id: string; number: number }>`
    select id, number::float8 as number from data_number
    where workspace_id = ${db.workspaceId} and kind = ${kind} and id = any(${[...ids]}::text[])`);
  return new Map(rows.map(({ id, number }) => [id, number]));
}

/** Ids of people or teams, by their numbers. */
export async function idsOf(
  db: WorkspaceDb,
  kind: Numbered,
  numbers: readonly number[],
): Promise<Map<number, string>> {
  const rows = await db.rows(sql<{ id: string; number: number }>`
    select id, number::float8 as number from data_number
    where workspace_id = ${db.workspaceId} and kind = ${kind} and number = any(${[...numbers]}::bigint[])`);
  return new Map(rows.map(({ id, number }) => [number, id]));
}

export interface UserRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: 'administrator' | 'supervisor' | 'agent';
  readonly createdAt: Date;
}

interface Page {
  /** Only this one. */
  readonly id?: string;
  /** Only those of a team. */
  readonly teamId?: string;
  readonly limit: number;
  readonly offset: number;
}

/** Members who may sign in, in the order in which they came. */
export function listUsers(db: WorkspaceDb, { id, teamId, limit, offset }: Page): Promise<UserRow[]> {
  return db.rows(sql<UserRow>`
    select id, name, email, role, created_at as "createdAt" from member
    where workspace_id = ${db.workspaceId} and active
      ${id === undefined ? sql`` : sql`and id = ${id}`}
      ${
        teamId === undefined
          ? sql``
          : sql`and id in (select member_id from team_member
              where workspace_id = ${db.workspaceId} and team_id = ${teamId})`
      }
    order by created_at, id limit ${limit} offset ${offset}`);
}

export interface GroupRow {
  readonly id: string;
  readonly name: string;
  readonly members: number;
}

export function listGroups(db: WorkspaceDb, { id, limit, offset }: Page): Promise<GroupRow[]> {
  return db.rows(sql<GroupRow>`
    select id, name, (select count(*)::int from team_member tm
      where tm.workspace_id = team.workspace_id and tm.team_id = team.id) as members
    from team where workspace_id = ${db.workspaceId} ${id === undefined ? sql`` : sql`and id = ${id}`}
    order by created_at, id limit ${limit} offset ${offset}`);
}
