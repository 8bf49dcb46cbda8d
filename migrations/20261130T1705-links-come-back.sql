-- A link that was deleted comes back as it was, with what began by it.
create trigger keep_deleted after delete on compose_link for each row
  when (coalesce(current_setting('rookery.deleting', true), '') <> '')
  execute function keep_deleted_row();
