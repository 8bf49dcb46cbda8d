-- The supervisor's board: each one's default filter, alerts on thresholds, actions on many conversations.

create table board_filter (
  workspace_id text not null,
  member_id text not null,
  filter jsonb not null,
  primary key (workspace_id, member_id)
);

create table alert_rule (
  workspace_id text not null,
  id text not null,
  name text not null,
  kind text not null check (kind in ('wait_exceeds', 'queue_exceeds', 'breach_rate', 'no_agent', 'agent_inactive')),
  -- null: every queue by itself.
  queue_id text,
  -- Minutes, conversations, per cent. Of "no agent" and "inactive": minutes that it lasts.
  warning numeric not null,
  critical numeric,
  enabled boolean not null default true,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);

create table alert (
  workspace_id text not null,
  id text not null,
  rule_id text not null,
  rule_name text not null,
  kind text not null,
  level text not null check (level in ('warning', 'critical')),
  queue_id text,
  member_id text,
  value numeric not null,
  since timestamptz not null,
  until_at timestamptz,
  primary key (workspace_id, id)
);
create index alert_now on alert (workspace_id, rule_id) where until_at is null;
create index alert_history on alert (workspace_id, since desc, id desc);

create table bulk_action (
  workspace_id text not null,
  id text not null,
  kind text not null check (kind in ('assign', 'force_close', 'message', 'note')),
  queue_id text,
  text text,
  by_member_id text not null,
  total int not null,
  created_at timestamptz not null,
  ended_at timestamptz,
  primary key (workspace_id, id)
);
create index bulk_action_list on bulk_action (workspace_id, created_at desc, id desc);
create table bulk_row (
  workspace_id text not null,
  bulk_id text not null,
  n int not null,
  conversation_id text not null,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'failed')),
  message text,
  primary key (workspace_id, bulk_id, n)
);
create index bulk_row_waiting on bulk_row (workspace_id, bulk_id, n) where state = 'waiting';
