"""What a complaint must hold (paragraph 19), and who may act for the complainant (20).

Something missing is asked for; it is a reason not to accept a complaint only when it was asked
for and not given, and somebody recorded so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from caseworker.rules import law
from caseworker.rules.complaint_facts import ComplaintFacts
from caseworker.rules.facts import Applicant
from caseworker.rules.finding import (
    Answer,
    Finding,
    Outcome,
    Rule,
    against,
    met,
    not_met,
    rule,
    unknown,
)
from caseworker.rules.words import join, long_date

NAME, TITLE = "complaint_papers", "What the complaint holds"
WHO_NAME, WHO_TITLE = "complaint_representation", "Who complains"


@dataclass(frozen=True, slots=True)
class Needed:
    """One thing that paragraph 19 asks for. ``given`` is None while it is not known."""

    field: str
    title: str
    what_to_do: str
    given: Callable[[ComplaintFacts], bool | None]


def _details(facts: ComplaintFacts) -> bool | None:
    return True if facts.details.strip() else (False if facts.details_missing else None)


NEEDED: tuple[Needed, ...] = (
    Needed("full_name", "Full name", "Ask for it.", lambda facts: facts.full_name),
    # Somebody without email may need another way: paragraph 17 asks us to consider it.
    Needed("contact", "Email address and other contact details",
           "Ask for them. Somebody who has no email can give a postal address.",
           lambda facts: facts.contact),
    Needed("details", "Details and nature of the complaint", "Ask what happened.", _details),
)


def details(facts: ComplaintFacts) -> tuple[Finding, ...]:
    """Each thing: held, not given, or not yet known, with what to do."""
    return tuple(_finding(needed, facts) for needed in NEEDED)


def papers(facts: ComplaintFacts) -> Finding:
    """All of them as one (MC4)."""
    missing = against(details(facts))
    source = law.policy_para("19")
    if not missing:
        return Finding(NAME, TITLE, Outcome.MET, "Everything needed is held.", source)
    absent = [found for found in missing if found.outcome is Outcome.NOT_MET]
    names = [found.title for found in missing]
    names = [names[0], *(name[0].lower() + name[1:] for name in names[1:])]
    asked = f" Asked for on {long_date(facts.missing_asked_on)}." if facts.missing_asked_on else ""
    return Finding(NAME, TITLE, (absent or missing)[0].outcome, f"{join(names)}: missing.{asked}",
                   source, (absent or missing)[0].field)


def not_supplied(facts: ComplaintFacts) -> bool:
    """Whether something needed was asked for and not given, as somebody recorded."""
    return facts.missing_asked_on is not None and any(
        needed.given(facts) is False for needed in NEEDED
    )


@rule(WHO_TITLE, law.policy_para("20"))
def representation(facts: ComplaintFacts) -> Answer:
    """Whether we may deal with this person: the complainant, or with explicit consent."""
    if facts.applicant is None:
        return unknown("Who is complaining is not recorded.", "applicant")
    if facts.applicant is Applicant.COMPLAINANT:
        return met("The complainant writes themselves.")
    if facts.applicant not in (Applicant.REPRESENTATIVE, Applicant.PARENT):
        return not_met("This person does not complain, and does not act for somebody who does.",
                       "applicant")
    permission = facts.permission
    if permission is not None and permission.withdrawn_on is not None:
        return not_met(f"The complainant withdrew consent on {long_date(permission.withdrawn_on)}.",
                       "permission")
    if basis := facts.lawful_basis.strip().rstrip("."):
        return met(f"A manager recorded another lawful basis: {basis}.")
    if permission is not None and permission.explicit:
        when = f", given on {long_date(permission.given_on)}" if permission.given_on else ""
        return met(f"The complainant's explicit consent is held{when}.")
    if facts.applicant is Applicant.PARENT:
        return _parent(facts)
    return _no_consent(facts)


def who(facts: ComplaintFacts) -> Finding:
    """Who complains, as a finding; for a young child's parent the source is earlier practice."""
    found = representation(facts)
    parent = facts.applicant is Applicant.PARENT and found.field != "permission"
    by_policy = facts.permission is not None or facts.lawful_basis.strip()
    source = law.UNDER_16 if parent and not by_policy else found.source
    return Finding(WHO_NAME, WHO_TITLE, found.outcome, found.reason, source, found.field)


def _parent(facts: ComplaintFacts) -> Answer:
    limit, age = law.CHILD_UNDER.on(_day(facts)), facts.complainant_age
    if age is None:
        return unknown("The child's age is not recorded.", "complainant_age")
    if age < limit:
        return met(f"A parent or guardian acts for a child of {age}. No consent is needed.")
    if age == limit:
        return unknown(f"The child is exactly {age}. Get consent, or a manager decides whether a "
                       "parent may act without it.", "lawful_basis")
    return _no_consent(facts)


def _no_consent(facts: ComplaintFacts) -> Answer:
    if facts.permission is not None and facts.permission.explicit is False:
        return not_met("There is no explicit consent from the complainant.", "permission")
    return unknown("Awaiting consent: the complainant's explicit consent is not yet held.",
                   "permission")


def _day(facts: ComplaintFacts) -> date:
    return max(facts.received or law.COMPLAINTS_POLICY_DATE, law.REFORM_DATE)


def _finding(needed: Needed, facts: ComplaintFacts) -> Finding:
    def answer(given: ComplaintFacts) -> Answer:
        held = needed.given(given)
        if held:
            return met("Held.")
        if held is False:
            return not_met(f"Not given. {needed.what_to_do}", needed.field)
        return unknown(f"Not yet held. {needed.what_to_do}", needed.field)

    ask: Rule[ComplaintFacts] = Rule(needed.field, needed.title, law.policy_para("19"), answer)
    return ask(facts)
