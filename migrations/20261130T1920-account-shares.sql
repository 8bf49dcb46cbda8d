-- What the house calls an account; null: by its name at X.
alter table account add column label text;

-- Who may do what with an account, besides those who may change the set-up.
create table account_share (
  workspace_id text not null,
  account_id text not null,
  member_id text not null,
  level text not null check (level in ('owner', 'edit', 'share', 'read')),
  given_at timestamptz not null,
  primary key (workspace_id, account_id, member_id),
  foreign key (workspace_id, account_id) references account (workspace_id, id) on delete cascade
);
create index account_share_of_member on account_share (workspace_id, member_id);

-- Accounts of before belong to the administrator who has been here longest.
insert into account_share (workspace_id, account_id, member_id, level, given_at)
select account.workspace_id, account.id, first.id, 'owner', account.created_at
from account
join lateral (
  select id from member
  where workspace_id = account.workspace_id and role = 'administrator' and custom_role_id is null and active
  order by created_at, id limit 1
) first on true
where account.status <> 'removed';
