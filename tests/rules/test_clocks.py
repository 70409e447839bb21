"""Clocks: pauses, extensions, what stops them, and what would move their dates."""

from __future__ import annotations

import os
import random
import time
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.calendars import england_and_wales
from caseworker.rules import law
from caseworker.rules.clock_reckoning import (
    ClockReading,
    ClockState,
    effect_words,
    holiday_effect,
    long_pauses,
    reckon_clock,
    what_if,
)
from caseworker.rules.clocks import Clock, ClockWords, Extension, Pause, problems
from caseworker.rules.days import reckon
from caseworker.rules.deadlines import DeadlineFacts
from caseworker.rules.finding import Outcome
from caseworker.rules.law import Limit
from caseworker.rules.lifecycle import Stage
from caseworker.rules.review_clocks import review_clocks

CALENDAR = england_and_wales()
START = date(2026, 3, 2)  # a Monday
TODAY = date(2026, 3, 12)
S = ClockState


def clock(limit: Limit = law.VALIDITY, start: date | None = START) -> Clock:
    return Clock(limit.key, limit.title, limit, "the request was received",
                 "validity was decided", start,
                 words=ClockWords("Soon now.", "Do it today.", "Do it now."))


def read(one: Clock, today: date = TODAY) -> ClockReading:
    return reckon_clock(one, CALENDAR, today)


def due(one: Clock, today: date = TODAY) -> date:
    found = read(one, today).due
    assert found is not None
    return found


def pause(first: int, last: int | None, category: str = "consent") -> Pause:
    """A pause from and until a day of March 2026."""
    until = date(2026, 3, last) if last else None
    return Pause(date(2026, 3, first), until, category, "It was not enclosed")


def test_not_started_and_without_a_length() -> None:
    assert read(clock(start=None)).words == "Starts when the request was received."
    assert read(clock(start=None)).state is S.NOT_STARTED
    none = read(clock(law.APPEAL_WINDOW))
    assert none.state is S.NO_LENGTH and none.due is None
    assert "Time to appeal to Stage 2" in none.words
    with pytest.raises(ValueError, match="years gives no date"):
        read(clock(law.CHILD_UNDER))
    with pytest.raises(ValueError, match="years gives no date"):
        read(clock(law.CHILD_UNDER).extended(Extension("More", "Helen Osei", by=1)))


def test_every_unit_has_its_convention() -> None:
    for limit, words in ((law.REVIEW_WINDOW, "calendar days from the next day"),
                         (law.VALIDITY,
                          "working days, England and Wales, day 0 is the day of receipt"),
                         (law.JUDICIAL_REVIEW, "calendar months, clipped")):
        assert clock(limit).convention == words


@pytest.mark.parametrize(("today", "state", "words"), [
    (date(2026, 3, 5), S.LATER, "4 days left"),
    (date(2026, 3, 8), S.SOON, "1 day left. Soon now."),
    (date(2026, 3, 9), S.TODAY, "Due today. Do it today."),
    (date(2026, 3, 10), S.LATE, "1 day overdue. Do it now."),
])
def test_near_and_late(today: date, state: ClockState, words: str) -> None:
    found = read(clock(law.ACKNOWLEDGE), today)
    assert (found.state, found.words) == (state, words)


def test_for_somebody_else_for_information_and_done() -> None:
    waiting = replace(clock(law.PAPERS), waiting_for="the MPS")
    assert read(waiting).state is S.WAITING
    assert read(waiting).words == "Waiting for the MPS. 4 days left"
    assert read(waiting, date(2026, 3, 17)).state is S.LATE
    told = replace(clock(law.JUDICIAL_REVIEW), information=True)
    assert (read(told, date(2027, 1, 1)).state, read(told).words) == (S.INFORMATION, "2 June 2026")
    done = replace(clock(law.ACKNOWLEDGE), stopped=date(2026, 3, 9))
    assert (read(done).state, read(done).words) == (S.DONE, "Done on 9 March 2026, in time")
    late = replace(done, stopped=date(2026, 3, 11))
    assert read(late).words == "Done on 11 March 2026, 2 days late"


