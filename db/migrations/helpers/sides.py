"""On which side a row belongs when somebody writes it, and what may not be changed by whom."""

from __future__ import annotations

from helpers.rights import DEFINER, NO_CASE

SIDES = f"""
-- Everybody with a place in the office may log a complaint about MOPAC; it is closed from the
-- first keystroke (MOPAC complaints policy, paragraph 38).
CREATE FUNCTION shut.new_case(is_closed boolean) RETURNS text LANGUAGE plpgsql STABLE {DEFINER}
AS $$
BEGIN
  IF is_closed AND app.known() THEN RETURN 'shut'; END IF;
  IF is_closed IS FALSE AND app.sees_open() THEN RETURN 'open'; END IF;
  RAISE EXCEPTION 'You have no rights to open a case.' USING ERRCODE = '42501';
END $$;

-- The one who logged it and the record keepers are its first members.
CREATE FUNCTION shut.first_members() RETURNS trigger LANGUAGE plpgsql {DEFINER} AS $$
BEGIN
  IF app.me() IS NOT NULL THEN
    INSERT INTO shut.member VALUES (app.me(), NEW.id, 'logged it', session_user,
      clock_timestamp(), NULL);
    PERFORM shut.wrote('case/' || NEW.id);
  END IF;
  INSERT INTO shut.member SELECT k.staff_id, NEW.id, 'record keeper', session_user,
    clock_timestamp(), NULL FROM shut.keeper k ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER first_members AFTER INSERT ON shut.cases
  FOR EACH ROW EXECUTE FUNCTION shut.first_members();

CREATE FUNCTION shut.check_case(old_reference text, new_reference text, was_closed boolean,
  is_closed boolean, old_owner bigint, new_owner bigint)
RETURNS void LANGUAGE plpgsql {DEFINER} AS $$
BEGIN
  IF old_reference <> new_reference OR was_closed <> is_closed THEN
    RAISE EXCEPTION 'A case keeps its reference and its side.' USING ERRCODE = '42501'; END IF;
  IF new_owner IS DISTINCT FROM old_owner AND new_owner IS NOT NULL THEN
    -- The row is held: nobody leaves while they are given a case.
    PERFORM 1 FROM app.staff WHERE id = new_owner AND active FOR SHARE;
    IF NOT FOUND THEN RAISE EXCEPTION 'There is no such colleague.' USING ERRCODE = 'P0002';
    END IF;
  END IF;
  IF was_closed OR app.has_role('manager') THEN RETURN; END IF;
  IF new_owner IS DISTINCT FROM old_owner
     AND NOT (old_owner IS NULL AND new_owner = app.me() AND app.has_role('caseworker')) THEN
    RAISE EXCEPTION 'A manager allocates cases.' USING ERRCODE = '42501'; END IF;
END $$;

-- Whoever sees a case may bring its deadline up to date after the office set a value, once: the
-- mark goes to the number of values that there are now.
CREATE FUNCTION shut.may_reckon(wanted bigint, was_with bigint, is_with bigint) RETURNS text
LANGUAGE plpgsql STABLE {DEFINER} AS $$
DECLARE there bigint := (SELECT count(*) FROM app.office_value v
  WHERE v.kind IN ('time limit', 'bank holiday'));
BEGIN
  IF NOT app.superuser() AND (was_with >= there OR is_with <> there) THEN
    RAISE EXCEPTION 'A deadline is moved by its facts, or by a value of the office.'
      USING ERRCODE = '42501'; END IF;
  IF wanted IN (SELECT shut.mine()) THEN RETURN 'shut'; END IF;
  IF app.superuser() OR (app.sees_open() AND wanted NOT IN (SELECT app.my_conflicts()))
    THEN RETURN 'open'; END IF;
  {NO_CASE};
END $$;

-- Closed post that is in no case yet: mine to see when I logged it or keep the records.
CREATE FUNCTION shut.my_post() RETURNS SETOF bigint LANGUAGE plpgsql STABLE {DEFINER} ROWS 50
AS $$
BEGIN
  RETURN QUERY SELECT p.id FROM shut.post_item p WHERE app.known() AND (
    p.case_id IN (SELECT shut.mine()) OR (p.case_id IS NULL AND (
      p.logged_by = session_user OR app.superuser()
      OR app.me() IN (SELECT k.staff_id FROM shut.keeper k))));
END $$;

CREATE FUNCTION shut.post_side(item bigint, wanted bigint, item_route text) RETURNS text
LANGUAGE plpgsql STABLE {DEFINER} AS $$
BEGIN
  IF wanted IS NOT NULL THEN RETURN shut.side_of(wanted); END IF;
  IF item IN (SELECT shut.my_post()) THEN RETURN 'shut'; END IF;
  IF item_route = 'mopac' AND app.known() THEN RETURN 'shut'; END IF;
  IF app.sees_open() THEN RETURN 'open'; END IF;
  RAISE EXCEPTION 'You have no rights to the post.' USING ERRCODE = '42501';
END $$;

CREATE FUNCTION shut.document_side(wanted bigint, item bigint) RETURNS text
LANGUAGE plpgsql STABLE {DEFINER} AS $$
BEGIN
  IF wanted IS NOT NULL THEN RETURN shut.side_of(wanted); END IF;
  IF item IN (SELECT shut.my_post()) THEN RETURN 'shut'; END IF;
  IF app.sees_open() AND (item IS NULL OR EXISTS (SELECT 1 FROM open.post_item WHERE id = item))
    THEN RETURN 'open'; END IF;
  {NO_CASE};
END $$;

-- A link stands on the closed side as soon as one of its ends does.
CREATE FUNCTION shut.link_side(wanted bigint, other bigint) RETURNS text
LANGUAGE plpgsql STABLE {DEFINER} AS $$
DECLARE here text := shut.side_of(wanted);
BEGIN
  IF shut.part(other) IS NOT NULL THEN RETURN 'shut'; END IF;
  IF (app.sees_open() AND other NOT IN (SELECT app.my_conflicts())
      AND EXISTS (SELECT 1 FROM open.cases WHERE id = other)) IS NOT TRUE THEN {NO_CASE};
  END IF;
  RETURN here;
END $$;

-- An entry without a case is on the closed side when its transaction wrote there.
CREATE FUNCTION shut.entry_side(wanted bigint) RETURNS text LANGUAGE plpgsql STABLE {DEFINER} AS $$
BEGIN
  -- Who gave up their own sight of a case just now still signs for that.
  IF EXISTS (SELECT 1 FROM app.conflict c WHERE c.case_id = wanted AND c.staff_id = app.me()
             AND c.xmin = pg_current_xact_id()::xid)
     OR EXISTS (SELECT 1 FROM shut.opening o WHERE o.case_id = wanted
       AND o.agreed_by = session_user AND o.xmin = pg_current_xact_id()::xid) THEN
    RETURN 'open'; END IF;
  IF wanted IS NOT NULL THEN RETURN shut.side_of(wanted); END IF;
  IF NOT app.known() THEN
    RAISE EXCEPTION 'You have no rights yet.' USING ERRCODE = '42501'; END IF;
  RETURN CASE WHEN current_setting('caseworker.closed', true) = 'on' THEN 'shut' ELSE 'open' END;
END $$;

-- Changes are added in the transaction of their entry, and never after it.
CREATE FUNCTION shut.change_side(entry bigint) RETURNS text LANGUAGE plpgsql STABLE {DEFINER} AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM open.journal_entry e WHERE e.id = entry
             AND e.xmin = pg_current_xact_id()::xid) THEN RETURN 'open'; END IF;
  IF EXISTS (SELECT 1 FROM shut.journal_entry e WHERE e.id = entry
             AND e.xmin = pg_current_xact_id()::xid) THEN RETURN 'shut'; END IF;
  RAISE EXCEPTION 'There is no such entry.' USING ERRCODE = 'P0002';
END $$;

CREATE FUNCTION app.next_number(wanted text, in_year bigint) RETURNS bigint
LANGUAGE plpgsql {DEFINER} AS $$
DECLARE given bigint;
BEGIN
  IF NOT app.known() OR wanted !~ '^[A-Z]{{2,8}}$' THEN
    RAISE EXCEPTION 'You have no rights yet.' USING ERRCODE = '42501'; END IF;
  INSERT INTO app.counter AS c VALUES (wanted, in_year, 1)
    ON CONFLICT (series, year) DO UPDATE SET last = c.last + 1 RETURNING c.last INTO given;
  RETURN given;
END $$;

-- At the end of the transaction something carries the number: none is used up for nothing.
CREATE FUNCTION shut.number_used() RETURNS trigger LANGUAGE plpgsql {DEFINER} AS $$
DECLARE digits text := NEW.last::text; given text;
BEGIN
  given := NEW.series || '-' || NEW.year || '-' || lpad(digits, greatest(length(digits),
    CASE NEW.series WHEN 'POST' THEN 6 ELSE 4 END), '0');
  IF NOT (app.superuser() OR EXISTS (SELECT 1 FROM open.cases WHERE reference = given)
      OR EXISTS (SELECT 1 FROM shut.cases WHERE reference = given)
      OR EXISTS (SELECT 1 FROM open.post_item WHERE reference = given)
      OR EXISTS (SELECT 1 FROM shut.post_item WHERE reference = given)) THEN
    RAISE EXCEPTION 'A number is given with what it is for.' USING ERRCODE = '42501'; END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER number_used AFTER INSERT OR UPDATE ON app.counter
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION shut.number_used();
"""
