"""A complaint or a request that is taken back: what is needed, and who must be told.

A complaint is withdrawn by a signed notice to the appropriate authority, the MPS, which must tell
the review body when it knows of the review (Police (Complaints and Misconduct) Regulations 2020,
reg. 38). A request for a review is another matter: the outcome then stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from caseworker.rules import law
from caseworker.rules import review_sources as sources
from caseworker.rules.duties import done, done_on, still_open, uncertain, wrong
from caseworker.rules.finding import Finding
from caseworker.rules.words import long_date


class TakenBack(StrEnum):
    """What is taken back."""

    COMPLAINT = "the complaint"
    REVIEW = "the request for a review only"


class Signer(StrEnum):
    """Who signed the notice."""

    COMPLAINANT = "the complainant"
    SOLICITOR = "a solicitor for the complainant"
    AGENT = "an agent authorised by the complainant"
    OTHER = "somebody else"


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What is known of it. None: not yet, or not known."""

    what: TakenBack | None = None
    said_on: date | None = None
    signed: bool | None = None
    signer: Signer | None = None
    to_mps: bool | None = None  # False: it was sent to us
    passed_to_mps_on: date | None = None
    mps_confirmed_on: date | None = None
    referred_to_iopc: bool | None = None
    iopc_goes_on: bool | None = None  # None: the IOPC has not decided
    in_writing: bool | None = None  # asked for a request only
    confirmed_on: date | None = None  # by us, in writing, to the requester
    told_time: bool | None = None  # a new request must meet its own time


def withdrawn(facts: Withdrawal) -> tuple[Finding, ...]:
    """Each thing that is needed, in order: done, open, or not as the rule says."""
    if facts.what is None:
        return (still_open("withdrawn", "What is taken back", "Ask whether it is the complaint, or "
                           "only the request for a review.", law.REG_38, "what"),)
    if facts.what is TakenBack.REVIEW:
        return _review(facts)
    return (_signed(facts), *_to_the_mps(facts), _confirmed(facts), *_at_the_iopc(facts))


def complaint_ends(facts: Withdrawal) -> bool | None:
    """Whether the case ends because the complaint was withdrawn; None while it is not settled.

    Never on a phone call, and not on a notice to us alone.
    """
    if facts.what is None:
        return None
    if facts.what is TakenBack.REVIEW:
        return False
    if not _signed(facts) or facts.mps_confirmed_on is None or facts.referred_to_iopc is None:
        return None
    if not facts.referred_to_iopc:
        return True
    return None if facts.iopc_goes_on is None else not facts.iopc_goes_on


def _signed(facts: Withdrawal) -> Finding:
    name, title = "signed", "A signed notice"
    if facts.signed is None or (facts.signed and facts.signer is None):
        return still_open(name, title, "A signed notice is needed, by the complainant, a solicitor "
                          "or an authorised agent.", sources.REG_38_1,
                          "signed" if facts.signed is None else "signer")
    if not facts.signed:
        return wrong(name, title, "It is not signed. Do not close on a phone call or an unsigned "
                     "note.", sources.REG_38_1, "signed")
    assert facts.signer is not None
    if facts.signer is Signer.OTHER:
        return wrong(name, title, "It is signed by somebody who may not withdraw the complaint.",
                     sources.REG_38_1, "signer")
    return done(name, title, f"Signed by {facts.signer.value}.", sources.REG_38_1)


def _to_the_mps(facts: Withdrawal) -> tuple[Finding, ...]:
    name, title = "to_mps", "The notice goes to the MPS"
    if facts.mps_confirmed_on is not None:
        return (done(name, title, "The MPS has it.", sources.REG_38_1),)
    if facts.to_mps is None:
        return (still_open(name, title, "It is not recorded to whom the notice was sent.",
                           sources.REG_38_1, "to_mps"),)
    if facts.to_mps:
        return (done(name, title, "It was sent to the MPS.", sources.REG_38_1),)
    return (done_on(name, title, facts.passed_to_mps_on, "Passed to the MPS",
                    "It was sent to us: pass it to the MPS and wait for its answer.",
                    sources.REG_38_1, "passed_to_mps_on"),)


def _confirmed(facts: Withdrawal) -> Finding:
    """The MPS records it and, when it knows of the review, must tell us."""
    return done_on("mps_confirmed", "The MPS records it and tells us", facts.mps_confirmed_on,
                   "The MPS told us", "Wait for the MPS to confirm. Until then the review goes on.",
                   sources.REG_38_2_4, "mps_confirmed_on")


def _at_the_iopc(facts: Withdrawal) -> tuple[Finding, ...]:
    name, title = "iopc", "A complaint that was referred to the IOPC"
    if facts.referred_to_iopc is None:
        return (still_open(name, title, "Ask the MPS whether the complaint was referred to the "
                           "IOPC.", sources.REG_38_3_5, "referred_to_iopc"),)
    if not facts.referred_to_iopc:
        return ()
    if facts.iopc_goes_on is None:
        return (still_open(name, title, "The MPS tells the IOPC, which decides whether the public "
                           "interest asks for it to go on. Wait for that.", sources.REG_38_3_5,
                           "iopc_goes_on"),)
    went = "goes on in the public interest" if facts.iopc_goes_on else "ends"
    return (done(name, title, f"The IOPC decided that it {went}.", sources.REG_38_3_5),)


def _review(facts: Withdrawal) -> tuple[Finding, ...]:
    """Only the request: confirmed in writing; the outcome of the complaint stands."""
    writing = (done("in_writing", "In writing", "The request was taken back in writing.",
                    law.OFFICES) if facts.in_writing else
               still_open("in_writing", "In writing", "Ask for it in writing, or note an "
                          "adjustment.", law.OFFICES, "in_writing"))
    told = (done("told_time", "The time for a new request", "Said in the letter.", law.REG_29_2)
            if facts.told_time else
            still_open("told_time", "The time for a new request", "Say that the outcome stands, "
                       "and that a new request must meet the time as any other.", law.REG_29_2,
                       "told_time"))
    found = [writing, done_on("confirmed", "Confirm it in writing", facts.confirmed_on,
                              "Confirmed", "Confirm to the requester in writing.", law.OFFICES,
                              "confirmed_on"), told]
    if facts.signed is False:
        found.append(uncertain(
            "review_signed", "Signature", "No rule on the form of taking back a request was found; "
            f"this one{_said(facts)} is not signed.", sources.NOT_CHECKED, "signed",
        ))
    return tuple(found)


def _said(facts: Withdrawal) -> str:
    return f" of {long_date(facts.said_on)}" if facts.said_on else ""
