import type { Priority, WorkItemState } from '../../../contract/api/index.ts';
import { sql, type WorkspaceDb } from '../../base/index.ts';
import { joinGroupTitle } from '../../conversations/index.ts';

/** A conversation with its live work item, as far as the board shows it. */
export interface LiveItem {
  readonly conversationId: string;
  readonly number: string;
  readonly title: string | null;
  readonly state: WorkItemState;
  readonly queueId: string;
  readonly handleId: string;
  readonly assigneeId: string | null;
  readonly offeredTo: string | null;
  readonly priority: Priority;
  readonly tags: string[];
  readonly units: number;
  readonly stateAt: Date;
  readonly queuedAt: Date | null;
  readonly waitingSince: Date | null;
  readonly slaDueAt: Date | null;
  readonly breached: boolean;
}

/** A board of more is of no use to anybody. */
const MOST = 50_000;

const columns = sql`w.conversation_id as "conversationId", w.number,
  coalesce(g.title, nullif(trim(cu.name), ''), '@' || cu.username) as title, w.state, w.queue_id as "queueId",
  w.handle_id as "handleId", w.assignee_id as "assigneeId", w.offered_to as "offeredTo", w.priority, w.tags, w.units,
  w.state_at as "stateAt", w.queued_at as "queuedAt", w.waiting_since as "waitingSince", w.sla_due_at as "slaDueAt",
  w.breached <> '{}' as breached`;

/** Everything that is not closed. */
export function listLiveItems(db: WorkspaceDb): Promise<LiveItem[]> {
  return db.rows(sql<LiveItem>`
    select ${columns} from work_item w
    join conversation c on c.workspace_id = ${db.workspaceId} and c.id = w.conversation_id
    join customer cu on cu.workspace_id = ${db.workspaceId} and cu.id = w.customer_id
    ${joinGroupTitle(db.workspaceId)}
    where w.workspace_id = ${db.workspaceId} and w.state <> 'closed' limit ${MOST}`);
}

/** Those of these conversations that have one. */
export function listLiveItemsOf(db: WorkspaceDb, conversationIds: readonly string[]): Promise<LiveItem[]> {
  return db.rows(sql<LiveItem>`
    select ${columns} from work_item w
    join conversation c on c.workspace_id = ${db.workspaceId} and c.id = w.conversation_id
    join customer cu on cu.workspace_id = ${db.workspaceId} and cu.id = w.customer_id
    ${joinGroupTitle(db.workspaceId)}
    where w.workspace_id = ${db.workspaceId} and w.state <> 'closed'
      and w.conversation_id = any(${[...conversationIds]}::text[])`);
}
