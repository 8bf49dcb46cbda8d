-- Rules are read with the rest of the set-up: a change of them throws away what processes keep.
create or replace trigger setup_change after insert or update or delete on rule_set
  for each row execute function note_setup_change();

-- Items that overflow is about to close: nobody is asked meanwhile.
create index work_item_overflowing on work_item (workspace_id, id) where held_back = 'overflow' and state = 'open';
