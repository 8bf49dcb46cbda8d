-- What taking in needs beyond the main tables.

-- Whose credentials fetch the file: X shows it to participants only.
alter table media add column account_id text;

-- Bodies that we asked for (polling, gap filling) do not name the user who asked; `late`: long after it happened.
alter table delivery
  add column for_x_user_id bigint,
  add column late boolean not null default false;
-- A parked delivery is shown and replayed by its id.
create unique index delivery_id on delivery (workspace_id, id);

-- A gap fill that a crash interrupts goes on from its last page.
alter table account_feed
  add column fill_token text,
  -- Newest event of the pages so far: `complete_to` once the fill is through.
  add column fill_newest bigint,
  add column replay_asked_at timestamptz;
-- Until when this feed was certainly listened to: what came after it may be missing once we are back.
alter table account_feed add column alive_at timestamptz;
