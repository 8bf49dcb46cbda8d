-- A missed answer that a customer still waits for stands first in the order of what is due.
create index work_item_queue_missed on work_item (workspace_id, queue_id, (case
  when state = 'wrap_up' then null
  when first_answer_at is null and 'first_answer' = any(breached) then first_answer_due_at
  when next_answer_due_at < coalesce(sla_due_at, 'infinity') then next_answer_due_at
end), id)
  where state <> 'closed' and snoozed_until is null and (case
  when state = 'wrap_up' then null
  when first_answer_at is null and 'first_answer' = any(breached) then first_answer_due_at
  when next_answer_due_at < coalesce(sla_due_at, 'infinity') then next_answer_due_at
end) is not null;
