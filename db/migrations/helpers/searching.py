"""What is searched on a server: an index of the open side, and plain lines on the closed one.

The closed side has no index on words: the pages that a search reads there would tell whether a
name is known. It is searched line by line, in the caller's own cases and in no others.
"""

from __future__ import annotations

from helpers.rights import DEFINER, SAFE

SLICE = 150_000  # characters; a tsvector holds at most 1 MB of words
# Table, what it is called in the index, the columns that are searched, what else decides.
TEXTS = (
    ("note", "text", "true"),
    ("letter", "title, markdown", "state <> 'discarded'"),
    ("document", "title, sender, read_text", "true"),
)
# Table, the column of the case, the columns that name a case.
NAMES = (
    ("cases", "id", ("reference", "name", "about")),
    ("review", "case_id", ("mps_reference",)),
    ("party", "case_id", ("name", "email", "postcode", "organisation")),
)
# A reference is found as it is written and without its hyphens; a postcode without its space.
CASE_LINE = """
  concat_ws(' ', c.reference, replace(c.reference, '-', ''), c.name, c.about,
    (SELECT concat_ws(' ', r.mps_reference, translate(r.mps_reference, '-/ ', ''))
      FROM {side}.review r WHERE r.case_id = c.id),
    (SELECT string_agg(concat_ws(' ', p.name, p.email, p.postcode, replace(p.postcode, ' ', ''),
      p.organisation), ' ') FROM {side}.party p WHERE p.case_id = c.id))"""
CASE_NAMES = """
  concat_ws(' ', c.name, (SELECT string_agg(p.name, ' ') FROM {side}.party p
    WHERE p.case_id = c.id))"""

TABLES = """
CREATE TABLE {side}.search_case (case_id bigint PRIMARY KEY, words tsvector NOT NULL);
CREATE TABLE {side}.search_text (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL,
  record_id bigint NOT NULL,
  case_id bigint,
  words tsvector NOT NULL);
CREATE INDEX ON {side}.search_text (record_id, kind);
CREATE INDEX ON {side}.search_text (case_id);
ALTER TABLE {side}.search_case ENABLE ROW LEVEL SECURITY;
ALTER TABLE {side}.search_text ENABLE ROW LEVEL SECURITY;
"""
OPEN_INDEXES = """
CREATE INDEX search_case_words ON open.search_case USING gin (words);
CREATE INDEX search_text_words ON open.search_text USING gin (words);
-- Words of names on the open side, so that a misspelt one finds its likes. A word may stand
-- there twice: a rule against it would let two colleagues wait for each other.
CREATE TABLE app.search_word (word text NOT NULL, grams text[] NOT NULL);
CREATE INDEX search_word_word ON app.search_word (word);
CREATE INDEX search_word_grams ON app.search_word USING gin (grams);
ALTER TABLE app.search_word ENABLE ROW LEVEL SECURITY;
"""

FOLDING = f"""
-- Without capitals, accents and signs, as SQLite's unicode61 reads a text: both find the same.
CREATE FUNCTION app.fold(given text) RETURNS text LANGUAGE sql IMMUTABLE {SAFE} AS $$
  SELECT CASE WHEN octet_length(given) = length(given)
    THEN translate(lower(given COLLATE "C"), E'!"#$%&''()*+,-./:;<=>?@[\\\\]^_`{{|}}~',
      repeat(' ', 32))
    ELSE regexp_replace(regexp_replace(lower(normalize(given, NFD) COLLATE "und-x-icu"),
      '[\\u0300-\\u036f]', '', 'g'), '[^[:alnum:]]+', ' ', 'g') COLLATE "C" END $$;

CREATE FUNCTION app.word_index(given text) RETURNS tsvector LANGUAGE sql IMMUTABLE {SAFE} AS $$
  SELECT to_tsvector('pg_catalog.simple', app.fold(given)) $$;

CREATE FUNCTION app.grams(word text) RETURNS text[] LANGUAGE sql IMMUTABLE {SAFE} AS $$
  SELECT array_agg(DISTINCT substr(concat(' ', word, ' '), n, 3))
  FROM generate_series(1, length(word)) n $$;

CREATE FUNCTION app.name_words(given text) RETURNS SETOF text LANGUAGE sql IMMUTABLE {SAFE} AS $$
  SELECT DISTINCT w FROM regexp_split_to_table(app.fold(given), '\\s+') w
  WHERE length(w) BETWEEN 3 AND 60 AND w !~ '[0-9]' ORDER BY w $$;
"""

