"""Facts of a complaint about MOPAC that can be accepted and begun; each test changes its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from caseworker.rules.complaint_facts import (
    About,
    Appeal,
    Candidate,
    ComplaintFacts,
    Ground,
    Part,
    Subject,
)
from caseworker.rules.facts import Applicant

RECEIVED = date(2026, 1, 5)
CLEAR = Candidate("Maud Iversen", complained_about=False, conflict=False, dealt_with_before=False)
COMPLAINT = ComplaintFacts(
    received=RECEIVED, issue_on=date(2025, 12, 1), aware_on=date(2025, 12, 1),
    about=About.CONDUCT, subject=Subject.STAFF, full_name=True, contact=True,
    details="Nobody answered three letters.", applicant=Applicant.COMPLAINANT, serious=False,
    investigator=CLEAR, hr_notified_on=date(2026, 1, 7), subject_told=True,
    parts=(Part(1, "Letters not answered"),),
)
APPEAL = Appeal(date(2026, 2, 10), frozenset({Ground.UNREASONABLE}), "It left out my letter.")
APPEALED = replace(COMPLAINT, accepted_on=date(2026, 1, 6), outcome_on=date(2026, 2, 2),
                   appeal=APPEAL, reviewer=CLEAR)


def complaint(**changed: Any) -> ComplaintFacts:
    """The same facts with something changed."""
    return replace(COMPLAINT, **changed)
