"""What the search index on a server has for each text and each case, besides its words.

A word may stand in every text, and twenty of them are wanted: so the index knows of each text, too,
in which stretch of numbers it is, and the search goes from the newest stretch to older and longer
ones until it has enough. For the beginnings of words that name a case the index has entries of
their own: to gather all words that begin so takes longer, the more there are.
"""

from __future__ import annotations

from helpers.rights import SAFE

SHORTEST, LONGEST = 2, 8  # letters of a beginning that has an entry
# A stretch is 256 numbers, or eight shorter stretches: 2,048, 16,384, 131,072.
LEVELS, FIRST, EACH = 4, 8, 3  # how many lengths; powers of two

# No word has these signs, so no entry is taken for one.
ENTRIES = f"""
CREATE OR REPLACE FUNCTION app.stretches(id bigint) RETURNS tsvector
LANGUAGE sql IMMUTABLE {SAFE} AS $$
  SELECT array_to_tsvector(ARRAY[{", ".join(
      f"concat('#{level}:', id >> {FIRST + EACH * level})" for level in range(LEVELS))}]) $$;

CREATE OR REPLACE FUNCTION app.beginnings(words tsvector) RETURNS tsvector
LANGUAGE sql IMMUTABLE {SAFE} AS $$
  SELECT coalesce(array_to_tsvector(array_agg('^' || left(w, n))), '')
  FROM unnest(tsvector_to_array(words)) w,
    generate_series({SHORTEST}, least(length(w), {LONGEST})) n $$;

-- What the index is asked for a question: at least what it finds. Of a phrase all words, of the
-- beginning of a word its entry; whether it is just so is looked up in what was found.
CREATE OR REPLACE FUNCTION app.roughly(wanted tsquery, begun boolean) RETURNS tsquery
LANGUAGE sql IMMUTABLE {SAFE} AS $$
  SELECT CASE WHEN begun THEN regexp_replace(rough,
      '''(\\w{{{SHORTEST},{LONGEST}}})'':\\*(?![A-D])', '''^\\1''', 'g') ELSE rough END::tsquery
  FROM regexp_replace(wanted::text, '<(-|\\d+)>', '&', 'g') rough $$;
"""
CASE_ENTRIES = "({s}words || app.stretches({s}case_id) || app.beginnings({s}words))"
TEXT_ENTRIES = "({s}words || app.stretches({s}id))"
# What was written since the index was last put in order is read through by every question, so it
# is put in order often, and never for long.
INDEXES = f"""
CREATE INDEX search_case_words ON open.search_case USING gin ({CASE_ENTRIES.format(s="")})
  WITH (gin_pending_list_limit = 256);
CREATE INDEX search_text_words ON open.search_text USING gin ({TEXT_ENTRIES.format(s="")})
  WITH (gin_pending_list_limit = 256);
"""
DROP_INDEXES = "DROP INDEX IF EXISTS open.search_case_words, open.search_text_words;"
