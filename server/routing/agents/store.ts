import { newId, sql, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
import type { AgentState } from './types.ts';

const columns = sql`member_id as "memberId", presence_id as "presenceId", base, chosen, since, connected,
  left_at as "leftAt", before_left as "beforeLeft", used_units as "usedUnits", holds, sessions,
  last_assigned_at as "lastAssignedAt", last_released_at as "lastReleasedAt"`;

/** Agents that have ever been here; the others are offline and have nothing. */
export function listAgents(db: WorkspaceDb, memberIds: readonly string[]): Promise<AgentState[]> {
  return db.rows(sql<AgentState>`
    select ${columns} from agent_state
    where workspace_id = ${db.workspaceId} and member_id = any(${[...memberIds]}::text[])`);
}

/** Whether one of these is connected. */
export async function isAnyConnected(db: WorkspaceDb, memberIds: readonly string[]): Promise<boolean> {
  const { found } = await db.row(sql<{ found: boolean }>`
    select exists (select 1 from agent_state where workspace_id = ${db.workspaceId} and connected
      and member_id = any(${[...memberIds]}::text[])) as found`);
  return found;
}

/** Everybody who is connected; at most 5,000. */
export function listConnected(db: WorkspaceDb): Promise<AgentState[]> {
  return db.rows(sql<AgentState>`
    select ${columns} from agent_state where workspace_id = ${db.workspaceId} and connected limit 5000`);
}

/**
 * Locks agents until the transaction ends, in the order of their ids, and makes the rows that are missing. Always after
 * the conversations.
 */
export async function lockAgents(
  tx: WorkspaceTx,
  memberIds: Iterable<string>,
  now: Date,
): Promise<Map<string, AgentState>> {
  const ids = [...new Set(memberIds)].toSorted();
  const select = () =>
    tx.rows(sql<AgentState>`
      select ${columns} from agent_state
      where workspace_id = ${tx.workspaceId} and member_id = any(${ids}::text[])
      order by member_id for update`);
  if (ids.length === 0) return new Map();
  let found = await select();
  if (found.length < ids.length) {
    await tx.execute(sql`
      insert into agent_state (workspace_id, member_id, since)
      select ${tx.workspaceId}, id, ${now} from unnest(${ids}::text[]) as t(id) order by id
      on conflict do nothing`);
    found = await select();
  }
  return new Map(found.map((agent) => [agent.memberId, agent]));
}

/** Writes agents whose rows the caller has locked. */
export async function saveAgents(tx: WorkspaceTx, agents: readonly AgentState[]): Promise<void> {
  if (agents.length === 0) return;
  await tx.execute(sql`
    update agent_state a set presence_id = t."presenceId", base = t.base, chosen = t.chosen, since = t.since,
      connected = t.connected, left_at = t."leftAt", before_left = t."beforeLeft", used_units = t."usedUnits",
      holds = t.holds, sessions = t.sessions, last_assigned_at = t."lastAssignedAt",
      last_released_at = t."lastReleasedAt"
    from jsonb_to_recordset(${JSON.stringify(agents)}::jsonb) as t(
      "memberId" text, "presenceId" text, base text, chosen boolean, since timestamptz, connected boolean,
      "leftAt" timestamptz, "beforeLeft" jsonb, "usedUnits" int, holds int, sessions int,
      "lastAssignedAt" timestamptz, "lastReleasedAt" timestamptz)
    where a.workspace_id = ${tx.workspaceId} and a.member_id = t."memberId"`);
}

export interface Counted {
  readonly memberId: string;
  readonly usedUnits: number;
  readonly holds: number;
  readonly sessions: number;
}

/** What agents hold and do, counted from the rows themselves: the sums never drift. */
export function countWork(tx: WorkspaceTx, memberIds: readonly string[]): Promise<Counted[]> {
  return tx.rows(sql<Counted>`
    select m.id as "memberId", coalesce(h.units, 0)::int as "usedUnits", coalesce(h.n, 0)::int as holds,
      coalesce(s.n, 0)::int as sessions
    from unnest(${[...memberIds]}::text[]) as m(id)
    left join lateral (select sum(units) as units, count(*) as n from hold
      where workspace_id = ${tx.workspaceId} and member_id = m.id) h on true
    left join lateral (select count(*) as n from session
      where workspace_id = ${tx.workspaceId} and agent_id = m.id and ended_at is null and participation = 'primary') s
      on true`);
}

/** Ends the running stretch of these agents' presence and begins the next. */
export async function logPresence(tx: WorkspaceTx, agents: readonly AgentState[], now: Date): Promise<void> {
  if (agents.length === 0) return;
  const ids = agents.map((agent) => agent.memberId);
  await tx.execute(sql`
    update presence_log set until_at = ${now}
    where workspace_id = ${tx.workspaceId} and member_id = any(${ids}::text[]) and until_at is null`);
  await tx.execute(sql`
    insert into presence_log (workspace_id, id, member_id, presence_id, base, from_at)
    select ${tx.workspaceId}, t.id, t.member_id, t.presence_id, t.base, ${now} from unnest(
      ${agents.map(() => newId())}::text[], ${ids}::text[],
      ${agents.map((agent) => agent.presenceId)}::text[],
      ${agents.map((agent) => agent.base)}::text[]) as t(id, member_id, presence_id, base)`);
}
