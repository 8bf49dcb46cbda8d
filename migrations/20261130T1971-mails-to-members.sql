-- Mails of the product to its members: an alert of a DataSet, a report in trouble. `detail` is {to, subject, lines, link,
-- linkWords}; `conversation_id` is the mail's own id, since none waits for another.
alter table mail_out drop constraint mail_out_kind_check;
alter table mail_out add constraint mail_out_kind_check check (kind in ('message', 'refused', 'failed', 'notice'));
