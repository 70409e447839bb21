"""Two clients at one case: one number for one letter, and post that joins one case only."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from caseworker.actions import letters, validity
from caseworker.actions.post import JoinCase
from caseworker.actions.reopen import ReopenCase
from caseworker.office import Conflict, Office
from tests.support.review import act, answer_body, log, open_review, see

WHY = "The outcome letter answers each of the points that were made."


def both(*acts: Callable[[], object]) -> list[str]:
    gate = Barrier(len(acts))

    def run(one: Callable[[], object]) -> str:
        gate.wait(60)
        try:
            one()
        except Conflict:
            return "conflict"
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


def test_two_letters_issued_at_once_do_not_share_a_number(office: Office) -> None:
    case_id = open_review(office)
    ids = [act(office, case_id, letters.DraftLetter, code="R1") for _ in range(2)]
    version = see(office, case_id).row.version
    issue = [letters.IssueLetter(case_id=case_id, version=version, letter_id=id_) for id_ in ids]
    assert both(*(lambda each=each: office.do(each) for each in issue)) == ["conflict", "done"]
    waiting = next(one for one in see(office, case_id).letters if one.state == "draft")
    act(office, case_id, letters.IssueLetter, letter_id=waiting.id)
    assert sorted(one.number or 0 for one in see(office, case_id).letters) == [1, 2]


def test_one_item_of_post_joins_one_case(office: Office) -> None:
    cases = [open_review(office) for _ in range(2)]
    item = log(office, same_file_again=True)
    join = [JoinCase(case_id=case_id, version=see(office, case_id).row.version, because=WHY,
                     post_item_id=item.id, post_item_version=item.version) for case_id in cases]
    assert both(*(lambda each=each: office.do(each) for each in join)) == ["conflict", "done"]


def test_deadlines_end_with_the_case_and_come_back_with_it(office: Office) -> None:
    case_id = open_review(office)
    answer_body(office, case_id)
    due = see(office, case_id).row.deadline
    assert due is not None
    act(office, case_id, validity.WithdrawReview, because=WHY)
    ended = see(office, case_id)
    assert ended.row.deadline is None and not ended.deadlines
    act(office, case_id, ReopenCase, because=WHY)
    assert see(office, case_id).row.deadline == due
