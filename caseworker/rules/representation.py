"""Who may ask for a review, and whether somebody may act for the complainant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from caseworker.rules import law
from caseworker.rules.facts import Applicant, Consent, ReviewFacts
from caseworker.rules.finding import Answer, Finding, Outcome, Rule, met, not_met, unknown
from caseworker.rules.words import long_date

NAME, TITLE = "representation", "Who may ask for the review"
AWAITING_CONSENT = "awaiting consent"
NOT_ENTITLED = "NR-APPLICANT"
NO_CONSENT = "NR-CONSENT"


@dataclass(frozen=True, slots=True)
class _Asked:
    """The facts with the age under which a parent may act without consent."""

    facts: ReviewFacts
    child_under: int


def needs_consent(facts: ReviewFacts) -> bool | None:
    """Whether written consent is needed: everybody but the complainant and a young child's parent.

    None when it depends on a fact not yet known, or on a manager (exactly at the age).
    """
    limit = _child_under(facts)
    if facts.applicant is Applicant.REPRESENTATIVE:
        return True
    if facts.applicant is Applicant.PARENT:
        age = facts.complainant_age
        if age is None or age == limit:
            return None
        return age > limit
    return None if facts.applicant is None else False


def may_apply(facts: ReviewFacts) -> Finding:
    """Whether this person may ask for the review."""
    ask: Rule[_Asked] = Rule(NAME, TITLE, law.PAGE_HOW, _answer)
    finding = ask(_Asked(facts, _child_under(facts)))
    source = law.PARA_25_1B_1C if _no_right(facts) else finding.source
    return Finding(NAME, TITLE, finding.outcome, finding.reason, source, finding.field,
                   finding.facts)


def status(facts: ReviewFacts) -> str:
    """ "awaiting consent" while consent is needed and can still come; else empty.

    The time to ask for a review looks at the request: consent may be supplied afterwards.
    """
    if may_apply(facts).field != "consent" or (facts.consent and facts.consent.withdrawn_on):
        return ""
    return AWAITING_CONSENT


def _no_right(facts: ReviewFacts) -> bool:
    return facts.applicant in (Applicant.OFFICER, Applicant.INTERESTED)


def _child_under(facts: ReviewFacts) -> int:
    return law.CHILD_UNDER.on(_asked_on(facts))


def _asked_on(facts: ReviewFacts) -> date:
    return max(facts.received or law.REFORM_DATE, law.REFORM_DATE)


def _answer(asked: _Asked) -> Answer:
    facts = asked.facts
    if facts.applicant is None:
        return unknown("Who is asking for the review is not recorded.", "applicant")
    if _no_right(facts):
        return not_met(
            f"{facts.applicant.value.capitalize()} has no right to ask for a review, only to be "
            "told of one.", "applicant",
        )
    if facts.applicant is Applicant.COMPLAINANT:
        return _complainant(facts)
    if facts.applicant is Applicant.PARENT:
        return _parent(facts, asked.child_under)
    return _consent(facts)


def _complainant(facts: ReviewFacts) -> Answer:
    adult = law.ADULT.on(_asked_on(facts))
    if facts.complainant_age is not None and facts.complainant_age < adult:
        return met("The complainant asks for it. They are a child and may need extra help.")
    return met("The complainant asks for it.")


def _parent(facts: ReviewFacts, child_under: int) -> Answer:
    age = facts.complainant_age
    if age is None:
        return unknown("The child's age is not recorded.", "complainant_age")
    if age < child_under:
        return met(f"A parent or guardian acts for a child of {age}. No consent is needed.")
    if age == child_under and not _written(facts.consent) and not facts.gateway_because.strip():
        return unknown(
            f"The child is exactly {age}. Get written consent, or a manager decides whether a "
            "parent may act without it.", "gateway_because",
        )
    return _consent(facts)


def _written(consent: Consent | None) -> bool:
    return consent is not None and consent.written is True


def _consent(facts: ReviewFacts) -> Answer:
    """Written, for this review, and not withdrawn; or a manager's reason to go on without it."""
    consent = facts.consent
    if consent is not None and consent.withdrawn_on is not None:
        return not_met(
            f"The complainant withdrew consent on {long_date(consent.withdrawn_on)}.", "consent"
        )
    if because := facts.gateway_because.strip().rstrip("."):
        return met(f"A manager decided that written consent is not needed because {because}.")
    if consent is None or consent.written is None:
        return unknown("Awaiting consent: the complainant's written consent is not yet held.",
                       "consent")
    if not consent.written:
        return not_met("Awaiting consent: there is no written consent from the complainant.",
                       "consent")
    if consent.covers_this_review is None:
        return unknown("Awaiting consent: it is not recorded that the consent covers this "
                       "review.", "consent")
    if not consent.covers_this_review:
        return not_met("Awaiting consent: the consent held does not cover this review.", "consent")
    when = f", signed on {long_date(consent.signed_on)}" if consent.signed_on else ""
    return met(f"The complainant's written consent is held{when}.")


def refused(facts: ReviewFacts) -> str:
    """The code for refusing this person's request, or empty when the facts prove no ground."""
    if may_apply(facts).outcome is not Outcome.NOT_MET:
        return ""
    return NOT_ENTITLED if _no_right(facts) else NO_CONSENT
