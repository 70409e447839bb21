"""One thing to do in a case, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from caseworker.queries.case import CaseView
from caseworker.rules.words import short_date


class State(StrEnum):
    """How far a task is."""

    TODO = "Not started"
    NOW = "In progress"
    NEEDS = "Needs information"
    BLOCKED = "Cannot start yet"
    DONE = "Completed"


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do; ``tab`` is the class name of the tab where it is done."""

    words: str
    state: State
    tab: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Tasks under one heading."""

    title: str
    tasks: tuple[Task, ...]


def letter_task(view: CaseView, words: str, *codes: str, blocked: str = "") -> Task:
    """How far the first letter with one of these codes is."""
    ours = [each for each in view.letters if each.code in codes]
    issued = [each.issued_on for each in ours if each.state == "issued" and each.issued_on]
    if issued:
        return Task(words, State.DONE, "LettersTab", f"Issued {short_date(min(issued))}")
    if blocked:
        return Task(words, State.BLOCKED, "LettersTab", blocked)
    return Task(words, State.NOW if ours else State.TODO, "LettersTab",
                "Draft written" if ours else "")
