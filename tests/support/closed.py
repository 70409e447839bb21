"""A case on the closed side, logged as an action of the program logs it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from caseworker.actions.base import Action, Desk
from caseworker.actions.documents import Incoming, keep
from caseworker.office import Office
from caseworker.records import Case, Note, Part, Party, Review
from caseworker.rules.lifecycle import Stage


@dataclass(frozen=True, kw_only=True)
class LogClosed(Action):
    """One closed case with a complainant, a note and a file."""

    name: str = "Jane Larkspur"
    about: str = "Rude on the telephone"
    file: bytes = b"I complain about one of your staff."

    def run(self, desk: Desk) -> tuple[int, int]:
        """Returns the id of the new case, twice."""
        case = Case(reference=desk.number("COM"), stage=Stage.RECEIVED, about=self.about,
                    name=self.name, opened_at=desk.now, closed=True)
        case.review = Review(received=date(2026, 3, 10), body_answers={}, waived=[], shared=[])
        case.parties.append(Party(part=Part.COMPLAINANT, name=self.name,
                                  email="jane.larkspur@example.org"))
        desk.session.add(case)
        desk.session.flush()
        desk.session.add(Note(case_id=case.id, text=f"{self.name} telephoned.", at=desk.now,
                              by=desk.actor))
        if self.file:
            keep(desk, Incoming("complaint.txt", self.file), case_id=case.id)
        return case.id, case.id


def log_closed(office: Office, **given: str) -> int:
    """Log one closed case; returns its id."""
    case_id = office.do(LogClosed(**given)).case_id  # type: ignore[arg-type]
    assert case_id is not None
    return case_id
