-- Posts of others that name one of our accounts in public, and what was done about each.
create table public_post (
  workspace_id text not null,
  id text not null,
  handle_id text not null,
  account_id text not null,
  x_post_id bigint not null,
  in_reply_to_x_post_id bigint,
  author_x_user_id bigint not null,
  author_username text,
  author_name text,
  author_avatar_url text,
  text text not null,
  -- What search looks into: folded words of the text and of the author's names.
  words tsvector not null,
  at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'answered', 'dismissed')),
  closed_by text,
  closed_at timestamptz,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);
-- X tells of a post more than once; it counts once.
create unique index public_post_x on public_post (workspace_id, account_id, x_post_id);
create index public_post_list on public_post (workspace_id, state, at desc, id desc);
create index public_post_all on public_post (workspace_id, at desc, id desc);
create index public_post_author on public_post (workspace_id, author_x_user_id);
create index public_post_words on public_post using gin (words);

-- Our public answer to such a post. The row is the attempt as well: it says `sending`, committed, before X is called.
create table public_answer (
  workspace_id text not null,
  id text not null,
  post_id text not null,
  account_id text not null,
  author_x_user_id bigint not null,
  text text not null,
  state text not null check (state in ('queued', 'sending', 'uncertain', 'sent', 'failed', 'taken_back')),
  by_member_id text,
  x_post_id bigint,
  -- When it is to be looked at: queued ones to be sent, uncertain ones to be looked up; null: never by itself.
  due_at timestamptz,
  started_at timestamptz,
  tries integer not null default 0,
  looks integer not null default 0,
  failure jsonb,
  created_at timestamptz not null,
  sent_at timestamptz,
  primary key (workspace_id, id)
);
-- One answer to a post: a second click, or a second agent, finds this.
create unique index public_answer_one on public_answer (workspace_id, post_id)
  where state in ('queued', 'sending', 'uncertain', 'sent');
create index public_answer_of_post on public_answer (workspace_id, post_id, created_at desc);
create index public_answer_due on public_answer (due_at) where state in ('queued', 'uncertain');
create index public_answer_sending on public_answer (started_at) where state = 'sending';
create index public_answer_at_x on public_answer (workspace_id, x_post_id) where x_post_id is not null;

-- Whether a handle hears of public mentions: X bills each one that its Activity API tells.
alter table handle add column public_mentions boolean not null default true;
