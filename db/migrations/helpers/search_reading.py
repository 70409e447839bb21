"""How the search reads its index on a server: by the caller's rights, the newest first."""

from __future__ import annotations

from helpers.rights import DEFINER
from helpers.search_entries import CASE_ENTRIES, EACH, FIRST, LEVELS, TEXT_ENTRIES
from helpers.searching import CASE_NAMES

MOST = 2000  # rows that one question can have

_READS = f"STABLE {DEFINER}"


def _newest(table: str, key: str, entries: str, begun: str) -> str:
    """The newest of an open table that the caller may see, as many as are wanted, in any order.

    From the newest stretch to older ones, as many stretches as will do, going by those before, up
    to the next longer one, from which it goes on by that length. When the newest have none, all
    others are asked at once. Where there are many after all, it goes on by shorter stretches: a
    step looks at no more than 4,096, or eight times what is wanted.
    """
    return f"""
CREATE FUNCTION shut.newest_{table}(wanted tsquery, most bigint, out_of bigint[])
RETURNS bigint[] LANGUAGE plpgsql {_READS} SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off AS $$
DECLARE
  rough tsquery := app.roughly(wanted, {begun});
  newest bigint := (SELECT max(s.{key}) FROM open.{table} s);
  high bigint := newest; room bigint := greatest(4096, 8 * most);
  level int := 0; shift int; last bigint; first bigint; near tsquery; everywhere boolean;
  looked bigint := 0; here bigint; found bigint[] := '{{}}'; more bigint[];
BEGIN
  WHILE high >= 0 AND cardinality(found) < most LOOP
    shift := {FIRST} + {EACH} * level;
    last := high >> shift;
    first := greatest((last >> {EACH}) << {EACH}, last - least(
      (most - cardinality(found)) * (newest - high) / nullif(cardinality(found), 0),
      room * (newest - high) / nullif(looked, 0) / 2) / (1 << shift));
    everywhere := everywhere IS NULL AND level = 1 AND looked = 0;
    near := CASE WHEN everywhere THEN rough ELSE rough && (SELECT string_agg(
      format('''#%s:%s''', level, n), '|') FROM generate_series(first, last) n)::tsquery END;
    SELECT count(*), array_agg(s.{key}) FILTER (WHERE s.words @@ wanted
        AND (s.case_id <> ALL (out_of)) IS NOT FALSE) INTO here, more
      FROM (SELECT * FROM open.{table} i WHERE {entries.format(s="i.")} @@ near
        LIMIT CASE WHEN level > 0 THEN room END) s;
    IF level = 0 OR here < room THEN
      found := found || more;
      EXIT WHEN everywhere;
      looked := looked + here;
      high := (first << shift) - 1;
      IF first % {1 << EACH} = 0 AND level < {LEVELS - 1}
        AND looked * ({1 << EACH} << shift) <= room * (newest - high) THEN level := level + 1;
      END IF;
    ELSIF NOT everywhere THEN
      level := level - 1;
    END IF;
  END LOOP;
  RETURN ARRAY(SELECT f FROM unnest(found) f ORDER BY f DESC LIMIT most);
END $$;
"""


