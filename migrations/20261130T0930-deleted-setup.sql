-- What was deleted of the set-up can be brought back for some minutes: its rows, and those that went with it.
create table deleted_thing (
  workspace_id text not null,
  id text not null,
  -- As setup.changed names it.
  kind text not null,
  deleted_by text,
  deleted_at timestamptz not null,
  primary key (workspace_id, id)
);
create index deleted_thing_at on deleted_thing (deleted_at);
create table deleted_row (
  workspace_id text not null,
  thing_id text not null,
  n bigint generated always as identity,
  table_name text not null,
  row jsonb not null,
  primary key (workspace_id, thing_id, n)
);

-- A transaction that says what it deletes (rookery.deleting) keeps every row of the set-up that goes.
create function keep_deleted_row() returns trigger language plpgsql as $$
begin
  insert into deleted_row (workspace_id, thing_id, table_name, row)
  values (old.workspace_id, current_setting('rookery.deleting'), tg_table_name, to_jsonb(old));
  return null;
end $$;

do $$
declare
  one text;
begin
  foreach one in array array[
    'queue', 'queue_member', 'queue_team', 'queue_turn', 'work_stream', 'rule_set', 'team', 'team_member',
    'workspace_role', 'rating_model', 'skill', 'member_skill', 'capacity_profile', 'member_capacity_profile',
    'presence_option', 'notification_template', 'operating_hours', 'timeout_rule', 'attribute_definition',
    'alert_rule', 'quick_reply', 'macro', 'article', 'article_version', 'masking_rule']
  loop
    execute format(
      'create trigger keep_deleted after delete on %I for each row
        when (coalesce(current_setting(''rookery.deleting'', true), '''') <> '''')
        execute function keep_deleted_row()', one);
  end loop;
end $$;
