-- What the window needs beside the record: attached files, and what is typed but not yet saved.

-- Attached files, each once however often it is attached; an attachment names it by its digest.
-- Only an erasure takes one away: until then a deleted attachment can come back.
CREATE TABLE attachment_content (
  digest TEXT PRIMARY KEY NOT NULL CHECK (length(digest) = 32),
  size INTEGER NOT NULL CHECK (size >= 0),
  bytes BLOB NOT NULL
) STRICT;

-- No part of the record: a draft has no history and never leaves the register.
CREATE TABLE draft (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  entity TEXT NOT NULL,
  "row" TEXT NOT NULL,
  owner TEXT CHECK (owner GLOB '[[]*]'),
  texts TEXT NOT NULL CHECK (texts GLOB '{*}'),
  at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX draft_row ON draft (entity, "row") WHERE "row" <> '';

-- What waits for a decision is asked for whenever the window opens: found without reading all rows.
CREATE INDEX "contact_conflicts" ON "contact" (id) WHERE _conflicts IS NOT NULL;
CREATE INDEX "contact_flagged" ON "contact" (id) WHERE _state = 2;
CREATE INDEX "organisation_conflicts" ON "organisation" (id) WHERE _conflicts IS NOT NULL;
CREATE INDEX "organisation_flagged" ON "organisation" (id) WHERE _state = 2;
CREATE INDEX "appointment_conflicts" ON "appointment" (id) WHERE _conflicts IS NOT NULL;
CREATE INDEX "appointment_flagged" ON "appointment" (id) WHERE _state = 2;
CREATE INDEX "network_conflicts" ON "network" (id) WHERE _conflicts IS NOT NULL;
CREATE INDEX "network_flagged" ON "network" (id) WHERE _state = 2;
CREATE INDEX "participation_conflicts" ON "participation" (id) WHERE _conflicts IS NOT NULL;
CREATE INDEX "participation_flagged" ON "participation" (id) WHERE _state = 2;
CREATE INDEX "fee_conflicts" ON "fee" (id) WHERE _conflicts IS NOT NULL;
CREATE INDEX "fee_flagged" ON "fee" (id) WHERE _state = 2;
CREATE INDEX "post_conflicts" ON "post" (id) WHERE _conflicts IS NOT NULL;
CREATE INDEX "post_flagged" ON "post" (id) WHERE _state = 2;
CREATE INDEX "review_conflicts" ON "review" (id) WHERE _conflicts IS NOT NULL;
CREATE INDEX "review_flagged" ON "review" (id) WHERE _state = 2;
CREATE INDEX "activity_conflicts" ON "activity" (id) WHERE _conflicts IS NOT NULL;
CREATE INDEX "activity_flagged" ON "activity" (id) WHERE _state = 2;
CREATE INDEX "trip_conflicts" ON "trip" (id) WHERE _conflicts IS NOT NULL;
CREATE INDEX "trip_flagged" ON "trip" (id) WHERE _state = 2;
CREATE INDEX "stop_conflicts" ON "stop" (id) WHERE _conflicts IS NOT NULL;
CREATE INDEX "stop_flagged" ON "stop" (id) WHERE _state = 2;
CREATE INDEX "programme_conflicts" ON "programme" (id) WHERE _conflicts IS NOT NULL;
CREATE INDEX "programme_flagged" ON "programme" (id) WHERE _state = 2;
CREATE INDEX "participant_conflicts" ON "participant" (id) WHERE _conflicts IS NOT NULL;
CREATE INDEX "participant_flagged" ON "participant" (id) WHERE _state = 2;
CREATE INDEX "leg_conflicts" ON "leg" (id) WHERE _conflicts IS NOT NULL;
CREATE INDEX "leg_flagged" ON "leg" (id) WHERE _state = 2;
CREATE INDEX "cost_conflicts" ON "cost" (id) WHERE _conflicts IS NOT NULL;
CREATE INDEX "cost_flagged" ON "cost" (id) WHERE _state = 2;
CREATE INDEX "funding_conflicts" ON "funding" (id) WHERE _conflicts IS NOT NULL;
CREATE INDEX "funding_flagged" ON "funding" (id) WHERE _state = 2;
CREATE INDEX "request_conflicts" ON "request" (id) WHERE _conflicts IS NOT NULL;
CREATE INDEX "request_flagged" ON "request" (id) WHERE _state = 2;
CREATE INDEX "collaboration_conflicts" ON "collaboration" (id) WHERE _conflicts IS NOT NULL;
CREATE INDEX "collaboration_flagged" ON "collaboration" (id) WHERE _state = 2;
CREATE INDEX "advocacy_conflicts" ON "advocacy" (id) WHERE _conflicts IS NOT NULL;
CREATE INDEX "advocacy_flagged" ON "advocacy" (id) WHERE _state = 2;
CREATE INDEX "interaction_conflicts" ON "interaction" (id) WHERE _conflicts IS NOT NULL;
CREATE INDEX "interaction_flagged" ON "interaction" (id) WHERE _state = 2;
CREATE INDEX "action_conflicts" ON "action" (id) WHERE _conflicts IS NOT NULL;
CREATE INDEX "action_flagged" ON "action" (id) WHERE _state = 2;
CREATE INDEX "delivery_conflicts" ON "delivery" (id) WHERE _conflicts IS NOT NULL;
CREATE INDEX "delivery_flagged" ON "delivery" (id) WHERE _state = 2;
CREATE INDEX "attachment_conflicts" ON "attachment" (id) WHERE _conflicts IS NOT NULL;
CREATE INDEX "attachment_flagged" ON "attachment" (id) WHERE _state = 2;
CREATE INDEX "setting_conflicts" ON "setting" (id) WHERE _conflicts IS NOT NULL;
CREATE INDEX "setting_flagged" ON "setting" (id) WHERE _state = 2;
CREATE INDEX "distinct_conflicts" ON "distinct" (id) WHERE _conflicts IS NOT NULL;
CREATE INDEX "distinct_flagged" ON "distinct" (id) WHERE _state = 2;
CREATE INDEX "list_item_conflicts" ON "list_item" (id) WHERE _conflicts IS NOT NULL;
CREATE INDEX "list_item_flagged" ON "list_item" (id) WHERE _state = 2;

-- Counting rows and going through their places reads this instead of all that is found by search.
CREATE INDEX search_rank ON search_row (rank);
