-- Sums of whole days and months, so that a report over a year does not add up every conversation of it. A day is one
-- of a time zone. What a day's sums were made from may change later: whatever changes leaves a mark in the same
-- transaction, a marked day is read from its rows again, and summed anew in the background.

-- Time zones in which somebody asks for reports.
create table sum_zone (
  workspace_id text not null,
  time_zone text not null,
  asked_at timestamptz not null,
  primary key (workspace_id, time_zone)
);

-- Which days and months are summed. A month begins on `day`.
create table sum_span (
  workspace_id text not null,
  time_zone text not null,
  span text not null check (span in ('day', 'month')),
  day date not null,
  summed boolean not null,
  -- Not summed: when it may be.
  due_at timestamptz not null,
  primary key (workspace_id, time_zone, span, day)
);
create index sum_span_due on sum_span (workspace_id, time_zone, due_at) where not summed;

-- Times of which something has changed since the sums were last looked after.
create table sum_mark (
  workspace_id text not null,
  id bigint generated always as identity,
  at timestamptz not null,
  primary key (workspace_id, id)
);

-- Each by what it is grouped by: none, hour_of_day, handle, queue, agent, work_stream, priority or tag.
create table sum_conversation (
  workspace_id text not null,
  time_zone text not null,
  span text not null,
  grouped_by text not null,
  day date not null,
  key text not null,
  closed bigint not null,
  incoming bigint not null,
  engaged bigint not null,
  unanswered bigint not null,
  first_wait_ms numeric,
  first_wait_max bigint,
  within_10 bigint not null,
  within_20 bigint not null,
  within_30 bigint not null,
  within_40 bigint not null,
  within_60 bigint not null,
  within_120 bigint not null,
  in_service_level bigint not null,
  first_response_ms numeric,
  first_responses bigint not null,
  responses bigint,
  responses_ms numeric,
  handle_ms numeric,
  wrap_up_ms numeric,
  wrap_ups bigint not null,
  conversation_ms numeric,
  effort_ms numeric,
  transferred bigint not null,
  messages_in bigint,
  messages_out bigint,
  first_answer bigint not null,
  first_answer_met bigint not null,
  next_answer bigint not null,
  next_answer_met bigint not null,
  resolution bigint not null,
  resolution_met bigint not null,
  survey_score numeric,
  surveys bigint not null,
  primary key (workspace_id, time_zone, span, grouped_by, day, key)
);

-- How many first responses were on each step (fact_conversation.first_response_step): medians are read from these.
create table sum_response (
  workspace_id text not null,
  time_zone text not null,
  span text not null,
  grouped_by text not null,
  day date not null,
  key text not null,
  steps smallint[] not null,
  counts bigint[] not null,
  primary key (workspace_id, time_zone, span, grouped_by, day, key)
);

create table sum_opened (
  workspace_id text not null,
  time_zone text not null,
  span text not null,
  grouped_by text not null,
  day date not null,
  key text not null,
  opened bigint not null,
  primary key (workspace_id, time_zone, span, grouped_by, day, key)
);

create table sum_session (
  workspace_id text not null,
  time_zone text not null,
  span text not null,
  grouped_by text not null,
  day date not null,
  key text not null,
  offered bigint not null,
  asked bigint not null,
  accepted bigint not null,
  rejected bigint not null,
  timed_out bigint not null,
  accept_ms numeric,
  accepted_offers bigint not null,
  reject_ms numeric,
  handled bigint not null,
  handle_ms numeric,
  transferred bigint not null,
  consults bigint not null,
  consults_accepted bigint not null,
  consults_rejected bigint not null,
  consults_timed_out bigint not null,
  consults_ended bigint not null,
  consult_ms numeric,
  monitorings bigint not null,
  monitorings_ended bigint not null,
  monitor_ms numeric,
  primary key (workspace_id, time_zone, span, grouped_by, day, key)
);

create table sum_stay (
  workspace_id text not null,
  time_zone text not null,
  span text not null,
  grouped_by text not null,
  day date not null,
  key text not null,
  stays bigint not null,
  stay_ms numeric,
  primary key (workspace_id, time_zone, span, grouped_by, day, key)
);

create function mark_fact() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    insert into sum_mark (workspace_id, at) values (old.workspace_id, old.closed_at);
  end if;
  if tg_op = 'INSERT' or (tg_op = 'UPDATE' and new.closed_at <> old.closed_at) then
    insert into sum_mark (workspace_id, at) values (new.workspace_id, new.closed_at);
  end if;
  return null;
end $$;
create trigger sum_mark after insert or delete on fact_conversation for each row execute function mark_fact();
create trigger sum_mark_change after update on fact_conversation
  for each row when (old.* is distinct from new.*) execute function mark_fact();

create function mark_session() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    insert into sum_mark (workspace_id, at) values (old.workspace_id, old.started_at);
  end if;
  if tg_op = 'INSERT' or (tg_op = 'UPDATE' and new.started_at <> old.started_at) then
    insert into sum_mark (workspace_id, at) values (new.workspace_id, new.started_at);
  end if;
  return null;
end $$;
create trigger sum_mark after insert or delete on session for each row execute function mark_session();
-- How often an agent answered in it is not reported.
create trigger sum_mark_change after update on session
  for each row when (
    old.started_at <> new.started_at or old.offered_at is distinct from new.offered_at
    or old.accepted_at is distinct from new.accepted_at or old.ended_at is distinct from new.ended_at
    or old.end_reason is distinct from new.end_reason or old.participation <> new.participation
    or old.agent_id <> new.agent_id or old.queue_id is distinct from new.queue_id
    or old.work_item_id <> new.work_item_id)
  execute function mark_session();

create function mark_stay() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' and old.left_at is not null then
    insert into sum_mark (workspace_id, at) values (old.workspace_id, old.left_at);
  end if;
  if tg_op <> 'DELETE' and new.left_at is not null then
    insert into sum_mark (workspace_id, at) values (new.workspace_id, new.left_at);
  end if;
  return null;
end $$;
create trigger sum_mark after insert or update or delete on queue_stay for each row execute function mark_stay();

create function mark_work_item() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    insert into sum_mark (workspace_id, at) values (old.workspace_id, old.opened_at);
  end if;
  if tg_op = 'INSERT' or (tg_op = 'UPDATE' and new.opened_at <> old.opened_at) then
    insert into sum_mark (workspace_id, at) values (new.workspace_id, new.opened_at);
  end if;
  return null;
end $$;
create trigger sum_mark after insert on work_item for each row execute function mark_work_item();
create trigger sum_mark_change after update on work_item
  for each row when (old.opened_at <> new.opened_at or old.assignee_id is distinct from new.assignee_id)
  execute function mark_work_item();

-- By these its sessions and its stays are grouped as well.
create function mark_work_of_item() returns trigger language plpgsql as $$
begin
  insert into sum_mark (workspace_id, at)
    select old.workspace_id, old.opened_at
    union
    select s.workspace_id, s.started_at from session s
      where s.workspace_id = old.workspace_id and s.work_item_id = old.id
    union
    select q.workspace_id, q.left_at from queue_stay q
      where q.workspace_id = old.workspace_id and q.work_item_id = old.id and q.left_at is not null;
  return null;
end $$;
create trigger sum_mark_work after update on work_item
  for each row when (
    old.queue_id is distinct from new.queue_id or old.handle_id is distinct from new.handle_id
    or old.work_stream_id is distinct from new.work_stream_id or old.priority is distinct from new.priority
    or old.tags is distinct from new.tags)
  execute function mark_work_of_item();
create trigger sum_mark_gone after delete on work_item for each row execute function mark_work_of_item();
