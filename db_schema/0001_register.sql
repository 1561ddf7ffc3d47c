-- The record of edits (EXCHANGE §2), what is derived from it, and the search index.
-- Derived tables hold single-value checks only: a union of two registers may bring one end of
-- a link before the other, or two changes that only rules can judge.

CREATE TABLE register (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  exchange_id TEXT NOT NULL,
  register_id TEXT NOT NULL,
  office TEXT NOT NULL,
  person TEXT,
  role TEXT NOT NULL CHECK (role IN ('office', 'central')),
  epoch TEXT NOT NULL,
  format INTEGER NOT NULL,
  made_at TEXT NOT NULL,
  lam INTEGER NOT NULL,
  folding INTEGER NOT NULL,
  backup_at TEXT,
  backup_name TEXT
) STRICT;

-- One thing a person did. Named so because `action` is the entity of follow-up actions.
CREATE TABLE recorded_action (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('edit', 'import', 'merge', 'undo', 'restore', 'erase', 'new')),
  label TEXT NOT NULL CHECK (label GLOB '{*}'),
  who TEXT,
  office TEXT NOT NULL,
  register_id TEXT NOT NULL,
  at TEXT NOT NULL,
  undoes TEXT,
  source TEXT
) STRICT;

CREATE TABLE edit (
  idx INTEGER PRIMARY KEY,
  eid TEXT NOT NULL UNIQUE,
  entity TEXT NOT NULL,
  "row" TEXT NOT NULL,
  fields TEXT NOT NULL CHECK (fields GLOB '{*}'),
  parents TEXT,
  seen TEXT,
  lam INTEGER NOT NULL,
  salt TEXT NOT NULL,
  shared INTEGER NOT NULL CHECK (shared IN (0, 1)),
  digests TEXT,
  action INTEGER NOT NULL
) STRICT;
CREATE INDEX edit_row ON edit ("row");
CREATE INDEX edit_action ON edit (action);

-- The current edits of a key, only where it is not simply the one edit that created the row.
CREATE TABLE head (
  "row" TEXT NOT NULL,
  key TEXT NOT NULL,
  eid TEXT NOT NULL,
  PRIMARY KEY ("row", key, eid)
) STRICT, WITHOUT ROWID;

CREATE TABLE peer (
  register_id TEXT NOT NULL,
  epoch TEXT NOT NULL,
  office TEXT NOT NULL,
  received INTEGER NOT NULL DEFAULT 0,
  acknowledged INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (register_id, epoch)
) STRICT, WITHOUT ROWID;

CREATE TABLE exported (
  id TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  to_office TEXT,
  reached INTEGER NOT NULL,
  filter TEXT NOT NULL CHECK (filter GLOB '{*}'),
  secret TEXT NOT NULL,
  name TEXT NOT NULL,
  counts TEXT NOT NULL CHECK (counts GLOB '{*}')
) STRICT, WITHOUT ROWID;

-- What a file raised that a person must decide.
CREATE TABLE doubt (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  about TEXT NOT NULL CHECK (about GLOB '{*}'),
  source TEXT NOT NULL,
  action INTEGER NOT NULL,
  raised_at TEXT NOT NULL,
  decided TEXT
) STRICT, WITHOUT ROWID;

