-- The newest words of a workspace: a word that is in every other message is found in the first of them.
create index message_search_newest on message_search (workspace_id, position desc);