WRITING = f"""
CREATE FUNCTION shut.search_case_again(side text, wanted bigint) RETURNS void
LANGUAGE plpgsql {DEFINER} AS $$
BEGIN
  IF side = 'shut' THEN
    INSERT INTO shut.search_case AS s SELECT c.id, app.word_index({CASE_LINE.format(side="shut")})
      FROM shut.cases c WHERE c.id = wanted
      ON CONFLICT (case_id) DO UPDATE SET words = EXCLUDED.words;
    RETURN;
  END IF;
  INSERT INTO open.search_case AS s SELECT c.id, app.word_index({CASE_LINE.format(side="open")})
    FROM open.cases c WHERE c.id = wanted
    ON CONFLICT (case_id) DO UPDATE SET words = EXCLUDED.words;
  INSERT INTO app.search_word SELECT w, app.grams(w) FROM open.cases c,
    app.name_words({CASE_NAMES.format(side="open")}) w WHERE c.id = wanted
    AND NOT EXISTS (SELECT 1 FROM app.search_word there WHERE there.word = w);
END $$;

CREATE FUNCTION shut.search_case_changed() RETURNS trigger LANGUAGE plpgsql {DEFINER} AS $$
DECLARE wanted bigint;
BEGIN
  IF TG_OP = 'DELETE' AND TG_TABLE_NAME = 'cases' THEN
    EXECUTE format('DELETE FROM %I.search_case WHERE case_id = $1', TG_TABLE_SCHEMA)
      USING OLD.id;
    RETURN NULL;
  END IF;
  EXECUTE format('SELECT ($1).%I', TG_ARGV[0]) INTO wanted
    USING CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
  PERFORM shut.search_case_again(TG_TABLE_SCHEMA, wanted);
  RETURN NULL;
END $$;

-- A case that went to the closed side leaves no word of its names behind.
CREATE FUNCTION shut.search_words_left() RETURNS trigger LANGUAGE plpgsql {DEFINER} AS $$
BEGIN
  DELETE FROM app.search_word w WHERE w.word = ANY (tsvector_to_array(OLD.words))
    AND NOT EXISTS (SELECT 1 FROM open.search_case s
      WHERE s.words @@ quote_literal(w.word)::tsquery);
  RETURN NULL;
END $$;
CREATE TRIGGER words_left AFTER DELETE ON open.search_case
  FOR EACH ROW EXECUTE FUNCTION shut.search_words_left();

CREATE FUNCTION shut.search_text_changed() RETURNS trigger LANGUAGE plpgsql {DEFINER} AS $$
DECLARE whole text; at bigint := 1;
BEGIN
  IF TG_OP <> 'INSERT' THEN
    EXECUTE format('DELETE FROM %I.search_text WHERE record_id = $1 AND kind = $2',
      TG_TABLE_SCHEMA) USING OLD.id, TG_TABLE_NAME::text;
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN NULL; END IF;
  EXECUTE format('SELECT concat_ws('' '', %s) WHERE %s',
    regexp_replace(TG_ARGV[0], '(\\w+)', '($1).\\1', 'g'),
    regexp_replace(TG_ARGV[1], '^(state)', '($1).\\1')) INTO whole USING NEW;
  WHILE whole IS NOT NULL AND at <= greatest(length(whole), 1) LOOP
    EXECUTE format('INSERT INTO %I.search_text (kind, record_id, case_id, words) '
      'VALUES ($1, $2, $3, app.word_index($4))', TG_TABLE_SCHEMA)
      USING TG_TABLE_NAME::text, NEW.id, NEW.case_id, substr(whole, at::int, {SLICE});
    at := at + {SLICE};
  END LOOP;
  RETURN NULL;
END $$;
"""

