-- Channels of Slack, or of what speaks as it does, in which conversations are shown and answered. Addresses to post to,
-- tokens and signing secrets are sealed. Deliveries, pauses and the log are those of webhooks.

create table slack_channel (
  workspace_id text not null,
  -- Of its endpoint as well.
  id text not null,
  -- Of the Web API.
  api_url text not null,
  -- Slack's id of the channel; empty with an incoming webhook, which knows its channel itself.
  channel text not null,
  command text not null,
  -- Empty: all.
  handle_ids text[] not null,
  queue_ids text[] not null,
  -- There is enough to post with.
  ready boolean not null default false,
  -- What Slack said of us when it was last tried.
  team text,
  bot_user_id text,
  -- The last number that a conversation got here.
  last_number int not null default 0,
  primary key (workspace_id, id)
);

-- A conversation in a channel.
create table slack_thread (
  workspace_id text not null,
  slack_id text not null,
  conversation_id text not null,
  -- By which people name it: short, and never given again.
  number int not null,
  -- Where its first message stands; null: not yet, or nobody told us.
  channel text,
  ts text,
  -- The first message was about to be sent: whether it was is to be found out before it is sent again.
  begun_at timestamptz,
  created_at timestamptz not null,
  primary key (workspace_id, slack_id, conversation_id)
);
create unique index slack_thread_number on slack_thread (workspace_id, slack_id, number);
create index slack_thread_ts on slack_thread (workspace_id, slack_id, ts) where ts is not null;
create index slack_thread_conversation on slack_thread (workspace_id, conversation_id);

-- What Slack told us, each event once. Of what concerns no conversation only the id is kept.
create table slack_event (
  workspace_id text not null,
  slack_id text not null,
  event_id text not null,
  conversation_id text,
  -- Slack's time of the message, by which those of a thread are ordered.
  ts text,
  -- Cleared once it is done.
  body jsonb,
  state text not null check (state in ('waiting', 'done', 'refused', 'ignored')),
  -- Of what was refused: why, as a sentence.
  reason text,
  -- Slack's id of who wrote it.
  user_id text,
  tries int not null default 0,
  due_at timestamptz,
  received_at timestamptz not null,
  primary key (workspace_id, slack_id, event_id)
);
create index slack_event_waiting on slack_event (due_at) where state = 'waiting';
create index slack_event_thread on slack_event (workspace_id, slack_id, conversation_id, ts) where state = 'waiting';
create index slack_event_conversation on slack_event (workspace_id, conversation_id) where conversation_id is not null;
create index slack_event_age on slack_event (received_at);

-- People of Slack as far as they wrote here: what they are called, and who they are with us.
create table slack_person (
  workspace_id text not null,
  slack_id text not null,
  user_id text not null,
  name text not null,
  member_id text,
  seen_at timestamptz not null,
  primary key (workspace_id, slack_id, user_id)
);
