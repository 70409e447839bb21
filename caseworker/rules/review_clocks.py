"""The clocks of a review: each limit, the fact that starts it and the fact that stops it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from caseworker.rules import law
from caseworker.rules.clocks import Clock, ClockWords, Extension
from caseworker.rules.law import Limit
from caseworker.rules.lifecycle import Stage
from caseworker.rules.police_papers import PapersFacts, papers_clock

MPS = "the MPS"
MPS_RESPONSE_WORDS = ClockWords("Ask whether the answer is coming.", "Ask for the answer.",
                                "Chase the MPS, and tell a manager.")
FORMAT_WORDS = ClockWords.task("Send the document in the format asked for")
JUDICIAL_REVIEW_WORDS = ClockWords("The usual time to go to court ends soon.",
                                   "The usual time to go to court ends today.",
                                   "The usual time to go to court has ended.")


@dataclass(frozen=True, slots=True)
class DeadlineFacts:
    """What the deadlines of a review are asked about. None: it has not happened."""

    stage: Stage
    received: date | None = None
    acknowledged_on: date | None = None
    papers_asked_on: date | None = None
    papers_received_on: date | None = None
    iopc_found_on: date | None = None  # the day the IOPC was found to be the review body
    forwarded_on: date | None = None
    valid_on: date | None = None
    allocated_on: date | None = None
    decided_on: date | None = None
    decision_letter_on: date | None = None  # the day the decision letter was issued
    recommendation_made_on: date | None = None
    response_extended_to: date | None = None  # a longer time given to the MPS
    response_received_on: date | None = None
    last_contact_on: date | None = None  # the last letter or update to the requester
    format_asked_on: date | None = None
    format_answered_on: date | None = None


def review_clocks(facts: DeadlineFacts) -> tuple[Clock, ...]:
    """Every clock of a review: not started, running or stopped. A decision stops most of them."""
    return (*_before_validity(facts), *_after_validity(facts))


def _before_validity(facts: DeadlineFacts) -> tuple[Clock, ...]:
    received, decided = "the request was received", facts.decided_on
    return (
        _clock(law.ACKNOWLEDGE, "Acknowledge", received, "the acknowledgement was issued",
               facts.received, facts.acknowledged_on or decided,
               words=ClockWords.task("Issue the acknowledgement")),
        _clock(law.VALIDITY, "Decide validity", received, "validity was decided",
               facts.received, facts.valid_on or decided,
               words=ClockWords.task("Decide whether the request is valid")),
        papers_clock(PapersFacts(facts.papers_asked_on,
                                 received_on=facts.papers_received_on or decided)),
        _clock(law.FORWARD_TARGET, "Forward to the IOPC", "the IOPC was found to be the body",
               "the request was forwarded", facts.iopc_found_on, facts.forwarded_on,
               words=ClockWords.task("Forward the request to the IOPC")),
        _clock(law.FORMAT_REQUEST, "Answer the request for a format", "a format was asked for",
               "the format was sent", facts.format_asked_on, facts.format_answered_on,
               words=FORMAT_WORDS),
    )


def _after_validity(facts: DeadlineFacts) -> tuple[Clock, ...]:
    decided = facts.decided_on
    longer = facts.response_extended_to
    return (
        _clock(law.ALLOCATION, "Allocate", "the request was found valid", "it was allocated",
               facts.valid_on, facts.allocated_on or decided,
               words=ClockWords.task("Allocate the case, or record why it waits")),
        _clock(law.DECISION, "Decide", "the case was allocated", "the decision was approved",
               facts.allocated_on, decided,
               words=ClockWords.task("Decide the case, or tell the requester why it is late")),
        _clock(law.DECISION_LETTER, "Issue the decision letter", "the decision was approved",
               "the decision letter was issued", decided, facts.decision_letter_on,
               words=ClockWords.task("Issue the decision letter")),
        _clock(law.UPDATE, "Update the requester", "we last wrote to the requester",
               "the decision was approved", facts.last_contact_on or facts.received, decided,
               words=ClockWords.task("Send the requester an update")),
        _clock(law.MPS_RESPONSE, "MPS response", "the recommendation was made",
               "the MPS answered", facts.recommendation_made_on, facts.response_received_on, MPS,
               extensions=(Extension("the MPS asked for longer", "MOPAC", longer),)
               if longer else (), words=MPS_RESPONSE_WORDS),
        judicial_review_clock(decided),
    )


def judicial_review_clock(decided_on: date | None) -> Clock:
    """The outer date for judicial review. Nothing here stops it, and nobody here keeps it."""
    return _clock(law.JUDICIAL_REVIEW, "Judicial review: outer date, information only",
                  "the decision was made", "the time has run out", decided_on, None,
                  information=True, words=JUDICIAL_REVIEW_WORDS)


def _clock(
    limit: Limit, title: str, anchor: str, stops: str, start: date | None, stopped: date | None,
    waiting_for: str = "", *, information: bool = False,
    extensions: tuple[Extension, ...] = (), words: ClockWords,
) -> Clock:
    return Clock(limit.key, title, limit, anchor, stops, start, stopped, waiting_for, information,
                 (), extensions, words)
