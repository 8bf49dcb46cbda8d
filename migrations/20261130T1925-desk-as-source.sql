-- What changed since the last run of a report over the desk, in the order of the change.
create index work_item_changed on work_item (workspace_id, state_at, id);
create index session_changed on session (workspace_id, (coalesce(ended_at, accepted_at, started_at)), id);
create index presence_log_changed on presence_log (workspace_id, (coalesce(until_at, from_at)), id);
create index survey_invitation_changed on survey_invitation (workspace_id, (coalesce(updated_at, answered_at)), id)
  where answered_at is not null;
