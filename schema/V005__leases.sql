-- When the process that does a run was last heard of. No part of the record: a heartbeat is no
-- event, nothing follows from a row, and its rows may be deleted at any time.
CREATE TABLE lease (
  run      TEXT NOT NULL PRIMARY KEY,
  owner    TEXT NOT NULL,
  heard_at TEXT NOT NULL
);
