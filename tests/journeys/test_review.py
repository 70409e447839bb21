"""A review from the envelope to its end, at the window, by keys alone, on both databases."""

from __future__ import annotations

from pathlib import Path

from caseworker.office import Office
from tests.journeys.conftest import Seat
from tests.support import review_journey as steps
from tests.support.review import open_review, see


def test_a_review_from_the_envelope_to_the_closed_case(seat: Seat, tmp_path: Path) -> None:
    leah = seat("lbrandt")
    letter, outcome = steps.files(tmp_path, leah.office.today())
    steps.log_request(leah, letter)
    steps.open_request(leah)
    steps.join_outcome_letter(leah, outcome)
    priya = seat("pshah")
    steps.start_checks(priya)
    steps.record_facts(priya)
    steps.answer_questions(priya)
    steps.issue(priya, "R1")
    steps.accept(priya)
    steps.issue(priya, "R8")
    helen = seat("hosei")
    steps.allocate(helen)
    priya.sit_down()
    steps.assess(priya)
    steps.recommend(priya)
    steps.propose(priya)
    helen.sit_down()
    steps.approve(helen)
    steps.issue(helen, "R14")
    steps.issue(helen, "N2", "Email")
    priya.sit_down()
    steps.build_bundle(priya)
    leah.sit_down()
    steps.record_response(leah)
    priya.sit_down()
    steps.close(priya)


def test_a_request_that_is_for_the_iopc_is_forwarded_and_never_accepted(
    seat: Seat, tmp_path: Path
) -> None:
    leah = seat("lbrandt")
    steps.log_request(leah, steps.files(tmp_path, leah.office.today())[0])
    steps.open_request(leah)
    priya = seat("pshah")
    steps.start_checks(priya)
    steps.record_facts(priya)
    steps.answer_questions(priya, "3 passed, 1 failed, 1 not needed", q3="N")
    steps.forward(priya)
    steps.issue(priya, "R6")
    priya.press("Q", "Alt+7").sees("Ended (1)", "Ruth Abernathy")


def test_the_second_of_two_who_save_at_once_loses_nothing(office: Office, seat: Seat) -> None:
    case_id = open_review(office)
    helen, priya = seat("hosei"), seat("pshah")
    steps.both_record_facts(helen, priya)
    facts = see(office, case_id).fact_values
    assert (facts["mps_reference"], facts["grounds"]) == ("PC/9/26", "They never came at all.")
