"""A case under assessment in a test: a caseworker, a manager, and points of a complaint."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from caseworker.actions.office_work import AddColleague
from caseworker.actions.outcome import AddAllegation, Allocate, AssessAllegation
from caseworker.actions.validity import AcceptAsValid
from caseworker.office import Office
from caseworker.queries.papers import colleagues
from caseworker.rules.lifecycle import Role
from caseworker.rules.recommendations import AllegationFinding
from tests.support.review import act, answer_body, open_review

WHY = "The letter says nothing about what was done."
POINTS = ("I was handcuffed for no reason.", "Nobody explained why.", "They were rude.")


@dataclass(frozen=True)
class Team:
    """Two people who work a case."""

    worker: Office
    manager: Office


def team(office: Office) -> Team:
    """A caseworker and a manager, each at a desk of their own."""
    for login, name, role in (("pshah", "Priya Shah", Role.CASEWORKER),
                              ("hosei", "Helen Osei-Mensah", Role.MANAGER)):
        office.do(AddColleague(login=login, colleague_name=name, roles=(role,)))
    return Team(office.working_as("pshah"), office.working_as("hosei"))


def allocated(office: Office, **given: Any) -> int:
    """A valid case that is Priya Shah's; returns its id."""
    case_id = open_review(office, **given)
    answer_body(office, case_id)
    act(office, case_id, AcceptAsValid)
    owner = next(each.id for each in office.ask(colleagues) if each.login == "pshah")
    act(office, case_id, Allocate, owner_id=owner)
    return case_id


def assessed(office: Office, *findings: AllegationFinding | None, **given: Any) -> int:
    """The same with an allegation for each finding; None leaves it open."""
    case_id = allocated(office, **given)
    for number, finding in enumerate(findings, 1):
        act(office, case_id, AddAllegation, said=POINTS[number - 1], police_did="It was closed.")
        if finding is not None:
            act(office, case_id, AssessAllegation, number=number, finding=finding, why=WHY)
    return case_id
