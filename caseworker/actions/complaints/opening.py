"""Open a complaint about MOPAC from an item of post; say who is complained about; tell HR."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from caseworker.actions.base import KEEP, Action, Desk, ask, not_in_future, to_stage
from caseworker.actions.complaints.base import ComplaintAction
from caseworker.actions.complaints.members import HR, against_place, here, let_in, shut_out
from caseworker.actions.opening import APPLICANTS, YES_NO
from caseworker.actions.people import person
from caseworker.actions.post import item_as_shown, put_into
from caseworker.actions.recheck import recheck
from caseworker.records import Case, Complaint, Part, PostItem
from caseworker.rules import law
from caseworker.rules.complaint_facts import SUBJECT_WORDS, About, Subject
from caseworker.rules.complaint_lifecycle import ComplaintStage
from caseworker.rules.facts import Applicant
from caseworker.rules.finding import Finding, Refused, against, refusal
from caseworker.rules.lifecycle import Role, Stage

ROUTE = "mopac"
ABOUTS = ((None, "Not yet known"),
          *((each, each.value[0].upper() + each.value[1:]) for each in About))
SUBJECTS = ((None, "Not yet known"),
            *((each, words[0].upper() + words[1:]) for each, words in SUBJECT_WORDS.items()))
ABOUT_YOU = "You are named in this complaint. Give the letter to a colleague to log."
BARRED_WORDS = "Complained about in this case."


def against_subject(desk: Desk, subject_id: int | None) -> list[Finding]:
    """Somebody of the office, and not whoever is at the desk."""
    if subject_id is None:
        return []
    found = here(desk, subject_id)
    if found is None:
        return [refusal("subject", "Who is complained about", "Choose a colleague who works here",
                        "subject_id")]
    if found.login == desk.actor:
        return [refusal("subject", "Who is complained about", ABOUT_YOU, "subject_id")]
    return []


def against_hr(desk: Desk, hr_id: int | None, subject_id: int | None) -> list[Finding]:
    """An HR adviser who works here, and is not complained about."""
    if hr_id is None:
        return []
    found, reason = here(desk, hr_id), ""
    if found is None or Role.HR.value not in found.roles:
        reason = "Choose an HR adviser who works here"
    elif hr_id == subject_id:
        reason = f"{found.name} is named in this complaint. Choose someone else"
    return [refusal("hr", "HR", reason, "hr_id", law.policy_para("23"))] if reason else []


@dataclass(frozen=True, kw_only=True)
class OpenComplaint(Action):
    """Open a complaint about MOPAC: one closed case. Who is complained about is barred at once."""

    post_item_id: int
    post_item_version: int
    summary: str = ask("Complaint about", hint="One line, as it will stand in the queue",
                       default="", empty="Enter what the complaint is about")
    about: About | None = ask("Kind of complaint", kind="choice", choices=ABOUTS, default=None)
    subject: Subject | None = ask("Who or what is complained about", kind="choice",
                                  choices=SUBJECTS, default=None)
    subject_id: int | None = ask("Colleague who is complained about", kind="choice", default=None,
                                 hint="They are shut out of this case as soon as it is saved")
    subject_name: str = ask("Their name, if they have no place in Caseworker", default="")
    issue_on: date | None = ask("Date it happened", kind="date", default=None)
    applicant: Applicant | None = ask("Who complains", kind="choice", choices=APPLICANTS,
                                      default=Applicant.COMPLAINANT)
    details: str = ask("What happened", kind="long", default="")
    hr_id: int | None = ask("HR adviser to tell", kind="choice", default=None,
                            hint="They choose who investigates, and can add colleagues")

    def typed(self, today: date) -> list[Finding]:
        """What stands against it as typed, without a look at the records."""
        return [*self.missing(),
                *not_in_future(self.issue_on, today, "Date it happened", "issue_on")]

    def check(self, desk: Desk) -> list[Finding]:
        """What stands against opening it: as typed, where it is kept, and who is named."""
        return [
            *against_place(desk), *self.typed(desk.today),
            *against_subject(desk, self.subject_id),
            *against_hr(desk, self.hr_id, self.subject_id),
        ]

    def run(self, desk: Desk) -> tuple[int, int]:
        """Returns the id of the new case, twice."""
        if refused := against(self.check(desk)):
            raise Refused(refused)
        item = item_as_shown(desk, self.post_item_id, self.post_item_version)
        if item.route != ROUTE:
            raise Refused([refusal("route", item.reference, "Change the route to MOPAC complaint "
                                   "first: then it stands on the closed side.")])
        case = self._case(desk, item)
        if self.hr_id is not None:
            let_in(desk, case, self.hr_id, HR)
        if self.subject_id is not None:
            shut_out(desk, case, self.subject_id, BARRED_WORDS)
        desk.session.flush()
        recheck(desk, case)
        return case.id, case.id

    def _case(self, desk: Desk, item: PostItem) -> Case:
        case = Case(reference="", stage=Stage.RECEIVED, about=self.summary.strip(),
                    name=item.name, adjustments=item.adjustments, opened_at=desk.now, version=1,
                    closed=True)
        to_stage(case, ComplaintStage.RECEIVED)
        case.complaint = Complaint(
            about=self.about, subject=self.subject, subject_id=self.subject_id,
            subject_name=self.subject_name.strip(), received=item.received,
            issue_on=self.issue_on, applicant=self.applicant, details=self.details.strip(),
            hr_notified_on=desk.today if self.hr_id is not None else None,
            delays=[], appeal_grounds=[],
        )
        case.parties.append(person(Part.COMPLAINANT, {
            name: getattr(item, name) for name in ("name", "address", "postcode", "email")
        }))
        case.reference = desk.number("COM")
        desk.session.add(case)
        desk.session.flush()
        put_into(item, case)
        desk.session.flush()
        return case


@dataclass(frozen=True, kw_only=True)
class NameSubject(ComplaintAction):
    """Say who is complained about. A colleague is barred in the same transaction."""

    subject: Subject | None = ask("Who or what is complained about", kind="choice",
                                  choices=SUBJECTS, default=None,
                                  empty="Choose who or what is complained about")
    subject_id: int | None = ask("Colleague", kind="choice", default=None,
                                 hint="They are shut out of this case as soon as it is saved")
    subject_name: str = ask("Their name, if they have no place in Caseworker", default="")

    def also(self, desk: Desk, case: Case) -> list[Finding]:
        """Somebody of the office, and not whoever is at the desk."""
        return against_subject(desk, self.subject_id)

    def apply(self, desk: Desk, case: Case) -> Any:
        """Who it is; and out of the case, whatever they were in it."""
        complaint, colleague = case.complaint, self.subject_id
        complaint.subject, complaint.subject_id = self.subject, colleague
        complaint.subject_name = "" if colleague is not None else self.subject_name.strip()
        if colleague is not None:
            if complaint.investigator_id == colleague:
                complaint.investigator_id = complaint.investigator_conflict = None
            if complaint.reviewer_id == colleague:
                complaint.reviewer_id = complaint.reviewer_conflict = None
            shut_out(desk, case, colleague, BARRED_WORDS)


@dataclass(frozen=True, kw_only=True)
class NotifyHr(ComplaintAction):
    """Tell HR: the adviser becomes a member, and can add whoever deals with the complaint."""

    hr_id: int | None = ask("HR adviser", kind="choice", default=None,
                            empty="Choose the HR adviser")

    def also(self, desk: Desk, case: Case) -> list[Finding]:
        """An HR adviser who is not complained about."""
        return against_hr(desk, self.hr_id, case.complaint.subject_id)

    def apply(self, desk: Desk, case: Case) -> Any:
        """The day is kept."""
        assert self.hr_id is not None  # missing() saw it
        let_in(desk, case, self.hr_id, HR)
        case.complaint.hr_notified_on = case.complaint.hr_notified_on or desk.today


@dataclass(frozen=True, kw_only=True)
class RecordComplaintFacts(ComplaintAction):
    """Correct or complete the facts of a complaint. A field left out stays as it is."""

    summary: str = ask("Complaint about", default=KEEP)
    about: About | None = ask("Kind of complaint", kind="choice", choices=ABOUTS, default=KEEP)
    received: date | None = ask("Date received", kind="date", default=KEEP)
    issue_on: date | None = ask("Date it happened", kind="date", default=KEEP)
    aware_on: date | None = ask("Date they became aware of it", kind="date", default=KEEP,
                                hint="If later than the day it happened")
    details: str = ask("What happened", kind="long", default=KEEP)
    missing_asked_on: date | None = ask("Date we asked for what is missing", kind="date",
                                        default=KEEP)
    details_missing: bool = ask("Asked for what happened, and not told", kind="tick", default=KEEP)
    applicant: Applicant | None = ask("Who complains", kind="choice", choices=APPLICANTS,
                                      default=KEEP)
    provider_exhausted: bool | None = ask(
        "Are all stages of the provider's own process done?", kind="choice", choices=YES_NO,
        default=KEEP, hint="Only for a service that somebody else provides")
    serious: bool | None = ask("Are the concerns serious, such as financial irregularities?",
                               kind="choice", choices=YES_NO, default=KEEP)
    subject_told: bool | None = ask("Is the person complained about told?", kind="choice",
                                    choices=YES_NO, default=KEEP,
                                    hint="Where appropriate. The complainant is not named to them")
    subject_told_because: str = ask("Why they are not told", default=KEEP)
    adjustments: str = ask("Adjustments", hint="For example large print, do not phone",
                           default=KEEP)

    def also(self, desk: Desk, case: Case) -> list[Finding]:
        """No day may lie in the future."""
        words = {f.name: f.metadata["ask"].label for f in fields(self) if "ask" in f.metadata}
        return [finding for name, label in words.items()
                if isinstance(day := getattr(self, name), date)
                for finding in not_in_future(day, desk.today, label, name)]

    def apply(self, desk: Desk, case: Case) -> Any:
        """Write only the facts that were given."""
        for field in fields(self):
            value = getattr(self, field.name)
            if field.name in ("case_id", "version") or value is KEEP:
                continue
            value = value.strip() if isinstance(value, str) and field.type == "str" else value
            if field.name == "summary":
                case.about = value
            else:
                setattr(case if field.name == "adjustments" else case.complaint, field.name, value)
