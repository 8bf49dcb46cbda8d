-- When an app's keys, webhook, subscriptions and accounts are looked at next, and who does it now.
alter table x_app add column check_due_at timestamptz;
alter table x_app add column check_lease_until timestamptz;
create index x_app_check_due on x_app (check_due_at) where check_due_at is not null and deleted_at is null;
