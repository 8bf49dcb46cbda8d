-- Tables of the base: clock, event log, leases. No product words.

-- Business time of all processes: the machine's clock plus this offset. Only tests move it.
create table clock (
  only_row boolean primary key default true check (only_row),
  offset_ms bigint not null default 0
);
insert into clock default values;

-- The event log: what happened, with ids and small values, never message text.
-- A log is split into a fixed number of partitions per workspace; seq counts within one, without gaps, in commit order.
create table event_head (
  workspace_id text not null,
  partition smallint not null,
  seq bigint not null,
  primary key (workspace_id, partition)
) with (fillfactor = 50);

create table event (
  workspace_id text not null,
  partition smallint not null,
  seq bigint not null,
  kind text not null,
  key text not null,
  body jsonb not null,
  -- Business time.
  at timestamptz not null,
  -- The database's time; decides the day's table and is never shown.
  recorded_at timestamptz not null,
  primary key (workspace_id, partition, seq, recorded_at)
) partition by range (recorded_at);

-- Who has ever read a log: a new reader of `now` starts at the heads of its first day, and only then.
create table log_consumer (
  source text not null,
  consumer text not null,
  created_at timestamptz not null,
  primary key (source, consumer)
);

-- How far a consumer is in one partition, and the lease under which one process works on it.
create table log_cursor (
  workspace_id text not null,
  source text not null,
  consumer text not null,
  partition smallint not null,
  seq bigint not null default 0,
  -- recorded_at of the last entry read; lets reading skip old days.
  reached_at timestamptz,
  epoch bigint not null default 0,
  holder text,
  expires_at timestamptz,
  primary key (workspace_id, source, consumer, partition)
) with (fillfactor = 50);

-- An entry that kept failing, set aside so that it blocks nobody.
create table parked_event (
  workspace_id text not null,
  id text not null,
  source text not null,
  consumer text not null,
  partition smallint not null,
  seq bigint not null,
  kind text not null,
  key text not null,
  reached_at timestamptz not null,
  error text not null,
  attempts integer not null,
  parked_at timestamptz not null,
  replay_requested_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, source, consumer, partition, seq)
);
create index parked_event_replay on parked_event (source, consumer) where replay_requested_at is not null;

-- One process at a time does a named piece of work (sweeps, maintenance).
create table work_lease (
  name text primary key,
  holder text not null,
  epoch bigint not null,
  expires_at timestamptz not null,
  ran_at timestamptz
);
