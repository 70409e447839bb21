"""Signing in to a real server by the window, and each thing that can stand in the way."""

from __future__ import annotations

import socket
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import make_url

from caseworker import connecting, keyring_box, system
from caseworker.config import FILE, Config
from caseworker.connecting import NO_RIGHTS_YET, NOT_TRUSTED, WRONG_PASSWORD
from caseworker.database import Unavailable
from caseworker.sealed import Key
from caseworker.way_in import OwnFolder
from tests.support import databases, tls
from tests.support.access import faults
from tests.support.keyring_box import InMemory, in_place
from tests.support.team import Team
from ui import look
from ui.recovery_key import AskKey
from ui.signin.opening import Opened
from ui.signin.window import SignInWindow


@pytest.fixture(autouse=True)
def own_computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, box: InMemory) -> None:
    """What a computer keeps for itself goes to the test's own folder."""
    monkeypatch.setattr(system, "data_folder", lambda: tmp_path / "data")
    monkeypatch.setattr(connecting, "_libpq_folder", lambda: tmp_path / "none")
    for name in ("PGHOST", "PGHOSTADDR", "PGSSLROOTCERT", "PGSERVICEFILE", "PGPASSWORD"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config(tmp_path / "config")


@pytest.fixture
def window(qtbot: QtBot, config: Config) -> SignInWindow:
    made = SignInWindow(config)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: not made.server.why.isVisible())  # the keyring has answered
    return made


def typed(qtbot: QtBot, *words: str) -> None:
    """Type into the field with the focus and those after it, then press Enter."""
    for number, each in enumerate(words):
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit)
        field.selectAll()
        qtbot.keyClicks(field, each)
        if number < len(words) - 1:
            qtbot.keyClick(field, Qt.Key.Key_Tab)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def problem(qtbot: QtBot, window: SignInWindow) -> str:
    """Wait for the summary; its first line, which a field repeats if it is about one."""
    qtbot.waitUntil(window.summary.isVisible)
    links = [each for each in window.summary.findChildren(QPushButton) if not each.isHidden()]
    return links[0].accessibleName() if links else window.summary.accessibleName()


def has_focus(field: object) -> bool:
    return QApplication.focusWidget() is field.control


@pytest.fixture
def where(colleagues: Team, database: str) -> str:
    """The server and the database, as somebody types them."""
    address = make_url(colleagues.server)
    return f"{address.host}:{address.port}/{database}"


def test_a_colleague_signs_in_by_keyboard_alone(
    qtbot: QtBot, window: SignInWindow, where: str, colleagues: Team, config: Config,
    box: InMemory, tmp_path: Path,
) -> None:
    assert has_focus(window.server.server)
    with qtbot.waitSignal(window.opened) as came:
        typed(qtbot, where, colleagues.logins["caseworker"], colleagues.password)
    opened = came.args[0]
    assert opened.office.actor == colleagues.logins["caseworker"] and not opened.notices
    assert opened.office.needs_password
    opened.close()
    assert config.now.server == where and config.now.records == "server"
    assert box.kept == {}, "nothing is remembered unless asked"
    for file in (path for path in tmp_path.rglob("*") if path.is_file()):
        assert colleagues.password.encode() not in file.read_bytes(), file


def test_a_password_is_remembered_when_asked_and_forgotten_when_not(
    qtbot: QtBot, window: SignInWindow, where: str, colleagues: Team, config: Config,
    box: InMemory,
) -> None:
    window.server.remember.control.click()
    with qtbot.waitSignal(window.opened) as came:
        typed(qtbot, where, colleagues.logins["caseworker"], colleagues.password)
    came.args[0].close()
    assert list(box.kept.values()) == [colleagues.password]
    again = SignInWindow(config)
    qtbot.addWidget(again)
    again.show()
    qtbot.waitUntil(lambda: again.server.password.raw() == colleagues.password)
    again.server.remember.control.click()
    with qtbot.waitSignal(again.opened) as came:
        again.submit()
    came.args[0].close()
    assert box.kept == {}


