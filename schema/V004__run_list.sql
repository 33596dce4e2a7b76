-- The read models that used to be stored beside the log: a run is folded from its own events now.
DROP TABLE read_row;
DROP TABLE read_model;

-- The list of runs: one row a run, its line as JSON as of the event at `position`, the last one
-- that changed it. Every event that belongs in the list and stands at or before max(position) is in
-- it. All of it follows from the log: its rows may be deleted at any time and are made anew.
CREATE TABLE run_row (
  run              TEXT NOT NULL PRIMARY KEY,
  position         INTEGER NOT NULL,
  started_position INTEGER NOT NULL,
  plan             TEXT NOT NULL,
  method           TEXT NOT NULL,
  model            TEXT NOT NULL,
  seed             TEXT NOT NULL,
  status           TEXT NOT NULL,
  json             TEXT NOT NULL
);
CREATE INDEX run_row_position ON run_row (position);
