"""Who looked at who complained is on record before it is shown, whatever is rolled back."""

from __future__ import annotations

from collections.abc import Callable

import psycopg
import pytest
from sqlalchemy import text

from caseworker.office import Office
from caseworker.queries.case import case_view
from caseworker.queries.lists.sorts import Shown
from caseworker.queries.lists.window import first_rows
from caseworker.queries.papers import content
from caseworker.records import Document, Note, Party
from caseworker.records.contents import sha256_of
from tests.support.closed import log_closed
from tests.support.review import see
from tests.support.team import Team

As = Callable[[str], Office]
FILE = b"I complain about one of your staff."
# Every route by which the window shows who complained, and how deep it looks.
ROUTES: dict[str, tuple[Callable[[Office, int], object], str]] = {
    "the queue": (lambda o, _: o.ask(first_rows, shown=Shown(), today=o.today(),
                                       me=o.actor), "list"),
    "the page": (lambda o, c: o.ask(case_view, case_id=c, today=o.today(), calendar=o.calendar,
                                    roles=o.roles), "full"),
    "the people": (lambda o, _: o.ask(lambda s: [p.email for p in s.query(Party)]), "full"),
    "the papers": (lambda o, _: o.ask(lambda s: [d.title for d in s.query(Document)]), "full"),
    "the notes": (lambda o, _: o.ask(lambda s: [n.text for n in s.query(Note)]), "full"),
    "a scan": (lambda o, _: o.ask(content, sha256=sha256_of(FILE)), "full"),
}


def looks(office: Office, case_id: int) -> set[tuple[str, str]]:
    with office.engine.connect() as connection:
        rows = connection.execute(text("SELECT login, what FROM app.looks(:c)"), {"c": case_id})
        return {(login, what) for login, what in rows}


def add(office: Office, case_id: int, other: Office, part: str) -> None:
    with office.engine.begin() as connection:
        connection.execute(text(
            "SELECT app.add_member(:c, (SELECT id FROM staff WHERE login = :l), :p)"),
            {"c": case_id, "l": other.actor, "p": part})


@pytest.mark.parametrize("route", list(ROUTES))
def test_each_route_leaves_one_look(as_: As, route: str) -> None:
    post, hr, reader = as_("correspondence"), as_("hr"), as_("investigator")
    case_id, other = log_closed(post, file=FILE), log_closed(post, name="Kate Moss-Adams")
    add(post, case_id, hr, "HR")
    add(hr, case_id, reader, "reader")
    before = looks(hr, case_id)
    ask, what = ROUTES[route]
    ask(reader, case_id)
    ask(reader, case_id)
    assert (reader.actor, what) in looks(hr, case_id) - before
    assert len([each for each in looks(hr, case_id) - before if each[1] == what]) == 1
    add(post, other, hr, "HR")
    assert (reader.actor, what) not in looks(hr, other)


def test_what_is_rolled_back_was_looked_at_all_the_same(
    as_: As, database: str, colleagues: Team
) -> None:
    """Nothing is shown in the transaction that records the look, nor in one that reads only."""
    post, hr = as_("correspondence"), as_("hr")
    case_id = log_closed(post)
    add(post, case_id, hr, "HR")
    with colleagues.connect(database, "hr") as member:
        for begin in ("BEGIN", "BEGIN READ ONLY"):
            member.execute(begin)
            with pytest.raises(psycopg.Error, match="recorded first"):
                member.execute("SELECT email FROM party")
            member.execute("ROLLBACK")
        member.execute("BEGIN")
        member.execute("SELECT app.look(%s, 'full')", (f"case/{case_id}",))
        member.execute("SAVEPOINT inside")
        with pytest.raises(psycopg.Error, match="recorded first"):
            member.execute("SELECT email FROM party")
        member.execute("ROLLBACK")
        assert member.execute("SELECT count(*) FROM party").fetchone() == (1,)
        with pytest.raises(psycopg.Error, match="recorded first"):
            member.execute("SELECT 1 FROM party WHERE email LIKE 'jane%'")
    assert (hr.actor, "full") not in looks(hr, case_id)


def test_the_record_is_for_hr_the_lead_and_the_auditor(as_: As) -> None:
    post, hr = as_("correspondence"), as_("hr")
    case_id = log_closed(post)
    add(post, case_id, hr, "HR")
    see(hr, case_id)
    assert (hr.actor, "full") in looks(hr, case_id)
    assert looks(as_("auditor"), case_id) == looks(hr, case_id)
    for who in ("correspondence", "manager", "hr2", "admin", "caseworker"):
        assert looks(as_(who), case_id) == set()
    with hr.engine.begin() as connection:
        connection.execute(text(
            "SELECT app.bar(:c, (SELECT id FROM staff WHERE login = :l), 'The subject.')"),
            {"c": case_id, "l": as_("auditor").actor})
    assert looks(as_("auditor"), case_id) == set()


def test_a_look_stays(as_: As, postgres_url: str) -> None:
    log_closed(as_("correspondence"))
    with psycopg.connect(postgres_url.replace("+psycopg", "", 1), autocommit=True) as root:
        for change in ("DELETE FROM audit.look", "UPDATE audit.look SET login = 'x'",
                       "TRUNCATE audit.look"):
            with pytest.raises(psycopg.Error, match="append-only"):
                root.execute(change)
