-- kept: a program's message that is shown to colleagues and sent to nobody.
alter table message drop constraint message_state_check;
alter table message add constraint message_state_check
  check (state in ('received', 'queued', 'sending', 'sent', 'failed', 'uncertain', 'canceled', 'kept')) not valid;
alter table message validate constraint message_state_check;
