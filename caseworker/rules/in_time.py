"""Was the review asked for in time? The answer, and the decision on a late request.

A late request is never refused by itself: a person decides, by both limbs of reg. 29(4), and gives
reasons.
"""

from __future__ import annotations

from datetime import date

from caseworker.rules import law
from caseworker.rules.days import Calendar
from caseworker.rules.facts import LateDecision, ReviewFacts
from caseworker.rules.finding import Answer, Finding, Rule, met, not_met, unknown
from caseworker.rules.window import Verdict, Window, window
from caseworker.rules.words import count, long_date

__all__ = [
    "FACTORS", "NAME", "TITLE", "Verdict", "Window", "clock_details", "review_window", "window",
]

NAME, TITLE = "in_time", "Made in time"

# What a person weighs when a request is late. The regulation asks for special circumstances and
# names none; these are what review bodies look at in practice. There is no upper limit.
FACTORS: tuple[str, ...] = (
    "how long the delay was, and the reason and evidence for it",
    "illness, disability, bereavement, custody, language or lack of access",
    "an outcome letter that did not arrive, or went to an old address",
    "an outcome letter that gave a wrong date or the wrong review body",
    "a request that reached another body in time",
    "whether the complainant or the representative was at fault, and acted promptly once able",
    "how serious the complaint is, and whether anyone would be harmed by the delay",
)


def review_window(facts: ReviewFacts, calendar: Calendar) -> Finding:
    """Whether the request was made in time, or late and accepted, with the dates used."""
    ask: Rule[Window] = Rule(NAME, TITLE, law.REG_29_2, lambda w: _answer(facts, w))
    return ask(window(facts, calendar))


def may_be_accepted_late(found: Window) -> bool:
    """Whether a person can decide to accept it late: it is, or it is by the one clock we know."""
    half_known = found.verdict is Verdict.UNKNOWN and found.field == "outcome_provided"
    return found.verdict is Verdict.LATE or half_known


def clock_details(facts: ReviewFacts, calendar: Calendar) -> tuple[Finding, ...]:
    """The two clocks one by one, for the check's opened row. They inform; they decide nothing."""
    found = window(facts, calendar)
    clocks = (
        ("by_letter", "By the date on the letter", law.PAGE_DEADLINE, found.policy_last,
         "outcome_letter_dated"),
        ("by_provided", "By the date it was provided", law.REG_29_2, found.statutory_last,
         "outcome_provided"),
    )
    return tuple(
        Finding(name, title, *_clock(found, last, field)[:2], source, field)
        for name, title, source, last, field in clocks
    )


def _answer(facts: ReviewFacts, found: Window) -> Answer:
    used = _facts_used(found)
    if found.verdict is Verdict.DISAGREE:
        return unknown(found.reason, found.field, **used)
    if found.verdict in (Verdict.IN_TIME, Verdict.IN_TIME_BY_PROVIDED):
        return met(_in_time_words(found), **used)
    late = found.verdict is Verdict.LATE
    decision = facts.late_decision
    if late and decision is None:
        return unknown(
            f"{_late_words(found)} A manager must decide whether to accept it late.",
            "late_decision", **used,
        )
    # A person may accept a request that is late by the letter before the other date is known,
    # but may not refuse it: it may yet prove to be in time.
    after_letter = found.field == "outcome_provided"
    if decision and (late or (after_letter and decision.accepted)):
        return _decided(found, decision, used)
    return unknown(found.reason, found.field, **used)


def _decided(found: Window, decision: LateDecision, used: dict[str, str]) -> Answer:
    because = decision.because.strip().rstrip(".")
    if not because:
        return unknown("Enter why the late request is accepted or refused.", "late_decision",
                       **used)
    words = _late_words(found)
    if not decision.accepted:
        return not_met(f"{words} It was refused because {because}.", "late_decision", **used)
    if not (decision.special_circumstances and decision.just_to_extend):
        return unknown(
            "To accept it late, both must be so: there are special circumstances, and it is just "
            "to extend the time.", "late_decision", **used,
        )
    return met(f"{words} It was accepted late because {because}.", **used)


def _in_time_words(found: Window) -> str:
    assert found.first_received and found.last_day
    by_letter = found.verdict is Verdict.IN_TIME
    start = found.letter_dated if by_letter else found.provided
    last = found.policy_last if by_letter else found.statutory_last
    assert start and last
    what = "the date on the letter" if by_letter else "the date it was provided"
    words = (
        f"Received on {long_date(found.first_received)}, day {found.day_number} of {found.length} "
        f"from {what}, {long_date(start)}. The last day is {long_date(last)}."
    )
    if found.left_out:
        words += (
            f" {count(found.left_out, 'day')} at the IOPC left out: the last day becomes "
            f"{long_date(found.last_day)}."
        )
    return words


def _late_words(found: Window) -> str:
    first, policy, statutory = found.first_received, found.policy_last, found.statutory_last
    assert first and policy
    last = max(policy, statutory or policy)
    return (
        f"Received on {long_date(first)}, {count((first - last).days, 'day')} after the last "
        f"day, {long_date(last)}."
    )


def _clock(found: Window, last: date | None, field: str) -> Answer:
    if last is None:
        return unknown("This date is not known.", field)
    if found.first_received is None:
        return unknown(f"The last day is {long_date(last)}.", "received")
    if found.first_received <= last:
        return met(f"The last day is {long_date(last)}.")
    return not_met(f"The last day is {long_date(last)}.", field)


def _facts_used(found: Window) -> dict[str, str]:
    dates = {
        "first_received": found.first_received,
        "date_on_the_letter": found.letter_dated,
        "date_provided": found.provided,
        "last_day_by_the_letter": found.policy_last,
        "last_day_by_the_date_provided": found.statutory_last,
        "last_day": found.last_day,
    }
    used = {name: long_date(day) for name, day in dates.items() if day}
    if found.provided_how:
        used["how_the_date_provided_is_known"] = found.provided_how
    if found.left_out:
        used["days_at_the_IOPC_left_out"] = str(found.left_out)
    return used | {f"note_{n}": flag for n, flag in enumerate(found.flags, 1)}