# Each plan is made for the word that is asked for: a rare one and a common one want other ways.
_READS = f"STABLE {DEFINER} SET plan_cache_mode = force_custom_plan"
# By keys alone, and only for somebody who has closed cases: the pages that are read are those of
# the caller's own, whatever else is there.
_CLOSED = f"{_READS} SET enable_seqscan = off"
READING = f"""
CREATE FUNCTION shut.search_cases(wanted tsquery, own boolean, most bigint, mine bigint[])
RETURNS SETOF bigint LANGUAGE plpgsql {_CLOSED} AS $$
BEGIN
  RETURN QUERY SELECT s.case_id FROM shut.search_case s JOIN shut.cases c ON c.id = s.case_id
    WHERE s.case_id = ANY (mine) AND s.words @@ wanted AND (NOT own OR c.owner_id = app.me())
    AND shut.shown('case/' || s.case_id, 'list')
    ORDER BY s.case_id DESC LIMIT most;
END $$;

CREATE FUNCTION shut.search_texts(wanted tsquery, most bigint, mine bigint[], post bigint[])
RETURNS TABLE (kind text, record_id bigint, rank real) LANGUAGE plpgsql {_CLOSED} AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT s.kind, s.record_id, ts_rank(s.words, wanted) FROM shut.search_text s
    WHERE s.case_id = ANY (mine) AND s.words @@ wanted
    AND shut.shown('case/' || s.case_id, 'full') ORDER BY s.id DESC LIMIT most;
  RETURN QUERY SELECT s.kind, s.record_id, ts_rank(s.words, wanted) FROM shut.document d
    JOIN shut.search_text s ON s.record_id = d.id AND s.kind = 'document'
    WHERE d.post_item_id = ANY (post) AND d.case_id IS NULL AND s.words @@ wanted
    AND shut.shown('post/' || d.post_item_id, 'full') ORDER BY s.id DESC LIMIT most;
END $$;

CREATE FUNCTION shut.search_words(given text[], mine bigint[]) RETURNS SETOF text
LANGUAGE plpgsql {_CLOSED} AS $$
BEGIN
  RETURN QUERY SELECT DISTINCT w FROM shut.cases c,
    app.name_words({CASE_NAMES.format(side="shut")}) w
    WHERE c.id = ANY (mine) AND app.grams(w) && given
    AND shut.shown('case/' || c.id, 'list');
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


def _every_text(side: str) -> str:
    """Every text of a side, in slices: kind, record, case, words. Oldest first."""
    parts = " UNION ALL ".join(
        f"SELECT '{table}' AS kind, id, case_id, concat_ws(' ', {columns}) AS whole, {when} AS at "
        f"FROM {side}.{table} WHERE {condition}"
        for (table, columns, condition), when in zip(
            TEXTS, ("at", "drafted_at", "added_at"), strict=True)
    )
    return (
        f"SELECT kind, id, case_id, app.word_index(substr(whole, n, {SLICE})) AS words "
        f"FROM ({parts}) t, generate_series(1, greatest(length(whole), 1), {SLICE}) n "
        "ORDER BY at, id, n"
    )


def _keeping() -> str:
    rebuild, check = [], []
    for side in ("open", "shut"):
        lines = f"SELECT c.id, app.word_index({CASE_LINE.format(side=side)}) FROM {side}.cases c"
        rebuild += [
            f"DELETE FROM {side}.search_case", f"DELETE FROM {side}.search_text",
            f"INSERT INTO {side}.search_case {lines}",
            (f"INSERT INTO {side}.search_text (kind, record_id, case_id, words) "
             f"{_every_text(side)}"),
        ]
        check += [
            (f"SELECT count(*) FROM ({lines}) w (case_id, words) FULL JOIN {side}.search_case s "
             "USING (case_id) WHERE w.words IS DISTINCT FROM s.words"),
            (f"SELECT count(*) FROM ((TABLE w{side} EXCEPT ALL TABLE s{side}) UNION ALL "
             f"(TABLE s{side} EXCEPT ALL TABLE w{side})) d"),
        ]
    texts = ", ".join(
        f"w{side} AS (SELECT kind, id, case_id, words FROM ({_every_text(side)}) t), "
        f"s{side} AS (SELECT kind, record_id, case_id, words FROM {side}.search_text)"
        for side in ("open", "shut")
    )
    words = (f"SELECT DISTINCT w, app.grams(w) FROM open.cases c, "
             f"app.name_words({CASE_NAMES.format(side='open')}) w")
    may = ("IF NOT app.superuser() AND NOT app.has_role('admin') THEN RAISE EXCEPTION "
           "'This needs the role administrator.' USING ERRCODE = '42501'; END IF;")
    return f"""
-- Make the index anew from the records.
CREATE FUNCTION shut.search_rebuild() RETURNS void LANGUAGE plpgsql {DEFINER} AS $$
BEGIN
  {"; ".join(rebuild)};
  DELETE FROM app.search_word;
  INSERT INTO app.search_word {words};
END $$;
CREATE FUNCTION adm.search_rebuild() RETURNS void LANGUAGE plpgsql {DEFINER} AS $$
BEGIN {may} PERFORM shut.search_rebuild(); END $$;

-- How many lines of the index are missing, left over or not as their record says.
CREATE FUNCTION adm.search_check() RETURNS bigint LANGUAGE plpgsql STABLE {DEFINER} AS $$
BEGIN
  {may}
  RETURN (WITH {texts} SELECT ({") + (".join(check)}));
END $$;
GRANT EXECUTE ON FUNCTION adm.search_rebuild, adm.search_check TO mopac_admin;
"""


def _triggers() -> str:
    made = []
    for side in ("open", "shut"):
        for table, columns, condition in TEXTS:
            given = columns.replace(" ", "").split(",")
            given += ["case_id", *(["state"] if "state" in condition else [])]
            made += _pair(side, table, "text", given, f"'{columns}', '"
                          + condition.replace("'", "''") + "'")
        for table, key, named in NAMES:
            made += _pair(side, table, "case", list(named), f"'{key}'")
    return ";\n".join(made)


def _pair(side: str, table: str, what: str, columns: list[str], given: str) -> list[str]:
    """One trigger for rows that come and go, one for those of which a searched column changes."""
    differ = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in columns)
    call = f"FOR EACH ROW {{when}}EXECUTE FUNCTION shut.search_{what}_changed({given})"
    return [
        f"CREATE TRIGGER search_there AFTER INSERT OR DELETE ON {side}.{table} "
        + call.format(when=""),
        f"CREATE TRIGGER search_other AFTER UPDATE ON {side}.{table} "
        + call.format(when=f"WHEN ({differ}) "),
    ]


SCRIPTS = (
    TABLES.format(side="open"), TABLES.format(side="shut"), OPEN_INDEXES, FOLDING, WRITING,
    READING, _keeping(), _triggers(), "SELECT shut.search_rebuild()",
)
