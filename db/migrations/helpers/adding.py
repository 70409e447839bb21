"""Add a person: one administrator asks, another approves. Nobody needs CREATEROLE for it."""

from __future__ import annotations

from helpers.rights import DEFINER

ADDING = f"""
CREATE TABLE adm.request (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  login text NOT NULL,
  name text NOT NULL,
  groups text[] NOT NULL,
  verifier text,
  leaves boolean NOT NULL DEFAULT false,
  asked_by text NOT NULL,
  asked_at timestamptz NOT NULL,
  approved_by text CHECK (approved_by <> asked_by),
  approved_at timestamptz);
ALTER TABLE adm.request ENABLE ROW LEVEL SECURITY;

CREATE FUNCTION adm.ask_user(who text, full_name text, groups text[], verifier text)
RETURNS bigint LANGUAGE plpgsql {DEFINER} AS $$
DECLARE made bigint;
BEGIN
  IF app.me() IS NULL OR NOT app.has_role('admin') THEN
    RAISE EXCEPTION 'This needs the role administrator.' USING ERRCODE = '42501'; END IF;
  IF full_name IS NULL OR trim(full_name) = '' OR groups IS NULL THEN
    RAISE EXCEPTION 'Enter login, name and at least one role' USING ERRCODE = '22023'; END IF;
  -- A sign-in that is no colleague's (the server's own) can't be taken over.
  IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = who)
     AND NOT EXISTS (SELECT 1 FROM app.staff WHERE login = who) THEN
    RAISE EXCEPTION 'That name is taken.' USING ERRCODE = '42501'; END IF;
  INSERT INTO adm.request (login, name, groups, verifier, asked_by, asked_at)
    VALUES (who, full_name, groups, verifier, session_user, clock_timestamp())
    RETURNING id INTO made;
  RETURN made;
END $$;

-- Somebody leaves. The groups stay, and give nothing to one who is not here.
CREATE FUNCTION adm.ask_leave(who text) RETURNS bigint LANGUAGE plpgsql {DEFINER} AS $$
DECLARE made bigint;
BEGIN
  IF app.me() IS NULL OR NOT app.has_role('admin') THEN
    RAISE EXCEPTION 'This needs the role administrator.' USING ERRCODE = '42501'; END IF;
  INSERT INTO adm.request (login, name, groups, leaves, asked_by, asked_at)
    SELECT s.login, s.name, '{{}}', true, session_user, clock_timestamp()
    FROM app.staff s WHERE s.login = who AND s.active RETURNING id INTO made;
  IF made IS NULL THEN
    RAISE EXCEPTION 'There is no such colleague.' USING ERRCODE = 'P0002'; END IF;
  RETURN made;
END $$;

-- Two must be left, or nobody could ever be added again.
CREATE FUNCTION adm.leave(who text) RETURNS void LANGUAGE plpgsql {DEFINER} AS $$
DECLARE s app.staff;
BEGIN
  -- The key of an owner waits for this row: nobody is given a case while they leave.
  SELECT * INTO s FROM app.staff WHERE login = who FOR UPDATE;
  IF EXISTS (SELECT 1 FROM open.cases c WHERE c.owner_id = s.id AND c.closed_on IS NULL)
     OR EXISTS (SELECT 1 FROM shut.cases c WHERE c.owner_id = s.id AND c.closed_on IS NULL) THEN
    RAISE EXCEPTION '% has open cases. Give them to somebody else first', s.name
      USING ERRCODE = '42501'; END IF;
  UPDATE app.staff SET active = false WHERE id = s.id;
END $$;

CREATE FUNCTION adm.two_are_left() RETURNS void LANGUAGE plpgsql {DEFINER} AS $$
BEGIN
  IF (SELECT count(*) FROM app.staff s JOIN pg_roles r ON r.rolname = s.login
      WHERE s.active AND pg_has_role(r.oid, 'mopac_admin', 'MEMBER')) < 2 THEN
    RAISE EXCEPTION 'Two administrators must be left.' USING ERRCODE = '42501'; END IF;
END $$;

-- Not wanted after all, by whoever asked or by another administrator.
CREATE FUNCTION adm.turn_down(wanted bigint) RETURNS void LANGUAGE plpgsql {DEFINER} AS $$
BEGIN
  IF app.me() IS NULL OR NOT app.has_role('admin') THEN
    RAISE EXCEPTION 'This needs the role administrator.' USING ERRCODE = '42501'; END IF;
  DELETE FROM adm.request WHERE id = wanted AND approved_by IS NULL;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'Nothing is waiting under this number.' USING ERRCODE = 'P0002'; END IF;
END $$;

CREATE FUNCTION adm.approve_user(wanted bigint) RETURNS text LANGUAGE plpgsql {DEFINER} AS $$
DECLARE r adm.request;
BEGIN
  IF app.me() IS NULL OR NOT app.has_role('admin') THEN
    RAISE EXCEPTION 'This needs the role administrator.' USING ERRCODE = '42501'; END IF;
  SELECT * INTO r FROM adm.request WHERE id = wanted AND approved_by IS NULL FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'Nothing is waiting under this number.' USING ERRCODE = 'P0002'; END IF;
  IF session_user IN (r.asked_by, r.login) THEN
    RAISE EXCEPTION 'Another administrator must approve this.' USING ERRCODE = '42501'; END IF;
  IF r.leaves THEN PERFORM adm.leave(r.login);
  ELSE
  PERFORM adm.make_login(r.login, r.groups, r.verifier);
  INSERT INTO app.staff (login, name, roles, active) VALUES (r.login, r.name, (
      SELECT json_agg(CASE g WHEN 'mopac_hr' THEN 'HR adviser' WHEN 'mopac_decider'
        THEN 'decision maker' WHEN 'mopac_admin' THEN 'administrator'
        ELSE substr(g, 7) END) FROM unnest(r.groups) g), true)
    ON CONFLICT (login) DO UPDATE SET name = EXCLUDED.name, roles = EXCLUDED.roles, active = true;
  END IF;
  PERFORM adm.two_are_left();
  UPDATE adm.request SET approved_by = session_user, approved_at = clock_timestamp(),
    verifier = NULL WHERE id = wanted;
  RETURN r.login;
END $$;

CREATE FUNCTION adm.waiting() RETURNS TABLE (id bigint, login text, name text, groups text[],
  leaves boolean, asked_by text, asked_at timestamptz) LANGUAGE plpgsql STABLE {DEFINER} AS $$
BEGIN
  IF app.me() IS NULL OR NOT app.has_role('admin') THEN RETURN; END IF;
  RETURN QUERY SELECT r.id, r.login, r.name, r.groups, r.leaves, r.asked_by, r.asked_at
    FROM adm.request r WHERE r.approved_by IS NULL ORDER BY r.id;
END $$;
GRANT EXECUTE ON FUNCTION adm.ask_user, adm.ask_leave, adm.turn_down, adm.approve_user,
  adm.waiting TO mopac_admin;
"""
