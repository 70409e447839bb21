"""The next case by its key, with the reason; and who has a case open, in the queue."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from caseworker.actions.validity import AcceptAsValid
from caseworker.leases import OpenBy
from caseworker.office import Office
from tests.support.access import faults
from tests.support.case_page import rest, staff, words
from tests.support.review import act, answer_body, open_review, see
from ui.jobs import Jobs
from ui.places import SECTIONS
from ui.screens.case.page import CasePage
from ui.screens.lists.model import SPOKEN
from ui.screens.queue import QueueScreen
from ui.shell import MainWindow


def open_queue(qtbot: QtBot, office: Office) -> MainWindow:
    jobs = Jobs(office)
    window = MainWindow(office, jobs, {"queue": QueueScreen, "case": CasePage}, SECTIONS)
    qtbot.addWidget(window, before_close_func=lambda _: jobs.close())
    window.resize(1440, 900)
    window.show()
    window.show_screen("queue")
    qtbot.waitUntil(lambda: not jobs._open)
    return window


def test_the_next_case_is_taken_by_its_key_and_says_why(office: Office, qtbot: QtBot) -> None:
    staff(office)
    case_id = open_review(office, name="Adaeze Nwosu")
    answer_body(office, case_id)
    act(office, case_id, AcceptAsValid)
    window = open_queue(qtbot, office)
    assert faults(window) == []
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window.screen_shown, Qt.Key.Key_G, keys)
    qtbot.waitUntil(lambda: isinstance(window.screen_shown, CasePage))
    page = window.screen_shown
    assert isinstance(page, CasePage)
    rest(qtbot, page)
    said = " ".join(words(window.messages))
    assert "is yours." in said and "Nwosu: due" in said and "of 1 valid case" in said
    assert see(office, case_id).row.owner == "Helen Osei-Mensah"


def test_nothing_to_take_is_said_in_words(office: Office, qtbot: QtBot) -> None:
    staff(office)
    window = open_queue(qtbot, office)
    screen = window.screen_shown
    assert isinstance(screen, QueueScreen)
    screen.take_next.click()
    qtbot.waitUntil(lambda: "There is nothing to take: no valid request waits for an owner"
                    in " ".join(words(window.messages)))
    assert screen.take_next.isEnabled()


def test_a_row_says_which_colleague_has_the_case_open(office: Office, qtbot: QtBot) -> None:
    case_id = open_review(office, name="Adaeze Nwosu")
    since = datetime(2026, 3, 12, 10, 31, tzinfo=UTC)
    office.who_has = lambda ids: (  # type: ignore[method-assign]
        OpenBy(case_id, "Leah Brandt", since),) if case_id in ids else ()
    window = open_queue(qtbot, office)
    rows = window.screen_shown.table.rows  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: "Leah Brandt has this case open, since 10:31"
                    in str(rows.data(rows.index(0, 0), SPOKEN)))
