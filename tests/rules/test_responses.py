"""The ledger of recommendations, and what is so after the decision."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from caseworker.calendars import england_and_wales
from caseworker.rules.after_decision import (
    Correction,
    ErrorKind,
    correction,
    final_words,
    judicial_review,
)
from caseworker.rules.clocks import Extension
from caseworker.rules.duties import for_manager
from caseworker.rules.finding import Outcome
from caseworker.rules.responses import (
    Answer,
    Line,
    Recommended,
    ResponseState,
    ledger,
    when_no_reply_comes,
)
from tests.support.fair import by_name, fair

CALENDAR = england_and_wales()
MADE = date(2026, 6, 1)  # a Monday
MET, NOT_MET, UNKNOWN = Outcome.MET, Outcome.NOT_MET, Outcome.UNKNOWN
S = ResponseState
SENT = Recommended(1, "REC-INV", made_on=MADE, sent_on=MADE)
REFUSED = replace(SENT, answered_on=date(2026, 6, 20), answer=Answer.NOT_ACCEPTED,
                  because="The footage no longer exists", complainant_told_on=date(2026, 6, 24),
                  raised_on=date(2026, 7, 1))


def line(one: Recommended, today: date = date(2026, 6, 20)) -> Line:
    found, = ledger((one,), CALENDAR, today)
    return found


def test_p14_sent_due_and_late() -> None:
    assert line(Recommended(1, "REC-INV")).state is S.NOT_SENT
    due = line(SENT, date(2026, 6, 29))
    assert (due.state, due.due) == (S.DUE, date(2026, 6, 29))
    assert due.words == "Waiting for the MPS. Due today. Ask for the answer."
    late = line(SENT, date(2026, 7, 1))
    assert late.state is S.LATE
    assert late.words == "2 days overdue. Chase the MPS, and tell a manager."
    warning = by_name(late.findings)["answered_1"]
    assert warning.outcome is UNKNOWN  # the days of reg. 30 were not checked: never a refusal
    assert warning.reason == ("Uncertain: the MPS has not answered; the last day was 29 June 2026, "
                              "2 days before. A manager decides.")


def test_a_slip_in_the_year_is_asked_about() -> None:
    slip = line(replace(SENT, made_on=date(2016, 6, 1)))
    assert slip.due is None and by_name(slip.findings)["answered_1"].field == "made_on"


def test_more_time_moves_the_date() -> None:
    longer = replace(SENT, extensions=(Extension("Asked for", "Helen Osei", to=date(2026, 7, 10)),))
    assert line(longer, date(2026, 7, 9)).state is S.DUE
    assert line(longer, date(2026, 7, 11)).state is S.LATE


def test_a_recommendation_that_was_not_sent_is_open() -> None:
    found = by_name(line(replace(SENT, sent_on=None)).findings)
    assert found["sent_1"].outcome is UNKNOWN and found["answered_1"].outcome is UNKNOWN


def test_accepted_needs_the_steps() -> None:
    yes = replace(SENT, answered_on=date(2026, 6, 20), answer=Answer.ACCEPTED)
    found = by_name(line(yes).findings)
    assert line(yes).state is S.ACCEPTED and "raised_1" not in found
    assert (found["reason_1"].outcome, found["reason_1"].field) == (UNKNOWN, "steps")
    assert found["answered_1"].outcome is MET and found["told_1"].outcome is UNKNOWN
    done = replace(yes, steps="An investigator is appointed")
    assert by_name(line(done).findings)["reason_1"].reason == "An investigator is appointed."
    unclear = replace(yes, answer=None)
    assert by_name(line(unclear).findings)["answered_1"].field == "answer"


def test_not_accepted_needs_the_reason_and_goes_to_oversight() -> None:
    assert [one.outcome for one in line(REFUSED).findings] == [MET] * 5
    for answer in (Answer.PARTLY, Answer.NOT_ACCEPTED):
        bare = by_name(line(replace(REFUSED, answer=answer, because=" ", raised_on=None)).findings)
        assert bare["reason_1"].field == "because" and bare["raised_1"].field == "raised_on"
    answered_late = by_name(line(replace(REFUSED, answered_on=date(2026, 7, 2))).findings)
    assert "the MPS answered; the last day was 29 June 2026" in answered_late["answered_1"].reason


def test_learning_needs_no_reply_and_lines_come_in_order() -> None:
    lines = ledger((replace(SENT, number=2), Recommended(1, "LEARN")), CALENDAR, MADE)
    assert [one.number for one in lines] == [1, 2]
    assert (lines[0].state, lines[0].findings, lines[0].due) == (S.NO_REPLY, (), None)


def test_what_may_be_done_when_no_reply_comes() -> None:
    assert when_no_reply_comes(line(SENT)) == ()
    assert when_no_reply_comes(line(REFUSED, date(2026, 9, 1))) == ()
    ways = when_no_reply_comes(line(SENT, date(2026, 7, 20)))
    assert [one.rule for one in ways] == ["chase", "extend", "oversight", "direct"]
    assert [one.rule for one in for_manager(ways)] == ["extend", "direct"]
    fair(ways)


days = st.dates(date(2019, 1, 1), date(2035, 1, 1))
recommended = st.builds(
    Recommended, st.integers(1, 5), st.sampled_from(["REC-INV", "LEARN"]),
    made_on=st.none() | days, sent_on=st.none() | days, answered_on=st.none() | days,
    answer=st.none() | st.sampled_from(Answer), because=st.text(), steps=st.text(),
    complainant_told_on=st.none() | days, raised_on=st.none() | days,
)


@given(st.lists(recommended).map(tuple), days)
def test_any_ledger(recommendations: tuple[Recommended, ...], today: date) -> None:
    for one in ledger(recommendations, CALENDAR, today):
        fair(one.findings)
        fair(when_no_reply_comes(one))


def test_the_court() -> None:
    found = judicial_review(date(2025, 11, 30), CALENDAR, date(2026, 1, 5))
    assert "within 3 months of the decision" in found.reason
    assert "outer date is 28 February 2026; promptness is also required" in found.reason
    before = judicial_review(None, CALENDAR, date(2026, 1, 5))
    assert before.outcome is UNKNOWN and before.field == "decided_on"
    words = final_words(MADE, CALENDAR, MADE)
    assert [one.rule for one in words] == ["final", "judicial_review", "about_staff", "ombudsman"]
    fair(words)


def test_a_clerical_error_is_corrected_and_issued_again() -> None:
    assert correction(Correction())[0].field == "kind"
    assert correction(Correction(ErrorKind.CLERICAL))[0].field == "what"
    slip = Correction(ErrorKind.CLERICAL, "The date of the letter")
    assert [one.outcome for one in correction(slip)] == [MET, UNKNOWN, UNKNOWN]
    assert correction(slip)[0].reason == "A clerical error: The date of the letter."
    done = replace(slip, reissued_on=MADE, all_told_on=MADE)
    assert {one.outcome for one in correction(done)} == {MET}


def test_an_error_of_substance_needs_legal_advice_first() -> None:
    wrong = Correction(ErrorKind.SUBSTANCE, "The finding on point 2", reissued_on=MADE)
    found = correction(wrong)
    assert [one.rule for one in found] == ["error", "advice"]
    assert for_manager(found) == [found[1]]
    advised = correction(replace(wrong, legal_advice_on=MADE))
    assert [one.outcome for one in advised] == [MET, MET, MET, UNKNOWN]


@given(st.from_type(Correction))
def test_any_correction(facts: Correction) -> None:
    fair(correction(facts))
