"""The first page shows before the program is loaded, and the window takes over in its place."""

from __future__ import annotations

import ast
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from caseworker import own_file, system
from caseworker.config import Config
from caseworker.opening import open_office
from caseworker.queries.rows import View
from caseworker.way_in import FILE, OwnFolder
from tests.support import databases, many_cases
from tests.support.access import faults
from tests.support.keyring_box import InMemory
from ui import first_look, frame, theme
from ui.application import Program
from ui.first_look import KEPT, FirstLook
from ui.ink import Ink
from ui.screens.queue import QueueScreen
from ui.shell import MainWindow
from ui.signin.attempt import Attempt
from ui.signin.window import SignInWindow


@pytest.fixture
def folder(
    tmp_path: Path, sqlite_template: Path, monkeypatch: pytest.MonkeyPatch, box: InMemory
) -> Path:
    """Records of this account with two hundred cases."""
    monkeypatch.setattr(system, "data_folder", lambda: tmp_path / "data")
    made = tmp_path / "mine"
    made.mkdir()
    databases.sqlite_copy(sqlite_template, made)
    file = next(made.glob("*.db")).rename(made / FILE)
    many_cases.fill_sqlite(str(file), 200, 5)
    monkeypatch.setattr(system, "account", lambda: "bench3")
    return made


@pytest.fixture
def program(tmp_path: Path, folder: Path, qtbot: QtBot) -> Iterator[Program]:
    config = Config(tmp_path / "config")
    config.change(records="own", folder=str(folder), place="Review requests")
    made = Program(config)
    yield made
    made.end()


def first(program: Program) -> FirstLook:
    program.begin(None)
    assert isinstance(program.shown, FirstLook)
    return program.shown


def kept_again(program: Program, change: Callable[[Path], None] | None = None) -> FirstLook | None:
    """What the next start shows at once; ``change`` is given the kept file first."""
    assert program.config.file is not None
    frame.keep(program.config)
    if change is not None:
        change(program.config.file.with_name(KEPT))
    return first_look.kept(program.config.file.parent)


def taken(program: Program, qtbot: QtBot) -> MainWindow:
    qtbot.waitUntil(lambda: isinstance(program.shown, MainWindow))
    assert isinstance(program.shown, MainWindow)
    return program.shown


def test_the_first_page_is_there_at_once_and_is_taken_over(
    program: Program, qtbot: QtBot
) -> None:
    look = first(program)
    rows = list(look.rows)
    assert len(rows) > 20 and faults(look) == []
    size = look.geometry()
    window = taken(program, qtbot)
    queue = window.screen_shown
    assert isinstance(queue, QueueScreen) and queue.shown.view == View.OPEN
    assert window.geometry() == size
    assert queue.table.rows.rowCount() >= len(rows)  # no empty page in between
    assert [queue.table.rows.row(line) for line in range(len(rows))] == rows


