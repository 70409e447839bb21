"""Every place of the window, as people of every kind meet it: by ear, by keys, with large text."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage, QPainter, qGray
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from caseworker.queries.lists.sorts import Shown
from caseworker.queries.lists.window import first_rows
from caseworker.queries.queues import QueueRow
from tests.support import access_room
from tests.support.access_walk import kind_of, walk_dialogs, walk_place
from tests.support.dialogs import DIALOGS, From
from tests.support.places import PLACES, Place
from tests.support.small_office import TODAY
from tests.support.visit import Visit
from ui import theme
from ui.ink import Ink
from ui.screens.lists import cells
from ui.tokens import THEMES


@pytest.mark.parametrize(("place", "visit"), [
    pytest.param(each, (each.login, each.demo), id=each.name) for each in PLACES],
    indirect=["visit"])
def test_access(place: Place, visit: Visit) -> None:
    opened = place.bring(visit)
    assert place.kind in ("", kind_of(opened))
    found = walk_place(visit, opened, place.stays)
    assert found == [], "\n".join(found)


@pytest.mark.parametrize(("origin", "visit"), [
    pytest.param(each, (each.login, True), id=each.place) for each in DIALOGS],
    indirect=["visit"])
def test_dialogs(origin: From, visit: Visit) -> None:
    origin.bring(visit)
    found, kinds = walk_dialogs(visit, origin.opens)
    assert found == [], "\n".join(found)
    assert origin.kinds <= kinds


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
