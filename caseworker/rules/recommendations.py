"""The findings of an assessment, what they come to, and what may then be recommended.

MOPAC recommends and the MPS decides. What lies outside its powers is not hidden but shown with the
reason and with what may be said instead.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from caseworker.rules import law
from caseworker.rules.facts import Handling
from caseworker.rules.finding import Finding, Source, refusal
from caseworker.rules.powers import screen_text
from caseworker.rules.words import join

__all__ = [
    "AGAINST_THE_OUTCOME", "INVESTIGATE", "LEARNING", "OUTSIDE_SENTENCES", "REFER", "REINVESTIGATE",
    "REMEDIES", "REMEDY", "AllegationFinding", "Choice", "Proposed", "ReviewOutcome", "allowed",
    "choice", "choices", "decision_matches", "overall", "screen_text",
]


class AllegationFinding(StrEnum):
    """What the review finds of the outcome of one allegation."""

    REASONABLE = "reasonable and proportionate"
    NOT_REASONABLE = "not reasonable and proportionate"
    NOT_LOOKED_AT = "not looked at by the MPS"
    OUTSIDE = "outside our role"


class ReviewOutcome(StrEnum):
    """What the findings together come to.

    In law there are two answers; "in part" is kept apart for the figures only.
    """

    UNKNOWN = "not yet known"
    NOT_UPHELD = "not upheld"
    UPHELD = "upheld"
    UPHELD_IN_PART = "upheld in part"

    @property
    def reasonable(self) -> bool | None:
        """Whether the outcome was reasonable and proportionate; None when not yet known."""
        return None if self is ReviewOutcome.UNKNOWN else self is ReviewOutcome.NOT_UPHELD


# An outcome that passes over an allegation is not reasonable: the page gives it as the example.
AGAINST_THE_OUTCOME = frozenset({AllegationFinding.NOT_REASONABLE, AllegationFinding.NOT_LOOKED_AT})

# What the letter says of a point outside our role.
OUTSIDE_SENTENCES: dict[str, str] = {
    "lawfulness": "We cannot decide whether something was lawful.",
    "criminal investigation": "We cannot review the result of a criminal investigation.",
    "compensation": "We cannot recommend compensation.",
}


def overall(findings: Sequence[AllegationFinding | None]) -> ReviewOutcome:
    """What the findings come to. Not yet known while one is missing, or all are outside our role.

    None in the sequence stands for an allegation not yet assessed.
    """
    within = [finding for finding in findings if finding is not AllegationFinding.OUTSIDE]
    if not within or None in within:
        return ReviewOutcome.UNKNOWN
    against = [finding for finding in within if finding in AGAINST_THE_OUTCOME]
    if not against:
        return ReviewOutcome.NOT_UPHELD
    whole = len(against) == len(within)
    return ReviewOutcome.UPHELD if whole else ReviewOutcome.UPHELD_IN_PART


@dataclass(frozen=True, slots=True)
class Choice:
    """One recommendation as offered, or as blocked with the reason and what to offer instead."""

    code: str
    title: str
    allowed: bool
    why_not: str
    source: Source
    subtypes: tuple[str, ...] = ()
    instead: str = ""
    needs_manager: bool = False
    needs_reply: bool = True  # by the MPS, in writing


INVESTIGATE, REINVESTIGATE = "REC-INV", "REC-REINV"
REFER, REMEDY, LEARNING = "REC-REFER", "REC-REMEDY", "LEARN"

REMEDIES = (
    "give an explanation or more information", "apologise", "return property",
    "review a policy or procedure", "correct or review a record", "offer mediation", "other",
)

_IOPC_ONLY = "Only the IOPC can do this."
_SAY_AGAIN = "Recommend that the MPS looks at the complaint again."

_BLOCKED: tuple[Choice, ...] = (
    Choice("IOPC-FINDINGS", "Replace the findings with our own", False, _IOPC_ONLY, law.PARA_25,
           instead=_SAY_AGAIN),
    Choice("IOPC-DIRECT", "Direct a re-investigation", False, _IOPC_ONLY, law.PARA_25,
           instead="Recommend a re-investigation of the complaint."),
    Choice("IOPC-FORM", "Decide the form of an investigation", False, _IOPC_ONLY, law.PARA_25,
           instead="Recommend an investigation, or refer it to the IOPC."),
    Choice("IOPC-PROCEEDINGS", "Direct disciplinary proceedings", False, _IOPC_ONLY, law.PARA_25,
           instead="If proceedings cannot be ruled out, the IOPC is the review body: forward it."),
    Choice("IOPC-LEARNING", "Make a learning recommendation that must be published", False,
           _IOPC_ONLY, law.PARA_28A_28B, instead="Record a learning point."),
    Choice("NO-COMPENSATION", "Compensation", False, "We cannot recommend compensation.",
           law.PAGE_OUTCOMES, instead="An apology, an explanation, or the return of property."),
    Choice("NO-LAWFUL", "Say whether something was lawful", False,
           "We cannot decide whether something was lawful.", law.PAGE_OUTCOMES,
           instead="Say whether the outcome explained what was done, and why."),
    Choice("NO-CRIMINAL-HANDLING", "Control the handling of a criminal matter", False,
           "We have no control over how the police handle a criminal matter.", law.PAGE_OUTCOMES,
           instead="Look only at how the complaint was handled."),
    Choice("NO-CRIMINAL-RESULT", "Review the result of a criminal investigation", False,
           "We cannot review the result of a criminal investigation.", law.PAGE_OUTCOMES,
           instead="Look only at how the complaint was handled."),
    Choice("NO-CRIME", "Investigate or re-investigate a crime", False,
           "We cannot recommend that the police investigate or re-investigate a crime.",
           law.PAGE_OUTCOMES, instead=_SAY_AGAIN),
    Choice("NO-DIRECT", "Direct the MPS", False, "We recommend; the MPS decides.",
           law.OFFICES, instead="Recommend it."),
    Choice("NO-DISCIPLINE", "Discipline an officer", False, "We cannot discipline officers.",
           law.OFFICES, instead="Recommend that the MPS looks at the complaint again, or record a "
           "learning point."),
    Choice("NO-CONVICTION", "Overturn a conviction or a fixed penalty", False,
           "Only a court can overturn a conviction or a fixed penalty.", law.OFFICES,
           instead="Say that a solicitor can advise."),
)


def choices(handling: Handling | None) -> tuple[Choice, ...]:
    """Every recommendation for this way of handling: those allowed first, then those blocked.

    With the handling not yet known, or one that gives no review, none is allowed but learning.
    """
    investigated = handling is Handling.INVESTIGATED
    otherwise = handling is Handling.OTHERWISE
    either = investigated or otherwise
    no_route = "First record whether the MPS investigated the complaint."
    found = [
        _choice(INVESTIGATE, "Look at the complaint again: investigate it", otherwise,
                "The MPS did investigate." if investigated else no_route, law.PARA_6A,
                instead="Recommend a re-investigation." if investigated else ""),
        _choice(REINVESTIGATE, "Look at the complaint again: re-investigate it", investigated,
                "The MPS did not investigate." if otherwise else no_route, law.PARA_25,
                instead="Recommend an investigation." if otherwise else ""),
        _choice(REMEDY, "Put it right another way", either, no_route, law.PARA_28ZA,
                subtypes=REMEDIES),
        _choice(REFER, "Refer to the IOPC (rare)", either, no_route, law.PARA_4_3,
                needs_manager=True),
        _choice(LEARNING, "Learning point (no reply needed)", True, "", law.PAGE_OUTCOMES,
                needs_reply=False),
        *_BLOCKED,
    ]
    return tuple(sorted(found, key=lambda choice: not choice.allowed))


def _choice(
    code: str, title: str, allowed: bool, why_not: str, source: Source, *,
    subtypes: tuple[str, ...] = (), instead: str = "", needs_manager: bool = False,
    needs_reply: bool = True,
) -> Choice:
    return Choice(code, title, allowed, "" if allowed else why_not, source, subtypes, instead,
                  needs_manager, needs_reply)


def choice(code: str, handling: Handling | None) -> Choice:
    """One of them by its code. KeyError for a code that there is not."""
    return {one.code: one for one in choices(handling)}[code]


def allowed(code: str, handling: Handling | None) -> list[Finding]:
    """What stands against this recommendation; empty when it may be made."""
    known = {one.code: one for one in choices(handling)}
    one = known.get(code)
    if one is None:
        return [refusal("recommendation", "Recommendation", "Choose a recommendation.", "code")]
    if one.allowed:
        return []
    instead = f" Instead: {one.instead}" if one.instead else ""
    return [refusal("recommendation", one.title, f"{one.why_not}{instead}", "code", one.source)]


@dataclass(frozen=True, slots=True)
class Proposed:
    """A recommendation as proposed: its code and the numbers of the allegations it is for."""

    code: str
    allegations: tuple[int, ...] = ()


def decision_matches(
    findings: Sequence[AllegationFinding | None], recommendations: Collection[Proposed],
    why_none: str = "", handling: Handling | None = None,
) -> list[Finding]:
    """What does not fit between the findings (numbered from 1) and the recommendations.

    Empty when the decision can be sent for a quality check. ``why_none`` is the reason for making
    none although the outcome was not reasonable. With ``handling`` each is also held to the powers.
    """
    if not findings:
        return [refusal("allegations", "Allegations", "Add at least one allegation.", "findings")]
    open_ones = [
        refusal("finding", "Finding", f"Choose a finding for allegation {number}.",
                f"finding_{number}")
        for number, finding in enumerate(findings, 1) if finding is None
    ]
    if open_ones:
        return open_ones
    asking = [one for one in recommendations if one.code != LEARNING]
    outcome = overall(findings)
    found: list[Finding] = []
    if outcome.reasonable is False and not asking and not why_none.strip():
        found.append(_mismatch("Choose at least one recommendation, or explain why none."))
    if outcome.reasonable is not False and asking:
        found.append(_mismatch("A recommendation needs an outcome that was not reasonable and "
                               "proportionate. A learning point can always be recorded."))
    else:
        found += _wrong_points(findings, asking)
    if handling is not None:
        for one in recommendations:
            found += allowed(one.code, handling)
    return found


def _wrong_points(
    findings: Sequence[AllegationFinding | None], asking: Collection[Proposed]
) -> list[Finding]:
    """Recommendations linked to a point whose outcome was found right, or to no such point."""
    wrong = sorted({
        number for one in asking for number in one.allegations
        if not 1 <= number <= len(findings)
        or findings[number - 1] not in AGAINST_THE_OUTCOME
    })
    if not wrong:
        return []
    points = f"point{'s' if len(wrong) > 1 else ''} {join([str(number) for number in wrong])}"
    return [_mismatch(f"Finding and recommendations do not match. Check {points}.")]


def _mismatch(reason: str) -> Finding:
    return refusal("decision_matches", "Findings and recommendations", reason, "recommendations")
