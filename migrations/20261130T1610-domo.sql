-- Programs that speak the Domo API. The secret is sealed with the other secrets; it also signs the client's tokens.
create table data_client (
  workspace_id text not null references workspace (id),
  id text not null,
  name text not null,
  -- data, user, account
  scopes text[] not null,
  created_by text,
  created_at timestamptz not null,
  last_used_at timestamptz,
  primary key (workspace_id, id)
);
-- A client says its id alone.
create unique index data_client_anywhere on data_client (id);

-- Towards Domo's clients streams, executions and parts have numbers.
create table data_stream (
  workspace_id text not null references workspace (id),
  number bigint not null generated always as identity,
  dataset_id uuid not null,
  update_method text not null check (update_method in ('REPLACE', 'APPEND', 'UPSERT')),
  created_at timestamptz not null,
  modified_at timestamptz not null,
  last_execution bigint not null default 0,
  primary key (workspace_id, number),
  foreign key (workspace_id, dataset_id) references dataset (workspace_id, id) on delete cascade
);
create index data_stream_of_dataset on data_stream (workspace_id, dataset_id);

create table data_execution (
  workspace_id text not null,
  stream bigint not null,
  number bigint not null,
  state text not null check (state in ('ACTIVE', 'SUCCESS', 'FAILED', 'ABORTED')),
  update_method text not null check (update_method in ('REPLACE', 'APPEND', 'UPSERT')),
  rows_inserted bigint not null default 0,
  started_at timestamptz not null,
  modified_at timestamptz not null,
  ended_at timestamptz,
  -- Numbers of the parts that have been uploaded.
  parts integer[] not null default '{}',
  primary key (workspace_id, stream, number),
  foreign key (workspace_id, stream) references data_stream (workspace_id, number) on delete cascade
);
create index data_execution_left on data_execution (started_at) where state = 'ACTIVE';
