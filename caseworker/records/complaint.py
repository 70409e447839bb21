"""The facts of a complaint about MOPAC, and its parts. Always on the closed side."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from caseworker.records.base import Base, words
from caseworker.rules import complaint_facts as rules
from caseworker.rules.complaint_clocks import Delay
from caseworker.rules.complaint_facts import (
    About,
    Alternative,
    Appeal,
    Candidate,
    ComplaintFacts,
    Ground,
    LateComplaint,
    Permission,
    Subject,
)
from caseworker.rules.facts import Applicant

if TYPE_CHECKING:
    from caseworker.records.case import Case
    from caseworker.records.people import Party, Staff

# Nobody is named: no candidate can be the person complained about.
_NOBODY = (Subject.SERVICE, Subject.PROVIDER)


class Complaint(Base):
    """One row for each complaint, as ``review`` for a review request. NULL is "not yet known"."""

    __tablename__ = "complaint"

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    about: Mapped[About | None] = mapped_column(words(About))
    subject: Mapped[Subject | None] = mapped_column(words(Subject))
    subject_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))  # barred from the case
    subject_name: Mapped[str] = mapped_column(default="")  # in plain words: nobody of the office
    received: Mapped[date | None]
    issue_on: Mapped[date | None]
    aware_on: Mapped[date | None]
    provider_exhausted: Mapped[bool | None]
    details: Mapped[str] = mapped_column(default="")
    missing_asked_on: Mapped[date | None]
    details_missing: Mapped[bool] = mapped_column(default=False)
    applicant: Mapped[Applicant | None] = mapped_column(words(Applicant))
    lawful_basis: Mapped[str] = mapped_column(default="")
    late: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    accepted_on: Mapped[date | None]
    serious: Mapped[bool | None]
    hr_notified_on: Mapped[date | None]
    subject_told: Mapped[bool | None]
    subject_told_because: Mapped[str] = mapped_column(default="")
    investigator_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    investigator_conflict: Mapped[bool | None]
    alternative: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    delays: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    outcome_on: Mapped[date | None]
    appeal_received: Mapped[date | None]
    appeal_grounds: Mapped[list[str]] = mapped_column(JSON, default=list)
    appeal_reasons: Mapped[str] = mapped_column(default="")
    appeal_implied_because: Mapped[str] = mapped_column(default="")
    appeal_asked_on: Mapped[date | None]
    reviewer_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    reviewer_conflict: Mapped[bool | None]
    stage_2_reasonable: Mapped[bool | None]
    stage_2_why: Mapped[str] = mapped_column(default="")
    stage_2_action: Mapped[str] = mapped_column(default="")
    stage_2_outcome_on: Mapped[date | None]

    case: Mapped[Case] = relationship(back_populates="complaint")
    parts: Mapped[list[ComplaintPart]] = relationship(order_by="ComplaintPart.number")
    colleague: Mapped[Staff | None] = relationship(foreign_keys=[subject_id])
    investigator: Mapped[Staff | None] = relationship(foreign_keys=[investigator_id])
    reviewer: Mapped[Staff | None] = relationship(foreign_keys=[reviewer_id])

    @property
    def who(self) -> str:
        """Who is complained about, by name; "" when nobody is named."""
        return self.colleague.name if self.colleague else self.subject_name

    def facts(self) -> ComplaintFacts:
        """What the rules are asked about."""
        complainant = self.case.party("complainant")
        return ComplaintFacts(
            **{name: getattr(self, name) for name in _PLAIN},
            late=LateComplaint(**self.late) if self.late else None,
            full_name=bool(complainant.name.strip()) if complainant else None,
            contact=bool(complainant.email or complainant.address) if complainant else None,
            complainant_age=complainant.age if complainant else None,
            permission=_permission(self.case.party("representative")),
            investigator=self.candidate(self.investigator, self.investigator_conflict),
            alternative=Alternative(**self.alternative) if self.alternative else None,
            parts=tuple(part.facts(self.case) for part in self.parts),
            appeal=self._appeal(),
            reviewer=self.candidate(self.reviewer, self.reviewer_conflict),
        )

    def candidate(self, colleague: Staff | None, conflict: bool | None) -> Candidate | None:
        """A colleague as somebody who may deal with it; None for nobody."""
        if colleague is None:
            return None
        return Candidate(
            colleague.name, complained_about=self._is_subject(colleague), conflict=conflict,
            dealt_with_before=colleague.id == self.investigator_id,
        )

    def told_delays(self) -> tuple[Delay, ...]:
        """The delays that the complainant was told of."""
        return tuple(
            Delay(each["stage"], date.fromisoformat(each["told_on"]), each["because"],
                  date.fromisoformat(each["target"])) for each in self.delays
        )

    def _is_subject(self, colleague: Staff) -> bool | None:
        if self.subject_id is not None:
            return colleague.id == self.subject_id
        if self.subject_name.strip():
            return colleague.name.casefold() == self.subject_name.strip().casefold()
        return False if self.subject in _NOBODY else None

    def _appeal(self) -> Appeal | None:
        if self.appeal_received is None:
            return None
        return Appeal(
            self.appeal_received, frozenset(Ground(each) for each in self.appeal_grounds),
            self.appeal_reasons, self.appeal_implied_because, self.appeal_asked_on,
        )


_PLAIN = (
    "received", "issue_on", "aware_on", "about", "subject", "provider_exhausted", "details",
    "details_missing", "missing_asked_on", "applicant", "lawful_basis", "accepted_on", "serious",
    "hr_notified_on", "subject_told", "subject_told_because", "outcome_on", "stage_2_outcome_on",
)


def _permission(representative: Party | None) -> Permission | None:
    if representative is None:
        return None
    return Permission(representative.consent_written, representative.consent_signed_on,
                      representative.consent_withdrawn_on)


class ComplaintPart(Base):
    """One part of a complaint: answered under the policy, or moved to internal procedures.

    Which procedure it is, and how it ended, stands in no record (paragraphs 28 and 29).
    """

    __tablename__ = "complaint_part"
    __table_args__ = (UniqueConstraint("case_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("complaint.case_id"), index=True)
    number: Mapped[int]
    said: Mapped[str]
    found: Mapped[str] = mapped_column(default="")
    action: Mapped[str] = mapped_column(default="")  # what changes: a policy, a process, training
    moved_on: Mapped[date | None]
    ended_on: Mapped[date | None]

    def facts(self, case: Case) -> rules.Part:
        """What the rules are asked about; what the complainant was told stands in the letters."""
        return rules.Part(
            self.number, self.said, internal=self.moved_on is not None, moved_on=self.moved_on,
            moved_told_on=_told(case, "M8", self.moved_on), ended_on=self.ended_on,
            ended_told_on=_told(case, "M9", self.ended_on), answered=bool(self.found.strip()),
        )


def _told(case: Case, code: str, since: date | None) -> date | None:
    """The day of the first letter of this code that was issued on or after a day."""
    if since is None:
        return None
    days = [each.issued_on for each in case.letters
            if each.code == code and each.issued_on and each.issued_on >= since]
    return min(days, default=None)
