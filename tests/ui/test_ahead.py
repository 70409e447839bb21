"""The page of a case is made ready while nobody waits, and nobody is disturbed by it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from caseworker.office import Office
from tests.support.review import open_review
from ui.ahead import Ahead
from ui.application import make_window
from ui.jobs import Jobs
from ui.screens.case.overview import OverviewTab
from ui.screens.case.page import CasePage
from ui.shell import MainWindow

one_engine = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def opened(qtbot: QtBot, office: Office) -> Iterator[MainWindow]:
    window = make_window(office)
    qtbot.addWidget(window)
    window.show()
    yield window
    window.close()


def ahead(window: MainWindow) -> Ahead:
    found = window.findChild(Ahead)
    assert isinstance(found, Ahead)
    return found


@one_engine
def test_the_page_is_ready_and_not_shown(opened: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: ahead(opened).ready)
    page = opened._screens["case"]
    assert isinstance(page, CasePage) and page is not opened.screen_shown
    assert page.view is None and not page.isVisible() and not page._body.isVisibleTo(page)
    assert list(page._parts) == [OverviewTab]
    assert page.size() == opened.stack.size(), "what is painted later is as large"


@one_engine
def test_who_is_quicker_keeps_what_is_shown(
    opened: MainWindow, qtbot: QtBot, office: Office
) -> None:
    case_id = open_review(office)
    opened.show_screen("case", case_id=case_id)
    page = opened.screen_shown
    assert isinstance(page, CasePage)
    qtbot.waitUntil(lambda: ahead(opened).ready)
    qtbot.waitUntil(lambda: page.view is not None)
    assert opened.screen_shown is page and page._body.isVisible()


@one_engine
def test_nothing_is_made_while_an_answer_is_waited_for(
    opened: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = ahead(opened)
    qtbot.waitUntil(lambda: made.ready)
    again = Ahead(opened)
    done: list[int] = []
    monkeypatch.setattr(again, "_pieces", iter([lambda: done.append(1)]))
    for idle in (False, True):
        assert not done
        monkeypatch.setattr(Jobs, "idle", idle)
        again._go_on()
    assert done == [1]
