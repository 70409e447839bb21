"""What a letter about a complaint about MOPAC is filled with, and whom it goes to.

The letter to the person complained about is filled from a list of its own, which holds nothing of
the complainant (paragraph 38). No letter is filled with anything of an internal procedure but
that a part moved, and that it ended (paragraphs 28 and 29).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from caseworker.records import Case, Complaint, Part, Party
from caseworker.records.deadline_facts import complaint_dates
from caseworker.rules import appeals, complaint_papers, conflicts, internal, law
from caseworker.rules.complaint_deadlines import stage_due
from caseworker.rules.days import Calendar
from caseworker.rules.finding import against
from caseworker.rules.law import Limit

TO_SUBJECT = "M13"
SIGNED_BY = "Mayor's Office for Policing And Crime"
# What is missing, as a letter asks the complainant for it.
_ASKED_WORDS = {
    "full_name": "your full name", "contact": "your email address, or how else we can reach you",
    "details": "what happened, and when",
}
_REASONABLE = "We found that the outcome of Stage 1 was both reasonable and proportionate."
_NOT_REASONABLE = "We found that the outcome of Stage 1 was not reasonable and proportionate."


@dataclass(frozen=True, slots=True)
class ForSubject:
    """All that a letter to the person complained about is made from. No field of it is of, or
    from, the complainant: not their words, not their name, not what they need.
    """

    dear_name: str
    our_reference: str
    investigator: str | None


def for_subject(complaint: Complaint, reference: str) -> ForSubject:
    """The list for the person complained about."""
    investigator = complaint.investigator.name if complaint.investigator else None
    return ForSubject(complaint.who, reference, investigator)


def subject_values(case: Case) -> dict[str, object]:
    """What the letter to the person complained about is filled with."""
    found = for_subject(case.complaint, case.reference)
    return {"dear_name": found.dear_name or None, "our_reference": found.our_reference,
            "investigator": found.investigator}


def complaint_values(
    case: Case, today: date, calendar: Calendar, limits: Mapping[str, Limit], code: str
) -> dict[str, object]:
    """What the letters to the complainant are filled with."""
    complaint = case.complaint
    facts, dates = complaint.facts(), complaint_dates(case)
    stage = 2 if code in ("M10", "M11") or complaint.appeal_received else 1
    due = stage_due(dates, stage, calendar, limits)
    delays = complaint.told_delays()
    first = stage_due(dates, 1, calendar, limits) if code == "M1" else due
    return {
        "missing_items": tuple(_ASKED_WORDS[found.field] for found in
                               against(complaint_papers.details(facts))
                               if found.field in _ASKED_WORDS),
        "write_by": first.end if first else None,
        "was_due": _was_due(case, calendar, limits),
        "delay_because": delays[-1].because if delays else None,
        "parts": tuple({"number": part.number, "said": part.said, "found": part.found,
                        "action": part.action}
                       for part in complaint.parts if part.moved_on is None),
        "moved": tuple(part.said for part in complaint.parts if part.moved_on is not None),
        "moved_too": "yes" if internal.running(facts.parts) else None,
        "others_go_on": "yes" if internal.go_on(facts.parts) else None,
        "decided_by": conflicts.who_decides(facts, 1).who or None,
        "appeal_received": complaint.appeal_received,
        "ground": " and ".join(sorted(complaint.appeal_grounds)) or None,
        "who_decides": conflicts.who_decides(facts, 2).who or None,
        "decision_words": None if complaint.stage_2_reasonable is None else (
            _REASONABLE if complaint.stage_2_reasonable else _NOT_REASONABLE),
        "why": complaint.stage_2_why or None, "put_right": complaint.stage_2_action or None,
        "ombudsman": appeals.ombudsman(max(today, law.COMPLAINTS_POLICY_DATE)),
    }


def _was_due(case: Case, calendar: Calendar, limits: Mapping[str, Limit]) -> date | None:
    """The date that the latest delay took the place of."""
    dates = complaint_dates(case)
    if not dates.delays:
        return None
    stage = dates.delays[-1].stage
    before = stage_due(replace(dates, delays=dates.delays[:-1]), stage, calendar, limits)
    return before.end if before else None


def complaint_goes_to(case: Case) -> Party | None:
    """Whom letters go to: the complainant, or a representative whom we may deal with."""
    representative = case.party(Part.REPRESENTATIVE)
    if representative and complaint_papers.representation(case.complaint.facts()):
        return representative
    return case.party(Part.COMPLAINANT)
