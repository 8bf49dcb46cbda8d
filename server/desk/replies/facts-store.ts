import { sql, type WorkspaceDb } from '../../base/index.ts';
import { shownName } from '../../people/index.ts';

export interface FactsRow {
  readonly customerName: string | null;
  readonly username: string | null;
  readonly contactName: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly contactLanguage: string | null;
  readonly company: string | null;
  readonly handle: string | null;
  readonly handleName: string;
  readonly language: string;
  readonly workStreamId: string | null;
  readonly number: string | null;
  readonly caseNumber: string | null;
  readonly agentName: string | null;
  /** What customers see of it. */
  readonly agentShown: string | null;
  readonly agentNickname: string | null;
}

/** What a text for a conversation can say of its customer, its agent and itself. */
export function findFacts(
  db: WorkspaceDb,
  conversationId: string,
  memberId: string | null,
): Promise<FactsRow | undefined> {
  return db.findRow(sql<FactsRow>`
    select cu.name as "customerName", cu.username, p.name as "contactName", p.first_name as "firstName",
      p.last_name as "lastName", p.language as "contactLanguage", coalesce(p.company, f.name) as company,
      a.username as handle, h.name as "handleName", h.language,
      coalesce(w.work_stream_id, h.work_stream_id) as "workStreamId", w.number, k.number as "caseNumber",
      g.name as "agentName", ${shownName(db.workspaceId, 'g')} as "agentShown", g.preferences->>'nickname' as "agentNickname"
    from conversation c
    join customer cu on cu.workspace_id = c.workspace_id and cu.id = c.customer_id
    join handle h on h.workspace_id = c.workspace_id and h.id = c.handle_id
    join account a on a.workspace_id = h.workspace_id and a.id = h.account_id
    left join member g on g.workspace_id = c.workspace_id and g.id = ${memberId}
    left join contact p on p.workspace_id = cu.workspace_id and p.id = cu.contact_id
    left join company f on f.workspace_id = cu.workspace_id and f.id = cu.company_id
    left join lateral (
      select number, case_id, work_stream_id from work_item w
      where w.workspace_id = ${db.workspaceId} and w.conversation_id = c.id
      order by (w.state <> 'closed') desc, w.opened_at desc limit 1) w on true
    left join case_record k on k.workspace_id = c.workspace_id and k.id = w.case_id
    where c.workspace_id = ${db.workspaceId} and c.id = ${conversationId}`);
}
