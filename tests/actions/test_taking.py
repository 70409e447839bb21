"""Take next: by an order that explains itself, and no case to two people."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from sqlalchemy import select

from caseworker.actions.base import Conflict
from caseworker.actions.office_work import AddColleague
from caseworker.actions.outcome import Allocate
from caseworker.actions.taking import NOTHING, TakeNext
from caseworker.actions.validity import AcceptAsValid
from caseworker.office import Office, Refused
from caseworker.records import Case, Staff
from caseworker.rules.lifecycle import Role, Stage
from tests.support.clock import Clock
from tests.support.review import act, answer_body, open_review, see


def hire(office: Office, login: str, name: str = "") -> Office:
    office.do(AddColleague(login=login, colleague_name=name or login.capitalize(),
                           roles=(Role.CASEWORKER,)))
    return office.working_as(login)


def valid(office: Office, **given: object) -> int:
    case_id = open_review(office, **given)
    answer_body(office, case_id)
    act(office, case_id, AcceptAsValid)
    return case_id


def test_the_earliest_deadline_is_handed_out_with_the_reason(office: Office, clock: Clock) -> None:
    later = valid(office, name="Tomasz Wieczorek", received=date(2026, 3, 11))
    clock.forward(days=-1)
    first = valid(office, name="Adaeze Nwosu", received=date(2026, 3, 10))
    clock.forward(days=1)
    worker = hire(office, "pshah", "Priya Shah")
    due = see(office, first).row.deadline
    assert due is not None and due < see(office, later).row.deadline
    taken = worker.do(TakeNext()).result
    assert taken.case_id == first
    assert taken.why == (f"Nwosu: due {due.day} {due:%B} {due.year}, the earliest of 2 valid cases "
                         "not allocated")
    row = see(office, first).row
    assert (row.owner, row.stage) == ("Priya Shah", Stage.ALLOCATED)
    assert see(office, first).reached[2] == ("Allocated", office.today())
    assert worker.do(TakeNext()).result.case_id == later
    with pytest.raises(Refused, match=NOTHING):
        worker.do(TakeNext())


def test_ones_own_request_is_passed_over(office: Office) -> None:
    valid(office, name="Priya Shah")
    worker = hire(office, "pshah", "Priya Shah")
    with pytest.raises(Refused, match=NOTHING):
        worker.do(TakeNext())
    assert hire(office, "lbrandt").do(TakeNext()).result.why.startswith("Shah: due")


def test_only_who_works_reviews_takes_one(office: Office) -> None:
    valid(office)
    hire(office, "pshah")
    post = Office(office.engine, "pshah", [Role.CORRESPONDENCE], now=office.now)
    with pytest.raises(Refused, match="This needs the role caseworker or manager"):
        post.do(TakeNext())
    stranger = Office(office.engine, "nobody", [Role.CASEWORKER], now=office.now)
    with pytest.raises(Refused, match="no place"):
        stranger.do(TakeNext())


def test_who_still_shows_it_as_free_is_told(office: Office) -> None:
    case_id = valid(office)
    worker = hire(office, "pshah")
    version = see(office, case_id).row.version
    worker.do(TakeNext())
    owner = office.ask(lambda s: s.scalar(select(Staff.id)))
    with pytest.raises(Conflict):
        office.do(Allocate(case_id=case_id, version=version, owner_id=owner))


def test_no_case_goes_to_two_people(office: Office) -> None:
    many = 12
    first = valid(office)
    with office._write.begin() as session:  # copies: opening twelve takes long
        session.info["changes"] = []
        pattern = session.get_one(Case, first)
        columns = [c.key for c in Case.__table__.columns if c.key not in ("id", "reference")]
        for number in range(2, many + 1):
            copy = Case(reference=f"REV-2026-9{number:03}",
                        **{name: getattr(pattern, name) for name in columns})
            copy.review = type(pattern.review)(
                received=pattern.review.received, body_answers={}, waived=[], shared=[])
            session.add(copy)
    workers = [hire(office, f"worker{number}") for number in range(4)]
    taken: list[int] = []
    barrier = threading.Barrier(len(workers))

    def take(worker: Office) -> None:
        barrier.wait()
        for _ in range(many // len(workers)):
            taken.append(worker.do(TakeNext()).result.case_id)

    threads = [threading.Thread(target=take, args=(worker,)) for worker in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == len(set(taken)) == many
    with pytest.raises(Refused, match=NOTHING):
        workers[0].do(TakeNext())
