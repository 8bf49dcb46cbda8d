-- What an offer looks like on the agent's screen, how long it stands, and how it is heard.
-- The standard template is in code (contract/api/templates.ts); its id is the word `standard`.
create table notification_template (
  workspace_id text not null,
  id text not null,
  name text not null,
  settings jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id)
);
create unique index notification_template_name on notification_template (workspace_id, lower(name));
