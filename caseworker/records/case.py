"""A case, and the facts of a review. A record gives its facts() to the rules."""

from __future__ import annotations

from datetime import date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, ForeignKey, Index, String, TypeDecorator, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from caseworker.records.base import Base, words
from caseworker.rules.complaint_lifecycle import ComplaintStage
from caseworker.rules.facts import (
    Applicant,
    Body,
    BodyAnswer,
    BodyQuestion,
    Consent,
    Delivery,
    Handling,
    LateDecision,
    Paper,
    ReviewFacts,
    Tri,
)
from caseworker.rules.kinds import Kind, kind_of
from caseworker.rules.lifecycle import Stage

if TYPE_CHECKING:
    from caseworker.records.complaint import Complaint
    from caseworker.records.documents import Document
    from caseworker.records.outcome import Allegation, LearningPoint, Recommendation
    from caseworker.records.people import Party, Staff
    from caseworker.records.writing import Letter


# Open review requests: the predicate of their indexes, and of every query that wants to use one.
# Which stages they have, not which they have not: a server plans that in a third of the time.
OPEN_CASES = (
    "stage IN ('MPS response due', 'MPS response received', 'allocated', 'assessing', "
    "'decision issued', 'drafting decision', 'quality check', 'received', 'valid', "
    "'validity checks')"
)
ENDED_CASES = (
    "stage IN ('closed', 'invalid', 'forwarded to the IOPC', 'withdrawn', 'discontinued', "
    "'merged into another case')"
)
# Open complaints about MOPAC: few, and seen by their members only, so no index is of use.
OPEN_COMPLAINTS = (
    "stage IN ('complaint received', 'being checked', 'accepted', 'stage 1', "
    "'stage 1 outcome sent', 'stage 2', 'stage 2 outcome sent', 'stage 3', "
    "'stage 3 outcome sent')"
)


class StageColumn(TypeDecorator[Any]):
    """Where a case stands. The stage tells the kind of the case, so no other column does."""

    impl = String(60)
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Any) -> str | None:
        """The word of the stage."""
        return None if value is None else str(value)

    def process_result_value(self, value: Any, dialect: Any) -> Stage | ComplaintStage | None:
        """A stage of a review, or of a complaint about MOPAC."""
        if value is None:
            return None
        return Stage(value) if value in _OF_REVIEWS else ComplaintStage(value)


_OF_REVIEWS = frozenset(Stage)


def _open_index(*columns: str) -> Index:
    """An index of the open cases alone, literal on both engines: a bound value would lose it.

    The stage stands in it because SQLite looks at the condition again, and would read each case.
    """
    name = {"next_deadline": "", "owner_id": "_owner"}.get(columns[0], f"_{columns[0]}")
    # With the owner where somebody asks for what is theirs.
    owner = ("owner_id",) if columns[0] in ("next_deadline", "touched_on") else ()
    rest = () if columns[0] == "stage" else ("stage", *owner)
    return Index(f"ix_cases_open{name}", *columns, "id", *rest, sqlite_where=text(OPEN_CASES),
                 postgresql_where=text(OPEN_CASES))


