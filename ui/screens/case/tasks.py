"""What there is to do in a case, and how far each thing is: worked out from what is shown."""

from __future__ import annotations

from collections.abc import Iterator

from caseworker.queries.case import CaseView
from caseworker.rules.finding import Outcome
from caseworker.rules.lifecycle import ENDED, Stage
from caseworker.rules.recommendations import ReviewOutcome
from caseworker.rules.validity import Check
from caseworker.rules.words import count, short_date
from ui.screens.case.complaint import tasks as of_complaints
from ui.screens.case.task import Group, State, Task, letter_task

_CHECKING = (Stage.RECEIVED, Stage.CHECKS)
_WORKING = (Stage.ALLOCATED, Stage.ASSESSING, Stage.DRAFTING)
_ENDED_EARLY = ENDED - {Stage.CLOSED}
_TITLES = {  # a check is a question; a task says what to do
    "right_of_review": "Confirm the right of review", "in_time": "Check the time limit",
    "review_body": "Confirm the relevant review body",
    "representation": "Confirm who may ask", "papers": "Check what the request holds",
}


def groups(view: CaseView) -> tuple[Group, ...]:
    """The tasks under Check, Assess and Decide. Of an ended case only what was done is told."""
    if view.complaint is not None:
        return of_complaints.groups(view, view.complaint)
    found = (Group("Check the request", tuple(_check(view))),
             Group("Assess", tuple(_assess(view))),
             Group("Decide", tuple(_decide(view))))
    if view.row.stage not in ENDED:
        return found
    done = [Group(group.title, tuple(each for each in group.tasks if each.state is State.DONE))
            for group in found]
    return tuple(group for group in done if group.tasks)


def _check(view: CaseView) -> Iterator[Task]:
    yield letter_task(view, "Acknowledge the request", "R1")
    for check in view.checks:
        yield _checked(view, check)
    stage = view.row.stage
    settled = not any(check.finding is not None and check.finding.outcome is Outcome.UNKNOWN
                      for check in view.checks)
    if stage not in _CHECKING:
        said = "" if stage not in _ENDED_EARLY else view.row.tag
        yield Task("Decide validity", State.DONE, "ValidityTab", said)
    elif stage is Stage.CHECKS and settled:
        yield Task("Decide validity", State.TODO, "ValidityTab")
    else:
        yield Task("Decide validity", State.BLOCKED, "ValidityTab", "The checks come first")


def _checked(view: CaseView, check: Check) -> Task:
    words, finding = _TITLES.get(check.name, check.title), check.finding
    if finding is None:
        return Task(words, State.DONE, "ValidityTab", "Not needed")
    if view.row.stage not in _CHECKING or finding.outcome is Outcome.MET:
        return Task(words, State.DONE, "ValidityTab")
    if view.row.stage is Stage.RECEIVED:
        return Task(words, State.TODO, "ValidityTab")
    return Task(words, State.NEEDS, "ValidityTab", finding.reason)


def _assess(view: CaseView) -> Iterator[Task]:
    stage = view.row.stage
    if view.row.owner:
        yield Task("Allocate", State.DONE, "Allocate", view.row.owner)
    elif stage in _CHECKING:
        yield Task("Allocate", State.BLOCKED, "Allocate", "Validity is decided first")
    else:
        yield Task("Allocate", State.TODO, "Allocate")
    papers = sum(each.kind == "MPS papers" for each in view.documents)
    yield Task("Get the MPS papers", State.DONE if papers else State.TODO, "DocumentsTab",
               count(papers, "document") if papers else "")
    yield _allegations(view)
    yield _recommendations(view)


def _allegations(view: CaseView) -> Task:
    all_, done = len(view.allegations), sum(e.finding is not None for e in view.allegations)
    words = f"Assess {count(all_, 'allegation')}" if all_ else "Assess the allegations"
    detail = f"{done} of {all_} finished" if all_ else ""
    if all_ and done == all_:
        return Task(words, State.DONE, "AssessmentTab", detail)
    if view.row.stage not in _WORKING:
        return Task(words, State.BLOCKED, "AssessmentTab", "The case is allocated first")
    return Task(words, State.NOW if done else State.TODO, "AssessmentTab", detail)


def _recommendations(view: CaseView) -> Task:
    words, tab, many = "Choose recommendations", "RecommendationsTab", len(view.recommendations)
    if view.outcome is ReviewOutcome.NOT_UPHELD:
        return Task(words, State.DONE, tab, "None needed: the outcome was reasonable")
    if view.row.stage not in _WORKING:
        if view.proposed_by:
            return Task(words, State.DONE, tab, count(many, "recommendation"))
        return Task(words, State.BLOCKED, tab, "The assessment comes first")
    if any(each.finding is None for each in view.allegations) or not view.allegations:
        return Task(words, State.BLOCKED, tab, "The assessment comes first")
    if many:
        return Task(words, State.DONE, tab, count(many, "recommendation"))
    return Task(words, State.TODO, tab)


def _decide(view: CaseView) -> Iterator[Task]:
    stage, decided = view.row.stage, view.decided_on
    if decided:
        yield Task("Send for quality check", State.DONE, "RecommendationsTab")
        yield Task("Quality check by a manager", State.DONE, "RecommendationsTab",
                   f"Approved {short_date(decided)}")
    elif stage is Stage.QUALITY_CHECK:
        yield Task("Send for quality check", State.DONE, "RecommendationsTab")
        yield Task("Quality check by a manager", State.NOW, "RecommendationsTab", "With manager")
    else:
        ready = stage in _WORKING and view.allegations and all(
            each.finding is not None for each in view.allegations)
        yield Task("Send for quality check", State.TODO if ready else State.BLOCKED,
                   "RecommendationsTab", "" if ready else "The assessment comes first")
        yield Task("Quality check by a manager", State.BLOCKED, "RecommendationsTab",
                   "The decision is proposed first")
    yield letter_task(view, "Issue the decision letter", "R13", "R14",
                  blocked="" if decided else "The decision is approved first")
    if decided and view.recommendations:
        yield letter_task(view, "Tell the MPS", "N2")
        yield _answered(view)


def _answered(view: CaseView) -> Task:
    if all(each.answer for each in view.recommendations):
        return Task("MPS response", State.DONE, "RecommendationsTab")
    due = next((each.reply_due for each in view.recommendations if each.reply_due), None)
    if view.row.stage is Stage.RESPONSE_DUE:
        return Task("MPS response", State.NOW, "RecommendationsTab",
                    f"Due {short_date(due)}" if due else "")
    return Task("MPS response", State.BLOCKED, "RecommendationsTab", "The MPS is told first")
