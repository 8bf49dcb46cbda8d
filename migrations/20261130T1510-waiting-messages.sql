-- What waits in one thread is looked for at every send: by the thread, not among all that the account has waiting.
-- message_outbound serves the account's queue.
create index message_waiting on message (workspace_id, conversation_id, position)
  where direction = 'out' and state = 'queued';
drop index message_to_send;
