-- The exchange (EXCHANGE §§2, 3, 5, 6): whom we exchange with, how far, and what was merged.

-- A register we exchange with. `acknowledged` is how much of our present epoch it has confirmed.
DROP TABLE peer;
CREATE TABLE peer (
  register_id TEXT PRIMARY KEY NOT NULL,
  office TEXT NOT NULL,
  name TEXT NOT NULL,
  person TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('office', 'central')),
  acknowledged INTEGER NOT NULL DEFAULT 0 CHECK (acknowledged >= 0),
  read_at TEXT,
  sent_at TEXT
) STRICT, WITHOUT ROWID;

-- How much we have of each epoch of a register that we ever met, our own lost ones too.
CREATE TABLE stream (
  register_id TEXT NOT NULL,
  epoch TEXT NOT NULL,
  received INTEGER NOT NULL CHECK (received >= 0),
  PRIMARY KEY (register_id, epoch)
) STRICT, WITHOUT ROWID;

-- The import in which an edit of another register came here.
ALTER TABLE edit ADD COLUMN arrival INTEGER;
CREATE INDEX edit_arrival ON edit (arrival) WHERE arrival IS NOT NULL;

-- Derived: the rows that were merged into others, with where they lead in the end.
CREATE TABLE redirect (
  "row" TEXT PRIMARY KEY NOT NULL,
  entity TEXT NOT NULL,
  target TEXT NOT NULL,
  survivor TEXT NOT NULL
) STRICT, WITHOUT ROWID;

ALTER TABLE exported ADD COLUMN to_register TEXT;
ALTER TABLE exported ADD COLUMN epoch TEXT;

-- What became of the rows of a workbook: `given` for one that was taken in here, else told of one
-- of ours. `person` is whom it is for where that is nobody with a register. `known` is the digest
-- of what the recipient has shown to have, or of what was told here. `open` are those that still
-- travel: to be told, or to be confirmed.
CREATE TABLE receipt (
  id TEXT NOT NULL,
  given INTEGER NOT NULL CHECK (given IN (0, 1)),
  register_id TEXT NOT NULL,
  person TEXT NOT NULL,
  export_id TEXT NOT NULL,
  at TEXT NOT NULL,
  file TEXT NOT NULL,
  office TEXT NOT NULL,
  action TEXT NOT NULL,
  "rows" INTEGER NOT NULL CHECK ("rows" >= 0),
  unchanged INTEGER NOT NULL CHECK (unchanged >= 0),
  missing INTEGER NOT NULL CHECK (missing >= 0),
  lines TEXT NOT NULL CHECK (lines GLOB '[[]*'),
  known TEXT NOT NULL,
  open INTEGER NOT NULL CHECK (open IN (0, 1)),
  PRIMARY KEY (id, given)
) STRICT, WITHOUT ROWID;
