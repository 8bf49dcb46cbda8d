-- Reports ask how long the stays in queues took that ended in a time.
create index queue_stay_left on queue_stay (workspace_id, left_at) where left_at is not null;
