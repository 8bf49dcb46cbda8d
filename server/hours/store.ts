import type { OperatingHoursInput } from '../../contract/api/hours.ts';
import { type Id, sql, type WorkspaceDb } from '../base/index.ts';

export type HoursId = Id<'hours'>;

/** Operating hours as stored. */
export interface HoursRecord extends OperatingHoursInput {
  readonly id: HoursId;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

interface Row {
  id: HoursId;
  name: string;
  description: string;
  time_zone: string;
  // Written from the contract's types only.
  periods: HoursRecord['periods'];
  holidays: HoursRecord['holidays'];
  openings: HoursRecord['openings'];
  created_at: Date;
  updated_at: Date;
}

const columns = sql`id, name, description, time_zone, periods, holidays, openings, created_at, updated_at`;

/** By name; at most 200. */
export async function listHours(db: WorkspaceDb): Promise<HoursRecord[]> {
  const rows = await db.rows(sql<Row>`
    select ${columns} from operating_hours where workspace_id = ${db.workspaceId} order by lower(name), id limit 200`);
  return rows.map(toRecord);
}

/** The hours of this id. */
export async function findHours(db: WorkspaceDb, id: string | null): Promise<HoursRecord | undefined> {
  if (id === null) return undefined;
  const row = await db.findRow(sql<Row>`
    select ${columns} from operating_hours where workspace_id = ${db.workspaceId} and id = ${id}`);
  return row && toRecord(row);
}

export async function countHours(db: WorkspaceDb): Promise<number> {
  const row = await db.row(sql<{ count: string }>`
    select count(*) from operating_hours where workspace_id = ${db.workspaceId}`);
  return Number(row.count);
}

export async function insertHours(db: WorkspaceDb, hours: HoursRecord): Promise<void> {
  await db.execute(sql`
    insert into operating_hours (workspace_id, ${columns})
    values (${db.workspaceId}, ${hours.id}, ${hours.name}, ${hours.description}, ${hours.timeZone},
      ${JSON.stringify(hours.periods)}, ${JSON.stringify(hours.holidays)}, ${JSON.stringify(hours.openings)},
      ${hours.createdAt}, ${hours.updatedAt})`);
}

export async function updateHours(db: WorkspaceDb, hours: HoursRecord): Promise<void> {
  await db.execute(sql`
    update operating_hours set name = ${hours.name}, description = ${hours.description},
      time_zone = ${hours.timeZone}, periods = ${JSON.stringify(hours.periods)},
      holidays = ${JSON.stringify(hours.holidays)}, openings = ${JSON.stringify(hours.openings)},
      updated_at = ${hours.updatedAt}
    where workspace_id = ${db.workspaceId} and id = ${hours.id}`);
}

export async function deleteHours(db: WorkspaceDb, id: string): Promise<void> {
  await db.execute(sql`delete from operating_hours where workspace_id = ${db.workspaceId} and id = ${id}`);
}

/** Names of the queues and handles that keep hours, by the hours' id. */
export async function listUsers(db: WorkspaceDb): Promise<Map<string, string[]>> {
  const rows = await db.rows(sql<{ hours_id: string; name: string }>`
    select hours_id, name from queue where workspace_id = ${db.workspaceId} and hours_id is not null
    union all
    select hours_id, name from handle
    where workspace_id = ${db.workspaceId} and hours_id is not null and deleted_at is null
    order by name limit 2000`);
  const users = new Map<string, string[]>();
  for (const row of rows) users.set(row.hours_id, [...(users.get(row.hours_id) ?? []), row.name]);
  return users;
}

function toRecord(row: Row): HoursRecord {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    timeZone: row.time_zone,
    periods: row.periods,
    holidays: row.holidays,
    openings: row.openings,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
