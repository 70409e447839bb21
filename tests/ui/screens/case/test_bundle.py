"""Building a bundle: order, ticks, progress, stopping, what is kept, with the keyboard."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from caseworker.actions.documents import AddDocument, Incoming
from caseworker.actions.office_work import AddNote
from caseworker.bundles import Built, Cancelled, Entry
from caseworker.office import Office
from caseworker.queries.papers import bundles_made, content
from tests.support.case_window import CaseWindow, words
from tests.support.review import act, open_review
from ui.screens.case import bundle as module
from ui.screens.case.bundle import CHOOSE, BundleTab

DOWN, UP, SPACE = Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Space


class Desk(CaseWindow):
    """A window at the bundle of a case with three papers."""

    def __init__(self, qtbot: QtBot, office: Office) -> None:
        case_id = open_review(office)
        for title in ("Second paper", "Third paper"):
            act(office, case_id, AddDocument, title=title, kind="Other",
                files=(Incoming(f"{title}.txt", f"{title}: words.".encode()),))
        super().__init__(qtbot, office, case_id, "BundleTab")
        self.bundle = self.tab(BundleTab)
        self.bundle.parts.list.setFocus()

    def titles(self) -> list[str]:
        return [part.title for part in self.bundle.parts.chosen()]

    def made(self) -> tuple[Any, ...]:
        return self.office.ask(bundles_made, case_id=self.case_id)

    def until(self, what: Any) -> None:
        self._qtbot.waitUntil(what)


@pytest.fixture
def desk(office: Office, qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(qtbot, office)
    yield made
    made.close()


def test_a_bundle_is_ordered_built_kept_and_saved_by_keyboard(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert len(desk.titles()) == 3  # all ticked
    first = desk.titles()[0]
    desk.press(SPACE)
    assert first not in desk.titles()
    desk.press(SPACE)
    desk.press(DOWN, alt=True)
    assert desk.titles()[1] == first
    order = desk.titles()
    said: list[str] = []
    tell = desk.bundle.progress.tell
    monkeypatch.setattr(desk.bundle.progress, "tell",
                        lambda done, of, text: (said.append(text), tell(done, of, text)))
    desk.press(Qt.Key.Key_Return, ctrl=True)
    assert desk.bundle.progress.isVisible() and not desk.bundle.build.isVisible()
    desk.until(lambda: bool(desk.made()) and desk.bundle.build.isVisible())
    desk.settle()
    assert any(text.startswith("Building page ") for text in said)
    kept = desk.made()[0]
    pdf = desk.office.ask(content, sha256=kept.sha256)
    assert pdf.startswith(b"%PDF") and kept.pages == desk.bundle.view._pages
    assert kept.purpose == "Quality check"
    assert desk.titles() == order  # order and ticks outlive the refresh
    assert f"Quality check, {kept.pages} pages" in words(desk.bundle.made)

    place = tmp_path / "bundle.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(place), ""))
    desk.bundle._save(kept)
    desk.until(place.exists)
    desk.settle()
    assert place.read_bytes() == pdf


def test_cancel_keeps_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    going = threading.Event()

    def endless(pieces: Any, cover: Any, progress: Any) -> Built:
        going.set()
        while progress(1, 42, "Building page 1 of 42"):
            threading.Event().wait(0.01)
        raise Cancelled

    monkeypatch.setattr(module, "build", endless)
    desk.bundle.start()
    desk.until(lambda: desk.bundle.progress.words.text() == "Building page 1 of 42")
    assert going.is_set()
    desk.bundle.progress.cancel.click()
    desk.until(desk.bundle.build.isVisible)
    desk.settle()
    assert desk.made() == ()
    assert desk.bundle.view._pages == 0


def test_nothing_ticked_is_said(desk: Desk) -> None:
    desk.bundle.parts.none.click()
    desk.bundle.start()
    assert CHOOSE in desk.bundle.errors.accessibleName()
    assert not desk.bundle.progress.isVisible()


def test_what_cannot_be_read_is_named(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    built = Built(b"%PDF-1.7", "0" * 64, 3, (
        Entry("Second paper", 2, 1, "", "0" * 64),
        Entry("Third paper", 3, 1, "It is damaged.", "1" * 64),))
    monkeypatch.setattr(module, "build", lambda *_: built)
    desk.bundle.start()
    desk.until(desk.bundle.left_out.isVisible)
    assert "1 document could not be shown whole" in words(desk.bundle.left_out)
    assert "Third paper: It is damaged." in words(desk.bundle.left_out)


def test_a_change_meanwhile_does_not_lose_the_bundle(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = Built(b"%PDF-1.7", "0" * 64, 3, ())
    monkeypatch.setattr(module, "build", lambda *_: built)
    act(desk.office, desk.case_id, AddNote, text="A note by a colleague.")
    desk.bundle.start()
    desk.until(desk.bundle.keep.isVisible)
    desk.window.refresh()
    desk.settle()
    desk.bundle.keep.action.click()
    desk.until(lambda: len(desk.made()) == 1)


def test_another_case_begins_afresh(desk: Desk) -> None:
    desk.press(SPACE)
    other = open_review(desk.office)
    desk.show(other, "BundleTab")
    assert len(desk.titles()) == 1
    desk.show(desk.case_id, "BundleTab")
    assert len(desk.titles()) == 3
