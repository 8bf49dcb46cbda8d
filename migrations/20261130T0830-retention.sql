-- How long what is kept, and who looked at what.

create table retention_setting (
  workspace_id text not null,
  kind text not null,
  -- null: kept until somebody deletes it.
  days int check (days between 1 and 36500),
  updated_at timestamptz not null,
  primary key (workspace_id, kind)
);

-- Files that still have bytes, oldest first.
create index media_age on media (workspace_id, created_at) where blob_key is not null;
create index draft_age on draft (workspace_id, updated_at);
create index attempt_age on attempt (workspace_id, started_at);
create index message_age on message (workspace_id, at);

-- A person looked at a conversation within an hour: the audit log says it once.
create table conversation_view (
  workspace_id text not null,
  member_id text not null,
  conversation_id text not null,
  hour timestamptz not null,
  primary key (workspace_id, member_id, conversation_id)
) with (fillfactor = 70);

create index audit_at on audit (workspace_id, at);
create index audit_actor on audit (workspace_id, actor_id, seq);
create index audit_subject on audit (workspace_id, subject_id, seq);
