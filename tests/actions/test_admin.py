"""What an administrator changes, on both databases: what it moves, and what it leaves alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from caseworker.actions.admin import AddCode, AddHoliday, EndCode, SetLimit, TakeBackHoliday
from caseworker.actions.colleagues import (
    BringBack,
    ChangeName,
    ChangeRoles,
    EndPlace,
    HandOver,
    NewColleague,
)
from caseworker.actions.office_work import AddColleague, SetSetting
from caseworker.actions.opening import RecordFacts
from caseworker.actions.outcome import Allocate
from caseworker.actions.validity import AcceptAsValid
from caseworker.office import Office, Refused
from caseworker.queries.admin import (
    bank_holidays,
    code_lists,
    limits_in_force,
    particulars,
    people,
    settings,
)
from caseworker.queries.effects import Effect, effect
from caseworker.rules.lifecycle import Role
from tests.support.clock import Clock
from tests.support.review import act, answer_body, open_review, see

WHY = "Decided by the Head of Service on 11 March."
TODAY = date(2026, 3, 12)


def due(office: Office, case_id: int, name: str) -> date:
    return next(one.due for one in see(office, case_id).deadlines if one.name == name)


def queued(office: Office, case_id: int) -> tuple[date | None, str]:
    row = see(office, case_id).row
    return row.deadline, row.deadline_what


def preview(office: Office, action: Any) -> Effect:
    return office.ask(effect, action=action, actor=office.actor, roles=office.roles,
                      now=office.now(), today=office.today())


def refused(office: Office, action: Any, **given: Any) -> str:
    with pytest.raises(Refused) as found:
        office.do(action(**{"because": WHY, **given}))
    return str(found.value)


def test_a_new_value_moves_only_what_starts_from_its_day(office: Office, clock: Clock) -> None:
    old = open_review(office, received=date(2026, 3, 10))
    assert due(office, old, "acknowledge") == date(2026, 3, 17)
    moved = office.do(SetLimit(key="acknowledge", number=2, since=TODAY, because=WHY)).result
    assert moved == 0
    new = open_review(office, received=TODAY)
    assert (due(office, old, "acknowledge"), due(office, new, "acknowledge")) == (
        date(2026, 3, 17), date(2026, 3, 16))
    assert queued(office, new) == (date(2026, 3, 16), "Acknowledge")
    clock.forward(days=30)
    act(office, old, RecordFacts, about="Still judged by the value of its day")
    assert queued(office, old)[0] == date(2026, 3, 17)


def test_a_value_for_days_past_moves_open_cases_in_the_same_action(office: Office) -> None:
    early, late = open_review(office, received=date(2026, 3, 9)), open_review(office)
    action = SetLimit(key="acknowledge", number=3, since=date(2026, 3, 10), because=WHY)
    found = preview(office, action)
    assert [move.case_id for move in found.moves] == [late]
    assert found.words == "This value would move 1 deadline."
    assert "Acknowledge: 17 March 2026 becomes 13 March 2026" in found.moves[0].words
    version = see(office, late).row.version
    assert office.do(action).result == 1
    assert queued(office, late)[0] == date(2026, 3, 13)
    assert queued(office, early)[0] == date(2026, 3, 16)
    assert see(office, late).row.version == version  # what a colleague is typing can be saved


def test_what_a_new_value_must_be(office: Office) -> None:
    say = lambda **given: refused(office, SetLimit, **{  # noqa: E731
        "key": "validity", "number": 15, "since": TODAY, **given})
    assert "Set by law" in say(key="review_window")
    assert "Set by law" in say(key="judicial_review")
    assert "The checks rest on this number" in say(key="child_under")
    assert "no such time limit" in say(key="nothing")
    assert "from 1 to 260" in say(number=0) and "from 1 to 260" in say(number=None)
    assert "Enter the first day" in say(since=None)
    assert "20 characters" in say(because="New")
    assert "Another value begins on that day" in say(since=date(2020, 2, 1))
    office.do(SetLimit(key="validity", number=15, since=TODAY, because=WHY))
    assert "Another value begins on that day" in say()
    assert "must begin after 12 March 2026" in say(since=date(2026, 3, 11))
    row = next(each for each in office.ask(limits_in_force, day=TODAY) if each.key == "validity")
    assert (row.now, row.since, row.fixed) == ("15 working days", TODAY, "")
    assert [(k.words, k.because) for k in row.own] == [("15 working days", WHY)]
    assert row.shipped == ((date(2020, 2, 1), "20 working days"),)


def test_a_limit_without_a_value_gets_one_and_one_to_come_is_shown(office: Office) -> None:
    def appeal() -> Any:
        found = office.ask(limits_in_force, day=TODAY)
        return next(each for each in found if each.key == "appeal_window")

    assert (appeal().now, appeal().since) == ("", None)
    office.do(SetLimit(key="appeal_window", number=28, since=date(2026, 4, 1), because=WHY))
    assert appeal().now == "" and appeal().coming == ((date(2026, 4, 1), "28 days"),)


def test_due_soon_follows_its_limit(office: Office) -> None:
    case_id = open_review(office)
    assert see(office, case_id).row.deadline_state == "later"
    office.do(SetLimit(key="soon", number=5, since=TODAY, because=WHY))
    assert see(office, case_id).row.deadline_state == "soon"


def test_a_bank_holiday_moves_working_days_only(office: Office) -> None:
    case_id = open_review(office)
    before = {one.name: one.due for one in see(office, case_id).deadlines}
    day = date(2026, 3, 16)
    action = AddHoliday(day=day, holiday=" Bank holiday ", because=WHY)
    found = preview(office, action)
    assert {move.deadline for move in found.moves} == {"Acknowledge", "Decide validity"}
    assert found.words == "This holiday would move 2 deadlines."
    assert office.do(action).result == 1
    with pytest.raises(Refused, match="is a bank holiday already"):
        preview(office, action)
    after = {one.name: one.due for one in see(office, case_id).deadlines}
    assert {name for name in before if before[name] != after[name]} == {"acknowledge", "validity"}
    assert queued(office, case_id)[0] == after["acknowledge"] == date(2026, 3, 18)
    assert office.calendar.why_not_working(day) == "Bank holiday"
    again = Office(office.engine, "other", [Role.AUDITOR])
    assert day in again.calendar.holidays
    rows = office.ask(bank_holidays, first=TODAY)
    assert [(row.day, row.ours) for row in rows[:2]] == [(day, True), (date(2026, 4, 3), False)]


def test_a_bank_holiday_is_taken_back_and_stays_on_record(
    office: Office, engine: Engine
) -> None:
    case_id, day = open_review(office), date(2026, 3, 16)
    office.do(AddHoliday(day=day, holiday="Slip of the finger", because=WHY))
    found = preview(office, TakeBackHoliday(day=day, because=WHY))
    assert found.words == "Taking back this holiday would move 2 deadlines."
    assert office.do(TakeBackHoliday(day=day, because=WHY)).result == 1
    assert queued(office, case_id)[0] == date(2026, 3, 17)
    assert office.calendar.is_working_day(day)
    assert "was not added by this office" in refused(office, TakeBackHoliday, day=day)
    office.do(AddHoliday(day=day, holiday="The right name", because=WHY))
    row = office.ask(bank_holidays, first=TODAY)[0]
    assert [each.words for each in row.kept] == ["The right name", "Taken back",
                                                 "Slip of the finger"]
    for statement in ("DELETE FROM office_value", "UPDATE office_value SET because = 'x'"):
        with pytest.raises(DBAPIError, match="append-only"), \
                engine.execution_options(writing=True).begin() as connection:
            connection.execute(text(statement))


@pytest.mark.parametrize(("day", "name", "words"), [
    (date(2026, 4, 3), "Good Friday", "is a bank holiday already: Good Friday"),
    (date(2026, 3, 14), "Any", "no working day as it is"),
    (date(2050, 3, 14), "Any", "in the years 1990 to 2035"),
    (None, "Any", "Enter the date"), (date(2026, 3, 16), " ", "Enter the name"),
])
def test_what_a_bank_holiday_must_be(
    office: Office, day: date | None, name: str, words: str
) -> None:
    assert words in refused(office, AddHoliday, day=day, holiday=name)


def test_a_colleague_at_another_computer_gets_the_bank_holiday(office: Office) -> None:
    other = Office(office.engine, office.actor, office.roles, now=office._now)
    office.do(AddHoliday(day=date(2026, 3, 16), holiday="Bank holiday", because=WHY))
    case_id = open_review(other)
    assert queued(other, case_id)[0] == date(2026, 3, 18)
    assert date(2026, 3, 16) in other.calendar.holidays


def test_codes_are_added_and_ended_only_where_not_confirmed(office: Office) -> None:
    lists = {one.key: one for one in office.ask(code_lists, day=TODAY)}
    assert lists["factors"].fixed == "" and lists["allegations"].fixed == ""
    assert "Confirmed" in lists["review_outcomes"].fixed and "Confirmed" in lists["ethnicity"].fixed
    given: dict[str, Any] = {"code": "E-scooter", "code_name": "Electric scooter",
                             "since": date(2026, 4, 1)}
    office.do(AddCode(list_key="factors", because=WHY, **given))
    assert "has this code" in refused(office, AddCode, list_key="factors",
                                      **{**given, "code": "e-scooter"})
    assert "Confirmed" in refused(office, AddCode, list_key="ethnicity", **given)
    office.do(EndCode(list_key="factors", code="Fraud", last=TODAY, because=WHY))
    assert "already" in refused(office, EndCode, list_key="factors", code="Fraud", last=TODAY)
    assert "official publication" in refused(office, EndCode, list_key="handling",
                                             code="SCH3-ACC", last=TODAY)
    after = {one.key: one for one in office.ask(code_lists, day=date(2026, 4, 1))}
    rows = {row.code.code: row for row in after["factors"].codes}
    assert rows["E-scooter"].in_use and not rows["Fraud"].in_use
    assert rows["E-scooter"].kept[0].because == WHY


def test_only_administrators(office: Office) -> None:
    manager = Office(office.engine, "boss", [Role.MANAGER], now=office._now)
    for action in (
        SetLimit(key="validity", number=15, since=TODAY, because=WHY),
        AddHoliday(day=date(2026, 3, 16), holiday="Any", because=WHY),
        TakeBackHoliday(day=TODAY, because=WHY), BringBack(staff_id=1, because=WHY),
        AddCode(list_key="factors", code="X", code_name="X", since=TODAY, because=WHY),
        EndCode(list_key="factors", code="Fraud", last=TODAY, because=WHY),
        NewColleague(login="x", colleague_name="X", roles=(Role.MANAGER,)),
        ChangeRoles(staff_id=1, roles=(Role.ADMIN,), because=WHY),
        ChangeName(staff_id=1, colleague_name="X", because=WHY),
        EndPlace(staff_id=1, because=WHY),
        SetSetting(setting="expected_wait", value="long", since=TODAY),
    ):
        with pytest.raises(Refused, match="role administrator"):
            manager.do(action)


def test_a_leaver_hands_over_first_and_an_administrator_is_left(office: Office) -> None:
    lead = office.do(AddColleague(login="hosei", colleague_name="Helen Osei",
                                  roles=(Role.ADMIN, Role.MANAGER))).result
    priya = office.do(NewColleague(login="pshah", colleague_name="Priya Shah",
                                   roles=(Role.CASEWORKER,))).result
    case_id = open_review(office)
    answer_body(office, case_id)
    act(office, case_id, AcceptAsValid)
    act(office, case_id, Allocate, owner_id=priya)
    reference = see(office, case_id).row.reference
    assert f"{reference} Ruth Abernathy is theirs" in refused(office, EndPlace, staff_id=priya)
    before = see(office, case_id).row.version
    assert "Choose who to give" in refused(office, HandOver, staff_id=priya, to_id=priya)
    assert office.do(HandOver(staff_id=priya, to_id=lead, because=WHY)).result == 1
    assert (see(office, case_id).row.owner, see(office, case_id).row.version) == (
        "Helen Osei", before + 1)
    assert "Handed over: to Helen Osei" in [each.what for each in see(office, case_id).timeline]
    assert "no open case" in refused(office, HandOver, staff_id=priya, to_id=lead)
    office.do(EndPlace(staff_id=priya, because=WHY))
    assert "has left already" in refused(office, EndPlace, staff_id=priya)
    gone = office.ask(people)[-1]
    assert (gone.name, gone.active) == ("Priya Shah", False)
    office.do(BringBack(staff_id=priya, because=WHY))
    assert all(each.active for each in office.ask(people))
    last = "cannot remove the last administrator"
    assert last in refused(office, ChangeRoles, staff_id=lead, roles=(Role.MANAGER,))
    assert last in refused(office, EndPlace, staff_id=lead)
    with pytest.raises(Refused, match=last):
        office.do(AddColleague(login="hosei", colleague_name="Helen", roles=(Role.MANAGER,)))
    office.do(ChangeRoles(staff_id=priya, roles=(Role.ADMIN,), because=WHY))
    office.do(ChangeRoles(staff_id=lead, roles=(Role.MANAGER,), because=WHY))
    assert {each.login: each.roles for each in office.ask(people)} == {
        "hosei": (Role.MANAGER,), "pshah": (Role.ADMIN,)}


def test_a_colleague_is_named_otherwise(office: Office) -> None:
    first = office.do(AddColleague(login="hosei", colleague_name="hosei",
                                   roles=(Role.ADMIN,))).result
    for blank in ("", "  "):
        assert "Enter the full name" in refused(office, ChangeName, staff_id=first,
                                                colleague_name=blank)
    with pytest.raises(Refused, match="Enter why"):
        office.do(ChangeName(staff_id=first, colleague_name="Helen Osei"))
    office.do(ChangeName(staff_id=first, colleague_name=" Helen Osei ", because=WHY))
    (shown,) = office.ask(people)
    assert (shown.login, shown.name, shown.roles) == ("hosei", "Helen Osei", (Role.ADMIN,))


def test_a_login_that_is_taken_changes_nobody(office: Office) -> None:
    office.do(NewColleague(login="pshah", colleague_name="Priya Shah", roles=(Role.CASEWORKER,)))
    with pytest.raises(Refused, match="Priya Shah has this login already"):
        office.do(NewColleague(login="pshah", colleague_name="P", roles=(Role.ADMIN,)))
    with pytest.raises(Refused, match="Choose at least one role"):
        office.do(NewColleague(login="new", colleague_name="New", roles=()))


def test_words_for_letters_have_their_day(office: Office) -> None:
    office.do(SetSetting(setting="expected_wait", value="about eight weeks", since=TODAY))
    office.do(SetSetting(setting="expected_wait", value="ten weeks", since=date(2026, 4, 1)))
    with pytest.raises(Refused, match="Another value begins on that day"):
        office.do(SetSetting(setting="expected_wait", value="x", since=TODAY))
    with pytest.raises(Refused, match="Enter the words"):
        office.do(SetSetting(setting="expected_wait", value="", since=None))
    row = office.ask(settings, day=TODAY, names=("expected_wait",))[0]
    assert (row.now, row.since) == ("about eight weeks", TODAY)
    assert [each.words for each in row.kept] == ["ten weeks", "about eight weeks"]
    assert "169 Union St" in [line for row in office.ask(particulars, day=TODAY)
                              for line in row.lines]
