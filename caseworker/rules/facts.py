"""What the rules of a review are asked about: plain frozen values, None where not yet known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType


class Tri(StrEnum):
    """An answer to one of the review body questions."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class Body(StrEnum):
    """The two bodies that can review the outcome of a complaint about the MPS."""

    MOPAC = "MOPAC"
    IOPC = "IOPC"


class Handling(StrEnum):
    """How the MPS handled the complaint (rules A1.2 to A1.5 and the no-review codes)."""

    INVESTIGATED = "investigated"  # Schedule 3, paragraph 25
    OTHERWISE = "otherwise than by investigation"  # Schedule 3, paragraph 6A
    OUTSIDE = "outside Schedule 3"
    NOT_LOGGED = "not logged"
    DIRECTED = "IOPC directed investigation"
    INDEPENDENT = "IOPC independent investigation"
    ACCELERATED = "accelerated procedure report"
    NO_COMPLAINT = "death, serious injury or conduct matter without a complaint"


class Delivery(StrEnum):
    """How the outcome reached the complainant; it decides the ordinary course of post."""

    EMAIL = "e-mail"
    HAND = "hand"
    FIRST_CLASS = "first class post"
    SECOND_CLASS = "second class post"


class Applicant(StrEnum):
    """Who asks for the review."""

    COMPLAINANT = "the complainant"
    REPRESENTATIVE = "a representative"
    PARENT = "a parent or guardian"
    OFFICER = "the person complained about"
    INTERESTED = "an interested person"


class BodyQuestion(StrEnum):
    """The seven questions about the review body, in the order of regulation 32."""

    AUTHORITY_IS_LPB = "authority_is_lpb"
    SENIOR_OFFICER = "senior_officer"
    RULE_OUT_PROCEEDINGS = "rule_out_proceedings"
    RULE_OUT_ARTICLE_2_OR_3 = "rule_out_article_2_or_3"
    REFERRED = "referred"
    CALLED_IN = "called_in"
    SAME_INCIDENT = "same_incident"


class Paper(StrEnum):
    """What an application should hold (rules A2.1 to A2.10). The value is also the field's name."""

    IN_WRITING = "in_writing"
    NAME_AND_CONTACT = "name_and_contact"
    COMPLAINT_DETAILS = "complaint_details"
    COMPLAINT_MADE = "complaint_made"
    FORCE = "force"
    OUTCOME_DATE = "outcome_letter_dated"
    MPS_REFERENCE = "mps_reference"
    GROUNDS = "grounds"
    OUTCOME_LETTER = "outcome_letter_held"


@dataclass(frozen=True, slots=True)
class Consent:
    """Consent to represent, as held. None means not yet known, never "probably"."""

    written: bool | None = None
    signed_on: date | None = None
    covers_this_review: bool | None = None
    withdrawn_on: date | None = None


@dataclass(frozen=True, slots=True)
class LateDecision:
    """A person's decision on a late request: both limbs of regulation 29(4), and the reasons."""

    accepted: bool
    special_circumstances: bool
    just_to_extend: bool
    because: str


@dataclass(frozen=True, slots=True)
class BodyAnswer:
    """One answer about the review body, with the reason (always asked for when unsure)."""

    answer: Tri
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """Everything that the validity rules look at. Dates are days in London."""

    received: date | None = None  # first reached MOPAC, any mailbox
    complaint_made: date | None = None
    outcome_letter_dated: date | None = None
    outcome_provided: date | None = None  # proved or stated; None: not known
    provided_by: Delivery | None = None
    outcome_issued: bool | None = None  # the MPS has finished and issued an outcome
    handling: Handling | None = None
    force: str = ""  # the force complained about, as written; "MPS" when it is
    withdrawn: bool | None = None  # complaint withdrawn in the form of regulation 38
    already_reviewed: bool | None = None
    iopc_received: date | None = None
    iopc_forwarded: date | None = None
    mps_first_received: date | None = None  # sent to the MPS by mistake
    in_writing: bool | None = None
    applicant: Applicant | None = None
    complainant_age: int | None = None
    consent: Consent | None = None
    gateway_because: str = ""  # manager's reason for an IOPC gateway body without consent
    name_and_contact: bool | None = None
    complaint_details: str = ""
    mps_reference: str = ""
    grounds: str = ""
    outcome_letter_held: bool | None = None
    waived: frozenset[Paper] = frozenset()
    late_decision: LateDecision | None = None
    body_answers: Mapping[BodyQuestion, BodyAnswer] = field(
        default_factory=lambda: MappingProxyType({})
    )
    body_decision: Body | None = None  # a manager's decision when an answer is unsure
    letter_names_body: Body | None = None  # the body named in the MPS outcome letter
    complained: bool | None = None  # False: the MPS has never been given the complaint
