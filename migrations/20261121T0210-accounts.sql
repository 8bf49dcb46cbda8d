-- "Sign in with X" between the click and X's answer, and the lease of a token refresh.

create table x_sign_in (
  workspace_id text not null,
  id text not null,
  app_id text not null,
  auth_kind text not null check (auth_kind in ('oauth1', 'oauth2')),
  -- Set for a reconnect: only this account's user will do.
  account_id text,
  started_by text not null,
  -- What the caller wants done with the account; handed back as it is.
  purpose jsonb not null default '{}',
  state text not null default 'pending' check (state in ('pending', 'done', 'failed')),
  username text,
  connected_account_id text,
  failure jsonb,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (workspace_id, id)
);

-- Which sign-in X's answer belongs to. Global: asked before the workspace is known. Taken out when used.
create table x_sign_in_door (
  -- SHA-256 of the OAuth 1.0a request token or the OAuth 2.0 state.
  lookup text primary key,
  workspace_id text not null,
  sign_in_id text not null,
  expires_at timestamptz not null
);
create index x_sign_in_door_age on x_sign_in_door (expires_at);

-- One refresh per account at a time. A row that outlives its lease with the account's version still in it means that
-- the refresh token was spent and the answer lost.
create table account_refresh (
  workspace_id text not null,
  account_id text not null,
  holder text not null,
  token_version int not null,
  -- The database's time.
  held_until timestamptz not null,
  primary key (workspace_id, account_id)
);
