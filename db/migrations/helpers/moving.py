"""All rows of a case go to the closed side, or back from it, in one transaction."""

from __future__ import annotations

from helpers.contents import USED
from helpers.rights import DEFINER, NO_CASE

USED_SHUT = USED.format(side="shut", sha="sha")

MOVING = f"""
CREATE FUNCTION app.restrict(wanted bigint, seen_version bigint, because text) RETURNS void
LANGUAGE plpgsql {DEFINER} AS $$
DECLARE t text; owner bigint; sha text; shas text[];
  tables text[] := ARRAY['review', 'party', 'post_item', 'document', 'letter', 'bundle', 'note',
    'decision', 'check_result', 'allegation', 'recommendation', 'learning_point',
    'bring_forward', 'journal_entry'];
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

CREATE FUNCTION app.ask_to_open(wanted bigint, because text) RETURNS void
LANGUAGE plpgsql {DEFINER} AS $$
DECLARE roles text[] := ARRAY(SELECT r FROM app.my_roles() r WHERE r IN ('manager', 'hr'));
BEGIN
  IF shut.side_of(wanted) <> 'shut' THEN {NO_CASE}; END IF;
  IF roles = '{{}}' THEN
    RAISE EXCEPTION 'This needs the role manager or HR adviser.' USING ERRCODE = '42501'; END IF;
  IF because IS NULL OR length(trim(because)) < 20 THEN
    RAISE EXCEPTION 'Reason must be 20 characters or more' USING ERRCODE = '22023'; END IF;
  IF NOT EXISTS (SELECT 1 FROM shut.review r WHERE r.case_id = wanted) THEN
    RAISE EXCEPTION 'A complaint about MOPAC is never opened to the office.'
      USING ERRCODE = '42501'; END IF;
  DELETE FROM shut.opening WHERE case_id = wanted AND agreed_by IS NULL;
  INSERT INTO shut.opening (case_id, why, asked_by, asked_as, asked_at)
    VALUES (wanted, because, session_user, roles, clock_timestamp());
END $$;

-- Who asked for it, and why, for those who could agree.
CREATE FUNCTION app.asked_to_open(wanted bigint) RETURNS TABLE (asked_by text, why text)
LANGUAGE plpgsql STABLE {DEFINER} AS $$
BEGIN
  IF shut.part(wanted) IS NULL THEN RETURN; END IF;
  RETURN QUERY SELECT o.asked_by, o.why FROM shut.opening o
    WHERE o.case_id = wanted AND o.agreed_by IS NULL;
END $$;

CREATE FUNCTION app.open_again(wanted bigint, seen_version bigint) RETURNS void
LANGUAGE plpgsql {DEFINER} AS $$
DECLARE t text; o shut.opening; sha text; shas text[];
  tables text[] := ARRAY['review', 'party', 'post_item', 'document', 'letter', 'bundle', 'note',
    'decision', 'check_result', 'allegation', 'recommendation', 'learning_point',
    'bring_forward', 'journal_entry'];
BEGIN
  IF shut.side_of(wanted) <> 'shut' THEN {NO_CASE}; END IF;
  SELECT * INTO o FROM shut.opening WHERE case_id = wanted AND agreed_by IS NULL FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'Nobody has asked for this yet.' USING ERRCODE = '42501'; END IF;
  IF o.asked_by = session_user OR NOT (('hr' = ANY (o.asked_as) AND app.has_role('manager'))
      OR ('manager' = ANY (o.asked_as) AND app.has_role('hr'))) THEN
    RAISE EXCEPTION 'A manager and an HR adviser must want this together.'
      USING ERRCODE = '42501'; END IF;
  UPDATE shut.cases SET version = version + 1 WHERE id = wanted AND version = seen_version;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'Somebody else changed this case.' USING ERRCODE = '40001'; END IF;
  UPDATE shut.opening SET agreed_by = session_user, agreed_at = clock_timestamp() WHERE id = o.id;
  shas := ARRAY(SELECT sha256::text FROM shut.document WHERE case_id = wanted
    UNION SELECT unnest(ARRAY[pdf_sha256, word_sha256])::text FROM shut.letter
      WHERE case_id = wanted
    UNION SELECT sha256::text FROM shut.bundle WHERE case_id = wanted);
  INSERT INTO open.content SELECT c.* FROM shut.content c WHERE c.sha256 = ANY (shas)
    AND NOT EXISTS (SELECT 1 FROM open.content n WHERE n.sha256 = c.sha256);
  INSERT INTO open.content_chunk SELECT c.* FROM shut.content_chunk c WHERE c.sha256 = ANY (shas)
    AND NOT EXISTS (SELECT 1 FROM open.content_chunk n WHERE n.sha256 = c.sha256);
  INSERT INTO open.cases SELECT (jsonb_populate_record(NULL::open.cases,
    to_jsonb(c) || '{{"closed": false}}')).* FROM shut.cases c WHERE c.id = wanted;
  INSERT INTO app.conflict SELECT b.staff_id, b.case_id, b.why, clock_timestamp()
    FROM shut.barred b WHERE b.case_id = wanted;
  DELETE FROM shut.barred WHERE case_id = wanted;
  DELETE FROM shut.member WHERE case_id = wanted;
  FOREACH t IN ARRAY tables LOOP
    EXECUTE format('INSERT INTO open.%I SELECT * FROM shut.%I WHERE case_id = $1', t, t)
      USING wanted;
  END LOOP;
  INSERT INTO open.journal_change SELECT c.* FROM shut.journal_change c
    JOIN open.journal_entry e ON e.id = c.entry_id WHERE e.case_id = wanted;
  DELETE FROM shut.journal_change c USING open.journal_entry e
    WHERE e.id = c.entry_id AND e.case_id = wanted;
  -- A link whose other end is closed stays on the closed side.
  INSERT INTO open.case_link SELECT l.* FROM shut.case_link l WHERE wanted IN
    (l.case_id, l.other_case_id) AND NOT EXISTS (SELECT 1 FROM shut.cases c
      WHERE c.id IN (l.case_id, l.other_case_id) AND c.id <> wanted);
  DELETE FROM shut.case_link l USING open.case_link n WHERE n.id = l.id;
  FOREACH t IN ARRAY tables LOOP
    EXECUTE format('DELETE FROM shut.%I WHERE case_id = $1', t) USING wanted;
  END LOOP;
  DELETE FROM shut.cases WHERE id = wanted;
  FOREACH sha IN ARRAY shas LOOP
    CONTINUE WHEN sha IS NULL OR {USED_SHUT};
    DELETE FROM shut.content_chunk WHERE sha256 = sha;
    DELETE FROM shut.content WHERE sha256 = sha;
  END LOOP;
END $$;
"""
