"""The tasks of a case: what is done, what is next, and what still stands in the way."""

from __future__ import annotations

from caseworker.actions.outcome import AddAllegation, AssessAllegation, ProposeDecision
from caseworker.actions.validity import StartChecks, WithdrawReview
from caseworker.office import Office
from caseworker.rules.lifecycle import NEXT_WORDS
from caseworker.rules.recommendations import AllegationFinding
from tests.support.case_page import allocated
from tests.support.review import act, open_review, see
from ui.screens.case.next_step import coming
from ui.screens.case.task import State
from ui.screens.case.tasks import groups


def states(office: Office, case_id: int) -> dict[str, str]:
    return {task.words: task.state for group in groups(see(office, case_id))
            for task in group.tasks}


def next_words(office: Office, case_id: int) -> str:
    step = coming(see(office, case_id))
    return NEXT_WORDS[step.action] if step else ""


def test_a_new_request(desk: Office) -> None:
    case_id = open_review(desk, grounds="", handling=None)
    found = states(desk, case_id)
    assert found["Acknowledge the request"] == State.TODO
    assert found["Check the time limit"] == State.DONE
    assert found["Confirm the relevant review body"] == State.TODO
    assert found["Decide validity"] == State.BLOCKED
    assert found["Allocate"] == found["Assess the allegations"] == State.BLOCKED
    assert next_words(desk, case_id) == "Start validity checks"


def test_a_check_that_lacks_a_fact_says_which(desk: Office) -> None:
    case_id = open_review(desk)
    act(desk, case_id, StartChecks)
    body = next(task for group in groups(see(desk, case_id)) for task in group.tasks
                if task.words == "Confirm the relevant review body")
    assert body.state is State.NEEDS
    assert body.detail == see(desk, case_id).body.finding.reason
    assert next_words(desk, case_id) == "Continue validity checks"


def test_assessing_counts_what_is_finished(desk: Office) -> None:
    case_id = open_review(desk)
    allocated(desk, case_id)
    assert next_words(desk, case_id) == "Start assessment"
    for said in ("Nobody came.", "Nobody wrote."):
        act(desk, case_id, AddAllegation, said=said)
    assert states(desk, case_id)["Assess 2 allegations"] == State.TODO
    act(desk, case_id, AssessAllegation, number=1, finding=AllegationFinding.REASONABLE,
        why="It was looked at with care.")
    found = states(desk, case_id)
    assert found["Assess 2 allegations"] == State.NOW
    assert found["Choose recommendations"] == State.BLOCKED
    assert next_words(desk, case_id) == "Continue assessment"
    act(desk, case_id, AssessAllegation, number=2, finding=AllegationFinding.REASONABLE,
        why="It was looked at with care.")
    found = states(desk, case_id)
    assert found["Choose recommendations"] == State.DONE  # none is needed
    assert found["Send for quality check"] == State.TODO
    act(desk, case_id, ProposeDecision)
    assert states(desk, case_id)["Quality check by a manager"] == State.NOW
    assert next_words(desk, case_id) == "Check and approve"


def test_an_ended_case_tells_only_what_was_done(desk: Office) -> None:
    case_id = open_review(desk)
    act(desk, case_id, WithdrawReview, because="In a letter that we hold, of 11 March.")
    assert set(states(desk, case_id).values()) == {State.DONE}
    assert next_words(desk, case_id) == ""
