"""The server knows the steps of a complaint: its members take those of their own roles only."""

from __future__ import annotations

import ast
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import pytest

from caseworker.actions import letters
from caseworker.actions.complaints import accepting, opening, stage_1, stage_2
from caseworker.actions.complaints.base import ComplaintAction
from caseworker.actions.complaints.letters import LETTER_STEPS
from caseworker.actions.document_marks import LiftRestriction
from caseworker.office import Office, Refused
from caseworker.rules import complaint_guards
from caseworker.rules.complaint_facts import Ground
from caseworker.rules.complaint_lifecycle import STEP, ComplaintStage
from caseworker.rules.complaint_step_rights import DECISIONS, VALUES, rights
from caseworker.rules.lifecycle import Role
from tests.server.test_closed_side import call, staff_id
from tests.support.complaint import open_complaint
from tests.support.review import act
from tests.support.team import Team
from tests.support.unchecked import forget_checks

As = Callable[[str], Office]
WHY = "A reason that is long enough for a decision."
C = ComplaintStage
# Each step that needs more than a part in the case: its action, a stage, what it is given.
STEPS: dict[str, tuple[type[Any], C, dict[str, Any]]] = {
    "StartComplaintChecks": (accepting.StartComplaintChecks, C.RECEIVED, {}),
    "DecideLateComplaint": (accepting.DecideLateComplaint, C.CHECKS,
                            {"accepted": True, "because": WHY}),
    "AcceptComplaint": (accepting.AcceptComplaint, C.CHECKS, {}),
    "RefuseComplaint": (accepting.RefuseComplaint, C.CHECKS, {"code": "late", "because": WHY}),
    "ChooseInvestigator": (stage_1.ChooseInvestigator, C.ACCEPTED,
                           {"investigator_id": 1, "conflict": False}),
    "StartStage1": (stage_1.StartStage1, C.ACCEPTED, {}),
    "MovePart": (stage_1.MovePart, C.STAGE_1, {"number": 1}),
    "EndInternalPart": (stage_1.EndInternalPart, C.STAGE_1, {"number": 1}),
    "AnswerPart": (stage_1.AnswerPart, C.STAGE_1, {"number": 1, "found": WHY}),
    "RecordAppeal": (stage_2.RecordAppeal, C.OUTCOME, {
        "received": date(2026, 3, 12), "ground": Ground.UNREASONABLE, "reasons": WHY}),
    "StartStage2": (stage_2.StartStage2, C.OUTCOME, {}),
    "ChooseReviewer": (stage_2.ChooseReviewer, C.OUTCOME, {"reviewer_id": 1, "conflict": False}),
    "DecideStage2": (stage_2.DecideStage2, C.STAGE_2, {"reasonable": False, "because": WHY}),
    "CloseComplaint": (stage_1.CloseComplaint, C.OUTCOME, {}),
    "CloseInternalOnly": (stage_1.CloseInternalOnly, C.STAGE_1, {}),
    "WithdrawComplaint": (accepting.WithdrawComplaint, C.CHECKS,
                          {"on": date(2026, 3, 12), "because": WHY}),
    "DiscontinueComplaint": (accepting.DiscontinueComplaint, C.STAGE_1, {"because": WHY}),
    "ReopenChecks": (accepting.ReopenChecks, C.REFUSED, {"because": WHY}),
    "LiftRestriction": (LiftRestriction, C.STAGE_1, {"because": WHY}),
    "ReopenStage1": (accepting.ReopenStage1, C.CLOSED, {"because": WHY}),
}
MEMBERS = {"caseworker2": Role.CASEWORKER, "investigator": Role.INVESTIGATOR,
           "decider": Role.DECISION_MAKER, "hr": Role.HR}
WRONG = [(who, name) for name in STEPS for who, role in MEMBERS.items()
         if role not in STEP[name].roles]


@pytest.fixture
def no_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    forget_checks(monkeypatch, ComplaintAction, (action for action, _, _ in STEPS.values()))
    monkeypatch.setattr(complaint_guards, "allowed", lambda *_: [])


@pytest.fixture
def case_id(as_: As) -> int:
    """A complaint with everybody in it who can be."""
    found = open_complaint(as_("correspondence"), hr_id=staff_id(as_("hr")))
    for who in MEMBERS:
        if who != "hr":
            call(as_("hr"), "app.add_member", found, staff_id(as_(who)), "lead")
    act(as_("hr"), found, stage_1.AddPart, said="Nobody answered.")
    return found


