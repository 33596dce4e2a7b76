-- Who may write to a server that is reached from elsewhere. No part of the record: only digests of
-- the tokens are kept, and a row that is deleted is a token that no longer holds.
CREATE TABLE token (
  name       text COLLATE "C" PRIMARY KEY,
  digest     text NOT NULL UNIQUE,
  scope      text NOT NULL CHECK (scope IN ('read', 'append', 'admin')),
  run        text NOT NULL,
  made_at    text NOT NULL,
  expires_at text NOT NULL,
  revoked_at text
);
