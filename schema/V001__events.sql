-- The log. One row an event, in the order the store accepted it; never updated, never deleted.
CREATE TABLE event (
  position INTEGER PRIMARY KEY,
  stream   TEXT NOT NULL,
  version  INTEGER NOT NULL,
  event_id TEXT NOT NULL,
  type     TEXT NOT NULL,
  at       TEXT NOT NULL,
  data     TEXT NOT NULL,
  hash     BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE UNIQUE INDEX event_stream_version ON event (stream, version);
CREATE UNIQUE INDEX event_event_id ON event (event_id);
CREATE INDEX event_type_position ON event (type, position);
