-- What customers are asked after a conversation, per handle; and what they answered.
create table survey (
  workspace_id text not null,
  handle_id text not null,
  -- contract/api/surveys.ts SurveyInput
  definition jsonb not null,
  updated_at timestamptz not null,
  primary key (workspace_id, handle_id)
);

create table survey_invitation (
  workspace_id text not null,
  id text not null,
  handle_id text not null,
  work_item_id text not null,
  conversation_id text not null,
  customer_id text not null,
  -- Who had the conversation when it ended, and in which queue.
  agent_id text,
  queue_id text not null,
  language text not null,
  -- When the link is sent; null once that is decided.
  due_at timestamptz,
  sent_at timestamptz,
  expires_at timestamptz,
  -- SHA-256 of the link's secret; the secret itself is in the message only.
  token_hash bytea,
  -- The survey as it was when the link was sent.
  definition jsonb,
  answered_at timestamptz,
  updated_at timestamptz,
  -- {question id: {score} | {choice} | {text}}
  answers jsonb,
  primary key (workspace_id, id)
);
create unique index survey_invitation_item on survey_invitation (workspace_id, work_item_id);
create unique index survey_invitation_token on survey_invitation (token_hash) where token_hash is not null;
create index survey_invitation_due on survey_invitation (due_at) where due_at is not null;
create index survey_invitation_sent on survey_invitation (workspace_id, sent_at) where sent_at is not null;
create index survey_invitation_answered on survey_invitation (workspace_id, answered_at desc, id desc)
  where answered_at is not null;
create index survey_invitation_customer on survey_invitation (workspace_id, customer_id);
