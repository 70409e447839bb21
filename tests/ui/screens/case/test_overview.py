"""The overview: its rows, its columns, a note, and why a date is that date."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTableWidget
from pytestqt.qtbot import QtBot

from caseworker.actions.people import Part, RecordPerson
from caseworker.actions.validity import StartChecks
from caseworker.office import Office, Unavailable
from caseworker.rules.lifecycle import Role
from tests.support.case_page import dialog, open_page, rest, tab, words
from tests.support.review import act, open_review, see
from ui import theme
from ui.screens.case.overview import OverviewTab
from ui.screens.case.overview_cards import people_rows
from ui.screens.case.story import ALL, TimelineTab
from ui.screens.case.validity import ValidityTab
from ui.widgets.row_button import RowButton


def test_a_task_opens_its_tab_from_the_keyboard(desk: Office, qtbot: QtBot) -> None:
    page = open_page(qtbot, desk, open_review(desk))
    rows = tab(page, OverviewTab).tasks.rows
    row = next(each for each in rows if each.accessibleName().startswith("Check the time limit"))
    assert row.accessibleName() == "Check the time limit, Completed"
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Space)
    assert isinstance(page._part, ValidityTab)


def test_a_task_that_cannot_start_says_why(desk: Office, qtbot: QtBot) -> None:
    page = open_page(qtbot, desk, open_review(desk))
    row = next(each for each in tab(page, OverviewTab).tasks.rows
               if each.accessibleName().startswith("Allocate"))
    assert not row.isEnabled()
    assert row.accessibleDescription() == "Validity is decided first"
    assert "Validity is decided first" in words(row)


def test_a_note_is_added_where_it_is_typed(desk: Office, qtbot: QtBot) -> None:
    case_id = open_review(desk)
    page = open_page(qtbot, desk, case_id)
    note = tab(page, OverviewTab).note
    note.add.click()
    assert "Enter the note" in words(note)
    qtbot.keyClicks(note.text, "Rang the requester")
    qtbot.keyClick(note.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    rest(qtbot, page)
    assert note.text.toPlainText() == ""
    assert "Enter the note" not in words(note)
    assert "Rang the requester" in words(tab(page, OverviewTab).latest)


def test_a_note_stays_when_the_records_cannot_be_reached(
    desk: Office, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(qtbot, desk, open_review(desk))

    def away(_action: Any) -> Any:
        raise Unavailable("No answer from the server.")

    monkeypatch.setattr(desk, "do", away)
    note = tab(page, OverviewTab).note
    qtbot.keyClicks(note.text, "Rang the requester")
    note.add.click()
    rest(qtbot, page)
    assert note.text.toPlainText() == "Rang the requester"
    assert note.add.isEnabled()


def test_each_deadline_says_why_that_date(desk: Office, qtbot: QtBot) -> None:
    page = open_page(qtbot, desk, open_review(desk))
    rows = tab(page, OverviewTab)._cards["deadlines"].findChildren(RowButton)
    row = next(each for each in rows if each.accessibleName().startswith("Acknowledge"))
    assert row.accessibleName() == "Acknowledge, Tuesday 17 March 2026, 5 days left. Why this date"
    row.click()
    shown = words(dialog(page))
    assert "Acknowledge: Tuesday 17 March 2026" in shown
    assert "5 working days after Tuesday 10 March 2026 is Tuesday 17 March 2026." in shown
    assert any(text.startswith("Source: ") for text in shown)
    table = dialog(page).findChild(QTableWidget)
    said = {table.item(n, 0).text(): table.item(n, 1).text() for n in range(table.rowCount())}
    assert said["Saturday 14 March 2026"] == "Left out: Saturday"
    assert said["Tuesday 17 March 2026"] == "Day 5"
    dialog(page).reject()


@pytest.mark.parametrize(("width", "scale", "columns"), [
    (1440, 1.0, 3), (1024, 1.0, 2), (1440, 1.5, 2), (1440, 2.0, 1), (1024, 1.5, 1),
])
def test_columns_follow_the_room(
    desk: Office, qtbot: QtBot, width: int, scale: float, columns: int
) -> None:
    page = open_page(qtbot, desk, open_review(desk), width=width, height=800)
    page.window().use_theme(theme.Theme("light", scale))
    qtbot.wait(20)
    assert tab(page, OverviewTab)._columns.count == columns
    assert page._stack.currentWidget().horizontalScrollBar().maximum() == 0


def test_names_of_people_complained_against_are_for_the_review_team(desk: Office) -> None:
    case_id = open_review(desk)
    act(desk, case_id, RecordPerson, part=Part.COMPLAINED_AGAINST, name="PC Invented")
    view = see(desk, case_id)
    assert ("Complaint against", "PC Invented", "") in people_rows(view, {Role.CASEWORKER})
    assert not any("PC Invented" in row[1] for row in people_rows(view, {Role.CORRESPONDENCE}))


def test_the_focus_stays_in_the_tasks_when_they_change(desk: Office, qtbot: QtBot) -> None:
    case_id = open_review(desk)
    page = open_page(qtbot, desk, case_id)
    tab(page, OverviewTab).tasks.rows[2].setFocus()
    act(desk, case_id, StartChecks)
    page.refresh()
    rest(qtbot, page)
    assert QApplication.focusWidget() is tab(page, OverviewTab).tasks.rows[2]


def test_the_timeline_narrows_to_a_kind(desk: Office, qtbot: QtBot) -> None:
    case_id = open_review(desk)
    page = open_page(qtbot, desk, case_id)
    page.open(case_id=case_id, tab="TimelineTab")
    rest(qtbot, page)
    shown = tab(page, TimelineTab)
    assert {event.icon for event in shown.list.events} == {"post", "case"}
    shown.filter.setCurrentIndex(shown.filter.findData("Post"))
    assert [event.title for event in shown.list.events] == ["Post received"]
    spoken = shown.list.model().data(shown.list.model().index(0, 0),
                                     Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Post received, Helen Osei-Mensah, 12 Mar 2026, 09:30, POST-2026-")
    shown.filter.setCurrentIndex(shown.filter.findData(ALL))
    qtbot.keyClick(shown.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "Review request opened" in QApplication.clipboard().text() + str(shown.list.events)
    qtbot.keyClick(shown.list, Qt.Key.Key_Return)
    assert dialog(page).accessibleName() == shown.list.events[0].title
    dialog(page).accept()
