"""The post desk on a real office, in a window, with some files to log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from caseworker.drafts import Drafts
from caseworker.office import Office
from tests.support.post_desk import LETTER, file_of, settle
from ui.jobs import Jobs
from ui.places import SECTIONS
from ui.screens.case.page import CasePage
from ui.screens.post.desk import PostDesk
from ui.shell import MainWindow

OpenDesk = Callable[[], PostDesk]


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    """Where what is typed is kept in these tests."""
    return Drafts(tmp_path / "drafts", "demo.manager")


@pytest.fixture
def open_desk(qtbot: QtBot, office: Office, drafts: Drafts) -> Iterator[OpenDesk]:
    """Opens a window with the desk in front; called again, a second one after a crash."""
    opened: list[Jobs] = []

    def make() -> PostDesk:
        jobs = Jobs(office)
        opened.append(jobs)
        window = MainWindow(office, jobs, {
            "logpost": lambda host: PostDesk(host, drafts=drafts), "case": CasePage}, SECTIONS)
        qtbot.addWidget(window)
        window.resize(1440, 900)
        window.show()
        window.show_screen("logpost")
        desk = window.screen_shown
        assert isinstance(desk, PostDesk)
        settle(qtbot, desk)
        return desk

    yield make
    for jobs in opened:
        assert jobs.close()


@pytest.fixture
def desk(open_desk: OpenDesk) -> PostDesk:
    """The desk, empty."""
    return open_desk()


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """A letter as a text file."""
    return file_of(tmp_path, "Scan 0007.txt", LETTER.encode())