def test_without_a_keyring_remember_is_off_with_the_reason(
    qtbot: QtBot, config: Config
) -> None:
    from keyring.backends.fail import Keyring

    with in_place(Keyring()):
        window = SignInWindow(config)
        qtbot.addWidget(window)
        window.show()
        qtbot.waitUntil(lambda: window.server.why.text() == keyring_box.NONE_HERE)
    assert not window.server.remember.control.isEnabled()
    assert window.server.remember.control.accessibleDescription() == keyring_box.NONE_HERE


def test_a_locked_keyring_is_said_and_nobody_is_kept_out(
    qtbot: QtBot, window: SignInWindow, where: str, colleagues: Team, box: InMemory
) -> None:
    window.server.remember.control.click()
    box.locked = True
    with qtbot.waitSignal(window.opened) as came:
        typed(qtbot, where, colleagues.logins["caseworker"], colleagues.password)
    opened: Opened = came.args[0]
    opened.close()
    assert "keyring did not take it" in opened.notices[0][0]


def test_a_wrong_password_keeps_what_was_typed(
    qtbot: QtBot, window: SignInWindow, where: str, colleagues: Team
) -> None:
    typed(qtbot, where, colleagues.logins["caseworker"], "not it")
    assert problem(qtbot, window) == WRONG_PASSWORD
    assert has_focus(window.server.password)
    assert window.server.server.raw() == where and window.server.password.raw() == "not it"
    assert "Error: Name or password is wrong" in (
        window.server.password.control.accessibleDescription())
    assert faults(window) == []
    with qtbot.waitSignal(window.opened) as came:
        typed(qtbot, colleagues.password)
    came.args[0].close()


def test_nothing_typed_is_told_at_once(qtbot: QtBot, window: SignInWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_Return)
    assert problem(qtbot, window) == "Enter the name of the server"
    assert has_focus(window.server.server)


def test_a_login_without_a_place_has_no_rights_yet(
    qtbot: QtBot, window: SignInWindow, where: str, postgres_server: str
) -> None:
    plain = postgres_server.replace("+psycopg", "", 1)
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute("CREATE ROLE \"t-nobody\" LOGIN PASSWORD 'x'")
    try:
        typed(qtbot, where, "t-nobody", "x")
        assert problem(qtbot, window).endswith(NO_RIGHTS_YET)
    finally:
        with psycopg.connect(plain, autocommit=True) as connection:
            connection.execute('DROP ROLE "t-nobody"')


def test_a_database_that_is_not_set_up_names_the_command(
    qtbot: QtBot, window: SignInWindow, postgres_server: str
) -> None:
    address = make_url(postgres_server)
    with databases.postgres_database(postgres_server) as bare:
        typed(qtbot, f"{address.host}:{address.port}/{bare}", "postgres", address.password or "")
        assert "server prepare" in problem(qtbot, window)


def test_a_server_that_is_too_old(
    qtbot: QtBot, window: SignInWindow, where: str, colleagues: Team,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("caseworker.database.OLDEST_POSTGRESQL", 99)
    typed(qtbot, where, colleagues.logins["caseworker"], colleagues.password)
    assert problem(qtbot, window) == (
        "The server is too old. It must be PostgreSQL 99 or later.")
    assert has_focus(window.server.server)


@pytest.fixture
def by_name(tls_server: tls.Protected, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], str]:
    """The protected server as typed, while this computer trusts the given authority."""

    def trusting(authority: Path) -> str:
        monkeypatch.setenv("PGHOSTADDR", "127.0.0.1")
        monkeypatch.setenv("PGSSLROOTCERT", str(authority))
        return f"{tls.HOST}:{tls_server.port}/postgres"

    return trusting


def test_a_certificate_that_is_not_trusted(
    qtbot: QtBot, window: SignInWindow, tls_server: tls.Protected,
    by_name: Callable[[Path], str],
) -> None:
    typed(qtbot, by_name(tls_server.stranger), "postgres", "x")
    assert problem(qtbot, window) == NOT_TRUSTED
    assert has_focus(window.server.server)


