"""The lock-down check: quiet when all is as it must be, and it names what was loosened."""

from __future__ import annotations

import psycopg
import pytest

from caseworker.cli import arguments, run
from caseworker.database import open_engine
from caseworker.office import Unavailable
from caseworker.opening import open_office
from caseworker.server.check import check
from tests.support.team import Team

LOOSENED = (
    ("GRANT SELECT ON shut.party TO mopac_manager", "table shut.party"),
    ("GRANT USAGE ON SCHEMA shut TO mopac_user", "schema shut"),
    ("ALTER TABLE open.cases DISABLE ROW LEVEL SECURITY", "table open.cases"),
    ("ALTER VIEW app.note RESET (security_invoker)", "table app.note"),
    ("ALTER TABLE open.journal_entry DISABLE TRIGGER journal_entry_append_only",
     "trigger journal_entry_append_only on open.journal_entry"),
    ("DROP TRIGGER evict ON shut.barred", "trigger evict on shut.barred is missing"),
    ("CREATE POLICY mine ON shut.note USING (true)", "policy mine on shut.note does not belong"),
    (("CREATE OR REPLACE FUNCTION app.superuser() RETURNS boolean LANGUAGE sql STABLE "
     "SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS 'SELECT true'"),
     "function app.superuser()"),
    ("ALTER FUNCTION app.me() RESET search_path", "function app.me()"),
    ("GRANT EXECUTE ON FUNCTION shut.mine() TO PUBLIC", "function shut.mine()"),
    ("CREATE FUNCTION public.help() RETURNS int LANGUAGE sql AS 'SELECT 1'", "public.help()"),
    ("GRANT USAGE ON LANGUAGE plpgsql TO PUBLIC", "language plpgsql"),
    ("GRANT UPDATE (login) ON app.staff TO mopac_admin", "column app.staff.login"),
)


@pytest.fixture
def root(database: str, colleagues: Team) -> str:
    return colleagues.server.rpartition("/")[0] + "/" + database


def differences(url: str) -> list[str]:
    engine = open_engine(url)
    try:
        return [str(each) for each in check(engine)]
    finally:
        engine.dispose()


def test_a_prepared_server_has_no_difference(
    root: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert differences(root) == []
    assert run(arguments(["--database", root, "server", "check"])) == 0
    assert "The lock-down holds" in capsys.readouterr().out


def test_preparing_again_changes_nothing(root: str, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        assert run(arguments(["--database", root, "server", "prepare"])) == 0
    assert differences(root) == []


def test_each_loosened_right_is_named(root: str, database: str, colleagues: Team) -> None:
    plain = root.replace("+psycopg", "", 1)
    for statement, words in LOOSENED:
        with psycopg.connect(plain) as connection:
            connection.execute(statement)
        assert any(words in each for each in differences(root)), statement
    assert len(differences(root)) >= len(LOOSENED) - 1
    with pytest.raises(Unavailable, match="lock-down does not hold"):
        open_office(colleagues.url(database, "manager"))


def test_what_a_careless_restore_gives_to_everybody_is_named_and_put_right(root: str) -> None:
    """pg_restore into a plain new database gives back what PUBLIC has by default."""
    name = root.rpartition("/")[2]
    with psycopg.connect(root.replace("+psycopg", "", 1)) as connection:
        connection.execute(f'GRANT TEMPORARY, CONNECT ON DATABASE "{name}" TO PUBLIC')
        connection.execute("GRANT USAGE ON LANGUAGE sql TO PUBLIC")
    found = differences(root)
    assert "Everybody can connect" in found[0] and "server prepare" in found[0]
    assert run(arguments(["--database", root, "server", "prepare"])) == 0
    assert differences(root) == []


def test_only_a_servers_administrator_prepares_it(
    database: str, colleagues: Team, capsys: pytest.CaptureFixture[str]
) -> None:
    url = colleagues.url(database, "admin")
    assert run(arguments(["--database", url, "server", "prepare"])) == 1
    assert "server's administrator" in capsys.readouterr().err


def test_the_manifest_is_of_today(postgres_server: str) -> None:
    from caseworker.server.check import MANIFEST
    from tools.make_manifest import page

    assert MANIFEST.read_text(encoding="utf-8") == page(postgres_server), (
        "run python -m tools.make_manifest and read the difference"
    )
