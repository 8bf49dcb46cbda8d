-- Programs of other houses that an administrator lets in over OAuth, without handing them a key. A client acts as an
-- integration of its own, with one key that signs its token.
create table messaging_oauth_client (
  workspace_id text not null,
  id text not null,
  name text not null,
  -- SHA-256: the secret is random, and nobody is shown it twice.
  secret_hash bytea not null,
  redirect_uris text[] not null,
  integration_id text,
  key_id text,
  allowed_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id)
);
create unique index messaging_oauth_client_id on messaging_oauth_client (id);

-- Codes that stand for an administrator's consent, for ten minutes and one token.
create table messaging_oauth_code (
  workspace_id text not null,
  code_hash bytea not null,
  client_id text not null,
  member_id text not null,
  redirect_uri text not null,
  expires_at timestamptz not null,
  -- Of the token that was given for it: a code that comes twice was stolen, and its token ends.
  key_id text,
  primary key (workspace_id, code_hash)
);
create index messaging_oauth_code_client on messaging_oauth_code (workspace_id, client_id);
