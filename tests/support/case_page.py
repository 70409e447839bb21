"""The page of a case in a test: a window on a real office, waited for, and read."""

from __future__ import annotations

from typing import Any, TypeVar

from PySide6.QtWidgets import QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from caseworker.actions.office_work import AddColleague
from caseworker.actions.outcome import Allocate
from caseworker.actions.validity import AcceptAsValid
from caseworker.office import Office
from caseworker.rules.lifecycle import Role
from tests.support.review import act, answer_body, me
from ui.jobs import Jobs
from ui.places import SECTIONS
from ui.screens.case.page import CasePage
from ui.screens.case.tab import CaseTab
from ui.screens.queue import QueueScreen
from ui.shell import MainWindow

T = TypeVar("T", bound=CaseTab)


def staff(office: Office) -> None:
    """A manager, who is the office's own actor, a caseworker, and somebody for the post."""
    for login, name, roles in (
        (office.actor, "Helen Osei-Mensah", tuple(Role)),
        ("pshah", "Priya Shah", (Role.CASEWORKER,)),
        ("lbrandt", "Leah Brandt", (Role.CORRESPONDENCE,)),
    ):
        office.do(AddColleague(login=login, colleague_name=name, roles=roles))


def allocated(office: Office, case_id: int) -> None:
    """Take a fresh case as far as a valid one with an owner."""
    answer_body(office, case_id)
    act(office, case_id, AcceptAsValid)
    act(office, case_id, Allocate, owner_id=me(office))


def open_page(qtbot: QtBot, office: Any, case_id: int, **size: int) -> CasePage:
    """A window with the page of the case in front, its facts there."""
    jobs = Jobs(office)
    window = MainWindow(office, jobs, {"queue": QueueScreen, "case": CasePage}, SECTIONS)
    qtbot.addWidget(window, before_close_func=lambda _: jobs.close())
    window.resize(size.get("width", 1440), size.get("height", 900))
    window.show()
    window.show_screen("case", case_id=case_id)
    page = window.screen_shown
    assert isinstance(page, CasePage)
    qtbot.waitUntil(lambda: page.view is not None)
    rest(qtbot, page)
    return page


def rest(qtbot: QtBot, page: CasePage) -> None:
    """Wait until every question is answered."""
    qtbot.waitUntil(lambda: not page.jobs._open)
    qtbot.wait(1)


def tab(page: CasePage, kind: type[T]) -> T:
    """A tab of the page."""
    return page.part(kind)


def dialog(page: CasePage) -> Any:
    """The dialog that is open."""
    found = [each for each in page.window().findChildren(QDialog) if each.isVisible()]
    assert len(found) == 1, found
    return found[0]


def words(widget: QWidget) -> list[str]:
    """The texts that are to be seen in a widget."""
    return [label.text() for label in widget.findChildren(QLabel)
            if label.isVisibleTo(widget) and label.text()]
