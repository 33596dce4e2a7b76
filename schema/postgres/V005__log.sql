-- The tables that V001 to V005 make in SQLite, for PostgreSQL 15 or later; they belong to whoever
-- runs this. The log's texts compare by bytes, as they do in SQLite.
CREATE TABLE pke_schema (version int NOT NULL);
INSERT INTO pke_schema VALUES (5);

CREATE TABLE event (
  position bigint PRIMARY KEY,
  stream   text COLLATE "C" NOT NULL,
  version  bigint NOT NULL,
  event_id text COLLATE "C" NOT NULL,
  type     text COLLATE "C" NOT NULL,
  at       text COLLATE "C" NOT NULL,
  data     text COLLATE "C" NOT NULL,
  hash     bytea NOT NULL CHECK (octet_length(hash) = 32)
);
CREATE UNIQUE INDEX event_stream_version ON event (stream, version);
CREATE UNIQUE INDEX event_event_id ON event (event_id);
CREATE INDEX event_type_position ON event (type, position);

-- One writer at a time: the lock belongs to a transaction and ends with it, however it ends, so a
-- writer that was cut off neither holds the others up for good nor can it write afterwards.
CREATE FUNCTION pke_lock() RETURNS void LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock((7367525::bigint << 32) + 'event'::regclass::oid::bigint)
$$;

-- The log only grows. Every insert is looked at before it happens, whoever makes it: positions and
-- versions go up by one, behind the lock, so that what a stale writer believes does not matter.
CREATE FUNCTION pke_only_appended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pke_lock();
  IF NEW.position <> (SELECT coalesce(max(position), 0) + 1 FROM event)
     OR NEW.version <> (SELECT coalesce(max(version), 0) + 1 FROM event WHERE stream = NEW.stream)
  THEN
    RAISE EXCEPTION 'the log is append-only: next position, next version and a new id'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER event_only_appended BEFORE INSERT ON event
  FOR EACH ROW EXECUTE FUNCTION pke_only_appended();

CREATE FUNCTION pke_never() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the log is append-only: no event is ever updated or deleted'
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER event_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON event
  FOR EACH STATEMENT EXECUTE FUNCTION pke_never();

-- Rings for everyone who listens, once a transaction and only when it has been committed.
CREATE FUNCTION pke_ring() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('pke_event', '');
  RETURN NULL;
END $$;
CREATE TRIGGER event_rings AFTER INSERT ON event
  FOR EACH STATEMENT EXECUTE FUNCTION pke_ring();

-- They hold for replicas and for their restored copies too.
ALTER TABLE event ENABLE ALWAYS TRIGGER event_only_appended;
ALTER TABLE event ENABLE ALWAYS TRIGGER event_never_changed;

-- Beside the log; see V004 and V005.
CREATE TABLE run_row (
  run              text COLLATE "C" PRIMARY KEY,
  position         bigint NOT NULL,
  started_position bigint NOT NULL,
  plan             text NOT NULL,
  method           text NOT NULL,
  model            text NOT NULL,
  seed             text NOT NULL,
  status           text NOT NULL,
  json             text NOT NULL
);
CREATE INDEX run_row_position ON run_row (position);
CREATE TABLE lease (
  run      text COLLATE "C" PRIMARY KEY,
  owner    text NOT NULL,
  heard_at text NOT NULL
);
