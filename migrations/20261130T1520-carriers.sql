-- Deliveries may be carried by others than our own POST: what a carrier knows of its endpoints is in tables of its own.

alter table webhook_endpoint add column carrier text not null default 'webhook';
