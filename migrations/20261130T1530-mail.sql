-- E-mail as a business system: how it is set up, what is to be sent, what came in.

create table mail_system (
  workspace_id text primary key,
  -- What administrators set, as contract/api/mail.ts has it; passwords are sealed elsewhere.
  settings jsonb not null,
  -- Of the settings, for those who look a workspace up: in small letters.
  reply_address text not null,
  enabled boolean not null,
  incoming text not null check (incoming in ('none', 'listener', 'imap')),
  state text not null check (state in ('active', 'paused')),
  paused_at timestamptz,
  pause_reason text,
  probe_at timestamptz,
  probes int not null default 0,
  last_error text,
  last_error_at timestamptz,
  last_sent_at timestamptz,
  -- Why no mail can be read now.
  in_error text,
  last_received_at timestamptz,
  -- How far the mailbox was read: the folder's validity, and the last number in it.
  imap_validity text,
  imap_uid bigint,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index mail_system_reply on mail_system (reply_address);

-- A conversation as one thread of mails.
create table mail_thread (
  workspace_id text not null,
  conversation_id text not null,
  root_id text not null,
  last_id text not null,
  primary key (workspace_id, conversation_id)
);

-- One mail that is to be sent, or was.
create table mail_out (
  workspace_id text not null,
  id text not null,
  seq bigint generated always as identity,
  -- What it is about happens once.
  once text not null,
  conversation_id text not null,
  message_id text,
  -- message: something was said. refused, failed: an answer by mail was not sent.
  kind text not null check (kind in ('message', 'refused', 'failed')),
  -- Of a refusal: whom it goes to and what it says.
  detail jsonb not null default '{}',
  subject text not null default '',
  recipients text[] not null default '{}',
  state text not null check (state in ('waiting', 'sent', 'dead', 'dropped', 'resent')),
  queued_at timestamptz not null,
  tries smallint not null default 0,
  first_try_at timestamptz,
  due_at timestamptz,
  finished_at timestamptz,
  attempts jsonb not null default '[]',
  last_error text,
  primary key (workspace_id, id)
);
create unique index mail_out_once on mail_out (workspace_id, once);
create index mail_out_waiting on mail_out (workspace_id, conversation_id, seq) where state = 'waiting';
create index mail_out_log on mail_out (workspace_id, seq);
create index mail_out_conversation on mail_out (workspace_id, conversation_id);
create index mail_out_age on mail_out (finished_at) where finished_at is not null;

-- One mail that came in. The same mail has the same key, whatever way and how often it comes.
create table mail_in (
  workspace_id text not null,
  id text not null,
  key text not null,
  seq bigint generated always as identity,
  mail_id text,
  conversation_id text,
  from_address text not null,
  from_name text not null,
  subject text not null,
  -- All that was written; what the customer got.
  original text not null,
  taken text not null,
  state text not null check (state in ('taken', 'refused', 'ignored')),
  reason text,
  received_at timestamptz not null,
  primary key (workspace_id, id)
);
create unique index mail_in_key on mail_in (workspace_id, key, conversation_id);
create index mail_in_log on mail_in (workspace_id, seq);
create index mail_in_conversation on mail_in (workspace_id, conversation_id, received_at);
create index mail_in_age on mail_in (received_at);
