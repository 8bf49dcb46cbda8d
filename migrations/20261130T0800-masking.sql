-- What is hidden in messages, from whom.

create table masking_setup (
  workspace_id text primary key,
  -- What customers wrote is masked where colleagues read it.
  mask_customers boolean not null default true,
  -- What colleagues write is masked before it is queued for sending.
  mask_agents boolean not null default false,
  -- Grows with every change: rules are compiled once for each.
  version bigint not null default 1,
  updated_at timestamptz not null
);

create table masking_rule (
  workspace_id text not null,
  id text not null,
  name text not null,
  description text not null default '',
  -- RE2's syntax: found in time that grows with the text's length only.
  pattern text not null,
  -- What must also hold for a find to count: the sum of a card's digits, the check number of an IBAN.
  check_by text not null default 'none' check (check_by in ('none', 'luhn', 'iban')),
  -- One character stands for each character found; more are put in place of the whole.
  replacement text not null default '#',
  direction text not null default 'both' check (direction in ('in', 'out', 'both')),
  active boolean not null default true,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id)
);
create unique index masking_rule_name on masking_rule (workspace_id, lower(name));
