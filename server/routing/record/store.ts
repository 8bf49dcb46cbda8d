import type { AttributeValues, WorkItemState, WorkStreamSettings } from '../../../contract/api/index.ts';
import { standardWorkStreamSettings } from '../../../contract/api/index.ts';
import { sql, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';

/** What people fill in of a work item, with what its work stream asks for. */
export interface ItemRecord {
  readonly id: string;
  readonly conversationId: string;
  readonly customerId: string;
  readonly number: string;
  readonly state: WorkItemState;
  readonly assigneeId: string | null;
  readonly title: string | null;
  readonly caseId: string | null;
  readonly caseRefused: boolean;
  readonly dispositions: string[];
  readonly attributes: AttributeValues;
  readonly context: Readonly<Record<string, string | number>>;
  readonly skills: readonly { readonly skillId: string; readonly rating: number }[];
  readonly queueId: string;
  readonly queueName: string | null;
  readonly workStreamId: string;
  readonly workStreamName: string | null;
  readonly language: string;
  readonly openedAt: Date;
  readonly waitingSince: Date | null;
  readonly settings: WorkStreamSettings;
}

type Row = Omit<ItemRecord, 'settings'> & { readonly settings: Partial<WorkStreamSettings> | null };

const from = sql`
  select w.id, w.conversation_id as "conversationId", w.customer_id as "customerId", w.number, w.state,
    w.assignee_id as "assigneeId", w.title, w.case_id as "caseId", w.case_refused as "caseRefused", w.dispositions,
    w.attributes, w.context, w.skills, w.queue_id as "queueId", q.name as "queueName",
    w.work_stream_id as "workStreamId", s.name as "workStreamName", h.language, w.opened_at as "openedAt",
    w.waiting_since as "waitingSince", s.settings
  from work_item w
  join handle h on h.workspace_id = w.workspace_id and h.id = w.handle_id
  left join queue q on q.workspace_id = w.workspace_id and q.id = w.queue_id
  left join work_stream s on s.workspace_id = w.workspace_id and s.id = w.work_stream_id`;

function toRecord(row: Row): ItemRecord {
  return { ...row, settings: { ...standardWorkStreamSettings, ...row.settings } };
}

/** Of the open work item of a conversation, else of its newest. */
export async function findItemRecord(
  db: WorkspaceDb,
  conversationId: string,
): Promise<ItemRecord | undefined> {
  const row = await db.findRow(sql<Row>`
    ${from} where w.workspace_id = ${db.workspaceId} and w.conversation_id = ${conversationId}
    order by (w.state <> 'closed') desc, w.opened_at desc, w.id desc limit 1`);
  return row && toRecord(row);
}

/** Of a customer's open work items; there are at most as many as handles. */
export async function listOpenRecords(db: WorkspaceDb, customerId: string): Promise<ItemRecord[]> {
  const rows = await db.rows(sql<Row>`
    ${from} where w.workspace_id = ${db.workspaceId} and w.customer_id = ${customerId} and w.state <> 'closed'
    order by w.opened_at desc limit 50`);
  return rows.map(toRecord);
}

export type ItemFacts = Pick<ItemRecord, 'title' | 'caseId' | 'caseRefused' | 'dispositions' | 'attributes'>;

/** Writes the facts. The conversation is locked by the caller. */
export async function saveItemFacts(tx: WorkspaceTx, id: string, facts: ItemFacts): Promise<void> {
  await tx.execute(sql`
    update work_item set title = ${facts.title}, case_id = ${facts.caseId}, case_refused = ${facts.caseRefused},
      dispositions = ${[...facts.dispositions]}::text[], attributes = ${JSON.stringify(facts.attributes)}::jsonb
    where workspace_id = ${tx.workspaceId} and id = ${id}`);
}

/** How many work items name a case. */
export async function countItemsOfCase(db: WorkspaceDb, caseId: string): Promise<number> {
  const row = await db.row(sql<{ count: string }>`
    select count(*) from work_item where workspace_id = ${db.workspaceId} and case_id = ${caseId}`);
  return Number(row.count);
}

/** Names of skills by id. */
export async function listSkillNames(db: WorkspaceDb, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.rows(sql<{ id: string; name: string }>`
    select id, name from skill where workspace_id = ${db.workspaceId} and id = any(${[...ids]}::text[])`);
  return new Map(rows.map((row) => [row.id, row.name]));
}
