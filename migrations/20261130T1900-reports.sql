-- What is pulled into a DataSet, and when.
create table report (
  workspace_id text not null,
  id text not null,
  kind text not null,
  dataset_id uuid not null,
  account_id text,
  options jsonb not null,
  method text not null,
  -- For upsert; for partition.
  key_columns text[] not null,
  partition_columns text[] not null,
  -- {added, removed, retyped}: accept, warn or abort
  safeguards jsonb not null,
  schedules jsonb not null,
  zone text not null,
  -- {most, delayMinutes}
  retry jsonb,
  -- The DataSet whose updates start a run.
  on_dataset_id uuid,
  paused boolean not null,
  most_per_run bigint,
  most_per_day bigint,
  late_after_hours integer,
  -- When the next run is due; null: by hand.
  due_at timestamptz,
  -- What the last run that succeeded left for the next.
  bookmark jsonb,
  -- {key: DataSet id} of the tables beside the DataSet
  companions jsonb not null,
  -- Counts its runs.
  runs bigint not null,
  last_run_id text,
  last_success_at timestamptz,
  -- The newest version of its input DataSet that a run has yet to see.
  input_version bigint,
  -- Told already that it is late.
  late_told_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, dataset_id) references dataset (workspace_id, id) on delete cascade
);
create unique index report_of_dataset on report (workspace_id, dataset_id);
create index report_due on report (due_at) where due_at is not null and not paused;
create index report_of_account on report (workspace_id, account_id) where account_id is not null;
create index report_on_dataset on report (workspace_id, on_dataset_id) where on_dataset_id is not null;

-- One execution of a report.
create table report_run (
  workspace_id text not null,
  id text not null,
  report_id text not null,
  dataset_id uuid not null,
  -- 1 is the first of its report; `_BATCH_ID_` of its rows.
  number bigint not null,
  -- manual, schedule, retry, dataset
  trigger text not null,
  -- queued, running, waiting, succeeded, failed, cancelled
  state text not null,
  -- Of a retry: which one.
  attempt integer not null,
  -- The zone's now that relative days count from: that of the first start, also after a restart.
  asked_at timestamptz not null,
  queued_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz,
  -- A retry begins then.
  due_at timestamptz,
  -- X's limits let it go on then, by the database's clock.
  wait_until timestamptz,
  -- Who works on it, and until when unless it says so again, by the database's clock.
  holder text,
  held_until timestamptz,
  -- How often it was begun without getting any further.
  starts integer not null default 0,
  -- Where it goes on; null at the start.
  checkpoint jsonb,
  bookmark jsonb,
  -- {name: bytes} of the staged files up to the checkpoint
  staged jsonb not null,
  -- All rows are staged.
  pulled boolean not null default false,
  rows bigint not null default 0,
  rows_expected bigint,
  requests bigint not null default 0,
  micro_usd bigint not null default 0,
  version bigint,
  rows_in bigint,
  rows_new bigint,
  rows_changed bigint,
  rows_gone bigint,
  warnings jsonb not null default '[]',
  -- {code, message, who}
  problem jsonb,
  cancelled boolean not null default false,
  by_id text,
  primary key (workspace_id, id),
  foreign key (workspace_id, report_id) references report (workspace_id, id) on delete cascade
);
create index report_run_of_report on report_run (workspace_id, report_id, id desc);
-- One run of a report at a time.
create unique index report_run_open on report_run (workspace_id, report_id) where state in ('queued', 'running', 'waiting');
create index report_run_work on report_run (wait_until nulls first, queued_at) where state in ('queued', 'running', 'waiting');
create index report_run_day on report_run (workspace_id, report_id, queued_at);

create table report_run_line (
  workspace_id text not null,
  run_id text not null,
  n integer not null,
  at timestamptz not null,
  text text not null,
  primary key (workspace_id, run_id, n),
  foreign key (workspace_id, run_id) references report_run (workspace_id, id) on delete cascade
);
