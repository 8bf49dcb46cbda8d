import type { RawBuilder } from 'kysely';
import { sql, type WorkspaceDb } from '../../base/index.ts';

export interface Filter {
  readonly queueId?: string | undefined;
  readonly handleId?: string | undefined;
}

export interface StandingRow {
  readonly open: number;
  readonly active: number;
  readonly waiting: number;
  readonly wrap_up: number;
  readonly waiting_longer: number;
  readonly active_longer: number;
  readonly longest_since: Date | null;
}

/** How the open conversations stand. */
export function readStanding(db: WorkspaceDb, filter: Filter, longAgo: Date): Promise<StandingRow> {
  return db.row(sql<StandingRow>`
    select count(*) filter (where state = 'open')::int as open,
      count(*) filter (where state = 'active')::int as active,
      count(*) filter (where state = 'waiting')::int as waiting,
      count(*) filter (where state = 'wrap_up')::int as wrap_up,
      count(*) filter (where state = 'open' and coalesce(queued_at, state_at) < ${longAgo})::int as waiting_longer,
      count(*) filter (where state = 'active' and coalesce(first_accepted_at, state_at) < ${longAgo})::int
        as active_longer,
      min(coalesce(queued_at, state_at)) filter (where state = 'open') as longest_since
    from work_item w
    where w.workspace_id = ${db.workspaceId} and w.state <> 'closed' ${filtered(filter)}`);
}

export interface PresenceCounts {
  readonly available: number;
  readonly busy: number;
  readonly do_not_disturb: number;
  readonly away: number;
  readonly inactive: number;
}

/** Agents who are there, by base presence. */
export function countPresences(db: WorkspaceDb, queueId: string | undefined): Promise<PresenceCounts> {
  const inQueue = queueId
    ? sql`and (exists (select 1 from queue q where q.workspace_id = a.workspace_id and q.id = ${queueId} and q.open_to_all)
        or exists (select 1 from queue_member m where m.workspace_id = a.workspace_id and m.queue_id = ${queueId}
          and m.member_id = a.member_id))`
    : sql``;
  return db.row(sql<PresenceCounts>`
    select count(*) filter (where base = 'available')::int as available,
      count(*) filter (where base = 'busy')::int as busy,
      count(*) filter (where base = 'do_not_disturb')::int as do_not_disturb,
      count(*) filter (where base = 'away')::int as away,
      count(*) filter (where base = 'inactive')::int as inactive
    from agent_state a where a.workspace_id = ${db.workspaceId} ${inQueue}`);
}

function filtered({ queueId, handleId }: Filter): RawBuilder<unknown> {
  return sql`${queueId ? sql`and w.queue_id = ${queueId}` : sql``} ${handleId ? sql`and w.handle_id = ${handleId}` : sql``}`;
}
