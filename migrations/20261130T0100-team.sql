-- The desk for a team: queues with members, capacity, presence, sessions and holds.
-- Settings that only code reads are jsonb, checked by contract/api/distribution.ts; what SQL asks for is a column.

-- Set-up ------------------------------------------------------------------------------------------------

alter table queue
  add column description text not null default '',
  -- Smaller is served first.
  add column priority int not null default 100 check (priority between 1 and 1000),
  -- Every active member belongs, beside those named.
  add column open_to_all boolean not null default false,
  add column hours_id text,
  add column settings jsonb not null default '{}',
  add column updated_at timestamptz;
update queue set open_to_all = true where is_default;

-- Who belongs to a queue, and by what: himself, or a team.
create table queue_member (
  workspace_id text not null,
  queue_id text not null,
  member_id text not null,
  -- '' for a direct membership, else the team's id.
  via text not null default '',
  joined_at timestamptz not null,
  primary key (workspace_id, queue_id, member_id, via)
);
create index queue_member_of on queue_member (workspace_id, member_id);

alter table work_stream
  add column description text not null default '',
  -- Never changes once made: what runs on it would be handled by two rules at once.
  add column mode text not null default 'pick' check (mode in ('push', 'pick')),
  add column settings jsonb not null default '{}',
  add column updated_at timestamptz;

alter table handle
  add column hours_id text,
  add column settings jsonb not null default '{}';

create table team (
  workspace_id text not null,
  id text not null,
  name text not null,
  description text not null default '',
  created_at timestamptz not null,
  primary key (workspace_id, id)
);
create unique index team_name on team (workspace_id, lower(name));
create table team_member (
  workspace_id text not null,
  team_id text not null,
  member_id text not null,
  primary key (workspace_id, team_id, member_id)
);
create index team_member_of on team_member (workspace_id, member_id);

-- Steps of proficiency, best last: [{name, value}]. A skill is measured by one model.
create table rating_model (
  workspace_id text not null,
  id text not null,
  name text not null,
  ratings jsonb not null,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);
create table skill (
  workspace_id text not null,
  id text not null,
  name text not null,
  -- What kind of skill: language, product, …
  kind text not null default '',
  description text not null default '',
  rating_model_id text not null,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);
create unique index skill_name on skill (workspace_id, lower(name));
create table member_skill (
  workspace_id text not null,
  member_id text not null,
  skill_id text not null,
  rating int not null,
  primary key (workspace_id, member_id, skill_id)
);
create index member_skill_of on member_skill (workspace_id, skill_id);

create table capacity_profile (
  workspace_id text not null,
  id text not null,
  name text not null,
  item_limit int not null check (item_limit between 1 and 10000),
  -- Never changes once made.
  reset text not null check (reset in ('immediate', 'end_of_day')),
  -- Once met, nothing more is assigned automatically, whatever its profiles.
  blocks_assignment boolean not null default false,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);
create unique index capacity_profile_name on capacity_profile (workspace_id, lower(name));
create table member_capacity_profile (
  workspace_id text not null,
  member_id text not null,
  profile_id text not null,
  -- null: the profile's own limit.
  custom_limit int check (custom_limit between 1 and 10000),
  primary key (workspace_id, member_id, profile_id)
);

-- Presences of the workspace's own; the standard ones are in code, their ids are the names of their base.
create table presence_option (
  workspace_id text not null,
  id text not null,
  name text not null,
  text text not null,
  base text not null check (base in ('available', 'busy', 'do_not_disturb', 'away', 'offline')),
  description text not null default '',
  position int not null default 0,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);

-- Rises with every change of the set-up, in its transaction: processes keep what they read by it.
create table setup_version (
  workspace_id text primary key,
  version bigint not null
) with (fillfactor = 50);

-- Agents ------------------------------------------------------------------------------------------------

