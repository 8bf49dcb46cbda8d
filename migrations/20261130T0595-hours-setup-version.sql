-- Overflow and rules read opening hours with the rest of the set-up: a change of them throws away what processes keep.
create or replace trigger setup_change after insert or update or delete on operating_hours
  for each row execute function note_setup_change();
