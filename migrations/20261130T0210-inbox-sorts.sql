-- A walk of its own for each order of the inbox, queue by queue. The sparse ones hold only what they are about:
-- what has no such time, or no such rank, follows in the order of activity.
create index work_item_queue_activity on work_item (workspace_id, queue_id, last_at desc, id desc)
  where state <> 'closed' and snoozed_until is null;
create index work_item_queue_waiting on work_item (workspace_id, queue_id, waiting_since, id)
  where state <> 'closed' and snoozed_until is null and waiting_since is not null;
create index work_item_queue_sla on work_item (workspace_id, queue_id, sla_due_at, id)
  where state <> 'closed' and snoozed_until is null and sla_due_at is not null;
create index work_item_queue_priority on work_item (workspace_id, queue_id, priority, last_at desc, id desc)
  where state <> 'closed' and snoozed_until is null and priority <> 'normal';
create index work_item_queue_created on work_item (workspace_id, queue_id, opened_at desc, id desc)
  where state <> 'closed' and snoozed_until is null;
