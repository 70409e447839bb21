"""The administration, by keyboard, on a real office: what is asked, shown first, and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from caseworker.actions.admin import AddHoliday, SetLimit
from caseworker.actions.colleagues import NewColleague
from caseworker.office import Office
from caseworker.queries.admin import code_lists, limits_in_force, people, settings
from caseworker.rules.lifecycle import Role
from tests.support.access import faults
from tests.support.case_window import words
from tests.support.review import open_review, see
from ui import theme
from ui.jobs import Jobs
from ui.places import SECTIONS
from ui.screens.admin.dialogs import EffectCard
from ui.screens.admin.rows import RowsTable
from ui.screens.admin.screen import AdminScreen
from ui.screens.admin.tab import ONLY_ADMINISTRATORS
from ui.screens.queue import QueueScreen
from ui.shell import MainWindow
from ui.widgets.action_dialog import ActionDialog
from ui.widgets.ring import Ring

WHY = "Decided by the Head of Service on 11 March."
PEOPLE, LIMITS, CODES, HOLIDAYS, LETTERS, ADDRESSES = range(6)
TODAY = date(2026, 3, 12)


class Desk:
    """A window on the administration, worked by keys."""

    def __init__(self, qtbot: QtBot, office: Office) -> None:
        self._qtbot, self.office = qtbot, office
        self.window = MainWindow(office, Jobs(office),
                                 {"queue": QueueScreen, "admin": AdminScreen}, SECTIONS)
        qtbot.addWidget(self.window)
        self.window.resize(1440, 900)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.window.show_screen("admin")
        self.settle()
        self.window.nav.list.setFocus()

    @property
    def screen(self) -> AdminScreen:
        screen = self.window.screen_shown
        assert isinstance(screen, AdminScreen)
        return screen

    def settle(self) -> None:
        self._qtbot.waitUntil(lambda: not self.window.jobs._open)
        QApplication.processEvents()

    def turn(self, at: int) -> Any:
        """Go to a tab by its key; returns it."""
        self.window.activateWindow()
        self._qtbot.waitUntil(self.window.isActiveWindow)
        self.press(Qt.Key(Qt.Key.Key_1 + at), Qt.KeyboardModifier.AltModifier)
        self.settle()
        return self.screen.parts[at]

    def press(self, key: Qt.Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
        self._qtbot.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    def enter(self) -> None:
        """Enter on the row under the cursor."""
        self._qtbot.keyClick(self.screen.part.table, Qt.Key.Key_Return)
        self.settle()

    def new(self) -> None:
        """Ctrl+N."""
        self.screen.part.table.setFocus()
        self.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        self.settle()

    def fill(self, *texts: str) -> None:
        """Type into the fields of the dialog, one after the other, by Tab."""
        dialog = self.dialog()
        self._qtbot.waitUntil(
            lambda: dialog.isAncestorOf(QApplication.focusWidget() or self.window))
        for number, text in enumerate(texts):
            if number:
                self.press(Qt.Key.Key_Tab)
            self._qtbot.keyClicks(QApplication.focusWidget(), text)
        self.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self._qtbot.waitUntil(
            lambda: not isValid(dialog) or not dialog.save.isDown())  # Qt shows the press a while
        self.settle()

    def dialog(self, kind: type[Any] = ActionDialog) -> Any:
        found = [each for each in QApplication.topLevelWidgets()
                 if isinstance(each, kind) and each.isVisible()]
        assert found, f"no {kind.__name__} is open"
        return found[-1]

    def close(self) -> None:
        for each in QApplication.topLevelWidgets():
            if isinstance(each, QDialog) and each.isVisible():
                each.reject()
        assert self.window.close()


Sit = Callable[[Office], Desk]


@pytest.fixture
def sit(qtbot: QtBot) -> Iterator[Sit]:
    open_: list[Desk] = []

    def at(office: Office) -> Desk:
        open_.append(Desk(qtbot, office))
        return open_[-1]

    yield at
    for desk in open_:
        desk.close()


def shown(table: RowsTable) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows.rows]


def test_a_bank_holiday_says_first_what_it_moves(office: Office, sit: Sit) -> None:
    case_id = open_review(office)
    desk = sit(office)
    tab = desk.turn(HOLIDAYS)
    assert shown(tab.table)[1] == ("Friday 3 April 2026", "Good Friday", "Shipped list")
    assert not tab.back.isEnabled() and "shipped list" in tab.back.accessibleDescription()
    desk.new()
    desk.fill("16 3 2026", "Bank holiday", WHY)
    card = desk.dialog(EffectCard)
    assert "This holiday would move 2 deadlines." in words(card)
    moves = shown(card.findChild(RowsTable))
    assert moves[0] == ("REV-2026-0001", "Acknowledge", "17 March 2026", "18 March 2026")
    desk.press(Qt.Key.Key_Escape)  # "Go back" leaves the form as it was typed
    assert see(office, case_id).row.deadline == date(2026, 3, 17)
    assert desk.dialog().form.fields["holiday"].raw() == "Bank holiday"
    desk.dialog().submit()
    desk.settle()
    desk.dialog(EffectCard).act.click()
    desk.settle()
    assert see(office, case_id).row.deadline == date(2026, 3, 18)
    tab.table.choose(date(2026, 3, 16))
    assert tab.table.about().ours and WHY in words(tab.details)
    desk.enter()
    desk.fill(WHY)
    assert "Taking back this holiday would move 2" in words(desk.dialog(EffectCard))
    desk.dialog(EffectCard).act.click()
    desk.settle()
    assert office.calendar.is_working_day(date(2026, 3, 16))


def test_the_ring_lies_around_the_row_under_the_cursor(office: Office, sit: Sit) -> None:
    desk = sit(office)
    desk.window.resize(1024, 700)  # words go over two lines
    desk.settle()
    desk.screen.bar.setCurrentIndex(LIMITS)  # the list has the focus before its rows are there
    desk.settle()
    tab = desk.screen.part
    ring, table = desk.window.findChild(Ring), tab.table
    cell = table.visualRect(table.currentIndex())
    middle = table.viewport().mapTo(desk.window, cell.center())
    assert ring.isVisible() and abs(ring.geometry().center().y() - middle.y()) <= 2
    desk.window.resize_text(3)
    desk.settle()
    middle = table.viewport().mapTo(
        desk.window, table.visualRect(table.currentIndex()).center())
    assert abs(ring.geometry().center().y() - middle.y()) <= 2


def test_a_new_value_of_a_limit(office: Office, sit: Sit) -> None:
    desk = sit(office)
    tab = desk.turn(LIMITS)
    tab.table.choose("review_window")
    assert not tab.new.isEnabled() and "Set by law" in tab.new.toolTip()
    desk.enter()
    assert not [each for each in QApplication.topLevelWidgets()
                if isinstance(each, ActionDialog) and each.isVisible()]
    tab.table.choose("acknowledge")
    desk.enter()
    desk.fill("3", "12 3 2026", "Short")
    assert "20 characters" in words(desk.dialog())  # refused before anything is previewed
    desk.dialog().form.fields["because"].put(WHY)
    desk.dialog().submit()
    desk.settle()
    assert "This value would move no deadline" in words(desk.dialog(EffectCard))
    desk.dialog(EffectCard).act.click()
    desk.settle()
    assert tab.table.about().now == "3 working days"
    assert "5 working days, from 1 February 2020" in words(tab.details)
    rows = office.ask(limits_in_force, day=TODAY)
    assert {row.key: row.now for row in rows}["acknowledge"] == "3 working days"


def test_a_code_is_added_and_ended(office: Office, sit: Sit) -> None:
    desk = sit(office)
    tab = desk.turn(CODES)
    tab.which.setCurrentText("Self-defined ethnicity (18+1)")
    assert not tab.new.isEnabled() and "Confirmed" in tab.new.accessibleDescription()
    tab.which.setCurrentText("National complaint factors")
    desk.new()
    desk.fill("E-scooter", "Electric scooter", "1 4 2026", WHY)
    assert shown(tab.table)[-1] == ("E-scooter Electric scooter", "Not checked",
                                    "From 1 April 2026")
    tab.table.choose(("factors", "Fraud"))
    desk.enter()
    desk.fill("12 3 2026", WHY)
    lists = {one.key: one for one in office.ask(code_lists, day=date(2026, 3, 13))}
    assert "Fraud" not in [row.code.code for row in lists["factors"].codes if row.in_use]
    assert not tab.end.isEnabled() and "already" in tab.end.toolTip()


def test_people_come_change_and_leave(office: Office, sit: Sit) -> None:
    office.do(NewColleague(login="hosei", colleague_name="Helen Osei", roles=(Role.ADMIN,)))
    desk = sit(office)
    tab = desk.screen.part
    assert not tab.leave.isEnabled() and "last administrator" in tab.leave.toolTip()
    desk.new()
    dialog = desk.dialog()
    dialog.form.fields["roles"].put((Role.CASEWORKER,))
    desk.fill("pshah", "Priya Shah")
    assert [each.name for each in office.ask(people)] == ["Helen Osei", "Priya Shah"]
    tab.table.choose(office.ask(people)[1].id)
    desk.enter()
    form = desk.dialog().form
    assert form.fields["roles"].raw() == (Role.CASEWORKER,)
    form.fields["roles"].put((Role.CASEWORKER, Role.MANAGER))
    form.fields["because"].put(WHY)
    desk.dialog().submit()
    desk.settle()
    assert shown(tab.table)[1][2] == "Caseworker and manager"
    tab.name.click()
    assert desk.dialog().form.fields["colleague_name"].raw() == "Priya Shah"
    desk.fill("Priya Shah-Lane", WHY)
    assert shown(tab.table)[1][0] == "Priya Shah-Lane"
    tab.leave.click()
    desk.fill(WHY)
    assert shown(tab.table)[1][4] == "Has left"
    assert not tab.roles.isEnabled() and tab.back.isEnabled()


def test_words_of_letters_and_addresses(office: Office, sit: Sit) -> None:
    desk = sit(office)
    tab = desk.turn(LETTERS)
    assert shown(tab.table)[0] == ("Expected wait", "Not set yet", "")
    desk.enter()
    desk.fill("about eight weeks")
    assert office.ask(settings, day=TODAY, names=("expected_wait",))[0].now == "about eight weeks"
    assert shown(tab.table)[0][1:] == ("about eight weeks", "12 March 2026")
    desk.enter()
    desk.dialog().submit()
    desk.settle()
    assert "Another value begins on that day" in words(desk.dialog())
    desk.dialog().reject()
    lines = "\n".join(cells[1] for cells in shown(desk.turn(ADDRESSES).table))
    assert "169 Union St\nLondon\nSE1 0LL" in lines


def test_others_look_and_hear_why_they_cannot_change(office: Office, sit: Sit) -> None:
    desk = sit(Office(office.engine, "boss", [Role.MANAGER], now=office._now))
    assert desk.screen.only.isVisible()
    for at in range(6):
        tab = desk.turn(at)
        for button, *_ in tab._buttons:
            assert not button.isEnabled()
            assert button.accessibleDescription() == ONLY_ADMINISTRATORS
        desk.new()
        desk.enter()
        assert not [each for each in QApplication.topLevelWidgets()
                    if isinstance(each, QDialog) and each.isVisible()]


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_everything_can_be_heard(
    sqlite_url: str, frozen_now: Any, sit: Sit, qapp: Any, name: str
) -> None:
    from caseworker.database import open_engine

    theme.apply(qapp, theme.Theme(name))
    engine = open_engine(sqlite_url)
    office = Office(engine, "boss", frozenset(Role), now=lambda: frozen_now)
    office.do(AddHoliday(day=date(2026, 3, 16), holiday="Bank holiday", because=WHY))
    office.do(SetLimit(key="acknowledge", number=3, since=TODAY, because=WHY))
    desk = sit(office)
    for at in range(6):
        tab = desk.turn(at)
        assert faults(desk.screen) == []
        model = tab.table.model()
        spoken = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole) \
            if model.rowCount() else ""
        assert not model.rowCount() or spoken.startswith(tab.table.rows.columns[0])
        assert tab.table.horizontalScrollBar().maximum() == 0
    desk.turn(HOLIDAYS)
    desk.new()
    assert faults(desk.dialog()) == []
    desk.close()
    engine.dispose()
