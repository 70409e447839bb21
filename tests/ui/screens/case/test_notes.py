"""Notes at the window: pinned ones stand first and on the overview; promises are kept."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from caseworker.actions.office_work import AddNote
from caseworker.office import Office
from tests.support.case_page import dialog, open_page, rest, tab, words
from tests.support.clock import Clock
from tests.support.review import act, open_review
from ui.screens.case.notes import NotesTab
from ui.screens.case.overview import OverviewTab
from ui.screens.case.page import CasePage


@pytest.fixture
def page(desk: Office, qtbot: QtBot, clock: Clock) -> CasePage:
    """The notes of a case with three."""
    case_id = open_review(desk)
    for text in ("First", "Second", "Third"):
        act(desk, case_id, AddNote, text=text)
        clock.forward(minutes=1)
    made = open_page(qtbot, desk, case_id)
    made.open(case_id=case_id, tab="NotesTab")
    rest(qtbot, made)
    return made


def texts(page: CasePage) -> list[str]:
    return [each.text for each in tab(page, NotesTab).list.events]


def test_a_pinned_note_stands_first_and_on_the_overview(page: CasePage, qtbot: QtBot) -> None:
    notes, overview = tab(page, NotesTab), tab(page, OverviewTab)
    assert texts(page) == ["Third", "Second", "First"]
    notes.list.setFocus()
    notes.list.go_to(2)
    qtbot.keyClick(notes.list, Qt.Key.Key_P)
    qtbot.waitUntil(lambda: texts(page) == ["First", "Third", "Second"])
    assert notes.pin.text() == "Unpin" and notes.list.events[0].title == "Pinned note"
    assert notes.list.currentIndex().row() == 0  # the cursor went along
    page.go_to(OverviewTab)
    assert overview._cards["pinned"].isVisible() and "First" in words(overview.pinned)
    page.go_to(NotesTab)
    notes.pin.click()
    qtbot.waitUntil(lambda: texts(page) == ["Third", "Second", "First"])
    page.go_to(OverviewTab)
    assert not overview._cards["pinned"].isVisible()


def test_a_promise_takes_what_was_typed_and_is_kept(
    page: CasePage, desk: Office, qtbot: QtBot
) -> None:
    notes = tab(page, NotesTab)
    assert not notes.kept.isEnabled()
    notes.box.text.setPlainText("She asked when we decide.")
    notes.promise.click()
    ask = dialog(page)
    assert ask.form.fields["text"].raw() == "She asked when we decide."
    ask.form.fields["promised_by"].put("1 3 26")
    ask.save.click()
    rest(qtbot, page)
    assert "The date that we promised must be today or later" in words(ask)
    ask.form.fields["promised_by"].put("14 5 26")
    ask.save.click()
    qtbot.waitUntil(lambda: len(texts(page)) == 4)
    assert notes.box.text.toPlainText() == ""
    notes.list.go_to(0)
    assert notes.list.events[0].title == "Note, promised by 14 May 2026"
    assert notes.kept.isEnabled()
    page.go_to(OverviewTab)
    assert "She asked when we decide." in words(tab(page, OverviewTab).pinned)
    page.go_to(NotesTab)
    notes.list.setFocus()
    qtbot.keyClick(notes.list, Qt.Key.Key_K)
    ask = dialog(page)
    ask.form.fields["kept"].put("Called her.")
    ask.save.click()
    qtbot.waitUntil(lambda: not notes.kept.isEnabled())
    assert "promise kept" in notes.list.events[0].title
