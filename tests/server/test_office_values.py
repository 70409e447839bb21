"""What the office sets for itself on a server, and what it moves while colleagues are at work."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date

import psycopg
import pytest
from sqlalchemy import text

from caseworker.actions.admin import AddHoliday
from caseworker.actions.office_work import AddNote
from caseworker.office import Office
from caseworker.queries.effects import effect
from caseworker.queries.lists.sorts import Shown
from caseworker.queries.lists.window import first_rows
from tests.support.closed import log_closed
from tests.support.review import act, open_review, see
from tests.support.team import Team

As = Callable[[str], Office]
DAY = date(2026, 5, 8)


def plain(url: str) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(url.replace("+psycopg", "", 1), options="-c search_path=app")


def test_an_administrators_bank_holiday_holds_at_every_computer(as_: As) -> None:
    admin, worker = as_("admin"), as_("caseworker")
    case_id = open_review(as_("correspondence"))
    proclaimed = AddHoliday(day=DAY, holiday="Victory in Europe",
                            because="Proclaimed by the King in council")
    asked = admin.ask(effect, action=proclaimed, actor=admin.actor, roles=admin.roles,
                      now=admin.now(), today=admin.today())
    assert "not yet known" in asked.words
    assert admin.do(proclaimed).result is None
    act(worker, case_id, AddNote, text="The next action learns of it")
    assert DAY in worker.calendar.holidays
    with admin.engine.connect() as connection:
        assert connection.execute(text("SELECT set_by FROM office_value")).all() == [
            (admin.actor,)]
        connection.execute(text("INSERT INTO setting VALUES ('mps_address', '2026-01-01', 'x', '')"
                                ))
        signed = text("SELECT set_by FROM setting WHERE value = 'x'")
        assert connection.execute(signed).all() == [(admin.actor,)]


def test_no_screen_shows_a_deadline_from_before_a_new_value(as_: As, postgres_url: str) -> None:
    """The administrator sees no case; whoever looks next has it worked out again."""
    post, other = as_("correspondence"), as_("caseworker2")
    opened, closed = open_review(post), log_closed(post)
    act(post, closed, AddNote, text="So that it has a deadline")
    with plain(postgres_url) as root:  # a case of a colleague's
        root.execute("UPDATE cases SET version = version + 1, owner_id = (SELECT id FROM staff "
                     "WHERE name = 'Caseworker') WHERE id = %s", (opened,))
    version = see(other, opened).row.version

    def due(office: Office, case_id: int) -> date | None:
        rows = office.ask(first_rows, shown=Shown(), today=office.today(), me=office.actor)
        return next((row.deadline for row in rows if row.id == case_id), None)

    assert (due(other, opened), due(post, closed)) == (date(2026, 3, 17), date(2026, 3, 17))
    as_("admin").do(AddHoliday(day=date(2026, 3, 16), holiday="Proclaimed",
                               because="Proclaimed by the King in council"))
    assert (due(other, opened), due(post, closed)) == (date(2026, 3, 18), date(2026, 3, 18))
    assert see(other, opened).row.version == version


def test_nobody_moves_a_deadline_by_hand(as_: As, database: str, colleagues: Team) -> None:
    case_id = open_review(as_("correspondence"))
    with colleagues.connect(database, "caseworker2") as other:
        for mark in (1, 99):
            with pytest.raises(psycopg.Error, match="moved by its facts"):
                other.execute("UPDATE cases SET next_deadline = '2030-01-01', reckoned_with = %s "
                              "WHERE id = %s", (mark, case_id))


def test_what_is_reckoned_needs_no_version_and_is_not_lost(as_: As, postgres_url: str) -> None:
    """A next deadline that an administrator moves while a colleague saves the same case."""
    case_id = open_review(as_("correspondence"))
    moved, done = date(2026, 1, 5), threading.Event()

    def save() -> None:
        with plain(postgres_url) as colleague:
            colleague.execute("UPDATE cases SET about = 'Saved', version = version + 1 "
                              "WHERE id = %s", (case_id,))
        done.set()

    with plain(postgres_url) as administrator:
        administrator.execute("UPDATE cases SET next_deadline = %s WHERE id = %s",
                              (moved, case_id))
        saving = threading.Thread(target=save)
        saving.start()
        assert not done.wait(0.5)  # the colleague waits, and then goes on
    saving.join()
    with plain(postgres_url) as after:
        found = after.execute("SELECT about, next_deadline FROM cases WHERE id = %s", (case_id,))
        assert found.fetchone() == ("Saved", moved)
        with pytest.raises(psycopg.errors.SerializationFailure):
            after.execute("UPDATE cases SET about = 'x', next_deadline = NULL WHERE id = %s",
                          (case_id,))


def test_no_reference_is_used_up_for_nothing(as_: As, database: str, colleagues: Team) -> None:
    post = as_("correspondence")
    first = see(post, open_review(post)).row.reference
    with colleagues.connect(database, "correspondence") as own:
        for series in ("REV", "COM", "POST"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege, match="what it is for"):
                own.execute("SELECT app.next_number(%s, 2026)", (series,))
    second = see(post, open_review(post)).row.reference
    assert int(second[-4:]) == int(first[-4:]) + 1
