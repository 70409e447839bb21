"""What may be recommended, what an assessment comes to, and words beyond our powers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.rules.facts import Handling
from caseworker.rules.prompts import prompts
from caseworker.rules.recommendations import (
    AllegationFinding,
    Proposed,
    ReviewOutcome,
    allowed,
    choice,
    choices,
    decision_matches,
    overall,
    screen_text,
)

A = AllegationFinding
BOTH = {"REC-REMEDY", "REC-REFER", "LEARN"}


@pytest.mark.parametrize(
    ("handling", "may"),
    [
        (Handling.OTHERWISE, BOTH | {"REC-INV"}),
        (Handling.INVESTIGATED, BOTH | {"REC-REINV"}),
        (Handling.OUTSIDE, {"LEARN"}),
        (None, {"LEARN"}),
    ],
)
def test_the_choices_of_each_route(handling: Handling | None, may: set[str]) -> None:
    offered = choices(handling)
    assert {one.code for one in offered if one.allowed} == may
    assert [one.allowed for one in offered] == sorted((o.allowed for o in offered), reverse=True)
    for one in offered:
        assert bool(one.why_not) is not one.allowed
        assert one.source.cite
        assert (allowed(one.code, handling) == []) is one.allowed


def test_the_uncertain_powers_are_not_offered() -> None:
    codes = {one.code for one in choices(Handling.INVESTIGATED)}
    assert not codes & {"REC-DPP", "REC-PERF"}


def test_a_blocked_choice_says_why_and_what_instead() -> None:
    blocked = choice("NO-COMPENSATION", Handling.OTHERWISE)
    assert blocked.why_not == "We cannot recommend compensation." and blocked.instead
    finding, = allowed("REC-REINV", Handling.OTHERWISE)
    assert finding.reason == "The MPS did not investigate. Instead: Recommend an investigation."
    assert allowed("nothing", None)[0].reason == "Choose a recommendation."


def test_refer_needs_a_manager_and_learning_no_reply() -> None:
    assert choice("REC-REFER", Handling.OTHERWISE).needs_manager
    assert not choice("LEARN", None).needs_reply
    assert "apologise" in choice("REC-REMEDY", Handling.OTHERWISE).subtypes


@pytest.mark.parametrize(
    ("findings", "outcome"),
    [
        ([], ReviewOutcome.UNKNOWN),
        ([A.REASONABLE, None], ReviewOutcome.UNKNOWN),
        ([A.OUTSIDE], ReviewOutcome.UNKNOWN),
        ([A.REASONABLE, A.OUTSIDE], ReviewOutcome.NOT_UPHELD),
        ([A.NOT_REASONABLE, A.OUTSIDE], ReviewOutcome.UPHELD),
        ([A.NOT_LOOKED_AT], ReviewOutcome.UPHELD),
        ([A.NOT_LOOKED_AT, A.REASONABLE], ReviewOutcome.UPHELD_IN_PART),
    ],
)
def test_what_the_findings_come_to(
    findings: list[A | None], outcome: ReviewOutcome
) -> None:
    assert overall(findings) is outcome


def test_reasonable_is_the_legal_answer() -> None:
    assert [one.reasonable for one in ReviewOutcome] == [None, True, False, False]


def reasons(*args: object, **kwargs: object) -> list[str]:
    return [finding.reason for finding in decision_matches(*args, **kwargs)]  # type: ignore[arg-type]


def test_a_decision_that_fits() -> None:
    assert reasons([A.REASONABLE], [Proposed("LEARN")]) == []
    assert reasons([A.NOT_REASONABLE], [Proposed("REC-INV", (1,))]) == []
    assert reasons([A.NOT_REASONABLE], [], "The MPS has already apologised") == []


def test_a_decision_that_does_not_fit() -> None:
    assert reasons([], []) == ["Add at least one allegation."]
    assert reasons([A.REASONABLE, None], []) == ["Choose a finding for allegation 2."]
    nothing = "Choose at least one recommendation, or explain why none."
    assert reasons([A.NOT_REASONABLE], []) == [nothing]
    assert reasons([A.NOT_REASONABLE], [Proposed("LEARN")], "  ") == [nothing]
    assert "was not reasonable" in reasons([A.REASONABLE], [Proposed("REC-INV")])[0]
    linked = [Proposed("REC-REMEDY", (1, 3)), Proposed("REC-INV", (2, 9))]
    assert reasons([A.NOT_REASONABLE, A.REASONABLE, A.NOT_LOOKED_AT], linked) == [
        "Finding and recommendations do not match. Check points 2 and 9."
    ]
    assert reasons([A.NOT_REASONABLE, A.REASONABLE], [Proposed("REC-INV", (2,))]) == [
        "Finding and recommendations do not match. Check point 2."
    ]
    wrong_route = reasons([A.NOT_REASONABLE], [Proposed("REC-INV")],
                          handling=Handling.INVESTIGATED)
    assert wrong_route == ["The MPS did investigate. Instead: Recommend a re-investigation."]


@pytest.mark.parametrize(
    ("text", "power"),
    [
        ("We recommend that the MPS should pay compensation.", "compensation"),  # V15
        ("The MPS should pay you £200.", "compensation"),
        ("We ask for an ex gratia sum", "compensation"),
        ("The arrest was unlawful.", "lawfulness"),
        ("The officers acted lawfully.", "lawfulness"),
        ("The MPS should reinvestigate the burglary.", "crime"),  # V16
        ("The theft should be investigated.", "crime"),
        ("We recommend that the police re-open the criminal case", "crime"),
        ("The officer should be disciplined.", "discipline"),
        ("We direct the MPS to write.", "direct"),
        ("The MPS must apologise.", "direct"),
        ("Your conviction should stand, so we will not quash the conviction", "conviction"),
        ("We cannot recommend compensation, but the MPS should pay compensation", "compensation"),
        ("The MPS cannot deny this and compensation is due", "compensation"),
    ],
)
def test_words_beyond_our_powers(text: str, power: str) -> None:
    found = screen_text(text)
    assert f"powers_{power}" in {finding.rule for finding in found}
    assert all("Safer: “" in finding.reason and finding.source for finding in found)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "We cannot recommend compensation.",
        "We cannot decide whether something was lawful.",
        "We have no control over the police handling of a criminal matter.",
        "We cannot review the results of a criminal investigation or reinvestigate one.",
        "We recommend that the MPS looks at the complaint again.",
        "We recommend that the MPS re-investigates the complaint.",
        "They must write back to us by 9 April 2026.",
        "The MPS must write to us.",
        "We recommend an apology.",
    ],
)
def test_words_within_our_powers(text: str) -> None:
    assert screen_text(text) == []


def test_the_safer_wording_is_itself_safe() -> None:
    unsafe = ("Pay compensation. It was unlawful. Reinvestigate the burglary. Discipline him. "
              "We order it. Quash the conviction.")
    found = screen_text(unsafe)
    assert len(found) == 6
    for finding in found:
        safer = finding.reason.split("Safer: “")[1].rstrip("”")
        assert screen_text(safer) == [] or finding.rule == "powers_conviction"


@given(st.text(max_size=200))
def test_any_text_is_screened(text: str) -> None:
    assert len(screen_text(text)) <= 6


def test_prompts_fit_the_route() -> None:
    common = prompts(None)
    assert [p.text for p in common[:3]] == [
        "Was each point understood and addressed?", "Was information weighed fairly?",
        "Is the outcome explained?",
    ]
    for handling in (Handling.OTHERWISE, Handling.INVESTIGATED):
        assert prompts(handling)[: len(common)] == common
    texts = {p.text for p in prompts(Handling.OTHERWISE)}
    assert "Was it right not to investigate?" in texts
    assert "Was the evidence analysed?" not in texts
    assert "Was the evidence analysed?" in {p.text for p in prompts(Handling.INVESTIGATED)}
