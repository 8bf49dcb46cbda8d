-- Colleagues beside the agent who answers: asked for advice, brought in to help, or looking on.
create table side_talk (
  workspace_id text not null,
  id text not null,
  conversation_id text not null,
  work_item_id text not null,
  kind text not null check (kind in ('consult', 'colleague', 'monitor')),
  by_member_id text not null,
  -- Who is asked now, or is in. null: nobody of the queue yet.
  member_id text,
  queue_id text,
  session_id text,
  state text not null check (state in ('asked', 'active', 'ended')),
  -- May write to the customer.
  can_answer boolean not null default false,
  outcome text,
  -- Of a queue: those who were asked already.
  tried text[] not null default '{}',
  asked_at timestamptz not null,
  -- Of a queue: until then somebody is looked for.
  due_at timestamptz,
  accepted_at timestamptz,
  ended_at timestamptz,
  primary key (workspace_id, id)
);
create unique index side_talk_session on side_talk (workspace_id, session_id) where session_id is not null;
create index side_talk_of on side_talk (workspace_id, conversation_id, asked_at) where state <> 'ended';
create index side_talk_member on side_talk (workspace_id, member_id) where state <> 'ended';
create index side_talk_looking on side_talk (asked_at) where state = 'asked' and queue_id is not null;

-- What is said in the private pane.
create table side_message (
  workspace_id text not null,
  talk_id text not null,
  id text not null,
  -- Of the talk: what is said of a person goes with the person.
  conversation_id text not null,
  author_id text not null,
  text text not null,
  at timestamptz not null,
  idempotency_key text not null,
  primary key (workspace_id, talk_id, id)
);
create index side_message_conversation on side_message (workspace_id, conversation_id);
create index side_message_age on side_message (workspace_id, at);
create unique index side_message_key on side_message (workspace_id, talk_id, idempotency_key);
