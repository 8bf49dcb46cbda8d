-- Automatic messages, what customers agree to, and who wants no more of them.

-- A trigger without a row has the standard text and is off. '' as handle: for all handles.
create table notice (
  workspace_id text not null,
  handle_id text not null default '',
  trigger text not null,
  active boolean not null,
  default_language text not null,
  -- {language: text}
  texts jsonb not null,
  updated_at timestamptz not null,
  primary key (workspace_id, handle_id, trigger)
);

-- What was said already: each trigger once per work item.
create table notice_sent (
  workspace_id text not null,
  work_item_id text not null,
  trigger text not null,
  at timestamptz not null,
  primary key (workspace_id, work_item_id, trigger)
);
create index notice_sent_age on notice_sent (at);

-- A customer wrote just now: what is said to that waits until routing has taken the message into a work item.
create table notice_wanted (
  workspace_id text not null,
  conversation_id text not null,
  at timestamptz not null,
  primary key (workspace_id, conversation_id)
);

-- Wordings that people were shown, by the SHA-256 of their text; never changed, so that what was agreed to stays known.
create table wording (
  workspace_id text not null,
  hash text not null,
  text text not null,
  first_at timestamptz not null,
  primary key (workspace_id, hash)
);

-- Per handle: what customers are told of privacy, and whether they are asked first.
create table privacy_setting (
  workspace_id text not null,
  handle_id text not null,
  mode text not null check (mode in ('off', 'notice', 'ask')),
  default_language text not null,
  -- {language: {notice, page, question, yes, no, given, refused}}
  texts jsonb not null,
  updated_at timestamptz not null,
  primary key (workspace_id, handle_id)
);
-- The public page knows no workspace.
create unique index privacy_setting_handle on privacy_setting (handle_id);

-- Everything that was said and answered about consent.
create table consent_log (
  workspace_id text not null,
  id text not null,
  customer_id text not null,
  handle_id text not null,
  conversation_id text not null,
  what text not null
    check (what in ('notice_sent', 'asked', 'given', 'refused', 'opted_out', 'opted_in')),
  wording_hash text,
  language text,
  -- The customer's message that it stands on.
  message_id text,
  at timestamptz not null,
  primary key (workspace_id, id)
);
create index consent_log_customer on consent_log (workspace_id, customer_id, at desc);

-- Words with which customers end and restore automatic messages: {language: {out: [], in: []}}.
create table opt_out_words (
  workspace_id text primary key,
  words jsonb not null,
  updated_at timestamptz not null
);

-- No automatic or unasked message reaches this customer since then.
alter table customer add column opted_out_at timestamptz;

-- `waiting`, `refused`: what the customer wrote is not shown to agents.
alter table conversation
  add column consent text not null default 'none' check (consent in ('none', 'waiting', 'given', 'refused'));

-- Decided as the thread is made, so that no agent sees a line of it before.
create function ask_consent() returns trigger language plpgsql as $$
begin
  if exists (select 1 from privacy_setting s
    where s.workspace_id = new.workspace_id and s.handle_id = new.handle_id and s.mode = 'ask') then
    new.consent := 'waiting';
  end if;
  return new;
end $$;
create trigger ask_consent before insert on conversation for each row execute function ask_consent();
