-- Who is named in a private note, by name or by team, and what is whispered to one agent: their own list.
create table mention (
  workspace_id text not null,
  member_id text not null,
  message_id text not null,
  conversation_id text not null,
  position bigint not null,
  by_member_id text not null,
  -- null: by name; else the team through which the member is meant.
  team_id text,
  whispered boolean not null default false,
  at timestamptz not null,
  read_at timestamptz,
  primary key (workspace_id, member_id, message_id)
);
create index mention_list on mention (workspace_id, member_id, at desc, message_id desc);
create index mention_unread on mention (workspace_id, member_id, conversation_id, position) where read_at is null;
