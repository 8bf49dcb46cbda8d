-- Sealed secrets of accounts and apps: never returned, only replaced.
-- sealed: version, wrapped data key, nonces and tags in one value (server/base/secrets/envelope.ts).
create table secret (
  workspace_id text not null,
  owner_id text not null,
  field text not null,
  sealed bytea not null,
  key_id text not null,
  updated_at timestamptz not null,
  primary key (workspace_id, owner_id, field)
);
create index secret_key on secret (key_id);
