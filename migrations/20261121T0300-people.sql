-- Staff: who may sign in, as what, and what they did.

-- Sign-in is global by design: it is asked before the workspace is known.
create table person (
  id text primary key,
  -- Lower case; one person per address.
  email text not null unique check (email = lower(email)),
  password_hash text not null,
  password_changed_at timestamptz not null,
  created_at timestamptz not null
);

create table member (
  workspace_id text not null,
  id text not null,
  person_id text not null,
  name text not null,
  email text not null,
  role text not null check (role in ('administrator', 'supervisor', 'agent')),
  active boolean not null default true,
  -- Only what differs from the defaults in code.
  preferences jsonb not null default '{}',
  created_at timestamptz not null,
  last_seen_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, person_id)
);
create index member_person on member (person_id);

-- A browser's sign-in. The cookie holds 256 random bits, this table their SHA-256.
create table sign_in (
  token_hash bytea primary key,
  id text not null,
  person_id text not null,
  workspace_id text not null,
  member_id text not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null
);
create unique index sign_in_id on sign_in (id);
create index sign_in_person on sign_in (person_id);
create index sign_in_member on sign_in (workspace_id, member_id);
create index sign_in_age on sign_in (expires_at);

-- Which workspace a presented secret belongs to: API keys and invitation links. Global for the same reason.
create table token_door (
  token_hash bytea primary key,
  kind text not null check (kind in ('api_key', 'invitation')),
  workspace_id text not null,
  subject_id text not null
);
create index token_door_subject on token_door (workspace_id, subject_id);

create table invitation (
  workspace_id text not null,
  id text not null,
  email text not null,
  role text not null check (role in ('administrator', 'supervisor', 'agent')),
  created_by text,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by text,
  primary key (workspace_id, id)
);

create table api_key (
  workspace_id text not null,
  id text not null,
  name text not null,
  prefix text not null,
  role text not null check (role in ('administrator', 'supervisor', 'agent')),
  created_by text,
  created_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (workspace_id, id)
);

-- Failed tries at a secret, counted in windows. Keys are hashes of e-mail addresses and of network addresses.
create table throttle (
  scope text not null,
  key bytea not null,
  count int not null,
  window_ends_at timestamptz not null,
  primary key (scope, key)
) with (fillfactor = 70);
create index throttle_age on throttle (window_ends_at);

-- Who did what: ids only. Each entry's hash covers the one before.
create table audit (
  workspace_id text not null,
  seq bigint not null,
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('member', 'api_key', 'system')),
  actor_id text,
  action text not null,
  subject_kind text,
  subject_id text,
  -- Small facts, never names or text.
  facts jsonb not null default '{}',
  hash bytea not null,
  primary key (workspace_id, seq)
);

create table audit_head (
  workspace_id text primary key,
  seq bigint not null,
  hash bytea not null
) with (fillfactor = 50);

-- One row once the first workspace was set up: of two who set up at the same moment, one wins.
create table setup (
  only_row boolean primary key default true check (only_row),
  workspace_id text not null,
  done_at timestamptz not null
);
