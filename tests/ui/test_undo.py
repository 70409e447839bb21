"""Ctrl+Z takes back what was done last in the window, says what, and says why when it does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from caseworker.actions.office_work import AddNote
from caseworker.actions.opening import RecordFacts
from caseworker.actions.outcome import Allocate
from caseworker.actions.validity import AcceptAsValid
from caseworker.office import Office
from tests.support.case_page import staff
from tests.support.case_window import CaseWindow
from tests.support.review import act, answer_body, me, open_review, see
from ui.undo import KEY, NONE, OFFER, SINCE

Do = Callable[..., None]


@pytest.fixture
def case(qtbot: QtBot, office: Office) -> Iterator[CaseWindow]:
    staff(office)
    case_id = open_review(office)
    answer_body(office, case_id)
    act(office, case_id, AcceptAsValid)
    made = CaseWindow(qtbot, office, case_id, "OverviewTab")
    yield made
    assert made.window.jobs.close()


@pytest.fixture
def do(case: CaseWindow) -> Do:
    """Do an action on the case, as its screens do."""
    def run(action: Any, **given: Any) -> None:
        case.page.do(action, **given)
        case.settle()

    return run


def said(case: CaseWindow) -> tuple[str, str, str]:
    """Title, detail and link of the notice."""
    notice = case.window.messages._notice
    assert notice.isVisible()
    return notice._title.text(), notice._detail.text(), notice.action.accessibleName()


def undo(case: CaseWindow) -> None:
    case.page._tab_bar.setFocus()
    case.press(Qt.Key.Key_Z, ctrl=True)
    case.settle()


def test_the_last_step_is_offered_and_taken_back(case: CaseWindow, do: Do) -> None:
    do(Allocate, owner_id=me(case.office))
    title, _, link = said(case)
    assert title.startswith("Allocated to ") and link == OFFER
    assert any(each.words == f"Undo: {title[:-1]}" for each in case.window.commands())
    undo(case)
    assert said(case)[0] == f"Undone: {title}"
    assert case.page.view is not None and case.page.view.owner_id is None
    undo(case)
    assert said(case)[:2] == ("This cannot be undone.", NONE.why_not)


def test_the_link_of_the_notice_does_the_same(case: CaseWindow, do: Do) -> None:
    do(Allocate, owner_id=me(case.office))
    case.window.messages._notice.action.click()
    case.settle()
    assert see(case.office, case.case_id).owner_id is None


def test_several_steps_on_one_case_are_taken_back_in_turn(case: CaseWindow, do: Do) -> None:
    before = see(case.office, case.case_id).about
    do(RecordFacts, about="First")
    do(RecordFacts, about="Second")
    undo(case)
    assert see(case.office, case.case_id).about == "First"
    undo(case)
    assert see(case.office, case.case_id).about == before


def test_what_stays_says_why_and_nothing_before_it_is_taken_back(
    case: CaseWindow, do: Do
) -> None:
    do(RecordFacts, about="First")
    do(AddNote, text="He rang.")
    undo(case)
    assert said(case)[1] == AddNote.stays
    assert see(case.office, case.case_id).about == "First"


def test_what_is_no_longer_the_last_step_is_no_longer_offered(
    case: CaseWindow, do: Do
) -> None:
    change = case.office.do(RecordFacts(
        case_id=case.case_id, version=see(case.office, case.case_id).row.version, about="First"))
    quiet = replace(change, undo=replace(change.undo, quiet=True))  # said at the foot alone
    case.window.jobs.changed.emit(quiet)
    assert case.window.foot._said.text() == f"Facts recorded. Undo: {KEY}"
    case.window.refresh()
    case.settle()
    do(AddNote, text="A note, which stays.")
    assert case.window.foot._said.text() == ""
    do(RecordFacts, about="Second")
    assert said(case)[0] == "Facts recorded." and said(case)[2] == OFFER
    do(AddNote, text="Another.")
    assert said(case)[0] == "Facts recorded." and said(case)[2] == "Close"


def test_nothing_is_taken_back_once_a_colleague_has_gone_on(case: CaseWindow, do: Do) -> None:
    do(RecordFacts, about="First")
    act(case.office, case.case_id, AddNote, text="A colleague's note.")
    undo(case)
    assert said(case)[:2] == ("Not undone: Facts recorded.", SINCE)
    assert see(case.office, case.case_id).about == "First"
    undo(case)
    assert said(case)[1] == NONE.why_not


@pytest.mark.parametrize("typed", ["", "Half a note"])
def test_within_a_text_field_it_is_the_typing(case: CaseWindow, do: Do, typed: str) -> None:
    do(RecordFacts, about="First")
    box = next(each for each in case.page.findChildren(QPlainTextEdit)
               if each.isVisible() and not each.isReadOnly())
    box.setFocus()
    case.type(typed)
    case.press(Qt.Key.Key_Z, ctrl=True)
    case.settle()
    assert box.toPlainText() != typed or not typed
    assert see(case.office, case.case_id).about == "First"
