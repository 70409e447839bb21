"""The search index itself, on each database: words in, ids out. It knows no words of the office."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import ARRAY, BigInteger, ColumnElement, func, literal, text
from sqlalchemy.orm import Session

Phrase = tuple[str, ...]
Choices = Sequence[Sequence[Phrase]]  # all must be there, each as one of its phrases
RANKED = 2_000  # the newest hits among which the best are looked for
SHORTEST_OF_NAME = 2
SHORTEST_BEGINNING = 4  # letters; a shorter beginning of a word is in too many texts
COLUMNS = {"note": "text", "letter": "markdown", "document": "read_text"}
# A file's index has every letter; the discarded ones must not take the place of others.
_LEFT_OUT = {"letter": "AND rowid NOT IN (SELECT id FROM letter WHERE state = 'discarded') "}
# From one's own cases to the index, one by one: the other way it would go through every hit.
_OWN = """SELECT s.rowid FROM (SELECT c.id FROM cases c JOIN staff p ON p.id = c.owner_id
  WHERE p.login = :me ORDER BY c.id DESC LIMIT 500) mine
  CROSS JOIN search_case s ON s.rowid = mine.id AND s.search_case MATCH :wanted LIMIT :most"""
# FTS5's own rank counts every hit of a word in the whole index first. This one counts the words
# in the beginning of the texts that it ranks.
_HEAD = 2_000  # characters


@dataclass(frozen=True, slots=True)
class Found:
    """A note, letter or document in which the words stand; ``rank``: higher is better."""

    kind: str
    record_id: int
    rank: float = 0.0


def cases(
    session: Session, choices: Choices, beginning: bool, me: str, most: int
) -> list[int]:
    """Ids of cases whose names hold all this: the newest, and when there are more of them, the
    person's own. In no order.
    """
    beginning = beginning and len(choices[-1][-1][-1]) >= SHORTEST_OF_NAME
    if _server(session):
        return list(session.scalars(
            text("SELECT case_id FROM app.search_cases(CAST(:wanted AS tsquery), :most)"),
            {"wanted": _tsquery(choices, beginning), "most": most}))
    given = {"wanted": _fts(choices, beginning), "most": most, "me": me}
    found = list(session.scalars(
        text("SELECT rowid FROM search_case WHERE search_case MATCH :wanted "
             "ORDER BY rowid DESC LIMIT :most"), given))
    if len(found) < most:
        return found  # one's own are among them
    return list(dict.fromkeys([*session.scalars(text(_OWN), given), *found]))


def texts(
    session: Session, choices: Choices, beginning: bool, *, best: bool, most: int
) -> list[Found]:
    """Texts with all of this, the newest of each kind first, or the best of the newest."""
    beginning = beginning and len(choices[-1][-1][-1]) >= SHORTEST_BEGINNING
    if _server(session):
        asked = text("SELECT kind, record_id, rank FROM "
                     "app.search_texts(CAST(:wanted AS tsquery), :best, :most)")
        rows = session.execute(asked, {"wanted": _tsquery(choices, beginning), "best": best,
                                       "most": most})
        return [Found(*row) for row in rows]
    found = []
    for kind in COLUMNS:
        inner = (f"SELECT rowid AS id FROM search_{kind} WHERE search_{kind} MATCH :wanted "
                 f"{_LEFT_OUT.get(kind, '')}ORDER BY rowid DESC LIMIT :newest")
        words = sorted({word for each in choices for phrase in each for word in phrase})
        value = " + ".join(_times(COLUMNS[kind], n) for n in range(len(words))) if best else "0.0"
        asked = text(f"SELECT t.id, {value} AS value FROM ({inner}) h JOIN {kind} t "
                     "ON t.id = h.id ORDER BY value DESC, t.id DESC LIMIT :most")
        rows = session.execute(asked, {
            "wanted": _fts(choices, beginning), "most": most, "newest": RANKED if best else most,
            **({f"w{n}": word for n, word in enumerate(words)} if best else {})})
        found += [Found(kind, *row) for row in rows]
    return found


def like(session: Session, pieces: Sequence[Collection[str]], most: int) -> list[list[str]]:
    """For each of some words, by its pieces, the words of names that share most of them."""
    given: dict[str, object] = {"most": most}
    parts = []
    for n, each in enumerate(pieces):
        if _server(session):
            given[f"p{n}"] = [*each]
            parts.append(f"SELECT {n}, app.search_words(CAST(:p{n} AS text[]), :most)")
            continue
        names = {f"p{n}_{at}": piece for at, piece in enumerate(each)}
        given |= names
        parts.append(f"SELECT * FROM (SELECT {n}, word FROM search_gram WHERE gram IN "
                     f"({', '.join(f':{name}' for name in names)}) GROUP BY word "
                     "ORDER BY count(*) DESC, length(word), word LIMIT :most)")
    found: list[list[str]] = [[] for _ in pieces]
    for n, word in session.execute(text(" UNION ALL ".join(parts)), given):
        found[n].append(word)
    return found


def among(session: Session, column: Any, ids: Collection[int | None]) -> ColumnElement[bool]:
    """Whether a column is one of these ids: on a server in the same words for however many, so
    that it plans the statement once.
    """
    if _server(session):
        return cast("ColumnElement[bool]", column == func.any(literal([*ids], ARRAY(BigInteger))))
    return cast("ColumnElement[bool]", column.in_(ids))


def _times(column: str, n: int) -> str:
    """How often word ``n`` stands in the head of a text."""
    head = f"lower(substr(t.{column}, 1, {_HEAD}))"
    return f"(length({head}) - length(replace({head}, :w{n}, ''))) * 1.0 / length(:w{n})"


def _server(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"


def _fts(choices: Choices, beginning: bool) -> str:
    """For FTS5. Every word is quoted: AND, OR and NEAR are words too."""
    parts = [" OR ".join(f'"{" ".join(phrase)}"' for phrase in each) for each in choices]
    last = parts[-1] + "*" * beginning
    return " AND ".join(f"({part})" for part in [*parts[:-1], last])


def _tsquery(choices: Choices, beginning: bool) -> str:
    """For PostgreSQL, in the form of a tsquery that is already taken apart."""
    parts = [" | ".join("(" + " <-> ".join(f"'{word}'" for word in phrase) + ")"
                        for phrase in each) for each in choices]
    last = parts[-1][:-1] + ":*" * beginning + ")"
    return " & ".join(f"({part})" for part in [*parts[:-1], last])
