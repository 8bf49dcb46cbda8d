-- Rules of a work stream. A ruleset is read and written as a whole: its rules are jsonb, checked by contract/api/rules.ts.
create table rule_set (
  workspace_id text not null,
  id text not null,
  work_stream_id text not null,
  kind text not null check (kind in ('classification', 'route')),
  name text not null,
  position int not null default 0,
  enabled boolean not null default true,
  rules jsonb not null default '[]',
  -- Rises with each change: two who edit at once do not overwrite each other.
  version int not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id)
);
create index rule_set_stream on rule_set (workspace_id, work_stream_id, kind, position, id);
create unique index rule_set_route on rule_set (workspace_id, work_stream_id) where kind = 'route';

-- What overflow has done with a work item: each condition of a queue acts on it once.
create table overflow_done (
  workspace_id text not null,
  work_item_id text not null,
  queue_id text not null,
  condition text not null,
  value int not null,
  at timestamptz not null,
  primary key (workspace_id, work_item_id, queue_id, condition, value)
);
create index overflow_done_age on overflow_done (at);

-- Queues that look at how long somebody waits, and who waits in them, longest first.
create index queue_wait_overflow on queue (workspace_id, id)
  where settings @> '{"overflow": [{"condition": "wait_exceeds"}]}';
create index work_item_queued on work_item (workspace_id, queue_id, queued_at)
  where state = 'open' and assignee_id is null and queued_at is not null;
-- Past conversations of a work stream, for trying rules on them.
create index work_item_of_stream on work_item (workspace_id, work_stream_id, opened_at desc, id desc);
