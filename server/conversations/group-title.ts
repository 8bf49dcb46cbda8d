import { sql } from '../base/index.ts';

/**
 * Joins `g` to a conversation `c`: how a group is called in one line (its name, or who is in it, as the inbox says it)
 * and how many are in it. The title of a conversation of two is null, and no index is asked for it.
 */
export const joinGroupTitle = (workspaceId: string) => sql`
  left join lateral (
    select count(*)::int as members, coalesce(c.name, case
      when count(*) <= 2 then string_agg(i.called, ' and ' order by p.joined_at, i.id)
      else (array_agg(i.called order by p.joined_at, i.id))[1] || ', ' ||
        (array_agg(i.called order by p.joined_at, i.id))[2] || ' and ' || count(*) - 2 || ' more'
      end) as title
    from participant p
    join lateral (
      select i.id, coalesce(nullif(trim(i.name), ''), '@' || i.username, '…') as called from customer i
      where i.workspace_id = ${workspaceId} and i.id = p.customer_id) i on true
    where p.workspace_id = ${workspaceId} and p.conversation_id = c.id and p.left_at is null
      and c.kind = 'group'
  ) g on true`;
