-- The log only grows. UPDATE and DELETE triggers alone do not stop INSERT OR REPLACE, which deletes
-- without firing them; so every insert is looked at before it happens.
CREATE TRIGGER event_never_updated BEFORE UPDATE ON event BEGIN
  SELECT RAISE(ABORT, 'the log is append-only: no event is ever updated');
END;
CREATE TRIGGER event_never_deleted BEFORE DELETE ON event BEGIN
  SELECT RAISE(ABORT, 'the log is append-only: no event is ever deleted');
END;
CREATE TRIGGER event_only_appended BEFORE INSERT ON event
WHEN NEW.position <> (SELECT coalesce(max(position), 0) + 1 FROM event)
  OR NEW.version <> (SELECT coalesce(max(version), 0) + 1 FROM event WHERE stream = NEW.stream)
  OR EXISTS (SELECT 1 FROM event WHERE event_id = NEW.event_id)
BEGIN
  SELECT RAISE(ABORT, 'the log is append-only: next position, next version and a new id');
END;
