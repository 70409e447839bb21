"""A server's index finds the newest of every kind of word, and leaves out nothing."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest

ROWS, APART = 5_000, 40  # numbers far apart, so that there are stretches of every length
# In every text, in some, only in old ones, only in new ones, in two orders, in none.
FILL = f"""
INSERT INTO open.search_text (id, kind, record_id, words) OVERRIDING SYSTEM VALUE
SELECT n * {APART}, 'note', n, app.word_index(concat_ws(' ', 'every',
  CASE WHEN n % 7 = 0 THEN 'seventh' END, CASE WHEN n % 900 = 0 THEN 'rarely' END,
  CASE WHEN n < {ROWS * 2 // 3} THEN 'older oldest' END, CASE WHEN n > {ROWS - 9} THEN 'newer' END,
  CASE WHEN n % 50 = 0 THEN 'one two' ELSE 'two one' END)) FROM generate_series(1, {ROWS}) n;
INSERT INTO open.search_case SELECT id, words FROM open.search_text
"""
ASKED = (
    "'every'", "'seventh'", "'rarely'", "'older'", "'newer'", "'nowhere'", "'every' & 'seventh'",
    "'older' & 'newer'", "'rarely' | 'newer'", "'one' <-> 'two'", "'two' <-> 'one'",
    "'sev':*", "'o':*", "'oldest':* & 'rare':*", "'every' & !'older'", "'#3:0'", "'^eve'",
)


@pytest.mark.parametrize(("table", "key"), [("search_text", "id"), ("search_case", "case_id")])
def test_the_newest_are_those_of_a_search_through_everything(
    root: psycopg.Connection[Any], table: str, key: str
) -> None:
    root.execute(FILL)
    for asked in ASKED:
        plain = [row[0] for row in root.execute(
            f"SELECT {key} FROM open.{table} WHERE words @@ %s::tsquery ORDER BY {key} DESC",
            (asked,))]
        for most in (1, 21, 2_000):
            found = root.execute(f"SELECT shut.newest_{table}(%s::tsquery, %s, '{{}}')",
                                 (asked, most)).fetchone()
            assert found is not None and found[0] == plain[:most], (asked, most)


def test_what_the_caller_may_not_see_takes_no_place(root: psycopg.Connection[Any]) -> None:
    root.execute(FILL)
    out_of = [n * APART for n in range(ROWS - 30, ROWS + 1)]
    found = root.execute("SELECT shut.newest_search_case('every', 3, %s)", (out_of,)).fetchone()
    assert found == ([(ROWS - 31) * APART, (ROWS - 32) * APART, (ROWS - 33) * APART],)


def test_nothing_is_found_where_there_is_nothing(root: psycopg.Connection[Any]) -> None:
    assert root.execute("SELECT shut.newest_search_text('every', 21, '{}')").fetchone() == ([],)
