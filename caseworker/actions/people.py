"""People in a case, and the consent of those whom a representative speaks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from caseworker.actions.base import CaseAction, Desk, Undo, ask, not_in_future
from caseworker.actions.post import email_fits, name_fits
from caseworker.records import Case, Part, Party
from caseworker.rules.finding import Finding, refusal
from caseworker.rules.kinds import Kind

__all__ = ["PERSON_FIELDS", "Part", "RecordConsent", "RecordPerson", "person"]

PERSON_FIELDS = (
    "name", "letter_name", "address", "postcode", "email", "phone", "organisation",
    "relationship_words", "age", "consent_written", "consent_signed_on",
    "consent_covers_this_review", "consent_withdrawn_on",
)


def person(part: Part, given: Mapping[str, Any]) -> Party:
    """A new person of a case from typed values; what was not given is empty or not known."""
    unknown = set(given) - set(PERSON_FIELDS)
    if unknown:
        raise ValueError(f"A person has no {sorted(unknown)}")
    values = {name: value.strip() if isinstance(value, str) else value
              for name, value in given.items()}
    return Party(part=part, **values)


@dataclass(frozen=True, kw_only=True)
class RecordPerson(CaseAction):
    """Record or correct a person: the complainant, a representative, others to be told.

    ``party_id`` is the person to correct; without it interested persons and persons complained
    against are added beside each other, and the one complainant or representative is corrected.
    """

    party_id: int | None = None
    part: Part = ask("Part in the case", kind="choice", default=Part.REPRESENTATIVE,
                     choices=tuple((part, part.value.capitalize()) for part in Part))
    name: str = ask("Full name", default="", empty="Enter the full name")
    letter_name: str = ask("Name as printed on letters", default="",
                           hint="Only when the letter font cannot print the name")
    organisation: str = ask("Organisation", default="")
    relationship_words: str = ask("Relationship", default="",
                                  hint="For example solicitor, MP, parent, friend")
    address: str = ask("Address", kind="address", default="")
    postcode: str = ask("Postcode", default="")
    email: str = ask("Email", kind="email", default="")
    phone: str = ask("Phone", default="")
    age: int | None = ask("Age, if under 18", kind="number", default=None)

    def check(self, desk: Desk, case: Case) -> list[Finding]:
        """Name and email in form; somebody we write to needs an address or an email."""
        found = [*name_fits(self.name), *email_fits(self.email)]
        writes_to = self.part in (Part.COMPLAINANT, Part.REPRESENTATIVE)
        if writes_to and not self.address.strip() and not self.email.strip():
            found.append(refusal("contact", "Address", "Enter an address or an email address",
                                 "address"))
        if self.party_id is not None and self._meant(case) is None:
            found.append(refusal("person", "Person", "There is no such person in this case."))
        return found

    def _meant(self, case: Case) -> Party | None:
        """The person of this part whom ``party_id`` names."""
        return next((each for each in case.parties
                     if each.id == self.party_id and each.part is self.part), None)

    def apply(self, desk: Desk, case: Case) -> Any:
        """Correct the one that is meant, or add a new one."""
        values = {name: getattr(self, name) for name in PERSON_FIELDS[:9]}
        several = self.part in (Part.INTERESTED, Part.COMPLAINED_AGAINST)
        found = None if several else case.party(self.part)
        if self.party_id is not None:
            found = self._meant(case)
        if found is None:
            case.parties.append(person(self.part, values))
        else:
            if found.part is Part.REPRESENTATIVE and not _same_name(found.name, self.name):
                _consent_lapses(case, found)
            else:
                desk.undo = Undo(f"{self.part.value.capitalize()} recorded", RecordPerson(
                    **self.taken_back(), party_id=found.id, part=found.part,
                    **{name: getattr(found, name) for name in values}))
            for name, value in values.items():
                setattr(found, name, value.strip() if isinstance(value, str) else value)
        if self.part is Part.COMPLAINANT:
            case.name = self.name.strip()


def _same_name(one: str, other: str) -> bool:
    return one.casefold().split() == other.casefold().split()


def _consent_lapses(case: Case, representative: Party) -> None:
    """Consent names whom it is given to, so under another name it must be recorded again."""
    representative.consent_written = representative.consent_covers_this_review = None
    representative.consent_signed_on = representative.consent_withdrawn_on = None
    if case.kind is Kind.REVIEW:
        case.review.gateway_because = ""


@dataclass(frozen=True, kw_only=True)
class RecordConsent(CaseAction):
    """Record the complainant's consent to be represented, or that it was withdrawn."""

    written: bool | None = ask("Is there written consent?", kind="choice", default=None,
                               choices=((None, "Not yet known"), (True, "Yes"), (False, "No")))
    signed_on: date | None = ask("Date consent was signed", kind="date", default=None)
    covers_this_review: bool | None = ask(
        "Does it cover this review?", kind="choice", default=None,
        choices=((None, "Not yet known"), (True, "Yes"), (False, "No")),
    )
    withdrawn_on: date | None = ask("Date consent was withdrawn", kind="date", default=None)

    def check(self, desk: Desk, case: Case) -> list[Finding]:
        """Consent belongs to a representative, and was signed today or in the past."""
        found = [
            *not_in_future(self.signed_on, desk.today, "Date consent was signed", "signed_on"),
            *not_in_future(self.withdrawn_on, desk.today, "Date consent was withdrawn",
                           "withdrawn_on"),
        ]
        if self.written and self.signed_on is None:
            found.append(refusal("consent", "Consent", "Enter the date consent was signed",
                                 "signed_on"))
        if case.party(Part.REPRESENTATIVE) is None:
            found.append(refusal("consent", "Consent", "Record the representative first"))
        return found

    def apply(self, desk: Desk, case: Case) -> Any:
        """The consent as held now; the journal keeps what it was before."""
        representative = case.party(Part.REPRESENTATIVE)
        assert representative is not None  # check() saw it
        desk.undo = Undo("Consent recorded", RecordConsent(
            **self.taken_back(), written=representative.consent_written,
            signed_on=representative.consent_signed_on,
            covers_this_review=representative.consent_covers_this_review,
            withdrawn_on=representative.consent_withdrawn_on))
        representative.consent_written = self.written
        representative.consent_signed_on = self.signed_on
        representative.consent_covers_this_review = self.covers_this_review
        representative.consent_withdrawn_on = self.withdrawn_on
