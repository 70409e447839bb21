"""Who looked at a closed case: recorded, and for good, before anything of it is shown.

A view's column that tells who complained calls ``shut.shown`` for each row that comes out of it.
It raises unless a look of today stands that an earlier transaction committed: what is read and
then rolled back is on record all the same. The program records the look and asks again.
"""

from __future__ import annotations

from helpers.rights import DEFINER

# One look for each person, case, day in London and depth is enough: it answers "who knew, and
# from when", and more of them would only hide the first.
LOOKS = f"""
CREATE TABLE audit.look (
  about text NOT NULL,
  login text NOT NULL,
  what text NOT NULL CHECK (what IN ('list', 'full')),
  day date NOT NULL,
  at timestamptz NOT NULL,
  xact xid8,
  PRIMARY KEY (about, login, what, day));
ALTER TABLE audit.look ENABLE ROW LEVEL SECURITY;
CREATE FUNCTION audit.keep_look() RETURNS trigger LANGUAGE plpgsql {DEFINER} AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;
CREATE TRIGGER look_append_only BEFORE UPDATE OR DELETE ON audit.look
  FOR EACH ROW EXECUTE FUNCTION audit.keep_look();
CREATE TRIGGER look_no_truncate BEFORE TRUNCATE ON audit.look
  FOR EACH STATEMENT EXECUTE FUNCTION audit.keep_look();

CREATE FUNCTION audit.london() RETURNS date LANGUAGE sql STABLE {DEFINER} AS $$
  SELECT (clock_timestamp() AT TIME ZONE 'Europe/London')::date $$;

CREATE FUNCTION audit.add_look(of_about text, of_what text, in_xact xid8) RETURNS void
LANGUAGE sql {DEFINER} AS $$
  INSERT INTO audit.look (about, login, what, day, at, xact)
    VALUES (of_about, session_user, of_what, audit.london(), clock_timestamp(), in_xact)
    ON CONFLICT DO NOTHING $$;

-- Who logs a case knows who complained: theirs stands at once, since it goes with the case itself.
CREATE FUNCTION shut.wrote(of_about text) RETURNS void LANGUAGE plpgsql {DEFINER} AS $$
BEGIN
  IF app.me() IS NULL THEN RETURN; END IF;
  PERFORM audit.add_look(of_about, 'list', NULL), audit.add_look(of_about, 'full', NULL);
END $$;

-- True, or an error: a row without its names would pass for one that has none.
CREATE FUNCTION shut.shown(of_about text, of_what text) RETURNS boolean
LANGUAGE plpgsql STABLE {DEFINER} AS $$
BEGIN
  IF of_about IS NULL OR app.superuser() OR EXISTS (
    SELECT 1 FROM audit.look l WHERE l.about = of_about AND l.login = session_user
      AND l.what = of_what AND l.day = audit.london()
      AND (l.xact IS NULL OR l.xact IS DISTINCT FROM pg_current_xact_id_if_assigned()))
    THEN RETURN true; END IF;
  RAISE EXCEPTION 'That you look at this is recorded first.' USING ERRCODE = 'CW001',
    DETAIL = of_what || ' ' || of_about;
END $$;

CREATE FUNCTION shut.entry_about(entry bigint) RETURNS text LANGUAGE plpgsql STABLE {DEFINER} AS $$
BEGIN RETURN (SELECT 'case/' || e.case_id FROM shut.journal_entry e WHERE e.id = entry); END $$;
"""

LOOKING = f"""
-- Nothing is said of a case or an item of post that the caller may not see.
CREATE FUNCTION app.look(of_about text, of_what text) RETURNS void LANGUAGE plpgsql {DEFINER} AS $$
DECLARE each text;
BEGIN
  IF app.me() IS NULL THEN RETURN; END IF;
  FOR each IN SELECT 'case/' || c FROM shut.mine() c UNION ALL
    SELECT 'post/' || p FROM shut.my_post() p LOOP
    IF of_about IN ('', each) THEN
      PERFORM audit.add_look(each, of_what, pg_current_xact_id()); END IF;
  END LOOP;
END $$;

-- Who looked, and when: for HR and the lead of the case, and for an auditor. To somebody barred,
-- and of a case that is not there, the same: nothing.
CREATE FUNCTION app.looks(wanted bigint) RETURNS TABLE (at timestamptz, login text, what text)
LANGUAGE plpgsql STABLE {DEFINER} AS $$
DECLARE p text := shut.part(wanted);
BEGIN
  IF (p = 'lead' OR (p IS NOT NULL AND app.has_role('hr')) OR audit.may_audit(wanted)) THEN
    RETURN QUERY SELECT l.at, l.login, l.what FROM audit.look l
      WHERE l.about = 'case/' || wanted ORDER BY l.at DESC; END IF;
END $$;
"""
