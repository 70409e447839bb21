"""A window shows what the whole list, sorted at once, would show there: on both engines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, make_url

from caseworker.office import Office
from caseworker.queries.lists import places as placing
from caseworker.queries.lists import window as reading
from caseworker.queries.lists.filters import Asked, Chip, Filter
from caseworker.queries.lists.sorts import SORTS, Kind, Shown
from caseworker.queries.lists.window import first_rows, look, number_in, rows_at
from caseworker.queries.queues import view_counts
from caseworker.queries.rows import QueueRow, View
from caseworker.rules.lifecycle import STAGE_WORDS, Role, Stage
from tests.support import many_cases
from tests.support.clock import Clock

TODAY = many_cases.TODAY
CASES, ME = 700, "bench3"


@pytest.fixture
def many(
    engine: Engine, database_url: str, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Office]:
    """Seven hundred cases, and marks so close that most days and parts have several."""
    monkeypatch.setattr(placing, "STEP", 8)
    monkeypatch.setattr(placing, "NEAR", 2)
    monkeypatch.setattr(reading, "REACH", 2)
    if engine.dialect.name == "sqlite":
        many_cases.fill_sqlite(make_url(database_url).database or "", CASES, 5)
    else:
        many_cases.fill_postgres(database_url, CASES, 5)
    yield Office(engine, ME, frozenset(Role), now=clock)


def ask(office: Office, shown: Shown, **given: Any) -> Any:
    return office.ask(look, shown=shown, me=office.actor, today=TODAY, **given)


def whole(office: Office, shown: Shown) -> list[QueueRow]:
    """Every row, read in windows of an odd size."""
    found = ask(office, shown)
    rows: list[QueueRow] = []
    for first in range(0, found.places.total, 23):
        rows += office.ask(rows_at, all_=found.places, first=first, number=23)
    assert len(rows) == found.places.total == len({row.id for row in rows})
    return rows


def value(row: QueueRow, sort: str) -> Any:
    return {"case": row.name, "reference": row.reference, "about": row.about,
            "deadline": row.deadline, "owner": row.owner or None,
            "stage": list(Stage).index(row.stage), "mps_reference": row.mps_reference,
            "received": row.received, "outcome_letter": row.outcome_letter,
            "handling": row.handling or None, "ended": row.ended}[sort]


@pytest.mark.parametrize("down", [False, True])
@pytest.mark.parametrize("view", [View.OPEN, View.ENDED])
def test_every_sort_runs_in_one_order_and_shows_each_case_once(
    many: Office, view: View, down: bool
) -> None:
    for sort in SORTS:
        in_order(whole(many, Shown(view.value, sort=sort, descending=down)), sort, down)


def in_order(rows: list[QueueRow], sort: str, down: bool) -> None:
    known = [value(row, sort) for row in rows if value(row, sort) is not None]
    assert known == sorted(known, reverse=down)
    unknown = [row for row in rows if value(row, sort) is None]
    if SORTS[sort].kind is Kind.DAY:
        assert unknown == rows[len(known):]  # what is not known stands last
        same = [row for row in rows if value(row, sort) == known[0]] if known else []
        assert [row.id for row in same] == sorted((row.id for row in same), reverse=down)


@pytest.mark.parametrize("group", ["owner", "stage", "week"])
def test_groups_are_whole_and_their_headings_count_them(many: Office, group: str) -> None:
    for sort in ("deadline", "case", "owner", "received"):
        headings_count(many, Shown(group=group, sort=sort), group)


def headings_count(many: Office, shown: Shown, group: str) -> None:
    found = ask(many, shown).places
    rows = whole(many, shown)
    assert sum(each.count for each in found.headings) == found.total == len(rows)
    for heading in found.headings:
        within = rows[heading.row:heading.row + heading.count]
        if group == "owner":
            assert {row.owner or "Not allocated" for row in within} == {heading.words}
        elif group == "stage":
            assert {STAGE_WORDS[row.stage].tag for row in within} == {heading.words}
        elif within[0].deadline is not None:
            assert {row.deadline.isocalendar()[:2] for row in within if row.deadline} == {
                within[0].deadline.isocalendar()[:2]}
    assert len({each.words for each in found.headings}) == len(found.headings)


FINDING = (
    Shown(), Shown(descending=True), Shown(sort="case"), Shown(sort="about", descending=True),
    Shown(group="owner"), Shown(sort="stage", descending=True),
    Shown(View.ENDED.value, sort="ended"),
    Shown(sort="received"), Shown(group="stage", sort="case"),
)


def test_a_case_is_found_again_wherever_it_stands(many: Office) -> None:
    for shown in FINDING:
        found_again(many, shown)


def found_again(many: Office, shown: Shown) -> None:
    rows = whole(many, shown)
    for row, number in list(zip(rows, range(len(rows)), strict=True))[::17]:
        assert ask(many, shown, chosen=row.id).chosen == number
    assert ask(many, shown, chosen=10_000).chosen is None
    beyond = ask(many, shown, first=len(rows) - 3, number=20)
    assert beyond.rows == tuple(rows[-20:]) and beyond.first == len(rows) - 20


def test_the_first_rows_and_the_counts_agree_with_the_list(many: Office) -> None:
    for view in View:
        first_and_counts(many, view)


def first_and_counts(many: Office, view: View) -> None:
    shown = Shown(view.value)
    rows = whole(many, shown)
    first = many.ask(first_rows, shown=shown, me=ME, today=TODAY, number=30)
    assert first == tuple(rows[:30])
    counts = many.ask(view_counts, today=TODAY, me=ME)
    assert counts.views[view] == len(rows) == many.ask(
        number_in, shown=shown, asked=Asked(ME, TODAY, 1))
    if view is View.OPEN:
        states = [row.deadline_state for row in rows]
        late = sum(row.deadline < TODAY for row in rows if row.deadline)
        assert counts.late == late == states.count("late")
        assert counts.soon == states.count("soon")


CHIPS = (
    (Chip("deadline", ("overdue",)), lambda row: row.deadline and row.deadline < TODAY),
    (Chip("deadline", ("soon", "none")), lambda row: not row.deadline
     or 0 <= (row.deadline - TODAY).days <= 1),
    (Chip("stage", (Stage.VALID.value, Stage.DRAFTING.value)),
     lambda row: row.stage in (Stage.VALID, Stage.DRAFTING)),
    (Chip("owner", ("nobody", "2")), lambda row: row.owner_id in (None, 2)),
    (Chip("handling", ("outside Schedule 3",)), lambda row: False),
    (Chip("received", ("28",)), lambda row: (TODAY - row.received).days <= 28),
    (Chip("received", ("before 28",)), lambda row: (TODAY - row.received).days > 28),
    (Chip("mark", ("adjustment", "representative")), lambda row: "adjustment" in row.marks),
)


def test_a_chip_narrows_to_the_rows_it_names(many: Office) -> None:
    rows = whole(many, Shown())
    for chip, fits in CHIPS:
        narrowed = whole(many, Shown(filter=Filter(chips=(chip,))))
        assert narrowed == [row for row in rows if fits(row)], chip


TYPED = (
    "abernathy", "REV2025", "%", "_", "'", '"', "\\", "\x00", "\u202e", "a" * 10_000, "Çelik",
    "MATCH * OR", "naïve; DROP TABLE cases", "\t \n",
)


def test_any_typed_words_are_taken_as_words(many: Office) -> None:
    rows = whole(many, Shown())
    for text in TYPED:
        taken_as_words(many, text, rows)


def taken_as_words(many: Office, text: str, rows: list[QueueRow]) -> None:
    plain = "".join(sign if sign.isprintable() else " " for sign in text[:200])
    wanted = [row for row in rows if all(
        any(word.casefold() in each.casefold() for each in (
            row.name, row.about, row.reference, row.mps_reference,
            row.reference.replace("-", ""))) for word in plain.split())]
    found = whole(many, Shown(filter=Filter(text)))
    if text != "Çelik":  # SQLite folds the case of plain letters only
        assert found == wanted
