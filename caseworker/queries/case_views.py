"""What the page of a case is shown: frozen rows, no records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from caseworker.queries.bring_forward import BroughtForward
from caseworker.queries.links import LinkView
from caseworker.queries.queues import Event
from caseworker.queries.rows import QueueRow
from caseworker.records import Part
from caseworker.rules.complaint_clocks import Delay
from caseworker.rules.complaint_facts import ComplaintFacts
from caseworker.rules.complaint_lifecycle import ComplaintStage
from caseworker.rules.deadlines import Deadline
from caseworker.rules.deciders import Decider
from caseworker.rules.facts import ReviewFacts
from caseworker.rules.finding import Finding
from caseworker.rules.in_time import Window
from caseworker.rules.kinds import Kind
from caseworker.rules.law import Limit
from caseworker.rules.recommendations import AllegationFinding, Choice, ReviewOutcome
from caseworker.rules.review_body import BodyResult
from caseworker.rules.scope import WayOut
from caseworker.rules.validity import Check, RefusalReason


@dataclass(frozen=True, slots=True)
class StepState:
    """Whether one step of the table can be taken now, and if not, why: for button and tool-tip."""

    action: str
    label: str
    blocked: tuple[Finding, ...]

    @property
    def why_not(self) -> str:
        """The reasons as one text, empty when the step can be taken."""
        return " ".join(finding.reason for finding in self.blocked)


@dataclass(frozen=True, slots=True)
class PersonView:
    """Somebody in the case, with consent where it is a representative."""

    id: int
    part: Part
    name: str
    letter_name: str
    address: str
    postcode: str
    email: str
    phone: str
    organisation: str
    relationship_words: str
    age: int | None
    consent_written: bool | None
    consent_signed_on: date | None
    consent_covers_this_review: bool | None
    consent_withdrawn_on: date | None


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document of the case; attachments carry their parent's id.

    ``earlier`` are the versions that it replaced, the newest of them first; ``restricted`` says
    who marked it and why, "" if nothing holds it back; ``mark`` is one of the following.
    """

    OWN: ClassVar[str] = "own"
    WITH: ClassVar[str] = "with"  # the mark is on the email that it came with
    WITHIN: ClassVar[str] = "within"  # the mark is on something that it contains

    id: int
    parent_id: int | None
    title: str
    kind: str
    dated: date | None
    sender: str
    name: str
    sha256: str
    size: int
    pages: int
    note: str
    added: str
    bundles: tuple[str, ...]  # what the bundles that it is in were made for
    by: str = ""  # who added it
    version: int = 1
    of: int = 1  # versions in all
    because: str = ""  # why this version came
    restricted: str = ""
    mark: str = ""
    earlier: tuple[DocumentView, ...] = ()

    @property
    def version_words(self) -> str:
        """"version 3 of 3", or "" of the only one."""
        return f"version {self.version} of {self.of}" if self.of > 1 else ""


@dataclass(frozen=True, slots=True)
class LetterView:
    """A letter: a draft that can be edited, or an issued one that can't."""

    id: int
    version: int
    code: str
    title: str
    state: str
    number: int | None
    markdown: str
    addressee: tuple[str, ...]
    size: float
    issued_on: date | None
    sent_by: str
    pdf_sha256: str | None
    word_sha256: str | None


@dataclass(frozen=True, slots=True)
class AllegationView:
    """One allegation and our view of its outcome; ``finding`` is None while not assessed."""

    number: int
    said: str
    police_did: str
    finding: AllegationFinding | None
    why: str


@dataclass(frozen=True, slots=True)
class RecommendationView:
    """One recommendation and the answer of the MPS."""

    number: int
    code: str
    title: str
    subtype: str
    text: str
    reason: str
    allegations: tuple[int, ...]
    made_on: date | None
    reply_due: date | None
    answer: str
    answer_because: str


@dataclass(frozen=True, slots=True)
class EarlierAnswer:
    """What a check said before, when, and through whose change."""

    title: str
    outcome: str
    reason: str
    when: str
    who: str


@dataclass(frozen=True, slots=True)
class ComplaintPartView:
    """One part of a complaint about MOPAC. Of one that moved only the days are known."""

    number: int
    said: str
    found: str
    action: str
    moved_on: date | None
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class ComplaintView:
    """What a complaint about MOPAC has of its own. ``who`` is who is complained about, by name."""

    stage: ComplaintStage
    facts: ComplaintFacts
    who: str
    subject_id: int | None
    parts: tuple[ComplaintPartView, ...]
    deciders: tuple[Decider, ...]  # of the stages that there are
    delay: Finding  # whether the complainant must hear of a delay
    delays: tuple[Delay, ...]
    way_out: WayOut | None
    investigator: str
    reviewer: str
    investigator_id: int | None
    reviewer_id: int | None
    stage_2_reasonable: bool | None
    stage_2_why: str
    stage_2_action: str


@dataclass(frozen=True, slots=True)
class CaseView:
    """Everything that the page of one case shows.

    Of a complaint about MOPAC ``complaint`` has what is its own, and what only a review has is
    empty.
    """

    row: QueueRow
    kind: Kind
    complaint: ComplaintView | None
    place: int  # on the stepper, from 1
    about: str
    adjustments: str
    owner_id: int | None
    facts: ReviewFacts
    fact_values: dict[str, Any]  # every field of RecordFacts, for its form
    steps: dict[str, StepState]
    next_step: StepState | None
    reached: tuple[tuple[str, date | None], ...]  # of the stepper: words, the day it was reached
    checks: tuple[Check, ...]
    earlier: tuple[EarlierAnswer, ...]
    window: Window
    body: BodyResult
    mismatch: Finding | None
    missing_papers: tuple[Finding, ...]
    refusal_reasons: tuple[RefusalReason, ...]
    choices: tuple[Choice, ...]
    deadlines: tuple[Deadline, ...]
    people: tuple[PersonView, ...]
    links: tuple[LinkView, ...]
    documents: tuple[DocumentView, ...]
    letters: tuple[LetterView, ...]
    allegations: tuple[AllegationView, ...]
    outcome: ReviewOutcome
    recommendations: tuple[RecommendationView, ...]
    learning: tuple[str, ...]
    timeline: tuple[Event, ...]
    proposed_by: str
    decided_on: date | None
    brought_forward: BroughtForward | None
    forwarded_on: date | None
    shared: tuple[str, ...]
    limits: Mapping[str, Limit]  # with the values that the office set for itself


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One entry of the journal, in words."""

    when: str
    who: str
    action: str
    changes: tuple[str, ...]
