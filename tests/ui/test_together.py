"""The window keeps in step with the records, and moves nothing under somebody's hands."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from caseworker.actions.office_work import AddNote
from caseworker.actions.outcome import Allocate
from caseworker.actions.validity import AcceptAsValid
from caseworker.database import open_engine
from caseworker.live import News
from caseworker.office import Office, Unavailable
from caseworker.rules.lifecycle import Role
from tests.support.access import faults
from tests.support.case_page import open_page, rest, staff, tab, words
from tests.support.clock import Clock
from tests.support.review import act, answer_body, me, open_review, see
from ui.jobs import Jobs
from ui.places import SECTIONS
from ui.screens.case.notes import NotesTab
from ui.screens.case.page import CasePage
from ui.screens.queue import QueueScreen
from ui.shell import MainWindow
from ui.somebody_else import Both, SomebodyElse
from ui.together import Together


def colleague(office: Office) -> Office:
    """Leah Brandt at another computer."""
    url = office.engine.url.render_as_string(hide_password=False)
    return Office(open_engine(url), "lbrandt", frozenset(Role), now=office.now)


@pytest.fixture
def other(office: Office) -> Iterator[Office]:
    staff(office)
    made = colleague(office)
    yield made
    made.engine.dispose()


@pytest.fixture
def keep_in_step(qtbot: QtBot) -> Callable[[MainWindow], Together]:
    def start(window: MainWindow) -> Together:
        together = Together(window)
        together.start()
        qtbot.wait(50)
        return together

    return start


def test_a_colleagues_note_shows_by_itself(
    office: Office, other: Office, qtbot: QtBot,
    keep_in_step: Callable[[MainWindow], Together],
) -> None:
    case_id = open_review(office)
    page = open_page(qtbot, office, case_id)
    page.go_to(NotesTab)
    page._tab_bar.setFocus()
    keep_in_step(page.window())
    act(other, case_id, AddNote, text="From the other desk.")
    qtbot.waitUntil(lambda: [each.text for each in tab(page, NotesTab).list.events]
                    == ["From the other desk."])
    assert page.window().close()


def beside(page: CasePage, words: str) -> str:
    """What the navigation says of a place to who can't see it."""
    nav = page.window().nav.list
    spoken = int(Qt.ItemDataRole.AccessibleTextRole)
    said = [nav.item(row).data(spoken) for row in range(nav.count())
            if nav.item(row).text() == words]
    return str(said[0])


def test_the_numbers_follow_every_change_whatever_is_in_front_and_whoever_types(
    office: Office, other: Office, qtbot: QtBot,
    keep_in_step: Callable[[MainWindow], Together],
) -> None:
    case_id = open_review(office)
    answer_body(office, case_id)
    act(office, case_id, AcceptAsValid)
    page = open_page(qtbot, office, case_id)
    keep_in_step(page.window())
    page.go_to(NotesTab)
    qtbot.waitUntil(lambda: beside(page, "Not allocated") == "Not allocated, 1")
    qtbot.keyClicks(tab(page, NotesTab).box.text, "Half a sen")
    open_review(other)
    qtbot.waitUntil(lambda: beside(page, "Not allocated") == "Not allocated, 2")
    page.do(Allocate, owner_id=me(office))
    qtbot.waitUntil(lambda: beside(page, "My cases") == "My cases, 1")
    assert beside(page, "Review requests") == "Review requests, 2"
    assert tab(page, NotesTab).box.text.toPlainText() == "Half a sen"
    assert page.window().close()


def test_while_somebody_types_only_a_quiet_line_says_so(
    office: Office, other: Office, qtbot: QtBot
) -> None:
    case_id = open_review(office)
    page = open_page(qtbot, office, case_id)
    together = Together(page.window())
    page.go_to(NotesTab)
    box = tab(page, NotesTab).box
    qtbot.keyClicks(box.text, "Half a sen")
    act(other, case_id, AddNote, text="From the other desk.")
    together._news(News.CHANGED)
    company = page._header.company
    qtbot.waitUntil(company.isVisible)
    assert company.words.text() == "Leah Brandt changed this case."
    assert not tab(page, NotesTab).list.events and box.text.hasFocus()
    assert faults(page.window()) == []
    company.action.click()
    rest(qtbot, page)
    assert [each.text for each in tab(page, NotesTab).list.events] == ["From the other desk."]
    assert box.text.toPlainText() == "Half a sen" and company.isHidden()


