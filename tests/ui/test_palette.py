"""The palette: found by keyboard, told to a screen reader, and gone without a trace."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseworker.office import Unavailable
from caseworker.queries.search import CaseHit, Cases, PersonHit
from caseworker.queries.search_texts import TextHit, Texts
from tests.support import access
from tests.support.fake_office import TODAY, FakeOffice
from ui import theme
from ui.command import Command
from ui.palette import panel
from ui.palette.panel import Palette
from ui.shell import MainWindow
from ui.signed_in import ending

HIT = CaseHit(3, "REV-2026-0400", "Ruth Abernathy", "Harassment", "Due today", "", False, False,
              False)
PERSON = PersonHit("Aberra Tesfaye", "Representative in 3 cases")
TEXT = TextHit("note", 9, 3, "REV-2026-0400", "Ruth Abernathy", "Note of 4 March 2026",
               "… saw Mr Aberra …", TODAY)


def _cases(*, text: str, **_: Any) -> Cases:
    return Cases((HIT,), (PERSON,)) if text.startswith("aber") else Cases()


@pytest.fixture
def palette(window: MainWindow, fake_office: FakeOffice, qtbot: QtBot) -> Palette:
    fake_office.answers = {
        "find_cases": _cases,
        "find_texts": lambda **_: Texts((TEXT,)),
    }
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is window.palette_.box
    return window.palette_


def type_and_wait(palette: Palette, qtbot: QtBot, text: str) -> None:
    qtbot.keyClicks(palette.box, text)
    qtbot.waitUntil(lambda: palette._answered)


def titles(palette: Palette) -> list[str]:
    return [palette.lines.item(row).text() for row in range(palette.lines.count())]


def test_groups_in_order_with_the_best_case_chosen(palette: Palette, qtbot: QtBot) -> None:
    type_and_wait(palette, qtbot, "aber")
    qtbot.waitUntil(lambda: "In notes, letters and papers" in titles(palette))
    assert titles(palette) == [
        "Cases", "Ruth Abernathy", "People", "Aberra Tesfaye", "In notes, letters and papers",
        "Note of 4 March 2026, REV-2026-0400"]
    assert palette.lines.entry().title == "Ruth Abernathy"


def test_up_and_down_from_the_box_and_tab_fills(palette: Palette, qtbot: QtBot) -> None:
    type_and_wait(palette, qtbot, "aber")
    qtbot.keyClick(palette.box, Qt.Key.Key_Down)
    assert palette.lines.entry().title == "Aberra Tesfaye"
    qtbot.keyClick(palette.box, Qt.Key.Key_Up)
    qtbot.keyClick(palette.box, Qt.Key.Key_Tab)
    assert palette.box.text() == "Ruth Abernathy"
    assert QApplication.focusWidget() is palette.box


def test_escape_gives_the_focus_back(window: MainWindow, palette: Palette, qtbot: QtBot) -> None:
    qtbot.keyClick(palette.box, Qt.Key.Key_Escape)
    assert palette.isHidden()
    assert QApplication.focusWidget() is window.screen_shown.table


def test_enter_before_the_answer_opens_the_best_case(
    window: MainWindow, palette: Palette, fake_office: FakeOffice, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gate, opened = threading.Event(), []
    monkeypatch.setattr(window, "show_screen", lambda name, **args: opened.append((name, args)))

    def slow(**given: Any) -> Cases:
        gate.wait(60)
        return _cases(**given)

    fake_office.answers["find_cases"] = slow
    qtbot.keyClicks(palette.box, "aber")
    qtbot.keyClick(palette.box, Qt.Key.Key_Return)
    assert not palette.isHidden()
    gate.set()
    qtbot.waitUntil(palette.isHidden)
    assert opened == [("case", {"case_id": 3})]


def test_prefixes_narrow(palette: Palette, qtbot: QtBot) -> None:
    qtbot.keyClicks(palette.box, ">")
    assert titles(palette)[0] == "Commands for REV-2026-0398"
    assert "Look again" in titles(palette)
    assert not {"Cases", "Places", "People"} & set(titles(palette))
    palette.box.clear()
    type_and_wait(palette, qtbot, "@aber")
    assert titles(palette) == ["People", "Aberra Tesfaye"]
    palette.box.clear()
    type_and_wait(palette, qtbot, "#aber")
    assert titles(palette) == ["Cases", "Ruth Abernathy"]


def test_a_command_of_the_screen_has_its_key(
    window: MainWindow, palette: Palette, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    monkeypatch.setattr(window.screen_shown, "commands", lambda: [
        Command("Allocate to...", "A", lambda: done.append("allocate")),
        Command("Issue decision...", "I", lambda: done.append("issue"), "It needs a manager"),
    ])
    type_and_wait(palette, qtbot, "alloc")
    assert (palette.lines.entry().title, palette.lines.entry().key) == ("Allocate to…", "A")
    qtbot.keyClick(palette.box, Qt.Key.Key_Return)
    assert done == ["allocate"]
    palette.open_up()
    type_and_wait(palette, qtbot, "issue dec")
    assert titles(palette)[0] == "Not now"
    assert palette.lines.entry().detail == "It needs a manager"
    qtbot.keyClick(palette.box, Qt.Key.Key_Return)
    assert done == ["allocate"] and not palette.isHidden()


def test_the_menu_of_the_person_is_within_reach_of_the_keys(
    window: MainWindow, palette: Palette, qtbot: QtBot
) -> None:
    type_and_wait(palette, qtbot, ">colours")
    assert titles(palette)[1:] == ["Colours: match the system", "Colours: light", "Colours: dark",
                                   "Colours: high contrast"]
    for _ in range(2):
        qtbot.keyClick(palette.box, Qt.Key.Key_Down)
    qtbot.keyClick(palette.box, Qt.Key.Key_Return)
    assert theme.current().name == "dark" and window.config.now.theme == "dark"
    window.open_palette()
    type_and_wait(palette, qtbot, f">{ending(window)[-1].words}")
    with qtbot.waitSignal(window.sign_out):
        qtbot.keyClick(palette.box, Qt.Key.Key_Return)
    window.open_palette()
    type_and_wait(palette, qtbot, ">lock")
    assert titles(palette)[1] == "Lock"


def test_the_last_used_stand_there_when_nothing_is_typed(
    window: MainWindow, palette: Palette, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window, "show_screen", lambda name, **args: None)
    for _ in range(2):  # twice the same is remembered once
        type_and_wait(palette, qtbot, "aber")
        qtbot.keyClick(palette.box, Qt.Key.Key_Return)
        palette.open_up()
    assert titles(palette) == ["Cases", "Ruth Abernathy"]


def test_trouble_says_so_and_keeps_what_was_typed(
    palette: Palette, fake_office: FakeOffice, qtbot: QtBot
) -> None:
    def away(**_: Any) -> Cases:
        raise Unavailable("Caseworker cannot reach the records.")

    fake_office.answers["find_cases"] = fake_office.answers["find_texts"] = away
    qtbot.keyClicks(palette.box, "aber")
    qtbot.waitUntil(lambda: "cannot reach" in palette.note.text())
    assert palette.box.text() == "aber"


def test_count_and_best_are_announced_after_a_pause(
    palette: Palette, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(panel, "announce", lambda _w, words, **_: said.append(words))
    type_and_wait(palette, qtbot, "aber")
    qtbot.waitUntil(lambda: bool(said))
    assert said[0] == "3 results. Ruth Abernathy, case"


@pytest.mark.parametrize("look", [theme.Theme("dark"), theme.Theme("contrast"),
                                  theme.Theme("light", 1.5)])
def test_it_is_heard_in_every_look(
    window: MainWindow, palette: Palette, qtbot: QtBot, look: theme.Theme
) -> None:
    window.use_theme(look)
    type_and_wait(palette, qtbot, "aber")
    assert access.faults(palette) == []
    spoken: Callable[[int], Any] = lambda row: palette.lines.item(row).data(  # noqa: E731  short
        int(Qt.ItemDataRole.AccessibleTextRole))
    assert spoken(1) == "Cases: Ruth Abernathy, case, REV-2026-0400. Due today"
    assert palette.rect().contains(palette.panel.geometry())


BAD = ["\"' OR 1=1 --", "*", "a" * 9_999, "\u202eabc", "\x00", "(", "\U0001f4a5"]


@pytest.mark.parametrize("text", BAD)
def test_no_text_is_an_error(palette: Palette, qtbot: QtBot, text: str) -> None:
    palette.box.setText(text)
    qtbot.waitUntil(lambda: palette._answered)
    assert not palette.isHidden()
