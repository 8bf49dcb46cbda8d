-- Whatever of the set-up changes raises the workspace's number in the same transaction, so that a process knows that
-- what it has read is old. Tables of later migrations that distribution reads attach the same trigger.
create function note_setup_change() returns trigger language plpgsql as $$
declare
  -- workspace itself has its id where others name their workspace.
  key text := case tg_table_name when 'workspace' then 'id' else 'workspace_id' end;
  old_workspace text := case when tg_op = 'INSERT' then null else to_jsonb(old) ->> key end;
  new_workspace text := case when tg_op = 'DELETE' then null else to_jsonb(new) ->> key end;
begin
  insert into setup_version (workspace_id, version)
  select id, 1 from (select old_workspace union select new_workspace) as w (id) where id is not null order by id
  on conflict (workspace_id) do update set version = setup_version.version + 1;
  return null;
end $$;

create trigger setup_change after insert or update or delete on queue
  for each row execute function note_setup_change();
create trigger setup_change after insert or update or delete on queue_member
  for each row execute function note_setup_change();
create trigger setup_change after insert or update or delete on work_stream
  for each row execute function note_setup_change();
create trigger setup_change after insert or update or delete on handle
  for each row execute function note_setup_change();
create trigger setup_change after insert or update or delete on team
  for each row execute function note_setup_change();
create trigger setup_change after insert or update or delete on team_member
  for each row execute function note_setup_change();
create trigger setup_change after insert or update or delete on skill
  for each row execute function note_setup_change();
create trigger setup_change after insert or update or delete on rating_model
  for each row execute function note_setup_change();
create trigger setup_change after insert or update or delete on member_skill
  for each row execute function note_setup_change();
create trigger setup_change after insert or update or delete on capacity_profile
  for each row execute function note_setup_change();
create trigger setup_change after insert or update or delete on member_capacity_profile
  for each row execute function note_setup_change();
create trigger setup_change after insert or update or delete on presence_option
  for each row execute function note_setup_change();
create trigger setup_change after insert or update or delete on agent_settings
  for each row execute function note_setup_change();
create trigger setup_change after insert or delete on member
  for each row execute function note_setup_change();
-- Members are written to for other reasons too: when they were last seen.
create trigger setup_change_of after update on member
  for each row when (old.active is distinct from new.active or old.role is distinct from new.role)
  execute function note_setup_change();
create trigger setup_change_of after update on workspace
  for each row when (old.settings is distinct from new.settings)
  execute function note_setup_change();

-- Running sessions in which an agent is the one who answers; kept, like the holds, under the row's lock.
alter table agent_state add column sessions int not null default 0;
create index agent_state_left on agent_state (left_at) where left_at is not null;
create index session_live on session (workspace_id, agent_id) where ended_at is null;
create index session_live_item on session (workspace_id, work_item_id) where ended_at is null;
create index work_item_affinity_due on work_item (affinity_until) where affinity_until is not null and state = 'open';
-- The same items as work_item_to_assign, for queues that rank by priority first.
create index work_item_to_assign_ranked on work_item (
  workspace_id, queue_id,
  (case priority when 'urgent' then 1 when 'high' then 2 when 'normal' then 3 else 4 end), ordered_at, id)
  where state = 'open' and mode = 'push' and assignee_id is null and offered_to is null and held_back is null;
