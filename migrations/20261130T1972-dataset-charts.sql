-- Charts that are saved on a DataSet.
create table dataset_chart (
  workspace_id text not null,
  id text not null,
  dataset_id uuid not null,
  title text not null,
  -- {kind, measures, groupBy, grain, filter, order, most}
  spec jsonb not null,
  -- Among those of the DataSet.
  place integer not null,
  -- Rises with every change; a change names the one that it saw.
  version integer not null,
  created_by text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, dataset_id) references dataset (workspace_id, id) on delete cascade
);
create index dataset_chart_of_dataset on dataset_chart (workspace_id, dataset_id, place, id);
create trigger keep_deleted after delete on dataset_chart for each row
  when (coalesce(current_setting('rookery.deleting', true), '') <> '')
  execute function keep_deleted_row();
