"""The server knows the steps: the program's own checks are a courtesy, and redundant."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import pytest

from caseworker import paths
from caseworker.actions import letters, outcome, validity
from caseworker.actions.base import CaseAction
from caseworker.actions.links import LinkCases, MergeCase
from caseworker.actions.reopen import ReopenCase
from caseworker.letters.catalogue import CATALOGUE
from caseworker.office import Office, Refused
from caseworker.records.links import LinkKind
from caseworker.rules import recommendations as powers
from caseworker.rules.facts import Body, Paper
from caseworker.rules.lifecycle import STEP, Role, Stage
from caseworker.rules.recommendations import AllegationFinding
from caseworker.rules.step_rights import DECISIONS, VALUES
from tests.support.review import TO_MOPAC, act, answer_body, open_review
from tests.support.team import Team
from tests.support.unchecked import forget_checks
from tools.make_step_rights import KINDS, lines

As = Callable[[str], Office]
WHY = "A reason that is long enough for a decision."
S = Stage
# Each step that needs more than a place in the office: its action, a stage, what it is given.
STEPS: dict[str, tuple[type[Any], Stage, dict[str, Any]]] = {
    "AnswerReviewBody": (validity.AnswerReviewBody, S.RECEIVED, {"answers": TO_MOPAC}),
    "DecideReviewBody": (validity.DecideReviewBody, S.CHECKS, {"body": Body.IOPC, "because": WHY}),
    "DecideLate": (validity.DecideLate, S.CHECKS, {"accepted": False, "because": WHY}),
    "DecideRepresentation": (validity.DecideRepresentation, S.CHECKS, {"because": WHY}),
    "Waive": (validity.Waive, S.CHECKS, {"item": Paper.GROUNDS, "because": WHY}),
    "TakeBackWaiver": (validity.TakeBackWaiver, S.CHECKS, {"item": Paper.GROUNDS}),
    "AcceptAsValid": (validity.AcceptAsValid, S.CHECKS, {}),
    "ForwardToIopc": (validity.ForwardToIopc, S.CHECKS,
                      {"forwarded_on": date(2026, 3, 11), "shared": ("The letter",)}),
    "RefuseAsInvalid": (validity.RefuseAsInvalid, S.CHECKS, {"code": "late", "because": WHY}),
    "Allocate": (outcome.Allocate, S.VALID, {"owner_id": 1}),
    "Reallocate": (outcome.Reallocate, S.ALLOCATED, {"owner_id": 1}),
    "Deallocate": (outcome.Deallocate, S.ALLOCATED, {}),
    "AddAllegation": (outcome.AddAllegation, S.ALLOCATED, {"said": "Nobody came."}),
    "AssessAllegation": (outcome.AssessAllegation, S.ASSESSING, {
        "number": 1, "finding": AllegationFinding.REASONABLE, "why": WHY}),
    "Recommend": (outcome.Recommend, S.ASSESSING, {
        "code": powers.REMEDY, "text": WHY, "reason": WHY}),
    "TakeBackRecommendation": (outcome.TakeBackRecommendation, S.ASSESSING, {"number": 1}),
    "NoteLearning": (outcome.NoteLearning, S.ASSESSING, {"text": WHY}),
    "ProposeDecision": (outcome.ProposeDecision, S.ASSESSING, {}),
    "ReturnDecision": (outcome.ReturnDecision, S.QUALITY_CHECK, {"because": WHY}),
    "ApproveDecision": (outcome.ApproveDecision, S.QUALITY_CHECK, {}),
    "CloseCase": (outcome.CloseCase, S.DECIDED, {}),
    "WithdrawReview": (validity.WithdrawReview, S.CHECKS, {"because": WHY}),
    "DiscontinueReview": (validity.DiscontinueReview, S.CHECKS, {"because": WHY}),
    "MergeCase": (MergeCase, S.CHECKS, {"because": WHY}),
    "ReopenCase": (ReopenCase, S.CLOSED, {"because": WHY}),
    "LinkCases": (LinkCases, S.CHECKS, {"kind": LinkKind.RELATED, "because": WHY}),
}
# A step that no role but these lacks has nothing to show; this one is part of issuing a letter.
EVERYBODYS = {name for name, step in STEP.items() if Role.CORRESPONDENCE in step.roles}
WRONG = [(who, name) for name in STEPS for who, role in
         (("correspondence", Role.CORRESPONDENCE), ("caseworker2", Role.CASEWORKER))
         if role not in STEP[name].roles]


@pytest.fixture
def no_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    forget_checks(monkeypatch, CaseAction, (action for action, _, _ in STEPS.values()))


def at(root: psycopg.Connection[Any], case_id: int, stage: Stage, **given: object) -> None:
    sets = "".join(f", {name} = %s" for name in given)
    root.execute(f"UPDATE cases SET version = version + 1, stage = %s{sets} "  # type: ignore[arg-type]
                 "WHERE id = %s", (stage.value, *given.values(), case_id))


def test_every_step_that_needs_a_role_is_tried() -> None:
    # Taking the next is of no case that is shown; tests/server/test_together.py tries it. Lifting
    # a restriction needs a marked document; tests/server/test_document_marks.py tries it.
    assert STEP.keys() - STEPS.keys() - EVERYBODYS == {
        "AwaitResponse", "TakeNext", "LiftRestriction"}


@pytest.mark.usefixtures("no_checks")
def test_the_server_refuses_what_the_program_would_have(
    as_: As, root: psycopg.Connection[Any]
) -> None:
    """One case, put to each stage; each step is tried by whoever lacks the role for it."""
    case_id, other = open_review(as_("correspondence")), open_review(as_("correspondence"))
    at(root, case_id, S.ALLOCATED)
    act(as_("manager"), case_id, outcome.AddAllegation, said="Nobody came.")
    root.execute("INSERT INTO recommendation (case_id, number, code, subtype, text, reason, "
                 "allegations, answer, answer_because, taken_back) VALUES (%s, 1, %s, '', 'x', "
                 "'x', '[]', '', '', false)", (case_id, powers.REMEDY))
    went_through = []
    for who, name in WRONG:
        action, stage, given = STEPS[name]
        if name in ("MergeCase", "LinkCases"):
            given = {**given, "other_case_id": other}
        at(root, case_id, stage, owner_id=None, proposed_by="somebody.else")
        try:
            act(as_(who), case_id, action, **given)
            went_through.append((who, name))
        except Refused as refused:
            said = str(refused)
            assert "needs the role" in said or "manager allocates" in said, (who, name, said)
    assert went_through == []


@pytest.mark.usefixtures("no_checks")
def test_a_decision_is_approved_by_another_manager(
    as_: As, root: psycopg.Connection[Any]
) -> None:
    boss = as_("manager")
    case_id = open_review(as_("correspondence"))
    at(root, case_id, S.QUALITY_CHECK, proposed_by=boss.actor)
    with pytest.raises(Refused, match="Another manager must approve"):
        act(boss, case_id, outcome.ApproveDecision)
    at(root, case_id, S.QUALITY_CHECK, proposed_by="")
    with pytest.raises(Refused, match="Another manager must approve"):
        act(boss, case_id, outcome.ApproveDecision)
    at(root, case_id, S.QUALITY_CHECK, proposed_by=boss.actor)
    act(as_("manager2"), case_id, outcome.ApproveDecision)


@pytest.mark.usefixtures("no_checks")
def test_a_decision_letter_waits_for_the_decision(as_: As, root: psycopg.Connection[Any]) -> None:
    worker = as_("caseworker")
    case_id = open_review(as_("correspondence"))
    answer_body(worker, case_id)
    letter_id = act(worker, case_id, letters.DraftLetter, code="R1")
    root.execute("UPDATE letter SET code = 'R13', version = version + 1 WHERE id = %s",
                 (letter_id,))
    with pytest.raises(Refused, match="must approve the decision before"):
        act(worker, case_id, letters.IssueLetter, letter_id=letter_id)


def test_a_step_is_not_jumped(as_: As, database: str, colleagues: Team) -> None:
    case_id = open_review(as_("correspondence"))
    with colleagues.connect(database, "manager") as boss:
        for change in ("stage = 'decision issued'", "stage = 'closed'", "stage = 'made up'",
                       "valid_on = now()", "decided_on = now()"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                boss.execute(f"UPDATE cases SET version = version + 1, {change} "  # type: ignore[arg-type]
                             "WHERE id = %s", (case_id,))
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="cannot be taken"):
            boss.execute(
                "INSERT INTO decision (case_id, question, answer, because, made_by, made_at) "
                "VALUES (%s, 'Made up', 'yes', '', session_user, now())", (case_id,))


@pytest.mark.parametrize("kind", KINDS)
def test_the_servers_copy_is_of_today(root: psycopg.Connection[Any], kind: str) -> None:
    """Where this fails, the steps have changed: a new migration brings the rows of
    tools.make_step_rights."""
    kept = root.execute("SELECT what, before, after, roles FROM step_right "
                        "WHERE kind = %s", (kind,)).fetchall()
    assert sorted("|".join(row) for row in kept) == sorted(lines(kind))


def test_the_letters_that_wait_for_a_decision_are_those_of_today() -> None:
    source = (paths.MIGRATIONS / "helpers" / "steps.py").read_text(encoding="utf-8")
    waiting = tuple(sorted(code for code, kind in CATALOGUE.items() if kind.needs_second_person))
    assert f"AFTER_DECISION = {json.dumps(waiting)}".replace("[", "(").replace("]", ")") in source


def test_every_question_and_value_has_its_step() -> None:
    """What the actions put to record as a decision, and no other, is known to the server."""
    asked = set()
    for file in (Path(letters.__file__).parent).glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) \
                    and node.func.attr == "decide" and len(node.args) > 1 \
                    and isinstance(node.args[1], ast.Constant):
                asked.add(node.args[1].value)
    assert asked == DECISIONS.keys()
    assert {name for names in VALUES.values() for name in names} <= STEP.keys()
