-- Statements over DataSets that are kept by name, with how their results are shown.
create table saved_query (
  workspace_id text not null references workspace (id),
  id text not null,
  name text not null,
  description text not null,
  sql text not null,
  -- {kind, x, y}: table, line, bar or number; x and y name columns of the result.
  view jsonb not null,
  -- Rises with every change; a change names the one that it saw.
  version integer not null,
  created_by text,
  created_at timestamptz not null,
  updated_by text,
  updated_at timestamptz not null,
  primary key (workspace_id, id)
);
create unique index saved_query_by_name on saved_query (workspace_id, lower(name));
create trigger keep_deleted after delete on saved_query for each row
  when (coalesce(current_setting('rookery.deleting', true), '') <> '')
  execute function keep_deleted_row();
