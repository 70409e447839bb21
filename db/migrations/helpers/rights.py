"""Who somebody is and what they may see, as functions of the server.

``session_user`` is who acted, everywhere: it survives SET ROLE and SECURITY DEFINER, and no
setting of a session can pretend to be somebody else. All functions are of the owner, fix their
search_path, and can be executed by nobody until they are granted.
"""

from __future__ import annotations

SAFE = "SET search_path = pg_catalog, pg_temp"
DEFINER = f"SECURITY DEFINER {SAFE}"

# Same words and code for a case that is hidden and one that is not there.
NO_CASE = "RAISE EXCEPTION 'There is no such case.' USING ERRCODE = 'P0002'"

# Every statement asks these, through the rules of the tables that it reads. In plpgsql, which keeps
# its plans: a function in SQL is planned again for each statement.
WHO = f"""
CREATE OR REPLACE FUNCTION app.me() RETURNS bigint LANGUAGE plpgsql STABLE {DEFINER} AS $$
BEGIN RETURN (SELECT id FROM app.staff WHERE login = session_user AND active); END $$;

-- The server's own administrator is bound by no grant; the functions do not pretend otherwise.
CREATE OR REPLACE FUNCTION app.superuser() RETURNS boolean LANGUAGE plpgsql STABLE {DEFINER} AS $$
BEGIN RETURN (SELECT rolsuper FROM pg_roles WHERE rolname = session_user); END $$;

CREATE OR REPLACE FUNCTION app.known() RETURNS boolean LANGUAGE plpgsql STABLE {DEFINER} AS $$
BEGIN RETURN app.me() IS NOT NULL OR app.superuser(); END $$;

-- One of the groups, without the prefix. Of somebody who has left: none.
CREATE OR REPLACE FUNCTION app.has_role(wanted text) RETURNS boolean
LANGUAGE plpgsql STABLE {DEFINER} AS $$
BEGIN
  RETURN app.known() AND pg_has_role(session_user, ('mopac_' || wanted)::name, 'MEMBER');
END $$;

CREATE OR REPLACE FUNCTION app.sees_open() RETURNS boolean LANGUAGE plpgsql STABLE {DEFINER} AS $$
BEGIN
  RETURN app.has_role('caseworker') OR app.has_role('manager') OR app.has_role('correspondence');
END $$;
"""

ROLES = f"""
CREATE FUNCTION app.my_roles() RETURNS SETOF text LANGUAGE sql STABLE {DEFINER} AS $$
  SELECT role FROM unnest(ARRAY['correspondence', 'caseworker', 'manager', 'investigator', 'hr',
    'decider', 'auditor', 'admin']) role WHERE app.has_role(role) $$;
"""

MY_CONFLICTS = f"""
-- Only conflicts that I declared myself: it tells me nothing that I do not know.
CREATE OR REPLACE FUNCTION app.my_conflicts() RETURNS SETOF bigint
LANGUAGE plpgsql STABLE {DEFINER} AS $$
BEGIN RETURN QUERY SELECT case_id FROM app.conflict WHERE staff_id = app.me(); END $$;
"""

CONFLICTS = f"""
CREATE TABLE app.conflict (
  staff_id bigint NOT NULL REFERENCES app.staff,
  case_id bigint NOT NULL,
  why text NOT NULL,
  declared_at timestamptz NOT NULL,
  PRIMARY KEY (staff_id, case_id));
ALTER TABLE app.conflict ENABLE ROW LEVEL SECURITY;

{MY_CONFLICTS}
CREATE FUNCTION app.may_change(wanted bigint) RETURNS boolean LANGUAGE sql STABLE {DEFINER} AS $$
  SELECT app.superuser() OR (
    app.sees_open() AND wanted NOT IN (SELECT app.my_conflicts())
    AND EXISTS (SELECT 1 FROM open.cases c WHERE c.id = wanted AND (
      app.has_role('manager') OR app.has_role('correspondence')
      OR c.owner_id IS NULL OR c.owner_id = app.me()))) $$;

CREATE FUNCTION app.declare_conflict(wanted bigint, because text) RETURNS void
LANGUAGE plpgsql {DEFINER} AS $$
BEGIN
  IF NOT app.sees_open() OR app.me() IS NULL
     OR NOT EXISTS (SELECT 1 FROM open.cases WHERE id = wanted) THEN {NO_CASE}; END IF;
  INSERT INTO app.conflict VALUES (app.me(), wanted, because, clock_timestamp())
    ON CONFLICT DO NOTHING;
END $$;
"""

