"""How the search reads its index on a server: by the caller's rights, and never a page too many."""

from __future__ import annotations

from helpers.rights import DEFINER

CASE_NAMES = """
  concat_ws(' ', c.name, (SELECT string_agg(p.name, ' ') FROM {side}.party p
    WHERE p.case_id = c.id))"""

# Each plan is made for the word that is asked for: a rare one and a common one want other ways.
_READS = f"STABLE {DEFINER} SET plan_cache_mode = force_custom_plan"
# By keys alone, and only for somebody who has closed cases: the pages that are read are those of
# the caller's own, whatever else is there. shut.shown() raises, so it is asked only of a case that
# is the caller's: by CASE, since the planner may put the parts of an AND into any order, and would
# tell of a case by asking too soon.
_CLOSED = f"{_READS} SET enable_seqscan = off"
READING = f"""
CREATE FUNCTION shut.search_cases(wanted tsquery, own boolean, most bigint, mine bigint[])
RETURNS SETOF bigint LANGUAGE plpgsql {_CLOSED} AS $$
BEGIN
  RETURN QUERY SELECT s.case_id FROM shut.search_case s JOIN shut.cases c ON c.id = s.case_id
    WHERE s.case_id = ANY (mine) AND CASE WHEN s.case_id = ANY (mine) AND s.words @@ wanted
      AND (NOT own OR c.owner_id = app.me()) THEN shut.shown('case/' || s.case_id, 'list') END
    ORDER BY s.case_id DESC LIMIT most;
END $$;

CREATE FUNCTION shut.search_texts(wanted tsquery, most bigint, mine bigint[], post bigint[])
RETURNS TABLE (kind text, record_id bigint, rank real) LANGUAGE plpgsql {_CLOSED} AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT s.kind, s.record_id, ts_rank(s.words, wanted) FROM shut.search_text s
    WHERE s.case_id = ANY (mine) AND CASE WHEN s.case_id = ANY (mine) AND s.words @@ wanted
      THEN shut.shown('case/' || s.case_id, 'full') END ORDER BY s.id DESC LIMIT most;
  RETURN QUERY SELECT s.kind, s.record_id, ts_rank(s.words, wanted) FROM shut.document d
    JOIN shut.search_text s ON s.record_id = d.id AND s.kind = 'document'
    WHERE d.post_item_id = ANY (post) AND d.case_id IS NULL
    AND CASE WHEN d.post_item_id = ANY (post) AND s.words @@ wanted
      THEN shut.shown('post/' || d.post_item_id, 'full') END ORDER BY s.id DESC LIMIT most;
END $$;

CREATE FUNCTION shut.search_words(given text[], mine bigint[]) RETURNS SETOF text
LANGUAGE plpgsql {_CLOSED} AS $$
BEGIN
  RETURN QUERY SELECT DISTINCT w FROM shut.cases c,
    app.name_words({CASE_NAMES.format(side="shut")}) w
    WHERE c.id = ANY (mine) AND CASE WHEN c.id = ANY (mine) AND app.grams(w) && given
      THEN shut.shown('case/' || c.id, 'list') END;
END $$;

-- Cases by what names them, newest first: what the caller may see, and of that the most recent.
CREATE FUNCTION app.search_cases(wanted tsquery, own boolean, most bigint)
RETURNS TABLE (case_id bigint) LANGUAGE plpgsql {_READS} AS $$
#variable_conflict use_column
DECLARE out_of bigint[]; found bigint[]; mine bigint[] := ARRAY(SELECT shut.mine());
BEGIN
  IF NOT app.known() THEN RETURN; END IF;
  IF cardinality(mine) > 0 THEN
    RETURN QUERY SELECT s FROM shut.search_cases(wanted, own, most, mine) s;
  END IF;
  IF NOT app.sees_open() THEN RETURN; END IF;
  out_of := ARRAY(SELECT app.my_conflicts());
  IF own THEN
    RETURN QUERY SELECT s.case_id FROM (SELECT c.id FROM open.cases c WHERE c.owner_id = app.me()
        ORDER BY c.id DESC LIMIT 500) m JOIN open.search_case s ON s.case_id = m.id
      WHERE s.words @@ wanted AND s.case_id <> ALL (out_of) ORDER BY s.case_id DESC LIMIT most;
    RETURN;
  END IF;
  found := ARRAY(SELECT s.case_id FROM open.search_case s WHERE s.words @@ wanted LIMIT 2001);
  IF cardinality(found) > 2000 THEN
    RETURN QUERY SELECT s.case_id FROM open.search_case s WHERE s.words @@ wanted
      AND s.case_id <> ALL (out_of) ORDER BY s.case_id DESC LIMIT most;
  ELSE
    RETURN QUERY SELECT f FROM unnest(found) f WHERE f <> ALL (out_of)
      ORDER BY f DESC LIMIT most;
  END IF;
END $$;

-- Notes, letters and documents, newest first; ``best`` ranks the newest 2,000 of them.
CREATE FUNCTION app.search_texts(wanted tsquery, best boolean, most bigint)
RETURNS TABLE (kind text, record_id bigint, rank real) LANGUAGE plpgsql {_READS} AS $$
#variable_conflict use_column
DECLARE out_of bigint[]; found bigint[]; newest bigint := CASE WHEN best THEN 2000 ELSE most END;
  mine bigint[] := ARRAY(SELECT shut.mine()); post bigint[] := ARRAY(SELECT shut.my_post());
BEGIN
  IF NOT app.known() THEN RETURN; END IF;
  IF cardinality(mine) + cardinality(post) > 0 THEN
    RETURN QUERY SELECT s.kind, s.record_id, s.rank
      FROM shut.search_texts(wanted, most, mine, post) s;
  END IF;
  IF NOT app.sees_open() THEN RETURN; END IF;
  out_of := ARRAY(SELECT app.my_conflicts());
  found := ARRAY(SELECT s.id FROM open.search_text s WHERE s.words @@ wanted LIMIT 2001);
  IF cardinality(found) > 2000 THEN
    found := ARRAY(SELECT s.id FROM open.search_text s WHERE s.words @@ wanted
      AND (s.case_id <> ALL (out_of)) IS NOT FALSE ORDER BY s.id DESC LIMIT newest);
  END IF;
  RETURN QUERY SELECT s.kind, s.record_id, CASE WHEN best THEN ts_rank(s.words, wanted)
      ELSE 0::real END FROM open.search_text s
    WHERE s.id = ANY (found) AND (s.case_id <> ALL (out_of)) IS NOT FALSE
    ORDER BY 3 DESC, s.id DESC LIMIT most;
END $$;

-- Words of names that look like a misspelt one. Only those of cases that the caller may see.
CREATE FUNCTION app.search_words(given text[], most bigint) RETURNS SETOF text
LANGUAGE plpgsql {_READS} AS $$
DECLARE out_of bigint[]; mine bigint[] := ARRAY(SELECT shut.mine());
BEGIN
  IF NOT app.known() OR cardinality(given) > 60 THEN RETURN; END IF;
  IF cardinality(mine) > 0 THEN
    RETURN QUERY SELECT s FROM shut.search_words(given, mine) s;
  END IF;
  IF NOT app.sees_open() THEN RETURN; END IF;
  out_of := ARRAY(SELECT app.my_conflicts());
  RETURN QUERY SELECT l.word FROM (
      SELECT w.word, count(*) AS shared FROM (SELECT DISTINCT s.word, s.grams
        FROM app.search_word s WHERE s.grams && given) w, unnest(w.grams) g
      WHERE g = ANY (given) GROUP BY w.word, w.grams
      ORDER BY count(*) DESC, length(w.word), w.word LIMIT most) l
    WHERE EXISTS (SELECT 1 FROM open.search_case s
      WHERE s.words @@ quote_literal(l.word)::tsquery AND s.case_id <> ALL (out_of));
END $$;
GRANT EXECUTE ON FUNCTION app.search_cases, app.search_texts, app.search_words TO mopac_user;
"""
