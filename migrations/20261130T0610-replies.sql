-- What agents reuse: quick replies, macros, articles. `words` is filled by the application.

create table quick_reply (
  workspace_id text not null,
  id text not null,
  -- What one types: /hello.
  slug text not null,
  title text not null,
  scope text not null check (scope in ('personal', 'team', 'all')),
  -- Who made it; of a personal one, whose it is.
  owner_id text,
  team_id text,
  tags text[] not null default '{}',
  -- Empty: every work stream.
  work_stream_ids text[] not null default '{}',
  -- [{language, text}]
  messages jsonb not null,
  words tsvector not null,
  used_count bigint not null default 0,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id)
) with (fillfactor = 80);
create unique index quick_reply_slug on quick_reply (workspace_id, slug) where scope <> 'personal';
create unique index quick_reply_own_slug on quick_reply (workspace_id, owner_id, slug) where scope = 'personal';
create index quick_reply_by_title on quick_reply (workspace_id, (lower(title) collate "C"), id);
create index quick_reply_words on quick_reply using gin (words);
create index quick_reply_tags on quick_reply using gin (tags);

create table macro (
  workspace_id text not null,
  id text not null,
  name text not null,
  description text not null default '',
  scope text not null check (scope in ('personal', 'team', 'all')),
  owner_id text,
  team_id text,
  -- In order; checked by contract/api/macros.ts.
  actions jsonb not null,
  used_count bigint not null default 0,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id)
) with (fillfactor = 80);
create index macro_by_name on macro (workspace_id, (lower(name) collate "C"), id);

create table article (
  workspace_id text not null,
  id text not null,
  number bigint not null,
  title text not null,
  body text not null,
  language text not null,
  tags text[] not null default '{}',
  -- Where customers read it.
  public_url text,
  state text not null check (state in ('draft', 'published')),
  version int not null default 1,
  title_words tsvector not null,
  words tsvector not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  updated_by text,
  published_at timestamptz,
  primary key (workspace_id, id)
);
create unique index article_number_unique on article (workspace_id, number);
create index article_newest on article (workspace_id, updated_at desc, id desc);
create index article_words on article using gin (words);
create index article_tags on article using gin (tags);
create table article_number (
  workspace_id text primary key,
  last bigint not null
);
-- What an article said before.
create table article_version (
  workspace_id text not null,
  article_id text not null,
  version int not null,
  title text not null,
  body text not null,
  at timestamptz not null,
  by_id text,
  primary key (workspace_id, article_id, version)
);