def test_a_pause_day_by_day() -> None:
    # 4, 5 and 6 March are left out; the 9th counts again. The weekend never counted.
    one = clock(law.ACKNOWLEDGE).paused(pause(4, 9))
    found = read(one)
    assert found.due == date(2026, 3, 12) and found.paused_days == 3
    assert found.reckoning is not None
    assert [(day.date.day, day.number, day.why) for day in found.reckoning.days] == [
        (2, None, "Day 0: the count starts on the next day"), (3, 1, "Day 1"),
        (4, None, "Paused: waiting for consent"), (5, None, "Paused: waiting for consent"),
        (6, None, "Paused: waiting for consent"), (7, None, "Saturday"), (8, None, "Sunday"),
        (9, 2, "Day 2"), (10, 3, "Day 3"), (11, 4, "Day 4"), (12, 5, "Day 5"),
    ]
    assert found.reckoning.words == (
        "5 working days after Monday 2 March 2026, 3 paused days left out, is "
        "Thursday 12 March 2026"
    )


def test_an_open_pause_ends_no_earlier_than_tomorrow() -> None:
    one = clock(law.ACKNOWLEDGE).paused(pause(4, None))
    found = read(one)
    assert found.state is S.PAUSED
    assert found.words == ("Paused: waiting for consent, since 4 March 2026. The date would be "
                           "18 March 2026 or later.")
    assert due(one, date(2026, 3, 13)) > found.due  # type: ignore[operator]
    done = replace(one, stopped=date(2026, 3, 6))
    assert due(done, TODAY) == due(done, date(2026, 9, 1)) == date(2026, 3, 11)
    assert read(clock(law.ACKNOWLEDGE).paused(pause(11, None))).state is S.LATE


def test_pauses_that_overlap_count_once() -> None:
    both = clock().paused(pause(4, 9), pause(5, 11, "the MPS"))
    assert due(both) == due(clock().paused(pause(4, 11)))
    assert [one.rule for one in read(both).warnings] == ["overlap"]
    assert read(clock().paused(pause(4, 9), pause(9, 11))).warnings == ()


def test_paused_days_are_added_to_months() -> None:
    jr = clock(law.JUDICIAL_REVIEW, date(2026, 1, 31))
    assert due(jr) == date(2026, 4, 30)
    assert due(jr.paused(pause(4, 9))) == date(2026, 5, 5)
    assert due(jr.extended(Extension("More", "Helen Osei", by=1))) == date(2026, 5, 31)


def test_extensions() -> None:
    by, to = (Extension("Papers came late", "Helen Osei", by=5),
              Extension("Agreed", "Helen Osei", to=date(2026, 4, 30)))
    assert due(clock()) == date(2026, 3, 30)
    assert due(clock().extended(by)) == date(2026, 4, 8)  # over Easter
    longer = read(clock().extended(by, to))
    assert longer.due == date(2026, 4, 30) and longer.reckoning is not None
    assert longer.reckoning.days[-1].why == "Extended to 30 April 2026 by Helen Osei: Agreed."
    assert longer.reckoning.words.endswith("then extended to Thursday 30 April 2026")
    # A day already passed by the count changes nothing.
    assert due(clock().extended(replace(to, to=date(2026, 3, 5)))) == due(clock())
    with pytest.raises(LookupError):
        clock().without(by)


def test_a_long_pause_is_warned_of() -> None:
    one = clock().paused(pause(4, None))
    assert long_pauses(one, date(2026, 4, 1)) == ()
    warning, = read(one, date(2026, 4, 2)).warnings
    assert warning.outcome is Outcome.UNKNOWN and "29 days" in warning.reason
    assert long_pauses(replace(one, stopped=TODAY), date(2026, 6, 1)) == ()
    assert long_pauses(clock().paused(pause(4, 31)), date(2026, 6, 1)) == ()


