-- What programs that speak the Sunshine Conversations API have and say. A workspace is their "app".

-- Keys. `app_…` for the whole app, `int_…` for one custom integration, `act_…` for everything. The id leads to the
-- workspace, so it is unique over all of them; the secret is sealed in `secret`, since the API shows it again.
create table messaging_key (
  workspace_id text not null,
  id text not null,
  scope text not null check (scope in ('account', 'app', 'integration')),
  integration_id text,
  display_name text not null,
  created_by text,
  created_at timestamptz not null,
  last_used_at timestamptz,
  primary key (workspace_id, id)
);
create unique index messaging_key_id on messaging_key (id);
create index messaging_key_integration on messaging_key (workspace_id, integration_id) where integration_id is not null;

-- What the app says of itself beside the workspace's name.
create table messaging_app (
  workspace_id text primary key,
  settings jsonb not null default '{}',
  metadata jsonb not null default '{}',
  updated_at timestamptz not null
);

-- What programs keep of a user. The id is a customer's, or its own while nobody on X stands behind it.
create table messaging_user (
  workspace_id text not null,
  id text not null,
  external_id text,
  profile jsonb not null default '{}',
  metadata jsonb not null default '{}',
  email text,
  signed_up_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id)
);
create unique index messaging_user_external on messaging_user (workspace_id, external_id) where external_id is not null;
create index messaging_user_email on messaging_user (workspace_id, lower(email)) where email is not null;

-- What programs keep of a conversation. The id is a thread's, or its own where only programs talk.
create table messaging_conversation (
  workspace_id text not null,
  id text not null,
  -- Only of the latter: null for a thread of X.
  kind text check (kind in ('personal', 'sdkGroup')),
  display_name text,
  description text,
  icon_url text,
  metadata jsonb not null default '{}',
  business_read_at timestamptz,
  last_at timestamptz,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);

-- Who is in a conversation that only programs know.
create table messaging_participant (
  workspace_id text not null,
  conversation_id text not null,
  id text not null,
  user_id text not null,
  unread int not null default 0,
  read_at timestamptz,
  created_at timestamptz not null,
  primary key (workspace_id, conversation_id, id)
);
create unique index messaging_participant_user on messaging_participant (workspace_id, conversation_id, user_id);
create index messaging_participant_of on messaging_participant (workspace_id, user_id);

-- What is said in a conversation that only programs know.
create table messaging_message (
  workspace_id text not null,
  conversation_id text not null,
  id text not null,
  author jsonb not null,
  content jsonb not null,
  metadata jsonb,
  received_at timestamptz not null,
  primary key (workspace_id, conversation_id, id)
);

-- A business system or a bot. What it is told is in its webhooks.
create table messaging_integration (
  workspace_id text not null,
  id text not null,
  display_name text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id)
);

-- A program's file is there until somebody deletes it, whether or not a message holds it.
alter table media add column kept boolean not null default false;

-- Who of several programs and the desk has a conversation. One switchboard an app.
create table messaging_switchboard (
  workspace_id text primary key,
  id text not null,
  enabled boolean not null default false,
  default_id text,
  created_at timestamptz not null
);

create table messaging_switchboard_integration (
  workspace_id text not null,
  id text not null,
  name text not null,
  integration_id text not null,
  integration_type text not null,
  deliver_standby boolean not null default true,
  next_id text,
  history_count int,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);
create unique index messaging_switchboard_integration_name
  on messaging_switchboard_integration (workspace_id, name);

create table messaging_control (
  workspace_id text not null,
  conversation_id text not null,
  active_id text,
  pending_id text,
  updated_at timestamptz not null,
  primary key (workspace_id, conversation_id)
);

-- What was done, with what the program said beside it.
create table messaging_control_action (
  workspace_id text not null,
  conversation_id text not null,
  id text not null,
  kind text not null check (kind in ('passControl', 'offerControl', 'acceptControl', 'releaseControl')),
  active_id text,
  pending_id text,
  metadata jsonb not null default '{}',
  done_by text,
  at timestamptz not null,
  primary key (workspace_id, conversation_id, id)
);
