"""How a complaint ended: with the MPS, in actions beside it, and in our own review."""

from __future__ import annotations

from caseworker.rules import law
from caseworker.rules.allegation_codes import CAPTURING
from caseworker.rules.code_shape import Code, CodeList
from caseworker.rules.finding import Source

PRACTICE = Source(
    "IOPC guidance on capturing data, and the practice of police and crime commissioners' offices",
    "https://www.policeconduct.gov.uk/", "practice",
)
OUTSIDE, UNDER, SPECIAL, OTHER = (
    "Handled outside Schedule 3", "Under Schedule 3", "Under Schedule 3, special procedures",
    "Other closures",
)
_SINCE = law.REFORM_DATE


def _plain(*names: str) -> tuple[Code, ...]:
    return tuple(Code(name, name, False, "", _SINCE) for name in names)


HANDLING = CodeList(
    "handling", "How the MPS ended it", PRACTICE,
    (
        Code("OUT-RES", "Resolved", False, OUTSIDE, _SINCE),
        Code("OUT-NFA", "Not resolved, no further action", False, OUTSIDE, _SINCE),
        Code("OUT-SCH3", "Moved to Schedule 3", False, OUTSIDE, _SINCE),
        # Only these two were confirmed, on the page of another commissioner's office.
        Code("SCH3-ACC", "Service provided was acceptable", True, UNDER, _SINCE),
        Code("SCH3-NOT", "Service provided was not acceptable", True, UNDER, _SINCE),
        Code("SCH3-UND", "Not been able to determine if the service provided was acceptable",
             False, UNDER, _SINCE),
        Code("SCH3-NFA", "No further action", False, UNDER, _SINCE),
        Code("SPEC-CTA", "Case to answer", False, SPECIAL, _SINCE),
        Code("SPEC-NCA", "No case to answer", False, SPECIAL, _SINCE),
        Code("WD", "Withdrawn", False, OTHER, _SINCE),
        Code("DEREC", "De-recorded or duplicate", False, OTHER, _SINCE),
    ),
    "The short codes are the office's own; most names are not checked.", editable=True,
)
ACTIONS = CodeList(
    "actions", "Actions of the MPS", CAPTURING,
    _plain(
        "Explanation", "Apology", "Learning from reflection", "Reflective practice (RPRP)",
        "Organisational learning", "Policy review", "Mediation", "Debrief", "Return of property",
        "Removing or amending a record", "Goodwill gesture", "None",
    ),
    "The names are not checked. Only actions that put things right or stop them happening again "
    "are published.", editable=True,
)
REVIEW_OUTCOMES = CodeList(
    "review_outcomes", "Outcome of a review", law.PAGE_OUTCOMES,
    (
        Code("RP", "Reasonable and proportionate, not upheld", True, "", _SINCE),
        Code("NRP", "Not reasonable and proportionate, upheld", True, "", _SINCE),
        Code("INVALID", "Not a valid request", True, "", _SINCE),
        Code("FWD-IOPC", "Forwarded to the IOPC", True, "", _SINCE),
        Code("WITHDRAWN", "Withdrawn", True, "", _SINCE),
    ),
    "The short codes are the office's own.",
)
