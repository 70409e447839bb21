"""The connection drops while a window is open: nothing typed is lost, nothing is saved twice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import make_url

from caseworker import live
from caseworker.database import open_engine
from caseworker.office import Office
from caseworker.rules.lifecycle import Role
from tests.support.case_page import open_page, rest, tab, words
from tests.support.clock import Clock
from tests.support.proxy import Cable
from tests.support.review import open_review, see
from ui import jobs, together
from ui.screens.case.notes import NotesTab
from ui.screens.case.page import CasePage
from ui.shell import MainWindow


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test waits for seconds between two tries."""
    monkeypatch.setattr(jobs, "ASK_AGAIN", (0.1,))
    monkeypatch.setattr(together, "BACKOFF", (100,))
    monkeypatch.setattr(live, "BACKOFF", (0.1,))


@pytest.fixture
def cable(postgres_url: str) -> Iterator[Cable]:
    made = Cable(make_url(postgres_url))
    yield made
    made.close()


@pytest.fixture
def page(cable: Cable, clock: Clock, qtbot: QtBot) -> Iterator[CasePage]:
    """A window on a case, through the cable, listening, with a note begun."""
    office = Office(open_engine(cable.url.render_as_string(hide_password=False)), "demo.manager",
                    frozenset(Role), now=clock)
    made = open_page(qtbot, office, open_review(office))
    made.go_to(NotesTab)
    keeps = together.Together(made.window())
    keeps.start()
    rest(qtbot, made)
    tab(made, NotesTab).box.text.setPlainText("Telephoned")
    yield made
    assert made.window().close()
    office.close()


@pytest.fixture
def straight(postgres_url: str, clock: Clock) -> Iterator[Office]:
    """The same records, past the cable."""
    made = Office(open_engine(postgres_url), "demo.auditor", frozenset(Role), now=clock)
    yield made
    made.close()


def banner(page: CasePage) -> bool:
    window = page.window()
    assert isinstance(window, MainWindow)
    return window.messages.offline.isVisible()


def notes(office: Office) -> list[str]:
    return [each.detail for each in see(office, 1).timeline if each.detail == "Telephoned"]


@pytest.mark.parametrize("reached", [True, False], ids=["after the commit", "before the commit"])
def test_a_cut_in_the_middle_of_a_save_is_told_as_it_was(
    page: CasePage, cable: Cable, straight: Office, qtbot: QtBot, reached: bool
) -> None:
    box = tab(page, NotesTab).box
    cable.cut_at_commit(reached=reached)
    box.save()
    qtbot.waitUntil(cable.was_cut.is_set)
    qtbot.waitUntil(lambda: banner(page))
    assert box.text.toPlainText() == "Telephoned"  # until it is known
    cable.plug_in()
    if reached:  # it says so by itself
        qtbot.waitUntil(lambda: not box.text.toPlainText())
    else:
        qtbot.waitUntil(lambda: "nothing was saved" in " ".join(words(page.window())))
        assert box.text.toPlainText() == "Telephoned" and notes(straight) == []
    qtbot.waitUntil(lambda: not banner(page))
    rest(qtbot, page)
    if not reached:
        box.save()
        qtbot.waitUntil(lambda: not box.text.toPlainText())
    assert notes(straight) == ["Telephoned"]


def test_what_is_typed_while_the_server_is_away_stays_and_the_banner_goes_by_itself(
    page: CasePage, cable: Cable, straight: Office, qtbot: QtBot
) -> None:
    box = tab(page, NotesTab).box
    cable.pull()
    qtbot.waitUntil(lambda: banner(page))
    box.text.setPlainText("Telephoned, ")
    box.save()
    rest(qtbot, page)
    assert banner(page) and box.text.toPlainText() == "Telephoned, " and notes(straight) == []
    cable.plug_in()
    qtbot.waitUntil(lambda: not banner(page))
    rest(qtbot, page)
    box.text.setPlainText("Telephoned")
    box.save()
    qtbot.waitUntil(lambda: not box.text.toPlainText())
    assert notes(straight) == ["Telephoned"]
