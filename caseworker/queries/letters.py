"""Letters as they are written and sent: the drafts of all cases, one letter, what issuing needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseworker.actions.base import Desk
from caseworker.actions.letter_truth import still_true
from caseworker.actions.letters import EMAIL, POST, IssueLetter
from caseworker.letters.catalogue import CATALOGUE, TO_POLICE
from caseworker.letters.sheet import Sheet
from caseworker.queries.letter_values import requester, sheet, written_to
from caseworker.queries.timeline import moment
from caseworker.records import Case, Letter, Part
from caseworker.records.deadline_facts import case_deadlines, deadline_facts
from caseworker.records.office_values import office_limits_now
from caseworker.rules.days import Calendar
from caseworker.rules.deadlines import deadlines
from caseworker.rules.finding import Finding, Outcome
from caseworker.rules.kinds import Kind
from caseworker.rules.law import Limit
from caseworker.rules.lifecycle import Role
from caseworker.rules.words import long_date


def case_version(session: Session, *, case_id: int) -> int:
    """The version of a case as it now stands; 0 when there is no such case."""
    return session.scalar(select(Case.version).where(Case.id == case_id)) or 0


@dataclass(frozen=True, slots=True)
class LetterPage:
    """One letter with the paper around it. ``changed`` names values that are no longer true;
    of a ``restricted`` case nothing is kept on this computer's disk that is not encrypted.
    """

    id: int
    version: int
    case_id: int
    case_version: int
    reference: str
    name: str
    adjustments: str
    code: str
    title: str
    state: str
    markdown: str
    paper: Sheet
    sent_by: str  # how it went; for a draft, how it would usually go
    drafted: str
    drafted_by: str
    number: int | None
    issued_on: date | None
    issued_by: str
    pdf_sha256: str
    word_sha256: str
    changed: tuple[Finding, ...]
    restricted: bool


def letter_page(
    session: Session, *, case_id: int, letter_id: int, demo: bool, actor: str,
    roles: frozenset[Role], now: datetime, today: date, calendar: Calendar,
) -> LetterPage | None:
    """One letter of a case; None when there is none with this id."""
    letter = session.get(Letter, letter_id)
    if letter is None or letter.case_id != case_id or letter.state == "discarded":
        return None
    case, desk = letter.case, Desk(session, actor, roles, now, today, calendar)
    draft = letter.state == "draft"
    paper = sheet(case, letter.code, tuple(letter.addressee), letter.size,
                  letter.issued_on or today, draft=draft, demo=demo)
    return LetterPage(
        id=letter.id, version=letter.version, case_id=case.id, case_version=case.version,
        reference=case.reference, name=case.name, adjustments=case.adjustments, code=letter.code,
        title=letter.title, state=letter.state, markdown=letter.markdown, paper=paper,
        sent_by=_usual_way(case, letter) if draft else letter.sent_by,
        drafted=moment(letter.drafted_at), drafted_by=desk.colleague(letter.drafted_by),
        number=letter.number, issued_on=letter.issued_on,
        issued_by=desk.colleague(letter.issued_by) if letter.issued_by else "",
        pdf_sha256=letter.pdf_sha256 or "", word_sha256=letter.word_sha256 or "",
        changed=tuple(still_true(desk, case, letter)) if draft else (),
        restricted=case.closed,
    )


def _usual_way(case: Case, letter: Letter) -> str:
    """By email when all that is known of the person is an email address, else by post."""
    person = requester(case)
    only_email = len(letter.addressee) <= 1 and person is not None and person.email
    return EMAIL if only_email and letter.code not in TO_POLICE else POST


@dataclass(frozen=True, slots=True)
class IssueCheck:
    """What stands before the issue: each check, met or not, the dates that the letter moves, who
    else is to have a copy, and the recorded email address of whom it goes to ("" for none).
    """

    findings: tuple[Finding, ...]
    dates: tuple[str, ...]
    copies: tuple[str, ...]
    email: str


def issue_check(
    session: Session, *, case_id: int, letter_id: int, sent_by: str, actor: str,
    roles: frozenset[Role], now: datetime, today: date, calendar: Calendar,
) -> IssueCheck:
    """What ``IssueLetter`` would say now. Raises Refused when the letter is issued or gone."""
    case = session.get_one(Case, case_id)
    desk = Desk(session, actor, roles, now, today, calendar)
    action = IssueLetter(case_id=case_id, version=case.version, letter_id=letter_id,
                         sent_by=sent_by)
    found = action.check(desk, case)
    letter = session.get_one(Letter, letter_id)
    rules = {finding.rule for finding in found}
    if CATALOGUE[letter.code].needs_second_person and "second_person" not in rules:
        decided = long_date(case.decided_on) if case.decided_on else ""
        found.insert(0, _met("A manager approved it", f"The decision is approved on {decided}."))
    if "changed" not in rules:
        found.insert(0, _met("What it says is still true",
                             "Dates and names are as the case has them today."))
    person = written_to(case, letter.code)
    once = {(finding.title, finding.outcome, finding.reason): finding for finding in found}
    return IssueCheck(tuple(once.values()), _moved(case, letter.code, today, calendar,
                                                       office_limits_now(session)),
                      _copies(case, letter.code),
                      person.email.strip() if person is not None else "")


def _copies(case: Case, code: str) -> tuple[str, ...]:
    """A decision, with its reasons, is also told to the MPS, to interested persons and to the
    person complained against (Police Reform Act 2002, Schedule 3, paragraph 25).
    """
    if code not in ("R13", "R14"):
        return ()
    told = (Part.INTERESTED, Part.COMPLAINED_AGAINST)
    return ("The MPS", *(each.name for each in case.parties if each.part in told))


def _met(title: str, reason: str) -> Finding:
    return Finding("issue", title, Outcome.MET, reason)


# The day that a clock starts or stops on when the letter with this code goes out.
_STARTS_OR_STOPS: Mapping[str, str] = {
    "R1": "acknowledged_on", "R13": "decision_letter_on", "R14": "decision_letter_on",
    "N2": "recommendation_made_on",
}


def _moved(
    case: Case, code: str, today: date, calendar: Calendar, limits: Mapping[str, Limit]
) -> tuple[str, ...]:
    """The deadlines that end, begin or move when this letter goes out today, in words."""
    if case.kind is Kind.COMPLAINT:
        return _stopped(case, code, today, calendar, limits)
    before = deadline_facts(case)
    named = _STARTS_OR_STOPS.get(code, "")
    days: dict[str, Any] = {"last_contact_on": today}
    if named and getattr(before, named) is None:
        days[named] = today
    old, new = ({each.name: each for each in deadlines(facts, calendar, today, limits)}
                for facts in (before, replace(before, **days)))
    said = [f"Ends: {each.title}, due {long_date(each.due)}"
            for name, each in old.items() if name not in new]
    for name, each in new.items():
        if name not in old or old[name].due != each.due:
            verb = "Moves" if name in old else "Starts"
            said.append(f"{verb}: {each.title}, due {long_date(each.due)}")
    return tuple(said)


# The deadlines of a complaint about MOPAC that a letter ends.
_STOPS: Mapping[str, str] = {"M1": "acknowledge", "M6": "stage_1", "M12": "stage_1",
                             "M10": "acknowledge_appeal", "M11": "stage_2"}


def _stopped(
    case: Case, code: str, today: date, calendar: Calendar, limits: Mapping[str, Limit]
) -> tuple[str, ...]:
    return tuple(f"Ends: {each.title}, due {long_date(each.due)}"
                 for each in case_deadlines(case, calendar, today, limits)
                 if each.name == _STOPS.get(code))
