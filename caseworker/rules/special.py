"""Special situations of a review: each as a list of Findings, and nothing when it does not arise.

None of them refuses a request by itself. Where the rule was not checked, or there is none, the
Finding is a warning that says "Uncertain" and goes to a manager.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from caseworker.rules import law
from caseworker.rules import review_sources as sources
from caseworker.rules.duties import done, done_on, still_open, uncertain, wrong
from caseworker.rules.finding import Finding
from caseworker.rules.words import join, long_date


@dataclass(frozen=True, slots=True)
class Joint:
    """One of several complainants: each has an own letter, an own last day and an own answer."""

    name: str
    outcome_letter_dated: date | None = None
    linked: bool | None = None  # to the record of the others
    letter_issued_on: date | None = None


@dataclass(frozen=True, slots=True)
class SpecialFacts:
    """What is known of each situation. False, None or empty: it does not arise."""

    complainant_died: bool = False
    legal_advice_on: date | None = None
    relative_affected: bool | None = None  # a relative who was adversely affected themselves
    joint: tuple[Joint, ...] = ()
    anonymous: bool = False
    child_age: int | None = None
    vulnerable: str = ""  # what makes it harder for them, in their words
    support_offered_on: date | None = None
    behaviour: str = ""  # why the contact is hard
    contact_restricted_on: date | None = None
    in_time_and_valid: bool | None = None
    no_reply_since: date | None = None
    enough_to_decide: bool | None = None  # from the MPS and what is held
    identity_and_consent: bool | None = None
    officer_left: bool = False
    proceedings: str = ""
    proceedings_checked_on: date | None = None
    new_allegations: tuple[str, ...] = ()
    new_allegations_told_on: date | None = None
    conflict: str = ""  # whose, and what
    reassigned_on: date | None = None


def special(facts: SpecialFacts) -> tuple[Finding, ...]:
    """Everything that the situations of this case ask for, in a fixed order."""
    return tuple(finding for situation in SITUATIONS for finding in situation(facts))


def died(facts: SpecialFacts) -> tuple[Finding, ...]:
    """No rule on who follows a complainant who has died was found: pause, and ask."""
    if not facts.complainant_died:
        return ()
    name, title = "died", "The complainant has died"
    if facts.legal_advice_on is None:
        return (uncertain(name, title, "No rule on who may go on was found. Pause the case and ask "
                          "for legal advice.", sources.NOT_CHECKED, "legal_advice_on"),)
    advised = done_on(name, title, facts.legal_advice_on, "Legal advice taken", "",
                      sources.NOT_CHECKED, "legal_advice_on")
    if facts.relative_affected:
        return (advised, uncertain("relative", "A relative", "A relative who was adversely "
                                   "affected may be a complainant or an interested person.",
                                   law.SECTION_12, "applicant"))
    return (advised, still_open("relative", "A relative", "Ask whether a relative was adversely "
                                "affected themselves.", law.SECTION_12, "relative_affected"))


def joint(facts: SpecialFacts) -> tuple[Finding, ...]:
    """Own right and own time for each; one decision; separate letters; no consent implied."""
    if len(facts.joint) < 2:
        return ()
    found = []
    for number, one in enumerate(facts.joint, 1):
        who = one.name.strip() or f"Complainant {number}"
        name, title = f"joint_{number}", f"Joint complainant: {who}"
        if one.outcome_letter_dated is None:
            found.append(still_open(name, title, "Their own outcome letter sets their own time. "
                                    "Get its date.", law.REG_29_2, "outcome_letter_dated"))
        elif not one.linked:
            found.append(still_open(name, title, "Link their record to those of the others.",
                                    law.OFFICES, "linked"))
        else:
            found.append(done_on(name, title, one.letter_issued_on, "Their own letter was issued",
                                 "Write to them separately. One does not consent for another.",
                                 law.OFFICES, "letter_issued_on"))
    return tuple(found)


def anonymous(facts: SpecialFacts) -> tuple[Finding, ...]:
    """Only the complainant may ask, and who asks cannot be checked without a name."""
    if not facts.anonymous:
        return ()
    return (wrong("anonymous", "No name", "A name and a way to reach them are needed: only the "
                  "complainant, or somebody with consent, may ask. Ask for them.", law.PAGE_HOW,
                  "name_and_contact"),)


def needs_support(facts: SpecialFacts) -> tuple[Finding, ...]:
    """A child may ask in their own name. Help, and longer dates when they are chased."""
    adult = law.ADULT.on(law.REFORM_DATE)
    child = facts.child_age is not None and facts.child_age < adult
    if not child and not facts.vulnerable.strip():
        return ()
    title = "A child asks" if child else "Somebody who may need help"
    return (done_on("support", title, facts.support_offered_on, "Help was offered",
                    "Offer help and adjustments, and give longer to reply.", law.PAGE_HOW,
                    "support_offered_on"),)


def behaviour(facts: SpecialFacts) -> tuple[Finding, ...]:
    """Contact may be restricted; a right to a review is never lost by behaviour."""
    if not facts.behaviour.strip():
        return ()
    restricted = ""
    if facts.contact_restricted_on is not None:
        restricted = f" Contact is restricted since {long_date(facts.contact_restricted_on)}."
    title = "Behaviour is no ground"
    if facts.in_time_and_valid is False:
        return (done("behaviour", title, "Decide the request on its own checks, not on behaviour."
                     f"{restricted}", sources.NO_REFUSAL_FOR_BEHAVIOUR),)
    return (done("behaviour", title, "A valid request in time must be decided, however it is "
                 f"put.{restricted}", sources.NO_REFUSAL_FOR_BEHAVIOUR),)


def abandoned(facts: SpecialFacts) -> tuple[Finding, ...]:
    """There is no power to treat a review as abandoned: go on with what there is."""
    if facts.no_reply_since is None:
        return ()
    name, title = "abandoned", f"No reply since {long_date(facts.no_reply_since)}"
    if facts.identity_and_consent is False:
        return (uncertain(name, title, "It can be closed only because who asks, or the consent, "
                          "cannot be established. Open it again when that comes.",
                          sources.NOT_CHECKED, "identity_and_consent"),)
    if facts.identity_and_consent is None:
        return (still_open(name, title, "Is it known who asks, and is consent held where it is "
                           "needed?", law.REG_29_6, "identity_and_consent"),)
    if facts.enough_to_decide is None:
        return (still_open(name, title, "Is what is held, and what the MPS has, enough to decide?",
                           law.REG_29_6, "enough_to_decide"),)
    if facts.enough_to_decide:
        return (done(name, title, "Go on with what is held: a missing item can be waived. It is "
                     "not closed for silence.", law.REG_29_6),)
    return (still_open(name, title, "Ask the MPS for what is missing. It is not closed for "
                       "silence.", sources.REG_29_7, "enough_to_decide"),)


def officer_left(facts: SpecialFacts) -> tuple[Finding, ...]:
    """The complaint and its review go on."""
    if not facts.officer_left:
        return ()
    return (done("officer_left", "The officer has left, or is not known", "The complaint and the "
                 "review go on.", sources.REG_42),)


def proceedings(facts: SpecialFacts) -> tuple[Finding, ...]:
    """The MPS may suspend its handling; an outcome that is out can still be reviewed."""
    if not facts.proceedings.strip():
        return ()
    title = "Related proceedings"
    if facts.proceedings_checked_on is None:
        return (uncertain("proceedings", title, "A finished outcome can still be reviewed. Ask the "
                          "MPS what must not be said while the proceedings run.",
                          sources.NOT_CHECKED, "proceedings_checked_on"),)
    return (done("proceedings", title, f"{facts.proceedings.strip().rstrip('.')}. Checked with the "
                 f"MPS on {long_date(facts.proceedings_checked_on)}; the review goes on.",
                 sources.NOT_CHECKED),)


def new_allegations(facts: SpecialFacts) -> tuple[Finding, ...]:
    """Not part of the review: the MPS must have had them first."""
    new = [one.strip().rstrip(".") for one in facts.new_allegations if one.strip()]
    if not new:
        return ()
    return (done_on("new_allegations", "New allegations", facts.new_allegations_told_on,
                    "The applicant was told", f"Not part of the review: {join(new)}. Tell the "
                    "applicant to complain to the MPS.", law.PAGE_WHAT,
                    "new_allegations_told_on"),)


def conflict(facts: SpecialFacts) -> tuple[Finding, ...]:
    """Somebody who knows a party, or worked there, does not work the case."""
    if not facts.conflict.strip():
        return ()
    return (done_on("conflict", "Conflict of interest", facts.reassigned_on,
                    f"{facts.conflict.strip().rstrip('.')}. Given to somebody else",
                    f"{facts.conflict.strip().rstrip('.')}. Give the case to somebody else and "
                    "record why.", law.OFFICES, "reassigned_on"),)


SITUATIONS: tuple[Callable[[SpecialFacts], tuple[Finding, ...]], ...] = (
    died, joint, anonymous, needs_support, behaviour, abandoned, officer_left, proceedings,
    new_allegations, conflict,
)
