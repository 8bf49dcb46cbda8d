-- The newest messages of a thread that offered choices: an answer to one may come after other messages.
create index message_offer on message (workspace_id, conversation_id, position)
  where direction = 'out' and content ? 'quickReplies';