def test_problems_are_said_with_their_field() -> None:
    good = clock().paused(pause(4, 9)).extended(Extension("Late papers", "Helen Osei", by=1))
    assert problems(good) == []
    bad = clock().paused(Pause(date(2026, 3, 9), date(2026, 3, 4), " ", "")).extended(
        Extension("", "", to=START, by=-1))
    assert {one.field for one in problems(bad)} == {"category", "reason", "until", "who", "by",
                                                    "to"}
    assert problems(clock().extended(Extension("Why", "Helen Osei")))[0].field == "to"
    assert problems(clock().paused(pause(1, 2)))[0].field == "until"


def test_what_if_saves_nothing() -> None:
    one = clock()
    found = what_if(one, CALENDAR, TODAY, pauses=(pause(4, 9),))
    assert (found.moved, found.words) == (
        3, "30 March 2026 would become 2 April 2026, 3 days later."
    )
    assert found.now == read(one) and one.pauses == ()
    assert what_if(one, CALENDAR, TODAY).words == "The date stays 30 March 2026."
    assert what_if(one, CALENDAR, TODAY, start=None).moved is None
    earlier = what_if(one, CALENDAR, TODAY, start=date(2026, 2, 27))
    assert earlier.words == "30 March 2026 would become 27 March 2026, 3 days earlier."
    assert what_if(one, CALENDAR, TODAY, pauses=(Pause(START, None, "", ""),)).problems
    with pytest.raises(TypeError):
        what_if(one, CALENDAR, TODAY, colour="red")


def test_the_effect_of_another_bank_holiday() -> None:
    clocks = (clock(), clock(law.ACKNOWLEDGE), clock(law.REVIEW_WINDOW),
              replace(clock(law.DECISION), stopped=TODAY))
    moved = holiday_effect(CALENDAR, date(2026, 3, 20), clocks, TODAY)
    assert effect_words(moved) == (
        "1 date would move: Time to decide validity: 30 March 2026 becomes 31 March 2026."
    )
    assert len(holiday_effect(CALENDAR, date(2026, 3, 5), clocks, TODAY)) == 2
    nothing = holiday_effect(CALENDAR, date(2026, 3, 21), clocks, TODAY)  # a Saturday
    assert nothing == () and effect_words(nothing) == "No date would move."


def test_the_clocks_of_a_review_say_what_starts_and_stops_them() -> None:
    clocks = review_clocks(DeadlineFacts(Stage.CHECKS, received=START,
                                         acknowledged_on=date(2026, 3, 3)))
    assert len({one.name for one in clocks}) == len(clocks)
    states = {one.name: read(one).state for one in clocks}
    assert states["acknowledge"] is S.DONE and states["validity"] is S.LATER
    assert states["mps_response"] is S.NOT_STARTED
    assert all(one.anchor and one.stops and one.convention for one in clocks)


days = st.dates(date(2021, 1, 1), date(2030, 12, 31))
limits = st.sampled_from([law.VALIDITY, law.REVIEW_WINDOW, law.JUDICIAL_REVIEW, law.ACKNOWLEDGE])


@st.composite
def pauses(draw: st.DrawFn) -> Pause:
    first = START + timedelta(days=draw(st.integers(-10, 120)))
    length = draw(st.none() | st.integers(0, 60))
    until = None if length is None else first + timedelta(days=length)
    return Pause(first, until, draw(st.sampled_from(["consent", "the MPS"])), "Why")


extensions = st.builds(Extension, st.just("Why"), st.just("Helen Osei"),
                       to=st.none() | st.dates(START, date(2027, 1, 1)),
                       by=st.integers(0, 30))


@given(limits, days, days)
def test_without_changes_it_is_the_plain_count(limit: Limit, start: date, today: date) -> None:
    assert read(clock(limit, start), today).reckoning == reckon(limit, start, CALENDAR)


