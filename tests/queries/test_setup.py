"""What a new office still has to set: each step ends by itself once it is done."""

from __future__ import annotations

from datetime import date

from caseworker.actions.office_work import AddColleague, SetSetting
from caseworker.office import Office
from caseworker.queries.setup import office_setup
from caseworker.rules.lifecycle import Role


def left(office: Office, day: date | None = None) -> list[str]:
    steps = office.ask(office_setup, day=day or office.today())
    return [step.words for step in steps if not step.done]


def test_each_step_ends_once_it_is_done(office: Office) -> None:
    server = office.engine.dialect.name == "postgresql"
    second = ["A second administrator"] if server else []
    assert left(office) == ["Colleagues and their roles", *second, "Address of the MPS",
                            "Expected wait"]
    today = office.today()
    for name, value in (("mps_address", "Directorate\nLondon"), ("expected_wait", "eight weeks")):
        office.do(SetSetting(setting=name, value=value, since=today))
    assert left(office) == ["Colleagues and their roles", *second]
    for login, roles in (("ada", (Role.CORRESPONDENCE, Role.ADMIN)), ("bo", (Role.CASEWORKER,)),
                         ("cy", (Role.MANAGER, Role.ADMIN))):
        office.do(AddColleague(login=login, colleague_name=login, roles=roles))
    assert left(office) == []


def test_an_old_list_of_bank_holidays_is_a_step_again(office: Office) -> None:
    assert "Bank holidays to the end of next year" in left(office, date(2099, 1, 1))
