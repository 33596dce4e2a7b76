-- How far each read model has come, and what it holds; all of it follows from the log.
CREATE TABLE read_model (
  model    TEXT NOT NULL PRIMARY KEY,
  position INTEGER NOT NULL
) WITHOUT ROWID;

-- One row an entry that an event changed: the entry's JSON, or null where it is void from there on.
-- The model as of position n is, by key, the latest row at or before n.
CREATE TABLE read_row (
  model     TEXT NOT NULL,
  run       TEXT NOT NULL,
  position  INTEGER NOT NULL,
  entry_key TEXT NOT NULL,
  json      TEXT,
  PRIMARY KEY (model, run, position, entry_key)
) WITHOUT ROWID;
