-- What somebody wants to be told of a DataSet, looked at after each of its updates.
create table dataset_alert (
  workspace_id text not null,
  id text not null,
  dataset_id uuid not null,
  name text not null,
  -- {kind: rows, filter} or {kind: aggregate, measure, filter, comparison, value, again}
  rule jsonb not null,
  paused boolean not null,
  owner_id text,
  -- Who is mailed.
  member_ids text[] not null,
  -- The webhook endpoint that is told.
  endpoint_id text,
  -- Rises with every change; a change names the one that it saw.
  version integer not null,
  -- The newest update that is yet to be looked at, and when.
  due_version bigint,
  due_at timestamptz,
  tries integer not null default 0,
  -- The update that was looked at last, and what was found.
  checked_version bigint not null,
  checked_at timestamptz,
  value double precision,
  holds boolean not null,
  problem text,
  told_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, dataset_id) references dataset (workspace_id, id) on delete cascade
);
create index dataset_alert_of_dataset on dataset_alert (workspace_id, dataset_id, lower(name), id);
create index dataset_alert_due on dataset_alert (due_at) where due_at is not null;
create index dataset_alert_endpoint on dataset_alert (workspace_id, endpoint_id) where endpoint_id is not null;

-- What was told: numbers, no cells.
create table dataset_alert_notice (
  workspace_id text not null,
  id text not null,
  alert_id text not null,
  -- Null: a test.
  dataset_version bigint,
  at timestamptz not null,
  value double precision,
  before double precision,
  mailed integer not null,
  mail_missing boolean not null,
  posted boolean not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, alert_id) references dataset_alert (workspace_id, id) on delete cascade
);
create index dataset_alert_notice_of_alert on dataset_alert_notice (workspace_id, alert_id, id desc);
-- An alert tells once of an update.
create unique index dataset_alert_notice_once on dataset_alert_notice (workspace_id, alert_id, dataset_version);
create index dataset_alert_notice_age on dataset_alert_notice (at);