# By keys alone, and only for somebody who has closed cases: the pages that are read are those of
# the caller's own, whatever else is there. shut.shown() raises, so it is asked only of a case that
# is the caller's: by CASE, since the planner may put the parts of an AND into any order, and would
# tell of a case by asking too soon.
_CLOSED = f"{_READS} SET plan_cache_mode = force_custom_plan SET enable_seqscan = off"
READING = _newest("search_case", "case_id", CASE_ENTRIES, "true") + _newest(
    "search_text", "id", TEXT_ENTRIES, "false") + f"""
CREATE FUNCTION shut.search_cases(wanted tsquery, most bigint, mine bigint[])
RETURNS SETOF bigint LANGUAGE plpgsql {_CLOSED} AS $$
BEGIN
  RETURN QUERY SELECT s.case_id FROM shut.search_case s JOIN shut.cases c ON c.id = s.case_id
    WHERE s.case_id = ANY (mine) AND CASE WHEN s.case_id = ANY (mine) AND s.words @@ wanted
      THEN shut.shown('case/' || s.case_id, 'list') END
    ORDER BY (c.owner_id = app.me()) IS TRUE DESC, s.case_id DESC LIMIT most;
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

-- Cases by what names them: of those that the caller may see the newest, and when there are more,
-- the newest of the caller's own, too.
CREATE FUNCTION app.search_cases(wanted tsquery, most bigint)
RETURNS TABLE (case_id bigint) LANGUAGE plpgsql {_READS} AS $$
#variable_conflict use_column
DECLARE found bigint[]; mine bigint[] := ARRAY(SELECT shut.mine()); out_of bigint[];
BEGIN
  IF NOT app.known() THEN RETURN; END IF;
  IF cardinality(mine) > 0 THEN
    RETURN QUERY SELECT s FROM shut.search_cases(wanted, most, mine) s;
  END IF;
  IF NOT app.sees_open() THEN RETURN; END IF;
  most := least(most, {MOST});
  out_of := ARRAY(SELECT app.my_conflicts());
  found := shut.newest_search_case(wanted, most, out_of);
  IF cardinality(found) >= most THEN
    found := found || ARRAY(SELECT s.case_id FROM (SELECT c.id FROM open.cases c
        WHERE c.owner_id = app.me() ORDER BY c.id DESC LIMIT 500) m
      JOIN open.search_case s ON s.case_id = m.id
      WHERE s.words @@ wanted AND s.case_id <> ALL (out_of) AND s.case_id <> ALL (found)
      ORDER BY s.case_id DESC LIMIT most);
  END IF;
  RETURN QUERY SELECT f FROM unnest(found) f;
END $$;

-- Notes, letters and documents, newest first; ``best`` ranks the newest 2,000 of them.
CREATE FUNCTION app.search_texts(wanted tsquery, best boolean, most bigint)
RETURNS TABLE (kind text, record_id bigint, rank real) LANGUAGE plpgsql {_READS} AS $$
#variable_conflict use_column
DECLARE found bigint[]; mine bigint[] := ARRAY(SELECT shut.mine()); post bigint[] := ARRAY(
  SELECT shut.my_post());
BEGIN
  IF NOT app.known() THEN RETURN; END IF;
  IF cardinality(mine) + cardinality(post) > 0 THEN
    RETURN QUERY SELECT s.kind, s.record_id, s.rank
      FROM shut.search_texts(wanted, most, mine, post) s;
  END IF;
  IF NOT app.sees_open() THEN RETURN; END IF;
  most := least(most, {MOST});
  found := shut.newest_search_text(wanted, CASE WHEN best THEN {MOST} ELSE most END,
    ARRAY(SELECT app.my_conflicts()));
  RETURN QUERY SELECT s.kind, s.record_id, CASE WHEN best THEN ts_rank(s.words, wanted)
      ELSE 0::real END FROM open.search_text s
    WHERE s.id = ANY (found) ORDER BY 3 DESC, s.id DESC LIMIT most;
END $$;

-- Words of names that share most pieces with a misspelt one. Only those of cases that the caller
-- may see.
CREATE FUNCTION app.search_words(given text[], most bigint) RETURNS SETOF text
LANGUAGE plpgsql {_READS} AS $$
DECLARE out_of bigint[]; mine bigint[] := ARRAY(SELECT shut.mine());
BEGIN
  IF NOT app.known() OR cardinality(given) > 200 THEN RETURN; END IF;
  IF cardinality(mine) > 0 THEN
    RETURN QUERY SELECT s FROM shut.search_words(given, mine) s;
  END IF;
  IF NOT app.sees_open() THEN RETURN; END IF;
  out_of := ARRAY(SELECT app.my_conflicts());
  RETURN QUERY SELECT l.word FROM (
      SELECT s.word, count(*) AS shared FROM unnest(given) g
      JOIN app.search_word s ON s.grams @> ARRAY[g]
      GROUP BY s.word ORDER BY count(*) DESC, length(s.word), s.word LIMIT most) l
    WHERE EXISTS (SELECT 1 FROM open.search_case s
      WHERE {CASE_ENTRIES.format(s="s.")} @@ quote_literal(l.word)::tsquery
      AND s.case_id <> ALL (out_of)) ORDER BY l.shared DESC, length(l.word), l.word;
END $$;
GRANT EXECUTE ON FUNCTION app.search_cases, app.search_texts, app.search_words TO mopac_user;
"""
