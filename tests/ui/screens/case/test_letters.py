"""The letters of a case: which fit, what was issued, copies of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from caseworker.actions.letters import DraftLetter, IssueLetter
from caseworker.office import Office
from caseworker.queries.papers import content
from caseworker.rules.lifecycle import Role
from tests.support.case_window import CaseWindow, words
from tests.support.review import act, open_review, see
from ui.icons import Button
from ui.screens.case.letters import LettersTab
from ui.screens.letter.screen import LetterScreen


@pytest.fixture
def desk(office: Office, qtbot: QtBot) -> Iterator[CaseWindow]:
    made = CaseWindow(qtbot, office, open_review(office), "LettersTab", {"letter": LetterScreen})
    yield made
    made.close()


def buttons(tab: LettersTab, words_: str) -> list[Button]:
    return [each for each in tab.findChildren(Button)
            if each.accessibleName().startswith(words_)]


def test_what_fits_stands_first_with_its_reason(desk: CaseWindow) -> None:
    tab = desk.tab(LettersTab)
    assert "R1 Acknowledge a review request" in words(tab.fits)
    assert "The request has been logged." in words(tab.fits)
    assert "R14" not in words(tab.fits) and "Usual when: " in words(tab.others)
    desk.press(Qt.Key.Key_Return, ctrl=True)
    desk._qtbot.waitUntil(lambda: bool(see(desk.office, desk.case_id).letters))
    desk.settle()
    assert see(desk.office, desk.case_id).letters[0].code == "R1"
    desk.show(desk.case_id, "LettersTab")
    assert [each.text() for each in buttons(tab, "Open draft R1")] == ["Open draft"]


def test_an_issued_letter_is_opened_and_saved(
    desk: CaseWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    letter_id = act(desk.office, desk.case_id, DraftLetter, code="R1")
    act(desk.office, desk.case_id, IssueLetter, letter_id=letter_id)
    desk.window.refresh()
    desk.settle()
    tab = desk.tab(LettersTab)
    assert "Letter 1" in words(tab.issued)
    assert "12 March 2026. Post, DL window envelope. To Ruth Abernathy" in words(tab.issued)
    letter = see(desk.office, desk.case_id).letters[0]
    for name, ending, sha256 in (("Save PDF", ".pdf", letter.pdf_sha256),
                                 ("Save Word", ".docx", letter.word_sha256)):
        place = tmp_path / f"letter{ending}"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, p=place: (str(p), ""))
        buttons(tab, name)[0].click()
        desk._qtbot.waitUntil(place.exists)
        desk.settle()
        assert place.read_bytes() == desk.office.ask(content, sha256=sha256)
    buttons(tab, "Open PDF")[0].click()
    screen = desk.window.screen_shown
    assert isinstance(screen, LetterScreen)
    desk._qtbot.waitUntil(lambda: screen.issued.view._pages > 0)
    assert "Issued and frozen." in words(screen.issued)


def test_a_draft_is_discarded_only_when_asked(desk: CaseWindow) -> None:
    act(desk.office, desk.case_id, DraftLetter, code="R1")
    desk.window.refresh()
    desk.settle()
    tab = desk.tab(LettersTab)
    buttons(tab, "Discard")[0].click()
    desk.card().reject()
    assert len(see(desk.office, desk.case_id).letters) == 1
    buttons(tab, "Discard")[0].click()
    desk.agree()
    assert see(desk.office, desk.case_id).letters == ()
    assert "No draft." in words(tab.drafts)


def test_an_auditor_sees_why_nothing_can_be_written(office: Office, qtbot: QtBot) -> None:
    case_id = open_review(office)
    auditor = Office(office.engine, "aud", frozenset({Role.AUDITOR}), now=office.now)
    desk = CaseWindow(qtbot, auditor, case_id, "LettersTab")
    write = buttons(desk.tab(LettersTab), "Write ")
    assert write and not any(each.isEnabled() for each in write)
    assert "needs the role" in write[0].toolTip()
    assert write[0].toolTip() == write[0].accessibleDescription()
    desk.close()
