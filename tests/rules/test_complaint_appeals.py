"""Stage 2 by its two grounds, the earlier third stage, and the ombudsman."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from caseworker.rules import law
from caseworker.rules.appeals import (
    ASK_FOR_GROUND,
    grounds,
    in_window,
    last_outcome,
    may_escalate,
    may_go_on,
    ombudsman,
    stage_exists,
    stages_done,
)
from caseworker.rules.complaint_facts import Appeal, ComplaintFacts, Ground, Subject
from caseworker.rules.deciders import FINAL_AT_STAGE_1
from caseworker.rules.finding import Outcome
from tests.support.complaint_facts import APPEAL, APPEALED, COMPLAINT

MET, NOT_MET, UNKNOWN = Outcome.MET, Outcome.NOT_MET, Outcome.UNKNOWN
OLD_FACTS = replace(COMPLAINT, received=date(2025, 11, 3), outcome_on=date(2025, 11, 20))


def appealed(**changed: object) -> ComplaintFacts:
    return replace(APPEALED, appeal=replace(APPEAL, **changed))  # type: ignore[arg-type]


def test_an_appeal_with_a_ground_goes_on() -> None:
    assert all(may_go_on(APPEALED)) and not last_outcome(APPEALED)
    assert last_outcome(replace(APPEALED, stage_2_outcome_on=date(2026, 3, 1)))
    for ground in Ground:
        assert grounds(appealed(grounds=frozenset({ground})))
    assert grounds(APPEALED).source == law.policy_para("33 and 34")


def test_p11_i_just_disagree() -> None:
    facts = appealed(grounds=frozenset(), reasons="I just disagree")
    found = grounds(facts)
    assert found.outcome is UNKNOWN and found.field == "grounds"
    assert "implies" in found.reason and "unreasonable" in ASK_FOR_GROUND
    asked = grounds(appealed(grounds=frozenset(), asked_on=date(2026, 2, 12)))
    assert "12 February 2026" in asked.reason
    read_in = appealed(reasons="", implied_because="the letter says that nobody read hers")
    assert grounds(read_in)


def test_reasons_are_asked_for() -> None:
    found = grounds(appealed(reasons=" "))
    assert found.outcome is UNKNOWN and found.field == "reasons"
    assert grounds(replace(APPEALED, appeal=None)).field == "appeal"
    assert grounds(appealed(received=None)).outcome is UNKNOWN


@pytest.mark.parametrize("subject", sorted(FINAL_AT_STAGE_1))
def test_p7_no_appeal_where_stage_1_is_final(subject: Subject) -> None:
    facts = replace(APPEALED, subject=subject)
    assert stage_exists(facts, 2).outcome is NOT_MET and last_outcome(facts)


def test_an_appeal_needs_an_outcome_and_comes_once() -> None:
    early = stage_exists(replace(APPEALED, outcome_on=None), 2)
    assert early.outcome is NOT_MET and "Stage 1 has no outcome yet" in early.reason
    again = stage_exists(replace(APPEALED, stage_2_outcome_on=date(2026, 3, 9)), 2)
    assert again.outcome is NOT_MET and "ended already" in again.reason
    assert stage_exists(replace(APPEALED, subject=None), 2).outcome is UNKNOWN
    assert "no Stage 3" in stage_exists(APPEALED, 3).reason


def test_stages_done() -> None:
    facts = ComplaintFacts()
    assert stages_done(facts) == 0
    facts = replace(facts, outcome_on=date(2026, 2, 2))
    assert stages_done(facts) == 1
    facts = replace(facts, stage_2_outcome_on=date(2026, 3, 2))
    assert stages_done(facts) == 2
    assert stages_done(replace(facts, stage_3_outcome_on=date(2026, 4, 2))) == 3


def test_no_time_is_set_until_the_office_sets_one() -> None:
    years_later = appealed(received=date(2029, 2, 10))
    assert in_window(years_later).reason == "No time to appeal is set."
    window = law.APPEAL_WINDOW.followed_by(date(2026, 1, 1), 20)
    assert in_window(appealed(received=date(2026, 2, 22)), window)  # 20 days after 2 February
    late = in_window(appealed(received=date(2026, 2, 23)), window)
    assert late.outcome is UNKNOWN and "A manager must decide" in late.reason
    assert in_window(appealed(received=date(2026, 2, 23), late_because="she was ill"), window)
    assert in_window(replace(APPEALED, appeal=None), window).outcome is UNKNOWN
    assert in_window(appealed(received=date(2026, 2, 1)), window).outcome is UNKNOWN
    from_march = law.APPEAL_WINDOW.followed_by(date(2026, 3, 1), 20)
    assert in_window(years_later, from_march)  # its outcome was sent before that
    with pytest.raises(LookupError):
        law.APPEAL_WINDOW.on(date(2026, 6, 1))


def test_the_earlier_process_goes_to_stage_3_without_a_ground() -> None:
    second = replace(OLD_FACTS, appeal=Appeal(date(2025, 12, 1)))
    assert all(may_go_on(second)) and not last_outcome(second)
    assert "no ground" in grounds(second).reason
    assert grounds(second).source is law.OLD_PROCESS
    third = replace(second, stage_2_outcome_on=date(2026, 1, 20))
    assert may_escalate(third)[0] and may_escalate(third)[1].field == "escalation"
    asked = replace(third, escalation=Appeal(date(2026, 2, 1)))
    assert all(may_escalate(asked)) and not may_escalate(second)[0]
    assert last_outcome(replace(asked, stage_3_outcome_on=date(2026, 3, 1)))


def test_the_ombudsman_has_a_limited_scope() -> None:
    words = ombudsman(date(2026, 3, 1))
    assert "Local Government and Social Care Ombudsman" in words and "only" in words
