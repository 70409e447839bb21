"""The window on a server: who can see a case, and what happens to who may not any more."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from caseworker.actions import closed_side as doing
from caseworker.office import Office
from caseworker.records import Staff
from tests.support.access import faults
from tests.support.case_page import dialog, open_page, rest
from tests.support.closed import log_closed
from tests.support.review import act, open_review
from ui import theme
from ui.screens.case.page import CasePage
from ui.screens.case.people import PeopleTab
from ui.screens.queue import QueueScreen

As = Callable[[str], Office]
WHY = "A reason of more than twenty characters."


def staff_id(office: Office, login: str) -> int:
    return int(office.ask(lambda s: s.query(Staff.id).filter_by(login=login).scalar()))


def people(qtbot: QtBot, page: CasePage) -> PeopleTab:
    page.go_to(PeopleTab)
    part = page.part(PeopleTab)
    qtbot.waitUntil(lambda: part.access.found is not None)
    rest(qtbot, page)
    return part


@pytest.fixture(autouse=True)
def look(qapp: object) -> None:
    theme.apply(qapp, theme.Theme())


def test_members_are_shown_and_added(as_: As, qtbot: QtBot) -> None:
    post, hr = as_("correspondence"), as_("hr")
    case_id = log_closed(post)
    act(post, case_id, doing.AddMember, staff_id=staff_id(post, hr.actor), part="HR")
    part = people(qtbot, open_page(qtbot, hr, case_id))
    assert list(part.access.buttons) == ["Add a colleague", "Shut somebody out",
                                         "Ask to open it to the office"]
    assert faults(part) == []
    part.access.buttons["Add a colleague"].click()
    asked = dialog(part.page)
    asked.form.fill({"staff_id": staff_id(hr, as_("investigator").actor), "part": "investigator"})
    asked.save.click()
    qtbot.waitUntil(lambda: part.access.found is not None
                    and "Investigator" in [each.name for each in part.access.found.members])


def test_who_is_shut_out_with_the_case_open_is_led_away(as_: As, qtbot: QtBot) -> None:
    post, hr, worker = as_("correspondence"), as_("hr"), as_("investigator")
    case_id = log_closed(post)
    act(post, case_id, doing.AddMember, staff_id=staff_id(post, hr.actor), part="HR")
    act(hr, case_id, doing.AddMember, staff_id=staff_id(hr, worker.actor), part="investigator")
    page = open_page(qtbot, worker, case_id)
    act(hr, case_id, doing.ShutOut, staff_id=staff_id(hr, worker.actor), because=WHY)
    page.refresh()
    qtbot.waitUntil(lambda: isinstance(page.window().screen_shown, QueueScreen))
    assert page.view is None and page._body.isHidden()


def test_an_open_case_can_be_closed_and_one_computer_has_no_card(
    as_: As, qtbot: QtBot, office: Office
) -> None:
    worker = as_("caseworker")
    part = people(qtbot, open_page(qtbot, worker, open_review(worker)))
    assert list(part.access.buttons) == ["Close this case", "Declare an interest"]
    if office.engine.dialect.name == "sqlite":
        page = open_page(qtbot, office, open_review(office))
        page.go_to(PeopleTab)
        rest(qtbot, page)
        assert page.part(PeopleTab).access.isHidden()
