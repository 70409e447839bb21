"""Views that are kept and copies that are taken, on both engines."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select, update

from caseworker.actions.lists import ExportList, KeepView, RemoveView
from caseworker.actions.office_work import AddColleague
from caseworker.actions.outcome import Allocate, Deallocate
from caseworker.actions.validity import AcceptAsValid
from caseworker.office import Office, Refused
from caseworker.queries.lists.filters import Filter
from caseworker.queries.lists.saved import Look, plain, saved_views
from caseworker.queries.lists.sorts import Shown
from caseworker.queries.rows import View
from caseworker.records import Entry, SavedView
from caseworker.rules.lifecycle import Role, Stage
from tests.support.review import act, answer_body, me, open_review, see

SHOWN = Shown(View.OPEN.value, Filter("", ()).choosing("deadline", ("28",)), "case", True, "owner")
LOOK = Look(("case", "received"), "compact")


def views(office: Office) -> tuple:
    return office.ask(saved_views, me=office.actor, today=office.today())


def keep(office: Office, name: str = "Soon", shared: bool = False) -> int:
    return office.do(KeepView(name=name, shared=shared, shows=plain(SHOWN, LOOK))).result


def test_a_view_comes_back_as_it_was_with_its_number_of_cases(office: Office) -> None:
    open_review(office)
    keep(office, "  Soon   due ")
    (kept,) = views(office)
    assert (kept.name, kept.shown, kept.look, kept.gone) == ("Soon due", SHOWN, LOOK, ())
    assert kept.mine and not kept.shared and kept.count == 1
    office.do(KeepView(name="Soon due", shows=plain(replace(SHOWN, group=""), LOOK)))
    (again,) = views(office)
    assert again.id == kept.id and again.shown.group == ""


def test_ones_own_view_is_nobody_elses_until_it_is_shared(office: Office) -> None:
    keep(office, "Mine")
    shared = keep(office, "Ours", shared=True)
    other = Office(office.engine, "other", office.roles, now=office.now)
    if office.engine.dialect.name == "sqlite":
        assert [(each.name, each.mine) for each in views(other)] == [("Ours", False)]
    with pytest.raises(Refused, match="Only the owner of a view can remove it"):
        other.do(RemoveView(view_id=shared))
    office.do(RemoveView(view_id=shared))
    assert [each.name for each in views(office)] == ["Mine"]


def test_a_shared_view_keeps_no_words_that_could_name_somebody(office: Office) -> None:
    shows = plain(replace(SHOWN, filter=replace(SHOWN.filter, text="Abernathy")), LOOK)
    with pytest.raises(Refused, match="What is typed in the filter could name somebody") as refused:
        office.do(KeepView(name="Hers", shared=True, shows=shows))
    assert [each.field for each in refused.value.findings] == ["shared"]
    assert views(office) == ()
    office.do(KeepView(name="Hers", shows=shows))
    assert [each.shown.filter.text for each in views(office)] == ["Abernathy"]


@pytest.mark.parametrize(("name", "words"), [
    ("  ", "Enter a name for the view"), ("x" * 61, "60 characters or fewer"),
])
def test_a_view_needs_a_name(office: Office, name: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        keep(office, name)
    assert views(office) == ()


def test_what_a_view_asks_for_and_is_there_no_more_is_set_aside(office: Office) -> None:
    keep(office)
    shows = plain(SHOWN, LOOK) | {
        "sort": "borough", "group": "moon", "view": "Old",
        "filter": {"text": "x", "chips": {"owner": ["1"], "colour": ["red"], "stage": ["gone"]}}}
    with office.engine.execution_options(writing=True).begin() as connection:
        connection.execute(update(SavedView).values(shows=shows))
    (kept,) = views(office)
    assert set(kept.gone) == {"borough", "moon", "Old", "colour", "stage"}
    assert kept.shown.sort == "deadline" and kept.shown.filter.values("owner") == ("1",)


def test_a_copy_needs_a_reason_and_is_in_the_journal(office: Office) -> None:
    given = {"shows": "All open", "references": ("REV-2026-0001", "REV-2026-0002")}
    for because, words in (("", "Enter why you need a copy"), ("short", "20 characters or more")):
        with pytest.raises(Refused, match=words):
            office.do(ExportList(because=because, **given))
    with pytest.raises(Refused, match="nothing to copy"):
        office.do(ExportList(because="For the Board's meeting in March", shows="", references=()))
    office.do(ExportList(because="For the Board's meeting in March", **given))
    (entry,) = office.ask(
        lambda session: list(session.scalars(select(Entry).where(Entry.action == "ExportList"))))
    assert entry.actor == office.actor and entry.case_id is None
    assert entry.inputs["references"] == ["REV-2026-0001", "REV-2026-0002"]


def test_an_allocation_is_taken_back_until_work_has_begun(office: Office) -> None:
    office.do(AddColleague(login=office.actor, colleague_name="Demo", roles=tuple(Role)))
    case_id, owner = open_review(office), me(office)
    answer_body(office, case_id)
    act(office, case_id, AcceptAsValid)
    act(office, case_id, Allocate, owner_id=owner)
    assert see(office, case_id).row.stage is Stage.ALLOCATED
    act(office, case_id, Deallocate)
    row = see(office, case_id).row
    assert (row.stage, row.owner) == (Stage.VALID, "")
