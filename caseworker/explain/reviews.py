"""The time to ask for a review, and the body that reviews."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date, timedelta

from caseworker.calendars import england_and_wales
from caseworker.explain import BODY_OPTIONS
from caseworker.explain.answers import BadArgument, Explained, cite, day_lines
from caseworker.rules import in_time, law
from caseworker.rules.days import Day
from caseworker.rules.facts import BodyAnswer, BodyQuestion, Delivery, ReviewFacts, Tri
from caseworker.rules.in_time import Verdict, Window
from caseworker.rules.review_body import BodyVerdict, Pointer, decide, rank_unsure, senior_rank
from caseworker.rules.words import count, long_date, with_weekday

ANSWERS = {
    Verdict.IN_TIME: "in time",
    Verdict.IN_TIME_BY_PROVIDED: "in time by date provided",
    Verdict.LATE: "late",
    Verdict.UNKNOWN: "not yet known",
    Verdict.DISAGREE: "dates disagree",
}
_ONE_DAY = timedelta(days=1)


def review_window(given: argparse.Namespace) -> Explained:
    """Whether the request was in time by either clock, and the last day, days at the IOPC added."""
    if given.iopc_received and not given.iopc_forwarded:
        raise BadArgument("--iopc-received needs --iopc-forwarded, the day the IOPC forwarded it.")
    if given.iopc_forwarded and not given.iopc_received:
        raise BadArgument("--iopc-forwarded needs --iopc-received, the day the IOPC received it.")
    if problem := _came_before_sent(given):
        return Explained(ANSWERS[Verdict.DISAGREE], None, problem, cite(law.REG_29_3))
    facts = ReviewFacts(
        received=given.received, outcome_letter_dated=given.letter,
        outcome_provided=given.provided, iopc_received=given.iopc_received,
        iopc_forwarded=given.iopc_forwarded,
        # With no other day given, the letter is taken as emailed on its date.
        provided_by=Delivery.EMAIL if given.provided is None else None,
    )
    calendar = england_and_wales()
    found = in_time.window(facts, calendar)
    finding = in_time.review_window(facts, calendar)
    known = found.verdict not in (Verdict.UNKNOWN, Verdict.DISAGREE)
    reason = " ".join((finding.reason, *_assumed(given, found), *found.flags))
    return Explained(
        ANSWERS[found.verdict], found.last_day if known else None, reason, cite(finding.source),
        tuple(_window_steps(found, given.iopc_received, given.iopc_forwarded)) if known else (),
    )


def _came_before_sent(given: argparse.Namespace) -> str:
    """What is odd when MOPAC had it from the IOPC before the IOPC sent it; empty when nothing."""
    at_iopc, forwarded = given.iopc_received, given.iopc_forwarded
    if at_iopc is None or not at_iopc <= given.received < forwarded:
        return ""
    return (
        f"It is said to have reached MOPAC on {long_date(given.received)}, before the IOPC "
        f"forwarded it on {long_date(forwarded)}. Ask which date is right."
    )


def _assumed(given: argparse.Namespace, found: Window) -> Iterator[str]:
    if given.letter and given.provided is None and found.verdict is Verdict.LATE:
        yield ("The day the outcome was provided is taken to be the date on the letter; if it was "
               "later, say so with --provided.")


def _window_steps(found: Window, at_iopc: date | None, forwarded: date | None) -> Iterator[str]:
    """The days of the clock that gives the last day, with the days at the IOPC left out."""
    assert found.reckoning and found.last_day
    start, end = found.reckoning.start, found.reckoning.end
    if not found.left_out or at_iopc is None or forwarded is None:
        yield from day_lines(found.reckoning)
    elif start <= at_iopc <= end:
        yield from day_lines(_days_around(start, found.last_day, at_iopc, forwarded))
    else:
        yield from day_lines(found.reckoning)
        yield (f"{count(found.left_out, 'day')} at the IOPC left out: the last day becomes "
               f"{with_weekday(found.last_day)}")
    if found.first_received:
        first = "the first of the two bodies had it" if at_iopc else "received"
        yield f"{with_weekday(found.first_received)}: {first}"


def _days_around(start: date, last: date, at_iopc: date, forwarded: date) -> Iterator[Day]:
    """Each day from the start to the last day; those between the two dates do not count."""
    yield Day(start, False, None, "Day 0: the count starts on the next day")
    day, number = start, 0
    while day < last:
        day += _ONE_DAY
        if at_iopc < day <= forwarded:
            yield Day(day, False, None, "at the IOPC")
        else:
            number += 1
            yield Day(day, True, number, f"Day {number}")


def review_body(given: argparse.Namespace) -> Explained:
    """Which body reviews, by the answers given; what is not given is not answered."""
    answers: dict[BodyQuestion, BodyAnswer] = {}
    for option, _words in BODY_OPTIONS:
        name = option.replace("-", "_")
        if said := getattr(given, name):
            answers[BodyQuestion(name)] = BodyAnswer(Tri(said))
    note = ""
    if given.rank is not None:
        senior, note = _senior(given.rank)
        answers[BodyQuestion.SENIOR_OFFICER] = BodyAnswer(senior)
    result = decide(ReviewFacts(body_answers=answers))
    reason = result.finding.reason
    if result.verdict is BodyVerdict.MANAGER:
        reason += " The IOPC is suggested."
    steps = tuple(_body_step(n, pointer) for n, pointer in enumerate(result.pointers, 1))
    return Explained(result.verdict.value, None, f"{reason} {note}".strip(),
                     cite(result.finding.source), steps)


def _senior(rank: str) -> tuple[Tri, str]:
    """Whether the rank is above chief superintendent, and what a person should know of it."""
    if not rank.strip():
        raise BadArgument("--rank is empty. Type a rank, like Chief Superintendent, or leave it "
                          "out.")
    if senior_rank(rank):
        if rank_unsure(rank):
            # The law speaks of holding a rank; an acting one is treated as senior for safety.
            return Tri.YES, f"{rank} is treated as senior; the law does not name an acting rank."
        return Tri.YES, f"{rank} is above chief superintendent."
    if rank_unsure(rank):
        return Tri.UNSURE, f"“{rank}” is no rank that Caseworker knows."
    return Tri.NO, f"{rank} is not above chief superintendent."


def _body_step(number: int, pointer: Pointer) -> str:
    said = f"{pointer.answer.answer.value}: " if pointer.answer else ""
    return f"{number} {pointer.question.text} {said}{pointer.words}"