def test_keys_pressed_meanwhile_are_not_lost(program: Program, qtbot: QtBot) -> None:
    look = first(program)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Tab):
        qtbot.keyClick(look, key)
    qtbot.keyClick(look, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(look, "Nwosu")
    window = taken(program, qtbot)
    queue = window.screen_shown
    assert isinstance(queue, QueueScreen)
    assert queue.filter.text() == "Nwosu"


def test_another_place_shows_its_frame(program: Program, qtbot: QtBot) -> None:
    program.config.change(place="Home")
    look = first(program)
    assert look.rows == () and faults(look) == []
    assert taken(program, qtbot).place_shown == "home"


def test_records_that_another_copy_has_open_are_asked_about(
    program: Program, folder: Path, qtbot: QtBot
) -> None:
    other = own_file.hold(folder / FILE)
    first(program)
    qtbot.waitUntil(lambda: isinstance(program.shown, SignInWindow))
    asks = program.shown
    assert isinstance(asks, SignInWindow)
    assert asks.summary.isVisible() and asks.own.folder.raw() == str(folder)
    other.let_go()
    asks.submit()
    taken(program, qtbot)


def test_closed_before_the_records_are_open_it_leaves_nothing_open(
    program: Program, folder: Path, qtbot: QtBot
) -> None:
    look = first(program)
    qtbot.waitUntil(lambda: look.findChild(Attempt) is not None)
    look.close()
    # The thread may have ended already: its signal would be waited for in vain.
    qtbot.waitUntil(lambda: "attempt" not in {each.name for each in threading.enumerate()})
    qtbot.wait(10)
    open_office(OwnFolder(str(folder)).url()).close()  # nobody holds it


@pytest.mark.parametrize("look", [{}, {
    "columns": ["case", "reference", "deadline", "stage"], "widths": {"case": 240},
    "height": "compact"},
    {"sort": "case", "descending": True}])
def test_the_next_start_shows_the_same_at_once(
    program: Program, qtbot: QtBot, look: dict[str, object]
) -> None:
    program.config.change(lists={"review requests": look} if look else {})
    before = kept_again(program)
    assert before is not None and before.size() == first(program).size()
    shown = before.grab().toImage()
    assert program.shown is not None and shown == program.shown.grab().toImage()
    window = taken(program, qtbot)
    queue = window.screen_shown
    assert isinstance(queue, QueueScreen)
    assert [queue.table.rows.row(line) for line in range(len(before.rows))] == list(before.rows)
    there, view = before.frame, queue.table.viewport()
    assert there.rows == QRect(view.mapTo(window, QPoint(0, 0)), view.size()).getRect()
    assert there.columns == tuple((column.name, queue.table.columnWidth(n))
                                  for n, column in enumerate(queue.table.rows.columns))
    assert there.high == queue.table.rowHeight(0)


@pytest.mark.parametrize("order", [
    {"sort": "owner", "descending": False, "group": ""}, {"group": "stage"}, {"sort": "gone"}])
def test_in_an_order_that_is_not_read_first_there_are_no_rows_until_the_window_has_them(
    program: Program, qtbot: QtBot, order: dict[str, object]
) -> None:
    program.config.change(lists={"review requests": order})
    before = kept_again(program)
    assert before is not None and before.rows == () == first(program).rows
    queue = taken(program, qtbot).screen_shown
    assert isinstance(queue, QueueScreen)
    qtbot.waitUntil(lambda: queue.table.rows.total > 0)
    assert queue.shown.order() == {"sort": "deadline", "descending": False, "group": "",
                                   **{name: value for name, value in order.items()
                                      if value != "gone"}}


def test_what_was_kept_gives_way_to_the_window(program: Program, qtbot: QtBot) -> None:
    look = kept_again(program)
    assert look is not None
    worked: list[int] = []
    assert look.wait_for(lambda: worked.append(1)) and worked == [1]
    qtbot.keyClick(look, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(look, "Nwosu")
    program.take_on(look)
    queue = taken(program, qtbot).screen_shown
    assert isinstance(queue, QueueScreen) and queue.filter.text() == "Nwosu"


def test_closed_at_once_it_is_over(program: Program, qtbot: QtBot) -> None:
    look = kept_again(program)
    assert look is not None
    look.painted.connect(look.close)
    assert not look.wait_for(lambda: None)


def test_rows_look_the_same_before_the_enumerations_are_loaded(program: Program) -> None:
    look = kept_again(program)
    assert look is not None

    def painted(kind: type[Ink]) -> QImage:
        image = QImage(look.size(), QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        look._paint_rows(painter, kind(theme.Theme(*look.frame.look), 1.0))
        painter.end()
        return image

    first, later = painted(first_look._FirstInk), painted(Ink)
    assert first == later
    colours = {first.pixel(x, y) for x in range(300, 900, 3) for y in range(200, 700, 3)}
    assert len(colours) > 50  # neither of them is empty


def test_no_case_is_in_what_is_kept(program: Program) -> None:
    """Other rows make the same picture: nothing of them is in it."""
    assert program.config.file is not None
    look = kept_again(program)
    assert look is not None
    kept = program.config.file.with_name(KEPT)
    before = kept.read_bytes().partition(b"\n")
    with closing(sqlite3.connect(look.frame.file)) as link, link:
        link.execute("UPDATE cases SET name = 'Somebody Else', about = 'Another thing'")
    again = kept_again(program)
    assert again is not None and again.rows != look.rows
    after = kept.read_bytes().partition(b"\n")
    assert after[2] == before[2] and len(after[2]) > 1_000_000
    assert again.frame._replace(until=0) == look.frame._replace(until=0)


def spoil(at: int, value: object) -> Callable[[Path], None]:
    """Writes another value into the line of what is kept."""

    def change(file: Path) -> None:
        line, _, pixels = file.read_bytes().partition(b"\n")
        values = list(ast.literal_eval(line.decode()))
        values[at] = value
        file.write_bytes(f"{tuple(values)!r}\n".encode() + pixels)

    return change


FIELDS = list(first_look.Frame._fields)


@pytest.mark.parametrize("change", [
    Path.unlink,
    lambda file: file.write_bytes(b""),
    lambda file: file.write_bytes(b"\xff\n"),
    lambda file: file.write_bytes(b"(1, 2)\n"),
    lambda file: file.write_bytes(file.read_bytes()[:-1]),
    spoil(FIELDS.index("settings"), b"{}"),
    spoil(FIELDS.index("versions"), ("0.0.1", "6.1")),
    spoil(FIELDS.index("until"), 0.0),
    spoil(FIELDS.index("dots"), 12.0),
    spoil(FIELDS.index("fineness"), 3.0),
    spoil(FIELDS.index("ground"), "#123456"),
    spoil(FIELDS.index("file"), "/nowhere/caseworker.db"),
], ids=range(12))
def test_anything_else_than_it_was_is_left_to_the_ordinary_way(
    program: Program, change: Callable[[Path], None]
) -> None:
    assert kept_again(program, change) is None


def test_records_that_are_taken_or_sealed_are_left_to_the_ordinary_way(
    program: Program, folder: Path
) -> None:
    assert kept_again(program) is not None
    with closing(sqlite3.connect(folder / FILE, isolation_level=None)) as link:
        link.execute("PRAGMA journal_mode = DELETE")
        link.execute("BEGIN EXCLUSIVE")
        assert first_look.kept(program.config.file.parent) is None  # at once, without waiting
    assert first_look.kept(program.config.file.parent) is not None
    (folder / FILE).write_bytes(b"sealed" * 4000)
    assert first_look.kept(program.config.file.parent) is None


def test_for_a_server_nothing_is_kept(program: Program) -> None:
    assert kept_again(program) is not None
    program.config.change(records="server", server="records.office.example")
    assert kept_again(program) is None
    assert not program.config.file.with_name(KEPT).exists()


def test_a_picture_that_cannot_be_painted_keeps_nobody_waiting(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def spoilt(*_: object) -> None:
        raise ValueError("no such column")

    look, loaded = kept_again(program), threading.Event()
    assert look is not None
    QTimer.singleShot(20_000, look, look.close)  # else a failure would be a test without end
    monkeypatch.setattr(FirstLook, "_paint_rows", spoilt)
    with qtbot.captureExceptions() as raised:
        assert look.wait_for(loaded.set)
    assert loaded.is_set()
    assert str(raised[0][1]) == "no such column"
