"""The numbers and days that the database keeps are those of the cases, whatever is done."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine, text

from caseworker.actions.colleagues import AddColleague
from caseworker.actions.office_work import AddNote
from caseworker.actions.opening import RecordFacts
from caseworker.actions.validity import WithdrawReview
from caseworker.office import Office, Refused
from caseworker.rules.lifecycle import Role
from tests.support import many_cases
from tests.support.clock import Clock
from tests.support.review import act, me, open_review, put, see
from tests.support.tallied import counted, kept, looked_up, noted


def test_every_step_of_a_case_is_counted(office: Office) -> None:
    assert kept(office) == {}
    office.do(AddColleague(login="pshah", colleague_name="Priya Shah", roles=(Role.CASEWORKER,)))
    first, second = open_review(office), open_review(office)
    put(office, first, owner_id=me(office))
    assert kept(office) == counted(office) and len(kept(office)) == 2
    put(office, second, owner_id=me(office))
    act(office, second, WithdrawReview, because="She wrote that she takes it back.")
    assert kept(office) == counted(office) and sum(kept(office).values()) == 2
    with pytest.raises(Refused):  # what is not saved is not counted
        act(office, second, WithdrawReview, because="")
    assert kept(office) == counted(office)


def test_the_days_of_receipt_and_of_the_last_action_stand_with_the_case(
    office: Office, clock: Clock
) -> None:
    case_id, _ = open_review(office), open_review(office)
    assert noted(office) == looked_up(office)
    assert all(received is not None for received, _ in noted(office))
    before = see(office, case_id).row
    clock.forward(days=3)
    act(office, case_id, RecordFacts, received=before.received - timedelta(days=1))
    assert noted(office) == looked_up(office)
    assert noted(office)[0] == (before.received - timedelta(days=1), office.now().date())
    act(office, case_id, AddNote, text="She called about it.")
    act(office, case_id, RecordFacts, received=None)
    assert noted(office) == looked_up(office) and noted(office)[0][0] is None


def test_many_changes_are_added_up_and_none_is_lost(
    office: Office, engine: Engine, database_url: str
) -> None:
    if engine.dialect.name == "sqlite":
        pytest.skip("a file has one number for each, and nothing to add up")
    many_cases.fill_postgres(database_url, 400, 3)
    before = counted(office)
    with engine.begin() as connection:
        connection.execute(text(
            "UPDATE open.cases SET owner_id = NULL, version = version + 1"))
        lines = connection.execute(text("SELECT count(*) FROM shut.open_tally")).scalar_one()
    assert kept(office) == counted(office) != before
    assert lines < 600  # of eight hundred that were written
