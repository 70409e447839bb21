"""What a shared server keeps of restricted documents, and of colleagues who are away."""

from __future__ import annotations

from helpers.rights import DEFINER

# A case moves with all that hangs on it: the keys are checked at commit.
VERSIONS = """
ALTER TABLE open.document ALTER CONSTRAINT fk_document_replaces_id_document
  DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE shut.document ADD CONSTRAINT fk_document_replaces_id_document
  FOREIGN KEY (replaces_id) REFERENCES shut.document DEFERRABLE INITIALLY DEFERRED;
"""

# The mark is taken off, and what bears it is put into a bundle, by those who answer for what
# leaves the office. Bound to the tables, so that no client goes round it; a row that moves to
# the other side is there already.
RESTRICTED = f"""
CREATE FUNCTION shut.may_unmark() RETURNS boolean LANGUAGE sql STABLE {DEFINER} AS $$
  SELECT app.superuser() OR app.has_role('manager') OR app.has_role('hr') $$;

CREATE FUNCTION shut.keep_mark() RETURNS trigger LANGUAGE plpgsql {DEFINER} AS $$
BEGIN
  IF OLD.restricted_by <> '' AND NEW.restricted_by <> OLD.restricted_by
     AND NOT shut.may_unmark() THEN
    RAISE EXCEPTION 'This needs the role manager or HR adviser.' USING ERRCODE = '42501'; END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION shut.check_bundle() RETURNS trigger LANGUAGE plpgsql {DEFINER} AS $$
DECLARE moved boolean; holds boolean;
BEGIN
  EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I.bundle WHERE id = $1)',
    CASE TG_TABLE_SCHEMA WHEN 'shut' THEN 'open' ELSE 'shut' END) INTO moved USING NEW.id;
  IF moved OR (shut.may_unmark() AND length(trim(NEW.because)) >= 20) THEN RETURN NEW; END IF;
  EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I.document d, json_array_elements($1) e '
      'WHERE d.case_id = $2 AND d.restricted_by <> '''' AND d.sha256 = e ->> -1)',
    TG_TABLE_SCHEMA) INTO holds USING NEW.entries, NEW.case_id;
  IF holds THEN
    RAISE EXCEPTION 'Restricted documents go into a bundle by a manager, with a reason.'
      USING ERRCODE = '42501'; END IF;
  RETURN NEW;
END $$;
""" + "".join(f"""
CREATE TRIGGER document_mark BEFORE UPDATE ON {side}.document
  FOR EACH ROW EXECUTE FUNCTION shut.keep_mark();
CREATE TRIGGER bundle_restricted BEFORE INSERT ON {side}.bundle
  FOR EACH ROW EXECUTE FUNCTION shut.check_bundle();
""" for side in ("open", "shut"))

# Staff data: everybody here knows who is away and who covers, and never why. Oneself or a manager
# records it. Who covers may change the cases of the colleague who is away, as long as that lasts.
ABSENCE = f"""
ALTER TABLE open.absence SET SCHEMA app;
REVOKE ALL ON app.absence FROM PUBLIC, mopac_user;
ALTER TABLE app.absence ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON app.absence FOR SELECT TO mopac_user USING ((SELECT app.known()));
CREATE POLICY keep ON app.absence FOR INSERT TO mopac_user
  WITH CHECK ((SELECT app.known()) AND recorded_by = session_user
    AND (staff_id = (SELECT app.me()) OR (SELECT app.has_role('manager'))));
CREATE POLICY remove ON app.absence FOR DELETE TO mopac_user
  USING ((SELECT app.known())
    AND (staff_id = (SELECT app.me()) OR (SELECT app.has_role('manager'))));
GRANT SELECT, INSERT, DELETE ON app.absence TO mopac_user;
GRANT USAGE ON SEQUENCE app.absence_id_seq TO mopac_user;

CREATE OR REPLACE FUNCTION app.may_change(wanted bigint) RETURNS boolean
LANGUAGE sql STABLE {DEFINER} AS $$
  SELECT app.superuser() OR (
    app.sees_open() AND wanted NOT IN (SELECT app.my_conflicts())
    AND EXISTS (SELECT 1 FROM open.cases c WHERE c.id = wanted AND (
      app.has_role('manager') OR app.has_role('correspondence')
      OR c.owner_id IS NULL OR c.owner_id = app.me()
      OR EXISTS (SELECT 1 FROM app.absence a WHERE a.staff_id = c.owner_id
        AND a.cover_id = app.me() AND (clock_timestamp() AT TIME ZONE 'Europe/London')::date
          BETWEEN a.first_day AND a.last_day)))) $$;
"""
