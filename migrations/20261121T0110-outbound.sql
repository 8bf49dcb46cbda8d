-- What the sender keeps beside a message and an attempt.

-- When a queued message will leave by the limits as they stand: an estimate that people see, not a rule.
alter table message add column sends_at timestamptz;

-- What was really sent, so that an event of X can be recognised as ours: the rendered text and the upload.
alter table attempt
  add column via text not null default 'v2' check (via in ('v1', 'v2')),
  add column sent_text text not null default '',
  add column sent_media boolean not null default false,
  -- While the outcome is unknown: when to look at X again, how often it was done, and what came of it.
  add column settle_due_at timestamptz,
  add column settle_reads int not null default 0,
  -- A person or X said that nothing was done: it may be tried again.
  add column known_absent boolean not null default false;

-- At most one attempt of a conversation is on its way or unknown: order cannot be lost by a second sender.
create unique index attempt_one_in_flight on attempt (workspace_id, conversation_id) where state in ('sending', 'uncertain');
create index attempt_settle on attempt (settle_due_at) where state in ('sending', 'uncertain');

-- Accounts with something to send, whatever the workspace: asked by every sender each half second.
create index message_to_send on message (workspace_id, account_id) where direction = 'out' and state = 'queued';

-- The last event of the log that this item has taken in (all events of a conversation are in one partition, in
-- order): a consumer that runs twice changes nothing the second time.
alter table work_item add column event_seq bigint not null default 0;
create index work_item_number_of on work_item (workspace_id, number);
create index session_open on session (workspace_id, work_item_id) where ended_at is null;