MEMBERS = f"""
CREATE TABLE shut.member (
  staff_id bigint NOT NULL REFERENCES app.staff,
  case_id bigint NOT NULL REFERENCES shut.cases,
  part text NOT NULL CHECK (part IN ('logged it', 'lead', 'HR', 'investigator',
    'decision maker', 'record keeper', 'reader', 'break glass')),
  added_by text NOT NULL,
  added_at timestamptz NOT NULL,
  until timestamptz,
  PRIMARY KEY (staff_id, case_id));
CREATE TABLE shut.barred (
  staff_id bigint NOT NULL REFERENCES app.staff,
  case_id bigint NOT NULL REFERENCES shut.cases,
  why text NOT NULL,
  barred_by text NOT NULL,
  PRIMARY KEY (staff_id, case_id));
CREATE TABLE shut.keeper (staff_id bigint PRIMARY KEY REFERENCES app.staff);
CREATE TABLE shut.broken_glass (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  case_id bigint NOT NULL,
  login text NOT NULL,
  why text NOT NULL,
  at timestamptz NOT NULL,
  until timestamptz NOT NULL);
-- Which HR adviser has taken note of it.
CREATE TABLE shut.glass_seen (
  glass_id bigint NOT NULL REFERENCES shut.broken_glass,
  login text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (glass_id, login));
-- A restricted case goes back when a manager and HR want it together: one asks, the other agrees.
CREATE TABLE shut.opening (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  case_id bigint NOT NULL,
  why text NOT NULL,
  asked_by text NOT NULL,
  asked_as text[] NOT NULL,
  asked_at timestamptz NOT NULL,
  agreed_by text CHECK (agreed_by <> asked_by),
  agreed_at timestamptz);
CREATE UNIQUE INDEX ON shut.opening (case_id) WHERE agreed_by IS NULL;
ALTER TABLE shut.opening ENABLE ROW LEVEL SECURITY;
CREATE INDEX ON shut.member (case_id);
CREATE INDEX ON shut.barred (case_id);
ALTER TABLE shut.member ENABLE ROW LEVEL SECURITY;
ALTER TABLE shut.barred ENABLE ROW LEVEL SECURITY;
ALTER TABLE shut.keeper ENABLE ROW LEVEL SECURITY;
ALTER TABLE shut.broken_glass ENABLE ROW LEVEL SECURITY;
ALTER TABLE shut.glass_seen ENABLE ROW LEVEL SECURITY;

-- Barring wins over everything: it puts a member out, and keeps them out.
CREATE FUNCTION shut.evict() RETURNS trigger LANGUAGE plpgsql {DEFINER} AS $$
BEGIN
  DELETE FROM shut.member WHERE case_id = NEW.case_id AND staff_id = NEW.staff_id;
  UPDATE shut.cases SET owner_id = NULL, version = version + 1
    WHERE id = NEW.case_id AND owner_id = NEW.staff_id;
  RETURN NULL;
END $$;
CREATE TRIGGER evict AFTER INSERT ON shut.barred FOR EACH ROW EXECUTE FUNCTION shut.evict();
CREATE FUNCTION shut.keep_out() RETURNS trigger LANGUAGE plpgsql {DEFINER} AS $$
BEGIN
  -- The case's row is locked, so that adding and barring somebody at once come one by one.
  PERFORM 1 FROM shut.cases WHERE id = NEW.case_id FOR UPDATE;
  IF TG_TABLE_NAME = 'member' AND EXISTS (SELECT 1 FROM shut.barred b
      WHERE b.case_id = NEW.case_id AND b.staff_id = NEW.staff_id) THEN
    RAISE EXCEPTION 'That person cannot be added to this case.' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_out BEFORE INSERT OR UPDATE ON shut.member
  FOR EACH ROW EXECUTE FUNCTION shut.keep_out();
CREATE TRIGGER keep_out BEFORE INSERT OR UPDATE ON shut.barred
  FOR EACH ROW EXECUTE FUNCTION shut.keep_out();

CREATE FUNCTION shut.mine() RETURNS SETOF bigint LANGUAGE plpgsql STABLE {DEFINER} ROWS 50 AS $$
DECLARE m bigint := app.me();
BEGIN
  IF app.superuser() THEN RETURN QUERY SELECT id FROM shut.cases; RETURN; END IF;
  IF m IS NULL THEN RETURN; END IF;
  RETURN QUERY SELECT s.case_id FROM shut.member s WHERE s.staff_id = m
    AND (s.until IS NULL OR s.until > clock_timestamp())
    AND NOT EXISTS (SELECT 1 FROM shut.barred b WHERE b.case_id = s.case_id AND b.staff_id = m);
END $$;

-- My part in a closed case; NULL for somebody who has none.
CREATE FUNCTION shut.part(wanted bigint) RETURNS text LANGUAGE plpgsql STABLE {DEFINER} AS $$
DECLARE m bigint := app.me(); found_part text;
BEGIN
  IF app.superuser() THEN
    RETURN (SELECT 'lead' FROM shut.cases WHERE id = wanted);
  END IF;
  SELECT s.part INTO found_part FROM shut.member s WHERE s.staff_id = m AND s.case_id = wanted
    AND (s.until IS NULL OR s.until > clock_timestamp())
    AND NOT EXISTS (SELECT 1 FROM shut.barred b WHERE b.case_id = wanted AND b.staff_id = m);
  RETURN found_part;
END $$;

-- Where a row of this case belongs when the caller writes it.
CREATE FUNCTION shut.side_of(wanted bigint) RETURNS text LANGUAGE plpgsql STABLE {DEFINER} AS $$
DECLARE p text := shut.part(wanted);
BEGIN
  IF p IN ('record keeper', 'reader') THEN
    RAISE EXCEPTION 'You can read this case, not change it.' USING ERRCODE = '42501';
  ELSIF p IS NOT NULL THEN RETURN 'shut';
  ELSIF app.may_change(wanted) AND EXISTS (SELECT 1 FROM open.cases WHERE id = wanted) THEN
    RETURN 'open';
  ELSIF app.sees_open() AND wanted NOT IN (SELECT app.my_conflicts())
      AND EXISTS (SELECT 1 FROM open.cases WHERE id = wanted) THEN
    RAISE EXCEPTION 'This case is a colleague''s. Ask a manager to allocate it to you.'
      USING ERRCODE = '42501';
  END IF;
  {NO_CASE};
END $$;

CREATE FUNCTION app.add_member(wanted bigint, person bigint, as_part text) RETURNS void
LANGUAGE plpgsql {DEFINER} AS $$
DECLARE p text := shut.part(wanted); theirs name;
BEGIN
  IF p IS NULL THEN {NO_CASE}; END IF;
  SELECT login INTO theirs FROM app.staff WHERE id = person AND active;
  IF theirs IS NULL OR as_part = 'break glass' THEN
    RAISE EXCEPTION 'There is no such colleague.' USING ERRCODE = 'P0002'; END IF;
  -- The one who logged it passes it on to HR, and adds nobody else.
  IF NOT (p = 'lead' OR app.has_role('hr') OR (p = 'logged it' AND as_part = 'HR'
      AND EXISTS (SELECT 1 FROM pg_roles WHERE rolname = theirs)
      AND pg_has_role(theirs, 'mopac_hr', 'MEMBER'))) THEN
    RAISE EXCEPTION 'Only HR or the lead of this case can add a colleague to it.'
      USING ERRCODE = '42501'; END IF;
  INSERT INTO shut.member VALUES (person, wanted, as_part, session_user, clock_timestamp(), NULL)
    ON CONFLICT (staff_id, case_id) DO UPDATE SET part = EXCLUDED.part, until = NULL,
      added_by = EXCLUDED.added_by, added_at = EXCLUDED.added_at;
END $$;

CREATE FUNCTION app.bar(wanted bigint, person bigint, because text) RETURNS void
LANGUAGE plpgsql {DEFINER} AS $$
DECLARE p text := shut.part(wanted);
BEGIN
  IF p IS NULL THEN {NO_CASE}; END IF;
  IF NOT (p IN ('lead', 'logged it') OR app.has_role('hr')) THEN
    RAISE EXCEPTION 'Only HR or the lead of this case can shut somebody out of it.'
      USING ERRCODE = '42501'; END IF;
  INSERT INTO shut.barred VALUES (person, wanted, because, session_user) ON CONFLICT DO NOTHING;
END $$;

CREATE FUNCTION app.name_keeper(person bigint) RETURNS void LANGUAGE plpgsql {DEFINER} AS $$
BEGIN
  IF NOT app.has_role('hr') OR NOT EXISTS (SELECT 1 FROM app.staff s JOIN pg_roles r
      ON r.rolname = s.login WHERE s.id = person AND s.active
      AND pg_has_role(r.rolname, 'mopac_correspondence', 'MEMBER')) THEN
    RAISE EXCEPTION 'HR names the record keepers, from the Correspondence Team.'
      USING ERRCODE = '42501'; END IF;
  INSERT INTO shut.keeper VALUES (person) ON CONFLICT DO NOTHING;
END $$;

-- Who is in a case, and until when; who is shut out of it is told to HR and the lead only.
CREATE FUNCTION app.members(wanted bigint) RETURNS TABLE (staff_id bigint, part text,
  until timestamptz, added_by text, barred boolean) LANGUAGE plpgsql STABLE {DEFINER} AS $$
DECLARE p text := shut.part(wanted);
BEGIN
  IF p IS NULL THEN RETURN; END IF;
  RETURN QUERY SELECT m.staff_id, m.part, m.until, m.added_by, false FROM shut.member m
    WHERE m.case_id = wanted AND (m.until IS NULL OR m.until > clock_timestamp())
    ORDER BY m.added_at, m.staff_id;
  IF p = 'lead' OR app.has_role('hr') THEN
    RETURN QUERY SELECT b.staff_id, b.why, NULL::timestamptz, b.barred_by, true
      FROM shut.barred b WHERE b.case_id = wanted ORDER BY b.staff_id; END IF;
END $$;

-- For an emergency: eight hours, with a reason, and HR is told. A barred person, and one whose
-- case is not there, hear the same.
CREATE FUNCTION app.break_glass(wanted text, because text) RETURNS timestamptz
LANGUAGE plpgsql {DEFINER} AS $$
DECLARE m bigint := app.me(); c bigint; ends timestamptz := clock_timestamp() + '8 hours';
BEGIN
  IF m IS NULL OR NOT (app.has_role('manager') OR app.has_role('hr')) THEN
    RAISE EXCEPTION 'This needs the role manager or HR adviser.' USING ERRCODE = '42501'; END IF;
  IF length(trim(because)) < 20 OR because IS NULL THEN
    RAISE EXCEPTION 'Reason must be 20 characters or more' USING ERRCODE = '22023'; END IF;
  SELECT s.id INTO c FROM shut.cases s WHERE s.reference = wanted AND NOT EXISTS (
    SELECT 1 FROM shut.barred b WHERE b.case_id = s.id AND b.staff_id = m);
  IF c IS NULL THEN {NO_CASE}; END IF;
  INSERT INTO shut.broken_glass (case_id, login, why, at, until)
    VALUES (c, session_user, because, clock_timestamp(), ends);
  -- Somebody who is a member already stays what they are.
  INSERT INTO shut.member VALUES (m, c, 'break glass', session_user, clock_timestamp(), ends)
    ON CONFLICT (staff_id, case_id) DO UPDATE SET until = ends
      WHERE member.part = 'break glass';
  RETURN ends;
END $$;

-- HR is told of each, by the reference alone: who is shut out of the case hears nothing.
CREATE FUNCTION app.glass_broken() RETURNS TABLE (id bigint, reference text, login text, why text,
  at timestamptz, until timestamptz, seen boolean) LANGUAGE plpgsql STABLE {DEFINER} AS $$
DECLARE m bigint := app.me();
BEGIN
  IF m IS NULL OR NOT app.has_role('hr') THEN RETURN; END IF;
  RETURN QUERY SELECT g.id, coalesce(s.reference, o.reference)::text, g.login, g.why, g.at,
      g.until, EXISTS (SELECT 1 FROM shut.glass_seen n WHERE n.glass_id = g.id
        AND n.login = session_user)
    FROM shut.broken_glass g LEFT JOIN shut.cases s ON s.id = g.case_id
    LEFT JOIN open.cases o ON o.id = g.case_id
    WHERE NOT EXISTS (SELECT 1 FROM shut.barred b
      WHERE b.case_id = g.case_id AND b.staff_id = m) ORDER BY g.at DESC, g.id DESC;
END $$;

CREATE FUNCTION app.see_glass(wanted bigint) RETURNS void LANGUAGE plpgsql {DEFINER} AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM app.glass_broken() g WHERE g.id = wanted) THEN
    RAISE EXCEPTION 'There is no such emergency.' USING ERRCODE = 'P0002'; END IF;
  INSERT INTO shut.glass_seen VALUES (wanted, session_user, clock_timestamp())
    ON CONFLICT DO NOTHING;
END $$;
"""

