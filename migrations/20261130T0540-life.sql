-- What happens when somebody stays silent, and when service levels are missed.
create table timeout_rule (
  workspace_id text not null,
  id text not null,
  name text not null,
  active boolean not null,
  -- Smaller goes first when two are due at once.
  position int not null default 0,
  -- Whose silence: the customer's after our answer, or the agent's after the customer's message.
  silence_of text not null check (silence_of in ('customer', 'agent')),
  -- null: every work stream.
  work_stream_id text,
  after_minutes int not null check (after_minutes between 1 and 525600),
  action text not null check (action in ('message_customer', 'message_agent', 'close', 'wait')),
  default_language text not null default 'en',
  -- {language: text}
  texts jsonb not null default '{}',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id)
);
create unique index timeout_rule_name on timeout_rule (workspace_id, lower(name));

-- What is reckoned beside an open work item.
create table work_item_life (
  workspace_id text not null,
  work_item_id text not null,
  conversation_id text not null,
  -- Who is silent, and since when; null: nobody is waited for.
  silence_of text check (silence_of in ('customer', 'agent')),
  silent_since timestamptz,
  -- Rules that this silence has set off already.
  fired text[] not null default '{}',
  rule_due_at timestamptz,
  -- Open time in which the clock of the resolution stood still.
  paused_since timestamptz,
  paused_ms bigint not null default 0,
  -- The due time of a next answer whose miss was told.
  next_told_at timestamptz,
  primary key (workspace_id, work_item_id)
) with (fillfactor = 60);
create index work_item_life_rule on work_item_life (rule_due_at) where rule_due_at is not null;

-- Workspaces whose set-up changed: their open work items are reckoned again, in the order of their ids.
create table life_refresh (
  workspace_id text primary key,
  after_id text not null default ''
);
insert into life_refresh (workspace_id) select id from workspace;

-- When the earliest service level that can still be kept is near its end.
alter table work_item add column sla_warn_at timestamptz;
