"""On a server a view is its owner's: the server itself keeps others from it."""

from __future__ import annotations

from collections.abc import Callable

import psycopg
import pytest

from caseworker.actions.lists import KeepView, RemoveView
from caseworker.office import Office, Refused
from caseworker.queries.lists.saved import Look, plain, saved_views
from caseworker.queries.lists.sorts import Shown, usual
from caseworker.queries.lists.whole import WHOLE
from caseworker.queries.load import conflicts
from caseworker.queries.rows import ListOf
from tests.support.review import open_review
from tests.support.team import Team

As = Callable[[str], Office]
SHOWS = plain(Shown(), Look())


def names(office: Office, list_of: ListOf = ListOf.REVIEWS) -> list[str]:
    return [each.name for each in office.ask(saved_views, me=office.actor, today=office.today(),
                                             list_of=list_of)]


def test_a_private_view_is_seen_by_nobody_else(
    as_: As, database: str, colleagues: Team
) -> None:
    worker, boss = as_("caseworker"), as_("manager")
    worker.do(KeepView(name="Mine", shows=SHOWS))
    worker.do(KeepView(name="Ours", shared=True, shows=SHOWS))
    assert names(worker) == ["Mine", "Ours"] and names(boss) == ["Ours"]
    with colleagues.connect(database, "manager") as link:
        assert link.execute("SELECT name FROM saved_view").fetchall() == [("Ours",)]
        for statement in ("UPDATE saved_view SET name = 'Taken'", "DELETE FROM saved_view"):
            assert link.execute(statement).rowcount == 0
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            link.execute("INSERT INTO saved_view (owner, name, shared, shows) "
                         "VALUES (%s, 'x', true, '{}')", (colleagues.logins["caseworker"],))
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            link.execute("UPDATE saved_view SET owner = session_user")


@pytest.mark.parametrize("list_of", WHOLE)
def test_views_of_every_list_are_kept_from_others_alike(
    as_: As, database: str, colleagues: Team, list_of: ListOf
) -> None:
    worker, boss = as_("caseworker"), as_("manager")
    shows = plain(usual(list_of), Look())
    worker.do(KeepView(name="Mine", shows=shows))
    shared = worker.do(KeepView(name="Ours", shared=True, shows=shows)).result
    assert names(worker, list_of) == ["Mine", "Ours"] and names(worker) == []
    assert names(boss, list_of) == ["Ours"]
    with pytest.raises(Refused, match="Only the owner of a view can remove it"):
        boss.do(RemoveView(view_id=shared))
    boss.do(KeepView(name="Ours", shows=shows))  # as one's own
    assert names(boss, list_of) == ["Ours", "Ours"]


def test_who_allocates_knows_of_declared_conflicts_and_others_do_not(
    as_: As, database: str, colleagues: Team
) -> None:
    case_id = open_review(as_("correspondence"))
    with colleagues.connect(database, "caseworker") as link:
        link.execute("SELECT app.declare_conflict(%s, 'My neighbour')", (case_id,))
        (me,) = link.execute("SELECT app.me()").fetchone() or (None,)
    assert as_("manager").ask(conflicts, cases=(case_id,)) == {me: (case_id,)}
    assert as_("caseworker2").ask(conflicts, cases=(case_id,)) == {}
