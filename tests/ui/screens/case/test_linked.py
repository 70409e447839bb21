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
from tests.support.case_page import dialog, open_page, rest, tab, words
from tests.support.complaint import allow_here, open_complaint
from tests.support.review import act, open_review, see
from ui import theme
from ui.screens.case.linked import LinkedTab
from ui.screens.case.page import CasePage
from ui.screens.case.tabs import OF_COMPLAINTS

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


def test_a_complaint_is_linked_to_its_review_from_its_own_tab_only(
    desk: Office, qtbot: QtBot
) -> None:
    allow_here(desk)
    review, complaint = open_review(desk), open_complaint(desk)
    page, linked = shown(qtbot, desk, complaint)
    assert page.tabs().tabText(OF_COMPLAINTS.index(LinkedTab)) == "Linked"
    assert "Link the review it is about" in " ".join(words(linked)) and faults(linked) == []
    linked.nothing.action.click()
    form = dialog(page).form
    assert [value for value, _ in form.fields["kind"].asked.choices][:2] == [
        LinkKind.COMPLAINED_OF, LinkKind.EARLIER_COMPLAINT]
    assert "Only who may see both cases hears of it." in " ".join(words(dialog(page)))
    form.fields["other_reference"].put(see(desk, review).row.reference)
    form.fields["kind"].put(LinkKind.COMPLAINED_OF)
    form.fields["because"].put(WHY)
    dialog(page).save.click()
    rest(qtbot, page)
    assert linked.list.events[0].title.endswith(": review complained about")
    qtbot.keyClick(linked.list, Qt.Key.Key_Return)
    rest(qtbot, page)
    assert page.view.row.id == review
    page.go_to(LinkedTab)
    event, = linked.list.events
    assert event.title.endswith(": complaint about how this was handled")
    assert event.who.startswith("New. Linked by")
    linked.back.click()
    asked = dialog(page)
    asked.form.fields["because"].put("It was about another review after all")
    asked.save.click()
    rest(qtbot, page)
    assert "is confidential. Link it from its own page" in asked.form.summary.accessibleName()
    asked.reject()


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
