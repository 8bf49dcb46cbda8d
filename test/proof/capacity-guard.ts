import { type Queries, runSql, sql } from '../../server/base/index.ts';

/**
 * Makes the database itself refuse whatever would give an agent more than their limit automatically: a transaction that
 * does so cannot be committed, whatever the product believes.
 */
export async function guardCapacity(db: Queries): Promise<void> {
  await runSql(
    db,
    `create function refuse_too_much() returns trigger language plpgsql as $$
     begin
       if new.kind = 'automatic' and (
         select coalesce(sum(units), 0) from hold where workspace_id = new.workspace_id and member_id = new.member_id
       ) > coalesce((
         select capacity_units from agent_settings
         where workspace_id = new.workspace_id and member_id = new.member_id), 100)
       and exists (select 1 from hold where id = new.id) then
         raise exception 'agent % was given more than they can take', new.member_id;
       end if;
       return null;
     end $$;
     create constraint trigger capacity_is_kept after insert on hold deferrable initially deferred
       for each row execute function refuse_too_much();`,
  );
}

/** What the tables say that cannot be: each row is a fault, in words. */
export async function listFaults(db: Queries): Promise<string[]> {
  const rows = await db.rows(sql<{ fault: string }>`
    select 'a hold without a running session: ' || h.id as fault from hold h
      left join session s on s.workspace_id = h.workspace_id and s.id = h.session_id
      where s.id is null or s.ended_at is not null
    union all
    select 'an agent whose sum is wrong: ' || a.member_id from agent_state a
      where a.used_units <> (select coalesce(sum(units), 0) from hold h
        where h.workspace_id = a.workspace_id and h.member_id = a.member_id)
    union all
    select 'an agent whose sessions are miscounted: ' || a.member_id from agent_state a
      where a.sessions <> (select count(*) from session s where s.workspace_id = a.workspace_id
        and s.agent_id = a.member_id and s.ended_at is null and s.participation = 'primary')
    union all
    select 'an item without its session: ' || w.id from work_item w
      where w.state in ('active', 'wrap_up') and w.assignee_id is not null and not exists (
        select 1 from session s where s.workspace_id = w.workspace_id and s.work_item_id = w.id
          and s.agent_id = w.assignee_id and s.state = 'accepted' and s.participation = 'primary')
    union all
    select 'an offer without its item: ' || s.id from session s
      join work_item w on w.workspace_id = s.workspace_id and w.id = s.work_item_id
      where s.state = 'offered' and s.participation = 'primary' and w.offered_to is distinct from s.agent_id
    union all
    select 'an item with two of a kind: ' || work_item_id from session
      where ended_at is null and participation = 'primary' group by work_item_id, state having count(*) > 1
    union all
    select 'a session that never ended: ' || s.id from session s
      join work_item w on w.workspace_id = s.workspace_id and w.id = s.work_item_id
      where w.state = 'closed' and s.ended_at is null
    union all
    select 'an item in a queue without a stay: ' || w.id from work_item w
      where w.queued_at is not null and not exists (select 1 from queue_stay q
        where q.workspace_id = w.workspace_id and q.work_item_id = w.id and q.queue_id = w.queue_id
          and q.left_at is null)
    union all
    select 'a stay of an item that is in no queue: ' || q.id from queue_stay q
      join work_item w on w.workspace_id = q.workspace_id and w.id = q.work_item_id
      where q.left_at is null and w.queued_at is null`);
  return rows.map((row) => row.fault);
}
