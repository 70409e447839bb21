"""Complaints about MOPAC: made in time, to be answered by when, and who decides."""

from __future__ import annotations

import argparse

from caseworker.calendars import england_and_wales
from caseworker.explain.answers import BadArgument, Explained, cite, day_lines
from caseworker.rules import law
from caseworker.rules.complaint_facts import ComplaintFacts, Subject
from caseworker.rules.complaint_time import Timing, complaint_in_time, reach
from caseworker.rules.days import months, reckon
from caseworker.rules.deciders import decider as decides
from caseworker.rules.policy import OLD, in_force
from caseworker.rules.words import sentence, with_weekday

NO_STAGE = "no such stage"


def window(given: argparse.Namespace) -> Explained:
    """Whether the complaint was made in time, and the last day."""
    # The policy asks for the day of awareness only where it is later than the issue itself.
    facts = ComplaintFacts(received=given.received, issue_on=given.issue,
                           aware_on=given.aware or given.issue)
    found, finding = reach(facts), complaint_in_time(facts)
    reason = finding.reason
    if found.timing is Timing.LATE and given.aware is None:
        reason += " If they became aware of it later, say so with --aware."
    steps: tuple[str, ...] = ()
    if found.start and found.last_day:
        steps = day_lines(months(found.start, law.COMPLAINT_AGE.on(given.received)))
        steps += (f"{with_weekday(given.received)}: received",)
    return Explained(found.timing.value, found.last_day, reason, cite(finding.source), steps)


def due(given: argparse.Namespace) -> Explained:
    """The last of the working days in which the outcome should be sent."""
    limit = law.OLD_STAGE if in_force(given.received) is OLD else law.STAGE_1
    try:
        found = reckon(limit, given.received, england_and_wales())
    except LookupError as problem:
        raise BadArgument(str(problem)) from None
    reason = (
        f"{sentence(found.words)} The day of receipt is day 0. If it cannot be kept, the "
        "complainant is told why, and a new date."
    )
    return Explained(found.end.isoformat(), found.end, reason, cite(limit.source),
                     day_lines(found))


def decider(given: argparse.Namespace) -> Explained:
    """Who decides at a stage, or that there is no such stage."""
    found = decides(Subject(given.subject), given.stage)
    if not found.exists:
        return Explained(NO_STAGE, None, found.finding.reason, cite(found.finding.source))
    steps = [f"Stage {found.stage}: {found.who}"]
    if found.chosen_by:
        steps.append(f"Chosen by {found.chosen_by}")
    if found.supported_by:
        steps.append(f"Supported by {found.supported_by}")
    if found.final:
        steps.append("This is the final stage")
    steps += [f"The policy leaves open: {gap}" for gap in found.gaps]
    return Explained(found.who or "not yet known", None, found.finding.reason,
                     cite(found.finding.source), tuple(steps))
