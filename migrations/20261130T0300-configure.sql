-- What administrators change carries a number that rises with each change: who saves over somebody else's change is told.
alter table queue add column version int not null default 1;
alter table work_stream add column version int not null default 1;
alter table team add column version int not null default 1;
alter table rating_model add column version int not null default 1;
alter table skill add column version int not null default 1;
alter table capacity_profile add column version int not null default 1;
alter table presence_option add column version int not null default 1;
alter table agent_settings add column version int not null default 1;
create unique index queue_name on queue (workspace_id, lower(name));
create unique index rating_model_name on rating_model (workspace_id, lower(name));
create unique index presence_option_name on presence_option (workspace_id, lower(name));

-- Teams that belong to a queue as a whole; queue_member holds their people, with via = the team.
create table queue_team (
  workspace_id text not null,
  queue_id text not null,
  team_id text not null,
  primary key (workspace_id, queue_id, team_id)
);
create index queue_team_of on queue_team (workspace_id, team_id);
create index handle_of_work_stream on handle (workspace_id, work_stream_id) where deleted_at is null;
create index skill_of_model on skill (workspace_id, rating_model_id);
create index member_profile_of on member_capacity_profile (workspace_id, profile_id);

-- Roles of the workspace's own. They stand on a standard rank; what they may do is their own set.
create table workspace_role (
  workspace_id text not null,
  id text not null,
  name text not null,
  description text not null default '',
  rank text not null check (rank in ('agent', 'supervisor', 'administrator')),
  permissions text[] not null,
  version int not null default 1,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);
create unique index workspace_role_name on workspace_role (workspace_id, lower(name));
alter table member add column custom_role_id text;
alter table api_key add column custom_role_id text;
alter table invitation add column custom_role_id text;
create index member_of_role on member (workspace_id, custom_role_id) where custom_role_id is not null;
create index api_key_of_role on api_key (workspace_id, custom_role_id) where custom_role_id is not null;

-- Everybody belongs to the default queue.
update queue set open_to_all = true where is_default;
