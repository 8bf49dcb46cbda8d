-- Addresses of programs that are told what happens, what is to be sent to them, and what came of it.

create table webhook_endpoint (
  workspace_id text not null,
  id text not null,
  -- Whose it is; null: the workspace's own.
  integration_id text,
  name text not null,
  target text not null,
  triggers text[] not null,
  version text not null check (version in ('v1.1', 'v2')),
  include_full_user boolean not null,
  include_full_source boolean not null,
  include_client boolean not null,
  -- After the first quarter of an hour: tried on for a day.
  retry_for_day boolean not null,
  state text not null check (state in ('active', 'paused')),
  paused_by text check (paused_by in ('failures', 'person')),
  paused_at timestamptz,
  pause_reason text,
  -- Paused by failures: when the oldest delivery is next sent, to see whether the receiver is back.
  probe_at timestamptz,
  probes int not null default 0,
  -- What failed before this moment is due at once.
  resumed_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id)
);

-- The last number of an endpoint's deliveries; locked from the numbering to the commit, so that numbers have no gaps
-- that fill later: whoever has read up to a number has missed nothing below it.
create table webhook_head (
  workspace_id text not null,
  endpoint_id text not null,
  seq bigint not null,
  primary key (workspace_id, endpoint_id)
) with (fillfactor = 50);

-- One event for one endpoint. Narrow while it waits; what was sent and answered is written when it was tried.
create table webhook_delivery (
  workspace_id text not null,
  endpoint_id text not null,
  seq bigint not null,
  -- The receiver's: the same for every try and every replay of it.
  event_id text not null,
  type text not null,
  conversation_id text,
  message_id text,
  -- Ids from which the body is made.
  refs jsonb not null,
  -- Business time of what happened.
  at timestamptz not null,
  origin text not null check (origin in ('event', 'replay')),
  queued_at timestamptz not null,
  -- dropped: there was nothing to say any more. resent: a dead one that was queued again.
  state text not null check (state in ('waiting', 'delivered', 'dead', 'dropped', 'resent')),
  tries smallint not null default 0,
  first_try_at timestamptz,
  tried_at timestamptz,
  -- While it waits after a failed try.
  due_at timestamptz,
  finished_at timestamptz,
  attempts jsonb not null default '[]',
  -- As it was last sent.
  body text,
  primary key (workspace_id, endpoint_id, seq)
);
create index webhook_delivery_waiting on webhook_delivery (workspace_id, endpoint_id, seq) where state = 'waiting';
create index webhook_delivery_dead on webhook_delivery (workspace_id, endpoint_id, seq) where state = 'dead';
create index webhook_delivery_conversation on webhook_delivery (workspace_id, conversation_id, endpoint_id, seq)
  where conversation_id is not null;
create index webhook_delivery_event on webhook_delivery (workspace_id, event_id);
create index webhook_delivery_age on webhook_delivery (finished_at) where finished_at is not null;

-- What became of tries, by the hour.
create table webhook_hour (
  workspace_id text not null,
  endpoint_id text not null,
  hour timestamptz not null,
  delivered int not null,
  failed int not null,
  dead int not null,
  primary key (workspace_id, endpoint_id, hour)
) with (fillfactor = 50);
create index webhook_hour_age on webhook_hour (hour);
