"""What must be done when a request reached the wrong body, in order.

Police Reform Act 2002, Sch. 3, para. 32(2) and (3): forward it to the IOPC, then tell the applicant
that the IOPC is the review body and that it has been forwarded. No number of days is set; our
page also promises to say what was shared. Another force's review body is only told by courtesy.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from caseworker.rules import law
from caseworker.rules import review_sources as sources
from caseworker.rules.duties import done, done_on, still_open, uncertain, wrong
from caseworker.rules.facts import Body
from caseworker.rules.finding import Finding
from caseworker.rules.words import long_date, sentence


class WrongBody(StrEnum):
    """Where the request is, and whose it is."""

    OURS_TO_IOPC = "it reached us, and the IOPC is the review body"
    IOPC_TO_US = "it reached the IOPC, and we are the review body"
    OTHER_FORCE = "it reached us, and another force's body is the review body"


@dataclass(frozen=True, slots=True)
class ForwardFacts:
    """What has been done so far. None: not yet, or not known."""

    case: WrongBody
    received: date | None = None
    forwarded_on: date | None = None
    shared: tuple[str, ...] = ()  # what was passed on
    told_on: date | None = None  # the applicant, of the body and of the forwarding
    told_what_was_shared: bool | None = None
    iopc_received: date | None = None
    iopc_forwarded: date | None = None
    consent_to_forward: bool | None = None
    signposted_on: date | None = None
    letter_names_body: Body | None = None  # in the MPS outcome letter
    mps_told_on: date | None = None  # that its letter named the wrong body


def forwarding(facts: ForwardFacts) -> tuple[Finding, ...]:
    """Each duty in order, done or open."""
    if facts.case is WrongBody.IOPC_TO_US:
        return _from_the_iopc(facts)
    if facts.case is WrongBody.OTHER_FORCE:
        return _other_force(facts)
    return (*_to_the_iopc(facts), *_letter_was_wrong(facts, Body.IOPC))


def _to_the_iopc(facts: ForwardFacts) -> tuple[Finding, ...]:
    return (
        done_on("received", "Date received", facts.received, "Received",
                "Record the day it first reached us: the time at each body depends on it.",
                law.REG_29_3, "received"),
        _forwarded(facts),
        _only_what_is_needed(facts),
        _told(facts),
        _told_what(facts),
    )


def _forwarded(facts: ForwardFacts) -> Finding:
    name, title = "forwarded", "Forward it to the IOPC"
    received, forwarded = facts.received, facts.forwarded_on
    if received and forwarded and forwarded < received:
        return wrong(name, title, f"It is recorded as forwarded on {long_date(forwarded)}, before "
                     f"it was received on {long_date(received)}. Ask which is right.",
                     sources.PARA_32_2, "forwarded_on")
    if forwarded is None:
        return still_open(name, title, "Forward it without delay. No consent is needed: it is a "
                          "duty.", sources.PARA_32_2, "forwarded_on")
    return done(name, title, f"Forwarded on {long_date(forwarded)}. It counts as made to the IOPC "
                "on that day.", sources.PARA_32_3)


def _only_what_is_needed(facts: ForwardFacts) -> Finding:
    name, title = "shared", "What was shared"
    if any(item.strip() for item in facts.shared):
        return done(name, title, sentence("; ".join(one.strip() for one in facts.shared)),
                    law.PAGE_AFTER)
    return still_open(name, title, "List what was passed on, and pass on only what is needed.",
                      law.PAGE_AFTER, "shared")


def _told(facts: ForwardFacts) -> Finding:
    name, title = "told", "Tell the applicant that the IOPC is the body and has it"
    told, forwarded = facts.told_on, facts.forwarded_on
    if told and (forwarded is None or told < forwarded):
        return wrong(name, title, f"The applicant was told on {long_date(told)}, before it was "
                     "forwarded. Write again when it has been.", sources.PARA_32_2, "told_on")
    return done_on(name, title, told, "Told", "Tell the applicant when it has been forwarded.",
                   sources.PARA_32_2, "told_on")


def _told_what(facts: ForwardFacts) -> Finding:
    name, title = "told_what", "Say what information was shared"
    if facts.told_what_was_shared:
        return done(name, title, "The applicant was told what was shared.", law.PAGE_AFTER)
    return still_open(name, title, "Tell the applicant what was shared.", law.PAGE_AFTER,
                      "told_what_was_shared")


def _from_the_iopc(facts: ForwardFacts) -> tuple[Finding, ...]:
    at_iopc, sent = facts.iopc_received, facts.iopc_forwarded
    disagree: tuple[Finding, ...] = ()
    if at_iopc and sent and sent < at_iopc:
        disagree = (wrong("iopc_order", "Days at the IOPC", "The IOPC cannot have forwarded it "
                          "before it received it. Ask which date is right.", law.REG_29_3,
                          "iopc_forwarded"),)
    return (
        done_on("iopc_received", "Date the IOPC received it", at_iopc, "Received by the IOPC",
                "Ask the IOPC when it received it: that time is left out.", law.REG_29_3,
                "iopc_received"),
        done_on("iopc_forwarded", "Date the IOPC forwarded it", sent, "Forwarded by the IOPC",
                "Record when the IOPC forwarded it: it counts as made to us on that day.",
                law.REG_29_3, "iopc_forwarded"),
        *disagree, *_letter_was_wrong(facts, Body.MOPAC),
    )


def _letter_was_wrong(facts: ForwardFacts, body: Body) -> tuple[Finding, ...]:
    """The law decides, not the letter; the MPS is told, as a matter of oversight."""
    if facts.letter_names_body in (None, body):
        return ()
    assert facts.letter_names_body is not None
    return (done_on(
        "mps_told", "Tell the MPS that its letter named the wrong body", facts.mps_told_on,
        "Told", f"Its letter names {facts.letter_names_body.value}; in law it is {body.value}.",
        law.OFFICES, "mps_told_on",
    ),)


def _other_force(facts: ForwardFacts) -> tuple[Finding, ...]:
    """Paragraph 32 covers only the IOPC: to another body it goes with consent, or not at all."""
    told = done_on("signposted", "Tell the applicant which body it is", facts.signposted_on,
                   "Told", "Tell the applicant which body reviews it, and that the time runs.",
                   law.PARA_30_1_B, "signposted_on")
    if facts.forwarded_on is None:
        return (told,)
    title = "Forwarded by courtesy"
    if facts.consent_to_forward:
        return (told, done("courtesy", title, f"Forwarded with the applicant's consent on "
                           f"{long_date(facts.forwarded_on)}.", law.PARA_30_1_B))
    return (told, uncertain("courtesy", title, "No duty to forward to another force's body was "
                            "found, and the applicant's consent is not recorded.",
                            sources.NOT_CHECKED, "consent_to_forward"))
