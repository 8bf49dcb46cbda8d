-- What of the metadata of the user who was merged last had no room any more: told with that merge.
alter table messaging_user add column discarded jsonb;
