-- Supervisors are told when reports fail or are late.

alter table alert_rule drop constraint alert_rule_kind_check;
alter table alert_rule add constraint alert_rule_kind_check check (kind in
  ('wait_exceeds', 'queue_exceeds', 'breach_rate', 'no_agent', 'agent_inactive', 'programs_stopped', 'reports_troubled'));
