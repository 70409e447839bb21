"""Is there a right to a review: every code met, not met and not yet known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from caseworker.rules.facts import Handling, Paper, ReviewFacts
from caseworker.rules.finding import Outcome
from caseworker.rules.right_of_review import (
    BY_CODE,
    RULES,
    against_right,
    details,
    is_mps,
    right_of_review,
)
from tests.support.review_facts import VALID, answers, facts

HANDLED = {
    "NR-OUTSIDE": Handling.OUTSIDE, "NR-NOTLOGGED": Handling.NOT_LOGGED,
    "NR-DIRECTED": Handling.DIRECTED, "NR-INDEPENDENT": Handling.INDEPENDENT,
    "NR-ACCEL": Handling.ACCELERATED, "NR-DSI": Handling.NO_COMPLAINT,
}
UNKNOWN_FACTS = {
    "NR-NOTCOMPLAINED": {"complained": None, "complaint_made": None, "handling": None,
                         "outcome_issued": None, "outcome_letter_dated": None},
    "NR-NOOUTCOME": {"outcome_issued": None, "outcome_letter_dated": None},
    "NR-PRE2020": {"complaint_made": None},
    "NR-WITHDRAWN": {"withdrawn": None},
    "NR-OTHERFORCE": {"force": " "},
    "NR-SECOND": {"already_reviewed": None},
    "NR-MOPAC-AA": {"body_answers": answers(authority_is_lpb=None)},
    **{code: {"handling": None} for code in HANDLED},
}
AGAINST: dict[str, dict[str, Any]] = {
    "NR-NOTCOMPLAINED": {"complained": False},
    "NR-NOOUTCOME": {"outcome_issued": False, "outcome_letter_dated": None},  # T18
    "NR-PRE2020": {"complaint_made": date(2020, 1, 31)},
    "NR-WITHDRAWN": {"withdrawn": True},  # V6
    "NR-OTHERFORCE": {"force": "City of London Police"},  # R17
    "NR-SECOND": {"already_reviewed": True},
    "NR-MOPAC-AA": {"body_answers": answers(authority_is_lpb="yes")},  # R6
    **{code: {"handling": handling} for code, handling in HANDLED.items()},  # V7, V9
}


@pytest.mark.parametrize("code", BY_CODE)
def test_each_code_is_met_not_met_and_not_yet_known(code: str) -> None:
    reason = BY_CODE[code]
    assert reason(VALID).outcome is Outcome.MET
    no = reason(facts(**AGAINST[code]))
    assert no.outcome is Outcome.NOT_MET and no.field and no.source
    open_one = reason(facts(**UNKNOWN_FACTS[code]))
    assert open_one.outcome is Outcome.UNKNOWN and open_one.field
    assert reason.what_to_send.endswith(".")


@pytest.mark.parametrize("code", [code for code in BY_CODE if BY_CODE[code].ends_it])
def test_each_code_ends_the_right(code: str) -> None:
    asked = facts(**AGAINST[code])
    assert [reason.code for reason in against_right(asked)] == [code]
    finding = right_of_review(asked)
    assert finding.outcome is Outcome.NOT_MET
    assert finding.reason == BY_CODE[code](asked).reason


def test_mopac_as_authority_is_forwarded_and_not_refused() -> None:
    asked = facts(**AGAINST["NR-MOPAC-AA"])
    assert against_right(asked) == ()
    assert right_of_review(asked)


@pytest.mark.parametrize("handling", [Handling.INVESTIGATED, Handling.OTHERWISE])
def test_both_routes_give_a_right(handling: Handling) -> None:
    assert right_of_review(facts(handling=handling))


def test_the_first_day_of_reviews_counts() -> None:
    assert BY_CODE["NR-PRE2020"](facts(complaint_made=date(2020, 2, 1)))


def test_no_right_is_said_before_what_is_not_known() -> None:
    asked = facts(force="", withdrawn=True)
    assert right_of_review(asked).outcome is Outcome.NOT_MET
    unknown = right_of_review(facts(force="", withdrawn=None))
    assert unknown.outcome is Outcome.UNKNOWN
    assert "1 more point" in unknown.reason


def test_a_letter_shows_that_there_is_an_outcome() -> None:
    asked = facts(outcome_issued=None)
    assert BY_CODE["NR-NOOUTCOME"](asked)
    assert BY_CODE["NR-NOOUTCOME"](replace(asked, received=asked.outcome_letter_dated))
    early = replace(asked, received=date(2026, 2, 18))
    assert BY_CODE["NR-NOOUTCOME"](early).outcome is Outcome.UNKNOWN


def test_no_outcome_but_a_letter_is_asked_about() -> None:
    finding = BY_CODE["NR-NOOUTCOME"](facts(outcome_issued=False))
    assert finding.outcome is Outcome.UNKNOWN and "19 February 2026" in finding.reason


@pytest.mark.parametrize(
    ("changed", "waived"),
    [
        ({"complaint_made": None}, Paper.COMPLAINT_MADE),
        ({"force": ""}, Paper.FORCE),
        (UNKNOWN_FACTS["NR-NOTCOMPLAINED"], Paper.COMPLAINT_MADE),
    ],
)
def test_a_waived_item_does_not_come_back_as_a_gap(
    changed: dict[str, Any], waived: Paper
) -> None:
    asked = facts(**changed, waived=frozenset({waived}))
    fields = {found.field for found in details(asked) if not found}
    assert not fields & {"complaint_made", "force", "complained"}


@pytest.mark.parametrize("force", ["MPS", "The Met", "M.P.S.", "metropolitan  police service"])
def test_names_of_the_mps(force: str) -> None:
    assert is_mps(force)


@pytest.mark.parametrize("force", ["", "Surrey Police", "British Transport Police", "MPs"[:2]])
def test_other_names(force: str) -> None:
    assert not is_mps(force)


def test_nothing_known_is_nowhere_certain() -> None:
    nothing = ReviewFacts()
    assert {reason(nothing).outcome for reason in RULES} == {Outcome.UNKNOWN}
