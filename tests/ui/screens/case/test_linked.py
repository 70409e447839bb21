"""Linked cases: listed with why, opened, added and taken back by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseworker.actions.links import LinkCases
from caseworker.office import Office
from caseworker.rules.links import LinkKind
from tests.support.access import faults
from tests.support.case_page import dialog, open_page, rest, tab
from tests.support.review import act, open_review, see
from ui import theme
from ui.screens.case.linked import LinkedTab
from ui.screens.case.page import CasePage

WHY = "Both complaints are about the same evening in Hackney"


def shown(qtbot: QtBot, desk: Office, case_id: int) -> tuple[CasePage, LinkedTab]:
    page = open_page(qtbot, desk, case_id)
    page.open(case_id=case_id, tab="LinkedTab")
    rest(qtbot, page)
    return page, tab(page, LinkedTab)


def test_without_links_there_is_one_thing_to_do(desk: Office, qtbot: QtBot) -> None:
    one, other = open_review(desk), open_review(desk)
    page, linked = shown(qtbot, desk, one)
    assert LinkedTab.label(page.view) == "Linked"
    assert linked.first() is linked.nothing.action and not linked.list.isVisible()
    assert faults(linked) == []
    linked.nothing.action.setFocus()
    qtbot.keyClick(linked.nothing.action, Qt.Key.Key_Space)
    form = dialog(page).form
    form.fields["other_reference"].put(see(desk, other).row.reference)
    form.fields["kind"].put(LinkKind.EARLIER)
    form.fields["because"].put(WHY)
    dialog(page).save.click()
    rest(qtbot, page)
    assert LinkedTab.label(page.view) == "Linked (1)"
    assert linked.list.events[0].title.endswith(": earlier review")
    assert linked.list.events[0].text == f"{WHY}."


def test_enter_opens_the_other_case_and_it_says_so_too(desk: Office, qtbot: QtBot) -> None:
    one, other = open_review(desk), open_review(desk)
    act(desk, one, LinkCases, other_case_id=other, kind=LinkKind.EARLIER, because=WHY)
    page, linked = shown(qtbot, desk, one)
    qtbot.keyClick(linked.list, Qt.Key.Key_Return)
    rest(qtbot, page)
    assert page.view.row.id == other
    assert [each.what for each in page.view.links] == ["later review"]


def test_a_link_is_taken_back_with_a_reason(desk: Office, qtbot: QtBot) -> None:
    one, other = open_review(desk), open_review(desk)
    act(desk, one, LinkCases, other_case_id=other, kind=LinkKind.RELATED, because=WHY)
    page, linked = shown(qtbot, desk, one)
    linked.back.click()
    assert list(dialog(page).form.fields) == ["because"]
    dialog(page).form.fields["because"].put("They were about different evenings after all")
    dialog(page).save.click()
    rest(qtbot, page)
    assert page.view.links == () and linked.nothing.isVisible()
    assert any("no longer linked" in event.what for event in page.view.timeline)


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_the_links_are_heard_in_every_theme(
    desk: Office, qtbot: QtBot, qapp: QApplication, name: str
) -> None:
    one, other = open_review(desk), open_review(desk)
    act(desk, one, LinkCases, other_case_id=other, kind=LinkKind.JOINT, because=WHY)
    theme.apply(qapp, theme.Theme(name, 1.5))
    _, linked = shown(qtbot, desk, one)
    assert faults(linked) == []
    spoken = linked.list.model().data(linked.list.model().index(0, 0),
                                      Qt.ItemDataRole.AccessibleTextRole)
    assert "joint complainant" in spoken and WHY in spoken
