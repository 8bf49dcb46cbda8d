-- Links that open a message to a handle, by name: who comes by one is told apart from who comes by another.
create table compose_link (
  workspace_id text not null,
  id text not null,
  handle_id text not null,
  name text not null,
  first_words text not null default '',
  -- X's id of the welcome message that the link shows: what X tells us again when somebody writes.
  welcome_message_id bigint,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);
create unique index compose_link_name on compose_link (workspace_id, handle_id, lower(name));

-- By what a customer came to write: recorded once a conversation, at its first message.
create table conversation_source (
  workspace_id text not null,
  conversation_id text not null,
  kind text not null check (kind in ('link', 'answer', 'post', 'welcome')),
  link_id text,
  -- As it was called then: the link may be deleted.
  link_name text,
  -- The post whose button was followed; an answer of ours has the post that it answers as well.
  x_post_id bigint,
  public_post_id text,
  welcome_message_id bigint,
  at timestamptz not null,
  primary key (workspace_id, conversation_id)
);
create index conversation_source_link on conversation_source (workspace_id, link_id) where link_id is not null;
