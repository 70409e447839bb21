"""The cases that belong to a case, as its page and the queue show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseworker.queries.names import names_by_login
from caseworker.records import Case
from caseworker.records.links import links_of
from caseworker.rules.kinds import AnyStage
from caseworker.rules.links import SOURCES, standing, words_from


@dataclass(frozen=True, slots=True)
class LinkView:
    """One linked case, read from the case that was asked about."""

    case_id: int
    reference: str
    name: str
    stage: AnyStage
    what: str  # "same incident", "later review"
    because: str
    by: str
    at: datetime
    source: str


def linked_cases(session: Session, *, case_id: int) -> tuple[LinkView, ...]:
    """The links that hold, whichever case they were made from, in order of recording.

    A case that the asking person may not see is left out.
    """
    return links_shown(session, case_id, names_by_login(session))


def links_shown(
    session: Session, case_id: int, names: Mapping[str, str]
) -> tuple[LinkView, ...]:
    """The same for a page that has asked for the names of colleagues already."""
    rows = links_of(session, case_id)
    made = {row.link(): row for row in rows}  # the newest of its like: older ones were taken back
    others = {link: link.other_case_id if link.case_id == case_id else link.case_id
              for link in standing(row.link() for row in rows)}
    cases = {case.id: case for case in
             session.scalars(select(Case).where(Case.id.in_(others.values())))}
    found = []
    for link, other_id in others.items():
        row, other = made[link], cases.get(other_id)
        if other is None:  # behind the closed side: who may not open it does not hear of it
            continue
        found.append(LinkView(
            other.id, other.reference, other.name, other.stage, words_from(link, case_id),
            row.because, names.get(row.linked_by, row.linked_by), row.linked_at,
            SOURCES[link.kind].cite,
        ))
    return tuple(found)