-- What is set of an agent. A member without a row has the defaults.
create table agent_settings (
  workspace_id text not null,
  member_id text not null,
  capacity_units int not null default 100 check (capacity_units between 0 and 100000),
  -- null: Available.
  default_presence_id text,
  updated_at timestamptz,
  primary key (workspace_id, member_id)
);

-- How an agent is right now. Its row's lock decides what the agent holds; always locked after the conversation's.
create table agent_state (
  workspace_id text not null,
  member_id text not null,
  presence_id text not null default 'offline',
  base text not null default 'offline'
    check (base in ('available', 'busy', 'do_not_disturb', 'away', 'offline', 'inactive')),
  chosen boolean not null default false,
  since timestamptz not null,
  connected boolean not null default false,
  -- After a disconnect: when, and what to come back to.
  left_at timestamptz,
  before_left jsonb,
  -- Sum of the units of live holds, kept under this row's lock.
  used_units int not null default 0,
  holds int not null default 0,
  last_assigned_at timestamptz,
  last_released_at timestamptz,
  primary key (workspace_id, member_id)
) with (fillfactor = 60);

-- A browser's live stream in a process; renewed by the process, so that a dead process takes its agents offline.
-- expires_at is the database's time.
create table agent_connection (
  workspace_id text not null,
  member_id text not null,
  id text not null,
  process_id text not null,
  expires_at timestamptz not null,
  primary key (workspace_id, member_id, id)
);
create index agent_connection_age on agent_connection (expires_at);
create index agent_connection_process on agent_connection (process_id);

-- Every stretch of a presence: what reports on agents are made of.
create table presence_log (
  workspace_id text not null,
  id text not null,
  member_id text not null,
  presence_id text not null,
  base text not null,
  from_at timestamptz not null,
  until_at timestamptz,
  primary key (workspace_id, id)
);
create index presence_log_of on presence_log (workspace_id, member_id, from_at);
create index presence_log_at on presence_log (workspace_id, from_at);
create unique index presence_log_running on presence_log (workspace_id, member_id) where until_at is null;

-- When an agent was last given something from a queue: round robin goes by queue.
create table queue_turn (
  workspace_id text not null,
  queue_id text not null,
  member_id text not null,
  assigned_at timestamptz not null,
  primary key (workspace_id, queue_id, member_id)
) with (fillfactor = 60);

-- Sessions, offers, holds -------------------------------------------------------------------------------

alter table session
  add column participation text not null default 'primary' check (participation in ('primary', 'consult', 'monitor')),
  add column state text not null default 'accepted' check (state in ('offered', 'accepted', 'ended')),
  -- How it came to the agent.
  add column how text not null default 'answered'
    check (how in ('automatic', 'affinity', 'picked', 'answered', 'assigned', 'transferred', 'consulted', 'monitored')),
  add column queue_id text,
  add column handle_id text,
  add column by_member_id text,
  add column offered_at timestamptz,
  add column expires_at timestamptz,
  add column accepted_at timestamptz,
  add column answers int not null default 0;
update session set accepted_at = started_at, state = case when ended_at is null then 'accepted' else 'ended' end;
create index session_offers on session (workspace_id, agent_id) where state = 'offered';
create index session_offer_due on session (expires_at) where state = 'offered';
create index session_of_agent on session (workspace_id, agent_id, started_at desc);
create index session_at on session (workspace_id, started_at);

-- Capacity that is taken. Deleted when given back.
create table hold (
  workspace_id text not null,
  id text not null,
  member_id text not null,
  work_item_id text not null,
  session_id text not null,
  -- Only `automatic` never goes beyond the limit.
  kind text not null check (kind in ('automatic', 'affinity', 'picked', 'answered', 'assigned', 'transferred', 'consulted')),
  units int not null check (units >= 0),
  profile_ids text[] not null default '{}',
  state text not null check (state in ('offered', 'active', 'wrap_up')),
  -- Wrap-up that blocks for a time only.
  until_at timestamptz,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);
create unique index hold_session on hold (workspace_id, session_id);
create index hold_member on hold (workspace_id, member_id);
create index hold_item on hold (workspace_id, work_item_id);
create index hold_until on hold (until_at) where until_at is not null;

