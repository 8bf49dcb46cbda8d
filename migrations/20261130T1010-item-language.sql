-- The language that a rule set for an item: automatic messages and the survey are said in it, before the handle's own.
alter table work_item add column language text;

-- Rules name the workspace's own attributes: what processes keep of the rules' fields goes when these change.
create trigger setup_change after insert or update or delete on attribute_definition
  for each row execute function note_setup_change();
