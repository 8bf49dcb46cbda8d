-- Taking one person out, or giving out what is held of them.

-- Makes the kept hashes of erased X user ids worth nothing outside this workspace.
create table privacy_salt (
  workspace_id text primary key,
  salt bytea not null
);

-- SHA-256 over the salt and the X user id: what they wrote until then does not come back by a gap fill.
create table erased_person (
  workspace_id text not null,
  hash bytea not null,
  erased_at timestamptz not null,
  primary key (workspace_id, hash)
);

create table erasure_request (
  workspace_id text not null,
  id text not null,
  kind text not null check (kind in ('erase', 'export')),
  state text not null check (state in ('waiting', 'running', 'done', 'failed')),
  -- Who it is about, while it is worked on; empty when done.
  subject jsonb not null default '{}',
  include_contact boolean not null default false,
  -- {table: {count, digest}}
  progress jsonb not null default '{}',
  failure text,
  certificate jsonb,
  -- Of an export.
  blob_key text,
  byte_size bigint,
  expires_at timestamptz,
  requested_by text,
  requested_at timestamptz not null,
  finished_at timestamptz,
  primary key (workspace_id, id)
);
create index erasure_request_newest on erasure_request (workspace_id, requested_at desc, id desc);
create index erasure_request_expires on erasure_request (expires_at) where blob_key is not null;
