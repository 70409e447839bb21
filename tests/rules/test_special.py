"""Special situations: withdrawal, adjustments, and the rest. None refuses by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.rules.adjustments import (
    Adjustment,
    adjustments_made,
    last_day_with_lost_time,
    lateness_left,
    lost_days,
)
from caseworker.rules.duties import for_manager
from caseworker.rules.finding import Outcome
from caseworker.rules.special import SITUATIONS, Joint, SpecialFacts, special
from caseworker.rules.withdrawal import Signer, TakenBack, Withdrawal, complaint_ends, withdrawn
from tests.support.fair import by_name, fair

DAY = date(2026, 3, 10)
TODAY = date(2026, 3, 20)
MET, NOT_MET, UNKNOWN = Outcome.MET, Outcome.NOT_MET, Outcome.UNKNOWN

# Case V6: a signed letter, and the MPS tells MOPAC.
V6 = Withdrawal(TakenBack.COMPLAINT, said_on=DAY, signed=True, signer=Signer.COMPLAINANT,
                to_mps=True, mps_confirmed_on=TODAY, referred_to_iopc=False)


def test_v6_a_withdrawn_complaint_ends_the_case() -> None:
    assert {one.outcome for one in withdrawn(V6)} == {MET}
    assert complaint_ends(V6) is True


@pytest.mark.parametrize(("changed", "rule", "outcome"), [
    ({"signed": None}, "signed", UNKNOWN),
    ({"signed": False}, "signed", NOT_MET),
    ({"signer": None}, "signed", UNKNOWN),
    ({"signer": Signer.OTHER}, "signed", NOT_MET),
    ({"signer": Signer.AGENT}, "signed", MET),
    ({"mps_confirmed_on": None, "to_mps": None}, "to_mps", UNKNOWN),
    ({"mps_confirmed_on": None, "to_mps": False}, "to_mps", UNKNOWN),
    ({"mps_confirmed_on": None, "to_mps": False, "passed_to_mps_on": DAY}, "to_mps", MET),
    ({"to_mps": None}, "to_mps", MET),
    ({"mps_confirmed_on": None}, "mps_confirmed", UNKNOWN),
    ({"referred_to_iopc": None}, "iopc", UNKNOWN),
    ({"referred_to_iopc": True}, "iopc", UNKNOWN),
    ({"referred_to_iopc": True, "iopc_goes_on": True}, "iopc", MET),
])
def test_what_a_withdrawal_needs(
    changed: dict[str, object], rule: str, outcome: Outcome
) -> None:
    facts = replace(V6, **changed)  # type: ignore[arg-type]
    assert by_name(withdrawn(facts))[rule].outcome is outcome
    if outcome is not MET:
        assert complaint_ends(facts) is None


def test_the_iopc_decides_on_one_that_was_referred() -> None:
    referred = replace(V6, referred_to_iopc=True)
    assert complaint_ends(replace(referred, iopc_goes_on=True)) is False
    assert complaint_ends(replace(referred, iopc_goes_on=False)) is True


def test_taking_back_only_the_request() -> None:
    only = Withdrawal(TakenBack.REVIEW)
    assert [one.outcome for one in withdrawn(only)] == [UNKNOWN] * 3
    done = replace(only, in_writing=True, confirmed_on=DAY, told_time=True)
    assert {one.outcome for one in withdrawn(done)} == {MET}
    assert complaint_ends(done) is False
    unsigned = withdrawn(replace(done, signed=False, said_on=DAY))
    assert [one.rule for one in for_manager(unsigned)] == ["review_signed"]
    assert "10 March 2026" in unsigned[-1].reason
    assert withdrawn(Withdrawal())[0].field == "what" and complaint_ends(Withdrawal()) is None


PRINT = Adjustment("large print", asked_on=DAY, made_on=date(2026, 3, 15), provided="Sent in 18 pt")


def test_adjustments_are_made_or_open() -> None:
    found = adjustments_made((PRINT, Adjustment("a phone call")))
    assert [one.outcome for one in found] == [MET, UNKNOWN]
    assert found[0].reason == "Sent in 18 pt on 15 March 2026."
    fair(found)


def test_lost_time_never_counts() -> None:
    start, last = date(2026, 2, 20), date(2026, 3, 20)
    assert len(lost_days((PRINT,), TODAY)) == 5
    assert last_day_with_lost_time(start, last, (PRINT,), TODAY) == date(2026, 3, 25)
    late = lateness_left(date(2026, 3, 25), start, last, (PRINT,), TODAY)
    assert late is not None and late.outcome is MET and "is not late" in late.reason
    later = lateness_left(date(2026, 3, 27), start, last, (PRINT,), TODAY)
    assert later is not None and later.outcome is UNKNOWN
    assert "2 days remain" in later.reason and later.field == "late_decision"


def test_what_is_not_lost_time() -> None:
    start, last, late = date(2026, 2, 20), date(2026, 3, 20), date(2026, 3, 27)
    assert lateness_left(last, start, last, (PRINT,), TODAY) is None  # not late at all
    assert lateness_left(late, start, last, (), TODAY) is None
    assert lateness_left(late, start, last, (replace(PRINT, barred=False),), TODAY) is None
    before = replace(PRINT, asked_on=date(2026, 1, 5), made_on=date(2026, 1, 9))
    assert lateness_left(late, start, last, (before,), TODAY) is None
    assert lateness_left(None, start, last, (PRINT,), TODAY) is None
    still = replace(PRINT, made_on=None)
    assert lateness_left(late, start, last, (still,), late).outcome is MET  # type: ignore[union-attr]


near = st.dates(date(2026, 2, 1), date(2026, 5, 1))
some = st.lists(st.builds(Adjustment, st.just("help"), asked_on=st.none() | near,
                          made_on=st.none() | near, barred=st.booleans()), max_size=4)


@given(some, near, near)
def test_days_lost_twice_count_once_and_never_against(
    given_: list[Adjustment], last: date, today: date
) -> None:
    start = last - timedelta(days=28)
    moved = last_day_with_lost_time(start, last, given_, today)
    assert moved >= last
    assert moved == last_day_with_lost_time(start, last, [*given_, *given_], today)
    within = [day for day in lost_days(given_, today) if start < day <= moved]
    assert moved == last + timedelta(days=len(within))
    finding = lateness_left(moved, start, last, given_, today)
    assert finding is None or finding.outcome is MET


def of(**facts: object) -> dict[str, Outcome]:
    found = special(SpecialFacts(**facts))  # type: ignore[arg-type]
    fair(found)
    return {name: one.outcome for name, one in by_name(found).items()}


def test_nothing_arises_in_an_ordinary_case() -> None:
    assert special(SpecialFacts()) == () and len(SITUATIONS) == 10


ONE = Joint("Ruth Abernathy", DAY, linked=True, letter_issued_on=TODAY)


@pytest.mark.parametrize(("facts", "expected"), [
    ({"complainant_died": True}, {"died": UNKNOWN}),
    ({"complainant_died": True, "legal_advice_on": DAY}, {"died": MET, "relative": UNKNOWN}),
    ({"joint": (ONE,)}, {}),
    ({"joint": (ONE, Joint("Tom Abernathy"))}, {"joint_1": MET, "joint_2": UNKNOWN}),
    ({"joint": (ONE, replace(ONE, linked=None))}, {"joint_1": MET, "joint_2": UNKNOWN}),
    ({"joint": (ONE, replace(ONE, letter_issued_on=None))}, {"joint_1": MET, "joint_2": UNKNOWN}),
    ({"anonymous": True}, {"anonymous": NOT_MET}),
    ({"child_age": 15}, {"support": UNKNOWN}),
    ({"child_age": 18}, {}),
    ({"child_age": 17, "support_offered_on": DAY}, {"support": MET}),
    ({"vulnerable": "She reads slowly"}, {"support": UNKNOWN}),
    ({"behaviour": "Forty emails in a week"}, {"behaviour": MET}),
    ({"behaviour": "Threats", "in_time_and_valid": False}, {"behaviour": MET}),
    ({"no_reply_since": DAY}, {"abandoned": UNKNOWN}),
    ({"no_reply_since": DAY, "identity_and_consent": False}, {"abandoned": UNKNOWN}),
    ({"no_reply_since": DAY, "identity_and_consent": True}, {"abandoned": UNKNOWN}),
    ({"no_reply_since": DAY, "identity_and_consent": True, "enough_to_decide": True},
     {"abandoned": MET}),
    ({"no_reply_since": DAY, "identity_and_consent": True, "enough_to_decide": False},
     {"abandoned": UNKNOWN}),
    ({"officer_left": True}, {"officer_left": MET}),
    ({"proceedings": "A trial in May"}, {"proceedings": UNKNOWN}),
    ({"proceedings": "A trial in May", "proceedings_checked_on": DAY}, {"proceedings": MET}),
    ({"new_allegations": ("A later search", " ")}, {"new_allegations": UNKNOWN}),
    ({"new_allegations": ("A later search",), "new_allegations_told_on": DAY},
     {"new_allegations": MET}),
    ({"conflict": "The caseworker knows the officer"}, {"conflict": UNKNOWN}),
    ({"conflict": "The caseworker knows the officer", "reassigned_on": DAY}, {"conflict": MET}),
])
def test_each_situation(facts: dict[str, object], expected: dict[str, Outcome]) -> None:
    assert of(**facts) == expected


def test_an_uncertain_situation_goes_to_a_manager() -> None:
    died, = special(SpecialFacts(complainant_died=True))
    assert died.reason == ("Uncertain: no rule on who may go on was found. Pause the case and ask "
                           "for legal advice. A manager decides.")
    assert for_manager([died]) == [died]
    relative = special(SpecialFacts(complainant_died=True, legal_advice_on=DAY,
                                    relative_affected=True))[1]
    assert for_manager([relative]) == [relative]


def test_behaviour_never_stands_against_a_request() -> None:
    found, = special(SpecialFacts(behaviour="Abuse", contact_restricted_on=DAY))
    assert bool(found) and "must be decided" in found.reason
    assert "restricted since 10 March 2026" in found.reason


@given(st.from_type(SpecialFacts))
def test_any_situation(facts: SpecialFacts) -> None:
    found = special(facts)
    fair(found)
    by_name(found)
    assert {one.rule for one in found if one.outcome is NOT_MET} <= {"anonymous"}


@given(st.from_type(Withdrawal))
def test_any_withdrawal(facts: Withdrawal) -> None:
    found = withdrawn(facts)
    fair(found)
    if complaint_ends(facts):
        assert {one.outcome for one in found} == {MET}
