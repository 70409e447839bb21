"""Where an item of post goes: the way out kept with it, changed later, or not post at all."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from caseworker.actions.documents import Incoming
from caseworker.actions.post import ROUTES, ChangeRoute, SetAsideFile
from caseworker.actions.ways_out import BESIDE, OF_MOPAC, REVIEWS, TO_THE_MPS, route_of, way_to_use
from caseworker.office import Conflict, Office, Refused
from caseworker.queries.earlier import earlier_copy
from caseworker.queries.papers import content
from caseworker.queries.post import PostRow, post_item, post_list
from caseworker.records import Entry
from caseworker.rules.routes import ROUTES as WAYS
from caseworker.rules.routing import suggest
from tests.support.review import log

TODAY = date(2026, 3, 12)
FLYER = Incoming("Flyer.pdf", b"Pizza, two for one")


def again(office: Office, item_id: int) -> PostRow:
    row = office.ask(post_item, post_item_id=item_id)
    assert row is not None
    return row


def journal(office: Office) -> list[tuple[str, Any]]:
    return office.ask(lambda s: [(entry.action, entry.inputs) for entry in
                                 s.scalars(select(Entry).order_by(Entry.id))])


def said(office: Office, action: Any) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refused:
        office.do(action)
    return [(each.field, each.reason) for each in refused.value.findings]


def test_every_way_out_leads_to_a_route_of_the_form() -> None:
    assert {route_of(code) for code in WAYS} == {value for value, _ in ROUTES}
    named = (*REVIEWS, *OF_MOPAC, *TO_THE_MPS, *BESIDE)
    assert set(named) <= set(WAYS) and len(set(named)) == len(named)


def test_what_is_not_for_the_mps_is_not_sent_there() -> None:
    assert [route_of(code) for code in ("C3", "C5", "C15", "C12", "C20")] == ["other"] * 5


def test_in_a_mixed_letter_the_review_comes_first() -> None:
    found = suggest(
        "I complain about your staff at MOPAC. Your caseworker was rude to me on the telephone.\n\n"
        "I also ask for a review of the outcome of my complaint to the Metropolitan Police. I am "
        "not happy with the outcome letter dated 19 February 2026.")
    assert found.routes[0].code == "C24"
    assert way_to_use(found) == "C13"
    assert way_to_use(suggest("")) == ""


def test_the_way_out_is_kept_with_the_item_and_in_the_journal(office: Office) -> None:
    row = log(office, way_out="C13")
    assert row.because == "C13 Review request, MOPAC is the review body"
    action, inputs = journal(office)[-1]
    assert (action, inputs["way_out"]) == ("LogPost", "C13")
    assert log(office, same_file_again=True).because == ""


@pytest.mark.parametrize("given", [{"way_out": "C99"}, {"way_out": "C1"}])
def test_a_way_out_leads_to_the_route_chosen(office: Office, given: dict[str, str]) -> None:
    with pytest.raises(Refused) as refused:
        log(office, **given)
    assert [each.field for each in refused.value.findings] == ["route"]


def test_the_route_of_a_logged_item_can_be_changed_with_a_reason(office: Office) -> None:
    row = log(office, way_out="C13")
    office.do(ChangeRoute(post_item_id=row.id, version=row.version, route="mps",
                          because="There is no outcome letter yet"))
    changed = again(office, row.id)
    assert (changed.route, changed.because, changed.version, changed.state) == (
        "mps", "There is no outcome letter yet", row.version + 1, "logged")
    action, inputs = journal(office)[-1]
    assert (action, inputs["route"]) == ("ChangeRoute", "mps")
    with pytest.raises(Conflict):
        office.do(ChangeRoute(post_item_id=row.id, version=row.version, route="other",
                              because="Seen too late"))


@pytest.mark.parametrize(("given", "field", "words"), [
    ({"route": ""}, "route", "Choose where this item goes"),
    ({"route": "review"}, "route", "This item goes there already: Review request"),
    ({"route": "bin"}, "route", "Choose a route"),
    ({"because": " "}, "because", "Enter why you are deciding this"),
])
def test_a_change_of_route_that_says_nothing_is_refused(
    office: Office, given: dict[str, str], field: str, words: str
) -> None:
    row = log(office)
    values = {"route": "mps", "because": "No outcome letter"} | given
    assert said(office, ChangeRoute(post_item_id=row.id, version=row.version, **values)) == [
        (field, words)]
    assert again(office, row.id) == row


def test_a_file_that_is_not_post_is_kept_with_the_reason(office: Office) -> None:
    item_id = office.do(SetAsideFile(received=TODAY, because="An advertisement",
                                     files=(FLYER,))).result
    row = again(office, item_id)
    assert (row.state, row.because, row.reference) == (
        "not post", "An advertisement", "POST-2026-000001")
    assert office.ask(content, sha256=row.files[0].sha256) == FLYER.content
    assert office.ask(post_list) == () and office.ask(post_list, waiting=False) == (row,)
    assert journal(office)[-1][0] == "SetAsideFile"
    copy = office.ask(earlier_copy, sha256=row.files[0].sha256)
    assert copy is not None and not copy.waiting
    assert copy.words.endswith(" It was set aside as not post: An advertisement.")


@pytest.mark.parametrize(("given", "field"), [
    ({"because": ""}, "because"), ({"received": None}, "received"), ({"files": ()}, "files"),
    ({"received": date(2026, 3, 13)}, "received"), ({"files": (Incoming("a.pdf", b""),)}, "file"),
])
def test_what_cannot_be_set_aside_is_refused_and_nothing_is_kept(
    office: Office, given: dict[str, Any], field: str
) -> None:
    values: dict[str, Any] = {"received": TODAY, "because": "A flyer", "files": (FLYER,)} | given
    assert [name for name, _ in said(office, SetAsideFile(**values))] == [field]
    assert office.ask(post_list, waiting=False) == ()
