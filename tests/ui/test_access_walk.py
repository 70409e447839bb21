"""Every place of the window, as people of every kind meet it: by ear, by keys, with large text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage, QPainter, qGray
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from caseworker.queries.lists.sorts import Shown
from caseworker.queries.lists.window import first_rows
from caseworker.queries.queues import QueueRow
from tests.support import access_room
from tests.support.access_looks import faults_of, looks
from tests.support.dialogs import DIALOGS, From
from tests.support.places import PLACES, Place
from tests.support.small_office import TODAY
from tests.support.visit import Visit
from ui import theme
from ui.ink import Ink
from ui.screens.all import SCREENS
from ui.screens.lists import cells
from ui.tokens import THEMES

as_manager = pytest.mark.parametrize("visit", ["hosei"], indirect=True)


@pytest.mark.parametrize(("place", "visit"), [
    pytest.param(each, each.login, id=each.name) for each in PLACES], indirect=["visit"])
def test_access(place: Place, visit: Visit) -> None:
    root = place.bring(visit) or visit.window
    found, own = [], root.size()
    for look, size, checks in looks():
        visit.look(look, size)
        if root.isWindow() and root is not visit.window:  # as large as it opens at this text size
            root.resize(own * look.scale)
            visit.rest()
        said = faults_of(root, checks)
        found += [f"{look.name} {look.scale:.0%} {size[0]}: {each}" for each in said]
    assert found == [], "\n".join(found)
    assert root is visit.window or place.stays or visit.escapes(root)


@pytest.mark.parametrize(("origin", "visit"), [
    pytest.param(each, each.login, id=each.place) for each in DIALOGS], indirect=["visit"])
def test_dialogs(origin: From, visit: Visit) -> None:
    origin.bring(visit)
    found = []
    for look, size, checks in looks():
        visit.look(look, size)
        for words, opens in origin.opens.items():
            opens(visit)
            visit.settle()
            dialog = visit.dialog()
            said = faults_of(dialog, checks)
            if not visit.window.rect().contains(QRect(QPoint(0, 0), dialog.size())):
                said.append(f"larger than the window: {dialog.size().toTuple()}")
            if not visit.escapes(dialog):
                said.append("the Escape key does not leave it")
            found += [f"{words}, {look.name} {look.scale:.0%} {size[0]}: {each}" for each in said]
            visit.shut()
    assert found == [], "\n".join(found)


@as_manager
def test_single_letters_are_text_in_every_box_and_can_be_switched_off(
    visit: Visit, qtbot: QtBot
) -> None:
    pressed: list[str] = []
    for name in ("home", "queue", "complaints", "responses", "post", "logpost", "letters",
                 "results", "admin", "help"):
        screen = visit.go(name)
        pressed.clear()
        letters = [letter for letter in screen.letters if letter.isalpha()] or ["Z"]
        screen.letters = {each: lambda each=each: pressed.append(each) for each in letters}
        for box in (each for each in access_room.shown(visit.window) if isinstance(
                each, QLineEdit | QPlainTextEdit) and each.isEnabled() and not each.isReadOnly()):
            box.setFocus()
            qtbot.keyClicks(box, "".join(letters).lower())
            assert pressed == [], (name, box.accessibleName())
        screen.setFocus()
        qtbot.keyClicks(screen, letters[0])
        assert pressed == [letters[0]], name
        visit.window.config.change(single_letters=False)
        qtbot.keyClicks(screen, letters[0])
        assert pressed == [letters[0]], name
        visit.window.config.change(single_letters=True)


@as_manager
@pytest.mark.parametrize("name", THEMES)
def test_the_states_of_a_deadline_differ_without_colour_and_words(
    visit: Visit, name: str, qapp: QApplication
) -> None:
    theme.apply(qapp, theme.Theme(name))
    row = visit.office.ask(first_rows, shown=Shown(), today=TODAY, me="")[0]
    seen = {state: shape_of(row._replace(deadline_state=state))
            for state in ("late", "soon", "waiting", "later")}
    assert len(set(seen.values())) == len(seen)


def shape_of(row: QueueRow) -> bytes:
    """The cell of a deadline in black and white: what stands out from the ground, and no tone."""
    cell = QImage(200, 54, QImage.Format.Format_RGB32)
    ground = theme.current().colour("surface")
    cell.fill(ground)
    painter = QPainter(cell)
    cells._paint_deadline(painter, Ink(theme.current(), 1.0), cell.rect().getRect(), row)
    painter.end()
    grey = cell.convertToFormat(QImage.Format.Format_Grayscale8)
    least = qGray(ground.rgb())
    return bytes(abs(tone - least) > 96 for tone in bytes(grey.constBits()))


def test_every_screen_is_visited() -> None:
    assert SCREENS.keys() - {place.screen for place in PLACES} == set()
