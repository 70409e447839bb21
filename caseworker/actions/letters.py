"""Letters: draft from a template, edit, issue. An issued letter is frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from caseworker.actions.base import CaseAction, Conflict, Desk, Undo, ask
from caseworker.actions.complaints.letters import against_issue, outcome_sent
from caseworker.actions.letter_due import against_another
from caseworker.actions.letter_truth import (
    against_kind,
    filled,
    kept_values,
    lines_to,
    merged,
    still_true,
)
from caseworker.letters.blocks import parse
from caseworker.letters.catalogue import CATALOGUE, CHASE
from caseworker.letters.check import ready
from caseworker.letters.draft import draft
from caseworker.letters.pdf import to_pdf
from caseworker.letters.sheet import Envelope, Sheet
from caseworker.letters.word import to_word
from caseworker.queries.letter_values import body_size, sheet, written_to
from caseworker.records import Case, Letter
from caseworker.records.contents import put_content, sha256_of
from caseworker.rules import complaint_lifecycle, days
from caseworker.rules.finding import Finding, Refused, refusal
from caseworker.rules.kinds import Kind
from caseworker.rules.lifecycle import LETTER_WRITERS, STEP, Role, Stage
from caseworker.rules.words import join

# Only a DL window sets limits to the address.
POST, EMAIL = "post", "e-mail"
SENT_BY = (
    (POST, "Post, DL window envelope"), ("post, C5 envelope", "Post, C5 envelope"),
    (EMAIL, "Email"), ("hand", "Hand"),
)


def may_write(roles: frozenset[Role], kind: Kind = Kind.REVIEW) -> list[Finding]:
    """Letters are written by those who log post and those who work the cases of this kind."""
    writers = complaint_lifecycle.LETTER_WRITERS if kind is Kind.COMPLAINT else LETTER_WRITERS
    if roles & writers:
        return []
    names = join(sorted(role.value for role in writers), "or")
    return [refusal("role", "Letters", f"This needs the role {names}.")]


@dataclass(frozen=True, kw_only=True)
class DraftLetter(CaseAction):
    """Draft a letter from its template. A missing merge value stops it, and is named."""

    code: str = ask("Letter", kind="choice", default="", empty="Choose the letter")
    given: Mapping[str, Any] = field(default_factory=dict)
    if_due: bool = False  # for many cases at once: only where it is time for it

    def check(self, desk: Desk, case: Case) -> list[Finding]:
        """The writer's right, a letter about this kind of case, and what the template lacks."""
        found, kind = may_write(desk.roles, case.kind), CATALOGUE.get(self.code)
        if self.code and kind is None:
            return [*found, refusal("choice", "Letter",
                                    f"There is no letter {self.code}. Choose the letter.", "code")]
        if kind is not None and (kind.of is not case.kind or self.code == CHASE):
            found += against_kind(desk, case, self.code)
        if not found and self.if_due:
            found = against_another(desk, case, self.code) or self._lacking(desk, case)
        return found

    def _lacking(self, desk: Desk, case: Case) -> list[Finding]:
        """What the case does not have and the letter must say; else it is told when drafting."""
        try:
            draft(self.code, filled(desk, case, self.code, self.given))
        except Refused as refused:
            return list(refused.findings)
        return []

    def apply(self, desk: Desk, case: Case) -> int:
        """Returns the id of the new letter."""
        values = filled(desk, case, self.code, self.given)
        letter = Letter(
            case_id=case.id, code=self.code, title=CATALOGUE[self.code].title,
            markdown=draft(self.code, values), state="draft",
            values=kept_values(desk, case, self.code, values, self.given),
            addressee=lines_to(desk, case, self.code), size=body_size(case, self.code),
            drafted_by=desk.actor, drafted_at=desk.now, version=1,
            promised_by=_day(values.get("write_by")),
        )
        case.letters.append(letter)
        desk.session.flush()
        desk.undo = Undo(f"Letter drafted: {self.code}", DiscardDraft(
            **self.taken_back(), letter_id=letter.id))
        return letter.id


def _day(value: Any) -> date | None:
    return value if isinstance(value, date) else None


def _draft_of(case: Case, letter_id: int) -> Letter:
    """The draft with this id. Raises Refused when it is issued or gone."""
    letter = next((each for each in case.letters if each.id == letter_id), None)
    if letter is None or letter.state == "discarded":
        raise Refused([refusal("letter", "Letter", "There is no such letter.")])
    if letter.state == "issued":
        raise Refused([refusal("letter", letter.title,
                               "This letter is issued and cannot be changed. A correction is a "
                               "new letter")])
    return letter


