-- Who sees a DataSet: everybody who sees data, as their role says, or only those named. Policies say who sees which rows.
alter table dataset
  add column audience text not null default 'everybody' check (audience in ('everybody', 'named')),
  add column policies_on boolean not null default false,
  -- Number of the policy that was made last.
  add column last_policy integer not null default 0;

create table dataset_share (
  workspace_id text not null,
  dataset_id uuid not null,
  -- One of the two.
  member_id text,
  team_id text,
  level text not null check (level in ('owner', 'edit', 'read')),
  given_at timestamptz not null,
  check (num_nonnulls(member_id, team_id) = 1),
  foreign key (workspace_id, dataset_id) references dataset (workspace_id, id) on delete cascade,
  foreign key (workspace_id, team_id) references team (workspace_id, id) on delete cascade
);
create unique index dataset_share_of on dataset_share (workspace_id, dataset_id, coalesce(member_id, team_id));
create index dataset_share_of_member on dataset_share (workspace_id, member_id) where member_id is not null;
create index dataset_share_of_team on dataset_share (workspace_id, team_id) where team_id is not null;

-- Filters all hold of a row that a policy shows. Number 0 is “All Rows”: it has no row here, only people.
create table dataset_policy (
  workspace_id text not null,
  dataset_id uuid not null,
  number integer not null,
  name text not null,
  -- [{column, operator, values, not}]
  filters jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, dataset_id, number),
  foreign key (workspace_id, dataset_id) references dataset (workspace_id, id) on delete cascade
);

create table dataset_policy_person (
  workspace_id text not null,
  dataset_id uuid not null,
  number integer not null,
  member_id text,
  team_id text,
  check (num_nonnulls(member_id, team_id) = 1),
  foreign key (workspace_id, dataset_id) references dataset (workspace_id, id) on delete cascade,
  foreign key (workspace_id, team_id) references team (workspace_id, id) on delete cascade
);
create unique index dataset_policy_person_of on dataset_policy_person (workspace_id, dataset_id, number, coalesce(member_id, team_id));
create index dataset_policy_person_of_team on dataset_policy_person (workspace_id, team_id) where team_id is not null;

-- DataSets of before belong to whoever made them, or made the program that did.
insert into dataset_share (workspace_id, dataset_id, member_id, level, given_at)
select dataset.workspace_id, dataset.id, member.id, 'owner', dataset.created_at
from dataset
left join data_client client on client.workspace_id = dataset.workspace_id and client.id = dataset.owner_id
join member on member.workspace_id = dataset.workspace_id and member.id = coalesce(client.created_by, dataset.owner_id);

-- Towards Domo's clients people and teams have numbers.
create table data_number (
  workspace_id text not null references workspace (id),
  number bigint not null generated always as identity,
  -- member, team or account
  kind text not null,
  id text not null,
  primary key (workspace_id, number)
);
create unique index data_number_of on data_number (workspace_id, kind, id);
