"""What every clock of both kinds of case must have and keep."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.calendars import england_and_wales
from caseworker.rules import law
from caseworker.rules.clock_reckoning import ClockReading, ClockState, reckon_clock, what_if
from caseworker.rules.clocks import SET_DAY, Clock, Extension, Pause, ToDaySet, problems
from caseworker.rules.complaint_clocks import ComplaintDates, Delay, complaint_clocks
from caseworker.rules.complaint_deadlines import stage_due
from caseworker.rules.complaint_lifecycle import ComplaintStage
from caseworker.rules.lifecycle import Stage
from caseworker.rules.review_clocks import DeadlineFacts, review_clocks
from tests.support.clocks import COMPLAINT, START, all_clocks

CALENDAR = england_and_wales()
ALL = {name: replace(one, stopped=None) for name, one in all_clocks().items()}
every = pytest.mark.parametrize("clock", ALL.values(), ids=ALL)


def read(clock: Clock, today: date = START) -> ClockReading:
    return reckon_clock(clock, CALENDAR, today)


def due(clock: Clock, today: date = START) -> date:
    found = read(clock, today).due
    assert found is not None
    return found


def test_the_list_is_whole() -> None:
    assert set(ALL) == {
        "review acknowledge", "review validity", "review papers", "review forward",
        "review format_request", "review allocation", "review decision",
        "review decision_letter", "review update", "review mps_response",
        "review judicial_review", "papers chase", "recommendation mps_response",
        "complaint format_request", "complaint acknowledge", "complaint stage_1",
        "complaint update", "complaint acknowledge_appeal", "complaint stage_2",
        "complaint stage_3", "complaint delay_target", "complaint contact_review",
        "complaint retention",
    }


@every
def test_each_says_what_starts_counts_and_stops_it(clock: Clock) -> None:
    assert clock.title and clock.anchor and clock.convention and clock.stops
    assert clock.limit.source.cite and clock.limit.key in law.LIMITS
    assert clock.words.soon and clock.words.today and clock.words.late
    assert read(replace(clock, start=None)).state is ClockState.NOT_STARTED
    assert read(replace(clock, start=None)).words == f"Starts when {clock.anchor}."


@every
def test_each_says_so_when_due_soon_today_and_late(clock: Clock) -> None:
    last = due(clock)
    for left, words in ((1, clock.words.soon), (0, clock.words.today), (-1, clock.words.late)):
        assert read(clock, last - timedelta(days=left)).words.endswith(f". {words}" if not
            clock.information else words)
    far = read(clock, START).words
    assert not any(far.endswith(each) for each in
                   (clock.words.soon, clock.words.today, clock.words.late))
    done = read(replace(clock, stopped=last), last)
    assert done.state is ClockState.DONE and done.words.endswith("in time")


@every
def test_each_says_why_day_by_day(clock: Clock) -> None:
    found = read(clock).reckoning
    assert found is not None and found.words and len(found.days) > 1
    assert found.start == START and found.days[-1].date == found.end == due(clock)
    assert all(day.why for day in found.days)


def test_a_clock_not_yet_started_has_its_convention() -> None:
    empty = (*review_clocks(DeadlineFacts(Stage.RECEIVED)),
             *complaint_clocks(ComplaintDates(ComplaintStage.RECEIVED)))
    assert all(one.start is None and one.convention and one.anchor for one in empty)
    named = {one.name: one.convention for one in empty}
    assert named["contact_review"] == named["delay_target"] == SET_DAY
    assert named["retention"].startswith("whole years from 31 March")
    assert "stage_3" not in named


def test_the_dates_of_a_count_of_their_own() -> None:
    assert due(ALL["complaint contact_review"]) == date(2026, 8, 1)
    assert due(ALL["complaint delay_target"]) == date(2026, 4, 20)
    assert due(ALL["complaint stage_2"]) == date(2026, 4, 20)
    kept = ALL["complaint retention"]
    assert due(kept) == date(2032, 3, 31)
    assert due(kept.extended(Extension("An audit", "Helen Osei", by=1))) == date(2033, 3, 31)
    words = read(kept.extended(Extension("An audit", "Helen Osei", by=1))).reckoning
    assert words is not None and words.words.endswith(
        ", with 1 year more, so it is Thursday 31 March 2033")
    moved = what_if(kept, CALENDAR, START, start=date(2026, 4, 1))
    assert moved.then.due == date(2033, 3, 31) and kept.start == START
    review = ALL["complaint contact_review"]
    paused = read(review.paused(Pause(date(2026, 4, 1), date(2026, 4, 3), "HR", "Why")))
    assert paused.due == date(2026, 8, 3) and paused.paused_days == 2


def test_a_new_target_is_an_extension_and_its_removal_restores_the_date() -> None:
    clock = ALL["complaint stage_2"]
    told, = clock.extensions
    assert problems(clock) == [] and told.reason == "one colleague was ill"
    before = clock.without(told)
    assert due(before) == date(2026, 3, 30) == due(replace(clock, extensions=()))
    found = read(clock).reckoning
    assert found is not None and not found.provisional
    assert found.words == (
        "20 working days after Monday 2 March 2026 is Monday 30 March 2026. On 2 March 2026 the "
        "complainant was told of a new target date, 20 April 2026"
    )
    assert found.days[-1].why == "Extended to 20 April 2026 by MOPAC: one colleague was ill."


def test_the_latest_target_told_holds() -> None:
    later = Delay(2, date(2026, 4, 17), "more to read", date(2026, 5, 5))
    both = replace(COMPLAINT, delays=(later, *COMPLAINT.delays))
    found = stage_due(both, 2, CALENDAR)
    assert found is not None and found.end == date(2026, 5, 5)
    sooner = replace(later, target=date(2026, 4, 2))
    found = stage_due(replace(both, delays=(sooner, *COMPLAINT.delays)), 2, CALENDAR)
    assert found is not None and found.end == date(2026, 4, 2)


clocks = st.sampled_from(list(ALL.values()))
days = st.dates(START - timedelta(days=10), START + timedelta(days=200))


@st.composite
def pauses(draw: st.DrawFn) -> Pause:
    first = draw(days)
    length = draw(st.none() | st.integers(0, 60))
    until = None if length is None else first + timedelta(days=length)
    return Pause(first, until, draw(st.sampled_from(["consent", "the MPS"])), "Why")


extensions = st.builds(Extension, st.just("Why"), st.just("Helen Osei"),
                       to=st.none() | st.dates(START, date(2034, 1, 1)), by=st.integers(0, 12))


@given(clocks, st.lists(st.builds(lambda day: Pause(day, day, "consent", "Why"), days)))
def test_a_pause_of_no_days_moves_none(clock: Clock, none: list[Pause]) -> None:
    assert read(clock.paused(*none)).reckoning == read(clock).reckoning


@given(clocks, st.lists(pauses(), max_size=3), st.lists(extensions, max_size=2), pauses(),
       extensions, st.randoms(use_true_random=False), days)
def test_the_order_of_changes_does_not_matter(
    clock: Clock, some: list[Pause], more: list[Extension], gone: Pause, taken: Extension,
    chance: random.Random, today: date,
) -> None:
    plain = clock.paused(*some).extended(*more)
    steps: list[Pause | Extension] = [*some, *more, gone, taken]
    chance.shuffle(steps)
    built = clock
    for step in steps:
        built = built.paused(step) if isinstance(step, Pause) else built.extended(step)
    removed: list[Pause | Extension] = [gone, taken]
    chance.shuffle(removed)
    for step in removed:
        built = built.without(step)
    assert due(built, today) == due(plain, today)


@given(clocks, st.lists(pauses(), max_size=2), st.lists(extensions, max_size=2), pauses(),
       extensions, days)
def test_taking_a_change_away_restores_the_date(
    clock: Clock, some: list[Pause], more: list[Extension], pause: Pause, extra: Extension,
    today: date,
) -> None:
    before = clock.paused(*some).extended(*more)
    longer = before.extended(extra).paused(pause)
    assert due(longer, today) >= due(before, today)
    then, now = read(longer.without(extra).without(pause), today), read(before, today)
    assert (then.reckoning, then.state, then.words) == (now.reckoning, now.state, now.words)


@given(clocks, st.datetimes())
def test_no_clock_takes_a_moment(clock: Clock, moment: datetime) -> None:
    for give in ({"start": moment}, {"stopped": moment},
                 {"pauses": (Pause(moment, None, "x", "y"),)},
                 {"pauses": (Pause(START, moment, "x", "y"),)},
                 {"extensions": (Extension("x", "y", to=moment),)}):
        with pytest.raises(TypeError, match="days, not on hours"):
            replace(clock, **give)
    with pytest.raises(TypeError, match="days, not on hours"):
        ToDaySet(moment)
