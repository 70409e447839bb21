"""Every clock of both kinds of case, running, for tests that ask the same of all of them."""

from __future__ import annotations

from datetime import date

from caseworker.rules.clocks import Clock
from caseworker.rules.complaint_clocks import ComplaintDates, Delay, complaint_clocks
from caseworker.rules.complaint_lifecycle import ComplaintStage
from caseworker.rules.contact import ContactFacts
from caseworker.rules.lifecycle import Stage
from caseworker.rules.police_papers import PapersFacts, chase_clock
from caseworker.rules.responses import Recommended, response_clock
from caseworker.rules.retention import RetentionFacts
from caseworker.rules.review_clocks import DeadlineFacts, review_clocks

START = date(2026, 3, 2)  # a Monday

REVIEW = DeadlineFacts(
    Stage.RESPONSE_DUE, received=START, papers_asked_on=START, iopc_found_on=START,
    valid_on=START, allocated_on=START, decided_on=START, recommendation_made_on=START,
    last_contact_on=START, format_asked_on=START,
)
COMPLAINT = ComplaintDates(
    ComplaintStage.STAGE_2, received=START, appeal_received=START, escalated_on=START,
    delays=(Delay(2, START, "one colleague was ill", date(2026, 4, 20)),), format_asked_on=START,
    contact=ContactFacts(start=START, review_on=date(2026, 8, 1)),
    retention=RetentionFacts(START),
)
INTERNAL = ComplaintDates(ComplaintStage.STAGE_1, received=START, only_internal=True)


def all_clocks() -> dict[str, Clock]:
    """By kind and name. A decision stops some of those of the review; all have started."""
    found = {f"review {one.name}": one for one in review_clocks(REVIEW)}
    found |= {f"complaint {one.name}": one for one in complaint_clocks(COMPLAINT)}
    found["complaint update"] = next(one for one in complaint_clocks(INTERNAL)
                                     if one.name == "update")
    found["papers chase"] = chase_clock(PapersFacts(START, (START,)))
    found["recommendation mps_response"] = response_clock(Recommended(1, "REC-INV", START))
    return found
