-- Runs and what they noted are forgotten in time.
create index report_run_ended on report_run (ended_at) where ended_at is not null;
create index report_run_line_at on report_run_line (at);
