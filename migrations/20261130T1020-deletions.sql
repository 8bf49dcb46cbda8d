-- When an account was last looked through for messages that were deleted on X.
alter table account_feed add column deletions_checked_at timestamptz;