@dataclass(frozen=True, kw_only=True)
class EditLetter(CaseAction):
    """Keep what was typed in a draft."""

    letter_id: int
    letter_version: int
    markdown: str = ask("Letter", kind="long", default="", empty="The letter is empty")
    addressee: tuple[str, ...] = ask("To", kind="lines", default=())
    size: float | None = None  # points of the body text; None leaves it as it is

    def check(self, desk: Desk, case: Case) -> list[Finding]:
        """The writer's right, and the draft as it was shown."""
        if _draft_of(case, self.letter_id).version != self.letter_version:
            raise Conflict
        return may_write(desk.roles, case.kind)

    def apply(self, desk: Desk, case: Case) -> Any:
        """The text as typed."""
        letter = _draft_of(case, self.letter_id)
        letter.markdown, letter.version = self.markdown, letter.version + 1
        if self.addressee:
            letter.addressee = [line.strip() for line in self.addressee if line.strip()]
        if self.size is not None:
            letter.size = self.size


@dataclass(frozen=True, kw_only=True)
class DiscardDraft(CaseAction):
    """Set a draft aside. It stays on record as discarded."""

    letter_id: int

    def check(self, desk: Desk, case: Case) -> list[Finding]:
        """The writer's right."""
        return may_write(desk.roles, case.kind)

    def apply(self, desk: Desk, case: Case) -> Any:
        """The state says so."""
        letter = _draft_of(case, self.letter_id)
        letter.state, letter.version = "discarded", letter.version + 1


@dataclass(frozen=True, kw_only=True)
class IssueLetter(CaseAction):
    """Issue a draft: PDF and Word are made and stored with it in one transaction, for good."""

    stays = "An issued letter is never taken back. Issue a correction instead."
    letter_id: int
    sent_by: str = ask("How it is sent", kind="choice", choices=SENT_BY, default=POST,
                       empty="Choose how it is sent")
    demo: bool = False

    def check(self, desk: Desk, case: Case) -> list[Finding]:
        """Right, second person, true as it stands, printable, and an address that fits."""
        letter = _draft_of(case, self.letter_id)
        kind = CATALOGUE[letter.code]
        found = may_write(desk.roles, case.kind)
        if kind.needs_second_person and case.decided_on is None:
            found.append(refusal("second_person", kind.title,
                                 "A manager must approve the decision before this letter goes"))
        found += against_kind(desk, case, letter.code)
        if case.kind is Kind.COMPLAINT:
            found += against_issue(desk, case, letter)
        found += [*still_true(desk, case, letter), *self._where_to(case, letter)]
        return [*found, *ready(parse(letter.markdown), self._paper(desk, case, letter))]

    def apply(self, desk: Desk, case: Case) -> int:
        """Returns the letter's number in the case."""
        letter = _draft_of(case, self.letter_id)
        paper = self._paper(desk, case, letter)
        pdf = put_content(desk.session, to_pdf(letter.markdown, paper))
        word = put_content(desk.session, to_word(letter.markdown, paper))
        # Once all is there: a letter is written to the records only together with its version.
        letter.pdf_sha256, letter.word_sha256 = pdf, word
        letter.markdown_sha256 = sha256_of(letter.markdown.encode())
        letter.number = 1 + sum(each.state == "issued" for each in case.letters)
        letter.state, letter.version = "issued", letter.version + 1
        letter.issued_on, letter.issued_by = desk.today, desk.actor
        letter.sent_by = self.sent_by
        if letter.code == "N2":
            _recommendations_made(desk, case)
        if case.kind is Kind.COMPLAINT:
            outcome_sent(desk, case, letter.code)
        return letter.number

    def _where_to(self, case: Case, letter: Letter) -> list[Finding]:
        """By email it goes only to somebody whose address for that is recorded."""
        person = written_to(case, letter.code)
        if self.sent_by != EMAIL or person is None or person.email.strip():
            return []
        return [refusal("email", f"Email of {person.name}", "Enter an email address", "email")]

    def _paper(self, desk: Desk, case: Case, letter: Letter) -> Sheet:
        envelope = Envelope.DL if self.sent_by == POST else Envelope.C5
        return sheet(case, letter.code, tuple(letter.addressee), letter.size, desk.today,
                     draft=False, demo=self.demo, envelope=envelope)


def _recommendations_made(desk: Desk, case: Case) -> None:
    """The notice is out: the time for the MPS to answer runs from today."""
    due = days.reckon(desk.limits["mps_response"], desk.today, desk.calendar).end
    for each in case.standing_recommendations:
        if each.made_on is None:
            each.made_on, each.reply_due = desk.today, due
    if case.stage is Stage.DECIDED:
        case.stage = STEP["AwaitResponse"].end or case.stage


@dataclass(frozen=True, kw_only=True)
class RefreshDraft(CaseAction):
    """Merge today's values into a draft, keeping what was typed where that can be told apart."""

    letter_id: int

    def check(self, desk: Desk, case: Case) -> list[Finding]:
        """The writer's right."""
        return may_write(desk.roles, case.kind)

    def apply(self, desk: Desk, case: Case) -> Any:
        """Lines that nobody typed in are drafted again; in the others dates and names change."""
        letter = _draft_of(case, self.letter_id)
        letter.markdown, letter.values, letter.addressee = merged(desk, case, letter)
        letter.version += 1
