-- When a queue or a handle is open. Only code reads the times; contract/api/hours.ts checks them.
create table operating_hours (
  workspace_id text not null,
  id text not null,
  name text not null,
  description text not null default '',
  time_zone text not null,
  -- [{day, fromMinute, untilMinute}]
  periods jsonb not null default '[]',
  -- [{from, until, reason}]
  holidays jsonb not null default '[]',
  -- [{date, fromMinute, untilMinute, reason}]
  openings jsonb not null default '[]',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id)
);
create unique index operating_hours_name on operating_hours (workspace_id, lower(name));
create index queue_hours on queue (workspace_id, hours_id) where hours_id is not null;
create index handle_hours on handle (workspace_id, hours_id) where hours_id is not null;
