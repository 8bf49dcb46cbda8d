import type { RawBuilder } from 'kysely';
import { type AttributeValues, standardWorkStreamSettings } from '../../../contract/api/index.ts';
import { sql, type WorkspaceDb } from '../../base/index.ts';

/** A work item whose facts are wanted, as they were at a time. */
export interface FactsOf {
  readonly workItemId: string;
  readonly conversationId: string;
  readonly customerId: string;
  readonly workStreamId: string;
  readonly at: Date;
}

/** A company, as rules see it. */
interface CompanyFacts {
  readonly name: string;
  readonly number: string | null;
  readonly city: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly attributes: AttributeValues;
}

export interface ContactFacts {
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly company: string | null;
  readonly job_title: string | null;
  readonly city: string | null;
  readonly country: string | null;
  readonly language: string | null;
  readonly relationship: string | null;
  readonly attributes: AttributeValues;
}

export interface CaseFacts {
  readonly number: number;
  readonly title: string;
  readonly status: string;
  readonly priority: string;
  readonly product: string | null;
  readonly attributes: AttributeValues;
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
  readonly x_user_id: string | null;
  readonly attributes: AttributeValues;
  readonly contact: ContactFacts | null;
  /** Of the contact, else the one that the customer is linked to. */
  readonly company: CompanyFacts | null;
  readonly case: CaseFacts | null;
  readonly case_company: CompanyFacts | null;
  readonly title: string | null;
  readonly item_attributes: AttributeValues | null;
  /** By what the customer came first: the name of a link of ours, a post's id. */
  readonly source_link: string | null;
  readonly source_post: string | null;
}

/** What of a stored message's content is looked at. */
export interface MessageContent {
  readonly post?: { readonly url?: string };
  readonly entities?: readonly { readonly href?: string | null }[];
}

/**
 * What rules may ask of each item: the customer, the newest message of theirs by then and the one before it, the contact
 * and its company, the case and its company. The case is the item's own; without one the only active case of whom the
 * customer is, where the work stream will put that on. One statement for all of them.
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
      u.x_user_id, u.attributes,
      case when c.id is not null then jsonb_build_object('name', c.name, 'email', c.email, 'phone', c.phone,
        'company', c.company, 'job_title', c.job_title, 'city', c.city, 'country', c.country, 'language', c.language,
        'relationship', c.relationship, 'attributes', c.attributes) end as contact,
      ${companyFacts('o')} as company,
      case when r.id is not null then jsonb_build_object('number', r.number, 'title', r.title, 'status', r.status,
        'priority', r.priority, 'product', r.product, 'attributes', r.attributes) end as case,
      ${companyFacts('p')} as case_company,
      w.title, w.attributes as item_attributes, came.link_name as source_link, came.x_post_id::text as source_post
    from unnest(
      ${items.map((item) => item.workItemId)}::text[],
      ${items.map((item) => item.conversationId)}::text[],
      ${items.map((item) => item.customerId)}::text[],
      ${items.map((item) => item.workStreamId)}::text[],
      ${items.map((item) => item.at)}::timestamptz[]
    ) as t(work_item_id, conversation_id, customer_id, work_stream_id, at)
    join customer u on u.workspace_id = ${db.workspaceId} and u.id = t.customer_id
    left join contact c on c.workspace_id = u.workspace_id and c.id = u.contact_id
    left join company o on o.workspace_id = u.workspace_id and o.id = coalesce(c.company_id, u.company_id)
    left join work_item w on w.workspace_id = u.workspace_id and w.id = t.work_item_id
    left join work_stream s on s.workspace_id = u.workspace_id and s.id = t.work_stream_id
    left join lateral (
      select case when count(*) = 1 then min(one.id) end as id from (
        select k.id from case_record k where k.workspace_id = ${db.workspaceId} and k.status = 'active'
          and k.contact_id = c.id
        union all
        select k.id from case_record k where k.workspace_id = ${db.workspaceId} and k.status = 'active'
          and c.id is null and k.company_id = u.company_id
        limit 2) one
      where w.case_id is null and not coalesce(w.case_refused, false)
        and coalesce((s.settings->>'linkOnlyCase')::boolean, ${standardWorkStreamSettings.linkOnlyCase})
    ) only_case on true
    left join case_record r on r.workspace_id = u.workspace_id and r.id = coalesce(w.case_id, only_case.id)
    left join company p on p.workspace_id = u.workspace_id and p.id = r.company_id
    left join conversation_source came on came.workspace_id = u.workspace_id and came.conversation_id = t.conversation_id
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

function companyFacts(alias: string): RawBuilder<unknown> {
  const of = (name: string) => sql.ref(`${alias}.${name}`);
  return sql`case when ${of('id')} is not null then jsonb_build_object('name', ${of('name')}, 'number', ${of('number')},
    'city', ${of('city')}, 'phone', ${of('phone')}, 'email', ${of('email')}, 'attributes', ${of('attributes')}) end`;
}
