"""From sign-in to the window and back: which window is shown, and what is remembered."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QMainWindow
from pytestqt.qtbot import QtBot
from sqlalchemy import make_url

from caseworker import system
from caseworker.config import FILE, THEMES, Config
from caseworker.opening import open_office
from caseworker.way_in import OwnFolder, of_url
from tests.support.access import faults
from tests.support.keyring_box import InMemory
from tests.support.on_screen import window_of
from tests.support.team import Team
from ui import remember, theme, tokens
from ui.__main__ import way_of
from ui.application import Program
from ui.palette.entries import places
from ui.remember import maximised, put
from ui.shell import MainWindow
from ui.signed_in import LEAVE, SignedIn
from ui.signin.window import SignInWindow


@pytest.fixture(autouse=True)
def own_computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, box: InMemory) -> None:
    """What a computer keeps for itself goes to the test's own folder."""
    monkeypatch.setattr(system, "data_folder", lambda: tmp_path / "data")


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config(tmp_path / "config")


@pytest.fixture
def program(config: Config, qtbot: QtBot) -> Iterator[Program]:
    made = Program(config)
    yield made
    made.end()



def leave(window: MainWindow, words: str) -> None:
    menu = window.findChild(SignedIn).menu_of_looks()
    next(each for each in menu.actions() if each.text() == words).trigger()


def test_at_first_nothing_is_chosen_and_the_window_asks(program: Program) -> None:
    program.begin(None)
    assert isinstance(program.shown, SignInWindow)
    assert program.shown.box is program.shown.server
    assert faults(program.shown) == []


def test_an_office_from_before_the_settings_is_found(program: Program, tmp_path: Path) -> None:
    url = OwnFolder(str(tmp_path / "data")).url()
    (tmp_path / "data").mkdir()
    open_office(url).close()
    program.begin(None)
    assert isinstance(program.shown, SignInWindow)
    assert program.shown.box is program.shown.own
    assert program.shown.own.folder.raw() == str(tmp_path / "data")


def test_ones_own_folder_opens_without_a_question_the_next_time(
    program: Program, config: Config, tmp_path: Path, qtbot: QtBot
) -> None:
    config.change(records="own", folder=str(tmp_path / "mine"))
    program.begin(None)
    window = window_of(program, qtbot)
    assert window.office.boundary
    assert faults(window) == []
    leave(window, LEAVE["own"])
    qtbot.waitUntil(lambda: isinstance(program.shown, SignInWindow))
    again = program.shown
    assert isinstance(again, SignInWindow) and again.own.folder.raw() == str(tmp_path / "mine")
    again.submit()
    window_of(program, qtbot)


def test_a_folder_that_has_gone_wrong_is_asked_about(
    program: Program, config: Config, tmp_path: Path, qtbot: QtBot
) -> None:
    config.change(records="own", folder=str(tmp_path / "Dropbox"))
    program.begin(None)
    shown = program.shown
    assert isinstance(shown, SignInWindow)
    qtbot.waitUntil(shown.summary.isVisible)
    assert shown.own.folder.raw() == str(tmp_path / "Dropbox")


def test_one_signs_out_and_another_in_without_a_restart(
    program: Program, config: Config, qtbot: QtBot, colleagues: Team, database: str
) -> None:
    way, password = of_url(colleagues.url(database, "caseworker"))
    program.begin(way, password)
    window = window_of(program, qtbot)
    assert window.office.actor == colleagues.logins["caseworker"]
    engine = window.office.engine
    leave(window, LEAVE["server"])
    assert isinstance(program.shown, SignInWindow)
    assert engine.pool.checkedout() == 0
    asks = program.shown
    assert asks.server.password.raw() == "" and asks.server.login.raw()
    asks.server.login.put(colleagues.logins["manager"])
    asks.server.password.put(colleagues.password)
    asks.submit()
    qtbot.waitUntil(lambda: isinstance(program.shown, MainWindow))
    other = window_of(program, qtbot)
    assert other.office.actor == colleagues.logins["manager"]
    assert other.office.roles != window.office.roles


def test_the_window_of_a_person_on_a_server_unlocks_by_a_new_connection(
    program: Program, qtbot: QtBot, colleagues: Team, database: str
) -> None:
    way, password = of_url(colleagues.url(database, "caseworker"))
    program.begin(way, password)
    window = window_of(program, qtbot)
    window.lock.now()
    asks = window.lock.asks
    asks.password.put("not it")
    asks.submit()
    qtbot.waitUntil(lambda: "Password is wrong" in asks.password.control.accessibleDescription())
    asks.password.put(password)
    asks.submit()
    qtbot.waitUntil(lambda: not window.lock.on)


def test_a_broken_settings_file_is_said_in_the_window(tmp_path: Path, qtbot: QtBot) -> None:
    folder = tmp_path / "config"
    folder.mkdir()
    (folder / FILE).write_text(json.dumps(
        {"theme": "neon", "records": "own", "folder": str(tmp_path / "mine")}))
    program = Program(Config(folder))
    program.begin(None)
    window = window_of(program, qtbot)
    said = " ".join(each.text() for each in window.messages.findChildren(QLabel))
    assert "Colours" in said and "settings.broken" in said
    program.end()


def test_ctrl_0_opens_the_tenth_place_and_the_palette_says_so(
    program: Program, config: Config, tmp_path: Path, qtbot: QtBot
) -> None:
    config.change(records="own", folder=str(tmp_path / "mine"))
    program.begin(None)
    window = window_of(program, qtbot)
    qtbot.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert window.nav.marked is not None and window.nav.marked.words == "Letters to issue"
    keys = {each.title: each.key for each in places(window)}
    assert keys["Letters to issue"] == "Ctrl+0" and keys["Waiting on MPS"] == "Ctrl+9"
    assert keys["Admin"] == ""
    program.end()


