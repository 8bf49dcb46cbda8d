-- The main road's tables. Ids are 24 lowercase hex characters made in the application; X's ids are bigint.
-- workspace_id comes first in every key of a workspace's table: one workspace lives on one shard.

create table workspace (
  id text primary key,
  name text not null,
  settings jsonb not null default '{}',
  created_at timestamptz not null
);

-- X apps ------------------------------------------------------------------------------------------------

create table x_app (
  workspace_id text not null,
  id text not null,
  name text not null,
  network text not null check (network in ('x', 'local')),
  consumer_key text not null,
  client_id text,
  environment_name text,
  -- The way in that the checks chose, and why.
  transport text not null default 'none'
    check (transport in ('none', 'activity_webhook', 'account_activity_v2', 'account_activity_v1', 'activity_stream', 'polling')),
  transport_reason text,
  -- null: chosen by the checks.
  transport_wanted text,
  -- Unguessable part of the webhook URL.
  door_key text not null,
  x_webhook_id text,
  webhook_checked_at timestamptz,
  v1_dm text not null default 'unknown' check (v1_dm in ('unknown', 'enabled', 'refused')),
  privacy_accepted_at timestamptz,
  privacy_accepted_by text,
  created_at timestamptz not null,
  deleted_at timestamptz,
  primary key (workspace_id, id)
);

-- Which workspace a webhook's door belongs to. Global: asked before the workspace is known.
create table x_app_door (
  door_key text primary key,
  workspace_id text not null,
  app_id text not null,
  network text not null,
  consumer_key text not null,
  unique (network, consumer_key)
);

create table account (
  workspace_id text not null,
  id text not null,
  app_id text not null,
  kind text not null check (kind in ('user', 'app')),
  x_user_id bigint,
  username text,
  name text,
  avatar_url text,
  auth_kind text not null check (auth_kind in ('oauth1', 'oauth2', 'app')),
  scopes text[] not null default '{}',
  status text not null check (status in ('active', 'reconnect', 'revoked', 'removed')),
  status_reason text,
  status_at timestamptz not null,
  access_expires_at timestamptz,
  refresh_due_at timestamptz,
  token_version int not null default 1,
  last_used_at timestamptz,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);
create unique index account_user on account (workspace_id, app_id, x_user_id) where kind = 'user' and status <> 'removed';
create index account_refresh_due on account (refresh_due_at) where refresh_due_at is not null;

-- Work distribution -------------------------------------------------------------------------------------

create table queue (
  workspace_id text not null,
  id text not null,
  name text not null,
  is_default boolean not null default false,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);

create table work_stream (
  workspace_id text not null,
  id text not null,
  name text not null,
  is_default boolean not null default false,
  queue_id text not null,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);

create table handle (
  workspace_id text not null,
  id text not null,
  account_id text not null,
  name text not null,
  language text not null default 'en',
  work_stream_id text not null,
  files_from_customers boolean not null default true,
  files_from_agents boolean not null default true,
  enabled boolean not null default true,
  created_at timestamptz not null,
  deleted_at timestamptz,
  primary key (workspace_id, id)
);
create unique index handle_account on handle (workspace_id, account_id) where deleted_at is null;

-- How events of an account reach us, how far we have read, and what is missing.
create table account_feed (
  workspace_id text not null,
  account_id text not null,
  subscribed boolean not null default false,
  subscription_ids jsonb not null default '{}',
  last_event_at timestamptz,
  last_polled_at timestamptz,
  -- Newest DM event id known to be complete up to; a gap fill reads back to it.
  complete_to bigint,
  gap_since timestamptz,
  health text not null default 'unknown' check (health in ('unknown', 'healthy', 'degraded', 'down')),
  health_reason text,
  health_at timestamptz,
  primary key (workspace_id, account_id)
);

-- Inbound -----------------------------------------------------------------------------------------------

-- One raw foreign body as it came in. bytea: jsonb refuses U+0000 and lone surrogates.
-- Kept 30 days. (partition, seq) is the projector's order: no gaps, commit order.
create table delivery (
  workspace_id text not null,
  partition int not null,
  seq bigint not null,
  id text not null,
  app_id text not null,
  transport text not null,
  received_at timestamptz not null,
  body bytea not null,
  primary key (workspace_id, partition, seq)
);
create index delivery_age on delivery (received_at);

