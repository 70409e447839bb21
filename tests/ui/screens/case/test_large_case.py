"""A case with hundreds of papers and events opens without stopping the window."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from caseworker.database import open_engine
from caseworker.office import Office
from caseworker.records import Document, Note
from caseworker.rules.lifecycle import Role
from tests.support.case_page import open_page, rest, tab
from tests.support.review import open_review
from ui.screens.case.documents import DocumentsTab
from ui.screens.case.page import CasePage
from ui.screens.case.story import TimelineTab

DOCUMENTS, NOTES = 200, 500
LONGEST = 0.3  # seconds; a quiet machine needs a third of it


@pytest.fixture
def large(sqlite_url: str, clock: Any) -> Iterator[tuple[Office, int]]:
    engine = open_engine(sqlite_url)
    office = Office(engine, actor="demo.manager", roles=frozenset(Role), now=clock)
    case_id = open_review(office)
    with Session(engine.execution_options(writing=True)) as session:
        letter = session.query(Document).one()
        copied = {name: getattr(letter, name) for name in (
            "kind", "dated", "sender", "sha256", "size", "media_type", "pages", "reading_note",
            "added_by")}
        session.add_all(
            Document(case_id=case_id, title=f"Paper {n} of the investigation", name=f"{n}.pdf",
                     added_at=office.now(), **copied) for n in range(DOCUMENTS - 1))
        session.add_all(
            Note(case_id=case_id, text=f"Note {n}. " + "Words of a note. " * (n % 60),
                 at=office.now(), by="demo.manager") for n in range(NOTES))
        session.commit()
    yield office, case_id
    engine.dispose()


class Beat(QObject):
    """Measures the longest time in which the window did nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self.longest, self._last = 0.0, time.perf_counter()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.beat)
        self._timer.start(2)

    def beat(self) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now


def test_the_window_never_waits_long(large: tuple[Office, int], qtbot: QtBot) -> None:
    office, case_id = large
    small = open_review(office)
    page = open_page(qtbot, office, small)
    gc.collect()
    gc.freeze()  # what earlier tests left is not this window's to search through
    rounds = []
    for _ in range(2):  # the better of two: another process may have had the machine
        page.host.show_screen("case", case_id=small)
        rest(qtbot, page)
        rounds.append(_gaps(page, case_id, qtbot))
    gc.unfreeze()
    assert len(tab(page, DocumentsTab).list.documents) == DOCUMENTS
    assert len(tab(page, TimelineTab).list.events) >= NOTES + DOCUMENTS - 1
    print("longest gaps, in seconds:", rounds)
    if os.environ.get("CASEWORKER_TIMED"):  # judged on a quiet machine, by whoever asks for it
        assert min(max(each.values()) for each in rounds) < LONGEST, rounds


def _gaps(page: CasePage, case_id: int, qtbot: QtBot) -> dict[str, float]:
    beat, found = Beat(), {}
    page.host.show_screen("case", case_id=case_id)
    for name in ("OverviewTab", "TimelineTab", "DocumentsTab", "NotesTab", "JournalTab",
                 "PeopleTab"):
        page.open(case_id=case_id, tab=name)
        rest(qtbot, page)
        qtbot.wait(60)  # the lists lay themselves out in portions
        beat.beat()
        found[name], beat.longest = beat.longest, 0.0
    return found
