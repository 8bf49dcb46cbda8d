-- Conversations of several people on X. One of a handle and a customer stays the rule; a group is known by X's own id.

alter table conversation
  add column kind text not null default 'one' check (kind in ('one', 'group')),
  -- Of a group: what we call it. X tells of no name.
  add column name text,
  -- Our account is no longer in the group.
  add column left_at timestamptz;
-- In a group `customer_id` is whoever we heard of first there.
alter table conversation drop constraint conversation_workspace_id_handle_id_customer_id_key;
create unique index conversation_pair on conversation (workspace_id, handle_id, customer_id) where kind = 'one';
create unique index conversation_group on conversation (workspace_id, handle_id, x_conversation_id) where kind = 'group';

-- Who is in a group on X, beside our account.
create table participant (
  workspace_id text not null,
  conversation_id text not null,
  customer_id text not null,
  joined_at timestamptz not null,
  left_at timestamptz,
  primary key (workspace_id, conversation_id, customer_id)
);
create index participant_of on participant (workspace_id, customer_id);
