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
  PERFORM adm.make_login(r.login, r.groups, r.verifier);
  INSERT INTO app.staff (login, name, roles, active) VALUES (r.login, r.name, (
      SELECT json_agg(CASE g WHEN 'mopac_hr' THEN 'HR adviser' WHEN 'mopac_decider'
        THEN 'decision maker' WHEN 'mopac_admin' THEN 'administrator'
        ELSE substr(g, 7) END) FROM unnest(r.groups) g), true)
    ON CONFLICT (login) DO UPDATE SET name = EXCLUDED.name, roles = EXCLUDED.roles, active = true;
  UPDATE adm.request SET approved_by = session_user, approved_at = clock_timestamp(),
    verifier = NULL WHERE id = wanted;
  RETURN r.login;
END $$;

CREATE FUNCTION adm.waiting() RETURNS TABLE (id bigint, login text, name text, groups text[],
  asked_by text, asked_at timestamptz) LANGUAGE plpgsql STABLE {DEFINER} AS $$
BEGIN
  IF app.me() IS NULL OR NOT app.has_role('admin') THEN RETURN; END IF;
  RETURN QUERY SELECT r.id, r.login, r.name, r.groups, r.asked_by, r.asked_at
    FROM adm.request r WHERE r.approved_by IS NULL ORDER BY r.id;
END $$;
GRANT EXECUTE ON FUNCTION adm.ask_user, adm.approve_user, adm.waiting TO mopac_admin;
"""
