"""On a server: who may say that somebody is away, and what whoever covers may do meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import psycopg
import pytest

from caseworker.actions.absences import RecordAbsence, RemoveAbsence
from caseworker.actions.office_work import AddNote
from caseworker.office import Office, Refused
from caseworker.queries.absences import away
from tests.support.review import act, open_review
from tests.support.team import Team

As = Callable[[str], Office]
# The server goes by its own clock, the program in a test by another.
FIRST, LAST = date(2026, 3, 1), date(2099, 1, 1)
INSERT = ("INSERT INTO absence (staff_id, cover_id, first_day, last_day, recorded_by) "
          "VALUES (%s, %s, '2000-01-01', '2099-01-01', session_user)")


def number(database: str, colleagues: Team, who: str) -> int:
    with colleagues.connect(database, who) as link:
        (found,) = link.execute("SELECT app.me()").fetchone() or (None,)
    assert isinstance(found, int)
    return found


def owned(as_: As, database: str, colleagues: Team) -> tuple[int, int, int]:
    """A case with an owner; its id, theirs, and that of a colleague who could cover."""
    case_id = open_review(as_("correspondence"))
    owner, cover = (number(database, colleagues, who) for who in ("caseworker", "caseworker2"))
    with colleagues.connect(database, "manager") as link:
        link.execute("UPDATE cases SET owner_id = %s, version = version + 1 WHERE id = %s",
                     (owner, case_id))
    return case_id, owner, cover


def test_who_covers_works_on_the_cases_for_as_long(
    as_: As, database: str, colleagues: Team
) -> None:
    case_id, owner, cover = owned(as_, database, colleagues)
    helper = as_("caseworker2")
    with pytest.raises(Refused, match="This case is a colleague's"):
        act(helper, case_id, AddNote, text="May I?")
    made = as_("caseworker").do(RecordAbsence(
        staff_id=owner, first_day=FIRST, last_day=LAST, cover_id=cover)).result
    act(helper, case_id, AddNote, text="Called her, as agreed.")
    (one,) = helper.ask(away, today=FIRST)
    assert (one.cover_id, one.last) == (cover, LAST)
    as_("manager").do(RemoveAbsence(absence_id=made))
    with pytest.raises(Refused, match="This case is a colleague's"):
        act(helper, case_id, AddNote, text="Still?")


def test_nobody_covers_before_the_first_day_or_after_the_last(
    as_: As, database: str, colleagues: Team
) -> None:
    case_id, owner, cover = owned(as_, database, colleagues)
    with colleagues.connect(database, "manager") as link:
        for days in (("2000-01-01", "2000-01-02"), ("2098-01-01", "2099-01-01")):
            link.execute("INSERT INTO absence (staff_id, cover_id, first_day, last_day, "
                         "recorded_by) VALUES (%s, %s, %s, %s, session_user)",
                         (owner, cover, *days))
    with pytest.raises(Refused, match="This case is a colleague's"):
        act(as_("caseworker2"), case_id, AddNote, text="May I?")


@pytest.mark.parametrize("who", ["caseworker2", "correspondence", "admin", "auditor"])
def test_nobody_makes_themselves_the_cover_of_another(
    as_: As, database: str, colleagues: Team, who: str
) -> None:
    as_("manager")
    owner = number(database, colleagues, "caseworker")
    with colleagues.connect(database, "manager") as link:
        link.execute(INSERT, (owner, None))
    with colleagues.connect(database, who) as link:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            link.execute(INSERT, (owner, None))
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            link.execute("UPDATE absence SET cover_id = app.me()")
        assert link.execute("DELETE FROM absence").rowcount == 0
        assert link.execute("SELECT count(*) FROM absence").fetchone() == (1,)
