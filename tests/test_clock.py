"""In a file of one's own no date is taken that does not fit the journal, until it is confirmed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from caseworker.actions.office_work import AddNote
from caseworker.office import Office, Refused
from caseworker.opening import open_office
from caseworker.records import Note
from tests.support.clock import Clock
from tests.support.review import open_review, see


@pytest.fixture
def own(sqlite_url: str, clock: Clock) -> Iterator[Office]:
    made = open_office(sqlite_url, now=clock)
    yield made
    made.close()


def note(office: Office, case_id: int) -> None:
    office.do(AddNote(case_id=case_id, version=see(office, case_id).row.version, text="A note"))


@pytest.mark.parametrize(("moved", "words"), [
    ({"minutes": -6}, "it is 12 March 2026, 09:24. That is before the last entry"),
    ({"days": 36}, "it is 17 April 2026, 09:30. That is 36 days after the last entry"),
    ({"days": -400}, "400 days before the last entry, made on 12 March 2026, 09:30"),
])
def test_a_date_that_cannot_be_right_saves_nothing(
    own: Office, clock: Clock, moved: dict[str, float], words: str
) -> None:
    case_id = open_review(own)
    clock.forward(**moved)
    assert words in own.clock_doubt
    with pytest.raises(Refused, match=words):
        note(own, case_id)
    assert own.ask(lambda s: s.query(Note).count()) == 0
    own.confirm_clock()
    note(own, case_id)
    assert own.ask(lambda s: s.query(Note).count()) == 1


@pytest.mark.parametrize("moved", [{"minutes": -4}, {"days": 34}, {"hours": 1}])
def test_a_date_that_fits_is_believed(own: Office, clock: Clock, moved: dict[str, float]) -> None:
    case_id = open_review(own)
    clock.forward(**moved)
    assert own.clock_doubt == ""
    note(own, case_id)


def test_a_file_has_nobody_else_at_work(own: Office) -> None:
    case_id = open_review(own)
    own.have_open(case_id)
    own.leave_open(case_id)
    assert own.who_has([case_id]) == () and own.clock_words() == ""
