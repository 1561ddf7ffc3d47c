-- The programme of an incoming visit, and what is done in an advocacy issue.
-- The tables are made anew, so that their columns stand in the order of the catalogue.

ALTER TABLE "programme" RENAME TO "programme_before";
CREATE TABLE "programme" (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  "trip" TEXT CHECK (length("trip") = 36),
  "request" TEXT CHECK (length("request") = 36),
  "date" TEXT CHECK ("date" IS date("date", '+0 days')),
  "time" TEXT CHECK (("time" GLOB '[0-2][0-9]:[0-5][0-9]' OR "time" GLOB '[0-2][0-9]:[0-5][0-9]–[0-2][0-9]:[0-5][0-9]')),
  "place" TEXT CHECK (length("place") BETWEEN 1 AND 500),
  "organisation" TEXT CHECK (length("organisation") = 36),
  "contact" TEXT CHECK (length("contact") = 36),
  "topic" TEXT CHECK (length("topic") BETWEEN 1 AND 20000),
  _state INTEGER NOT NULL DEFAULT 0 CHECK (_state IN (0, 1, 2)),
  _conflicts TEXT CHECK (_conflicts GLOB '[[]*]')
) STRICT;
INSERT INTO "programme" (
  id, "trip", "date", "time", "place", "organisation", "contact", "topic", _state, _conflicts
) SELECT
  id, "trip", "date", "time", "place", "organisation", "contact", "topic", _state, _conflicts
FROM "programme_before";
DROP TABLE "programme_before";
CREATE INDEX "programme_trip" ON "programme" ("trip") WHERE "trip" IS NOT NULL;
CREATE INDEX "programme_request" ON "programme" ("request") WHERE "request" IS NOT NULL;
CREATE INDEX "programme_organisation" ON "programme" ("organisation") WHERE "organisation" IS NOT NULL;
CREATE INDEX "programme_contact" ON "programme" ("contact") WHERE "contact" IS NOT NULL;
CREATE INDEX "programme_conflicts" ON "programme" (id) WHERE _conflicts IS NOT NULL;
CREATE INDEX "programme_flagged" ON "programme" (id) WHERE _state = 2;

ALTER TABLE "activity" RENAME TO "activity_before";
CREATE TABLE "activity" (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  "network" TEXT CHECK (length("network") = 36),
  "advocacy" TEXT CHECK (length("advocacy") = 36),
  "date" TEXT CHECK ("date" IS date("date", '+0 days')),
  "what" TEXT CHECK (length("what") BETWEEN 1 AND 20000),
  "who" TEXT CHECK (length("who") BETWEEN 1 AND 500),
  _state INTEGER NOT NULL DEFAULT 0 CHECK (_state IN (0, 1, 2)),
  _conflicts TEXT CHECK (_conflicts GLOB '[[]*]')
) STRICT;
INSERT INTO "activity" (id, "network", "date", "what", "who", _state, _conflicts)
SELECT id, "network", "date", "what", "who", _state, _conflicts FROM "activity_before";
DROP TABLE "activity_before";
CREATE INDEX "activity_network" ON "activity" ("network") WHERE "network" IS NOT NULL;
CREATE INDEX "activity_advocacy" ON "activity" ("advocacy") WHERE "advocacy" IS NOT NULL;
CREATE INDEX "activity_conflicts" ON "activity" (id) WHERE _conflicts IS NOT NULL;
CREATE INDEX "activity_flagged" ON "activity" (id) WHERE _state = 2;

-- What is secret is asked for whenever something leaves: found without reading all rows.
CREATE INDEX "contact_secret" ON "contact" (id) WHERE secret = 1;
CREATE INDEX "organisation_secret" ON "organisation" (id) WHERE secret = 1;
CREATE INDEX "appointment_secret" ON "appointment" (id) WHERE secret = 1;
CREATE INDEX "network_secret" ON "network" (id) WHERE secret = 1;
CREATE INDEX "trip_secret" ON "trip" (id) WHERE secret = 1;
CREATE INDEX "request_secret" ON "request" (id) WHERE secret = 1;
CREATE INDEX "collaboration_secret" ON "collaboration" (id) WHERE secret = 1;
CREATE INDEX "advocacy_secret" ON "advocacy" (id) WHERE secret = 1;
CREATE INDEX "interaction_secret" ON "interaction" (id) WHERE secret = 1;
