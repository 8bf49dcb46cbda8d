import { sql, type WorkspaceDb } from '../../base/index.ts';

/** A work item whose facts are wanted, as they were at a time. */
export interface FactsOf {
  readonly workItemId: string;
  readonly conversationId: string;
  readonly customerId: string;
  readonly caseId: string | null;
  readonly at: Date;
}

export interface FactsRow {
  readonly work_item_id: string;
  readonly name: string | null;
  readonly username: string | null;
  readonly followers: number | null;
  readonly following: number | null;
  readonly verified: boolean | null;
  readonly location: string | null;
  readonly joined_at: string | null;
  readonly text: string | null;
  readonly content: MessageContent | null;
  readonly before_at: Date | null;
  readonly first_contact: boolean;
  readonly earlier: number;
  readonly contact_name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly contact_company: string | null;
}

/** What of a stored message's content is looked at. */
export interface MessageContent {
  readonly post?: { readonly url?: string };
  readonly entities?: readonly { readonly href?: string | null }[];
}

/**
 * What rules may ask of each item: the customer, the newest message of theirs by then and the one before it, the contact.
 * One statement for all of them.
 */
export async function readFactRows(db: WorkspaceDb, items: readonly FactsOf[]): Promise<FactsRow[]> {
  return db.rows(sql<FactsRow>`
    select t.work_item_id, u.name, u.username,
      (u.profile->>'followers')::float8 as followers, (u.profile->>'following')::float8 as following,
      (u.profile->>'verified')::boolean as verified, u.profile->>'location' as location,
      u.profile->>'joinedXAt' as joined_at,
      m.text, m.content, b.at as before_at,
      not exists (
        select 1 from message e join conversation v
          on v.workspace_id = e.workspace_id and v.id = e.conversation_id
        where v.workspace_id = ${db.workspaceId} and v.customer_id = t.customer_id
          and e.workspace_id = ${db.workspaceId} and e.conversation_id = v.id
          and e.direction = 'in' and e.created_at <= t.at and e.id <> coalesce(m.id, '')
      ) as first_contact,
      (select count(*)::int from work_item w where w.workspace_id = ${db.workspaceId}
        and w.customer_id = t.customer_id and w.opened_at < t.at and w.id <> t.work_item_id) as earlier,
      c.name as contact_name, c.email, c.phone, c.company as contact_company
    from unnest(
      ${items.map((item) => item.workItemId)}::text[],
      ${items.map((item) => item.conversationId)}::text[],
      ${items.map((item) => item.customerId)}::text[],
      ${items.map((item) => item.at)}::timestamptz[]
    ) as t(work_item_id, conversation_id, customer_id, at)
    join customer u on u.workspace_id = ${db.workspaceId} and u.id = t.customer_id
    left join contact c on c.workspace_id = u.workspace_id and c.id = u.contact_id
    left join lateral (
      select id, text, content, position from message
      where workspace_id = ${db.workspaceId} and conversation_id = t.conversation_id
        and direction = 'in' and created_at <= t.at
      order by position desc limit 1) m on true
    left join lateral (
      select at from message
      where workspace_id = ${db.workspaceId} and conversation_id = t.conversation_id
        and direction in ('in', 'out') and position < m.position
      order by position desc limit 1) b on true`);
}