-- What is found while typing. The rank is the place in display order, with gaps, so that the
-- first page of any hit list is read in order without sorting.
CREATE TABLE search_row (
  rank INTEGER PRIMARY KEY,
  "row" TEXT NOT NULL UNIQUE,
  sort TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE search USING fts5(
  text, content='search_row', content_rowid='rank', columnsize=0,
  prefix='1 2 3', tokenize='ascii'
);

-- What people see, derived from the record: a table for each entity of the catalogue.

CREATE TABLE "contact" (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  "given_name" TEXT CHECK (length("given_name") BETWEEN 1 AND 500),
  "family_name" TEXT CHECK (length("family_name") BETWEEN 1 AND 500),
  "title" TEXT CHECK (length("title") BETWEEN 1 AND 500),
  "organisation" TEXT CHECK (length("organisation") = 36),
  "department" TEXT CHECK (length("department") BETWEEN 1 AND 500),
  "email" TEXT CHECK (instr("email", '@') > 1),
  "email_2" TEXT CHECK (instr("email_2", '@') > 1),
  "phone" TEXT CHECK (length("phone") BETWEEN 1 AND 100),
  "mobile" TEXT CHECK (length("mobile") BETWEEN 1 AND 100),
  "city" TEXT CHECK (length("city") BETWEEN 1 AND 500),
  "country" TEXT CHECK ("country" GLOB '[A-Z][A-Z]'),
  "languages" TEXT CHECK ("languages" GLOB '[[]*]'),
  "topics" TEXT CHECK ("topics" GLOB '[[]*]'),
  "kind" TEXT CHECK (length("kind") BETWEEN 1 AND 100),
  "responsible" TEXT CHECK (length("responsible") = 36),
  "source" TEXT CHECK (length("source") BETWEEN 1 AND 500),
  "confirmed_on" TEXT CHECK ("confirmed_on" IS date("confirmed_on", '+0 days')),
  "status" TEXT CHECK (length("status") BETWEEN 1 AND 100),
  "note" TEXT CHECK (length("note") BETWEEN 1 AND 20000),
  "private_note" TEXT CHECK (length("private_note") BETWEEN 1 AND 20000),
  "retention" TEXT CHECK (length("retention") BETWEEN 1 AND 100),
  "secret" INTEGER CHECK ("secret" IN (0, 1)),
  _state INTEGER NOT NULL DEFAULT 0 CHECK (_state IN (0, 1, 2)),
  _conflicts TEXT CHECK (_conflicts GLOB '[[]*]')
) STRICT;
CREATE INDEX "contact_organisation" ON "contact" ("organisation") WHERE "organisation" IS NOT NULL;
CREATE INDEX "contact_responsible" ON "contact" ("responsible") WHERE "responsible" IS NOT NULL;

CREATE TABLE "organisation" (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  "name" TEXT CHECK (length("name") BETWEEN 1 AND 500),
  "name_en" TEXT CHECK (length("name_en") BETWEEN 1 AND 500),
  "short_name" TEXT CHECK (length("short_name") BETWEEN 1 AND 500),
  "kind" TEXT CHECK (length("kind") BETWEEN 1 AND 100),
  "own" INTEGER CHECK ("own" IN (0, 1)),
  "board" TEXT CHECK (length("board") BETWEEN 1 AND 500),
  "parent" TEXT CHECK (length("parent") = 36),
  "city" TEXT CHECK (length("city") BETWEEN 1 AND 500),
  "country" TEXT CHECK ("country" GLOB '[A-Z][A-Z]'),
  "website" TEXT CHECK (("website" GLOB 'http://?*' OR "website" GLOB 'https://?*')),
  "valid_from" TEXT CHECK ("valid_from" IS date("valid_from", '+0 days')),
  "valid_to" TEXT CHECK ("valid_to" IS date("valid_to", '+0 days')),
  "replaced_by" TEXT CHECK (length("replaced_by") = 36),
  "note" TEXT CHECK (length("note") BETWEEN 1 AND 20000),
  "private_note" TEXT CHECK (length("private_note") BETWEEN 1 AND 20000),
  "retention" TEXT CHECK (length("retention") BETWEEN 1 AND 100),
  "secret" INTEGER CHECK ("secret" IN (0, 1)),
  _state INTEGER NOT NULL DEFAULT 0 CHECK (_state IN (0, 1, 2)),
  _conflicts TEXT CHECK (_conflicts GLOB '[[]*]')
) STRICT;
CREATE INDEX "organisation_parent" ON "organisation" ("parent") WHERE "parent" IS NOT NULL;
CREATE INDEX "organisation_replaced_by" ON "organisation" ("replaced_by") WHERE "replaced_by" IS NOT NULL;

CREATE TABLE "appointment" (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  "organisation" TEXT CHECK (length("organisation") = 36),
  "contact" TEXT CHECK (length("contact") = 36),
  "role" TEXT CHECK (length("role") BETWEEN 1 AND 100),
  "appointed_on" TEXT CHECK ("appointed_on" IS date("appointed_on", '+0 days')),
  "appointed_by" TEXT CHECK (length("appointed_by") BETWEEN 1 AND 500),
  "until" TEXT CHECK ("until" IS date("until", '+0 days')),
  "private_note" TEXT CHECK (length("private_note") BETWEEN 1 AND 20000),
  "retention" TEXT CHECK (length("retention") BETWEEN 1 AND 100),
  "secret" INTEGER CHECK ("secret" IN (0, 1)),
  _state INTEGER NOT NULL DEFAULT 0 CHECK (_state IN (0, 1, 2)),
  _conflicts TEXT CHECK (_conflicts GLOB '[[]*]')
) STRICT;
CREATE INDEX "appointment_organisation" ON "appointment" ("organisation") WHERE "organisation" IS NOT NULL;
CREATE INDEX "appointment_contact" ON "appointment" ("contact") WHERE "contact" IS NOT NULL;

CREATE TABLE "network" (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  "name" TEXT CHECK (length("name") BETWEEN 1 AND 500),
  "short_name" TEXT CHECK (length("short_name") BETWEEN 1 AND 500),
  "kind" TEXT CHECK (length("kind") BETWEEN 1 AND 100),
  "reach" TEXT CHECK (length("reach") BETWEEN 1 AND 100),
  "secretariat" TEXT CHECK (length("secretariat") BETWEEN 1 AND 500),
  "website" TEXT CHECK (("website" GLOB 'http://?*' OR "website" GLOB 'https://?*')),
  "topics" TEXT CHECK ("topics" GLOB '[[]*]'),
  "directions" TEXT CHECK ("directions" GLOB '[[]*]'),
  "sustainability" TEXT CHECK ("sustainability" GLOB '[[]*]'),
  "responsible" TEXT CHECK (length("responsible") = 36),
  "overarching" INTEGER CHECK ("overarching" IN (0, 1)),
  "membership_kind" TEXT CHECK (length("membership_kind") BETWEEN 1 AND 100),
  "status" TEXT CHECK (length("status") BETWEEN 1 AND 100),
  "joined_on" TEXT CHECK ("joined_on" IS date("joined_on", '+0 days')),
  "left_on" TEXT CHECK ("left_on" IS date("left_on", '+0 days')),
  "decided_by" TEXT CHECK (length("decided_by") BETWEEN 1 AND 500),
  "decided_on" TEXT CHECK ("decided_on" IS date("decided_on", '+0 days')),
  "decision_form" TEXT CHECK (length("decision_form") BETWEEN 1 AND 100),
  "reference" TEXT CHECK (length("reference") BETWEEN 1 AND 200),
  "purpose" TEXT CHECK (length("purpose") BETWEEN 1 AND 20000),
  "demands" TEXT CHECK (length("demands") BETWEEN 1 AND 20000),
  "goal" TEXT CHECK (length("goal") BETWEEN 1 AND 20000),
  "political_representative" TEXT CHECK (length("political_representative") = 36),
  "administrative_contact" TEXT CHECK (length("administrative_contact") = 36),
  "working_groups" TEXT CHECK (length("working_groups") BETWEEN 1 AND 20000),
  "obligations" TEXT CHECK (length("obligations") BETWEEN 1 AND 20000),
  "notice_months" INTEGER CHECK ("notice_months" >= 0 AND "notice_months" <= 120),
  "period_ends_on" TEXT CHECK ("period_ends_on" IS date("period_ends_on", '+0 days')),
  "next_review_on" TEXT CHECK ("next_review_on" IS date("next_review_on", '+0 days')),
  "note" TEXT CHECK (length("note") BETWEEN 1 AND 20000),
  "private_note" TEXT CHECK (length("private_note") BETWEEN 1 AND 20000),
  "retention" TEXT CHECK (length("retention") BETWEEN 1 AND 100),
  "secret" INTEGER CHECK ("secret" IN (0, 1)),
  _state INTEGER NOT NULL DEFAULT 0 CHECK (_state IN (0, 1, 2)),
  _conflicts TEXT CHECK (_conflicts GLOB '[[]*]')
) STRICT;
CREATE INDEX "network_responsible" ON "network" ("responsible") WHERE "responsible" IS NOT NULL;
CREATE INDEX "network_political_representative" ON "network" ("political_representative") WHERE "political_representative" IS NOT NULL;
CREATE INDEX "network_administrative_contact" ON "network" ("administrative_contact") WHERE "administrative_contact" IS NOT NULL;

CREATE TABLE "participation" (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  "network" TEXT CHECK (length("network") = 36),
  "organisation" TEXT CHECK (length("organisation") = 36),
  "from" TEXT CHECK ("from" IS date("from", '+0 days')),
  "until" TEXT CHECK ("until" IS date("until", '+0 days')),
  _state INTEGER NOT NULL DEFAULT 0 CHECK (_state IN (0, 1, 2)),
  _conflicts TEXT CHECK (_conflicts GLOB '[[]*]')
) STRICT;
CREATE INDEX "participation_network" ON "participation" ("network") WHERE "network" IS NOT NULL;
CREATE INDEX "participation_organisation" ON "participation" ("organisation") WHERE "organisation" IS NOT NULL;

CREATE TABLE "fee" (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  "network" TEXT CHECK (length("network") = 36),
  "year" INTEGER CHECK ("year" BETWEEN 1900 AND 2200),
  "amount" TEXT CHECK ("amount" GLOB '[0-9]*' AND substr("amount", 2) NOT GLOB '*[^0-9.]*' AND length("amount") <= 17),
  "currency" TEXT CHECK ("currency" GLOB '[A-Z][A-Z][A-Z]'),
  "amount_sek" TEXT CHECK ("amount_sek" GLOB '[0-9]*' AND substr("amount_sek", 2) NOT GLOB '*[^0-9.]*' AND length("amount_sek") <= 17),
  "rate" TEXT CHECK ("rate" GLOB '[0-9]*' AND substr("rate", 2) NOT GLOB '*[^0-9.]*' AND length("rate") <= 17),
  "rate_source" TEXT CHECK (length("rate_source") BETWEEN 1 AND 500),
  "paid_by" TEXT CHECK (length("paid_by") = 36),
  "period" TEXT CHECK (length("period") BETWEEN 1 AND 500),
  "basis" TEXT CHECK (length("basis") BETWEEN 1 AND 500),
  _state INTEGER NOT NULL DEFAULT 0 CHECK (_state IN (0, 1, 2)),
  _conflicts TEXT CHECK (_conflicts GLOB '[[]*]')
) STRICT;
CREATE INDEX "fee_network" ON "fee" ("network") WHERE "network" IS NOT NULL;
CREATE INDEX "fee_paid_by" ON "fee" ("paid_by") WHERE "paid_by" IS NOT NULL;

CREATE TABLE "post" (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  "network" TEXT CHECK (length("network") = 36),
  "contact" TEXT CHECK (length("contact") = 36),
  "role" TEXT CHECK (length("role") BETWEEN 1 AND 100),
  "from" TEXT CHECK ("from" IS date("from", '+0 days')),
  "until" TEXT CHECK ("until" IS date("until", '+0 days')),
  _state INTEGER NOT NULL DEFAULT 0 CHECK (_state IN (0, 1, 2)),
  _conflicts TEXT CHECK (_conflicts GLOB '[[]*]')
) STRICT;
CREATE INDEX "post_network" ON "post" ("network") WHERE "network" IS NOT NULL;
CREATE INDEX "post_contact" ON "post" ("contact") WHERE "contact" IS NOT NULL;

CREATE TABLE "review" (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  "network" TEXT CHECK (length("network") = 36),
  "year" INTEGER CHECK ("year" BETWEEN 1900 AND 2200),
  "rating" TEXT CHECK (length("rating") BETWEEN 1 AND 100),
  "benefit" TEXT CHECK (length("benefit") BETWEEN 1 AND 20000),
  "hours" INTEGER CHECK ("hours" >= 0),
  "decision" TEXT CHECK (length("decision") BETWEEN 1 AND 100),
  "decided_by" TEXT CHECK (length("decided_by") BETWEEN 1 AND 500),
  _state INTEGER NOT NULL DEFAULT 0 CHECK (_state IN (0, 1, 2)),
  _conflicts TEXT CHECK (_conflicts GLOB '[[]*]')
) STRICT;
CREATE INDEX "review_network" ON "review" ("network") WHERE "network" IS NOT NULL;

CREATE TABLE "activity" (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  "network" TEXT CHECK (length("network") = 36),
  "date" TEXT CHECK ("date" IS date("date", '+0 days')),
  "what" TEXT CHECK (length("what") BETWEEN 1 AND 20000),
  "who" TEXT CHECK (length("who") BETWEEN 1 AND 500),
  _state INTEGER NOT NULL DEFAULT 0 CHECK (_state IN (0, 1, 2)),
  _conflicts TEXT CHECK (_conflicts GLOB '[[]*]')
) STRICT;
CREATE INDEX "activity_network" ON "activity" ("network") WHERE "network" IS NOT NULL;

CREATE TABLE "trip" (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  "title" TEXT CHECK (length("title") BETWEEN 1 AND 500),
  "kind" TEXT CHECK (length("kind") BETWEEN 1 AND 100),
  "organisation" TEXT CHECK (length("organisation") = 36),
  "purpose" TEXT CHECK (length("purpose") BETWEEN 1 AND 20000),
  "questions" TEXT CHECK (length("questions") BETWEEN 1 AND 20000),
  "expected_result" TEXT CHECK (length("expected_result") BETWEEN 1 AND 20000),
  "directions" TEXT CHECK ("directions" GLOB '[[]*]'),
  "sustainability" TEXT CHECK ("sustainability" GLOB '[[]*]'),
  "goal" TEXT CHECK (length("goal") BETWEEN 1 AND 20000),
  "start_on" TEXT CHECK ("start_on" IS date("start_on", '+0 days')),
  "end_on" TEXT CHECK ("end_on" IS date("end_on", '+0 days')),
  "status" TEXT CHECK (length("status") BETWEEN 1 AND 100),
  "responsible" TEXT CHECK (length("responsible") = 36),
  "network" TEXT CHECK (length("network") = 36),
  "collaboration" TEXT CHECK (length("collaboration") = 36),
  "digital_alternative" INTEGER CHECK ("digital_alternative" IN (0, 1)),
  "digital_reason" TEXT CHECK (length("digital_reason") BETWEEN 1 AND 20000),
  "decided_by" TEXT CHECK (length("decided_by") BETWEEN 1 AND 500),
  "decided_function" TEXT CHECK (length("decided_function") BETWEEN 1 AND 500),
  "decided_on" TEXT CHECK ("decided_on" IS date("decided_on", '+0 days')),
  "decision_form" TEXT CHECK (length("decision_form") BETWEEN 1 AND 100),
  "reference" TEXT CHECK (length("reference") BETWEEN 1 AND 200),
  "flight_reason" TEXT CHECK (length("flight_reason") BETWEEN 1 AND 20000),
  "flight_approved_by" TEXT CHECK (length("flight_approved_by") BETWEEN 1 AND 500),
  "flight_approved_on" TEXT CHECK ("flight_approved_on" IS date("flight_approved_on", '+0 days')),
  "co2_kg" TEXT CHECK ("co2_kg" GLOB '[0-9]*' AND substr("co2_kg", 2) NOT GLOB '*[^0-9.]*' AND length("co2_kg") <= 17),
  "co2_source" TEXT CHECK (length("co2_source") BETWEEN 1 AND 500),
  "summary" TEXT CHECK (length("summary") BETWEEN 1 AND 20000),
  "lessons" TEXT CHECK (length("lessons") BETWEEN 1 AND 20000),
  "assessment" TEXT CHECK (length("assessment") BETWEEN 1 AND 100),
  "assessment_note" TEXT CHECK (length("assessment_note") BETWEEN 1 AND 20000),
  "shared_how" TEXT CHECK (length("shared_how") BETWEEN 1 AND 20000),
  "reported_on" TEXT CHECK ("reported_on" IS date("reported_on", '+0 days')),
  "approved_by" TEXT CHECK (length("approved_by") BETWEEN 1 AND 500),
  "no_action_reason" TEXT CHECK (length("no_action_reason") BETWEEN 1 AND 20000),
  "followed_up_on" TEXT CHECK ("followed_up_on" IS date("followed_up_on", '+0 days')),
  "note" TEXT CHECK (length("note") BETWEEN 1 AND 20000),
  "private_note" TEXT CHECK (length("private_note") BETWEEN 1 AND 20000),
  "retention" TEXT CHECK (length("retention") BETWEEN 1 AND 100),
  "secret" INTEGER CHECK ("secret" IN (0, 1)),
  _state INTEGER NOT NULL DEFAULT 0 CHECK (_state IN (0, 1, 2)),
  _conflicts TEXT CHECK (_conflicts GLOB '[[]*]')
) STRICT;
CREATE INDEX "trip_organisation" ON "trip" ("organisation") WHERE "organisation" IS NOT NULL;
CREATE INDEX "trip_responsible" ON "trip" ("responsible") WHERE "responsible" IS NOT NULL;
CREATE INDEX "trip_network" ON "trip" ("network") WHERE "network" IS NOT NULL;
CREATE INDEX "trip_collaboration" ON "trip" ("collaboration") WHERE "collaboration" IS NOT NULL;

CREATE TABLE "stop" (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  "trip" TEXT CHECK (length("trip") = 36),
  "city" TEXT CHECK (length("city") BETWEEN 1 AND 500),
  "country" TEXT CHECK ("country" GLOB '[A-Z][A-Z]'),
  "from" TEXT CHECK ("from" IS date("from", '+0 days')),
  "until" TEXT CHECK ("until" IS date("until", '+0 days')),
  "host" TEXT CHECK (length("host") BETWEEN 1 AND 500),
  _state INTEGER NOT NULL DEFAULT 0 CHECK (_state IN (0, 1, 2)),
  _conflicts TEXT CHECK (_conflicts GLOB '[[]*]')
) STRICT;
CREATE INDEX "stop_trip" ON "stop" ("trip") WHERE "trip" IS NOT NULL;

CREATE TABLE "programme" (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  "trip" TEXT CHECK (length("trip") = 36),
  "date" TEXT CHECK ("date" IS date("date", '+0 days')),
  "time" TEXT CHECK (("time" GLOB '[0-2][0-9]:[0-5][0-9]' OR "time" GLOB '[0-2][0-9]:[0-5][0-9]–[0-2][0-9]:[0-5][0-9]')),
  "place" TEXT CHECK (length("place") BETWEEN 1 AND 500),
  "organisation" TEXT CHECK (length("organisation") = 36),
  "contact" TEXT CHECK (length("contact") = 36),
  "topic" TEXT CHECK (length("topic") BETWEEN 1 AND 20000),
  _state INTEGER NOT NULL DEFAULT 0 CHECK (_state IN (0, 1, 2)),
  _conflicts TEXT CHECK (_conflicts GLOB '[[]*]')
) STRICT;
CREATE INDEX "programme_trip" ON "programme" ("trip") WHERE "trip" IS NOT NULL;
CREATE INDEX "programme_organisation" ON "programme" ("organisation") WHERE "organisation" IS NOT NULL;
CREATE INDEX "programme_contact" ON "programme" ("contact") WHERE "contact" IS NOT NULL;

CREATE TABLE "participant" (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  "trip" TEXT CHECK (length("trip") = 36),
  "contact" TEXT CHECK (length("contact") = 36),
  "organisation" TEXT CHECK (length("organisation") = 36),
  "role" TEXT CHECK (length("role") BETWEEN 1 AND 100),
  _state INTEGER NOT NULL DEFAULT 0 CHECK (_state IN (0, 1, 2)),
  _conflicts TEXT CHECK (_conflicts GLOB '[[]*]')
) STRICT;
CREATE INDEX "participant_trip" ON "participant" ("trip") WHERE "trip" IS NOT NULL;
CREATE INDEX "participant_contact" ON "participant" ("contact") WHERE "contact" IS NOT NULL;
CREATE INDEX "participant_organisation" ON "participant" ("organisation") WHERE "organisation" IS NOT NULL;

CREATE TABLE "leg" (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  "trip" TEXT CHECK (length("trip") = 36),
  "from" TEXT CHECK (length("from") BETWEEN 1 AND 500),
  "to" TEXT CHECK (length("to") BETWEEN 1 AND 500),
  "date" TEXT CHECK ("date" IS date("date", '+0 days')),
  "mode" TEXT CHECK (length("mode") BETWEEN 1 AND 100),
  _state INTEGER NOT NULL DEFAULT 0 CHECK (_state IN (0, 1, 2)),
  _conflicts TEXT CHECK (_conflicts GLOB '[[]*]')
) STRICT;
CREATE INDEX "leg_trip" ON "leg" ("trip") WHERE "trip" IS NOT NULL;

CREATE TABLE "cost" (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  "trip" TEXT CHECK (length("trip") = 36),
  "item" TEXT CHECK (length("item") BETWEEN 1 AND 100),
  "budget" TEXT CHECK ("budget" GLOB '[0-9]*' AND substr("budget", 2) NOT GLOB '*[^0-9.]*' AND length("budget") <= 17),
  "outcome" TEXT CHECK ("outcome" GLOB '[0-9]*' AND substr("outcome", 2) NOT GLOB '*[^0-9.]*' AND length("outcome") <= 17),
  "currency" TEXT CHECK ("currency" GLOB '[A-Z][A-Z][A-Z]'),
  "rate" TEXT CHECK ("rate" GLOB '[0-9]*' AND substr("rate", 2) NOT GLOB '*[^0-9.]*' AND length("rate") <= 17),
  "rate_source" TEXT CHECK (length("rate_source") BETWEEN 1 AND 500),
  _state INTEGER NOT NULL DEFAULT 0 CHECK (_state IN (0, 1, 2)),
  _conflicts TEXT CHECK (_conflicts GLOB '[[]*]')
) STRICT;
CREATE INDEX "cost_trip" ON "cost" ("trip") WHERE "trip" IS NOT NULL;

CREATE TABLE "funding" (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  "trip" TEXT CHECK (length("trip") = 36),
  "funder" TEXT CHECK (length("funder") BETWEEN 1 AND 500),
  "kind" TEXT CHECK (length("kind") BETWEEN 1 AND 100),
  "amount" TEXT CHECK ("amount" GLOB '[0-9]*' AND substr("amount", 2) NOT GLOB '*[^0-9.]*' AND length("amount") <= 17),
  "reason" TEXT CHECK (length("reason") BETWEEN 1 AND 20000),
  _state INTEGER NOT NULL DEFAULT 0 CHECK (_state IN (0, 1, 2)),
  _conflicts TEXT CHECK (_conflicts GLOB '[[]*]')
) STRICT;
CREATE INDEX "funding_trip" ON "funding" ("trip") WHERE "trip" IS NOT NULL;

CREATE TABLE "request" (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  "received_on" TEXT CHECK ("received_on" IS date("received_on", '+0 days')),
  "organisation" TEXT CHECK (length("organisation") = 36),
  "contact" TEXT CHECK (length("contact") = 36),
  "kind" TEXT CHECK (length("kind") BETWEEN 1 AND 100),
  "topic" TEXT CHECK (length("topic") BETWEEN 1 AND 500),
  "wished_from" TEXT CHECK ("wished_from" IS date("wished_from", '+0 days')),
  "wished_until" TEXT CHECK ("wished_until" IS date("wished_until", '+0 days')),
  "group_size" INTEGER CHECK ("group_size" >= 0 AND "group_size" <= 10000),
  "level" TEXT CHECK (length("level") BETWEEN 1 AND 100),
  "language" TEXT CHECK ("language" GLOB '[[]*]'),
  "directions" TEXT CHECK ("directions" GLOB '[[]*]'),
  "assessment" TEXT CHECK ("assessment" GLOB '[[]*]'),
  "assessment_note" TEXT CHECK (length("assessment_note") BETWEEN 1 AND 20000),
  "decision" TEXT CHECK (length("decision") BETWEEN 1 AND 100),
  "reason" TEXT CHECK (length("reason") BETWEEN 1 AND 20000),
  "decided_by" TEXT CHECK (length("decided_by") BETWEEN 1 AND 500),
  "decided_on" TEXT CHECK ("decided_on" IS date("decided_on", '+0 days')),
  "reference" TEXT CHECK (length("reference") BETWEEN 1 AND 200),
  "host" TEXT CHECK (length("host") BETWEEN 1 AND 500),
  "outcome" TEXT CHECK (length("outcome") BETWEEN 1 AND 20000),
  "status" TEXT CHECK (length("status") BETWEEN 1 AND 100),
  "private_note" TEXT CHECK (length("private_note") BETWEEN 1 AND 20000),
  "retention" TEXT CHECK (length("retention") BETWEEN 1 AND 100),
  "secret" INTEGER CHECK ("secret" IN (0, 1)),
  _state INTEGER NOT NULL DEFAULT 0 CHECK (_state IN (0, 1, 2)),
  _conflicts TEXT CHECK (_conflicts GLOB '[[]*]')
) STRICT;
CREATE INDEX "request_organisation" ON "request" ("organisation") WHERE "organisation" IS NOT NULL;
CREATE INDEX "request_contact" ON "request" ("contact") WHERE "contact" IS NOT NULL;

CREATE TABLE "collaboration" (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  "title" TEXT CHECK (length("title") BETWEEN 1 AND 500),
  "kind" TEXT CHECK (length("kind") BETWEEN 1 AND 100),
  "organisation" TEXT CHECK (length("organisation") = 36),
  "partners" TEXT CHECK (length("partners") BETWEEN 1 AND 20000),
  "programme" TEXT CHECK (length("programme") BETWEEN 1 AND 500),
  "role" TEXT CHECK (length("role") BETWEEN 1 AND 100),
  "reference" TEXT CHECK (length("reference") BETWEEN 1 AND 200),
  "start_on" TEXT CHECK ("start_on" IS date("start_on", '+0 days')),
  "end_on" TEXT CHECK ("end_on" IS date("end_on", '+0 days')),
  "focus" TEXT CHECK (length("focus") BETWEEN 1 AND 20000),
  "directions" TEXT CHECK ("directions" GLOB '[[]*]'),
  "budget" TEXT CHECK ("budget" GLOB '[0-9]*' AND substr("budget", 2) NOT GLOB '*[^0-9.]*' AND length("budget") <= 17),
  "own_share" TEXT CHECK ("own_share" GLOB '[0-9]*' AND substr("own_share", 2) NOT GLOB '*[^0-9.]*' AND length("own_share") <= 17),
  "external_funding" TEXT CHECK ("external_funding" GLOB '[0-9]*' AND substr("external_funding", 2) NOT GLOB '*[^0-9.]*' AND length("external_funding") <= 17),
  "funder" TEXT CHECK (length("funder") BETWEEN 1 AND 500),
  "result" TEXT CHECK (length("result") BETWEEN 1 AND 20000),
  "status" TEXT CHECK (length("status") BETWEEN 1 AND 100),
  "private_note" TEXT CHECK (length("private_note") BETWEEN 1 AND 20000),
  "retention" TEXT CHECK (length("retention") BETWEEN 1 AND 100),
  "secret" INTEGER CHECK ("secret" IN (0, 1)),
  _state INTEGER NOT NULL DEFAULT 0 CHECK (_state IN (0, 1, 2)),
  _conflicts TEXT CHECK (_conflicts GLOB '[[]*]')
) STRICT;
CREATE INDEX "collaboration_organisation" ON "collaboration" ("organisation") WHERE "organisation" IS NOT NULL;

CREATE TABLE "advocacy" (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  "title" TEXT CHECK (length("title") BETWEEN 1 AND 500),
  "level" TEXT CHECK (length("level") BETWEEN 1 AND 100),
  "position" TEXT CHECK (length("position") BETWEEN 1 AND 20000),
  "dossier" TEXT CHECK (length("dossier") BETWEEN 1 AND 500),
  "target" TEXT CHECK (length("target") BETWEEN 1 AND 500),
  "deadline" TEXT CHECK ("deadline" IS date("deadline", '+0 days')),
  "responsible" TEXT CHECK (length("responsible") = 36),
  "networks" TEXT CHECK ("networks" GLOB '[[]*]'),
  "contacts" TEXT CHECK ("contacts" GLOB '[[]*]'),
  "outcome" TEXT CHECK (length("outcome") BETWEEN 1 AND 20000),
  "status" TEXT CHECK (length("status") BETWEEN 1 AND 100),
  "private_note" TEXT CHECK (length("private_note") BETWEEN 1 AND 20000),
  "retention" TEXT CHECK (length("retention") BETWEEN 1 AND 100),
  "secret" INTEGER CHECK ("secret" IN (0, 1)),
  _state INTEGER NOT NULL DEFAULT 0 CHECK (_state IN (0, 1, 2)),
  _conflicts TEXT CHECK (_conflicts GLOB '[[]*]')
) STRICT;
CREATE INDEX "advocacy_responsible" ON "advocacy" ("responsible") WHERE "responsible" IS NOT NULL;

CREATE TABLE "interaction" (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  "date" TEXT CHECK ("date" IS date("date", '+0 days')),
  "kind" TEXT CHECK (length("kind") BETWEEN 1 AND 100),
  "contact" TEXT CHECK (length("contact") = 36),
  "organisation" TEXT CHECK (length("organisation") = 36),
  "network" TEXT CHECK (length("network") = 36),
  "trip" TEXT CHECK (length("trip") = 36),
  "summary" TEXT CHECK (length("summary") BETWEEN 1 AND 20000),
  "private_note" TEXT CHECK (length("private_note") BETWEEN 1 AND 20000),
  "retention" TEXT CHECK (length("retention") BETWEEN 1 AND 100),
  "secret" INTEGER CHECK ("secret" IN (0, 1)),
  _state INTEGER NOT NULL DEFAULT 0 CHECK (_state IN (0, 1, 2)),
  _conflicts TEXT CHECK (_conflicts GLOB '[[]*]')
) STRICT;
CREATE INDEX "interaction_contact" ON "interaction" ("contact") WHERE "contact" IS NOT NULL;
CREATE INDEX "interaction_organisation" ON "interaction" ("organisation") WHERE "organisation" IS NOT NULL;
CREATE INDEX "interaction_network" ON "interaction" ("network") WHERE "network" IS NOT NULL;
CREATE INDEX "interaction_trip" ON "interaction" ("trip") WHERE "trip" IS NOT NULL;

CREATE TABLE "action" (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  "trip" TEXT CHECK (length("trip") = 36),
  "network" TEXT CHECK (length("network") = 36),
  "request" TEXT CHECK (length("request") = 36),
  "collaboration" TEXT CHECK (length("collaboration") = 36),
  "advocacy" TEXT CHECK (length("advocacy") = 36),
  "what" TEXT CHECK (length("what") BETWEEN 1 AND 20000),
  "who" TEXT CHECK (length("who") BETWEEN 1 AND 500),
  "due_on" TEXT CHECK ("due_on" IS date("due_on", '+0 days')),
  "status" TEXT CHECK (length("status") BETWEEN 1 AND 100),
  "done_on" TEXT CHECK ("done_on" IS date("done_on", '+0 days')),
  "result" TEXT CHECK (length("result") BETWEEN 1 AND 20000),
  _state INTEGER NOT NULL DEFAULT 0 CHECK (_state IN (0, 1, 2)),
  _conflicts TEXT CHECK (_conflicts GLOB '[[]*]')
) STRICT;
CREATE INDEX "action_trip" ON "action" ("trip") WHERE "trip" IS NOT NULL;
CREATE INDEX "action_network" ON "action" ("network") WHERE "network" IS NOT NULL;
CREATE INDEX "action_request" ON "action" ("request") WHERE "request" IS NOT NULL;
CREATE INDEX "action_collaboration" ON "action" ("collaboration") WHERE "collaboration" IS NOT NULL;
CREATE INDEX "action_advocacy" ON "action" ("advocacy") WHERE "advocacy" IS NOT NULL;

CREATE TABLE "delivery" (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  "organisation" TEXT CHECK (length("organisation") = 36),
  "year" INTEGER CHECK ("year" BETWEEN 1900 AND 2200),
  "status" TEXT CHECK (length("status") BETWEEN 1 AND 100),
  "sent_on" TEXT CHECK ("sent_on" IS date("sent_on", '+0 days')),
  "received_on" TEXT CHECK ("received_on" IS date("received_on", '+0 days')),
  "nothing_to_report" INTEGER CHECK ("nothing_to_report" IN (0, 1)),
  "note" TEXT CHECK (length("note") BETWEEN 1 AND 20000),
  _state INTEGER NOT NULL DEFAULT 0 CHECK (_state IN (0, 1, 2)),
  _conflicts TEXT CHECK (_conflicts GLOB '[[]*]')
) STRICT;
CREATE INDEX "delivery_organisation" ON "delivery" ("organisation") WHERE "organisation" IS NOT NULL;

CREATE TABLE "attachment" (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  "entity" TEXT CHECK (length("entity") BETWEEN 1 AND 500),
  "row" TEXT CHECK (length("row") BETWEEN 1 AND 500),
  "name" TEXT CHECK (length("name") BETWEEN 1 AND 500),
  "media_type" TEXT CHECK (length("media_type") BETWEEN 1 AND 500),
  "size" INTEGER CHECK ("size" >= 0),
  "digest" TEXT CHECK (length("digest") BETWEEN 1 AND 500),
  _state INTEGER NOT NULL DEFAULT 0 CHECK (_state IN (0, 1, 2)),
  _conflicts TEXT CHECK (_conflicts GLOB '[[]*]')
) STRICT;

CREATE TABLE "setting" (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  "name" TEXT CHECK (length("name") BETWEEN 1 AND 500),
  "value" TEXT CHECK (length("value") BETWEEN 1 AND 20000),
  "set_by" TEXT CHECK (length("set_by") BETWEEN 1 AND 500),
  _state INTEGER NOT NULL DEFAULT 0 CHECK (_state IN (0, 1, 2)),
  _conflicts TEXT CHECK (_conflicts GLOB '[[]*]')
) STRICT;

CREATE TABLE "distinct" (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  "entity" TEXT CHECK (length("entity") BETWEEN 1 AND 500),
  "first" TEXT CHECK (length("first") BETWEEN 1 AND 500),
  "second" TEXT CHECK (length("second") BETWEEN 1 AND 500),
  _state INTEGER NOT NULL DEFAULT 0 CHECK (_state IN (0, 1, 2)),
  _conflicts TEXT CHECK (_conflicts GLOB '[[]*]')
) STRICT;

CREATE TABLE "list_item" (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  "list" TEXT CHECK (length("list") BETWEEN 1 AND 500),
  "code" TEXT CHECK (length("code") BETWEEN 1 AND 500),
  "label_sv" TEXT CHECK (length("label_sv") BETWEEN 1 AND 500),
  "label_en" TEXT CHECK (length("label_en") BETWEEN 1 AND 500),
  "position" INTEGER CHECK ("position" >= 0),
  "valid_from" TEXT CHECK ("valid_from" IS date("valid_from", '+0 days')),
  "valid_to" TEXT CHECK ("valid_to" IS date("valid_to", '+0 days')),
  "note" TEXT CHECK (length("note") BETWEEN 1 AND 20000),
  _state INTEGER NOT NULL DEFAULT 0 CHECK (_state IN (0, 1, 2)),
  _conflicts TEXT CHECK (_conflicts GLOB '[[]*]')
) STRICT;
