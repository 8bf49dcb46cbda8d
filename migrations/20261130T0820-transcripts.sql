-- Transcripts that are made in the background, for somebody to fetch.

create table transcript_export (
  workspace_id text not null,
  id text not null,
  state text not null check (state in ('waiting', 'running', 'done', 'failed')),
  format text not null check (format in ('html', 'json', 'csv')),
  with_files boolean not null,
  with_notes boolean not null,
  -- Which conversations: see contract/api/transcripts.ts.
  filter jsonb not null,
  -- The caller may see all; restricted work streams let it out.
  sees_all boolean not null,
  past_restriction boolean not null,
  done int not null default 0,
  total int not null,
  failure text,
  blob_key text,
  byte_size bigint,
  requested_by text,
  requested_at timestamptz not null,
  finished_at timestamptz,
  expires_at timestamptz,
  primary key (workspace_id, id)
);
create index transcript_export_newest on transcript_export (workspace_id, requested_at desc, id desc);
create index transcript_export_expires on transcript_export (expires_at) where blob_key is not null;
create index transcript_export_unfinished on transcript_export (requested_at) where state in ('waiting', 'running');

-- Whose words are in which export: an erasure finds them.
create table transcript_content (
  workspace_id text not null,
  export_id text not null,
  conversation_id text not null,
  primary key (workspace_id, export_id, conversation_id)
);
create index transcript_content_conversation on transcript_content (workspace_id, conversation_id);
