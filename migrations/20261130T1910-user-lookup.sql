-- What X said of users that reports looked up, so that nobody is paid for twice in a day. Gone after 30 days.
create table user_lookup (
  workspace_id text not null,
  -- X's id, or @ and the username in small letters.
  key text not null,
  -- Of a user that X knows.
  x_user_id bigint,
  -- {status, user} or {status, title, detail}
  answer jsonb not null,
  looked_up_at timestamptz not null,
  primary key (workspace_id, key)
);
create index user_lookup_user on user_lookup (workspace_id, x_user_id) where x_user_id is not null;
create index user_lookup_age on user_lookup (looked_up_at);
