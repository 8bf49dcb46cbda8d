-- Who is mailed of a report in trouble, and of what they were told.
create table report_mail (
  workspace_id text not null,
  report_id text not null,
  failed boolean not null,
  late boolean not null,
  again boolean not null,
  member_ids text[] not null,
  -- The trouble that was mailed and lasts: failed or late.
  told text check (told in ('failed', 'late')),
  primary key (workspace_id, report_id),
  foreign key (workspace_id, report_id) references report (workspace_id, id) on delete cascade
);
