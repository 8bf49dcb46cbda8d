-- A DataSet is a table whose states are kept: each version lists the files, one Parquet part each, that make it.
create table dataset (
  workspace_id text not null references workspace (id),
  id uuid not null,
  name text not null,
  description text not null,
  -- [{name, type}] in order; type is STRING, LONG, DOUBLE, DECIMAL, DATE or DATETIME.
  columns jsonb not null,
  -- Columns that tell rows apart; none: rows are only added and replaced as a whole.
  key_columns text[] not null,
  tags text[] not null,
  owner_id text,
  -- The version that is read now; 0 before the first.
  version bigint not null,
  rows bigint not null,
  bytes bigint not null,
  -- How many versions are kept, the one that is read included.
  keep_versions integer not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- When its data last changed.
  data_at timestamptz,
  primary key (workspace_id, id)
);
create index dataset_by_name on dataset (workspace_id, lower(name), id);
create index dataset_by_data_at on dataset (workspace_id, coalesce(data_at, created_at) desc, id desc);

create table dataset_version (
  workspace_id text not null,
  dataset_id uuid not null,
  number bigint not null,
  -- replace, append, upsert, partition, revert, undo, compact
  method text not null,
  columns jsonb not null,
  -- {parts: [{id, rows, bytes, gone}], gone: [{id, rows, bytes}]}
  manifest jsonb not null,
  rows bigint not null,
  bytes bigint not null,
  rows_in bigint not null,
  rows_new bigint not null,
  rows_changed bigint not null,
  rows_gone bigint not null,
  -- Whoever writes twice under one key has written once.
  write_key text,
  by_id text,
  created_at timestamptz not null,
  -- No longer kept: its files go when nobody can be reading them any more.
  dropped_at timestamptz,
  -- They have gone.
  swept boolean not null default false,
  primary key (workspace_id, dataset_id, number),
  foreign key (workspace_id, dataset_id) references dataset (workspace_id, id) on delete cascade
);
create unique index dataset_version_write on dataset_version (workspace_id, dataset_id, write_key) where write_key is not null;
create index dataset_version_dropped on dataset_version (dropped_at) where dropped_at is not null and not swept;
