"""What is searched on a server: an index of the open side, and plain lines on the closed one.

The closed side has no index on words: the pages that a search reads there would tell whether a
name is known. It is searched line by line, in the caller's own cases and in no others.
"""

from __future__ import annotations

from helpers.rights import DEFINER, SAFE
from helpers.search_entries import CASE_ENTRIES, DROP_INDEXES, ENTRIES, INDEXES

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
NAME_WORDS = """
-- Words of names on the open side, so that a misspelt one finds its likes. A word may stand
-- there twice: a rule against it would let two colleagues wait for each other.
CREATE TABLE app.search_word (word text NOT NULL, grams text[] NOT NULL);
CREATE INDEX search_word_word ON app.search_word (word);
CREATE INDEX search_word_grams ON app.search_word USING gin (grams);
ALTER TABLE app.search_word ENABLE ROW LEVEL SECURITY;
"""

# The pieces of a word: three letters each, with its beginning and its end; and after a hyphen the
# whole word and the word without one of its letters. Words that are one slip apart share one of
# the latter.
GRAMS = f"""
CREATE OR REPLACE FUNCTION app.grams(word text) RETURNS text[] LANGUAGE sql IMMUTABLE {SAFE} AS $$
  SELECT array_agg(DISTINCT piece) FROM generate_series(0, length(word)) n, unnest(ARRAY[
    '-' || left(word, greatest(n - 1, 0)) || substr(word, n + 1),
    CASE WHEN n > 0 THEN substr(concat(' ', word, ' '), n, 3) END]) piece
  WHERE piece IS NOT NULL $$;
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

{GRAMS}

CREATE FUNCTION app.name_words(given text) RETURNS SETOF text LANGUAGE sql IMMUTABLE {SAFE} AS $$
  SELECT DISTINCT w FROM regexp_split_to_table(app.fold(given), '\\s+') w
  WHERE length(w) BETWEEN 3 AND 60 AND w !~ '[0-9]' ORDER BY w $$;
"""

# A name that was put right, or a case that went to the closed side, leaves no word behind.
WORDS_LEFT = f"""
CREATE OR REPLACE FUNCTION shut.search_words_left() RETURNS trigger LANGUAGE plpgsql {DEFINER} AS $$
DECLARE gone text[] := ARRAY(SELECT unnest(tsvector_to_array(OLD.words)) EXCEPT
  SELECT unnest(tsvector_to_array(CASE WHEN TG_OP = 'UPDATE' THEN NEW.words END)));
BEGIN
  DELETE FROM app.search_word w WHERE w.word = ANY (gone)
    AND NOT EXISTS (SELECT 1 FROM open.search_case s
      WHERE {CASE_ENTRIES.format(s="s.")} @@ quote_literal(w.word)::tsquery);
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER words_left AFTER DELETE OR UPDATE ON open.search_case
  FOR EACH ROW EXECUTE FUNCTION shut.search_words_left();
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

{WORDS_LEFT}
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


def keeping() -> str:
    """Make the index anew, and compare it with the records: for an administrator."""
    rebuild, check = [], []
    for side in ("open", "shut"):
        lines = f"SELECT c.id, app.word_index({CASE_LINE.format(side=side)}) FROM {side}.cases c"
        rebuild += [
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
    check += [
        (f"SELECT count(*) FROM ({words}) w (word, grams) LEFT JOIN (SELECT DISTINCT word, grams "
         "FROM app.search_word) s USING (word) WHERE w.grams IS DISTINCT FROM s.grams"),
        ("SELECT count(*) FROM app.search_word w WHERE NOT EXISTS (SELECT 1 FROM open.search_case "
         f"s WHERE {CASE_ENTRIES.format(s='s.')} @@ quote_literal(w.word)::tsquery)"),
    ]
    may = ("IF NOT app.superuser() AND NOT app.has_role('admin') THEN RAISE EXCEPTION "
           "'This needs the role administrator.' USING ERRCODE = '42501'; END IF;")
    return f"""
-- Make it anew from the records. To make the entries of all texts at once is much quicker. The old
-- lines go without their triggers, which would look for each word of a name in all of them.
CREATE OR REPLACE FUNCTION shut.search_rebuild() RETURNS void LANGUAGE plpgsql {DEFINER} AS $$
BEGIN
  {DROP_INDEXES}
  TRUNCATE open.search_case, open.search_text, shut.search_case, shut.search_text, app.search_word
    RESTART IDENTITY;
  {"; ".join(rebuild)};
  INSERT INTO app.search_word {words};
  {INDEXES}
END $$;
CREATE OR REPLACE FUNCTION adm.search_rebuild() RETURNS void LANGUAGE plpgsql {DEFINER} AS $$
BEGIN {may} PERFORM shut.search_rebuild(); END $$;

-- How many lines of the index are missing, left over or not as their record says.
CREATE OR REPLACE FUNCTION adm.search_check() RETURNS bigint LANGUAGE plpgsql STABLE {DEFINER} AS $$
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
    TABLES.format(side="open"), TABLES.format(side="shut"), NAME_WORDS, FOLDING, ENTRIES, WRITING,
    keeping(), _triggers(), "SELECT shut.search_rebuild()",
)