def test_the_window_remembers_its_size_and_place(
    program: Program, config: Config, tmp_path: Path, qtbot: QtBot
) -> None:
    config.change(records="own", folder=str(tmp_path / "mine"))
    program.begin(None)
    window = window_of(program, qtbot)
    window.resize(1180, 760)
    window.show_screen("queue", text="Ruth Abernathy")
    window.go_to_place([each.words for each in window.nav.places].index("Admin") + 1)
    qtbot.waitUntil(lambda: not window.jobs._open)
    program.end()
    assert "Abernathy" not in (tmp_path / "config" / FILE).read_text()
    later = Program(Config(tmp_path / "config"))
    later.begin(None)
    again = window_of(later, qtbot)
    assert (again.width(), again.height()) == (1180, 760)
    assert again.nav.marked is not None and again.nav.marked.words == "Admin"
    later.end()


def test_a_window_from_a_screen_that_is_gone_comes_back_in_sight(
    program: Program, config: Config, tmp_path: Path, qtbot: QtBot
) -> None:
    config.change(records="own", folder=str(tmp_path / "mine"), place="Nowhere", window={
        "left": 9000, "top": 9000, "width": 1100, "height": 720, "maximised": False})
    program.begin(None)
    window = window_of(program, qtbot)
    assert window.screen().availableGeometry().intersects(window.geometry())
    assert window.width() == 1100


@pytest.mark.parametrize(("kept", "room", "filled"), [
    ({}, (1366, 728), True), ({}, (1440, 900), True), ({}, (1920, 1040), False),
    ({}, (800, 800), False),  # no window fits there
    ({"maximised": False}, (1366, 728), False), ({"maximised": True}, (1920, 1040), True)])
def test_the_first_window_never_reaches_beyond_the_screen(
    kept: dict[str, Any], room: tuple[int, int], filled: bool
) -> None:
    assert maximised(kept, QSize(*room)) is filled


def test_a_first_window_fills_a_small_screen(
    qtbot: QtBot, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remember, "maximised", lambda kept, room: not kept)
    window = QMainWindow()
    qtbot.addWidget(window)
    put(window, config)
    assert window.isMaximized()


def test_theme_and_text_size_are_kept(
    program: Program, config: Config, tmp_path: Path, qtbot: QtBot
) -> None:
    program.begin(None)
    shown = program.shown
    assert isinstance(shown, SignInWindow)
    from ui.signin.look_row import TextSize, ThemeRow

    shown.findChild(ThemeRow).choices["dark"].click()
    shown.findChild(TextSize).resize_to(1.3)
    assert theme.current() == theme.Theme("dark", 1.3)
    config.change(records="own", folder=str(tmp_path / "mine"))
    again = Config(tmp_path / "config").now
    assert (again.theme, again.text_size) == ("dark", 1.3)


def test_the_settings_know_every_theme() -> None:
    assert set(THEMES) == {"system", *tokens.THEMES}


def test_the_demo_is_left_without_a_trace(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from caseworker.demo import seed
    from tests.support import databases

    # Filling it takes long; what is tried here is coming and going.
    def fill(url: str, _progress: object) -> None:
        databases.migrate(url)
        office = open_office(url, demo=True)
        from caseworker.actions.office_work import AddColleague
        from caseworker.rules.lifecycle import Role

        for login in ("pshah", "hosei"):
            office.do(AddColleague(login=login, colleague_name=login, roles=(Role.CASEWORKER,)))
        office.close()

    monkeypatch.setattr(seed, "fill", fill)
    program.begin(None)
    shown = program.shown
    assert isinstance(shown, SignInWindow)
    shown.try_it.radio.click()
    shown.act.click()
    window = window_of(program, qtbot)
    assert window.office.demo and window.office.actor == "pshah"
    window.work_as.emit("hosei")
    other = window_of(program, qtbot)
    qtbot.waitUntil(lambda: program.shown.office.actor == "hosei")
    folder = Path(make_url(str(other.office.engine.url)).database or "").parent
    assert folder.is_dir()
    leave(program.shown, LEAVE["demo"])
    assert isinstance(program.shown, SignInWindow) and not folder.exists()
    assert program.config.now.records == ""


def test_the_arguments_name_the_way() -> None:
    from caseworker.cli import parser
    from caseworker.way_in import Demo, OwnFile, ToServer

    def way(*given: str) -> object:
        return way_of(parser().parse_args(given))

    assert way() == (None, "")
    assert way("demo", "--as", "hosei") == (Demo("hosei"), "")
    assert way("--database", "postgresql://ada:x@records/team") == (
        ToServer("postgresql://records/team", "ada"), "x")
    assert way("--database", "postgresql:///?service=mopac") == (
        ToServer("postgresql:///?service=mopac", ""), "")
    assert way("--database", "sqlite:////tmp/x.db") == (OwnFile("sqlite:////tmp/x.db"), "")
    assert way("--data", "/tmp/mine") == (OwnFolder("/tmp/mine"), "")


def test_the_first_window_loads_nothing_of_the_database() -> None:
    code = ("import sys, ui.application, ui.signin.window;"
            "print([each for each in ('sqlalchemy', 'alembic', 'psycopg', 'keyring',"
            "'caseworker.records') if each in sys.modules])")
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