def test_both_texts_stay_within_the_window_and_are_named(qtbot: QtBot) -> None:
    window = QWidget()
    between = QDialog(window)
    qtbot.addWidget(window)
    window.resize(640, 420)
    long = "They never came, and nobody called back. " * 12
    both = SomebodyElse(between, None, [Both(name, long, long[::-1]) for name in ("One", "Two")],
                        lambda: None, lambda: None)
    both.open()
    assert both.width() < 640 and both.height() < 420
    assert both.focusWidget() is both.back and faults(both) == []
    both.reject()


def test_who_left_the_text_sees_it_then(office: Office, other: Office, qtbot: QtBot) -> None:
    case_id = open_review(office)
    page = open_page(qtbot, office, case_id)
    together = Together(page.window())
    page.go_to(NotesTab)
    act(other, case_id, AddNote, text="From the other desk.")
    together._news(News.CHANGED)
    qtbot.waitUntil(page._header.company.isVisible)
    page._tab_bar.setFocus()
    qtbot.waitUntil(lambda: bool(tab(page, NotesTab).list.events))
    assert page._header.company.isHidden()


def test_the_banner_goes_by_itself_once_the_records_answer(
    sqlite_url: str, clock: Clock, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = Office(open_engine(sqlite_url), "demo.manager", frozenset(Role), now=clock)
    window = MainWindow(office, Jobs(office), {"queue": QueueScreen, "case": CasePage}, SECTIONS)
    qtbot.addWidget(window, before_close_func=lambda _: window.jobs.close())
    window.show()
    window.show_screen("queue")
    qtbot.waitUntil(lambda: not window.jobs._open)
    monkeypatch.setattr("ui.together.BACKOFF", (20, 40))
    Together(window)
    real, gone = office.ask, [True]

    def ask(query: object, **given: object) -> object:
        if gone:
            raise Unavailable("The cable is out.")
        return real(query, **given)  # type: ignore[arg-type]

    monkeypatch.setattr(office, "ask", ask)
    window.refresh()
    qtbot.waitUntil(window.messages.offline.isVisible)
    assert "Caseworker cannot reach the records." in words(window.messages)
    qtbot.wait(100)
    assert window.messages.offline.isVisible()
    gone.clear()
    qtbot.waitUntil(window.messages.offline.isHidden)
    office.engine.dispose()


def test_a_wrong_clock_is_said_and_a_doubted_one_confirmed(
    sqlite_url: str, clock: Clock, qtbot: QtBot
) -> None:
    office = Office(open_engine(sqlite_url), "demo.manager", frozenset(Role), now=clock,
                    doubting=True)
    case_id = open_review(office)
    clock.forward(days=50)
    page = open_page(qtbot, office, case_id)
    together = Together(page.window())
    together.look_at_clock()
    notice = page.window().messages._notice
    qtbot.waitUntil(notice.isVisible)
    assert "Is the date right?" in words(notice)
    page.do(AddNote, text="Too late?")
    rest(qtbot, page)
    assert "Nothing is saved until you have said" in " ".join(
        label.text() for label in page.window().messages.findChildren(QLabel))
    together.look_at_clock()
    together._said_clock = ""
    together.look_at_clock()
    qtbot.waitUntil(lambda: "Is the date right?" in words(notice))
    qtbot.mouseClick(notice.action, Qt.MouseButton.LeftButton)
    page.do(AddNote, text="In time.")
    rest(qtbot, page)
    assert see(office, case_id).timeline[0].detail == "In time."
    office.engine.dispose()