create table delivery_head (
  workspace_id text not null,
  partition int not null,
  seq bigint not null,
  primary key (workspace_id, partition)
);

-- What has been taken in, whatever way it came: X's id alone is not a key.
create table seen_event (
  workspace_id text not null,
  account_id text not null,
  kind text not null,
  x_key text not null,
  at timestamptz not null,
  primary key (workspace_id, account_id, kind, x_key)
);
create index seen_event_age on seen_event (at);

create table unknown_kind (
  workspace_id text not null,
  app_id text not null,
  kind text not null,
  count bigint not null,
  last_at timestamptz not null,
  last_delivery_id text not null,
  primary key (workspace_id, app_id, kind)
);

-- People who write to us --------------------------------------------------------------------------------

create table contact (
  workspace_id text not null,
  id text not null,
  name text not null,
  email text,
  phone text,
  company text,
  note text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id)
);
create index contact_name on contact (workspace_id, lower(name));

create table customer (
  workspace_id text not null,
  id text not null,
  x_user_id bigint not null,
  username text,
  name text,
  avatar_url text,
  -- followers, following, verified, description, location, created at: as X last said.
  profile jsonb not null default '{}',
  profile_at timestamptz,
  profile_due_at timestamptz,
  contact_id text,
  contact_linked_by text,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, x_user_id)
);
create index customer_contact on customer (workspace_id, contact_id) where contact_id is not null;
create index customer_profile_due on customer (profile_due_at) where profile_due_at is not null;

-- Conversations -----------------------------------------------------------------------------------------

-- The one permanent thread of a customer and a handle.
create table conversation (
  workspace_id text not null,
  id text not null,
  customer_id text not null,
  handle_id text not null,
  account_id text not null,
  x_conversation_id text,
  -- Newest entry, for the list.
  last_position bigint not null default 0,
  last_at timestamptz not null,
  last_preview text not null default '',
  last_direction text not null default 'in',
  last_inbound_at timestamptz,
  -- The customer has read our messages up to here (position).
  customer_read_position bigint not null default 0,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, handle_id, customer_id)
);
create index conversation_customer on conversation (workspace_id, customer_id);

-- One entry of a thread. `position` orders it: X's snowflake id where there is one (X's time and id),
-- else an id of the same form made from our clock. Never the 24-hex id.
create table message (
  workspace_id text not null,
  conversation_id text not null,
  id text not null,
  position bigint not null,
  account_id text not null,
  kind text not null check (kind in ('message', 'note', 'system', 'encrypted')),
  direction text not null check (direction in ('in', 'out', 'none')),
  author_kind text not null check (author_kind in ('customer', 'agent', 'program', 'x', 'system')),
  author_id text,
  text text not null default '',
  -- entities, quick replies and answers, location, links of posts, system line's facts
  content jsonb not null default '{}',
  x_event_id bigint,
  at timestamptz not null,
  -- outbound: queued | sending | sent | failed | uncertain | canceled; inbound and others: received
  state text not null check (state in ('received', 'queued', 'sending', 'sent', 'failed', 'uncertain', 'canceled')),
  -- Outbound only.
  not_before timestamptz,
  send_priority int not null default 0,
  failure jsonb,
  idempotency_key text,
  deleted_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, conversation_id, id)
);
create unique index message_position on message (workspace_id, conversation_id, position);
create unique index message_x on message (workspace_id, account_id, x_event_id) where x_event_id is not null;
create unique index message_idempotency on message (workspace_id, conversation_id, idempotency_key) where idempotency_key is not null;
create unique index message_id on message (workspace_id, id);
-- The sender's queue: what is still to go out, per account.
create index message_outbound on message (workspace_id, account_id, send_priority, created_at, id)
  where direction = 'out' and state in ('queued', 'sending', 'uncertain');

-- One try to send a message to X. Committed as `sending` before the call.
create table attempt (
  workspace_id text not null,
  message_id text not null,
  n int not null,
  conversation_id text not null,
  account_id text not null,
  state text not null check (state in ('sending', 'sent', 'failed', 'uncertain')),
  started_at timestamptz not null,
  ended_at timestamptz,
  -- The newest DM event id known in the thread before the call: reconciliation reads on from it.
  after_x_event_id bigint,
  x_status int,
  x_event_id bigint,
  x_body text,
  reason text,
  primary key (workspace_id, message_id, n)
);
create index attempt_open on attempt (workspace_id, account_id) where state in ('sending', 'uncertain');

