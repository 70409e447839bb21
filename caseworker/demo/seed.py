"""Fill an office with the invented cases, by the same actions that the window uses.

The clock goes back in time, so that each case has a history of its own.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseworker import paths
from caseworker.actions import opening, outcome, people, post, validity
from caseworker.actions.documents import AddDocument, Incoming
from caseworker.actions.links import MergeCase
from caseworker.actions.office_work import AddNote
from caseworker.demo.complaints import work_complaints
from caseworker.demo.hands import Hands
from caseworker.demo.papers import DemoFile, papers
from caseworker.demo.people import DemoCase, cases, day
from caseworker.intake import read
from caseworker.office import Office
from caseworker.opening import open_office
from caseworker.queries.post import post_item
from caseworker.records import Case, Part
from caseworker.rules import law, review_body
from caseworker.rules.facts import Applicant, BodyAnswer, BodyQuestion, Paper, Tri
from caseworker.rules.finding import Refused
from caseworker.rules.lifecycle import Stage
from caseworker.rules.recommendations import AllegationFinding

COMPLAINTS = "complaints"
Progress = Callable[[int, int, str], bool]
_KINDS = {
    "request": "Review request", "outcome letter": "MPS outcome letter",
    "consent": "Consent to represent", "MPS paper": "MPS papers",
}
_DONE = "We have the papers of the police, and are reading them beside what you told us."


class Seeder(Hands):
    """Works the invented cases in an empty office, as the colleague whose turn it is."""

    def case(self, case: DemoCase) -> int:
        """One case, up to the stage that it has reached; returns its id."""
        case_id = self._receive(case)
        if case.stage is Stage.RECEIVED:
            return case_id
        self._acknowledge(case, case_id)
        self._check(case, case_id)
        if case.days.allocated is not None:
            self._assess(case, case_id)
        if case.days.decided is not None:
            self._decide(case, case_id)
        return case_id

    def _receive(self, case: DemoCase) -> int:
        received = day(case.days.received, self.today)
        self.at(case.days.received)
        files = [file for file in papers(case, self.today) if file.kind != "MPS paper"]
        office = self.by("lbrandt")
        item_id = office.do(post.LogPost(
            received=received, written=min(files[0].dated, received), route="review",
            channel="e-mail" if case.came_as == "email" else "post", name=case.name,
            address="\n".join(case.address), postcode=case.postcode, email=case.email,
            mps_reference=case.mps_reference, adjustments=case.adjustments,
            files=tuple(_incoming(file) for file in files),
        )).result
        item = office.ask(post_item, post_item_id=item_id)
        assert item is not None  # it was just logged
        return self._open(case, office, item.id, item.version, received)

    def _open(self, case: DemoCase, office: Office, item_id: int, version: int,
              received: date) -> int:
        letter = day(case.days.letter, self.today) if case.letter_known else None
        ago = case.days
        case_id = office.do(opening.OpenReview(
            post_item_id=item_id, post_item_version=version, about=case.about, name=case.name,
            address="\n".join(case.address), postcode=case.postcode, email=case.email,
            age=case.age, applicant=case.applicant, representative=_representative(case, self),
            received=received, mps_reference=case.mps_reference,
            complaint_details="\n".join(each.said for each in case.allegations),
            complaint_made=day(ago.complaint, self.today), handling=case.handling,
            outcome_letter_dated=letter, outcome_letter_held=case.letter_held or None,
            provided_by=case.provided_by if letter else None, letter_names_body=case.letter_names,
            grounds=case.grounds, in_writing=True, adjustments=case.adjustments,
        )).case_id
        assert case_id is not None
        if case.letter_name != case.name:
            self.do("lbrandt", case_id, people.RecordPerson, part=Part.COMPLAINANT,
                     name=case.name, letter_name=case.letter_name, email=case.email,
                     address="\n".join(case.address), postcode=case.postcode, age=case.age)
        if ago.iopc_received is not None and ago.iopc_forwarded is not None:
            self.do("lbrandt", case_id, opening.RecordFacts,
                     iopc_received=day(ago.iopc_received, self.today),
                     iopc_forwarded=day(ago.iopc_forwarded, self.today))
        return case_id

    def _acknowledge(self, case: DemoCase, case_id: int) -> None:
        self.at(max(case.days.received - 1, 0), 14)
        self.do("lbrandt", case_id, validity.StartChecks)
        if case.days.received > 2:
            self.letter("lbrandt", case_id, "R1")

    def _check(self, case: DemoCase, case_id: int) -> None:
        ago = case.days
        done = ago.valid if ago.valid is not None else (ago.ended or max(ago.received - 2, 0))
        self.at(done, 9)
        if case.stage is not Stage.CHECKS or case.body is not None or case.late is not None:
            self._answer_body(case, case_id)
        if case.late is not None and case.late.accepted is not None:
            self.do("hosei", case_id, validity.DecideLate, accepted=case.late.accepted,
                     special_circumstances=case.late.accepted, just_to_extend=case.late.accepted,
                     because=case.late.decided_because)
        if ago.valid is not None:
            self._waive(case_id)
            self.do(case.owner, case_id, validity.AcceptAsValid)
            self.letter(case.owner, case_id, "R8")
        self._end_early(case, case_id)

    def _answer_body(self, case: DemoCase, case_id: int) -> None:
        answers = {
            question.key: BodyAnswer(Tri.NO if question.points_to_iopc_when is Tri.YES else Tri.YES)
            for question in review_body.QUESTIONS
        }
        if case.body is not None:
            answers[BodyQuestion(case.body.question)] = BodyAnswer(case.body.answer,
                                                                   case.body.reason)
        self.do(case.owner, case_id, validity.AnswerReviewBody, answers=answers)

    def _waive(self, case_id: int) -> None:
        for missing in self.view(case_id).missing_papers:
            if missing.field != "grounds":
                self.do("hosei", case_id, validity.Waive, item=Paper(missing.field),
                         because="The MPS gave us what was missing from the request.")

    def _end_early(self, case: DemoCase, case_id: int) -> None:
        ago = case.days.ended
        if ago is None or case.days.decided is not None:
            return
        self.at(ago, 11)
        if case.stage is Stage.FORWARDED:
            self.do(case.owner, case_id, validity.ForwardToIopc,
                     forwarded_on=day(ago, self.today),
                     shared=("Your request for a review", "The outcome letter of the MPS"))
            self.letter(case.owner, case_id, "R6")
        elif case.stage is Stage.INVALID:
            reason = self.view(case_id).refusal_reasons[0]
            self.do("hosei", case_id, validity.RefuseAsInvalid, code=reason.code,
                     because=case.ended_because)
        elif case.stage is Stage.WITHDRAWN:
            self.do(case.owner, case_id, validity.WithdrawReview, because=case.ended_because)
        elif case.stage is Stage.DISCONTINUED:
            self.do("hosei", case_id, validity.DiscontinueReview, because=case.ended_because)
        elif case.stage is Stage.MERGED:
            other = self._office.ask(_case_of, name=case.linked_to)
            self.do("hosei", case_id, MergeCase, other_case_id=other, because=case.ended_because)

    def _assess(self, case: DemoCase, case_id: int) -> None:
        ago = case.days
        assert ago.allocated is not None  # the caller looked
        self.at(ago.allocated, 9)
        owner = case.owner or "pshah"
        self.do("hosei", case_id, outcome.Allocate, owner_id=self._ids[owner])
        self.letter(owner, case_id, "R11")
        for each in case.allegations:
            self.do(owner, case_id, outcome.AddAllegation, said=each.said, police_did=each.did)
        self.at(max(ago.allocated - 1, 0), 15)
        police = [f for f in papers(case, self.today) if f.kind == "MPS paper"]
        if police:
            self.do("lbrandt", case_id, AddDocument, kind="MPS papers",
                     files=tuple(_incoming(file) for file in police))
        self._findings(case, case_id, owner)
        if ago.proposed is not None:
            self._propose(case, case_id, owner)

    def _findings(self, case: DemoCase, case_id: int, owner: str) -> None:
        found = {True: AllegationFinding.REASONABLE, False: AllegationFinding.NOT_REASONABLE}
        for number, each in enumerate(case.allegations, 1):
            if each.reasonable is not None:
                self.do(owner, case_id, outcome.AssessAllegation, number=number, why=each.why,
                         finding=found[each.reasonable])
        self._keep_in_touch(case, case_id, owner)

    def _keep_in_touch(self, case: DemoCase, case_id: int, owner: str) -> None:
        """An update letter as often as the office promises, but for the newest one."""
        ago, step = case.days, law.UPDATE.on(self.today)
        assert ago.allocated is not None
        until = ago.proposed if ago.proposed is not None else 0
        for days_ago in range(ago.allocated - step + 1, max(until, step // 2), -step):
            self.at(days_ago, 16)
            self.letter(owner, case_id, "R12", done_so_far=_DONE)
        self.at(max(until, 0), 10)

    def _propose(self, case: DemoCase, case_id: int, owner: str) -> None:
        assert case.days.proposed is not None
        self.at(case.days.proposed, 11)
        wrong = tuple(number for number, each in enumerate(case.allegations, 1)
                      if each.reasonable is False)
        for each in case.recommendations:
            self.do("hosei" if each.code == "REC-REFER" else owner, case_id, outcome.Recommend,
                     code=each.code, subtype=each.subtype, text=each.text, reason=each.reason,
                     allegations=wrong)
        none = "" if case.recommendations or not wrong else "The MPS has already put it right."
        self.do(owner, case_id, outcome.ProposeDecision, because=none)
        if case.returned_because:
            self.at(max(case.days.proposed - 1, 0), 12)
            self.do("hosei", case_id, outcome.ReturnDecision, because=case.returned_because)

    def _decide(self, case: DemoCase, case_id: int) -> None:
        ago = case.days
        assert ago.decided is not None
        self.at(ago.decided, 10)
        self.do("hosei", case_id, outcome.ApproveDecision)
        if case.stage is Stage.DECIDED:
            return
        self.letter("hosei", case_id, "R14" if case.recommendations else "R13")
        if case.recommendations:
            self.letter("hosei", case_id, "N2")
        if ago.answered is not None:
            self.at(ago.answered, 14)
            answers = tuple((number, each.answer or "accepted", each.answer_because)
                            for number, each in enumerate(case.recommendations, 1))
            self.do("lbrandt", case_id, outcome.RecordPoliceResponse, answers=answers,
                     answered_on=day(ago.answered, self.today))
        if ago.ended is not None:
            self.at(ago.ended, 16)
            self.do(case.owner, case_id, AddNote, text="Nothing is left to do. Closing the case.")
            self.do(case.owner, case_id, outcome.CloseCase)


def _case_of(session: Session, *, name: str) -> int:
    return session.scalars(select(Case.id).where(Case.name == name)).one()


def _waiting_post(hands: Hands) -> None:
    """Log the emails that nobody has opened a case for yet."""
    text = (paths.DEMO / "post.toml").read_text(encoding="utf-8")
    for item in tomllib.loads(text)["item"]:
        message = EmailMessage()
        message["From"] = f"{item['name']} <{item['email']}>"
        message["To"] = law.EMAIL.on(hands.today)[0]
        message["Subject"], message["Date"] = item["subject"], format_datetime(hands.moment)
        message.set_content(item["words"])
        content = message.as_bytes()
        name = f"{item['subject']}.eml"
        hands.by("lbrandt").do(post.LogPost(
            received=hands.today, written=hands.today, channel="e-mail", route=item["route"],
            name=item["name"], email=item["email"], mps_reference=item.get("mps", ""),
            files=(Incoming.from_reading(name, content, read(content, name)),),
        ))


def _incoming(file: DemoFile) -> Incoming:
    made = Incoming.from_reading(file.name, file.content, read(file.content, file.name),
                                 _KINDS.get(file.kind, "Other"))
    return replace(made, title=file.title, sender=file.sender, dated=file.dated)


def _representative(case: DemoCase, seeder: Seeder) -> dict[str, Any] | None:
    helper = case.representative
    if helper is None:
        return None
    signed = helper.consent_days
    parent = case.applicant is Applicant.PARENT
    return {
        "name": helper.name, "relationship_words": helper.relationship,
        "organisation": helper.organisation, "email": helper.email,
        "address": "\n".join(helper.address or case.address),
        "postcode": helper.postcode or case.postcode,
        "consent_written": None if signed is None or parent else True,
        "consent_covers_this_review": None if signed is None or parent else True,
        "consent_signed_on": None if signed is None else day(signed, seeder.today),
    }


def fill(
    url: str, progress: Progress | None = None, today: date | None = None,
    only: Collection[str] = (),
) -> None:
    """Fill the empty database at ``url`` with the invented office.

    ``progress`` gets (done, of, words) and stops the work by answering False. ``today`` is the
    day to which everything leads, if not the present one; ``only`` names the cases by their keys,
    and COMPLAINTS stands for all complaints about MOPAC.
    Raises Refused when an invented case breaks a rule: a fault of the demo's file.
    """
    office = open_office(url, demo=True)
    try:
        seeder = Seeder(office, today or office.today())
        seeder.people()
        invented = sorted((case for case in cases() if not only or case.key in only),
                          key=lambda case: -case.days.received)
        for number, case in enumerate(invented, 1):
            if progress is not None and not progress(number, len(invented), case.about):
                return
            try:
                seeder.case(case)
            except Refused as refused:
                raise Refused(refused.findings) from ValueError(case.name)
        if not only or COMPLAINTS in only:
            work_complaints(seeder)
        seeder.at(0)
        _waiting_post(seeder)
    finally:
        office.close()
