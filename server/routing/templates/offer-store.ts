import type { RawBuilder } from 'kysely';
import type { WorkStreamSettings } from '../../../contract/api/distribution.ts';
import { sql, type WorkspaceDb } from '../../base/index.ts';
import { joinGroupTitle } from '../../conversations/index.ts';

/** An offer that stands, with everything that its fields can show. */
export interface OfferRecord {
  readonly sessionId: string;
  readonly conversationId: string;
  readonly workItemId: string;
  readonly number: number;
  readonly how: string;
  readonly byMemberId: string | null;
  readonly offeredAt: Date;
  readonly expiresAt: Date;
  readonly waitingSince: Date;
  readonly context: Readonly<Record<string, string | number>>;
  readonly caseTitle: string | null;
  readonly caseNumber: string | null;
  readonly queueName: string | null;
  /** Which templates its work stream names; what is left out is the standard. */
  readonly templates: Partial<WorkStreamSettings['templates']>;
  /** Of a group: what it is called, and how many are in it. */
  readonly groupTitle: string | null;
  readonly groupMembers: number | null;
  readonly customerName: string | null;
  readonly customerUsername: string | null;
  readonly followers: number | null;
  readonly contactName: string | null;
  readonly handleName: string;
  readonly language: string;
  /** The customer's newest message; null while they have not agreed to be read. */
  readonly text: string | null;
}

interface Row {
  session_id: string;
  conversation_id: string;
  work_item_id: string;
  number: string;
  how: string;
  by_member_id: string | null;
  offered_at: Date;
  expires_at: Date;
  waiting_since: Date;
  context: Record<string, string | number>;
  case_title: string | null;
  case_number: string | null;
  queue_name: string | null;
  templates: Partial<WorkStreamSettings['templates']> | null;
  group_title: string | null;
  group_members: number | null;
  customer_name: string | null;
  customer_username: string | null;
  followers: string | null;
  contact_name: string | null;
  handle_name: string;
  language: string;
  text: string | null;
}

/** The offers that stand for an agent, oldest first. */
export function listOfferRecords(db: WorkspaceDb, memberId: string): Promise<OfferRecord[]> {
  return list(db, sql`s.agent_id = ${memberId}`);
}

/** One of them, whoever's it is. */
export async function findOfferRecord(db: WorkspaceDb, sessionId: string): Promise<OfferRecord | undefined> {
  const [record] = await list(db, sql`s.id = ${sessionId}`);
  return record;
}

async function list(db: WorkspaceDb, whose: RawBuilder<unknown>): Promise<OfferRecord[]> {
  const rows = await db.rows(sql<Row>`
    select s.id as session_id, s.conversation_id, s.work_item_id, w.number, s.how, s.by_member_id,
      coalesce(s.offered_at, s.started_at) as offered_at, coalesce(s.expires_at, s.started_at) as expires_at,
      coalesce(w.waiting_since, w.queued_at, w.opened_at) as waiting_since, w.context,
      w.title as case_title, null::text as case_number, q.name as queue_name,
      ws.settings->'templates' as templates, g.title as group_title, g.members as group_members,
      cu.name as customer_name, cu.username as customer_username,
      cu.profile->>'followers' as followers, co.name as contact_name,
      coalesce('@' || a.username, h.name) as handle_name, h.language, m.text
    from session s
    join work_item w on w.workspace_id = ${db.workspaceId} and w.id = s.work_item_id
    join conversation c on c.workspace_id = ${db.workspaceId} and c.id = s.conversation_id
    join customer cu on cu.workspace_id = ${db.workspaceId} and cu.id = w.customer_id
    join handle h on h.workspace_id = ${db.workspaceId} and h.id = w.handle_id
    join account a on a.workspace_id = ${db.workspaceId} and a.id = h.account_id
    ${joinGroupTitle(db.workspaceId)}
    left join queue q on q.workspace_id = ${db.workspaceId} and q.id = coalesce(s.queue_id, w.queue_id)
    left join work_stream ws on ws.workspace_id = ${db.workspaceId} and ws.id = w.work_stream_id
    left join contact co on co.workspace_id = ${db.workspaceId} and co.id = cu.contact_id
    left join lateral (
      select m.text from message m
      -- What the customer has not agreed to have read is on no card either.
      join conversation c on c.workspace_id = m.workspace_id and c.id = m.conversation_id
        and c.consent in ('none', 'given')
      where m.workspace_id = ${db.workspaceId} and m.conversation_id = s.conversation_id and m.direction = 'in'
        and m.kind = 'message' and c.consent not in ('waiting', 'refused')
      order by m.position desc limit 1) m on true
    where s.workspace_id = ${db.workspaceId} and s.state = 'offered' and ${whose}
    order by offered_at, s.id limit 100`);
  return rows.map((row) => ({
    sessionId: row.session_id,
    conversationId: row.conversation_id,
    workItemId: row.work_item_id,
    number: Number(row.number),
    how: row.how,
    byMemberId: row.by_member_id,
    offeredAt: row.offered_at,
    expiresAt: row.expires_at,
    waitingSince: row.waiting_since,
    context: row.context,
    caseTitle: row.case_title,
    caseNumber: row.case_number,
    queueName: row.queue_name,
    templates: row.templates ?? {},
    groupTitle: row.group_title,
    groupMembers: row.group_members,
    customerName: row.customer_name,
    customerUsername: row.customer_username,
    followers: row.followers === null ? null : Number(row.followers),
    contactName: row.contact_name,
    handleName: row.handle_name,
    language: row.language,
    text: row.text,
  }));
}
