"""The seven checks of a complaint about MOPAC (MC1 to MC7), and the grounds not to accept it."""

from __future__ import annotations

from caseworker.rules import (
    appeals,
    complaint_papers,
    complaint_time,
    conflicts,
    deciders,
    law,
    scope,
)
from caseworker.rules.complaint_facts import ComplaintFacts
from caseworker.rules.finding import Finding, Outcome, against
from caseworker.rules.validity import Check, RefusalReason

LATE, INCOMPLETE, NO_CONSENT = "MC-LATE", "MC-INCOMPLETE", "MC-CONSENT"


def check(facts: ComplaintFacts) -> tuple[Check, ...]:
    """MC1 to MC7, always these and so ordered; a check without a finding is not needed yet.

    MC1 scope, MC2 another route, MC3 in time, MC4 what it holds and who complains, MC5 who
    investigates, MC6 no conflict, MC7 grounds of an appeal.
    """
    outside = scope.scope(facts).outcome is Outcome.NOT_MET
    appealed = facts.appeal is not None
    told = conflicts.subject_notified(facts)
    dealing = (conflicts.hr_notified(facts), *([told] if told is not None else []))
    return (
        Check("MC1", scope.TITLE, scope.scope(facts)),
        Check("MC2", scope.ROUTE_TITLE, scope.route(facts)),
        Check("MC3", complaint_time.TITLE,
              None if outside else complaint_time.complaint_in_time(facts)),
        Check("MC4", complaint_papers.TITLE, None if outside else papers_and_person(facts),
              (*complaint_papers.details(facts), complaint_papers.who(facts))),
        Check("MC5", deciders.TITLE,
              None if outside else conflicts.who_decides(facts, 1).finding, dealing),
        Check("MC6", conflicts.TITLE, None if outside else conflicts.investigator_chosen(facts)),
        Check("MC7", appeals.TITLE, appeals.grounds(facts) if appealed else None,
              appeals.may_go_on(facts) if appealed else ()),
    )


def papers_and_person(facts: ComplaintFacts) -> Finding:
    """MC4 as one: who complains, then what the complaint holds; the first that is open, first."""
    both = (complaint_papers.papers(facts), complaint_papers.who(facts))
    worst = [one for one in both if one.outcome is Outcome.NOT_MET] or against(both)
    shown = worst[0] if worst else both[0]
    return Finding(complaint_papers.NAME, complaint_papers.TITLE, shown.outcome, shown.reason,
                   shown.source, shown.field, shown.facts)


def accept(facts: ComplaintFacts) -> list[Finding]:
    """What stands against accepting it (MC1 to MC4); empty when it may be accepted.

    Who investigates is chosen afterwards: see ``conflicts.against_stage_1``.
    """
    return against([
        scope.scope(facts), scope.route(facts), complaint_time.complaint_in_time(facts),
        *complaint_papers.details(facts), complaint_papers.who(facts),
    ])


def refuse_reasons(facts: ComplaintFacts) -> tuple[RefusalReason, ...]:
    """The grounds for not accepting it that the facts prove; empty when it cannot be refused.

    Another route is no refusal: the complaint is sent elsewhere (``scope.way_out``). Nothing that
    is merely not known is a ground.
    """
    found = []
    time = complaint_time.complaint_in_time(facts)
    if time.outcome is Outcome.NOT_MET:
        found.append(RefusalReason(LATE, "Made too late", time.reason, law.policy_para("4 and 5")))
    if complaint_papers.not_supplied(facts):
        papers = complaint_papers.papers(facts)
        found.append(RefusalReason(INCOMPLETE, "Not enough to go on", papers.reason,
                                   papers.source, "Send it to us and we will look again."))
    who = complaint_papers.who(facts)
    if who.outcome is Outcome.NOT_MET and facts.applicant is not None:
        found.append(RefusalReason(NO_CONSENT, "No consent", who.reason, who.source,
                                   "The person concerned can complain themselves."))
    return tuple(found)

