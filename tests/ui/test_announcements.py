"""What changes on screen without the focus going there is said to a screen reader (WCAG 4.1.3)."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from caseworker.actions.base import Undo
from caseworker.office import Changed, Conflict, Unavailable
from tests.support.fake_office import FakeOffice
from tests.support.places import letter
from tests.support.visit import Visit
from ui.screens.queue import QueueScreen
from ui.shell import MainWindow
from ui.widgets import announce
from ui.widgets.banner import Banner
from ui.widgets.error_summary import ErrorSummary

NOWHERE = "zzz"


class Said(NamedTuple):
    """What a screen reader gets. What is urgent cuts off what is being read."""

    words: str
    urgent: bool


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[Said]:
    """Everything that is announced, from Qt's own events."""
    said: list[Said] = []
    urgent = QAccessible.AnnouncementPoliteness.Assertive

    def take(event: QAccessibleAnnouncementEvent) -> None:
        said.append(Said(event.message(), event.politeness() == urgent))

    monkeypatch.setattr(announce, "QAccessible", SimpleNamespace(
        isActive=lambda: True, updateAccessibility=take,
        AnnouncementPoliteness=QAccessible.AnnouncementPoliteness))
    return said


def words(heard: list[Said]) -> list[str]:
    return [each.words for each in heard]


@pytest.mark.parametrize(("error", "urgent"), [
    (Unavailable("The server did not answer."), True),
    (Conflict("Leah Brandt changed this case meanwhile."), False),
    (RuntimeError("unforeseen"), True),
])
def test_trouble_is_heard_as_it_stands_above_the_page(
    window: MainWindow, heard: list[Said], error: Exception, urgent: bool
) -> None:
    window.trouble(error)
    strip = next(each for each in window.messages.findChildren(Banner) if each.isVisible())
    shown = [each.text() for each in strip.findChildren(QLabel) if each.isVisible()]
    assert heard == [Said(" ".join(shown), urgent)]


def test_a_notice_is_heard_with_its_detail(window: MainWindow, heard: list[Said]) -> None:
    window.notice("Bundle built.", "12 pages.")
    assert heard == [Said("Bundle built. 12 pages.", False)]


def test_errors_are_heard_with_the_focus_on_the_summary(
    visit: Visit, heard: list[Said]
) -> None:
    visit.go("admin", tab="People")
    visit.screen.new()
    dialog: Any = visit.dialog()
    dialog.submit()
    visit.settle()
    summary = dialog.findChild(ErrorSummary)
    at_fields = [each.text() for each in dialog.form.findChildren(QLabel)
                 if each.property("role") == "error" and each.isVisible()]
    assert at_fields
    assert heard[-1] == Said(f"There is a problem: {'. '.join(at_fields)}", True)
    assert QApplication.focusWidget() is summary
    assert summary.accessibleName() == heard[-1].words


def test_saved_is_heard_but_not_while_somebody_types(
    window: MainWindow, heard: list[Said]
) -> None:
    screen: Any = window.screen_shown
    screen.table.setFocus()
    back: Any = object()  # the action that would take it back

    def do(undo: Undo) -> list[str]:
        heard.clear()
        window.jobs.changed.emit(Changed("Any", 1, None, undo))
        return words(heard)

    assert do(Undo("Letter issued", why_not="It is sent.")) == ["Saved"]
    assert do(Undo("Note added", back)) == ["Note added."]
    assert do(Undo("Question answered", back, quiet=True)) == [], "the next question is"
    screen.filter.setFocus()
    assert do(Undo("Text changed", why_not="It is typed.")) == [], "each pause saves"


def test_a_letter_that_is_saved_by_its_key_says_so(visit: Visit, heard: list[Said]) -> None:
    letter(visit)
    heard.clear()
    visit.screen.composer.text.setFocus()
    visit.press(Qt.Key.Key_S, ctrl=True)
    visit.until(lambda: bool(heard))
    assert words(heard) == ["Saved"]


@pytest.mark.parametrize(("name", "one"), [
    ("queue", "case"), ("complaints", "case"), ("letters", "letter"),
    ("responses", "recommendation")])
def test_a_filtered_list_says_how_many_are_left(
    visit: Visit, heard: list[Said], name: str, one: str
) -> None:
    if name == "letters":
        letter(visit)  # it is drafted
    screen: Any = visit.go(name)
    heard.clear()
    visit.qtbot.keyClicks(screen.filter, NOWHERE)
    visit.until(lambda: bool(heard))
    assert words(heard) == [screen.nothing.words]
    assert "1 filter" in heard[0].words
    heard.clear()
    screen.nothing.action.click()
    visit.until(lambda: bool(heard))
    number = screen.table.rows.total
    assert words(heard) == [f"{number} {one}{'' if number == 1 else 's'}"]


def test_a_list_that_a_step_empties_says_so(
    window: MainWindow, fake_office: FakeOffice, heard: list[Said], qtbot: QtBot
) -> None:
    screen = window.screen_shown
    assert isinstance(screen, QueueScreen)
    window.refresh()
    qtbot.waitUntil(lambda: not window.jobs._open)
    assert heard == [], "nothing has changed"
    fake_office.rows = ()
    window.refresh()
    qtbot.waitUntil(lambda: not window.jobs._open)
    assert words(heard) == [screen.nothing.words]
    window.refresh()
    qtbot.waitUntil(lambda: not window.jobs._open)
    assert len(heard) == 1, "it is said once"


def test_what_is_found_is_heard_with_the_first_of_it(visit: Visit, heard: list[Said]) -> None:
    visit.go("results", text="abernathy")
    visit.until(lambda: bool(heard))
    assert heard[-1].words.startswith("1 case, ")
    assert ". Ruth Abernathy, case" in heard[-1].words
    heard.clear()
    visit.go("results", text=NOWHERE)
    visit.until(lambda: bool(heard))
    assert words(heard) == [visit.screen.nothing.words]


def test_a_search_in_the_help_and_a_filter_of_the_journal_say_what_is_left(
    visit: Visit, heard: list[Said]
) -> None:
    screen: Any = visit.go("help")
    visit.qtbot.keyClicks(screen.view.search, "late")
    assert heard[-1].words == f"{len(screen.view._shown())} topics"
    visit.qtbot.keyClicks(screen.view.search, NOWHERE)
    assert heard[-1].words == screen.view.nothing.words
    screen = visit.go("audit")
    visit.qtbot.keyClicks(screen.filter, NOWHERE)
    assert heard[-1].words == screen.said.text()
    assert heard[-1].words.startswith("0 of ")
