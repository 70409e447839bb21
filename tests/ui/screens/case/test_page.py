"""The page of a case: its head, its next step, and what two people do at once."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from caseworker.actions.office_work import AddNote
from caseworker.actions.opening import RecordFacts
from caseworker.actions.outcome import AddAllegation, AssessAllegation, CloseCase, Recommend
from caseworker.actions.validity import AcceptAsValid, StartChecks
from caseworker.office import Office
from caseworker.queries.case import RecommendationView
from caseworker.rules.finding import refusal
from caseworker.rules.lifecycle import Role, Stage
from caseworker.rules.recommendations import AllegationFinding
from tests.support.access import faults
from tests.support.case_page import allocated, dialog, open_page, rest, staff, tab, words
from tests.support.review import act, answer_body, open_review, see
from ui import theme
from ui.screens.case import more_menu, next_step
from ui.screens.case.journal import JournalTab
from ui.screens.case.notes import NotesTab
from ui.screens.case.people import PeopleTab
from ui.screens.case.response_dialog import ResponseForm
from ui.screens.case.validity import ValidityTab
from ui.somebody_else import SomebodyElse

MINE = ("OverviewTab", "TimelineTab", "PeopleTab", "DocumentsTab", "NotesTab", "JournalTab")


@pytest.fixture
def sqlite_office(sqlite_url: str, clock: Any) -> Any:
    from caseworker.database import open_engine

    engine = open_engine(sqlite_url)
    made = Office(engine, actor="demo.manager", roles=frozenset(Role), now=clock)
    staff(made)
    yield made
    engine.dispose()


def test_the_head_says_who_and_where_it_stands(sqlite_office: Office, qtbot: QtBot) -> None:
    case_id = open_review(sqlite_office, adjustments="large print")
    page = open_page(qtbot, sqlite_office, case_id)
    shown = words(page._header)
    assert shown[:2] == ["Ruth Abernathy", "New"]
    assert {("MPS reference", "PC/04733/25"), ("Owner", "Not allocated")} <= set(pairwise(shown))
    assert "Adjustment: large print" in shown
    assert page._steps.text() == "Step 1 of 6: Received"
    assert page.window().windowTitle() == "Caseworker"


def test_facts_and_buttons_wrap_where_it_is_narrow(sqlite_office: Office, qtbot: QtBot) -> None:
    page = open_page(qtbot, sqlite_office, open_review(sqlite_office))
    assert page._header.buttons.y() < page._header.name.geometry().bottom()
    one_line = page._header.facts.height()
    page.window().use_theme(theme.Theme("light", 1.3))
    page.window().resize(1024, 1000)
    qtbot.wait(30)
    assert page._header.buttons.y() > page._header.name.geometry().bottom()
    assert page._header.facts.height() > 1.7 * one_line
    for fact in page._header.facts.children():
        if fact.isWidgetType():
            assert fact.geometry().right() <= page._header.facts.width()


@pytest.mark.parametrize(("name", "scale"), [("light", 1.0), ("dark", 1.5), ("contrast", 2.0)])
def test_nothing_of_mine_is_without_a_name_or_cut_off(
    sqlite_office: Office, qtbot: QtBot, name: str, scale: float
) -> None:
    case_id = open_review(sqlite_office, adjustments="large print")
    allocated(sqlite_office, case_id)
    act(sqlite_office, case_id, AddNote, text="Rang the requester.")
    page = open_page(qtbot, sqlite_office, case_id)
    page.window().use_theme(theme.Theme(name, scale))
    for each in MINE:
        page.open(case_id=case_id, tab=each)
        rest(qtbot, page)
        assert faults(page) == []
        area = page._stack.currentWidget()
        assert area.horizontalScrollBar().maximum() == 0, each


def test_the_primary_button_starts_the_checks(sqlite_office: Office, qtbot: QtBot) -> None:
    case_id = open_review(sqlite_office)
    page = open_page(qtbot, sqlite_office, case_id)
    assert page._header.next.text() == "Start validity checks"
    qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page._header.next.text() == "Continue validity checks")
    assert isinstance(page._part, ValidityTab)
    assert see(sqlite_office, case_id).row.stage is Stage.CHECKS


def test_a_step_that_somebody_may_not_take_says_why(
    sqlite_office: Office, qtbot: QtBot
) -> None:
    case_id = open_review(sqlite_office)
    answer_body(sqlite_office, case_id)
    act(sqlite_office, case_id, AcceptAsValid)
    page = open_page(qtbot, sqlite_office.working_as("pshah"), case_id)
    button = page._header.next
    assert (button.text(), button.isEnabled()) == ("Allocate", False)
    assert button.toolTip() == "This needs the role manager."
    assert button.accessibleDescription() == "This needs the role manager."
    page.main_action()  # Ctrl+Enter, which finds no button to press
    notice = page.window().messages._notice
    assert notice.isVisible() and notice._detail.text() == "This needs the role manager."


def test_allocating_offers_those_who_work_reviews_with_their_load(
    sqlite_office: Office, qtbot: QtBot
) -> None:
    allocated(sqlite_office, open_review(sqlite_office))  # to Helen, the first by name
    case_id = open_review(sqlite_office)
    answer_body(sqlite_office, case_id)
    act(sqlite_office, case_id, AcceptAsValid)
    page = open_page(qtbot, sqlite_office, case_id)
    page._header.next.click()
    rest(qtbot, page)
    box = dialog(page).form.fields["owner_id"]._box
    assert [box.itemText(n) for n in range(box.count())] == [
        "Helen Osei-Mensah: 1 case", "Priya Shah: 0 cases"]
    box.setCurrentIndex(1)
    dialog(page).save.click()
    qtbot.waitUntil(lambda: page._header.next.text() == "Start assessment")
    assert see(sqlite_office, case_id).row.owner == "Priya Shah"


def test_the_response_names_the_recommendation_that_lacks_an_answer(
    sqlite_office: Office, qtbot: QtBot
) -> None:
    case_id = open_review(sqlite_office)
    act(sqlite_office, case_id, StartChecks)
    view = see(sqlite_office, case_id)
    form = ResponseForm([RecommendationView(
        n, "REC-INV", "Look again", "", "Look at it again.", "", (1,), None, None, "", "")
        for n in (1, 2)], view.row.received)
    qtbot.addWidget(form)
    form.fill({"answered_on": view.row.received})
    form.fields["answer_1"].put("accepted")
    form.fields["answer_2"].put("not accepted")
    assert form.values() == {"answered_on": view.row.received, "answers": (
        (1, "accepted", ""), (2, "not accepted", ""))}
    form.explain([refusal("answer", "Recommendation 2", "Enter why the MPS did not accept it",
                          "answers")])
    assert form.fields["because_2"]._wrong == "Enter why the MPS did not accept it"
    assert form.fields["because_1"]._wrong == ""


def test_the_response_of_the_mps_is_recorded(sqlite_office: Office, qtbot: QtBot) -> None:
    case_id = open_review(sqlite_office)
    allocated(sqlite_office, case_id)
    why = "It does not say what was done."
    act(sqlite_office, case_id, AddAllegation, said="Nobody came.")
    act(sqlite_office, case_id, AssessAllegation, number=1, why=why,
        finding=AllegationFinding.NOT_REASONABLE)
    act(sqlite_office, case_id, Recommend, code="REC-INV", allegations=(1,), reason=why,
        text="Look at the complaint again.")
    with sqlite_office.engine.begin() as connection:  # as after the decision and its letters
        connection.execute(text("UPDATE cases SET stage = :stage"),
                           {"stage": Stage.RESPONSE_DUE.value})
    page = open_page(qtbot, sqlite_office, case_id)
    assert page._header.next.text() == "Record the MPS response"
    page._header.next.click()
    fields = dialog(page).form.fields
    fields["answered_on"].put("t")
    fields["answer_1"].put("not accepted")
    dialog(page).save.click()
    rest(qtbot, page)
    assert fields["because_1"]._wrong == "Enter why the MPS did not accept it"
    fields["because_1"].put("They say it was looked at.")
    dialog(page).save.click()
    rest(qtbot, page)
    answered = see(sqlite_office, case_id).recommendations[0]
    assert (answered.answer, answered.answer_because) == (
        "not accepted", "They say it was looked at.")
    assert page._header.next.text() == "Close the case"


def test_a_case_closes_only_after_the_interruption_card(
    sqlite_office: Office, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(qtbot, sqlite_office, open_review(sqlite_office))
    done: list[Any] = []
    monkeypatch.setattr(page, "do", lambda action, *_a, **_k: done.append(action))
    for answer in ("back", "act"):
        next_step.close(page)
        card = dialog(page)
        assert (card.windowTitle(), done) == (f"Close {page.view.row.reference}?", [])
        getattr(card, answer).click()
        rest(qtbot, page)
    assert done == [CloseCase]


def test_the_menu_lists_what_cannot_be_done_with_its_reason(
    sqlite_office: Office, qtbot: QtBot
) -> None:
    case_id = open_review(sqlite_office)
    page = open_page(qtbot, Office(sqlite_office.engine, "audit", {Role.AUDITOR},
                                   now=sqlite_office._now), case_id)
    items: list[QAction] = page._header.menu.actions()
    facts = next(item for item in items if item.text().startswith("Record facts"))
    assert not facts.isEnabled()
    assert facts.text() == (
        "Record facts: This needs the role caseworker, correspondence or manager.")
    qtbot.keyClick(page._tab_bar, Qt.Key.Key_F)  # the key says why, and opens nothing
    assert "This cannot be done now." in words(page.window())


def test_f_records_facts(sqlite_office: Office, qtbot: QtBot) -> None:
    case_id = open_review(sqlite_office)
    page = open_page(qtbot, sqlite_office, case_id)
    qtbot.keyClick(page._tab_bar, Qt.Key.Key_F)
    form = dialog(page).form
    form.fields["mps_reference"].put("PC/1/26")
    dialog(page).save.click()
    rest(qtbot, page)
    assert see(sqlite_office, case_id).facts.mps_reference == "PC/1/26"
    assert see(sqlite_office, case_id).facts.grounds == "Nobody ever came."


def test_a_withdrawal_ends_the_case(sqlite_office: Office, qtbot: QtBot) -> None:
    case_id = open_review(sqlite_office)
    page = open_page(qtbot, sqlite_office, case_id)
    more_menu.withdraw(page)
    dialog(page).form.fields["because"].put("In a letter of 11 March, kept as a document.")
    dialog(page).save.click()
    rest(qtbot, page)
    assert see(sqlite_office, case_id).row.stage is Stage.WITHDRAWN
    assert not page._header.next.isVisible()


# Two people at once, on both engines


def test_a_note_survives_a_colleague_who_was_first(office: Office, qtbot: QtBot) -> None:
    staff(office)
    case_id = open_review(office)
    page = open_page(qtbot, office, case_id)
    act(office.working_as("pshah"), case_id, AddNote, text="Mine was first.")
    page.go_to(NotesTab)
    box = tab(page, NotesTab).box
    qtbot.keyClicks(box.text, "Typed meanwhile")
    qtbot.keyClick(box.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    rest(qtbot, page)
    both = dialog(page)
    assert isinstance(both, SomebodyElse)
    assert "Priya Shah, 09:30: Note added" in words(both)
    assert [box.toPlainText() for box in both.findChildren(QPlainTextEdit)] == [
        "Typed meanwhile", "Mine was first."]
    both.back.click()
    rest(qtbot, page)
    assert box.text.toPlainText() == "Typed meanwhile"
    assert [event.text for event in tab(page, NotesTab).list.events] == ["Mine was first."]
    act(office.working_as("pshah"), case_id, AddNote, text="And second.")
    box.add.click()
    rest(qtbot, page)
    dialog(page).keep.click()
    rest(qtbot, page)
    assert box.text.toPlainText() == ""
    assert {event.text for event in tab(page, NotesTab).list.events} == {
        "Mine was first.", "And second.", "Typed meanwhile"}


def test_a_dialog_survives_a_colleague_who_was_first(office: Office, qtbot: QtBot) -> None:
    """Theirs is brought in, ours is kept, and where both changed it both are said."""
    staff(office)
    case_id = open_review(office)
    page = open_page(qtbot, office, case_id)
    more_menu.record_facts(page)
    form = dialog(page).form
    form.fields["grounds"].put("Nobody came, four times.")
    form.fields["mps_reference"].put("PC/MINE/26")
    act(office.working_as("pshah"), case_id, RecordFacts, mps_reference="PC/THEIRS/26",
        complaint_details="Five reports.")
    dialog(page).save.click()
    rest(qtbot, page)
    both = page.window().findChildren(SomebodyElse)[-1]
    assert "Priya Shah, 09:30: Facts recorded" in words(both)
    assert "MPS reference" in words(both) and "Why a review is asked for" not in words(both)
    assert [box.toPlainText() for box in both.findChildren(QPlainTextEdit)] == [
        "PC/MINE/26", "PC/THEIRS/26"]
    both.copy.click()
    assert QGuiApplication.clipboard().text() == "PC/MINE/26"
    qtbot.keyClick(both, Qt.Key.Key_Escape)
    assert form.fields["grounds"].raw() == "Nobody came, four times."
    dialog(page).save.click()
    rest(qtbot, page)
    page.window().findChildren(SomebodyElse)[-1].keep.click()
    rest(qtbot, page)
    facts = see(office, case_id).facts
    assert (facts.grounds, facts.mps_reference, facts.complaint_details) == (
        "Nobody came, four times.", "PC/MINE/26", "Five reports.")


def test_theirs_can_be_taken_in_a_dialog(sqlite_office: Office, qtbot: QtBot) -> None:
    staff(sqlite_office)
    case_id = open_review(sqlite_office)
    page = open_page(qtbot, sqlite_office, case_id)
    more_menu.record_facts(page)
    form = dialog(page).form
    form.fields["grounds"].put("Nobody came, four times.")
    form.fields["mps_reference"].put("PC/MINE/26")
    act(sqlite_office.working_as("pshah"), case_id, RecordFacts, mps_reference="PC/THEIRS/26")
    dialog(page).save.click()
    rest(qtbot, page)
    page.window().findChildren(SomebodyElse)[-1].take.click()
    assert form.fields["mps_reference"].raw() == "PC/THEIRS/26"
    dialog(page).save.click()
    rest(qtbot, page)
    facts = see(sqlite_office, case_id).facts
    assert (facts.grounds, facts.mps_reference) == ("Nobody came, four times.", "PC/THEIRS/26")


def test_what_is_typed_for_one_case_never_shows_in_another(
    sqlite_office: Office, qtbot: QtBot
) -> None:
    first, second = open_review(sqlite_office), open_review(sqlite_office)
    page = open_page(qtbot, sqlite_office, first)
    page.go_to(NotesTab)
    box = tab(page, NotesTab).box
    qtbot.keyClicks(box.text, "About the first")
    for case_id, typed in ((second, ""), (first, "About the first")):
        page.host.show_screen("case", case_id=case_id, tab="NotesTab")
        assert not page._body.isVisible()  # nothing of the other case stands there meanwhile
        rest(qtbot, page)
        assert box.text.toPlainText() == typed


def test_people_say_whom_letters_go_to(sqlite_office: Office, qtbot: QtBot) -> None:
    case_id = open_review(sqlite_office)
    page = open_page(qtbot, sqlite_office, case_id)
    page.go_to(PeopleTab)
    people = tab(page, PeopleTab)
    assert "Letters go to Ruth Abernathy." in words(people)
    qtbot.mouseClick(people.buttons["representative"], Qt.MouseButton.LeftButton)
    form = dialog(page).form
    form.fields["name"].put("Amara Fenn")
    form.fields["email"].put("a.fenn@example.org")
    dialog(page).save.click()
    rest(qtbot, page)
    assert "Letters go only to Ruth Abernathy." in words(people)
    people.buttons["consent"].click()
    form = dialog(page).form
    form.fields["written"].put(True)
    dialog(page).save.click()
    rest(qtbot, page)
    assert form.fields["signed_on"]._wrong == "Enter the date consent was signed"
    form.fields["signed_on"].put("2 3 2026")
    form.fields["covers_this_review"].put(True)
    dialog(page).save.click()
    rest(qtbot, page)
    assert "Letters go to Amara Fenn." in words(people)


def test_the_journal_says_who_changed_what(sqlite_office: Office, qtbot: QtBot) -> None:
    case_id = open_review(sqlite_office)
    act(sqlite_office.working_as("pshah"), case_id, RecordFacts, mps_reference="PC/2/26")
    page = open_page(qtbot, sqlite_office, case_id)
    page.open(case_id=case_id, tab="JournalTab")
    rest(qtbot, page)
    newest = tab(page, JournalTab).list.events[0]
    assert (newest.title, newest.who) == ("Record facts", "Priya Shah")
    assert "Review, mps reference: PC/04733/25 → PC/2/26" in newest.text


def test_single_letters_work_from_the_lists(sqlite_office: Office, qtbot: QtBot) -> None:
    page = open_page(qtbot, sqlite_office, open_review(sqlite_office))
    page.open(case_id=page.view.row.id, tab="TimelineTab")
    rest(qtbot, page)
    page._part.first().setFocus()
    qtbot.keyClick(page._part.first(), Qt.Key.Key_N)
    assert isinstance(page._part, NotesTab)
    assert QApplication.focusWidget() is page._part.box.text
