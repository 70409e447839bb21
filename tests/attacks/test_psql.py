"""Six colleagues with psql against the closed side and against each other: none gets through."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from caseworker import backup, system
from caseworker.actions import letters, outcome, validity
from caseworker.actions.office_work import AddNote
from caseworker.database import open_engine
from caseworker.office import Office
from caseworker.opening import open_office
from caseworker.records import Staff
from caseworker.records.contents import sha256_of
from tests.attacks import attacks
from tests.support import databases
from tests.support.closed import log_closed
from tests.support.review import act, answer_body, open_review, see
from tests.support.team import Team, seat, team

# The subject of the closed case is the manager; who logged it is of the correspondence team.
SIX = ("caseworker2", "manager", "hr2", "auditor", "admin", "investigator")
CANARIES = ("Larkspur", "larkspur", "Rude on the telephone", "I complain about one of your")


@dataclass(frozen=True)
class World:
    team: Team
    database: str
    values: dict[str, object]
    staff: dict[str, int]

    def superuser(self) -> psycopg.Connection[tuple[object, ...]]:
        url = databases.with_database(self.team.server, self.database)
        return psycopg.connect(url.replace("+psycopg", "", 1), autocommit=True)


@pytest.fixture(scope="module", params=["fresh", "restored"])
def world(
    postgres_server: str, postgres_template: str, tmp_path_factory: pytest.TempPathFactory,
    request: pytest.FixtureRequest,
) -> Iterator[World]:
    """The same work on a fresh database, and on one that came back from a backup."""
    with team(postgres_server) as made, \
            databases.postgres_database(postgres_server, postgres_template) as name:
        url = databases.with_database(postgres_server, name)
        seat(made, url)
        folder = tmp_path_factory.mktemp("computer")
        filled = _filled(made, name, folder)
        if request.param == "restored":
            before = _restored(url, folder)
            with databases.connected(postgres_server) as root:
                root.execute(f'DROP DATABASE "{before}"')
        yield filled


def _restored(url: str, folder: Path) -> str:
    """Back the database up and restore it in its place; the name of what was there before."""
    now = datetime(2026, 3, 12, tzinfo=UTC)
    engine = open_engine(url)
    backup.make(engine, folder / "backup.zip", now)
    engine.dispose()
    kept = backup.restore(open_engine(url), folder / "backup.zip", now).kept
    assert kept
    return kept.removeprefix("the database ")


def _filled(made: Team, name: str, folder: Path) -> World:
    kept = pytest.MonkeyPatch()
    kept.setattr(system, "data_folder", lambda: folder)

    def office(who: str) -> Office:
        return open_office(made.url(name, who), now=lambda: datetime(2026, 3, 12, tzinfo=UTC))

    post, worker, boss, hr = (office(who) for who in
                              ("correspondence", "caseworker", "manager", "hr"))
    staff = {nick: worker.ask(lambda s, login=login: s.query(Staff.id).filter_by(login=login)
                              .scalar()) for nick, login in made.logins.items()}
    opened = open_review(post)
    answer_body(worker, opened)
    act(worker, opened, validity.AcceptAsValid)
    act(boss, opened, outcome.Allocate, owner_id=staff["caseworker"])
    act(worker, opened, AddNote, text="My note")
    letter_id = act(worker, opened, letters.DraftLetter, code="R1")
    act(worker, opened, letters.IssueLetter, letter_id=letter_id)
    closed = log_closed(post)
    reference = see(post, closed).row.reference
    with made.connect(name, "correspondence") as logger:
        logger.execute("SELECT app.add_member(%s, %s, 'HR')", (closed, staff["hr"]))
        logger.execute("SELECT app.bar(%s, %s, 'the subject')", (closed, staff["manager"]))
    for each in (post, worker, boss, hr):
        each.close()
    kept.undo()
    values = {"closed": closed, "open": opened, "reference": reference, "probe": "Jane Larkspur",
              "other": staff["hr"], "sha": sha256_of(b"I complain about one of your staff.")}
    return World(made, name, values, staff)


def fingerprint(
    connection: psycopg.Connection[tuple[object, ...]], end: str
) -> tuple[object, ...]:
    """All that is stored, granted and defined, in a few sums."""
    tables = [row[0] for row in connection.execute(
        "SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n "
        "ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND n.nspname NOT IN "
        "('pg_catalog', 'information_schema', 'pg_toast') ORDER BY 1")]
    sums = ", ".join(f"(SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {name} t)"
                     for name in tables)
    # Other tests may make and drop colleagues of their own on the same server meanwhile.
    here = f"(rolname NOT LIKE 't-%' OR rolname LIKE 't-%-{end}')"
    catalogue = (
        f"(SELECT md5(string_agg(a::text, '|' ORDER BY oid)) FROM pg_authid a WHERE {here})",
        ("(SELECT md5(string_agg(concat(roleid, member, admin_option), '|' "
        "ORDER BY roleid, member)) "
        f"FROM pg_auth_members m JOIN pg_authid a ON a.oid = m.member WHERE {here})"),
        ("(SELECT md5(string_agg(concat(oid, relname, relowner, relacl, reloptions, "
        "relrowsecurity), '|' ORDER BY oid)) FROM pg_class WHERE relkind IN ('r', 'v', 'S'))"),
        ("(SELECT md5(string_agg(concat(oid, proowner, proacl, prosrc), '|' ORDER BY oid)) "
        "FROM pg_proc)"),
        "(SELECT md5(string_agg(concat(oid, tgenabled), '|' ORDER BY oid)) FROM pg_trigger)",
        ("(SELECT md5(string_agg(concat(oid, nspacl), '|' ORDER BY oid)) FROM pg_namespace "
        "WHERE nspname NOT LIKE 'pg_t%')"),
        ("(SELECT md5(string_agg(concat(datname, datacl), '|' ORDER BY oid)) FROM pg_database "
        "WHERE datname = current_database())"),
        "(SELECT count(*) FROM pg_policy)", "(SELECT count(*) FROM pg_largeobject_metadata)",
        ("(SELECT md5(string_agg(s::text, '|' ORDER BY s::text)) FROM pg_db_role_setting s "
         "WHERE setdatabase IN (0, (SELECT oid FROM pg_database "
         "WHERE datname = current_database())))"),
        # Numbers that a refused write used up are no news: ids of the open side may have gaps.
        ("(SELECT md5(string_agg(concat(sequencename, last_value), '|' ORDER BY sequencename)) "
        "FROM pg_sequences WHERE schemaname = 'shut')"),
    )
    return tuple(connection.execute(f"SELECT {sums}, {', '.join(catalogue)}").fetchone() or ())


CASES = [
    *((who, sql) for sql in (*attacks.READING, *attacks.WRITING, *attacks.SHUT) for who in SIX),
    *((who, sql) for sql in attacks.NOT_MINE for who in SIX if who != "manager"),
    *((who, sql) for sql in attacks.NOT_REVIEWS for who in SIX
      if who not in ("manager", "caseworker2")),
    *((who, sql) for sql in attacks.NOT_ADMIN for who in SIX if who != "admin"),
]
# These must give no row at all to those who may not see any.
SILENT = set(attacks.NOT_REVIEWS) | {"SELECT * FROM adm.waiting()"}


@pytest.mark.parametrize("who", SIX)
def test_no_attack_succeeds(world: World, who: str) -> None:
    tried = [sql for each, sql in CASES if each == who]
    assert len(tried) >= 150
    assert got_through(world, who, tried) == []


def test_whatever_somebody_can_call_or_read_has_an_attack(world: World) -> None:
    """A new view, table or function that is granted to anybody gets attacks, or this fails."""
    told = Path(attacks.__file__).read_text(encoding="utf-8")
    granted = (
        "SELECT p.proname FROM pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', "
        "p.proowner))) a WHERE p.pronamespace::regnamespace::text IN ('app', 'open', 'shut', "
        "'audit', 'adm') AND a.grantee <> p.proowner AND p.proname NOT LIKE 'see\\_%' UNION "
        "SELECT c.relname FROM pg_class c, aclexplode(c.relacl) a WHERE c.relnamespace"
        "::regnamespace::text IN ('app', 'open', 'shut', 'audit', 'adm') "
        "AND a.grantee <> c.relowner AND c.relkind IN ('r', 'v')"
    )
    with world.superuser() as root:
        names = {str(name) for name, in root.execute(granted)}  # type: ignore[arg-type]
    assert "add_member" in names and "cases" in names
    assert {name for name in names if not re.search(rf"\b{name}\b", told)} == set()


def test_the_attacks_find_a_hole(world: World) -> None:
    """One careless grant, and the same judge says so."""
    with world.superuser() as root:
        root.execute("GRANT USAGE ON SCHEMA shut TO mopac_user; GRANT SELECT ON shut.party TO "
                     "mopac_user; CREATE POLICY hole ON shut.party USING (true)")
        try:
            assert ("told", "SELECT * FROM shut.party") in got_through(
                world, "manager", ["SELECT * FROM shut.party"])
        finally:
            root.execute("DROP POLICY hole ON shut.party; REVOKE ALL ON shut.party FROM "
                         "mopac_user; REVOKE ALL ON SCHEMA shut FROM mopac_user")
    allowed = "INSERT INTO note (case_id, text, at, by) VALUES ({open}, 'x', now(), '{login}')"
    assert got_through(world, "manager", [allowed]) == [("changed", allowed)]


def got_through(world: World, who: str, tried: list[str]) -> list[tuple[str, str]]:
    """The attacks that changed something, or were told something of the closed case."""
    found = []
    end = world.team.logins["hr"].rpartition("-")[2]
    secrets = (*CANARIES, str(world.values["closed"]))
    with world.superuser() as guard:
        before = fingerprint(guard, end)
        for sql in tried:
            asked, said, rows = attempt(world, who, sql)
            after = fingerprint(guard, end)
            if after != before:
                found.append(("changed", sql))
                before = after
            if (rows and sql in SILENT) or any(secret in said and secret not in asked
                                               for secret in secrets):
                found.append(("told", sql))
    return found


def attempt(world: World, who: str, sql: str) -> tuple[str, str, int]:
    """Run one attack; returns its text, the words and rows given back, and how many rows."""
    given = {**world.values, "me": world.staff[who], "login": world.team.logins[who]}
    asked, said, rows = sql.format(**given), list[str](), 0
    with world.team.connect(world.database, who) as connection:
        connection.execute("SET statement_timeout = '5s'")
        connection.add_notice_handler(lambda notice: said.append(str(notice.message_primary)))
        try:
            for statement in asked.split("; "):
                if statement.startswith("COPY") and "STDOUT" in statement:
                    with connection.cursor().copy(statement) as out:
                        said += [str(bytes(piece)) for piece in out]
                        rows += len(said)
                    continue
                cursor = connection.execute(statement)
                if cursor.description:
                    found = cursor.fetchall()
                    said += [str(row) for row in found]
                    rows += sum(any(value not in (None, 0, False) for value in row)
                                for row in found)
        except psycopg.Error as error:
            said.append(str(error))
    return asked, "\n".join(said), rows