create table media (
  workspace_id text not null,
  id text not null,
  message_id text,
  conversation_id text,
  kind text not null check (kind in ('photo', 'gif', 'video', 'file')),
  state text not null check (state in ('pending', 'stored', 'failed')),
  failure text,
  x_media_key text,
  -- Where X keeps it; never shown to a browser.
  x_url text,
  blob_key text,
  content_type text,
  byte_size bigint,
  width int,
  height int,
  duration_ms int,
  alt_text text,
  fetch_due_at timestamptz,
  fetch_tries int not null default 0,
  uploaded_by text,
  -- Upload to X, reused by a retry within X's 24 hours.
  x_upload_id text,
  x_upload_expires_at timestamptz,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);
create index media_message on media (workspace_id, message_id) where message_id is not null;
create index media_due on media (fetch_due_at) where state = 'pending' and fetch_due_at is not null;

create table draft (
  workspace_id text not null,
  conversation_id text not null,
  member_id text not null,
  mode text not null check (mode in ('reply', 'note')),
  text text not null,
  media_ids text[] not null default '{}',
  version bigint not null default 1,
  updated_at timestamptz not null,
  primary key (workspace_id, conversation_id, member_id, mode)
);

create table read_mark (
  workspace_id text not null,
  member_id text not null,
  conversation_id text not null,
  position bigint not null,
  -- Set by "mark unread": shown as unread although everything was read.
  marked_unread boolean not null default false,
  primary key (workspace_id, member_id, conversation_id)
);

-- Service -----------------------------------------------------------------------------------------------

-- One stretch of service on a conversation.
create table work_item (
  workspace_id text not null,
  id text not null,
  conversation_id text not null,
  customer_id text not null,
  handle_id text not null,
  number bigint not null,
  state text not null check (state in ('open', 'active', 'waiting', 'wrap_up', 'closed')),
  state_reason text not null,
  state_at timestamptz not null,
  queue_id text not null,
  work_stream_id text not null,
  assignee_id text,
  priority text not null default 'normal' check (priority in ('low', 'normal', 'high', 'urgent')),
  tags text[] not null default '{}',
  -- Newest entry of its conversation: kept here so that one index serves a list.
  last_at timestamptz not null,
  last_position bigint not null default 0,
  -- Since when the customer waits for an answer; null when the last word is ours.
  waiting_since timestamptz,
  first_answer_at timestamptz,
  snoozed_until timestamptz,
  opened_at timestamptz not null,
  closed_at timestamptz,
  closed_by text,
  primary key (workspace_id, id)
);
create unique index work_item_live on work_item (workspace_id, conversation_id) where state <> 'closed';
create index work_item_conversation on work_item (workspace_id, conversation_id, opened_at desc);
create index work_item_open_list on work_item (workspace_id, last_at desc, id desc) where state <> 'closed' and snoozed_until is null;
create index work_item_mine on work_item (workspace_id, assignee_id, last_at desc, id desc) where state <> 'closed' and snoozed_until is null;
create index work_item_unassigned on work_item (workspace_id, last_at desc, id desc)
  where state <> 'closed' and assignee_id is null and snoozed_until is null;
create index work_item_snoozed on work_item (workspace_id, snoozed_until) where snoozed_until is not null and state <> 'closed';
create index work_item_closed on work_item (workspace_id, last_at desc, id desc) where state = 'closed';
create index work_item_due on work_item (snoozed_until) where snoozed_until is not null and state <> 'closed';

create table work_item_number (
  workspace_id text primary key,
  last bigint not null
);

-- One assignment to one agent.
create table session (
  workspace_id text not null,
  id text not null,
  work_item_id text not null,
  conversation_id text not null,
  agent_id text not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  end_reason text,
  primary key (workspace_id, id)
);
create index session_item on session (workspace_id, work_item_id);

-- Search, filled by a consumer -------------------------------------------------------------------------

create table message_search (
  workspace_id text not null,
  message_id text not null,
  conversation_id text not null,
  position bigint not null,
  words tsvector not null,
  primary key (workspace_id, message_id)
);
create index message_search_words on message_search using gin (words);
create index message_search_conversation on message_search (workspace_id, conversation_id);
