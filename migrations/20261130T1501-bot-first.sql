-- Programs answer first: what routing and the desk need to know of conversations that a program has.

-- Whether the desk takes over from a program whose webhooks are paused, or hear no messages.
alter table messaging_switchboard add column desk_when_deaf boolean not null default true;

-- Set while a program has a thread in which a customer has written: since when that is so, which seat has it, and since
-- when the customer waits for an answer. Cleared when the desk has it.
alter table messaging_control
  add column held_at timestamptz,
  add column held_by text,
  add column waiting_since timestamptz,
  -- The last word of the thread when a program was last stopped there, when that was, and whose key it was.
  add column stopped_position bigint,
  add column stopped_at timestamptz,
  add column stopped_key text,
  add column stopped_why text check (stopped_why in ('unanswered', 'loop'));
create index messaging_control_held on messaging_control (workspace_id, held_at desc, conversation_id)
  where held_at is not null;
create index messaging_control_waiting on messaging_control (workspace_id, conversation_id)
  where waiting_since is not null;
create index messaging_control_stopped on messaging_control (workspace_id, stopped_at desc)
  where stopped_at is not null;

-- Who had it before, whether the desk did it (and who there), and why.
alter table messaging_control_action
  add column from_id text,
  add column by_desk boolean not null default false,
  add column member_id text,
  add column reason text;

-- How many messages programs have sent since a customer or an agent last wrote, how often one answered another meanwhile,
-- and which wrote last. Kept with the thread's end, so that it costs no statement.
alter table conversation
  add column program_run int not null default 0,
  add column program_turns int not null default 0,
  add column program_last text;

-- Routing keeps in memory who sits at the switchboard and which of them hear: until one of these says otherwise.
create trigger setup_change after insert or update or delete on messaging_switchboard
  for each row execute function note_setup_change();
create trigger setup_change after insert or update or delete on messaging_switchboard_integration
  for each row execute function note_setup_change();
create trigger setup_change after insert or delete on messaging_integration
  for each row execute function note_setup_change();
create trigger setup_change after insert or delete on webhook_endpoint
  for each row execute function note_setup_change();
create trigger setup_change_of after update on webhook_endpoint
  for each row when (
    old.state is distinct from new.state or old.triggers is distinct from new.triggers
    or old.integration_id is distinct from new.integration_id)
  execute function note_setup_change();
create trigger setup_change after insert or delete on messaging_key
  for each row execute function note_setup_change();