class Case(Base):
    """One case. ``version`` goes up once for each action, whatever the action touched."""

    __tablename__ = "cases"

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(unique=True)
    # Of a review; of a complaint about MOPAC it is a ComplaintStage: see complaint_stage.
    stage: Mapped[Stage] = mapped_column(StageColumn)
    about: Mapped[str] = mapped_column(default="")
    name: Mapped[str] = mapped_column(default="")  # the complainant's, for lists
    adjustments: Mapped[str] = mapped_column(default="")
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), index=True)
    opened_at: Mapped[datetime]
    closed_on: Mapped[date | None]
    valid_on: Mapped[date | None]
    allocated_on: Mapped[date | None]
    decided_on: Mapped[date | None]
    proposed_by: Mapped[str] = mapped_column(default="")
    # Worked out by the rules in the same transaction, so that a queue needs no sums.
    next_deadline: Mapped[date | None]
    next_deadline_name: Mapped[str] = mapped_column(default="")
    # The last of the office's values that it was worked out with; see actions.recheck.
    reckoned_with: Mapped[int] = mapped_column(default=0, server_default="0")
    # Noted by the database, for indexes of open cases, and never set: the review's day of receipt,
    # and the day in UTC of the last entry in the journal.
    received_on: Mapped[date | None]
    touched_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)
    # On the closed side: a complaint about MOPAC, or restricted. Members only, whatever the role.
    closed: Mapped[bool] = mapped_column(default=False, server_default=false())

    owner: Mapped[Staff | None] = relationship()
    # A case has the one that its kind asks for.
    review: Mapped[Review] = relationship(back_populates="case", uselist=False)
    complaint: Mapped[Complaint] = relationship(back_populates="case", uselist=False)
    parties: Mapped[list[Party]] = relationship(back_populates="case", order_by="Party.id")
    documents: Mapped[list[Document]] = relationship(order_by="Document.id")
    letters: Mapped[list[Letter]] = relationship(back_populates="case", order_by="Letter.id")
    allegations: Mapped[list[Allegation]] = relationship(order_by="Allegation.number")
    recommendations: Mapped[list[Recommendation]] = relationship(order_by="Recommendation.number")
    learning: Mapped[list[LearningPoint]] = relationship(order_by="LearningPoint.id")
    decisions: Mapped[list[Decision]] = relationship(order_by="Decision.id")

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}  # noqa: RUF012
    __table_args__ = (
        *(_open_index(*columns) for columns in (
            ("next_deadline",),
            # One for each part that a list falls into, in the order in which the list shows it.
            ("owner_id", "next_deadline"), ("stage", "next_deadline"),
            ("name",), ("reference",), ("about",), ("received_on",),
            ("touched_on",), ("reckoned_with",))),
        # Before each question it is asked whether one was reckoned before the last of the office's
        # values. A server goes by the index of that number; SQLite by that of one stage only.
        Index("ix_cases_open_reckoned", "stage", "reckoned_with", "id",
              sqlite_where=text(OPEN_CASES), postgresql_where=text(OPEN_CASES)),
        Index("ix_cases_ended", "closed_on", "id", "stage",
              sqlite_where=text(ENDED_CASES), postgresql_where=text(ENDED_CASES)),
    )

    @property
    def kind(self) -> Kind:
        """A review request, or a complaint about MOPAC."""
        return kind_of(self.stage)

    @property
    def complaint_stage(self) -> ComplaintStage:
        """Where a complaint about MOPAC stands. ValueError for a review."""
        return ComplaintStage(self.stage.value)

    @property
    def standing_recommendations(self) -> list[Recommendation]:
        """The recommendations that were not taken back."""
        return [each for each in self.recommendations if not each.taken_back]

    @property
    def shown_documents(self) -> list[Document]:
        """The newest version of each document; what came with an earlier one stays with it."""
        gone = {each.replaces_id for each in self.documents if each.replaces_id}
        found = []
        for each in self.documents:  # by id, so that what came with it comes after it
            if each.id in gone or each.parent_id in gone:
                gone.add(each.id)
            else:
                found.append(each)
        return found

    def party(self, part: str) -> Party | None:
        """The latest recorded person with this part in the case, or None."""
        return next((p for p in reversed(self.parties) if p.part == part), None)


