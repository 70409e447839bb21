"""Letters, MPS responses and post as lists: views, filters, order, groups, counts; both engines."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from caseworker.actions import outcome
from caseworker.actions.letters import DraftLetter, IssueLetter
from caseworker.actions.lists import KeepView
from caseworker.actions.office_work import AddColleague, SetSetting
from caseworker.actions.post import LogPost
from caseworker.office import Office, Refused
from caseworker.queries.lists import letters, whole
from caseworker.queries.lists.filters import FIELDS, Filter
from caseworker.queries.lists.saved import Look, plain, saved_views
from caseworker.queries.lists.sorts import GROUPS_OF, SORTS_OF, usual
from caseworker.queries.lists.window import counts, rows_at
from caseworker.queries.numbers import numbers
from caseworker.queries.rows import ListOf
from caseworker.queries.views import VIEWS, LettersView, PostView, ResponsesView
from caseworker.rules.lifecycle import Role
from caseworker.rules.recommendations import AllegationFinding
from tests.actions.test_main_job import decided
from tests.support.clock import Clock
from tests.support.lists import list_shown, rows_of
from tests.support.review import PERSON, act, open_review, see

LETTERS, RESPONSES, POST = ListOf.LETTERS, ListOf.RESPONSES, ListOf.POST
PEOPLE = (("Cat Other", "review", "post"), ("Ann Early", "mps", "e-mail"),
          ("bea Late", "mopac", "hand"))


@pytest.fixture
def full(office: Office) -> Office:
    """Three drafts in two cases, a recommendation with the MPS, three items of post."""
    office.do(AddColleague(login=office.actor, colleague_name="Priya Shah", roles=tuple(Role)))
    office.do(SetSetting(setting="expected_wait", value="two months", since=office.today()))
    office.do(AddColleague(login="boss", colleague_name="Helen Osei", roles=(Role.MANAGER,)))
    for name in ("Bo First", "Al Second"):
        case_id = open_review(office, name=name)
        act(office, case_id, DraftLetter, code="R1")
    act(office, case_id, DraftLetter, code="R1")
    asked = open_review(office, name="Dee Decided")
    decided(office, asked, AllegationFinding.NOT_REASONABLE)
    for code in ("R14", "N2"):
        letter_id = act(office, asked, DraftLetter, code=code)
        act(office, asked, IssueLetter, letter_id=letter_id)
    for name, route, channel in PEOPLE:
        office.do(LogPost(received=office.today(), route=route, channel=channel,
                          **{**PERSON, "name": name}))
    return office


def test_every_view_counts_the_rows_it_has(full: Office) -> None:
    for list_of in whole.WHOLE:
        found = full.ask(counts, list_of=list_of, today=full.today(), me=full.actor)
        for view in VIEWS[list_of]:
            assert found.views[view] == len(rows_of(full, list_of, view=view.value)), view
        assert "{" not in found.words
    shown = full.ask(numbers, me=full.actor, today=full.today())
    assert (shown.letters, shown.responses, shown.post) == (3, 1, 3)
    assert [each.own.code for each in rows_of(full, LETTERS, view=LettersView.BY_ME.value)] == [
        "R1", "R1", "R1"]
    assert rows_of(full, LETTERS, view=LettersView.POLICE.value) == ()
    complaints = rows_of(full, POST, view=PostView.COMPLAINTS.value)
    assert [each.name for each in complaints] == ["bea Late"]


@pytest.mark.parametrize("list_of", whole.WHOLE)
def test_every_order_and_group_keeps_every_row_and_heads_it(full: Office, list_of: ListOf) -> None:
    every = {row.key for row in rows_of(full, list_of)}
    for sort in SORTS_OF[list_of]:
        for down in (False, True):
            rows = rows_of(full, list_of, sort=sort, descending=down)
            assert {row.key for row in rows} == every and len(rows) == len(every)
            of = SORTS_OF[list_of][sort].of
            known = [of(row) for row in rows if of(row) is not None]
            assert known == sorted(known, reverse=down)
    for group in GROUPS_OF[list_of]:
        found = list_shown(full, replace(usual(list_of), group=group))
        assert sum(each.count for each in found.places.headings) == len(every)
        assert [each.row for each in found.places.headings] == sorted(
            {each.row for each in found.places.headings})
        assert "Grouped by" in found.places.shown.words


def test_words_are_put_in_order_whatever_their_capitals(full: Office) -> None:
    assert [row.name for row in rows_of(full, POST, sort="post", descending=False)] == [
        "Ann Early", "bea Late", "Cat Other"]
    found = list_shown(full, replace(usual(POST), group="route"))
    assert [(each.words, each.count) for each in found.places.headings] == [
        ("About the MPS", 1), ("MOPAC complaint", 1), ("Review request", 1)]


def test_letters_stand_by_the_number_in_their_code(full: Office) -> None:
    rows = [row._replace(own=row.own._replace(code=code)) for row, code in zip(
        rows_of(full, LETTERS), ("R12", "N2", "R6"), strict=True)]
    assert [row.own.code for row in sorted(rows, key=letters.SORTS["letter"].of)] == [
        "N2", "R6", "R12"]


def test_the_row_that_was_chosen_is_found_wherever_it_went(full: Office) -> None:
    row = rows_of(full, LETTERS)[-1]
    found = list_shown(full, replace(usual(LETTERS), sort="letter", descending=True), row.key)
    assert found.chosen is not None and found.rows[found.chosen].key == row.key
    assert list_shown(full, usual(LETTERS), 10 ** 12).chosen is None
    assert full.ask(rows_at, all_=found.places, first=1, number=1) == found.rows[1:2]


def test_what_is_too_much_is_left_out_and_counted(
    full: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole, "MOST", 2)
    found = list_shown(full, usual(POST))
    assert (len(found.rows), found.places.total, found.places.left_out) == (2, 2, 1)
    monkeypatch.setattr(whole, "MOST", 3)
    assert list_shown(full, usual(POST)).places.left_out == 0


def test_a_reply_is_waited_for_late_chased_and_answered(full: Office, clock: Clock) -> None:
    (row,) = rows_of(full, RESPONSES)
    assert (row.name, row.own.number, row.own.deadline_state) == ("Dee Decided", 1, "waiting")
    assert row.own.title and row.own.late == 0 and row.own.chased is None
    clock.forward(days=31)
    for view in (ResponsesView.WAITING, ResponsesView.LATE, ResponsesView.ALL):
        (row,) = rows_of(full, RESPONSES, view=view.value)
    assert (row.own.late, row.own.deadline_state) == (3, "late")
    letter = act(full, row.id, DraftLetter, code="R15")
    act(full, row.id, IssueLetter, letter_id=letter)
    (row,) = rows_of(full, RESPONSES)
    assert row.own.chased == full.today()
    for field, value in (("reply_due", "overdue"), ("chased", "yes"), ("answer", "none")):
        assert rows_of(full, RESPONSES, Filter().choosing(field, (value,))) == (row,)
    clock.forward(days=1)
    act(full, row.id, outcome.RecordPoliceResponse, answered_on=full.today() - timedelta(days=1),
        answers=((1, "not accepted", "It says why."),))
    assert rows_of(full, RESPONSES) == ()
    (row,) = rows_of(full, RESPONSES, view=ResponsesView.ANSWERED.value)
    assert (row.own.answer, row.own.because, row.own.late) == ("not accepted", "It says why.", 3)
    assert rows_of(full, RESPONSES, Filter().choosing("chased", ("no",)),
                   view=ResponsesView.ALL.value) == ()


def test_every_chip_and_typed_words_are_asked_of_each_list(full: Office) -> None:
    for list_of in whole.WHOLE:
        for field in FIELDS.values():
            for value, _ in field.choices if list_of in field.lists else ():
                rows_of(full, list_of, Filter().choosing(field.name, (value,)))
    assert [row.name for row in rows_of(full, POST, Filter("ann e9"))] == ["Ann Early"]
    assert [row.name for row in rows_of(full, RESPONSES, Filter("decided"))] == ["Dee Decided"]
    assert rows_of(full, LETTERS, Filter("%")) == ()


def kept(office: Office, list_of: ListOf) -> tuple[Any, ...]:
    return office.ask(saved_views, me=office.actor, today=office.today(), list_of=list_of)


def test_a_view_is_of_its_list_and_says_what_of_it_is_gone(full: Office) -> None:
    for list_of in whole.WHOLE:
        shown = replace(usual(list_of), sort="reference", descending=True, group="week",
                        view=list(VIEWS[list_of])[-1].value)
        full.do(KeepView(name=f"Of {list_of}", shows=plain(shown, Look(("reference",), "medium"))))
        (view,) = kept(full, list_of)
        assert (view.shown, view.gone) == (shown, ())
        assert view.count == len(rows_of(full, list_of, view=shown.view))
    assert kept(full, ListOf.REVIEWS) == ()
    broken = plain(usual(POST), Look()) | {
        "sort": "colour", "view": "Old", "filter": {"chips": {"stage": ["valid"]}, "text": "ann"}}
    full.do(KeepView(name="Of post", shows=broken))
    (view,) = kept(full, POST)
    assert set(view.gone) == {"colour", "Old", "stage"}
    assert view.shown == replace(usual(POST), filter=Filter("ann"))


def test_a_name_is_of_one_list_at_a_time(full: Office) -> None:
    full.do(KeepView(name="Mine", shows={"view": "All open"}))  # one that does not say its list
    with pytest.raises(Refused, match="You have a view of this name for review requests"):
        full.do(KeepView(name="Mine", shows=plain(usual(POST), Look())))
    full.do(KeepView(name="Mine", shows=plain(usual(ListOf.REVIEWS), Look())))


def test_the_list_asks_as_little_however_long_it_is(full: Office) -> None:
    from tests.queries.test_statements import asked

    before = {each: asked(full, lambda each=each: rows_of(full, each)) for each in whole.WHOLE}
    case_id = open_review(full, name="Eve More")
    act(full, case_id, DraftLetter, code="R1")
    assert see(full, case_id).letters
    after = {each: asked(full, lambda each=each: rows_of(full, each)) for each in whole.WHOLE}
    assert before == after and max(after.values()) <= 4
