"""The review queue: its rows, words and keys."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from caseworker.queries.lists.places import Heading
from caseworker.queries.lists.sorts import Shown
from caseworker.queries.lists.window import Look, look
from caseworker.queries.rows import ListOf, View
from tests.support.fake_office import ROWS, FakeOffice
from ui import theme
from ui.screens.lists.cells import two_lines
from ui.screens.lists.model import AHEAD, ListModel
from ui.screens.lists.offered import USUAL, offered
from ui.screens.lists.table import ListTable
from ui.screens.queue import QueueScreen
from ui.shell import MainWindow


@pytest.fixture
def screen(window: MainWindow) -> QueueScreen:
    assert isinstance(window.screen_shown, QueueScreen)
    return window.screen_shown


def test_the_model_keeps_qts_rules(qapp: object) -> None:
    model = ListModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_first(ROWS)
    places = FakeOffice().ask(look, shown=Shown()).places
    model.show_list(places, 0, ROWS)
    headed = replace(places, headings=(Heading(0, "Priya Shah", 5), Heading(5, "Nobody", 7)))
    model.show_list(headed, 0, ROWS[:3])
    assert [model.data(model.index(line, 0)) for line in (0, 1, 4, 6)] == [
        "Priya Shah, 5 cases", "Adaeze Nwosu, REV-2026-0398, has a representative", "…",
        "Nobody, 7 cases"]
    model.put(headed, 3, ROWS[3:])
    assert model.rowCount() == 14 and model.row(13) == ROWS[11] and model.row(6) is None
    assert [model.line(number) for number in (0, 4, 5, 11)] == [1, 5, 7, 13]
    model.tick(ROWS[:2], True)
    model.show_first([])
    assert model.rowCount() == 0 and len(model.ticks) == 2


def test_rows_under_way_are_not_asked_for_again(qapp: Any, qtbot: QtBot) -> None:
    """Else a repaint would make the answer that is coming count for nothing, for ever."""
    model, asked = ListModel(), []
    places = FakeOffice().ask(look, shown=Shown()).places
    model.show_list(replace(places, total=5000), 0, ROWS)
    model.wanted.connect(lambda first, number: asked.append((first, number)))
    for line in (1000, 1001, 1000):
        assert model.row(line) is None
        qtbot.wait(5)
    assert asked == [(1000, 8)]
    model.row(4999)
    qtbot.wait(5)
    assert asked[1:] == [(4992, 8)]
    model.not_coming()
    model.row(4999)
    qtbot.wait(5)
    assert len(asked) == 3


def test_the_rows_that_come_next_are_asked_for_once_those_on_screen_are_here(
    qapp: Any, qtbot: QtBot
) -> None:
    model, asked = ListModel(), []
    places = replace(FakeOffice().ask(look, shown=Shown()).places, total=5000)
    model.show_list(places, 0, ROWS)
    model.wanted.connect(lambda first, number: asked.append((first, number)))
    model.row(1000)
    qtbot.wait(5)
    assert asked == [(1000, 8)]
    with qtbot.waitSignal(model.wanted):
        model.put(places, 1000, ROWS[:8])
        assert model.row(1000) is not None and len(asked) == 1  # first they are painted
    assert asked[1:] == [(1008, 144)]
    model.put(places, 1008, (ROWS * 12)[:144])
    qtbot.wait(2 * AHEAD)
    assert len(asked) == 2


def test_each_cell_is_spoken_as_a_phrase() -> None:
    model = ListModel()
    model.show_first(ROWS)
    spoken = [model.data(model.index(2, column), Qt.ItemDataRole.AccessibleTextRole)
              for column in range(model.columnCount())]
    assert spoken == [
        "Ruth Abernathy, REV-2026-0400, reasonable adjustment",
        "No response to reports of harassment by neighbour, MPS reference PC/04419/25",
        "12 Mar 2026, Due today, Acknowledge request", "Not allocated", "Validity checks",
    ]
    assert model.data(model.index(10, 2)) == "No deadline, Letter date needed"


def test_a_screen_reader_gets_the_table(screen: QueueScreen) -> None:
    QAccessible.setActive(True)
    table = QAccessible.queryAccessibleInterface(screen.table)
    assert table.role() == QAccessible.Role.Table
    assert table.text(QAccessible.Text.Name) == "Review requests"
    cells = [table.child(number) for number in range(table.childCount())]
    spoken = [cell.text(QAccessible.Text.Name) for cell in cells]
    assert spoken[1:6] == ["Case", "Complaint about", "Next deadline, sorted soonest first",
                           "Owner", "Stage"]
    assert spoken[6] == "REV-2026-0398"  # the row's own heading
    assert "Ruth Abernathy, REV-2026-0400, reasonable adjustment" in spoken
    tabs = QAccessible.queryAccessibleInterface(screen.tab_bar)
    assert tabs.role() == QAccessible.Role.PageTabList


def test_counts_are_on_the_tabs_and_in_a_sentence(
    screen: QueueScreen, window: MainWindow
) -> None:
    assert screen.tab_bar.tabText(0) == "All open (12)"
    words = [label.text() for label in screen.findChildren(QLabel)]
    assert "12 open. 2 overdue, 2 due by tomorrow, 5 not allocated." in words
    assert "Showing 12 of 12. Sorted by next deadline, soonest first." in words


def test_the_arrows_move_and_the_preview_follows(screen: QueueScreen, qtbot: QtBot) -> None:
    assert QApplication.focusWidget() is screen.table
    qtbot.keyClick(screen.table, Qt.Key.Key_Down)
    qtbot.keyClick(screen.table, Qt.Key.Key_Down)
    assert screen.row is not None and screen.row.name == "Ruth Abernathy"
    qtbot.waitUntil(lambda: "Ruth Abernathy" in [
        label.text() for label in screen.pane.findChildren(QLabel)])
    qtbot.keyClick(screen.table, Qt.Key.Key_End)
    assert screen.table.currentIndex().row() == 11
    qtbot.keyClick(screen.table, Qt.Key.Key_Home)
    assert screen.table.currentIndex().row() == 0


def test_tab_leaves_the_grid(screen: QueueScreen, qtbot: QtBot) -> None:
    qtbot.keyClick(screen.table, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not screen.table


def test_enter_opens_the_case(
    screen: QueueScreen, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Any] = []
    monkeypatch.setattr(window, "has_screen", lambda name: name == "case")
    monkeypatch.setattr(window, "show_screen", lambda name, **args: shown.append((name, args)))
    qtbot.keyClick(screen.table, Qt.Key.Key_Down)
    qtbot.keyClick(screen.table, Qt.Key.Key_Return)
    assert shown == [("case", {"case_id": 2})]


def test_the_case_stays_chosen_when_the_rows_move(
    screen: QueueScreen, fake_office: FakeOffice, qtbot: QtBot
) -> None:
    screen.table.selectRow(4)
    fake_office.rows = ROWS[3:]
    screen.refresh()
    qtbot.waitUntil(lambda: screen.table.rows.rowCount() == 9)
    assert screen.row is not None and screen.row.id == ROWS[4].id
    assert screen.table.currentIndex().row() == 1


def test_the_filter_narrows_and_says_when_nothing_is_left(
    screen: QueueScreen, qtbot: QtBot
) -> None:
    screen.go_to_filter()
    qtbot.keyClicks(screen.filter, "aber")
    qtbot.waitUntil(lambda: screen.table.rows.rowCount() == 1)
    qtbot.keyClicks(screen.filter, "zzz")
    qtbot.waitUntil(lambda: screen.nothing.isVisible())
    words = [label.text() for label in screen.nothing.findChildren(QLabel)]
    assert words == ["No review requests match 1 filter."]
    screen.nothing.action.click()
    qtbot.waitUntil(lambda: screen.table.rows.rowCount() == 12)


def test_a_tab_shows_its_view(screen: QueueScreen, window: MainWindow, qtbot: QtBot) -> None:
    window.go_to_tab(3)
    assert screen.view is View.UNALLOCATED
    qtbot.waitUntil(lambda: screen.table.rows.rowCount() == 5)
    assert screen.table.hasFocus()  # whatever had it: the arrow keys choose a case at once


def test_an_empty_view_leaves_the_focus_on_its_tab(
    screen: QueueScreen, window: MainWindow, fake_office: FakeOffice, qtbot: QtBot
) -> None:
    window.activateWindow()
    fake_office.rows = ()
    window.go_to_tab(2)
    qtbot.waitUntil(lambda: screen.nothing.isVisible())
    qtbot.waitUntil(screen.tab_bar.hasFocus)


def test_a_narrow_window_hides_the_preview(
    screen: QueueScreen, window: MainWindow, qtbot: QtBot
) -> None:
    assert screen.pane.isVisible()
    window.resize(1100, 800)
    qtbot.waitUntil(lambda: not screen.pane.isVisible())


@pytest.mark.parametrize("width", [60, 120, 200, 400])
def test_a_subject_takes_two_lines_at_most(width: int, qapp: object) -> None:
    font = theme.current().font("body")
    text = "Failure to update victim on burglary investigation, and a supercalifragilistic word"
    lines = two_lines(text, font.toString(), width).split("\n")
    assert 1 <= len(lines) <= 2
    assert "".join(lines).replace("…", "").replace(" ", "") in text.replace(" ", "")


def test_late_soon_and_later_differ_without_colour(screen: QueueScreen, qtbot: QtBot) -> None:
    """The lower line of the deadline starts with a shape of its own in each state."""
    screen.table.clearSelection()
    qtbot.wait(20)
    image = screen.table.viewport().grab().toImage().convertToFormat(
        QImage.Format.Format_Grayscale8)

    def shape(row: int) -> list[bool]:
        box = screen.table.visualRect(screen.table.rows.index(row, 2))
        return [image.pixelColor(x, y).lightness() < 170
                for y in range(box.center().y() + 3, box.center().y() + 17)
                for x in range(box.left() + 16, box.left() + 31)]

    def apart(one: int, other: int) -> int:
        return sum(a != b for a, b in zip(shape(one), shape(other), strict=True))

    late, late_too, soon, soon_too, later = 0, 1, 2, 3, 4
    assert apart(late, late_too) < 5 and apart(soon, soon_too) < 5
    assert min(apart(late, soon), apart(late, later), apart(soon, later)) > 15


def test_what_a_complaint_is_about_has_room_below_its_title(qapp: Any, qtbot: QtBot) -> None:
    table = ListTable("MOPAC complaints")
    qtbot.addWidget(table)
    table.resize(theme.px(870), theme.px(600))  # its room in a window of 1440 pixels
    columns = {column.name: column for column in offered(ListOf.COMPLAINTS)}
    table.set_columns([columns[name] for name in USUAL[ListOf.COMPLAINTS]], {})
    table.show()
    head = table.horizontalHeader()
    head.setSortIndicator(1, Qt.SortOrder.AscendingOrder)
    assert head.sectionSize(1) >= head.sectionSizeHint(1)
    words = "No answer to two letters about a public meeting"
    wide = head.sectionSize(1) - 2 * theme.px(10)
    shown = two_lines(words, theme.current().font("body").toString(), wide)
    assert shown.split() == words.split()


def test_what_was_on_screen_stays_until_far_rows_are_here_or_late(
    qapp: Any, qtbot: QtBot
) -> None:
    table, asked = ListTable("Cases"), []
    qtbot.addWidget(table)
    table.resize(900, 600)
    table.show()
    places = replace(FakeOffice().ask(look, shown=Shown()).places, total=5000)
    table.show_look(Look(places, 0, (ROWS * 2)[:24], None))
    table.rows.wanted.connect(lambda first, number: asked.append((first, number)))
    scroll, painting = table.verticalScrollBar(), table.viewport().updatesEnabled
    scroll.setValue(1000 * table.rowHeight(0))
    assert not painting() and len(asked) == 1  # asked for at once, before anything is painted
    first, number = asked[0]
    assert first <= 1000 < first + number
    table.put(places, first, (ROWS * 4)[:number])
    assert painting()
    scroll.setValue(3000 * table.rowHeight(0))
    assert not painting()
    qtbot.waitUntil(painting)  # it takes too long: then the places of the rows are shown
    scroll.setValue(4000 * table.rowHeight(0))
    assert painting()  # and the next are not waited for, until some come