class Review(Base):
    """The facts of a review request. NULL is "not yet known"."""

    __tablename__ = "review"

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    received: Mapped[date | None]
    written: Mapped[date | None]
    complained: Mapped[bool | None]  # to the MPS, before asking for a review
    complaint_made: Mapped[date | None]
    outcome_letter_dated: Mapped[date | None]
    outcome_provided: Mapped[date | None]
    provided_by: Mapped[Delivery | None] = mapped_column(words(Delivery))
    outcome_issued: Mapped[bool | None]
    handling: Mapped[Handling | None] = mapped_column(words(Handling))
    force: Mapped[str] = mapped_column(default="")
    withdrawn: Mapped[bool | None]
    already_reviewed: Mapped[bool | None]
    iopc_received: Mapped[date | None]
    iopc_forwarded: Mapped[date | None]
    mps_first_received: Mapped[date | None]
    in_writing: Mapped[bool | None]
    applicant: Mapped[Applicant | None] = mapped_column(words(Applicant))
    gateway_because: Mapped[str] = mapped_column(default="")
    complaint_details: Mapped[str] = mapped_column(default="")
    mps_reference: Mapped[str] = mapped_column(default="", index=True)
    grounds: Mapped[str] = mapped_column(default="")
    outcome_letter_held: Mapped[bool | None]
    letter_names_body: Mapped[Body | None] = mapped_column(words(Body))
    body_answers: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    body_decision: Mapped[Body | None] = mapped_column(words(Body))
    late_decision: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    waived: Mapped[list[str]] = mapped_column(JSON, default=list)
    forwarded_on: Mapped[date | None]
    shared: Mapped[list[str]] = mapped_column(JSON, default=list)
    refusal_code: Mapped[str] = mapped_column(default="")
    case: Mapped[Case] = relationship(back_populates="review")

    def facts(self) -> ReviewFacts:
        """What the rules are asked about."""
        applicant = self.applicant
        complainant = self.case.party("complainant")
        return ReviewFacts(
            **{name: getattr(self, name) for name in _PLAIN},
            applicant=applicant,
            complainant_age=complainant.age if complainant else None,
            consent=self._consent(),
            name_and_contact=self._has_contact(complainant),
            waived=frozenset(Paper(name) for name in self.waived),
            late_decision=LateDecision(**self.late_decision) if self.late_decision else None,
            body_answers=MappingProxyType({
                BodyQuestion(key): BodyAnswer(Tri(given["answer"]), given.get("reason", ""))
                for key, given in self.body_answers.items()
            }),
        )

    def _has_contact(self, complainant: Party | None) -> bool | None:
        """Whether we can write about it; a child is reached by the parent who asks for them."""
        if complainant is None:
            return None
        asking = self.case.party("representative") if self.applicant is Applicant.PARENT else None
        return bool(complainant.name) and any(
            person.address or person.email for person in (complainant, asking) if person
        )

    def _consent(self) -> Consent | None:
        representative = self.case.party("representative")
        if representative is None:
            return None
        return Consent(
            written=representative.consent_written,
            signed_on=representative.consent_signed_on,
            covers_this_review=representative.consent_covers_this_review,
            withdrawn_on=representative.consent_withdrawn_on,
        )


_PLAIN = (
    "received", "complaint_made", "outcome_letter_dated", "outcome_provided", "provided_by",
    "outcome_issued", "handling", "force", "withdrawn", "already_reviewed", "iopc_received",
    "iopc_forwarded", "mps_first_received", "in_writing", "gateway_because", "complaint_details",
    "mps_reference", "grounds", "outcome_letter_held", "body_decision", "letter_names_body",
    "complained",
)


class Decision(Base):
    """A decision that the law leaves to a person: what, who, when and why. Never overwritten."""

    __tablename__ = "decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    question: Mapped[str]
    answer: Mapped[str]
    because: Mapped[str] = mapped_column(default="")
    made_by: Mapped[str]
    made_at: Mapped[datetime]


class CheckResult(Base):
    """What a validity check said, each time its answer changed. Only ever added to."""

    __tablename__ = "check_result"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    check_name: Mapped[str]
    title: Mapped[str]
    outcome: Mapped[str]
    reason: Mapped[str]
    source: Mapped[str] = mapped_column(default="")
    facts: Mapped[list[Any]] = mapped_column(JSON, default=list)
    at: Mapped[datetime]
    actor: Mapped[str]
