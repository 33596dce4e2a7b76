-- Who may do what. Run as the owner of the tables, once pke has made them, and again after an update
-- of pke. Then give a login one of the two: GRANT pke_append TO alice. Neither may update, delete or
-- empty the log, nor take its triggers away: they are the owner's, whom nobody needs day by day.
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'pke_read') THEN CREATE ROLE pke_read; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'pke_append') THEN CREATE ROLE pke_append; END IF;
END $$;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO pke_read, pke_append;
GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO pke_append;
REVOKE UPDATE, DELETE, TRUNCATE ON event FROM pke_append;
REVOKE INSERT, UPDATE, DELETE ON pke_schema FROM pke_append;
