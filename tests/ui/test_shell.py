"""The window: navigation, keys, banners, and what a screen reader gets of it."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
    QStyle,
    QStyleOptionFrame,
    QWidget,
)
from pytestqt.qtbot import QtBot

from caseworker.office import Conflict, Unavailable
from caseworker.queries.numbers import Numbers
from caseworker.rules.finding import Refused, refusal
from tests.support.access import faults, names
from tests.support.fake_office import FakeOffice
from ui import theme
from ui.icons import Picture
from ui.jobs import Jobs
from ui.places import SECTIONS
from ui.screen import Crumb, Screen
from ui.screens.queue import QueueScreen
from ui.shell import MainWindow


class Other(Screen):
    """A second screen, with a button and a letter key."""

    title = "Other"

    def __init__(self, host: Any) -> None:
        super().__init__(host)
        self.opened: list[dict[str, Any]] = []
        self.acted = 0
        self.button = QPushButton("Act", self)
        self.text = QLineEdit("what was said", self)
        self.text.setReadOnly(True)  # a read-only field passes letters on
        self.letters["A"] = self.main_action

    def crumbs(self) -> tuple[Crumb, ...]:
        return (Crumb("Review requests", "queue"),)

    def open(self, **args: Any) -> None:
        self.opened.append(args)

    def main_action(self) -> None:
        self.acted += 1

    def panes(self) -> list[QWidget]:
        return [self.button]


@pytest.fixture
def pair(qtbot: QtBot, fake_office: FakeOffice, jobs: Jobs) -> MainWindow:
    window = MainWindow(fake_office, jobs, {"queue": QueueScreen, "logpost": Other}, SECTIONS)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    window.show_screen("queue")
    window.show_screen("logpost", item=3)
    qtbot.waitUntil(lambda: not jobs._open)
    return window


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_nothing_is_without_a_name(window: MainWindow, name: str, scale: float) -> None:
    window.use_theme(theme.Theme(name, scale))
    assert faults(window) == []


def test_the_window_has_its_roles(window: MainWindow) -> None:
    QAccessible.setActive(True)
    assert QAccessible.queryAccessibleInterface(window).role() == QAccessible.Role.Window
    window.nav.show_numbers(Numbers(12, 3, 5, 2, 1, 0, 0))
    items = names(window, QAccessible.Role.ListItem)
    assert "Review requests, 12" in items
    assert "Not allocated, 5" in items


def test_no_place_is_dead(window: MainWindow) -> None:
    words = [place.words for place in window.nav.places]
    assert words == ["Review requests", "My cases", "Not allocated", "Waiting on MPS"]
    assert not window.top.log.isVisible()


def test_the_titles_name_nobody(window: MainWindow) -> None:
    assert window.windowTitle() == "Caseworker"


def test_back_goes_to_the_screen_before(pair: MainWindow, qtbot: QtBot) -> None:
    assert isinstance(pair.screen_shown, Other)
    assert pair.screen_shown.opened == [{"item": 3}]
    qtbot.keyClick(pair, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert isinstance(pair.screen_shown, QueueScreen)


def test_a_crumb_leads_up(pair: MainWindow) -> None:
    link = next(each for each in pair.top.findChildren(QPushButton)
                if each.accessibleName() == "Review requests")
    link.click()
    assert isinstance(pair.screen_shown, QueueScreen)


def test_ctrl_and_a_number_goes_to_a_place(pair: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(pair, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(pair.screen_shown, QueueScreen)
    assert pair.nav.list.currentItem().text() == "Review requests"


def test_ctrl_enter_does_the_main_action(pair: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(pair, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert pair.screen_shown.acted == 1


def test_a_letter_acts_only_outside_text(pair: MainWindow, qtbot: QtBot) -> None:
    screen = pair.screen_shown
    qtbot.keyClick(screen.button, Qt.Key.Key_A)
    assert screen.acted == 1
    pair.top.search.setFocus()
    qtbot.keyClick(pair.top.search, Qt.Key.Key_A)
    screen.text.setFocus()
    qtbot.keyClick(screen.text, Qt.Key.Key_A)
    assert (screen.acted, pair.top.search.text()) == (1, "a")


def test_f6_goes_round_the_panes(pair: MainWindow, qtbot: QtBot) -> None:
    button = pair.screen_shown.button
    button.setFocus()
    seen = []
    for _ in range(3):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
        seen.append(QApplication.focusWidget())
    assert seen == [pair.nav.list, pair.top.search, button]
    qtbot.keyClick(button, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is pair.top.search


def test_tab_reaches_everything_and_comes_back(window: MainWindow, qtbot: QtBot) -> None:
    start = QApplication.focusWidget()
    seen = []
    for _ in range(40):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        if QApplication.focusWidget() is start:
            break
        seen.append(QApplication.focusWidget().accessibleName())
    else:
        pytest.fail(f"Tab does not come back: {seen}")
    wanted = {"Navigation", "Find a case, person or command", "Views", "Filter this list"}
    assert wanted <= set(seen)


def test_the_search_box_filters_the_queue(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.top.search, "aber")
    qtbot.keyClick(window.top.search, Qt.Key.Key_Return)
    screen = window.screen_shown
    qtbot.waitUntil(lambda: screen.table.rows.rowCount() == 1)


def test_text_size_changes_live(window: MainWindow, qtbot: QtBot) -> None:
    before = window.screen_shown.table.rowHeight(0)
    qtbot.keyClick(window, Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)
    assert theme.current().scale == pytest.approx(1.1)
    assert window.screen_shown.table.rowHeight(0) > before


def test_a_narrow_window_gets_a_rail(window: MainWindow) -> None:
    assert window.nav.width() == 216
    window.resize(1200, 800)
    assert window.nav.width() == 60


def test_large_text_gets_a_rail(window: MainWindow) -> None:
    window.use_theme(theme.Theme("light", 1.5))
    assert window.nav.width() == 90


def _shown(window: MainWindow) -> list[str]:
    return [label.text() for label in window.findChildren(QLabel) if label.isVisible()]


def test_being_cut_off_is_said_with_try_again(
    window: MainWindow, fake_office: FakeOffice, qtbot: QtBot
) -> None:
    def cut_off(**_: Any) -> Any:
        raise Unavailable("No answer from the server.")

    fake_office.answers["look"] = cut_off
    window.refresh()
    qtbot.waitUntil(lambda: "Caseworker cannot reach the records." in _shown(window))
    assert window.screen_shown.table.rows.rowCount() == 12  # what was there stays
    del fake_office.answers["look"]
    window.messages.offline.action.click()
    qtbot.waitUntil(lambda: "Caseworker cannot reach the records." not in _shown(window))


@pytest.mark.parametrize(("error", "words"), [
    (Conflict(), "Not saved."),
    (Refused([refusal("x", "X", "The case has ended.")]), "The case has ended."),
    (ValueError("Ruth Abernathy"), "Something went wrong in Caseworker."),
])
def test_every_error_is_said_in_words(
    window: MainWindow, error: Exception, words: str, caplog: pytest.LogCaptureFixture
) -> None:
    window.trouble(error)
    assert words in _shown(window)
    assert "Abernathy" not in caplog.text


def test_demo_data_are_marked(qtbot: QtBot, jobs: Jobs) -> None:
    window = MainWindow(FakeOffice(demo=True), jobs, {"queue": QueueScreen}, SECTIONS)
    qtbot.addWidget(window)
    window.show()
    assert any(words.startswith("Demo data.") for words in _shown(window))


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_the_glass_of_the_search_box_grows_with_the_text(
    window: MainWindow, qtbot: QtBot, scale: float
) -> None:
    window.use_theme(theme.Theme("light", scale))
    box = window.top.search
    (glass,) = box.findChildren(Picture)
    qtbot.waitUntil(lambda: glass.width() == glass.height() == round(18 * scale))
    at, text = glass.geometry(), QStyleOptionFrame()
    box.initStyleOption(text)
    inside = box.style().subElementRect(QStyle.SubElement.SE_LineEditContents, text, box)
    assert box.rect().contains(at) and at.right() < inside.left()
    assert abs(at.center().y() - box.rect().center().y()) <= 1


def test_the_ring_is_round_what_has_the_focus(window: MainWindow, qtbot: QtBot) -> None:
    window.top.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
    qtbot.waitUntil(lambda: window.ring.isVisible())
    box = window.top.search.rect().translated(
        window.top.search.mapTo(window, window.top.search.rect().topLeft()))
    assert window.ring.geometry().contains(box)
    image = window.grab().toImage()
    edge = image.pixelColor(box.center().x(), box.top() - 3)
    assert edge.name().upper() == theme.current().hex("focus")
