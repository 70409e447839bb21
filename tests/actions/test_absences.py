"""Who is away: recorded by oneself or a manager, with a colleague who covers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from caseworker.actions.absences import RecordAbsence, RemoveAbsence
from caseworker.actions.office_work import AddColleague
from caseworker.office import Office, Refused
from caseworker.queries.absences import absences, away, away_today, uncovered
from caseworker.queries.load import loads, suggestion
from caseworker.records import Change, Staff
from caseworker.rules.lifecycle import Role

TODAY = date(2026, 3, 12)
TEAM = (("pshah", "Priya Shah", Role.CASEWORKER), ("dokoro", "Daniel Okoro", Role.CASEWORKER),
        ("lbrandt", "Leah Brandt", Role.CORRESPONDENCE), ("hosei", "Helen Osei", Role.MANAGER))


@pytest.fixture
def team(office: Office) -> dict[str, int]:
    for login, name, role in TEAM:
        office.do(AddColleague(login=login, colleague_name=name, roles=(role,)))
    return {each.login: each.id for each in office.ask(lambda s: s.query(Staff).all())}


def record(office: Office, team: dict[str, int], who: str, **given: Any) -> int:
    cover = given.pop("cover", None)
    values = {"first_day": TODAY, "last_day": TODAY + timedelta(days=8), **given}
    found: int = office.do(RecordAbsence(
        staff_id=team[who], cover_id=team[cover] if cover else None, **values)).result
    return found


def refused(office: Office, team: dict[str, int], who: str, **given: Any) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as said:
        record(office, team, who, **given)
    return [(each.field, each.reason) for each in said.value.findings]


def test_somebody_is_away_and_a_colleague_covers(office: Office, team: dict[str, int]) -> None:
    record(office.working_as("pshah"), team, "pshah", cover="dokoro")
    (one,) = office.ask(away, today=TODAY)
    assert one.line == "Priya Shah: 12 March 2026 to 20 March 2026. Daniel Okoro covers"
    assert one.words(TODAY) == "away until 20 Mar 2026"
    assert one.words(TODAY - timedelta(days=1)) == "away from 12 Mar 2026 until 20 Mar 2026"
    assert list(office.ask(away_today, today=TODAY)) == [team["pshah"]]
    assert office.ask(away_today, today=TODAY - timedelta(days=1)) == {}
    assert office.ask(away, today=TODAY + timedelta(days=9)) == ()


def test_it_is_taken_back_and_done_again(office: Office, team: dict[str, int]) -> None:
    done = office.do(RecordAbsence(staff_id=team["pshah"], first_day=TODAY, last_day=TODAY))
    assert done.undo is not None and done.undo.done == "Absence of Priya Shah recorded"
    assert done.undo.action is not None
    office.do(done.undo.action)
    assert office.ask(away, today=TODAY) == ()
    gone = office.do(RemoveAbsence(absence_id=record(office, team, "pshah")))
    assert gone.undo is not None and gone.undo.action is not None
    office.do(gone.undo.action)
    assert [each.name for each in office.ask(away, today=TODAY)] == ["Priya Shah"]
    fields = office.ask(lambda s: {c.field for c in s.query(Change).filter_by(record="absence")})
    assert "last_day" in fields  # the journal keeps what was removed


def test_another_s_absence_is_a_manager_s_to_record(office: Office, team: dict[str, int]) -> None:
    priya = office.working_as("pshah")
    assert "needs the role manager" in refused(priya, team, "dokoro")[0][1]
    made = record(office.working_as("hosei"), team, "dokoro", cover="pshah")
    with pytest.raises(Refused, match="needs the role manager"):
        priya.do(RemoveAbsence(absence_id=made))
    office.working_as("dokoro").do(RemoveAbsence(absence_id=made))
    with pytest.raises(Refused, match="removed already"):
        office.do(RemoveAbsence(absence_id=made))


def test_whom_one_may_record(office: Office, team: dict[str, int]) -> None:
    def offered(login: str) -> tuple[set[str], set[str]]:
        person = office.working_as(login)
        found = person.ask(absences, me=login, roles=person.roles, today=TODAY)
        return {name for _, name in found.may_record}, {name for _, name in found.covers}

    works = {"Priya Shah", "Daniel Okoro", "Helen Osei"}
    assert offered("lbrandt")[0] == {"Leah Brandt"}
    assert works | {"Leah Brandt"} <= offered("hosei")[0]
    assert works <= offered("lbrandt")[1] and "Leah Brandt" not in offered("lbrandt")[1]


@pytest.mark.parametrize(("given", "field", "words"), [
    ({"first_day": None}, "first_day", "Enter the first day away"),
    ({"last_day": None}, "last_day", "Enter the last day away"),
    ({"last_day": TODAY - timedelta(days=1)}, "last_day",
     "Last day away must be on or after the first day away"),
    ({"first_day": TODAY - timedelta(days=5), "last_day": TODAY - timedelta(days=1)}, "last_day",
     "Last day away must be today or later"),
    ({"cover": "pshah"}, "cover_id", "Choose a colleague who is here"),
    ({"cover": "lbrandt"}, "cover_id", "Leah Brandt does not work reviews. Choose someone else"),
    ({"cover": "hosei"}, "cover_id", "Helen Osei is away then too. Choose someone else"),
])
def test_what_is_not_right(
    office: Office, team: dict[str, int], given: dict[str, Any], field: str, words: str
) -> None:
    record(office, team, "hosei", last_day=TODAY)
    assert refused(office, team, "pshah", **given) == [(field, words)]


def test_nobody_is_away_twice_on_a_day(office: Office, team: dict[str, int]) -> None:
    record(office, team, "pshah")
    ((field, words),) = refused(office, team, "pshah", first_day=TODAY + timedelta(days=8))
    assert field == "first_day" and "from 12 March 2026 to 20 March 2026" in words
    record(office, team, "pshah", first_day=TODAY + timedelta(days=9),
           last_day=TODAY + timedelta(days=9))


def test_whoever_allocates_sees_it_and_the_suggestion_passes_over_them(
    office: Office, team: dict[str, int]
) -> None:
    record(office, team, "dokoro")
    people = office.ask(loads, today=TODAY)
    words = {each.name: each.words for each in people}
    assert words["Daniel Okoro"] == "Daniel Okoro: 0 cases, away until 20 Mar 2026"
    assert words["Priya Shah"] == "Priya Shah: 0 cases"
    some = [each for each in people if each.name in ("Daniel Okoro", "Priya Shah")]
    best = suggestion(some)
    assert best is not None and best[0].name == "Priya Shah" and "passed over" in best[1]
    assert suggestion([each for each in some if each.away]) is None


def test_a_cover_who_is_away_covers_nobody(office: Office, team: dict[str, int]) -> None:
    record(office, team, "pshah", cover="dokoro")
    assert uncovered(office.ask(away, today=TODAY)) == ()
    record(office, team, "dokoro")
    assert {each.name for each in uncovered(office.ask(away, today=TODAY))} == {
        "Priya Shah", "Daniel Okoro"}
