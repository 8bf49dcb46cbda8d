-- The business's own records: contacts, companies, cases, and what they are extended with.
-- `words` is filled by the application: names, addresses and numbers as search looks for them.

alter table contact
  add column first_name text not null default '',
  add column last_name text not null default '',
  add column job_title text,
  add column company_id text,
  add column city text,
  add column country text,
  add column language text,
  add column relationship text,
  add column active boolean not null default true,
  -- Values of the workspace's own attributes, by their key.
  add column attributes jsonb not null default '{}',
  add column words tsvector not null default '';
update contact set
  first_name = split_part(name, ' ', 1),
  last_name = trim(substr(name, length(split_part(name, ' ', 1)) + 1)),
  words = array_to_tsvector(array_remove(regexp_split_to_array(
    lower(concat_ws(' ', name, email, company, phone)), '[^[:alnum:]]+'), ''));
-- One order for lists and for what begins so, whatever the database's locale.
create index contact_by_name on contact (workspace_id, (lower(name) collate "C"), id);
-- Identification: exactly this name, active.
create index contact_exact_name on contact (workspace_id, name) where active;
create index contact_words on contact using gin (words);
create index contact_of_company on contact (workspace_id, company_id, (lower(name) collate "C"), id) where company_id is not null;

create table company (
  workspace_id text not null,
  id text not null,
  name text not null,
  -- The business's own number for it.
  number text,
  phone text,
  email text,
  city text,
  primary_contact_id text,
  note text,
  active boolean not null default true,
  attributes jsonb not null default '{}',
  words tsvector not null default '',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id)
);
create index company_by_name on company (workspace_id, (lower(name) collate "C"), id);
create index company_exact_name on company (workspace_id, name) where active;
create index company_words on company using gin (words);
create index company_primary_contact on company (workspace_id, primary_contact_id) where primary_contact_id is not null;

create table case_record (
  workspace_id text not null,
  id text not null,
  number bigint not null,
  title text not null,
  status text not null check (status in ('active', 'resolved', 'cancelled')),
  priority text not null check (priority in ('low', 'normal', 'high', 'urgent')),
  product text,
  owner_id text,
  contact_id text,
  company_id text,
  description text not null default '',
  attributes jsonb not null default '{}',
  words tsvector not null default '',
  created_at timestamptz not null,
  created_by text,
  updated_at timestamptz not null,
  resolved_at timestamptz,
  primary key (workspace_id, id)
);
create unique index case_number_unique on case_record (workspace_id, number);
create index case_newest on case_record (workspace_id, updated_at desc, id desc);
create index case_by_status on case_record (workspace_id, status, updated_at desc, id desc);
create index case_of_contact on case_record (workspace_id, contact_id, updated_at desc, id desc) where contact_id is not null;
create index case_of_company on case_record (workspace_id, company_id, updated_at desc, id desc) where company_id is not null;
create index case_of_owner on case_record (workspace_id, owner_id, updated_at desc, id desc) where owner_id is not null;
create index case_words on case_record using gin (words);
create table case_number (
  workspace_id text primary key,
  last bigint not null
);

-- What the workspace adds to its records. A key never changes: values, rules and exports are named by it.
create table attribute_definition (
  workspace_id text not null,
  id text not null,
  record_kind text not null check (record_kind in ('contact', 'company', 'case', 'customer', 'work_item')),
  key text not null,
  label text not null,
  type text not null check (type in ('text', 'number', 'date', 'boolean', 'choice')),
  choices text[] not null default '{}',
  description text not null default '',
  position int not null default 0,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);
create unique index attribute_definition_key on attribute_definition (workspace_id, record_kind, key);

alter table customer
  add column company_id text,
  add column attributes jsonb not null default '{}',
  -- What a person took off: the rule does not link it again.
  add column refused_ids text[] not null default '{}';
create index customer_company on customer (workspace_id, company_id) where company_id is not null;

alter table work_item
  add column attributes jsonb not null default '{}',
  -- A person took the case off: the rule does not put one on again.
  add column case_refused boolean not null default false;
create index work_item_case on work_item (workspace_id, case_id, opened_at desc) where case_id is not null;

-- Notes written on a record itself; those of conversations are entries of their threads.
create table record_note (
  workspace_id text not null,
  id text not null,
  record_kind text not null check (record_kind in ('contact', 'company', 'case')),
  record_id text not null,
  text text not null,
  author_id text,
  at timestamptz not null,
  primary key (workspace_id, id)
);
create index record_note_of on record_note (workspace_id, record_kind, record_id, at desc, id desc);
create index message_notes on message (workspace_id, conversation_id, position desc) where kind = 'note';

-- What a merge took away and moved, so that it can be taken back until due_at.
create table contact_merge (
  workspace_id text not null,
  id text not null,
  kept_id text not null,
  gone_id text not null,
  before jsonb not null,
  after jsonb not null,
  gone jsonb not null,
  moved jsonb not null,
  by_id text,
  at timestamptz not null,
  due_at timestamptz not null,
  primary key (workspace_id, id)
);
create index contact_merge_of on contact_merge (workspace_id, kept_id, at desc);
create index contact_merge_due on contact_merge (due_at);
