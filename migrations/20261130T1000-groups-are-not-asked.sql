-- Nobody in a group can agree for the others, and a question put to all has no one answer: groups are never asked, and
-- so are not kept from agents either.
create or replace function ask_consent() returns trigger language plpgsql as $$
begin
  if new.kind = 'one' and exists (select 1 from privacy_setting s
    where s.workspace_id = new.workspace_id and s.handle_id = new.handle_id and s.mode = 'ask') then
    new.consent := 'waiting';
  end if;
  return new;
end $$;

update conversation set consent = 'none' where kind = 'group' and consent = 'waiting';
