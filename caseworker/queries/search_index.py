"""The search index itself, on each database: words in, ids out. It knows no words of the office."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

from caseworker.rules.searching import grams

Phrase = tuple[str, ...]
Choices = Sequence[Sequence[Phrase]]  # all must be there, each as one of its phrases
RANKED = 2_000  # the newest hits among which the best are looked for
CANDIDATES = 40  # words that share pieces with a misspelt one
SHORTEST_OF_NAME = 2
SHORTEST_BEGINNING = 4  # letters; a shorter beginning of a word is in too many texts
TEXTS = ("note", "letter", "document")


@dataclass(frozen=True, slots=True)
class TextHit:
    """A note, letter or document in which the words stand; ``rank``: higher is better."""

    kind: str
    record_id: int
    rank: float = 0.0


def cases(
    session: Session, choices: Choices, beginning: bool, me: str, most: int
) -> list[int]:
    """Ids of cases whose names hold all this: the person's own and the newest, without order.
    """
    beginning = beginning and len(choices[-1][-1][-1]) >= SHORTEST_OF_NAME
    if _server(session):
        asked = text("SELECT case_id FROM app.search_cases(CAST(:wanted AS tsquery), :own, :most)")
        wanted = _tsquery(choices, beginning)
    else:
        asked = text(
            "SELECT s.rowid FROM search_case s WHERE s.search_case MATCH :wanted "
            "AND (NOT :own OR s.rowid IN (SELECT c.id FROM cases c JOIN staff p "
            "ON p.id = c.owner_id WHERE p.login = :me ORDER BY c.id DESC LIMIT 500)) "
            "ORDER BY s.rowid DESC LIMIT :most")
        wanted = _fts(choices, beginning)
    found: dict[int, None] = {}
    for own in (True, False):
        rows = session.execute(asked, {"wanted": wanted, "own": own, "most": most, "me": me})
        found |= dict.fromkeys(row[0] for row in rows)
    return list(found)


def texts(
    session: Session, choices: Choices, beginning: bool, *, best: bool, most: int
) -> list[TextHit]:
    """Texts with all of this, the newest of each kind first, or the best of the newest."""
    beginning = beginning and len(choices[-1][-1][-1]) >= SHORTEST_BEGINNING
    if _server(session):
        asked = text("SELECT kind, record_id, rank FROM "
                     "app.search_texts(CAST(:wanted AS tsquery), :best, :most)")
        rows = session.execute(asked, {"wanted": _tsquery(choices, beginning), "best": best,
                                       "most": most})
        return [TextHit(*row) for row in rows]
    found = []
    for kind in TEXTS:
        inner = (f"SELECT rowid, {'-rank' if best else '0.0'} AS value FROM search_{kind} "
                 f"WHERE search_{kind} MATCH :wanted ORDER BY rowid DESC LIMIT :newest")
        asked = text(f"SELECT rowid, value FROM ({inner}) ORDER BY value DESC, rowid DESC "
                     "LIMIT :most")
        rows = session.execute(asked, {"wanted": _fts(choices, beginning), "most": most,
                                       "newest": RANKED if best else most})
        found += [TextHit(kind, *row) for row in rows]
    return found


def like(session: Session, word: str) -> list[str]:
    """Words of names that share most three-letter pieces with this one."""
    pieces = sorted(grams(word))
    if _server(session):
        rows = session.execute(text("SELECT app.search_words(CAST(:pieces AS text[]), :most)"),
                               {"pieces": pieces, "most": CANDIDATES})
    else:
        names = ", ".join(f":p{n}" for n in range(len(pieces)))
        rows = session.execute(
            text(f"SELECT word FROM search_gram WHERE gram IN ({names}) GROUP BY word "
                 "ORDER BY count(*) DESC, length(word), word LIMIT :most"),
            {"most": CANDIDATES, **{f"p{n}": piece for n, piece in enumerate(pieces)}})
    return [row[0] for row in rows]


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
