"""The ledger of recommendations: sent, due, late, answered; who was told; what may be done next.

The time for the answer, and the power to extend it, rest on reg. 30, whose wording was not
checked: a late answer is a warning. MOPAC recommends and the MPS decides, so a refusal ends the
matter for the review; it goes to the oversight of the Commissioner.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from caseworker.rules import law
from caseworker.rules import review_sources as sources
from caseworker.rules.clock_reckoning import ClockReading, reckon_clock
from caseworker.rules.clocks import Clock, Extension
from caseworker.rules.days import Calendar
from caseworker.rules.duties import done, done_on, still_open, uncertain
from caseworker.rules.finding import Finding, Outcome
from caseworker.rules.recommendations import LEARNING
from caseworker.rules.review_clocks import MPS_RESPONSE_WORDS
from caseworker.rules.words import count, long_date, sentence


class Answer(StrEnum):
    """What the MPS decided on a recommendation."""

    ACCEPTED = "accepted"
    PARTLY = "partly accepted"
    NOT_ACCEPTED = "not accepted"


class ResponseState(StrEnum):
    """Where a recommendation stands."""

    NOT_SENT = "not sent"
    DUE = "due"
    LATE = "late"
    ACCEPTED = "accepted"
    PARTLY = "partly accepted"
    NOT_ACCEPTED = "not accepted"
    NO_REPLY = "no reply needed"


@dataclass(frozen=True, slots=True)
class Recommended:
    """One recommendation as recorded. None: it has not happened."""

    number: int
    code: str
    made_on: date | None = None
    sent_on: date | None = None
    extensions: tuple[Extension, ...] = ()
    answered_on: date | None = None
    answer: Answer | None = None
    because: str = ""  # why not, or why only in part
    steps: str = ""  # what the MPS does about it, when it accepts
    complainant_told_on: date | None = None
    raised_on: date | None = None  # in oversight


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the ledger. ``findings`` are the duties in order, done or open."""

    number: int
    state: ResponseState
    words: str
    reading: ClockReading | None
    findings: tuple[Finding, ...]

    @property
    def due(self) -> date | None:
        """The last day for the answer, None when the recommendation was not made."""
        return self.reading.due if self.reading else None


def response_clock(one: Recommended) -> Clock:
    """The time for the answer: from the day after the recommendation was made (reg. 30)."""
    return Clock(
        law.MPS_RESPONSE.key, "MPS response", law.MPS_RESPONSE, "the recommendation is made",
        "the MPS answers", one.made_on, one.answered_on, "the MPS", False, (), one.extensions,
        MPS_RESPONSE_WORDS,
    )


def ledger(
    recommendations: tuple[Recommended, ...], calendar: Calendar, today: date
) -> tuple[Line, ...]:
    """Each recommendation with its state, its date and what is still to be done."""
    return tuple(_line(one, calendar, today)
                 for one in sorted(recommendations, key=lambda one: one.number))


def _line(one: Recommended, calendar: Calendar, today: date) -> Line:
    if one.code == LEARNING:
        return Line(one.number, ResponseState.NO_REPLY, "A learning point needs no reply.", None,
                    ())
    reading = reckon_clock(response_clock(one), calendar, today)
    state = _state(one, reading, today)
    findings = [_sent(one)]
    if one.made_on is not None:
        findings.append(_answered(one, reading, today))
    if one.answer is not None and one.answered_on is not None:
        findings += [_reason(one), _told(one)]
        if one.answer is not Answer.ACCEPTED:
            findings.append(_raised(one))
    words = state.value.capitalize() if one.answered_on else reading.words
    return Line(one.number, state, words, reading, tuple(findings))


def _state(one: Recommended, reading: ClockReading, today: date) -> ResponseState:
    if one.answer is not None and one.answered_on is not None:
        return ResponseState(one.answer.value)
    if one.made_on is None or reading.due is None:
        return ResponseState.NOT_SENT
    return ResponseState.LATE if today > reading.due else ResponseState.DUE


def _sent(one: Recommended) -> Finding:
    return done_on(f"sent_{one.number}", f"Send recommendation {one.number} to the MPS",
                   one.sent_on, "Sent", "Send it to the MPS.", law.OFFICES, "sent_on")


def _answered(one: Recommended, reading: ClockReading, today: date) -> Finding:
    name, title = f"answered_{one.number}", "Answer by the MPS, in writing"
    if reading.due is None:  # before reviews began: a slip in the year
        return still_open(name, title, f"{reading.words} Check the date it was made.", law.REG_30,
                          "made_on")
    if one.answered_on is not None and one.answer is None:
        return still_open(name, title, "Choose what the MPS decided.", law.REG_30, "answer")
    late = ((one.answered_on or today) - reading.due).days
    if late > 0:
        what = "answered" if one.answered_on else "has not answered"
        return uncertain(name, title, f"The MPS {what}; the last day was "
                         f"{long_date(reading.due)}, {count(late, 'day')} before.", law.REG_30,
                         "answered_on")
    if one.answered_on is None:
        return still_open(name, title, f"Due by {long_date(reading.due)}.", law.REG_30,
                          "answered_on")
    return done(name, title, f"Answered on {long_date(one.answered_on)}.", law.REG_30)


def _reason(one: Recommended) -> Finding:
    """Accepted with the steps, or not accepted with the reasons."""
    assert one.answer is not None
    name, title = f"reason_{one.number}", "Steps or reasons given by the MPS"
    accepted = one.answer is Answer.ACCEPTED
    given = one.steps if accepted else one.because
    if given.strip():
        return done(name, title, sentence(given), law.REG_30)
    what = "what it will do" if accepted else "why not"
    return still_open(name, title, f"The MPS said “{one.answer.value}”. Ask {what}.",
                      law.REG_30, "steps" if accepted else "because")


def _told(one: Recommended) -> Finding:
    return done_on(f"told_{one.number}", "Tell the complainant and any interested person",
                   one.complainant_told_on, "Told", "Send them the answer of the MPS.",
                   sources.NOT_CHECKED, "complainant_told_on")


def _raised(one: Recommended) -> Finding:
    """MOPAC holds the Commissioner to account for how complaints are handled."""
    return done_on(f"raised_{one.number}", "Raise it in oversight", one.raised_on, "Raised",
                   "Raise it in oversight of the MPS. There is no further review.",
                   sources.OVERSIGHT, "raised_on")


def when_no_reply_comes(line: Line) -> tuple[Finding, ...]:
    """What MOPAC may do about a late answer, the mildest first; empty when it is not late.

    Met: it may be done. Never for an answer that merely says no.
    """
    if line.state is not ResponseState.LATE:
        return ()
    return (
        _may("chase", "Chase the MPS, in writing", "Ask for the answer and a date for it."),
        uncertain("extend", "Give more time", "More time may be given where the MPS asks for it; "
                  "record who gave it and why.", law.REG_30, "extensions"),
        Finding("oversight", "Raise it in oversight", Outcome.MET, "MOPAC holds the Commissioner "
                "to account for how complaints are handled.", sources.OVERSIGHT),
        uncertain("direct", "Direct the MPS to answer", "MOPAC may be able to direct the "
                  "Commissioner to comply with a duty that is being ignored. Take legal advice; "
                  "this is not for an answer that says no.", sources.SECTION_15),
    )


def _may(name: str, title: str, reason: str) -> Finding:
    return Finding(name, title, Outcome.MET, reason, law.OFFICES)
