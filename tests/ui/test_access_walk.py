"""Every place of the window, as people of every kind meet it: by ear, by keys, with large text."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QPainter, qGray
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from caseworker import system
from caseworker.database import open_engine
from caseworker.office import Office
from caseworker.queries.lists.sorts import Shown
from caseworker.queries.lists.window import first_rows
from caseworker.queries.queues import QueueRow
from caseworker.rules.lifecycle import Role
from tests.support import access, access_focus, access_pixels, access_room
from tests.support.places import PLACES, Place
from tests.support.small_office import TODAY, copy_of, small_office
from tests.support.visit import Visit
from ui import theme
from ui.ink import Ink
from ui.screens import queue_cells
from ui.screens.all import SCREENS
from ui.tokens import THEMES

LARGE, SMALL = (1440, 900), (1024, 700)


@pytest.fixture(scope="session")
def made_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the small office, made once."""
    return small_office(tmp_path_factory.mktemp("office"))


@pytest.fixture
def visit(
    made_office: Path, tmp_path: Path, qtbot: QtBot, frozen_now: datetime,
    monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest,
) -> Iterator[Visit]:
    """A colleague's window on a copy of the office."""
    monkeypatch.setattr(QDialog, "exec", QDialog.open)  # a test does not wait for an answer
    monkeypatch.setattr(system, "data_folder", lambda: tmp_path / "own")
    engine = open_engine(copy_of(made_office, tmp_path))
    office = Office(engine, "walk", frozenset(Role), now=lambda: frozen_now, demo=True)
    made = Visit(qtbot, office.working_as(request.param), tmp_path)
    yield made
    made.leave()
    engine.dispose()


Check = Callable[[QWidget], list[str]]


def room(root: QWidget) -> list[str]:
    """What text size and the size of the window can spoil."""
    return [*access_room.cut_off(root), *access_room.outside(root),
            *access_room.small_targets(root)]


def colours(root: QWidget) -> list[str]:
    """What a theme can spoil."""
    return access_pixels.faint(root, access_pixels.picture(root))


def keys(root: QWidget) -> list[str]:
    """What the Tab key meets, once round."""
    met = access_focus.stops(root)
    return [*access_focus.chain(root, met), *access_focus.order(met),
            *access_focus.unseen(root, met)]


# Theme, size of the window, what is looked at. CASEWORKER_WALK=all looks at every combination, and
# goes to the places that ordinary tests leave out as well.
ALL = os.environ.get("CASEWORKER_WALK") == "all"
LOOKS: tuple[tuple[theme.Theme, tuple[int, int], tuple[Check, ...]], ...] = tuple(
    (theme.Theme(name, scale), size, (access.faults, room, colours, keys))
    for name in THEMES for scale in (1.0, 1.5, 2.0) for size in (LARGE, SMALL)
) if ALL else (
    (theme.Theme("light"), LARGE, (access.faults, room, colours, keys)),
    (theme.Theme("light"), SMALL, (room,)),
    (theme.Theme("dark"), LARGE, (colours,)),
    (theme.Theme("contrast"), LARGE, (colours, room)),
    (theme.Theme("light", 1.5), LARGE, (room,)),
    (theme.Theme("light", 2.0), LARGE, (room,)),
)


# Faults that are known and not mended yet, by place: words of each. Nothing is to be added.
KNOWN: dict[str, tuple[str, ...]] = {
    "post desk": ("the Tab key goes up from Button 'Save and next'",),
    "case, Assessment": ("the Tab key goes",),
    "admin, Code lists": ("outside of RowsTable",),
}

# Places that the walk has not been through cleanly yet: with CASEWORKER_WALK=all only.
WALKED = frozenset((
    "home of a caseworker", "post desk", "post desk, open a case", "queue", "queue, filters",
    "queue, allocate", "queue, add note", "queue, columns", "queue, save view",
    "queue, next taken", "queue, offline", "complaints", "case, Overview", "case, Timeline",
    "case, People and consent", "case, Documents", "case, Letters", "case, Bundle", "case, Notes",
    "case, Journal", "case, Validity checks", "case, dialog: Record facts",
    "case, dialog: Allocate to", "case, dialog: Link to", "case, dialog: Record a withdrawal",
    "case, dialog: Merge", "complaint, Overview", "complaint, Timeline", "complaint, Documents",
    "complaint, Letters", "complaint, Notes", "admin, Addresses", "admin, People, add",
    "admin, Bank holidays, add", "case, Recommendations", "results", "help", "help over a case",
    "lock", "home of a manager", "home of correspondence", "letters to issue",
    "journal of the office", "case, Assessment",
))
LATER = frozenset(each.name for each in PLACES) - WALKED


as_manager = pytest.mark.parametrize("visit", ["hosei"], indirect=True)


@pytest.mark.parametrize(("place", "visit"), [
    pytest.param(each, each.login, id=each.name) for each in PLACES
    if ALL or each.name not in LATER], indirect=["visit"])
def test_access(place: Place, visit: Visit) -> None:
    root = place.bring(visit) or visit.window
    found, own = [], root.size()
    for look, size, checks in LOOKS:
        if look != theme.current():
            theme.apply(QApplication.instance(), look)
        visit.window.resize(*size)
        if root is not visit.window:  # as large as it opens at this text size
            root.resize(own * look.scale)
        visit.window._fit()
        visit.settle()
        said = [fault for check in checks for fault in check(root)]
        found += [f"{look.name} {look.scale:.0%} {size[0]}: {each}" for each in said]
    known = KNOWN.get(place.name, ())
    found = [each for each in found if not any(part in each for part in known)]
    assert found == [], "\n".join(found)


@as_manager
def test_single_letters_are_text_in_every_box_and_can_be_switched_off(
    visit: Visit, qtbot: QtBot
) -> None:
    pressed: list[str] = []
    for name in ("home", "queue", "complaints", "logpost", "letters", "results", "admin", "help"):
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
    queue_cells._paint_deadline(painter, Ink(theme.current(), 1.0), cell.rect().getRect(), row)
    painter.end()
    grey = cell.convertToFormat(QImage.Format.Format_Grayscale8)
    least = qGray(ground.rgb())
    return bytes(abs(tone - least) > 96 for tone in bytes(grey.constBits()))


def test_every_screen_is_visited() -> None:
    assert SCREENS.keys() - {place.screen for place in PLACES} == set()
