"""Restrict an open case: all its rows go to the closed side in one transaction."""

from __future__ import annotations

from helpers.rights import DEFINER

MOVING = f"""
CREATE FUNCTION app.restrict(wanted bigint, seen_version bigint, because text) RETURNS void
LANGUAGE plpgsql {DEFINER} AS $$
DECLARE t text; owner bigint; sha text; shas text[];
  tables text[] := ARRAY['review', 'party', 'post_item', 'document', 'letter', 'bundle', 'note',
    'decision', 'check_result', 'allegation', 'recommendation', 'learning_point',
    'journal_entry'];
BEGIN
  IF shut.side_of(wanted) <> 'open' THEN RETURN; END IF;
  IF because IS NULL OR length(trim(because)) < 20 THEN
    RAISE EXCEPTION 'Reason must be 20 characters or more' USING ERRCODE = '22023'; END IF;
  UPDATE open.cases SET version = version + 1 WHERE id = wanted AND version = seen_version
    RETURNING owner_id INTO owner;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'Somebody else changed this case.' USING ERRCODE = '40001'; END IF;
  shas := ARRAY(SELECT sha256::text FROM open.document WHERE case_id = wanted
    UNION SELECT unnest(ARRAY[pdf_sha256, word_sha256])::text FROM open.letter
      WHERE case_id = wanted
    UNION SELECT sha256::text FROM open.bundle WHERE case_id = wanted);
  FOREACH sha IN ARRAY shas LOOP PERFORM shut.bring(sha, 'shut'); END LOOP;
  INSERT INTO shut.cases SELECT (jsonb_populate_record(NULL::shut.cases,
    to_jsonb(c) || '{{"closed": true}}')).* FROM open.cases c WHERE c.id = wanted;
  INSERT INTO shut.barred SELECT staff_id, case_id, why, session_user FROM app.conflict
    WHERE case_id = wanted;
  DELETE FROM app.conflict WHERE case_id = wanted;
  INSERT INTO shut.member SELECT s.id, wanted, 'lead', session_user, clock_timestamp(), NULL
    FROM app.staff s WHERE s.id IN (owner, app.me()) AND NOT EXISTS (
      SELECT 1 FROM shut.barred b WHERE b.case_id = wanted AND b.staff_id = s.id)
    ON CONFLICT (staff_id, case_id) DO UPDATE SET part = 'lead';
  FOREACH t IN ARRAY tables LOOP
    EXECUTE format('INSERT INTO shut.%I SELECT * FROM open.%I WHERE case_id = $1', t, t)
      USING wanted;
  END LOOP;
  INSERT INTO shut.journal_change SELECT c.* FROM open.journal_change c
    JOIN shut.journal_entry e ON e.id = c.entry_id WHERE e.case_id = wanted;
  INSERT INTO shut.case_link SELECT * FROM open.case_link WHERE wanted IN (case_id, other_case_id);
  DELETE FROM open.case_link WHERE wanted IN (case_id, other_case_id);
  DELETE FROM open.journal_change c USING shut.journal_entry e
    WHERE e.id = c.entry_id AND e.case_id = wanted;
  FOREACH t IN ARRAY tables LOOP
    EXECUTE format('DELETE FROM open.%I WHERE case_id = $1', t) USING wanted;
  END LOOP;
  DELETE FROM open.cases WHERE id = wanted;
  FOREACH sha IN ARRAY shas LOOP PERFORM shut.tidy(sha, 'shut'); END LOOP;
END $$;
"""
