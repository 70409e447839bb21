"""A day is a day in London: half past eleven at night by UTC on 30 June is 1 July."""

from __future__ import annotations

from datetime import UTC, date, datetime

from caseworker.actions import letters
from caseworker.actions.documents import Incoming, same_file
from caseworker.actions.post import LogPost
from caseworker.office import Office
from caseworker.queries.earlier import earlier_copy
from caseworker.records.contents import sha256_of
from tests.support.clock import Clock
from tests.support.review import PERSON, act, open_review, see

DATA = b"Please review my complaint."


def test_an_act_late_on_30_june_by_utc_counts_as_1_july(office: Office, clock: Clock) -> None:
    clock.time = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert office.today() == date(2026, 7, 1)
    case_id = open_review(office, received=date(2026, 7, 1))  # not in the future
    letter_id = act(office, case_id, letters.DraftLetter, code="R1")
    act(office, case_id, letters.IssueLetter, letter_id=letter_id)
    view = see(office, case_id)
    assert view.letters[0].issued_on == date(2026, 7, 1)
    assert {event.at for event in view.timeline} == {date(2026, 7, 1)}
    assert view.timeline[0].when.startswith("1 Jul 2026, 00:30")


def test_an_earlier_copy_has_its_day_in_london(
    office: Office, clock: Clock
) -> None:
    clock.time = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    office.do(LogPost(received=date(2026, 7, 1), route="review", **PERSON,
                      files=(Incoming("letter.txt", DATA),)))
    found = office.ask(earlier_copy, sha256=sha256_of(DATA))
    assert found is not None
    assert found.words == same_file("letter.txt", date(2026, 7, 1), "demo.manager")
