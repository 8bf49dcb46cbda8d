import type { TimelineEntry } from '../../../contract/api/index.ts';
import { sql, type WorkspaceDb } from '../../base/index.ts';

export interface TimelineRow {
  readonly kind: TimelineEntry['kind'];
  readonly id: string;
  readonly at: Date;
  readonly conversationId: string | null;
  readonly number: string | null;
  readonly title: string | null;
  readonly state: string | null;
  readonly text: string | null;
  readonly authorId: string | null;
}

export interface TimelineQuery {
  readonly only?: TimelineEntry['kind'];
  readonly before?: Date;
  readonly limit: number;
}

/** Whose conversations, cases and notes are asked for. */
export interface TimelineOf {
  readonly customerIds: readonly string[];
  readonly contactId?: string;
  readonly companyId?: string;
  readonly caseId?: string;
}

/** Each kind is read newest first from its own index, and no more of it than the page holds. */
export async function listTimeline(
  db: WorkspaceDb,
  of: TimelineOf,
  query: TimelineQuery,
): Promise<TimelineRow[]> {
  const wants = (kind: TimelineEntry['kind']) => query.only === undefined || query.only === kind;
  const found = [
    ...(wants('conversation') ? await listConversations(db, of, query) : []),
    ...(wants('case') ? await listCases(db, of, query) : []),
    ...(wants('note') ? await listThreadNotes(db, of, query) : []),
    ...(wants('note') ? await listNotes(db, of, query) : []),
  ];
  return found
    .sort((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1))
    .slice(0, query.limit);
}

const earlier = (column: ReturnType<typeof sql>, before: Date | undefined) =>
  before === undefined ? sql`` : sql`and ${column} < ${before}`;

function listConversations(db: WorkspaceDb, of: TimelineOf, query: TimelineQuery): Promise<TimelineRow[]> {
  const fields = sql`'conversation' as kind, w.id, w.opened_at as at, w.conversation_id as "conversationId", w.number, w.title,
    w.state, null as text, w.assignee_id as "authorId"`;
  const before = earlier(sql`w.opened_at`, query.before);
  if (of.caseId !== undefined) {
    return db.rows(sql<TimelineRow>`
      select ${fields} from work_item w where w.workspace_id = ${db.workspaceId} and w.case_id = ${of.caseId} ${before}
      order by w.opened_at desc limit ${query.limit}`);
  }
  return db.rows(sql<TimelineRow>`
    select w.* from unnest(${[...of.customerIds]}::text[]) as c(id), lateral (
      select ${fields} from work_item w
      where w.workspace_id = ${db.workspaceId} and w.customer_id = c.id ${before}
      order by w.opened_at desc limit ${query.limit}) w
    order by w.at desc limit ${query.limit}`);
}

function listCases(db: WorkspaceDb, of: TimelineOf, query: TimelineQuery): Promise<TimelineRow[]> {
  const whose =
    of.contactId !== undefined
      ? sql`k.contact_id = ${of.contactId}`
      : of.companyId !== undefined
        ? sql`k.company_id = ${of.companyId}`
        : undefined;
  if (!whose) return Promise.resolve([]);
  return db.rows(sql<TimelineRow>`
    select 'case' as kind, k.id, k.updated_at as at, null as "conversationId", k.number, k.title, k.status as state,
      null as text, k.owner_id as "authorId"
    from case_record k where k.workspace_id = ${db.workspaceId} and ${whose} ${earlier(sql`k.updated_at`, query.before)}
    order by k.updated_at desc, k.id desc limit ${query.limit}`);
}

/** Notes that colleagues wrote in the threads. */
function listThreadNotes(db: WorkspaceDb, of: TimelineOf, query: TimelineQuery): Promise<TimelineRow[]> {
  if (of.customerIds.length === 0) return Promise.resolve([]);
  return db.rows(sql<TimelineRow>`
    select 'note' as kind, m.id, m.at, m.conversation_id as "conversationId", null as number, null as title,
      null as state, m.text, m.author_id as "authorId"
    from conversation c, lateral (
      select m.id, m.at, m.conversation_id, m.text, m.author_id from message m
      where m.workspace_id = ${db.workspaceId} and m.conversation_id = c.id and m.kind = 'note' and m.deleted_at is null
        ${earlier(sql`m.at`, query.before)}
      order by m.position desc limit ${query.limit}) m
    where c.workspace_id = ${db.workspaceId} and c.customer_id = any(${[...of.customerIds]}::text[])
    order by m.at desc limit ${query.limit}`);
}

function listNotes(db: WorkspaceDb, of: TimelineOf, query: TimelineQuery): Promise<TimelineRow[]> {
  const [kind, id] =
    of.caseId !== undefined
      ? ['case', of.caseId]
      : of.contactId !== undefined
        ? ['contact', of.contactId]
        : ['company', of.companyId ?? ''];
  return db.rows(sql<TimelineRow>`
    select 'note' as kind, n.id, n.at, null as "conversationId", null as number, null as title, null as state, n.text,
      n.author_id as "authorId"
    from record_note n
    where n.workspace_id = ${db.workspaceId} and n.record_kind = ${kind} and n.record_id = ${id}
      ${earlier(sql`n.at`, query.before)}
    order by n.at desc, n.id desc limit ${query.limit}`);
}
