"""Which limits and codes the office may change, and what is then in force."""

from __future__ import annotations

from datetime import date

import pytest

from caseworker.rules import codes, law, office_codes, office_limits
from caseworker.rules.code_shape import Code

DAY = date(2026, 4, 1)


def test_the_law_is_not_the_offices_to_change() -> None:
    fixed = {key for key, limit in law.LIMITS.items() if office_limits.why_fixed(limit)}
    assert {"review_window", "judicial_review", "post_first_class", "mps_update"} <= fixed
    assert not fixed & {"acknowledge", "stage_1", "stage_2", "appeal_window", "retention",
                        "mps_response", "soon"}
    words = {office_limits.why_fixed(law.LIMITS[key]) for key in fixed}
    assert all(each.endswith("It changes with the program.") for each in words)


def test_the_value_in_force_is_that_of_the_day() -> None:
    limits = office_limits.in_force([("validity", DAY, 15), ("validity", date(2027, 1, 1), 10)])
    limit = limits["validity"]
    assert [limit.on(day) for day in (date(2026, 3, 31), DAY, date(2027, 6, 1))] == [20, 15, 10]
    assert limits["review_window"] is law.REVIEW_WINDOW


@pytest.mark.parametrize("own", [
    ("review_window", DAY, 60), ("child_under", DAY, 18), ("no such limit", DAY, 1),
])
def test_what_is_not_the_offices_is_passed_over(own: tuple[str, date, int]) -> None:
    assert office_limits.in_force([own]) == law.LIMITS


def test_of_two_on_one_day_the_later_recorded_holds() -> None:
    limits = office_limits.in_force([("update", DAY, 14), ("update", DAY, 21)])
    assert limits["update"].on(DAY) == 21


def test_a_value_for_a_limit_without_one() -> None:
    assert office_limits.against_value(law.APPEAL_WINDOW, DAY, 28) == []
    early = office_limits.against_value(law.APPEAL_WINDOW, date(2019, 1, 1), 28)
    assert "must not be before 1 February 2020" in early[0].reason
    assert office_limits.in_force([("appeal_window", DAY, 28)])["appeal_window"].on(DAY) == 28


def test_which_lists_can_grow() -> None:
    can = {key for key, one in codes.LISTS.items() if not office_codes.why_fixed(one)}
    assert can == {"allegations", "factors", "handling", "actions"}


def test_a_code_ends_once_and_not_before_it_began() -> None:
    one = codes.FACTORS
    early = office_codes.against_end(one, "Fraud", date(2019, 1, 1))
    assert "must not be before 1 February 2020" in early[0].reason
    assert "no such code" in office_codes.against_end(one, "Nothing", DAY)[0].reason
    assert office_codes.against_end(one, "Fraud", DAY) == []
    ended = one.ending("Fraud", DAY)
    assert "ends on 1 April 2026 already" in office_codes.why_stays(ended.get("Fraud"))
    assert "official publication" in office_codes.why_stays(Code("A", "A", True))


def test_a_stroke_would_make_two_of_a_code() -> None:
    found = office_codes.against_new(codes.FACTORS, "A/B", "Name", DAY)
    assert [each.reason for each in found] == ["Code must not have a stroke in it"]