# An auditor sees who did what kind of thing when, never what was said, and nothing of a case that
# the auditor is shut out of or has declared a conflict with.
AUDITING = f"""
CREATE FUNCTION audit.may_audit(wanted bigint) RETURNS boolean LANGUAGE sql STABLE {DEFINER} AS $$
  SELECT app.me() IS NOT NULL AND app.has_role('auditor')
    AND (EXISTS (SELECT 1 FROM open.cases c WHERE c.id = wanted)
      OR EXISTS (SELECT 1 FROM shut.cases c WHERE c.id = wanted))
    AND NOT EXISTS (SELECT 1 FROM shut.barred b WHERE b.case_id = wanted AND b.staff_id = app.me())
    AND NOT EXISTS (SELECT 1 FROM app.conflict c WHERE c.case_id = wanted
      AND c.staff_id = app.me()) $$;

-- The latest first; ``until`` is the moment of the last one that was read before.
CREATE FUNCTION app.events(until timestamptz, at_most bigint) RETURNS TABLE (at timestamptz,
  login text, action text, reference text)
LANGUAGE plpgsql STABLE {DEFINER} AS $$
DECLARE l record; c bigint; given bigint := 0;
BEGIN
  IF app.me() IS NULL OR NOT app.has_role('auditor') THEN RETURN; END IF;
  FOR l IN SELECT j.* FROM audit.journal_link j
           WHERE until IS NULL OR j.at < audit.utc(until) ORDER BY j.at DESC LOOP
    EXIT WHEN given >= least(at_most, 1000);
    c := CASE WHEN l.chain LIKE 'case/%' THEN substr(l.chain, 6)::bigint END;
    CONTINUE WHEN c IS NOT NULL AND NOT audit.may_audit(c);
    given := given + 1;
    at := l.at::timestamptz; login := l.actor; action := l.action;
    reference := coalesce((SELECT o.reference FROM open.cases o WHERE o.id = c),
      (SELECT s.reference FROM shut.cases s WHERE s.id = c), '')::text;
    RETURN NEXT;
  END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION app.events TO mopac_user;
"""

