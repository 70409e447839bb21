"""What there is to do in a complaint about MOPAC, and how far each thing is."""

from __future__ import annotations

from collections.abc import Iterator

from caseworker.queries.case import CaseView, ComplaintView
from caseworker.rules.complaint_lifecycle import ENDED, ComplaintStage
from caseworker.rules.finding import Outcome
from caseworker.rules.words import count, short_date
from ui.screens.case.task import Group, State, Task, letter_task

C = ComplaintStage
_BEFORE = (C.RECEIVED, C.CHECKS)
_TITLES = {"MC1": "Check that it is about MOPAC", "MC2": "Check that nothing else covers it",
           "MC3": "Check that it was made in time", "MC4": "Check what the complaint holds"}
TAB = "ComplaintTab"


def groups(view: CaseView, own: ComplaintView) -> tuple[Group, ...]:
    """The tasks under Check, Stage 1 and Stage 2. Of an ended case only what was done is told."""
    found = [Group("Check the complaint", tuple(_check(view, own))),
             Group("Stage 1", tuple(_stage_1(view, own)))]
    if own.facts.appeal is not None:
        found.append(Group("Stage 2", tuple(_stage_2(view, own))))
    if own.stage not in ENDED:
        return tuple(found)
    done = [Group(group.title, tuple(each for each in group.tasks if each.state is State.DONE))
            for group in found]
    return tuple(group for group in done if group.tasks)


def _check(view: CaseView, own: ComplaintView) -> Iterator[Task]:
    yield letter_task(view, "Acknowledge the complaint", "M1")
    checking = own.stage in _BEFORE
    for check in view.checks:
        if check.name not in _TITLES:
            continue
        finding = check.finding
        if not checking or finding is None or finding.outcome is Outcome.MET:
            yield Task(_TITLES[check.name], State.DONE, TAB, "" if finding else "Not needed")
        else:
            yield Task(_TITLES[check.name], State.NEEDS, TAB, finding.reason)
    ready = not view.steps["AcceptComplaint"].blocked
    if not checking:
        yield Task("Accept the complaint", State.DONE, TAB)
    else:
        yield Task("Accept the complaint", State.TODO if ready else State.BLOCKED, TAB,
                   "" if ready else "The checks come first")


def _stage_1(view: CaseView, own: ComplaintView) -> Iterator[Task]:
    told = own.facts.hr_notified_on
    yield Task("Tell HR", State.DONE if told else State.TODO, TAB,
               f"Told {short_date(told)}" if told else "")
    chosen, checking = own.investigator, own.stage in _BEFORE
    blocked = "The complaint is accepted first" if checking and not chosen else ""
    yield Task("Choose who investigates", State.DONE if chosen else
               State.BLOCKED if blocked else State.TODO, TAB, chosen or blocked)
    yield _parts(own)
    sent = own.facts.outcome_on
    waits = "" if own.stage not in (*_BEFORE, C.ACCEPTED) else "Stage 1 comes first"
    yield letter_task(view, "Send the outcome", "M6", "M12", blocked=waits)
    if sent is None and own.delay.outcome is not Outcome.MET:
        yield Task("Tell the complainant of a delay, or send the outcome", State.NEEDS, TAB,
                   own.delay.reason)


def _parts(own: ComplaintView) -> Task:
    going = [each for each in own.parts if each.moved_on is None]
    done = sum(bool(each.found) for each in going)
    words = f"Answer {count(len(going), 'part')}" if going else "Name and answer the parts"
    detail = f"{done} of {len(going)} answered" if going else ""
    if own.parts and done == len(going):
        return Task(words, State.DONE, TAB, detail or "All with internal procedures")
    if own.stage is not C.STAGE_1:
        return Task(words, State.BLOCKED, TAB, "Stage 1 comes first")
    return Task(words, State.NOW if done else State.TODO, TAB, detail)


def _stage_2(view: CaseView, own: ComplaintView) -> Iterator[Task]:
    yield letter_task(view, "Acknowledge the appeal", "M10")
    yield Task("Choose who decides Stage 2", State.DONE if own.reviewer else State.TODO, TAB,
               own.reviewer)
    decided = own.stage_2_reasonable is not None
    at = own.stage is C.STAGE_2
    yield Task("Decide Stage 2", State.DONE if decided else State.TODO if at else State.BLOCKED,
               TAB, "" if decided or at else "Stage 2 begins first")
    yield letter_task(view, "Send the Stage 2 outcome", "M11",
                      blocked="" if decided else "The decision comes first")
