"""Somebody who acts for the complainant, as recorded when a review request is opened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from caseworker.actions.base import ask, not_in_future
from caseworker.actions.post import email_fits, name_fits
from caseworker.rules.finding import Finding, refusal

YES_NO = ((None, "Not yet known"), (True, "Yes"), (False, "No"))
NO_CONSENT = (
    "Without written consent, letters go only to the complainant. Attach the consent, or choose "
    "Parent or guardian of a child under 16."
)


@dataclass(frozen=True, kw_only=True)
class Representing:
    """The fields of a representative. It is a part of OpenReview, not an action of its own."""

    name: str = ask("Full name of the representative", default="", empty="Enter the full name")
    relationship_words: str = ask("Relationship", default="",
                                  hint="For example solicitor, MP, parent, friend")
    organisation: str = ask("Organisation", default="")
    address: str = ask("Address of the representative", kind="address", default="",
                       hint="Paste all lines at once. We split them")
    postcode: str = ask("Postcode", default="")
    email: str = ask("Email of the representative", kind="email", default="")
    consent_written: bool | None = ask("Is there written consent?", kind="choice", default=None,
                                       choices=YES_NO)
    consent_signed_on: date | None = ask("Date consent was signed", kind="date", default=None)
    consent_covers_this_review: bool | None = ask(
        "Does the consent cover this review?", kind="choice", default=None, choices=YES_NO,
    )

    def given(self) -> dict[str, Any]:
        """The values as ``OpenReview.representative`` takes them."""
        return asdict(self)


def representative_fits(given: Mapping[str, Any] | None, today: date) -> list[Finding]:
    """What stands against a representative as typed; the fields are "representative.name" ..."""
    if given is None:
        return []
    name, email = str(given.get("name") or ""), str(given.get("email") or "")
    signed = given.get("consent_signed_on")
    found = [
        *([] if name.strip() else
          [refusal("empty", "Full name of the representative", "Enter the full name", "name")]),
        *name_fits(name), *email_fits(email),
        *not_in_future(signed, today, "Date consent was signed", "consent_signed_on"),
    ]
    if not email.strip() and not str(given.get("address") or "").strip():
        found.append(refusal("contact", "Address of the representative",
                             "Enter an address or an email address", "address"))
    if given.get("consent_written") and signed is None:
        found.append(refusal("consent", "Consent", "Enter the date consent was signed",
                             "consent_signed_on"))
    return [refusal(each.rule, each.title, each.reason, f"representative.{each.field}")
            for each in found]