@given(limits, days, st.lists(st.builds(lambda day: Pause(day, day, "consent", "Why"), days)))
def test_a_pause_of_no_days_never_moves_a_date(
    limit: Limit, start: date, none: list[Pause]
) -> None:
    assert due(clock(limit, start).paused(*none)) == due(clock(limit, start))


@given(limits, st.lists(pauses(), max_size=4), st.lists(extensions, max_size=3), pauses(),
       extensions, st.randoms(use_true_random=False), days)
def test_the_order_of_pause_extension_and_removal_does_not_matter(
    limit: Limit, some: list[Pause], more: list[Extension], gone: Pause, taken: Extension,
    chance: random.Random, today: date,
) -> None:
    plain = clock(limit).paused(*some).extended(*more)
    steps: list[Pause | Extension] = [*some, *more, gone, taken]
    chance.shuffle(steps)
    built = clock(limit)
    to_remove: list[Pause | Extension] = [gone, taken]
    for step in steps:
        built = built.paused(step) if isinstance(step, Pause) else built.extended(step)
        if step in to_remove and chance.random() < 0.5:  # at once, or at the end
            to_remove.remove(step)
            built = built.without(step)
    for step in to_remove:
        built = built.without(step)
    assert read(built, today).due == read(plain, today).due


@given(limits, st.lists(pauses(), max_size=3), st.lists(extensions, max_size=3), extensions, days)
def test_removing_an_extension_restores_the_old_date(
    limit: Limit, some: list[Pause], more: list[Extension], extra: Extension, today: date
) -> None:
    before = clock(limit).paused(*some).extended(*more)
    longer = before.extended(extra)
    assert due(longer, today) >= due(before, today)
    assert read(longer.without(extra), today).reckoning == read(before, today).reckoning


@given(limits, pauses(), st.lists(pauses(), max_size=4), days)
def test_a_pause_within_another_changes_nothing(
    limit: Limit, one: Pause, others: list[Pause], today: date
) -> None:
    with_one = clock(limit).paused(one, *others)
    assert due(with_one.paused(one), today) == due(with_one, today)
    assert due(with_one, today) >= due(clock(limit), today)


@given(limits, st.lists(pauses(), max_size=3), st.lists(extensions, max_size=3), days)
def test_the_days_add_up(
    limit: Limit, some: list[Pause], more: list[Extension], today: date
) -> None:
    one = clock(limit).paused(*some).extended(*more)
    found = read(one, today)
    assert found.reckoning is not None
    listed = [day.date for day in found.reckoning.days]
    assert listed == sorted(set(listed)) and listed[-1] == found.due
    if limit.unit != law.MONTHS:
        numbers = [day.number for day in found.reckoning.days if day.number]
        length = limit.on(START) + sum(each.by for each in more)
        assert numbers == list(range(1, length + 1))


@given(st.datetimes(), st.integers(-12, 14))
def test_a_moment_is_refused(moment: datetime, hours: int) -> None:
    aware = moment.replace(tzinfo=timezone(timedelta(hours=hours)))
    for give in ({"start": aware}, {"stopped": aware}, {"pauses": (Pause(aware, None, "x", "y"),)},
                 {"extensions": (Extension("x", "y", to=aware),)}):
        with pytest.raises(TypeError, match="days, not on hours"):
            replace(clock(), **give)  # type: ignore[arg-type]


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone is the system's own")
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Midway", "Europe/London"])
def test_the_zone_of_the_computer_does_not_matter(
    zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = clock().paused(pause(4, 9), pause(20, None))
    before = read(one, date(2026, 3, 29))  # the night on which the clocks go forward
    kept = os.environ.get("TZ")
    try:
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        assert read(one, date(2026, 3, 29)) == before
    finally:
        monkeypatch.undo()
        assert os.environ.get("TZ") == kept
        time.tzset()
