"""Open a review request from an item of post, and correct its facts afterwards."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import func, select

from caseworker.actions.base import (
    KEEP,
    Action,
    CaseAction,
    Desk,
    Undo,
    ask,
    asked,
    not_in_future,
)
from caseworker.actions.people import person
from caseworker.actions.post import (
    email_fits,
    item_as_shown,
    letter_before_receipt,
    mps_reference_fits,
    name_fits,
    put_into,
)
from caseworker.actions.recheck import recheck
from caseworker.actions.representative import representative_fits
from caseworker.records import Case, Part, Review
from caseworker.rules.facts import Applicant, Body, Delivery, Handling
from caseworker.rules.finding import Finding, Refused, against, refusal
from caseworker.rules.lifecycle import Role, Stage
from caseworker.rules.words import spelt

HANDLINGS = (
    (None, "Not yet known"),
    (Handling.INVESTIGATED, "Investigated (Schedule 3, paragraph 25)"),
    (Handling.OTHERWISE, "Otherwise than by investigation (Schedule 3, paragraph 6A)"),
    (Handling.OUTSIDE, "Outside Schedule 3 (service recovery)"),
    (Handling.NOT_LOGGED, "Not logged as a complaint"),
    (Handling.DIRECTED, "Investigation directed by the IOPC"),
    (Handling.INDEPENDENT, "Independent investigation by the IOPC"),
    (Handling.ACCELERATED, "Ended in an accelerated procedure report"),
    (Handling.NO_COMPLAINT, "Death, serious injury or conduct matter without a complaint"),
)
DELIVERIES = ((None, "Not known"), *((each, spelt(each.value).capitalize()) for each in Delivery))
APPLICANTS = ((None, "Not yet known"), *((each, each.value.capitalize()) for each in Applicant))
OPENERS = frozenset({Role.CORRESPONDENCE, Role.CASEWORKER, Role.MANAGER})
BODIES = ((None, "Not named, or not known"), *((each, each.value) for each in Body))
YES_NO = ((None, "Not yet known"), (True, "Yes"), (False, "No"))


@dataclass(frozen=True, kw_only=True)
class RecordFacts(CaseAction):
    """Correct or complete the facts of a review. A field left out stays as it is."""

    about: str = ask("Complaint about", default=KEEP)
    received: date | None = ask("Date received", kind="date", default=KEEP)
    mps_reference: str = ask("MPS reference", default=KEEP)
    complaint_details: str = ask("What the complaint to the MPS was", kind="long", default=KEEP)
    complained: bool | None = ask("Was the MPS complained to before?", kind="choice",
                                  choices=YES_NO, default=KEEP)
    complaint_made: date | None = ask("Date the complaint was made", kind="date", default=KEEP)
    outcome_issued: bool | None = ask("Has the MPS sent its outcome?", kind="choice",
                                      choices=YES_NO, default=KEEP)
    outcome_letter_held: bool | None = ask("Do we hold the outcome letter?", kind="choice",
                                           choices=YES_NO, default=KEEP)
    outcome_letter_dated: date | None = ask("Date on MPS outcome letter", kind="date",
                                            default=KEEP)
    outcome_provided: date | None = ask(
        "Date outcome was provided", kind="date", default=KEEP,
        hint="The day it reached the complainant, if known",
    )
    provided_by: Delivery | None = ask("How the outcome was sent", kind="choice",
                                       choices=DELIVERIES, default=KEEP)
    handling: Handling | None = ask("How the MPS handled it", kind="choice", choices=HANDLINGS,
                                    default=KEEP)
    grounds: str = ask("Why the requester is unhappy with the outcome", kind="long", default=KEEP)
    applicant: Applicant | None = ask("Who asks for the review", kind="choice",
                                      choices=APPLICANTS, default=KEEP)
    in_writing: bool | None = ask("Was it asked for in writing?", kind="choice", choices=YES_NO,
                                  default=KEEP)
    force: str = ask("Police force", default=KEEP)
    letter_names_body: Body | None = ask("Review body named in the MPS letter", kind="choice",
                                         choices=BODIES, default=KEEP)
    iopc_received: date | None = ask(
        "Date the IOPC received it", kind="date", default=KEEP,
        hint="Only when it was first sent to the IOPC",
    )
    iopc_forwarded: date | None = ask("Date the IOPC forwarded it", kind="date", default=KEEP)
    mps_first_received: date | None = ask(
        "Date the MPS received it", kind="date", default=KEEP,
        hint="Only when it was first sent to the MPS by mistake",
    )
    withdrawn: bool | None = ask("Has the complaint been withdrawn?", kind="choice",
                                 choices=YES_NO, default=KEEP)
    already_reviewed: bool | None = ask("Has it been reviewed before?", kind="choice",
                                        choices=YES_NO, default=KEEP)
    adjustments: str = ask("Adjustments", hint="For example large print, do not phone",
                           default=KEEP)

    def check(self, desk: Desk, case: Case) -> list[Finding]:
        """No day may lie in the future; references keep their form. The rest is for the rules."""
        words = {f.name: f.metadata["ask"].label for f in fields(self) if "ask" in f.metadata}
        days = {name: value for name in words
                if isinstance(value := getattr(self, name), date)}
        found = [finding for name, day in days.items()
                 for finding in not_in_future(day, desk.today, words[name], name)]
        if self.mps_reference is not KEEP:
            found += mps_reference_fits(self.mps_reference)
        return found

    def apply(self, desk: Desk, case: Case) -> Any:
        """Write only the facts that were given; a new MPS reference is looked up."""
        before = _bare(case.review.mps_reference)
        stood: dict[str, Any] = {"already_reviewed": case.review.already_reviewed}
        for name in asked(type(self)):
            value = getattr(self, name)
            if value is KEEP:
                continue
            target = case if name in ("about", "adjustments") else case.review
            stood[name] = getattr(target, name)
            setattr(target, name, value)
        desk.undo = Undo("Facts recorded", RecordFacts(**self.taken_back(), **stood))
        referred = self.mps_reference not in (KEEP, None) and self.already_reviewed is KEEP
        if referred and before != _bare(self.mps_reference) and _reviewed_before(
                desk, self.mps_reference, case.id):
            case.review.already_reviewed = None  # whether it is the same outcome, a person says


@dataclass(frozen=True, kw_only=True)
class OpenReview(Action):
    """Open a review request from an item of post: one case, its people and its facts."""

    stays = ("A case that was opened stays on record. Record that it was withdrawn, or discontinue "
             "it, with the reason.")
    post_item_id: int
    post_item_version: int
    about: str = ask("Complaint about", hint="One line, as it will stand in the queue",
                     default="", empty="Enter what the complaint is about")
    name: str = ask("Full name of the complainant", default="", empty="Enter the full name")
    address: str = ask("Address", kind="address", default="")
    postcode: str = ask("Postcode", default="")
    email: str = ask("Email", kind="email", default="")
    age: int | None = ask("Age, if under 18", kind="number", default=None)
    applicant: Applicant | None = ask("Who asks for the review", kind="choice",
                                      choices=APPLICANTS, default=None)
    representative: dict[str, Any] | None = None  # fields of people.PERSON_FIELDS
    received: date | None = ask("Date received", kind="date", empty="Enter the date received",
                                default=None)
    mps_reference: str = ask("MPS reference", hint="Leave empty when not known", default="")
    complaint_details: str = ask("What the complaint to the MPS was", kind="long", default="")
    complaint_made: date | None = ask("Date the complaint was made", kind="date", default=None)
    handling: Handling | None = ask("How the MPS handled it", kind="choice", choices=HANDLINGS,
                                    default=None)
    outcome_letter_dated: date | None = ask(
        "Date on MPS outcome letter", kind="date", default=None,
        hint="Leave empty when not supplied",
    )
    outcome_letter_held: bool | None = ask("Do we hold the outcome letter?", kind="choice",
                                           choices=YES_NO, default=None)
    outcome_provided: date | None = ask("Date outcome was provided", kind="date", default=None,
                                        hint="The day it reached the complainant, if known")
    provided_by: Delivery | None = ask("How the outcome was sent", kind="choice",
                                       choices=DELIVERIES, default=None)
    letter_names_body: Body | None = ask("Review body named in the MPS letter", kind="choice",
                                         choices=BODIES, default=None)
    grounds: str = ask("Why the requester is unhappy with the outcome", kind="long", default="")
    in_writing: bool | None = ask("Was it asked for in writing?", kind="choice", choices=YES_NO,
                                  default=None)
    force: str = ask("Police force", default="MPS")
    adjustments: str = ask("Adjustments", default="")

    def typed(self, today: date) -> list[Finding]:
        """What stands against it as typed, without a look at the records."""
        outcome = "Date on MPS outcome letter"
        return [
            *self.missing(), *name_fits(self.name), *email_fits(self.email),
            *mps_reference_fits(self.mps_reference),
            *not_in_future(self.received, today, "Date received", "received"),
            *not_in_future(self.complaint_made, today, "Date the complaint was made",
                           "complaint_made"),
            *letter_before_receipt(self.outcome_letter_dated, self.received, outcome,
                                   "outcome_letter_dated"),
            *self._provided_after_letter(),
            *representative_fits(self.representative, today),
        ]

    def _provided_after_letter(self) -> list[Finding]:
        """Nothing can be provided before the day it is dated."""
        provided, dated = self.outcome_provided, self.outcome_letter_dated
        if provided is None or dated is None or provided >= dated:
            return []
        words = "Date provided must be on or after the date on the letter"
        return [refusal("dates", "Date outcome was provided", words, "outcome_provided")]

    def check(self, desk: Desk) -> list[Finding]:
        """What stands against opening it: as typed, and the rights of the person."""
        found = self.typed(desk.today)
        if not desk.roles & OPENERS:
            found.append(refusal("role", "Open a review request", ROLE_WORDS))
        return found

    def run(self, desk: Desk) -> tuple[int, int]:
        """Returns the id of the new case, twice."""
        if refused := against(self.check(desk)):
            raise Refused(refused)
        item = item_as_shown(desk, self.post_item_id, self.post_item_version)
        earlier = _reviewed_before(desk, self.mps_reference)
        case = Case(
            reference="", stage=Stage.RECEIVED, about=self.about.strip(), name=self.name.strip(),
            adjustments=self.adjustments.strip(), opened_at=desk.now, version=1,
        )
        case.review = Review(**{name: getattr(self, name) for name in _FACTS},
                             written=item.written, withdrawn=False, body_answers={}, waived=[],
                             shared=[], already_reviewed=None if earlier else False)
        # A dated outcome letter is an issued outcome; without a date it is not yet known.
        case.review.outcome_issued = True if self.outcome_letter_dated else None
        case.parties.append(person(Part.COMPLAINANT, {
            name: getattr(self, name) for name in ("name", "address", "postcode", "email", "age")
        }))
        if self.representative:
            case.parties.append(person(Part.REPRESENTATIVE, self.representative))
        case.reference = desk.number("REV")
        desk.session.add(case)
        desk.session.flush()
        put_into(item, case)
        desk.session.flush()
        recheck(desk, case)
        return case.id, case.id


ROLE_WORDS = "This needs the role correspondence, caseworker or manager."
_FACTS = (
    "received", "complaint_made", "outcome_letter_dated", "outcome_provided", "provided_by",
    "handling", "force", "in_writing", "applicant", "complaint_details", "mps_reference",
    "grounds", "outcome_letter_held", "letter_names_body",
)


def _bare(reference: str) -> str:
    """An MPS reference without what people type differently: "pc 04733-25" is "PC/04733/25"."""
    return "".join(sign for sign in reference if sign.isalnum()).upper()


def _reviewed_before(desk: Desk, mps_reference: str, but: int | None = None) -> bool:
    """Whether our records hold another decided review with this MPS reference."""
    wanted = _bare(mps_reference)
    if not wanted:
        return False
    bare = func.upper(Review.mps_reference)
    for sign in "/- ":
        bare = func.replace(bare, sign, "")
    found = select(Case.id).join(Review).where(bare == wanted, Case.decided_on.is_not(None))
    return any(case_id != but for case_id in desk.session.scalars(found))
