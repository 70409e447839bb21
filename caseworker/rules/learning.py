"""Learning stands apart: whether or not the outcome was reasonable, and never a recommendation.

It may be said in the letter, in a note to the MPS or in an oversight meeting; then who said it to
whom, when and what is recorded (MOPAC, Police Complaints Outcome Reviews page; practice).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from caseworker.rules import law
from caseworker.rules.duties import done, done_on, still_open, wrong
from caseworker.rules.finding import Finding
from caseworker.rules.powers import screen_text
from caseworker.rules.recommendations import LEARNING


class Route(StrEnum):
    """How a learning point reaches the MPS."""

    LETTER = "in the decision letter"
    NOTE = "in a note to the MPS"
    MEETING = "in an oversight meeting"


@dataclass(frozen=True, slots=True)
class LearningNote:
    """One learning point, as noted and as passed on."""

    text: str
    route: Route | None = None
    passed_on: date | None = None
    to_whom: str = ""  # asked for a meeting
    code: str = LEARNING  # as chosen; anything else is a recommendation


def learning(note: LearningNote) -> tuple[Finding, ...]:
    """What a learning point still lacks. It never depends on the outcome of the review."""
    found = [_text(note), _apart(note), _route(note)]
    if note.route is not None:
        found.append(done_on("passed_on", "Passed on", note.passed_on, f"Said {note.route.value}",
                             f"Record the day it was said {note.route.value}.",
                             law.PAGE_OUTCOMES, "passed_on"))
    return (*found, *screen_text(note.text))


def _text(note: LearningNote) -> Finding:
    if note.text.strip():
        return done("text", "Learning point", "Noted.", law.PAGE_OUTCOMES)
    return still_open("text", "Learning point", "Enter the learning point.", law.PAGE_OUTCOMES,
                      "text")


def _apart(note: LearningNote) -> Finding:
    title = "Apart from the recommendations"
    if note.code == LEARNING:
        return done("apart", title, "It asks for no reply and decides nothing.",
                    law.PAGE_OUTCOMES)
    return wrong("apart", title, "This is recorded as a recommendation, which needs an outcome "
                 "that was not reasonable and a reply by the MPS.", law.PAGE_OUTCOMES, "code")


def _route(note: LearningNote) -> Finding:
    title = "How it reaches the MPS"
    if note.route is None:
        return still_open("route", title, "Choose the letter, a note or a meeting.", law.OFFICES,
                          "route")
    if note.route is Route.MEETING and not note.to_whom.strip():
        return still_open("route", title, "Enter to whom it was said.", law.OFFICES, "to_whom")
    whom = f", to {note.to_whom.strip()}" if note.to_whom.strip() else ""
    return done("route", title, f"{note.route.value[:1].upper()}{note.route.value[1:]}{whom}.",
                law.OFFICES)
