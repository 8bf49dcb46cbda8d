-- What may still be asked of X, and what it costs.

-- One of X's windows: an endpoint's calls by one user, by the app's bearer, or by the whole app.
create table x_limit (
  workspace_id text not null,
  app_id text not null,
  -- 'user:<X id>', 'app_only' or 'app'
  subject text not null,
  -- '<endpoint>/<quarter_hour|day>'
  bucket text not null,
  -- X's limit: the documented one until X's headers name another.
  allowed int not null,
  -- Calls of this window that are set aside or spent, by the best knowledge.
  used int not null,
  -- Set aside in this window and not answered yet; `carried` from the window before, since X may count those here.
  in_flight int not null,
  carried int not null,
  -- The most that X itself has said is used in this window.
  seen int not null,
  -- X's own name for the window: its reset in X's seconds. Unknown until the first answer.
  x_reset bigint,
  ends_at timestamptz not null,
  window_ms bigint not null,
  -- Counts windows, so that a late answer finds out that its window is over.
  epoch bigint not null,
  reserved_at timestamptz not null,
  primary key (workspace_id, app_id, subject, bucket)
);

-- Billable units per app and UTC day.
create table x_cost (
  workspace_id text not null,
  app_id text not null,
  day date not null,
  kind text not null,
  units bigint not null,
  micro_usd bigint not null,
  primary key (workspace_id, app_id, day, kind)
);
