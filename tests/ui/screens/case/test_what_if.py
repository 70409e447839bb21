"""What if: other dates are tried by keyboard, answered in words, and nothing is saved."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from caseworker.office import Office
from tests.support.access import faults
from tests.support.case_page import dialog, open_page, rest, tab
from tests.support.review import open_review, see
from ui.screens.case.checks.days import WhyThisDate
from ui.screens.case.overview import OverviewTab
from ui.screens.case.page import CasePage
from ui.screens.case.validity import ValidityTab
from ui.screens.case.what_if import WhatIf
from ui.widgets.row_button import RowButton

ENTER = Qt.Key.Key_Return


@pytest.fixture
def page(desk: Office, qtbot: QtBot) -> CasePage:
    return open_page(qtbot, desk, open_review(desk))


def asked(page: CasePage) -> tuple[Any, WhatIf]:
    """The dialog of the acknowledgement's date, and its dates to try."""
    rows = tab(page, OverviewTab)._cards["deadlines"].findChildren(RowButton)
    next(each for each in rows if each.accessibleName().startswith("Acknowledge")).click()
    opened = dialog(page)
    return opened, opened.findChild(WhatIf)


def rows_of(opened: Any) -> dict[str, str]:
    table = opened.table
    return {table.item(n, 0).text(): table.item(n, 1).text() for n in range(table.rowCount())}


def test_another_start_moves_the_date_and_saves_nothing(
    page: CasePage, desk: Office, qtbot: QtBot
) -> None:
    before = see(desk, page.view.row.id)
    opened, box = asked(page)
    box.form.fields["start"].put("")
    qtbot.keyClicks(box.form.fields["start"].control, "11 3 26")
    qtbot.keyClick(box.form.fields["start"].control, ENTER)
    assert box.said.text() == "17 March 2026 would become 18 March 2026, 1 day later."
    assert rows_of(opened)["Wednesday 18 March 2026"] == "Day 5"
    assert opened.isVisible()
    assert faults(opened) == []
    opened.accept()
    rest(qtbot, page)
    assert see(desk, page.view.row.id) == before


def test_a_pause_is_left_out_day_by_day(page: CasePage, qtbot: QtBot) -> None:
    opened, box = asked(page)
    for name, typed in (("paused_from", "12 3 26"), ("paused_until", "16 3 26")):
        box.form.fields[name].put(typed)
    box.work_out.click()
    assert box.said.text() == "17 March 2026 would become 19 March 2026, 2 days later."
    said = rows_of(opened)
    assert said["Thursday 12 March 2026"] == "Left out: Paused: waiting for an answer"
    assert said["Saturday 14 March 2026"] == "Left out: Saturday"
    opened.reject()


@pytest.mark.parametrize(("values", "field", "words"), [
    ({"paused_until": "16 3 26"}, "paused_from", "Enter the day the pause begins"),
    ({"paused_from": "16 3 26", "paused_until": "13 3 26"}, "paused_until",
     "A pause must end on or after the day it began, 16 March 2026."),
    ({"longer": "1 3 26"}, "longer",
     "The new date must be after the clock starts on 10 March 2026."),
    ({"start": "31 2 26"}, "start", "Counted from must be a real date"),
])
def test_what_cannot_be_asked_is_said_at_its_field(
    page: CasePage, values: dict[str, str], field: str, words: str
) -> None:
    opened, box = asked(page)
    for name, typed in values.items():
        box.form.fields[name].put(typed)
    box.work_out.click()
    assert box.form.fields[field]._wrong == words
    assert box.said.text() == ""
    opened.reject()


def test_the_time_for_a_review_can_be_tried_with_another_date(
    page: CasePage, qtbot: QtBot
) -> None:
    page.open(case_id=page.view.row.id, tab="ValidityTab")
    rest(qtbot, page)
    card = tab(page, ValidityTab).checks.cards["in_time"]
    card.open_details()
    why = card.findChild(WhyThisDate)
    why.try_dates.click()
    box = why.findChild(WhatIf)
    box.form.fields["outcome_letter_dated"].put("2 1 26")
    box.form.fields["outcome_provided"].put("2 1 26")
    box.work_out.click()
    assert "after the last day, 30 January 2026" in box.said.text()
    assert faults(box) == []