def at(root: psycopg.Connection[Any], case_id: int, stage: C) -> None:
    root.execute("UPDATE cases SET version = version + 1, stage = %s WHERE id = %s",
                 (stage, case_id))
    root.execute("UPDATE complaint SET outcome_on = '2026-03-11', late = NULL, "
                 "stage_2_why = '', accepted_on = NULL WHERE case_id = %s", (case_id,))


def restricted(root: psycopg.Connection[Any], case_id: int) -> int:
    """The id of a document of this case that bears the mark."""
    found = root.execute("SELECT min(id) FROM document WHERE case_id = %s", (case_id,)).fetchone()
    assert found is not None
    root.execute("UPDATE document SET restricted_by = 'somebody.else', restricted_at = now(), "
                 "restricted_because = 'Medical' WHERE id = %s", found)
    return int(found[0])


def test_every_step_that_needs_a_role_is_tried() -> None:
    """But those that every member may take, that only a letter takes, and that have no action."""
    free = {name for name, step in STEP.items() if set(MEMBERS.values()) <= step.roles}
    untried = {"RecordComplaintFacts", "NotifyHr", "RedirectComplaint", "RecordEscalation",
               "StartStage3", "SendStage3Outcome", "MergeComplaint", *LETTER_STEPS.values()}
    assert STEP.keys() - STEPS.keys() - free == untried


@pytest.mark.usefixtures("no_checks")
def test_the_server_refuses_what_the_program_would_have(
    as_: As, root: psycopg.Connection[Any], case_id: int
) -> None:
    went_through = []
    for who, name in WRONG:
        action, stage, given = STEPS[name]
        at(root, case_id, stage)
        root.execute("UPDATE complaint_part SET moved_on = %s, found = '' WHERE case_id = %s",
                     (date(2026, 3, 11) if name == "EndInternalPart" else None, case_id))
        if name == "LiftRestriction":
            given = {**given, "document_id": restricted(root, case_id)}
        try:
            act(as_(who), case_id, action, **given)
            went_through.append((who, name))
        except Refused as refused:
            assert "needs the role" in str(refused), (who, name, str(refused))
    assert went_through == []


@pytest.mark.usefixtures("no_checks")
def test_the_letter_of_an_outcome_is_sent_by_whoever_decides(
    as_: As, root: psycopg.Connection[Any], case_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = act(as_("caseworker2"), case_id, letters.DraftLetter, code="M1")
    at(root, case_id, C.STAGE_1)
    root.execute("UPDATE letter SET code = 'M6', version = version + 1 WHERE id = %s", (letter,))
    for forgets_the_step in (False, True):
        if forgets_the_step:
            monkeypatch.setattr(letters, "outcome_sent", lambda *_: None)
        with pytest.raises(Refused, match="needs the role decision maker or investigator"):
            act(as_("caseworker2"), case_id, letters.IssueLetter, letter_id=letter)


def test_a_step_is_not_jumped(as_: As, database: str, colleagues: Team, case_id: int) -> None:
    with colleagues.connect(database, "hr") as hr:
        for change in ("stage = 'complaint closed'", "stage = 'received'", "stage = 'made up'",
                       "allocated_on = now()"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                hr.execute(f"UPDATE cases SET version = version + 1, {change} "  # type: ignore[arg-type]
                           "WHERE id = %s", (case_id,))
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="cannot be taken"):
            hr.execute("UPDATE complaint SET stage_2_reasonable = false WHERE case_id = %s",
                       (case_id,))
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="cannot be taken"):
            hr.execute(
                "INSERT INTO decision (case_id, question, answer, because, made_by, made_at) "
                "VALUES (%s, 'Made up', 'yes', '', session_user, now())", (case_id,))


def test_every_question_value_and_stage_has_its_step() -> None:
    """What the actions put to record as a decision, and no other, is known to the server."""
    asked = {"Linked case", "Stage 1", *(STEP[name].label for name in LETTER_STEPS.values())}
    for file in Path(opening.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) \
                    and node.func.attr == "decide" and len(node.args) > 1 \
                    and isinstance(node.args[1], ast.Constant):
                asked.add(node.args[1].value)
    assert asked == DECISIONS.keys()
    assert {name for names in VALUES.values() for name in names} <= STEP.keys()
    # A stage without a way would pass for a review's.
    moves = [right for right in rights() if right.what == "stage"]
    assert {stage for move in moves for stage in (move.before, move.after)} == set(C)
