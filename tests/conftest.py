"""Fixtures for every test: a fresh database on each engine, an Office, and a clock.

CASEWORKER_TEST_POSTGRES names a PostgreSQL server (the URL of a superuser). Without it a private
server is started from the programs on this machine; where there are none, the PostgreSQL half of
the tests is skipped, and the last lines say so.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import hypothesis
import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from caseworker import sealed
from caseworker.sealed import Key
from tests.support import databases, in_memory, postgres, tls
from tests.support.clock import Clock
from tests.support.keyring_box import InMemory, in_place
from tests.support.team import Team, seat, team
from ui import rubbish

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from caseworker.office import Office

# The pictures and the sizes of windows do not depend on the machine's own screen.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
in_memory.keep_files()

hypothesis.settings.register_profile("caseworker", deadline=None, max_examples=50)
hypothesis.settings.register_profile("deep", deadline=None, max_examples=1000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "caseworker"))

PATIENCE = 60_000  # milliseconds
NO_SERVER = "no PostgreSQL server"
# The fixture that gives the URL of each engine.
URLS = {"sqlite": "sqlite_url", "postgresql": "postgres_url", "sqlcipher": "sealed_url"}


@pytest.fixture(autouse=True)
def rubbish_here() -> Iterator[None]:
    """Widgets and garbage go between tests, in the thread of the windows: see ui/rubbish.py."""
    gc.disable()
    yield
    # pytest-qt only asks for the end of a window; the next test's look would be put on the dead.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.unfreeze()  # what a window set aside may hold widgets of this test
    rubbish.collect()


@pytest.fixture
def qtbot(qtbot: QtBot) -> QtBot:
    """pytest-qt's, with patience for a busy machine: what comes soon is not waited for longer."""
    qtbot.waitUntil = partial(qtbot.waitUntil, timeout=PATIENCE)
    qtbot.waitSignal = partial(qtbot.waitSignal, timeout=PATIENCE)
    return qtbot


@pytest.fixture
def frozen_now() -> datetime:
    """The moment at which tests take place: Thursday 12 March 2026, 09:30 in London."""
    return datetime(2026, 3, 12, 9, 30, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture
def clock(frozen_now: datetime) -> Clock:
    """The clock of the ``office`` fixture; ``clock.forward(days=3)`` moves it on."""
    return Clock(frozen_now)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, made once."""
    return databases.sqlite_template(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a PostgreSQL server's superuser; skips where no server can be had."""
    given = os.environ.get("CASEWORKER_TEST_POSTGRES")
    if given:
        yield given
        return
    try:
        server = postgres.start()
    except postgres.NoServer as error:
        pytest.skip(f"{NO_SERVER}: {error}")
    yield server.url
    server.stop()


@pytest.fixture(scope="session")
def tls_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tls.Protected]:
    """A private server with a certificate; skips where none can be made."""
    try:
        with tls.server(tmp_path_factory.mktemp("tls")) as made:
            yield made
    except postgres.NoServer as error:
        pytest.skip(f"{NO_SERVER}: {error}")


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> Iterator[str]:
    """The name of a migrated database on the server, made once."""
    with databases.postgres_database(postgres_server) as name:
        databases.migrate(databases.with_database(postgres_server, name))
        yield name


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The URL of a fresh migrated SQLite database."""
    return databases.sqlite_copy(sqlite_template, tmp_path)


@pytest.fixture
def postgres_url(postgres_server: str, postgres_template: str) -> Iterator[str]:
    """The URL of a fresh migrated PostgreSQL database, as its superuser."""
    with databases.postgres_database(postgres_server, postgres_template) as name:
        yield databases.with_database(postgres_server, name)


@pytest.fixture(scope="session")
def sealed_template(sqlite_template: Path) -> tuple[Path, Key]:
    """The same, encrypted, and its key; skips where SQLCipher is not installed."""
    if words := sealed.why_not():
        pytest.skip(words)
    made = sealed.Opener(sqlite_template.with_name("sealed.db"), sealed.Key.new())
    sealed.export(sealed.Opener(sqlite_template), made)
    assert made.key is not None
    return made.file, made.key


@pytest.fixture
def box(monkeypatch: pytest.MonkeyPatch) -> Iterator[InMemory]:
    """A keyring in memory, and no keys that an earlier test typed."""
    monkeypatch.setattr(sealed, "_typed", {})
    made = InMemory()
    with in_place(made):
        yield made


@pytest.fixture
def sealed_url(sealed_template: tuple[Path, Key], tmp_path: Path, box: InMemory) -> str:
    """The URL of a fresh migrated encrypted file, whose key is in the keyring."""
    template, key = sealed_template
    assert sealed.keep(key) == ""
    return databases.sqlite_copy(template, tmp_path)


@pytest.fixture(scope="session")
def colleagues(postgres_server: str) -> Iterator[Team]:
    """Logins on the server, one for each role and some more."""
    with team(postgres_server) as made:
        yield made


@pytest.fixture
def database(postgres_url: str, colleagues: Team) -> str:
    """The name of a fresh database in which every colleague has a place."""
    seat(colleagues, postgres_url)
    return postgres_url.rpartition("/")[2]


@pytest.fixture
def database_url(request: pytest.FixtureRequest) -> str:
    """The URL of a fresh migrated database: each test runs on both engines.

    Tests and modules that are marked ``sealed_too`` run on an encrypted file as well.
    """
    url: str = request.getfixturevalue(URLS[request.param])
    return url


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One test for each engine, where the test does not choose by itself."""
    chosen_there = any("database_url" in mark.args[0]
                       for mark in metafunc.definition.iter_markers("parametrize"))
    if "database_url" in metafunc.fixturenames and not chosen_there:
        sealed_too = metafunc.definition.get_closest_marker("sealed_too") is not None
        chosen = [name for name in URLS if sealed_too or name != "sqlcipher"]
        metafunc.parametrize("database_url", chosen, indirect=True)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """The program's own engine on a fresh database; closed afterwards."""
    from caseworker.database import open_engine

    engine = open_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def office(engine: Engine, clock: Clock) -> Office:
    """An Office with every role, at the time of ``clock``."""
    from caseworker.office import Office
    from caseworker.rules.lifecycle import Role

    return Office(engine, actor="demo.manager", roles=frozenset(Role), now=clock)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly when half of the database tests did not run."""
    skipped = terminalreporter.stats.get("skipped", [])
    count = sum(NO_SERVER in str(report.longrepr) for report in skipped)
    if count:
        terminalreporter.section("WARNING", sep="!", red=True, bold=True)
        terminalreporter.line(f"{count} tests skipped: {NO_SERVER}", red=True, bold=True)