-- Profiles that reset at the end of the day: what was taken since.
create table profile_use (
  workspace_id text not null,
  member_id text not null,
  profile_id text not null,
  day date not null,
  used int not null,
  primary key (workspace_id, member_id, profile_id, day)
);

-- One stay of a work item in a queue.
create table queue_stay (
  workspace_id text not null,
  id text not null,
  work_item_id text not null,
  queue_id text not null,
  entered_at timestamptz not null,
  left_at timestamptz,
  -- accepted, transferred, overflowed, closed, moved
  outcome text,
  primary key (workspace_id, id)
);
create index queue_stay_item on queue_stay (workspace_id, work_item_id);
create index queue_stay_queue on queue_stay (workspace_id, queue_id, entered_at);
create unique index queue_stay_running on queue_stay (workspace_id, work_item_id) where left_at is null;

-- One assigner of a workspace decides at a time.
create table assigner (
  workspace_id text primary key
);

-- Work items --------------------------------------------------------------------------------------------

alter table work_item
  add column mode text not null default 'pick' check (mode in ('push', 'pick')),
  -- What it takes of an agent, decided by classification or the work stream.
  add column units int not null default 0,
  add column profile_ids text[] not null default '{}',
  -- [{skillId, rating}]
  add column skills jsonb not null default '[]',
  -- Context variables: name to text or number.
  add column context jsonb not null default '{}',
  -- Since when it waits in its queue; null while somebody has it or it waits for the customer.
  add column queued_at timestamptz,
  -- The customer's last message: first come, first served goes by it.
  add column ordered_at timestamptz,
  add column offered_to text,
  -- Until then only this agent is asked.
  add column affinity_id text,
  add column affinity_until timestamptz,
  -- Why nobody is asked by itself any more (declined by too many); a person must take it.
  add column held_back text,
  add column first_accepted_at timestamptz,
  add column wrap_up_at timestamptz,
  add column transfers int not null default 0,
  add column case_id text,
  add column title text,
  add column close_reason text,
  add column dispositions text[] not null default '{}',
  -- When the state ends by itself: inactivity, 30 days, wrap-up of a day.
  add column close_due_at timestamptz,
  -- Service levels: adjusted for operating hours when they are set.
  add column first_answer_due_at timestamptz,
  add column next_answer_due_at timestamptz,
  add column resolution_due_at timestamptz,
  add column breached text[] not null default '{}',
  -- The earliest of the three that is not met, answered or breached yet.
  add column sla_due_at timestamptz,
  add column incoming int not null default 0,
  add column outgoing int not null default 0;
update work_item set ordered_at = last_at, queued_at = case when state = 'open' then state_at end;
-- What the assigner looks at: waiting in a queue of a push work stream, offered to nobody.
create index work_item_to_assign on work_item (workspace_id, queue_id, ordered_at, id)
  where state = 'open' and mode = 'push' and assignee_id is null and offered_to is null and held_back is null;
create index work_item_in_queue on work_item (workspace_id, queue_id, ordered_at, id)
  where state = 'open' and assignee_id is null;
create index work_item_offered on work_item (workspace_id, offered_to) where offered_to is not null;
create index work_item_close_due on work_item (close_due_at) where close_due_at is not null;
create index work_item_sla_due on work_item (sla_due_at) where sla_due_at is not null;
create index work_item_opened on work_item (workspace_id, opened_at);
create index work_item_customer on work_item (workspace_id, customer_id, opened_at desc);
create index work_item_closed_at on work_item (workspace_id, closed_at) where closed_at is not null;

-- What routing saw and decided, step by step, for "why me?".
create table routing_trace (
  workspace_id text not null,
  work_item_id text not null,
  id text not null,
  at timestamptz not null,
  stage text not null,
  body jsonb not null,
  primary key (workspace_id, work_item_id, id)
);
create index routing_trace_age on routing_trace (at);
