-- Servers with Domo's API whose DataSets reports read. The client's secret is sealed with the other secrets.
create table data_server (
  workspace_id text not null references workspace (id),
  id text not null,
  name text not null,
  host text not null,
  client_id text not null,
  created_by text,
  created_at timestamptz not null,
  last_used_at timestamptz,
  primary key (workspace_id, id)
);
