"""What could be forgotten: each reason on the last day that it does not hold, and the next."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from caseworker.calendars import england_and_wales
from caseworker.rules import law
from caseworker.rules.lifecycle import ENDED, Stage
from caseworker.rules.radar import Sign, Watched, quiet_since, reminders
from caseworker.rules.words import long_date

TODAY = date(2026, 3, 12)  # a Thursday
CALENDAR = england_and_wales()


def signs(case: Watched, today: date = TODAY) -> list[Sign]:
    return [each.sign for each in reminders(case, CALENDAR, today)]


def test_nothing_is_said_of_a_case_that_was_worked_on() -> None:
    assert signs(Watched(Stage.ASSESSING, TODAY)) == []


@pytest.mark.parametrize(("days", "shown"), [(13, []), (14, [Sign.QUIET])])
def test_quiet_after_the_offices_number_of_days(days: int, shown: list[Sign]) -> None:
    case = Watched(Stage.ASSESSING, TODAY - timedelta(days=days))
    assert signs(case) == shown
    assert (case.last_action <= quiet_since(TODAY)) is bool(shown)


def test_a_case_that_waits_for_the_mps_in_time_is_not_quiet() -> None:
    made = TODAY - timedelta(days=28)
    assert signs(Watched(Stage.RESPONSE_DUE, made, recommendation_made_on=made)) == []


def test_the_mps_is_late_the_day_after() -> None:
    made = TODAY - timedelta(days=29)
    found = reminders(Watched(Stage.RESPONSE_DUE, made, recommendation_made_on=made), CALENDAR,
                      TODAY)
    assert [each.sign for each in found] == [Sign.MPS_LATE]
    assert long_date(TODAY - timedelta(days=1)) in found[0].why
    assert found[0].source is law.REG_30


def test_after_a_chase_the_next_has_its_own_time() -> None:
    made = date(2026, 2, 1)  # due on 1 March, a Sunday
    case = Watched(Stage.RESPONSE_DUE, date(2026, 3, 5), recommendation_made_on=made)
    assert signs(case, date(2026, 3, 12)) == []  # five working days after Thursday 5 March
    assert signs(case, date(2026, 3, 13)) == [Sign.MPS_LATE]


@pytest.mark.parametrize(("drafted", "shown"), [
    (date(2026, 3, 5), []), (date(2026, 3, 4), [Sign.UNSENT])])
def test_a_draft_lies_when_five_working_days_have_passed(drafted: date, shown: list[Sign]) -> None:
    case = Watched(Stage.CHECKS, TODAY, ((7, "R1 Acknowledgement", drafted),))
    assert signs(case) == shown
    for each in reminders(case, CALENDAR, TODAY):
        assert each.letter_id == 7 and each.since == drafted and "R1" in each.why


def test_an_owner_who_left_is_named() -> None:
    case = Watched(Stage.ASSESSING, TODAY, owner="Priya Shah", owner_works_here=False)
    found = reminders(case, CALENDAR, TODAY)
    assert [each.sign for each in found] == [Sign.OWNER_GONE] and "Priya Shah" in found[0].why


@pytest.mark.parametrize("stage", sorted(ENDED))
def test_an_ended_case_is_never_shown(stage: Stage) -> None:
    long_ago = date(2025, 1, 6)
    assert signs(Watched(stage, long_ago, ((1, "R1", long_ago),), long_ago, "A", False)) == []


def test_the_office_can_set_its_own_number() -> None:
    limits = {**law.LIMITS, "quiet": law.QUIET.followed_by(date(2026, 3, 1), 3)}
    case = Watched(Stage.ASSESSING, TODAY - timedelta(days=3))
    assert [each.sign for each in reminders(case, CALENDAR, TODAY, limits)] == [Sign.QUIET]
    assert signs(case) == []