def test_a_trusted_server_takes_the_password_and_says_what_is_next(
    qtbot: QtBot, window: SignInWindow, tls_server: tls.Protected,
    by_name: Callable[[Path], str],
) -> None:
    secret = make_url(tls_server.url).password or ""
    typed(qtbot, by_name(tls_server.authority), "postgres", secret)
    assert "server prepare" in problem(qtbot, window), "it was let in: the database is empty"


def test_the_computers_own_sign_in_without_a_ticket(
    qtbot: QtBot, window: SignInWindow, tls_server: tls.Protected,
    by_name: Callable[[Path], str],
) -> None:
    window.server.server.put(by_name(tls_server.authority))
    window.server.login.put(tls.GSS_LOGIN)
    window.by_computer.setFocus()
    qtbot.keyClick(window.by_computer, Qt.Key.Key_Return)
    assert "not signed in to the office's network" in problem(qtbot, window)


def test_a_service_of_the_service_file(
    qtbot: QtBot, window: SignInWindow, colleagues: Team, database: str, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    address = make_url(colleagues.server)
    file = tmp_path / "services"
    file.write_text(f"[mopac]\nhost={address.host}\nport={address.port}\ndbname={database}\n")
    monkeypatch.setenv("PGSERVICEFILE", str(file))
    with qtbot.waitSignal(window.opened) as came:
        typed(qtbot, "service=mopac", colleagues.logins["manager"], colleagues.password)
    came.args[0].close()


def test_a_server_that_never_answers_does_not_hold_the_window(
    qtbot: QtBot, window: SignInWindow
) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        typed(qtbot, f"127.0.0.1:{silent.getsockname()[1]}/x", "ada", "x")
        qtbot.waitUntil(window.stop.isVisible)
        assert window.busy.text() == "Signing in" and not window.act.isEnabled()
        qtbot.keyClick(window.stop, Qt.Key.Key_Return)
        assert window.act.isEnabled() and not window.stop.isVisible()
        assert window.server.login.raw() == "ada" and not window.summary.isVisible()


def test_a_clock_that_is_off_is_a_warning_with_a_way_on(
    qtbot: QtBot, window: SignInWindow, where: str, colleagues: Team,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from caseworker import clock

    computers = clock.computers_clock
    monkeypatch.setattr(clock, "computers_clock", lambda: computers() + timedelta(minutes=4))
    with qtbot.waitSignal(window.opened) as came:
        typed(qtbot, where, colleagues.logins["caseworker"], colleagues.password)
    opened: Opened = came.args[0]
    opened.close()
    title, way_on = opened.notices[0]
    assert title == "This computer's clock is 4 minutes off."
    assert "set its clock by itself, or ask IT" in way_on


@pytest.fixture
def own(qtbot: QtBot, window: SignInWindow, tmp_path: Path) -> SignInWindow:
    """"Only me" chosen by its key, with a folder of the test."""
    window.own.radio.setFocus()
    qtbot.keyClick(window.own.radio, Qt.Key.Key_Space)
    assert window.own.folder.isVisible() and not window.server.server.isVisible()
    assert window.own.folder.raw() == str(tmp_path / "data")
    window.own.folder.go()
    return window


def test_the_arrow_keys_go_from_choice_to_choice(qtbot: QtBot, window: SignInWindow) -> None:
    window.server.radio.setFocus()
    for key, box in ((Qt.Key.Key_Down, window.own), (Qt.Key.Key_Down, window.try_it),
                     (Qt.Key.Key_Down, window.server), (Qt.Key.Key_Up, window.try_it)):
        qtbot.keyClick(QApplication.focusWidget(), key)
        assert window.box is box and QApplication.focusWidget() is box.radio
        assert [each.radio.isChecked() for each in window.boxes].count(True) == 1
    box.radio.click()
    assert window.box is box, "a choice that is made stays made"
    window.server.radio.click()
    window.server.server.go()
    for key, box in ((Qt.Key.Key_Down, window.own), (Qt.Key.Key_Up, window.server)):
        qtbot.keyClick(QApplication.focusWidget(), key)  # the first of them from within a field
        assert window.box is box and QApplication.focusWidget() is box.radio


def test_encrypted_records_ask_for_their_recovery_key(
    qtbot: QtBot, own: SignInWindow, sealed_template: tuple[Path, Key], tmp_path: Path
) -> None:
    template, key = sealed_template
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "caseworker.db").write_bytes(template.read_bytes())
    typed(qtbot, str(tmp_path / "mine"))
    assert "Their recovery key opens them" in problem(qtbot, own)
    asks = own.findChild(AskKey)
    asks.typed.put("AAAA")
    asks.submit()
    assert asks.isVisible() and asks.typed.raw() == "AAAA"
    asks.typed.put(" ".join(key.groups))
    with qtbot.waitSignal(own.opened) as came:
        asks.submit()
    came.args[0].close()


def test_only_me_opens_a_folder_and_is_kept(
    qtbot: QtBot, own: SignInWindow, config: Config, tmp_path: Path
) -> None:
    with qtbot.waitSignal(own.opened) as came:
        typed(qtbot, str(tmp_path / "mine"))
    opened: Opened = came.args[0]
    assert opened.office.boundary and not opened.office.needs_password
    opened.close()
    assert (config.now.records, config.now.folder) == ("own", str(tmp_path / "mine"))
    assert (tmp_path / "config" / FILE).is_file()


@pytest.mark.parametrize(("folder", "words"), [
    ("", "Choose a folder for the records"),
    ("mine", "Folder must be written from its beginning"),
    ("{tmp}/file/mine", "This folder cannot be written to"),
    ("{tmp}/Dropbox/mine", "on a network or is synced"),
])
def test_a_folder_that_will_not_do(
    qtbot: QtBot, own: SignInWindow, tmp_path: Path, folder: str, words: str
) -> None:
    (tmp_path / "file").write_text("no folder")
    given = folder.format(tmp=tmp_path)
    own.own.folder.put("")
    typed(qtbot, given)
    assert words in problem(qtbot, own)
    assert has_focus(own.own.folder) and own.own.folder.raw() == given


def test_records_of_a_newer_version(
    qtbot: QtBot, own: SignInWindow, sqlite_url: str, tmp_path: Path
) -> None:
    import sqlite3

    file = tmp_path / "mine" / "caseworker.db"
    file.parent.mkdir()
    Path(make_url(sqlite_url).database or "").rename(file)
    with sqlite3.connect(file) as changed:
        changed.execute("UPDATE alembic_version SET version_num = 'r9999'")
    changed.close()
    typed(qtbot, str(file.parent))
    assert "Update Caseworker to open them" in problem(qtbot, own)


def test_records_that_are_open_elsewhere_can_be_read(
    qtbot: QtBot, own: SignInWindow, tmp_path: Path
) -> None:
    from caseworker.opening import open_office

    first = open_office(OwnFolder(str(tmp_path)).url())
    typed(qtbot, str(tmp_path))
    assert "already open in another copy" in problem(qtbot, own)
    look = next(each for each in own.summary.findChildren(QPushButton)
                if each.accessibleName() == "Open read-only")
    with qtbot.waitSignal(own.opened) as came:
        look.click()
    assert came.args[0].office.read_only
    came.args[0].close()
    first.close()


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_it_can_be_heard_and_nothing_is_cut_off(
    qtbot: QtBot, window: SignInWindow, name: str, scale: float
) -> None:
    look.choose(window.config, name=name, text_size=scale)
    window.resize(1024, 700)
    for box in window.boxes:
        box.radio.setChecked(True)
        window.failed(Unavailable("Name or password is wrong.", "password"))
        qtbot.wait(1)
        assert faults(window) == []
        for button in window.findChildren(QPushButton):
            if button.isVisible():
                assert button.width() >= min(button.sizeHint().width(), 120), button.text()
                assert button.height() >= 24
        bar = window.centralWidget().horizontalScrollBar()
        assert not bar.isVisible() or scale == 2.0, "nothing stands beside the window"
