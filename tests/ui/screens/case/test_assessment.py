"""The assessment of a case, from the window to the records and back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from caseworker.actions.documents import AddDocument, Incoming
from caseworker.actions.office_work import AddNote
from caseworker.actions.outcome import AssessAllegation, ProposeDecision
from caseworker.database import open_engine
from caseworker.office import Office
from caseworker.rules.lifecycle import Role
from caseworker.rules.recommendations import AllegationFinding as F
from tests.support.access import faults
from tests.support.assessing import POINTS, WHY, allocated, assessed, team
from tests.support.case_window import CaseWindow, words
from tests.support.review import act, see
from ui import theme
from ui.screens.case.assess.allegation_form import AllegationForm
from ui.screens.case.assess.body import AssessmentBody
from ui.screens.case.assess.papers_pane import NO_LETTER
from ui.screens.case.assessment import AssessmentTab
from ui.somebody_else import SomebodyElse

Open = Callable[[Office, int], CaseWindow]


@pytest.fixture
def open_at(qtbot: QtBot) -> Iterator[Open]:
    """Opens the tab of a case; closes every window afterwards."""
    made: list[CaseWindow] = []

    def open_(office: Office, case_id: int) -> CaseWindow:
        made.append(CaseWindow(qtbot, office, case_id, "AssessmentTab"))
        return made[-1]

    yield open_
    for window in made:
        window.close()


def body(at: CaseWindow) -> AssessmentBody:
    shown = at.tab(AssessmentTab).body
    assert isinstance(shown, AssessmentBody)
    return shown


def form(at: CaseWindow, number: int = 0) -> AllegationForm:
    shown = body(at)._shown
    assert isinstance(shown, AllegationForm)
    assert number in (0, shown.number)
    return shown


def put(at: CaseWindow, **values: object) -> None:
    for name, value in values.items():
        form(at).form.fields[name].put(value)


def save(at: CaseWindow) -> None:
    at.press(Qt.Key.Key_Return, ctrl=True)
    at.settle()


def said(at: CaseWindow, place: int) -> str:
    item = body(at).list.item(place - 1)
    return str(item.data(Qt.ItemDataRole.AccessibleTextRole))


def test_points_are_added_and_assessed_by_the_keyboard(open_at: Open, office: Office) -> None:
    people = team(office)
    case_id = allocated(office)
    at = open_at(people.worker, case_id)
    assert "No allegations yet" in words(body(at))
    at.press(Qt.Key.Key_N, ctrl=True)
    for point in POINTS[:2]:
        at.type(point)
        at.press(Qt.Key.Key_Tab)
        at.type("It was closed.")
        save(at)
    assert "Allegation 2 added" in words(body(at))
    at.press(Qt.Key.Key_Up, alt=True)
    assert body(at).heading.text() == "Allegation 2 of 2"
    at.press(Qt.Key.Key_Up, alt=True)
    form(at, 1).form.fields["finding"].go()
    at.press(Qt.Key.Key_Down, Qt.Key.Key_Space)
    form(at).form.fields["why"].go()
    at.type(WHY)
    save(at)
    first, second = see(office, case_id).allegations
    assert (first.said, first.police_did, first.why) == (POINTS[0], "It was closed.", WHY)
    assert (first.finding, second.finding) == (F.NOT_REASONABLE, None)
    assert said(at, 1) == f"Allegation 1, Not reasonable, {POINTS[0]}"
    assert "Allegation 2 has no finding yet." in words(body(at).overall)


def test_what_was_typed_stays_when_refused_and_when_another_is_chosen(
    open_at: Open, office: Office
) -> None:
    people = team(office)
    case_id = assessed(office, None, None, None)
    at = open_at(people.worker, case_id)
    put(at, why="Too short")
    assert "9 characters, 20 needed. 2 words." in words(form(at))
    save(at)
    shown = words(form(at))
    assert "Choose a finding for allegation 1" in shown
    put(at, finding=F.OUTSIDE)
    save(at)
    assert "Reason must be 20 characters or more" in words(form(at))
    assert form(at).form.fields["why"].raw() == "Too short"
    at.press(Qt.Key.Key_Down, alt=True)
    assert form(at, 2).form.fields["why"].raw() == ""
    assert said(at, 1) == f"Allegation 1, Not assessed, Not saved, {POINTS[0]}"
    at.press(Qt.Key.Key_Up, alt=True)
    assert form(at, 1).form.fields["why"].raw() == "Too short"
    assert see(office, case_id).allegations[0].why == ""


def test_what_was_typed_in_one_case_is_kept_and_never_shown_in_another(
    open_at: Open, office: Office
) -> None:
    people = team(office)
    one, other = assessed(office, None), assessed(office, None)
    at = open_at(people.worker, one)
    put(at, why=WHY)
    at.show(other, "AssessmentTab")
    assert form(at).form.fields["why"].raw() == ""
    at.show(one, "AssessmentTab")
    assert form(at).form.fields["why"].raw() == WHY


def test_a_colleagues_change_is_a_conflict_and_theirs_stands_beside_ours(
    open_at: Open, office: Office
) -> None:
    people = team(office)
    case_id = assessed(office, None)
    at = open_at(people.worker, case_id)
    put(at, finding=F.NOT_REASONABLE, why="Mine, and long enough to be a reason.")
    theirs = "Theirs, and long enough to be a reason."
    act(people.manager, case_id, AssessAllegation, number=1, finding=F.REASONABLE, why=theirs)
    save(at)
    both = at.window.findChildren(SomebodyElse)[-1]
    assert "Helen Osei-Mensah, 09:30: Allegation 1 assessed" in words(both)
    assert [box.toPlainText() for box in both.findChildren(QPlainTextEdit)] == [
        "Not reasonable and proportionate", "Reasonable and proportionate",
        "Mine, and long enough to be a reason.", theirs]
    both.back.click()
    at.window.refresh()
    at.settle()
    assert "Somebody else saved this meanwhile" in words(form(at).theirs)
    assert form(at).form.fields["why"].raw() == "Mine, and long enough to be a reason."
    form(at).theirs.action.click()
    at.window.findChildren(SomebodyElse)[-1].keep.click()
    at.settle()
    assert see(office, case_id).allegations[0].finding is F.NOT_REASONABLE
    assert not form(at).theirs.isVisible()


def test_theirs_can_be_taken_instead(open_at: Open, office: Office) -> None:
    people = team(office)
    case_id = assessed(office, None)
    at = open_at(people.worker, case_id)
    put(at, finding=F.NOT_REASONABLE, why="Mine, and long enough to be a reason.")
    act(people.manager, case_id, AssessAllegation, number=1, finding=F.REASONABLE, why=WHY)
    at.window.refresh()
    at.settle()
    form(at).theirs.action.click()
    at.window.findChildren(SomebodyElse)[-1].take.click()
    fields = form(at).form.fields
    assert (fields["finding"].raw(), fields["why"].raw()) == (F.REASONABLE, WHY)
    assert not form(at).unsaved()


def test_a_change_elsewhere_in_the_case_says_nothing_here(open_at: Open, office: Office) -> None:
    people = team(office)
    case_id = assessed(office, None)
    at = open_at(people.worker, case_id)
    put(at, why=WHY)
    act(people.manager, case_id, AddNote, text="Nothing to do with it")
    at.window.refresh()
    at.settle()
    assert not form(at).theirs.isVisible()
    assert form(at).unsaved()


def test_outside_our_role_offers_its_sentences(open_at: Open, office: Office) -> None:
    people = team(office)
    case_id = assessed(office, None)
    at = open_at(people.worker, case_id)
    assert not form(at).stock.isVisible()
    put(at, finding=F.OUTSIDE, why="The point is about damage.")
    sentence = "We cannot recommend compensation."
    next(b for b in form(at).stock.findChildren(QPushButton) if b.text() == sentence).click()
    assert form(at).form.fields["why"].raw() == f"The point is about damage. {sentence}"
    assert form(at).powers.isHidden()  # it says the limit, and does not pass it
    save(at)
    assert see(office, case_id).outcome.value == "not yet known"
    assert "Every allegation is outside our role." in words(body(at).overall)


def test_words_beyond_the_powers_are_warned_of(open_at: Open, office: Office) -> None:
    people = team(office)
    at = open_at(people.worker, assessed(office, None))
    put(at, why="The arrest was unlawful.")
    assert "We cannot decide whether something was lawful." in words(form(at).powers)
    put(at, why="The letter did not explain the arrest.")
    assert form(at).powers.isHidden()


def test_a_learning_point_is_recorded_from_here(open_at: Open, office: Office) -> None:
    people = team(office)
    case_id = assessed(office, None)
    at = open_at(people.worker, case_id)
    put(at, why=WHY)
    form(at).learning.click()
    at.dialog().form.fields["text"].put("Answer every point.")
    at.save()
    assert see(office, case_id).learning == ("Answer every point.",)
    assert form(at).form.fields["why"].raw() == WHY


def test_questions_fit_how_it_was_handled(open_at: Open, office: Office) -> None:
    people = team(office)
    at = open_at(people.worker, assessed(office, None))
    questions = form(at).questions
    assert "Was each point understood and addressed?" in words(questions)
    assert "Was it right not to investigate?" not in words(questions)
    questions._toggle.click()
    assert "Was it right not to investigate?" in words(questions)
    assert "Were the scope and the terms of reference right?" not in words(questions)


def test_a_proposed_decision_is_read_only_with_the_reason(open_at: Open, office: Office) -> None:
    people = team(office)
    case_id = assessed(office, F.REASONABLE)
    act(people.worker, case_id, ProposeDecision)
    at = open_at(people.worker, case_id)
    shown = form(at)
    assert not shown.button.isEnabled()
    assert shown.button.toolTip() == "The case must be allocated and its decision not yet proposed."
    assert shown.reason.isVisible()
    why = shown.form.fields["why"].control
    assert isinstance(why, QPlainTextEdit) and why.isReadOnly()
    assert not shown.form.fields["finding"].control.isEnabled()
    assert body(at).add_button.toolTip() == "The decision has already been proposed."
    assert not body(at).add_button.isEnabled()


def test_the_outcome_letter_stands_beside_it(
    open_at: Open, office: Office, qtbot: QtBot
) -> None:
    people = team(office)
    case_id = assessed(office, None)
    at = open_at(people.worker, case_id)
    assert NO_LETTER in words(body(at).papers)
    text = b"We have looked at your complaint."
    act(office, case_id, AddDocument, kind="MPS outcome letter",
        files=(Incoming("outcome.txt", text, pages=1),))
    at.window.refresh()
    at.settle()
    papers = body(at).papers
    qtbot.waitUntil(lambda: not papers.pages._sheet.pixmap().isNull())
    assert "Page 1 of 1" in words(papers)
    assert papers.grounds.toPlainText() == "Nobody ever came."


def test_the_edges_of_the_panes_move_by_keys(open_at: Open, office: Office) -> None:
    people = team(office)
    at = open_at(people.worker, assessed(office, None))
    edge = body(at)._panes.handle(1)
    before = body(at)._panes.sizes()
    edge.setFocus()
    at.press(Qt.Key.Key_Right)
    assert body(at)._panes.sizes()[0] > before[0]
    assert edge.accessibleName() == "Edge between allegations and assessment"


@pytest.fixture
def one_office(sqlite_url: str, clock: Any) -> Iterator[Office]:
    """An office on one engine: what is seen and heard does not depend on it."""
    engine = open_engine(sqlite_url)
    yield Office(engine, "demo.manager", frozenset(Role), now=clock)
    engine.dispose()


@pytest.mark.parametrize("look", ["light", "dark", "contrast"])
def test_it_can_be_heard(open_at: Open, one_office: Office, look: str) -> None:
    people = team(one_office)
    case_id = assessed(one_office, F.NOT_REASONABLE, F.OUTSIDE, None)
    at = open_at(people.worker, case_id)
    at.window.use_theme(theme.Theme(look))
    QApplication.processEvents()
    assert faults(at.window) == []


def test_it_fits_at_every_size(open_at: Open, one_office: Office) -> None:
    people = team(one_office)
    case_id = assessed(one_office, F.NOT_REASONABLE, F.OUTSIDE, None)
    at = open_at(people.worker, case_id)
    for width, scale in ((1440, 1.0), (1024, 1.0), (1440, 1.5), (1440, 2.0)):
        at.window.resize(width, 900)
        at.window.use_theme(theme.Theme("light", scale))
        QApplication.processEvents()
        tab = at.tab(AssessmentTab)
        assert tab.minimumSizeHint().width() <= tab.parentWidget().width(), (width, scale)
