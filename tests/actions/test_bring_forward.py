"""A case that is brought forward really comes back, in every place that says so: both engines."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from caseworker.actions.bring_forward import BringForward, EndBringForward
from caseworker.actions.office_work import AddColleague
from caseworker.actions.validity import WithdrawReview
from caseworker.office import Changed, Office, Refused
from caseworker.queries.home import Pile, home
from caseworker.queries.lists.filters import Filter
from caseworker.queries.lists.sorts import Shown
from caseworker.queries.lists.window import look
from caseworker.queries.queues import view_counts
from caseworker.queries.rows import View
from caseworker.rules.lifecycle import Role
from tests.support.clock import Clock
from tests.support.review import act, open_review, see

WHY = "Ask the solicitor again"


@pytest.fixture(autouse=True)
def _staff(office: Office) -> None:
    office.do(AddColleague(login=office.actor, colleague_name="Helen Osei-Mensah",
                           roles=tuple(Role)))


def bring(office: Office, case_id: int, days: int = 5, because: str = WHY) -> Changed:
    version = see(office, case_id).row.version
    return office.do(BringForward(case_id=case_id, version=version, because=because,
                                  due=office.today() + timedelta(days=days)))


def listed(office: Office, view: View = View.BROUGHT, brought: str = "") -> list[int]:
    narrowed = Filter().choosing("brought", (brought,) if brought else ())
    found = office.ask(look, shown=Shown(view.value, narrowed), me=office.actor,
                       today=office.today())
    return [row.id for row in found.rows]


def on_home(office: Office) -> tuple[int, list[tuple[str, str]]]:
    shown = office.ask(home, me=office.actor, roles=office.roles, today=office.today(),
                       calendar=office.calendar)
    card = next(each for each in shown.cards if each.pile is Pile.BROUGHT)
    return card.number, [(line.words, line.detail) for line in card.lines]


def test_it_comes_back_on_its_day_in_the_queue_on_home_and_in_the_case(
    office: Office, clock: Clock
) -> None:
    case_id, other = open_review(office), open_review(office)
    bring(office, case_id)
    assert listed(office) == [] and on_home(office) == (0, [])
    assert listed(office, View.OPEN, "7") == [case_id]
    assert listed(office, View.OPEN, "0") == []
    assert listed(office, View.OPEN, "none") == [other]
    waits = see(office, case_id).brought_forward
    assert waits is not None and (waits.because, waits.come) == (WHY, False)
    assert (waits.due, waits.who) == (date(2026, 3, 17), "Helen Osei-Mensah")
    clock.forward(days=5)
    assert listed(office) == [case_id] == listed(office, View.OPEN, "0")
    assert on_home(office) == (1, [("Today", WHY)])
    counts = office.ask(view_counts, today=office.today(), me=office.actor)
    assert counts.views[View.BROUGHT] == 1
    clock.forward(days=2)
    assert on_home(office) == (1, [("Since 17 Mar", WHY)])
    act(office, case_id, EndBringForward)
    assert listed(office) == [] and see(office, case_id).brought_forward is None
    told = [event.what for event in see(office, case_id).timeline]
    assert told[0] == "Bring-forward ended" and "Brought forward to 17 Mar 2026" in told


def test_each_step_is_taken_back_as_it_was(office: Office, clock: Clock) -> None:
    case_id = open_review(office)
    first = bring(office, case_id)
    second = bring(office, case_id, 9, "The IOPC answers")
    assert second.undo is not None and second.undo.action is not None
    office.do(second.undo.action)
    waits = see(office, case_id).brought_forward
    assert waits is not None and (waits.due, waits.because) == (date(2026, 3, 17), WHY)
    clock.forward(days=6)
    version = see(office, case_id).row.version
    ended = office.do(EndBringForward(case_id=case_id, version=version))
    assert ended.undo is not None and ended.undo.action is not None
    office.do(ended.undo.action)  # its day has come, and it is put back all the same
    assert listed(office) == [case_id]
    assert first.undo is not None and isinstance(first.undo.action, EndBringForward)


@pytest.mark.parametrize(("days", "because", "words"), [
    (0, WHY, "Bring forward to must be a day after today"),
    (5, "", "Enter why it comes back"),
])
def test_what_is_wrong_is_said(office: Office, days: int, because: str, words: str) -> None:
    case_id = open_review(office)
    with pytest.raises(Refused, match=words):
        bring(office, case_id, days, because)
    with pytest.raises(Refused, match="not brought forward"):
        act(office, case_id, EndBringForward)


def test_a_case_that_has_ended_does_not_come_back(office: Office, clock: Clock) -> None:
    case_id = open_review(office)
    bring(office, case_id)
    act(office, case_id, WithdrawReview, because="They wrote that they take it back.")
    clock.forward(days=6)
    assert listed(office) == [] and on_home(office)[0] == 0
    with pytest.raises(Refused, match="The case has ended"):
        bring(office, case_id)
