"""What the rules of a complaint about MOPAC are asked about: frozen values, None: not known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from caseworker.rules.facts import Applicant


class About(StrEnum):
    """What somebody is unhappy with: the five that the policy covers, then the ways out."""

    SERVICE = "standard of service"
    ACTION = "action"
    INACTION = "lack of action"
    CONDUCT = "conduct of staff"
    POLICY = "MOPAC policy"
    COMMISSIONED = "commissioned service"
    MPS = "the MPS in general"
    MPS_OFFICER = "an MPS officer or member of MPS staff"
    MPS_OUTCOME = "outcome of a police complaint"
    REVIEW_DECISION = "decision of a MOPAC review"
    COMMISSIONER = "the Commissioner"
    DEPUTY_MAYOR = "the Deputy Mayor for Policing and Crime"
    MAYOR = "the Mayor"
    FOI = "freedom of information"
    PERSONAL_DATA = "personal data"
    WHISTLEBLOWING = "concern of a member of staff"
    GRIEVANCE = "grievance of a member of staff"


class Subject(StrEnum):
    """Who or what is complained about. It decides who investigates and who decides."""

    STAFF = "staff"
    LINE_MANAGER = "line-manager"
    BOARD_MEMBER = "board-member"
    CEO = "ceo"
    VICTIMS_COMMISSIONER = "victims-commissioner"
    VRU_DIRECTOR = "vru-director"
    SERVICE = "service"
    PROVIDER = "provider"


SUBJECT_WORDS: dict[Subject, str] = {
    Subject.STAFF: "a member of staff",
    Subject.LINE_MANAGER: "the line manager who would investigate",
    Subject.BOARD_MEMBER: "a member of the MOPAC Board",
    Subject.CEO: "the Chief Executive Officer",
    Subject.VICTIMS_COMMISSIONER: "the London Victims' Commissioner",
    Subject.VRU_DIRECTOR: "the Director of the Violence Reduction Unit",
    Subject.SERVICE: "our service, with nobody named",
    Subject.PROVIDER: "a service that somebody else provides for MOPAC",
}


class Ground(StrEnum):
    """The two grounds of an appeal to Stage 2 (paragraph 33)."""

    UNREASONABLE = "the outcome or the handling was unreasonable"
    NEW_INFORMATION = "there is more information that could reasonably have been considered"


@dataclass(frozen=True, slots=True)
class LateComplaint:
    """A person's decision whether good reasons allow a complaint that is out of time."""

    accepted: bool
    because: str


@dataclass(frozen=True, slots=True)
class Permission:
    """The complainant's explicit consent that we deal with somebody who acts for them."""

    explicit: bool | None = None
    given_on: date | None = None
    withdrawn_on: date | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may investigate or decide. None: not yet asked."""

    name: str
    complained_about: bool | None = None
    conflict: bool | None = None
    conflict_words: str = ""
    dealt_with_before: bool | None = None  # at an earlier stage of this complaint


@dataclass(frozen=True, slots=True)
class Alternative:
    """An investigator other than the line manager, and who chose them (paragraph 24)."""

    because: str
    chosen_by: str = ""  # the Head of Service or member of the senior team
    hr_consulted: bool | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a complaint.

    ``internal``: it moved to an internal procedure. Which one is held nowhere in these facts.
    """

    number: int
    words: str
    internal: bool = False
    moved_on: date | None = None
    moved_told_on: date | None = None  # the complainant was told that it moved
    ended_on: date | None = None
    ended_told_on: date | None = None  # the complainant was told that it has ended
    answered: bool = False  # an ordinary part: found on, with reasons


@dataclass(frozen=True, slots=True)
class Appeal:
    """An appeal against the outcome of a stage.

    ``implied_because`` is a manager's reason to read a ground into what was written.
    """

    received: date | None = None
    grounds: frozenset[Ground] = frozenset()
    reasons: str = ""
    implied_because: str = ""
    asked_on: date | None = None  # the complainant was asked for the ground
    late_because: str = ""  # a manager's reason to accept it after a time that the office set


@dataclass(frozen=True, slots=True)
class ComplaintFacts:
    """Everything that the rules of a complaint look at. Dates are days in London."""

    received: date | None = None  # first reached MOPAC, any mailbox
    issue_on: date | None = None
    aware_on: date | None = None
    late: LateComplaint | None = None
    about: About | None = None
    subject: Subject | None = None
    provider_exhausted: bool | None = None  # all stages of the provider's own process are done
    full_name: bool | None = None
    contact: bool | None = None
    details: str = ""
    details_missing: bool = False  # asked for and not given
    missing_asked_on: date | None = None
    applicant: Applicant | None = None
    complainant_age: int | None = None
    permission: Permission | None = None
    lawful_basis: str = ""  # a manager's other lawful basis to deal with a representative
    accepted_on: date | None = None
    serious: bool | None = None  # such as financial irregularities
    investigator: Candidate | None = None
    alternative: Alternative | None = None
    hr_notified_on: date | None = None
    subject_told: bool | None = None
    subject_told_because: str = ""
    parts: tuple[Part, ...] = ()
    outcome_on: date | None = None  # the outcome of Stage 1 was sent
    appeal: Appeal | None = None
    reviewer: Candidate | None = None
    stage_2_outcome_on: date | None = None
    escalation: Appeal | None = None  # to the third stage of the earlier process
    stage_3_outcome_on: date | None = None
