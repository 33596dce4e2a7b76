-- Who may write to a server that is reached from elsewhere. No part of the record: only digests of
-- the tokens are kept, and a row that is deleted is a token that no longer holds.
CREATE TABLE token (
  name       TEXT NOT NULL PRIMARY KEY,
  digest     TEXT NOT NULL UNIQUE,
  scope      TEXT NOT NULL CHECK (scope IN ('read', 'append', 'admin')),
  run        TEXT NOT NULL,
  made_at    TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  revoked_at TEXT
) STRICT;
