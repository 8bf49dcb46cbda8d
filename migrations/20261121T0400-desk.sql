-- Who has a conversation open right now: worthless after a restart, so not logged.
create unlogged table conversation_presence (
  workspace_id text not null,
  conversation_id text not null,
  member_id text not null,
  doing text not null check (doing in ('viewing', 'replying', 'noting')),
  until timestamptz not null,
  primary key (workspace_id, conversation_id, member_id)
);

-- The newest answer of a conversation, for the list's "failed" mark.
create index message_newest_out on message (workspace_id, conversation_id, position desc)
  where direction = 'out' and kind = 'message';

-- Names as they are typed into the search box.
create index customer_username on customer (workspace_id, lower(username) text_pattern_ops);
create index customer_name on customer (workspace_id, lower(name) text_pattern_ops);
create index contact_name_prefix on contact (workspace_id, lower(name) text_pattern_ops);
create index contact_email_prefix on contact (workspace_id, lower(email) text_pattern_ops);
create index contact_company_prefix on contact (workspace_id, lower(company) text_pattern_ops);

-- Tags in use, for completion.
create index work_item_tags on work_item using gin (tags);
