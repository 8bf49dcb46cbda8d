-- What everybody who works here is told about being monitored, and who accepted which wording when.
create table monitoring_notice (
  workspace_id text primary key,
  -- Of the text, kept in wording.
  hash text not null,
  updated_at timestamptz not null
);
create table monitoring_acceptance (
  workspace_id text not null,
  member_id text not null,
  hash text not null,
  at timestamptz not null,
  primary key (workspace_id, member_id, hash)
);