# Guards of the tables themselves: they bind the functions above, the owner, and the superuser.
GUARDS = f"""
-- A row leaves its side only when the other side has it, word for word.
CREATE FUNCTION shut.keep_history() RETURNS trigger LANGUAGE plpgsql {DEFINER} AS $$
DECLARE moved boolean := false;
BEGIN
  -- After the key come the names of the columns that may change.
  IF TG_OP = 'UPDATE' AND TG_NARGS > 1 THEN
    IF to_jsonb(NEW) - TG_ARGV[1:] = to_jsonb(OLD) - TG_ARGV[1:] THEN RETURN NEW; END IF;
  END IF;
  IF TG_OP = 'DELETE' AND TG_LEVEL = 'ROW' THEN
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I.%I s WHERE s.%I = ($1).%I '
      'AND to_jsonb(s) = to_jsonb($1))', CASE TG_TABLE_SCHEMA WHEN 'open' THEN 'shut' ELSE 'open'
      END, TG_TABLE_NAME, TG_ARGV[0], TG_ARGV[0]) INTO moved USING OLD;
    IF moved THEN RETURN OLD; END IF;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;

CREATE FUNCTION shut.keep_letter() RETURNS trigger LANGUAGE plpgsql {DEFINER} AS $$
DECLARE moved boolean := false;
BEGIN
  IF OLD.state = 'issued' THEN
    IF TG_OP = 'DELETE' THEN
      moved := CASE TG_TABLE_SCHEMA
        WHEN 'open' THEN EXISTS (SELECT 1 FROM shut.letter s WHERE s.id = OLD.id
          AND to_jsonb(s) = to_jsonb(OLD))
        ELSE EXISTS (SELECT 1 FROM open.letter s WHERE s.id = OLD.id
          AND to_jsonb(s) = to_jsonb(OLD)) END;
    END IF;
    IF NOT moved THEN RAISE EXCEPTION 'an issued letter is frozen'; END IF;
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;

-- A client that forgets to ask for the version it saw is refused; an action that writes a row
-- twice raises its version once.
CREATE FUNCTION shut.next_version() RETURNS trigger LANGUAGE plpgsql {DEFINER} AS $$
DECLARE mine boolean := false;
BEGIN
  IF NEW.version = OLD.version + 1 THEN RETURN NEW; END IF;
  IF NEW.version = OLD.version THEN
    -- What the program reckons from a record is no change of it that somebody typed.
    IF to_jsonb(NEW) - TG_ARGV = to_jsonb(OLD) - TG_ARGV THEN RETURN NEW; END IF;
    EXECUTE format('SELECT xmin = pg_current_xact_id()::xid FROM %I.%I WHERE id = $1',
      TG_TABLE_SCHEMA, TG_TABLE_NAME) INTO mine USING OLD.id;
  END IF;
  IF mine IS NOT TRUE THEN
    RAISE EXCEPTION 'The version must go from % to %.', OLD.version, OLD.version + 1
      USING ERRCODE = '40001'; END IF;
  RETURN NEW;
END $$;

-- What is signed is signed by the person at the keyboard.
CREATE FUNCTION shut.signed(name_given text) RETURNS void LANGUAGE plpgsql STABLE {DEFINER} AS $$
BEGIN
  IF name_given IS NULL OR name_given IN ('', session_user) OR app.superuser() THEN RETURN; END IF;
  RAISE EXCEPTION 'You can sign only with your own name.' USING ERRCODE = '42501';
END $$;
"""

# What the office sets for itself belongs to no case: one table, signed, never rewritten.
VALUES = f"""
CREATE FUNCTION app.keep_values() RETURNS trigger LANGUAGE plpgsql {SAFE} AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;
CREATE TRIGGER office_value_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON app.office_value
  EXECUTE FUNCTION app.keep_values();
CREATE FUNCTION app.sign_value() RETURNS trigger LANGUAGE plpgsql {DEFINER} AS $$
BEGIN
  PERFORM shut.signed(NEW.set_by);
  IF NOT app.superuser() THEN NEW.set_by := session_user; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER office_value_signed BEFORE INSERT ON app.office_value
  FOR EACH ROW EXECUTE FUNCTION app.sign_value();
CREATE TRIGGER setting_signed BEFORE INSERT ON app.setting
  FOR EACH ROW EXECUTE FUNCTION app.sign_value();
"""
