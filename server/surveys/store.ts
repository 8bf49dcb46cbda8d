import type { SurveyAnswers, SurveyInput } from '../../contract/api/surveys.ts';
import { type Queries, sql, type WorkspaceDb, type WorkspaceId, type WorkspaceTx } from '../base/index.ts';
import { standardSurvey } from './standard.ts';

export async function readSurvey(db: WorkspaceDb, handleId: string): Promise<SurveyInput> {
  const row = await db.findRow(sql<{ definition: SurveyInput }>`
    select definition from survey where workspace_id = ${db.workspaceId} and handle_id = ${handleId}`);
  return row?.definition ?? standardSurvey;
}

export async function saveSurvey(
  tx: WorkspaceTx,
  handleId: string,
  definition: SurveyInput,
  at: Date,
): Promise<void> {
  await tx.execute(sql`
    insert into survey (workspace_id, handle_id, definition, updated_at)
    values (${tx.workspaceId}, ${handleId}, ${JSON.stringify(definition)}, ${at})
    on conflict (workspace_id, handle_id) do update
      set definition = excluded.definition, updated_at = excluded.updated_at`);
}

/** A work item that ended, as far as its survey goes. */
export interface EndedItem {
  readonly id: string;
  readonly conversation_id: string;
  readonly customer_id: string;
  readonly handle_id: string;
  readonly queue_id: string;
  readonly agent_id: string | null;
  readonly language: string;
}

/** The item when it has ended, somebody answered in it, and its customer may be asked. */
export function findEnded(db: WorkspaceDb, workItemId: string): Promise<EndedItem | undefined> {
  return db.findRow(sql<EndedItem>`
    select w.id, w.conversation_id, w.customer_id, w.handle_id, w.queue_id,
      coalesce(w.language, h.language) as language,
      coalesce(w.assignee_id, (select e.agent_id from session e
        where e.workspace_id = w.workspace_id and e.work_item_id = w.id and e.participation = 'primary'
        order by e.started_at desc limit 1)) as agent_id
    from work_item w
    join conversation c on c.workspace_id = w.workspace_id and c.id = w.conversation_id
    join handle h on h.workspace_id = w.workspace_id and h.id = w.handle_id
    where w.workspace_id = ${db.workspaceId} and w.id = ${workItemId} and w.state in ('wrap_up', 'closed')
      and w.first_answer_at is not null and c.consent in ('none', 'given')
      -- A link that one answers for all would count as nobody's.
      and c.kind = 'one'`);
}

/** Once per work item, however often it is asked. */
export async function insertInvitation(
  tx: WorkspaceTx,
  id: string,
  item: EndedItem,
  dueAt: Date,
): Promise<void> {
  await tx.execute(sql`
    insert into survey_invitation (workspace_id, id, handle_id, work_item_id, conversation_id, customer_id, agent_id,
      queue_id, language, due_at)
    values (${tx.workspaceId}, ${id}, ${item.handle_id}, ${item.id}, ${item.conversation_id}, ${item.customer_id},
      ${item.agent_id}, ${item.queue_id}, ${item.language}, ${dueAt}) on conflict do nothing`);
}

export interface DueInvitation {
  readonly workspace_id: WorkspaceId;
  readonly id: string;
}

/** Invitations to send now, of all workspaces. */
export function listDue(db: Queries, now: Date, limit: number): Promise<DueInvitation[]> {
  return db.rows(sql<DueInvitation>`
    select workspace_id, id from survey_invitation where due_at <= ${now} order by due_at limit ${limit}`);
}

export interface ClaimedInvitation {
  readonly id: string;
  readonly handle_id: string;
  readonly work_item_id: string;
  readonly conversation_id: string;
  readonly language: string;
}

/** Takes an invitation that is due; nothing when another process was quicker. */
export function claimDue(tx: WorkspaceTx, id: string, now: Date): Promise<ClaimedInvitation | undefined> {
  return tx.findRow(sql<ClaimedInvitation>`
    update survey_invitation set due_at = null
    where workspace_id = ${tx.workspaceId} and id = ${id} and due_at <= ${now}
    returning id, handle_id, work_item_id, conversation_id, language`);
}

export async function markSent(
  tx: WorkspaceTx,
  id: string,
  sent: { tokenHash: Buffer; definition: SurveyInput; sentAt: Date; expiresAt: Date },
): Promise<void> {
  await tx.execute(sql`
    update survey_invitation set token_hash = ${sent.tokenHash}, definition = ${JSON.stringify(sent.definition)},
      sent_at = ${sent.sentAt}, expires_at = ${sent.expiresAt}
    where workspace_id = ${tx.workspaceId} and id = ${id}`);
}

export interface OpenSurvey {
  readonly workspace_id: WorkspaceId;
  readonly id: string;
  readonly handle_id: string;
  readonly work_item_id: string;
  readonly conversation_id: string;
  readonly agent_id: string | null;
  readonly language: string;
  readonly definition: SurveyInput;
  readonly expires_at: Date;
  readonly answers: SurveyAnswers | null;
  readonly business_name: string;
  readonly handle_name: string;
}

/** The survey behind a link whose time is not over. */
export function findByToken(db: Queries, tokenHash: Buffer, now: Date): Promise<OpenSurvey | undefined> {
  return db.findRow(sql<OpenSurvey>`
    select i.workspace_id, i.id, i.handle_id, i.work_item_id, i.conversation_id, i.agent_id, i.language, i.definition,
      i.expires_at, i.answers, w.name as business_name, h.name as handle_name
    from survey_invitation i
    join workspace w on w.id = i.workspace_id
    join handle h on h.workspace_id = i.workspace_id and h.id = i.handle_id
    where i.token_hash = ${tokenHash} and i.expires_at > ${now}`);
}

export async function saveAnswers(
  tx: WorkspaceTx,
  id: string,
  answers: SurveyAnswers,
  at: Date,
): Promise<void> {
  await tx.execute(sql`
    update survey_invitation set answers = ${JSON.stringify(answers)}, updated_at = ${at},
      answered_at = coalesce(answered_at, ${at}::timestamptz)
    where workspace_id = ${tx.workspaceId} and id = ${id}`);
}
