"""The window on a server: an emergency and who is told, the auditor's journal, members' keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseworker.actions import closed_side as doing
from caseworker.actions.office_work import AddNote
from caseworker.office import Office
from caseworker.queries.closed_side import access
from tests.server.test_access_card import people, staff_id
from tests.support.access import faults
from tests.support.case_page import dialog, open_page
from tests.support.closed import log_closed
from tests.support.complaint import open_complaint
from tests.support.review import act, open_review, see
from ui import theme
from ui.application import make_window
from ui.screens.admin.wording import ComplaintsTab
from ui.screens.audit import AuditScreen
from ui.shell import MainWindow
from ui.widgets.action_dialog import ActionDialog

As = Callable[[str], Office]
WHY = "Somebody is in danger and nobody of the case is here."
LOOKS = [theme.Theme(name, scale) for name, scale in
         (("light", 1.0), ("dark", 1.0), ("contrast", 1.5))]


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    qapp.setStyle("Fusion")
    theme.apply(qapp, theme.Theme())


def shown(qtbot: QtBot, office: Office, screen: str) -> MainWindow:
    window = make_window(office)
    qtbot.addWidget(window, before_close_func=lambda _: window.jobs.close())
    window.resize(1440, 900)
    window.show()
    window.show_screen(screen)
    qtbot.waitUntil(lambda: not window.jobs._open)
    return window


def asked(window: MainWindow) -> ActionDialog:
    return [each for each in window.findChildren(ActionDialog) if each.isVisible()][-1]


def test_a_case_is_opened_in_an_emergency_and_hr_is_told_until_it_is_seen(
    as_: As, qtbot: QtBot, qapp: QApplication
) -> None:
    case_id = log_closed(as_("correspondence"))
    reference = see(as_("correspondence"), case_id).row.reference
    boss, hr = shown(qtbot, as_("manager"), "complaints"), shown(qtbot, as_("hr"), "home")
    assert not hr.emergency.isVisible() and not boss.emergency.isVisible()
    next(each for each in boss.commands() if "emergency" in each.words).call()
    asked(boss).form.fill({"reference": reference.lower(), "because": WHY})
    qtbot.keyClick(asked(boss).save, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: boss.place_shown == "case")
    assert see(as_("manager"), case_id).row.reference == reference
    hr.show_screen("home")
    qtbot.waitUntil(hr.emergency.isVisible)
    said = hr.emergency.accessibleName()
    assert said.startswith(f"Manager opened {reference} in an emergency on ")
    for each in LOOKS:
        theme.apply(qapp, each)
        assert faults(hr) == []
    hr.show_screen("admin")
    assert not hr.emergency.isVisible()
    hr.show_screen("home")
    qtbot.waitUntil(hr.emergency.isVisible)
    qtbot.keyClick(hr.emergency.action, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not hr.emergency.isVisible())
    other = shown(qtbot, as_("hr2"), "home")
    assert other.emergency.isVisible(), "each adviser sees it for themselves"


def test_only_managers_and_hr_are_offered_an_emergency(as_: As, qtbot: QtBot) -> None:
    window = shown(qtbot, as_("caseworker"), "complaints")
    assert not [each for each in window.commands() if "emergency" in each.words]
    assert not window.screen_shown.emergency.isVisible()  # type: ignore[union-attr]


def test_an_auditor_reads_the_journal(as_: As, qtbot: QtBot, qapp: QApplication) -> None:
    post = as_("correspondence")
    case_id = open_review(post)
    act(post, case_id, AddNote, text="Said in confidence")
    log_closed(post)
    window = shown(qtbot, as_("auditor"), "audit")
    screen = window.screen_shown
    assert isinstance(screen, AuditScreen)
    assert "Journal" in [place.words for place in window.nav.places]
    rows = [row.cells for row in screen.table.rows.rows]
    assert ("Correspondence", "Note added") in [cells[1:3] for cells in rows]
    assert "confidence" not in str(rows) and "Larkspur" not in str(rows)
    for each in LOOKS:
        theme.apply(qapp, each)
        assert faults(window) == []
    qtbot.keyClick(screen, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(screen.filter.hasFocus)
    qtbot.keyClicks(screen.filter, see(post, case_id).row.reference)
    kept = [row.cells for row in screen.table.rows.rows]
    assert 0 < len(kept) < len(rows)
    assert screen.said.text() == f"{len(kept)} of {len(rows)} entries."
    window = shown(qtbot, as_("hr"), "home")
    assert "Journal" not in [place.words for place in window.nav.places]


def test_the_members_of_a_complaint_are_added_by_hr(as_: As, qtbot: QtBot) -> None:
    post, hr = as_("correspondence"), as_("hr")
    case_id = open_complaint(post, hr_id=staff_id(post, hr.actor))
    card = people(qtbot, open_page(qtbot, hr, case_id)).access
    assert list(card.buttons) == ["Add a colleague", "Shut somebody out"]
    for who, part in (("manager", "lead"), ("investigator", "investigator"),
                      ("decider", "decision maker")):
        card.buttons["Add a colleague"].click()
        form = dialog(card._page)
        form.form.fill({"staff_id": staff_id(hr, as_(who).actor), "part": part})
        form.save.click()
        name = who.capitalize()
        qtbot.waitUntil(lambda name=name: name in [  # type: ignore[misc]
            each.name for each in card.found.members] if card.found else False)
        qtbot.waitUntil(lambda: not card._page.host.jobs._open)
    assert see(as_("investigator"), case_id).row.id == case_id


def test_what_each_may_do_with_the_members(as_: As, qtbot: QtBot) -> None:
    post, hr, worker = as_("correspondence"), as_("hr"), as_("investigator")
    case_id = open_complaint(post, hr_id=staff_id(post, hr.actor))
    act(hr, case_id, doing.AddMember, staff_id=staff_id(post, worker.actor), part="investigator")
    by_post = post.ask(access, case_id=case_id)
    assert by_post is not None and [part for part, _ in by_post.parts] == ["HR"]
    assert {name for _, name in by_post.advisers} == {"Hr", "Hr2"}
    card = people(qtbot, open_page(qtbot, worker, case_id)).access
    add = card.buttons["Add a colleague"]
    assert not add.isEnabled() and "Only HR" in add.accessibleDescription()


def test_hr_names_a_record_keeper_in_admin(as_: As, qtbot: QtBot) -> None:
    post = as_("correspondence")
    window = shown(qtbot, as_("hr"), "home")
    window.show_screen("admin", tab="Complaints")
    qtbot.waitUntil(lambda: not window.jobs._open)
    part = window.screen_shown.part  # type: ignore[union-attr]
    assert isinstance(part, ComplaintsTab)
    assert part.keeper.isEnabled() and not part.new.isEnabled()
    assert faults(window) == []
    part.keeper.click()
    qtbot.waitUntil(lambda: bool(window.findChildren(ActionDialog)))
    form = asked(window)
    form.form.fill({"staff_id": staff_id(post, post.actor)})
    form.save.click()
    qtbot.waitUntil(lambda: not window.jobs._open)
    assert see(post, log_closed(as_("caseworker"))) is not None
