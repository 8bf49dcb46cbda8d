import { type Queries, sql, type WorkspaceDb, type WorkspaceId, type WorkspaceTx } from '../../base/index.ts';
import type { Hold } from './types.ts';

/** Takes capacity. The agents' rows are locked by the caller. */
export async function insertHolds(tx: WorkspaceTx, holds: readonly Hold[], at: Date): Promise<void> {
  if (holds.length === 0) return;
  await tx.execute(sql`
    insert into hold (workspace_id, id, member_id, work_item_id, session_id, kind, units, profile_ids, state, until_at,
      created_at)
    select ${tx.workspaceId}, t.*, ${at} from jsonb_to_recordset(${JSON.stringify(holds)}::jsonb) as t(
      id text, "memberId" text, "workItemId" text, "sessionId" text, kind text, units int, "profileIds" text[],
      state text, "untilAt" timestamptz)`);
}

/** Gives back what these sessions took. */
export async function deleteHoldsOf(tx: WorkspaceTx, sessionIds: readonly string[]): Promise<void> {
  if (sessionIds.length === 0) return;
  await tx.execute(sql`
    delete from hold where workspace_id = ${tx.workspaceId} and session_id = any(${[...sessionIds]}::text[])`);
}

export interface HoldChange {
  readonly sessionId: string;
  readonly state: Hold['state'];
  readonly untilAt: Date | null;
}

export async function changeHolds(tx: WorkspaceTx, changes: readonly HoldChange[]): Promise<void> {
  if (changes.length === 0) return;
  await tx.execute(sql`
    update hold h set state = t.state, until_at = t."untilAt"
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as t(
      "sessionId" text, state text, "untilAt" timestamptz)
    where h.workspace_id = ${tx.workspaceId} and h.session_id = t."sessionId"`);
}

/** How many live holds each agent has of each profile. */
export function countProfileHolds(
  db: WorkspaceDb,
  memberIds: readonly string[],
): Promise<{ memberId: string; profileId: string; used: number }[]> {
  return db.rows(sql<{ memberId: string; profileId: string; used: number }>`
    select member_id as "memberId", profile as "profileId", count(*)::int as used
    from hold, unnest(profile_ids) profile
    where workspace_id = ${db.workspaceId} and member_id = any(${[...memberIds]}::text[]) and profile_ids <> '{}'
    group by 1, 2`);
}

/** How much each agent took today of profiles that reset at the end of the day. */
export function listDayUse(
  db: WorkspaceDb,
  memberIds: readonly string[],
  day: string,
): Promise<{ memberId: string; profileId: string; used: number }[]> {
  return db.rows(sql<{ memberId: string; profileId: string; used: number }>`
    select member_id as "memberId", profile_id as "profileId", used from profile_use
    where workspace_id = ${db.workspaceId} and member_id = any(${[...memberIds]}::text[]) and day = ${day}`);
}

export async function addDayUse(
  tx: WorkspaceTx,
  uses: readonly { readonly memberId: string; readonly profileId: string }[],
  day: string,
): Promise<void> {
  if (uses.length === 0) return;
  await tx.execute(sql`
    insert into profile_use (workspace_id, member_id, profile_id, day, used)
    select ${tx.workspaceId}, "memberId", "profileId", ${day}, count(*)
    from jsonb_to_recordset(${JSON.stringify(uses)}::jsonb) as t("memberId" text, "profileId" text)
    group by 2, 3 order by 2, 3
    on conflict (workspace_id, member_id, profile_id, day) do update set used = profile_use.used + excluded.used`);
}

/** Wrap-up holds whose time has passed, of all workspaces. */
export function listDueHolds(
  db: Queries,
  now: Date,
  limit: number,
): Promise<{ workspaceId: WorkspaceId; memberId: string }[]> {
  return db.rows(sql<{ workspaceId: WorkspaceId; memberId: string }>`
    select distinct workspace_id as "workspaceId", member_id as "memberId" from (
      select workspace_id, member_id from hold where until_at <= ${now} order by until_at limit ${limit}) due`);
}

export async function deleteDueHolds(tx: WorkspaceTx, memberId: string, now: Date): Promise<number> {
  return tx.execute(sql`
    delete from hold where workspace_id = ${tx.workspaceId} and member_id = ${memberId} and until_at <= ${now}`);
}

/** Sessions of an agent on an item that hold capacity. */
export async function listHeldSessions(
  db: WorkspaceDb,
  workItemId: string,
  memberId: string,
): Promise<string[]> {
  const rows = await db.rows(sql<{ session_id: string }>`
    select session_id from hold
    where workspace_id = ${db.workspaceId} and work_item_id = ${workItemId} and member_id = ${memberId}`);
  return rows.map((row) => row.session_id);
}
