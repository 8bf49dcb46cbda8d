-- What closed conversations came to: one row each, ids and numbers only. Reports and the DataSets' SQL read it.
create table fact_conversation (
  workspace_id text not null,
  work_item_id text not null,
  conversation_id text not null,
  customer_id text not null,
  handle_id text not null,
  work_stream_id text not null,
  queue_id text not null,
  -- The last agent who had it; null when nobody accepted it.
  agent_id text,
  number bigint not null,
  opened_at timestamptz not null,
  closed_at timestamptz not null,
  close_reason text not null,
  priority text not null,
  tags text[] not null default '{}',
  -- The customer wrote first.
  incoming boolean not null,
  -- An agent accepted it, took it, or answered.
  engaged boolean not null,
  -- A person or a program answered.
  answered boolean not null,
  -- Milliseconds; null where there is nothing to measure.
  first_wait_ms bigint,
  -- The queue's target when it was closed.
  service_level_ms bigint not null,
  -- Opening hours only.
  first_response_ms bigint,
  -- On a scale where each step is 5 % longer: medians of a million rows without sorting them.
  first_response_step smallint,
  responses int not null,
  responses_ms bigint not null,
  handle_ms bigint not null,
  wrap_up_ms bigint not null,
  conversation_ms bigint not null,
  effort_ms bigint not null,
  transfers int not null,
  messages_in int not null,
  messages_out int not null,
  -- null: no such service level.
  first_answer_met boolean,
  next_answer_met boolean,
  resolution_met boolean,
  -- Of its survey, set when it is answered.
  survey_score real,
  primary key (workspace_id, work_item_id)
);
create index fact_conversation_closed on fact_conversation (workspace_id, closed_at, work_item_id);
create index fact_conversation_agent on fact_conversation (workspace_id, agent_id, closed_at);

-- How far the closed work items of a workspace from before this table have been counted.
create table fact_backfill (
  workspace_id text primary key,
  reached_at timestamptz not null,
  reached_id text not null,
  done boolean not null default false
);
