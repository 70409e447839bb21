"""Working on a queue: chips, ticks, many cases at once, columns, views and copies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from caseworker.actions.office_work import AddColleague
from caseworker.actions.outcome import Allocate
from caseworker.actions.validity import AcceptAsValid
from caseworker.database import open_engine
from caseworker.office import Office
from caseworker.queries.lists.filters import Filter
from caseworker.queries.lists.saved import Look
from caseworker.queries.papers import bundles_made
from caseworker.rules.complaint_lifecycle import ComplaintStage
from caseworker.rules.lifecycle import Role
from tests.support.access import faults
from tests.support.fake_office import ROWS
from tests.support.on_screen import dialog, words
from tests.support.review import act, answer_body, me, open_review, see
from ui import theme
from ui.jobs import Jobs
from ui.places import SECTIONS
from ui.screens.lists.export import allowed
from ui.screens.lists.many import ManyDialog
from ui.screens.queue import QueueScreen
from ui.shell import MainWindow
from ui.widgets.fields import Field


@pytest.fixture
def real(sqlite_url: str, clock: Any) -> Iterator[Office]:
    """Three valid cases, and one that is not."""
    engine = open_engine(sqlite_url)
    office = Office(engine, "pshah", frozenset(Role), name="Priya Shah", now=clock)
    office.do(AddColleague(login="pshah", colleague_name="Priya Shah", roles=tuple(Role)))
    for number in range(4):
        case_id = open_review(office)
        if number < 3:
            answer_body(office, case_id)
            act(office, case_id, AcceptAsValid)
    yield office
    engine.dispose()


@pytest.fixture
def screen(real: Office, qtbot: QtBot) -> Iterator[QueueScreen]:
    jobs = Jobs(real)
    window = MainWindow(real, jobs, {"queue": QueueScreen}, SECTIONS)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    window.show_screen("queue")
    shown = window.screen_shown
    assert isinstance(shown, QueueScreen)
    qtbot.waitUntil(lambda: shown.table.rows.total == 4)
    qtbot.waitUntil(lambda: not jobs._open)
    yield shown
    assert jobs.close()




def test_space_and_shift_down_tick_and_the_strip_says_how_many(
    screen: QueueScreen, qtbot: QtBot
) -> None:
    table = screen.table
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert "1 case ticked" in words(screen)
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert "3 cases ticked" in words(screen) and table.currentIndex().row() == 2
    screen.tools.tick_all()
    qtbot.waitUntil(lambda: "4 cases ticked" in words(screen))
    screen.narrow(Filter("no such case"))
    qtbot.waitUntil(lambda: screen.nothing.isVisible())
    assert len(table.rows.ticks) == 4  # a filter takes no tick away


def test_many_are_allocated_told_of_one_by_one_and_taken_back(
    screen: QueueScreen, real: Office, qtbot: QtBot
) -> None:
    screen.tools.tick_all()
    qtbot.waitUntil(lambda: len(screen.table.rows.ticks) == 4)
    qtbot.keyClick(screen.table, Qt.Key.Key_A)
    many = dialog(screen, qtbot, ManyDialog)
    assert many.list.count() == 4
    assert any("Suggested: Priya Shah" in each for each in words(many))
    qtbot.waitUntil(lambda: any(each.startswith("3 cases of 4 will get it. 1 left out")
                                for each in words(many)))
    assert "Left out: Only a valid request" in many.list.item(0).text()
    assert faults(many) == []
    many.go.click()
    qtbot.waitUntil(lambda: "3 done, 0 refused, 1 left out" in words(many))
    assert "Left out: Only a valid request" in many.list.item(3).text()
    assert {see(real, row.id).row.owner for row in ROWS[:3]} == {"Priya Shah"}
    assert not screen.table.rows.ticks
    many.again.click()
    qtbot.waitUntil(lambda: "3 taken back, 0 refused" in words(many))
    assert {see(real, row.id).row.owner for row in ROWS[:3]} == {""}
    many.back.click()


def test_what_a_colleague_changed_meanwhile_is_told_and_the_rest_is_done(
    screen: QueueScreen, real: Office, qtbot: QtBot
) -> None:
    screen.table.rows.tick([row for row in screen.table.rows.here() if row.id < 3], True)
    act(real, 1, Allocate, owner_id=me(real))
    screen.tools.act("Add note")
    many = dialog(screen, qtbot, ManyDialog)
    many.go.click()
    qtbot.waitUntil(lambda: many.work.form.summary.isVisible())
    assert not many.told  # nothing is done without a note
    many.work.form.findChild(Field).put("The MPS has moved the unit to another site.")
    many.go.click()
    qtbot.waitUntil(lambda: "1 done, 1 refused" in words(many))
    assert "Somebody else changed this case meanwhile." in many.list.item(0).text()
    many.back.click()


def test_columns_heights_and_groups_change_and_a_view_brings_them_back(
    screen: QueueScreen, qtbot: QtBot
) -> None:
    screen.table.selectRow(2)
    chosen = screen.table.chosen
    screen.tools.choose_look()
    look = dialog(screen, qtbot)
    assert faults(look) == []
    look.list.setCurrentRow(4)
    look.up.click()
    look.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    look.row_height.put("compact")
    look.group.put("stage")
    look.use.click()
    qtbot.waitUntil(lambda: screen.table.rows.rowCount() == 6)
    names = [column.name for column in screen.table.rows.columns]
    assert names == ["case", "deadline", "stage", "owner"]
    assert screen.table.chosen == chosen  # by case, wherever it went
    screen.tools.save_view()
    keep = dialog(screen, qtbot)
    keep.form.fields["name"].put("By stage")
    keep.submit()
    qtbot.waitUntil(lambda: "By stage (4)" in [
        each.text() for each in screen.tools.views.menu().actions()])
    kept = screen.host.config.now.lists["review requests"]
    assert kept["columns"] == names and kept["height"] == "compact"
    screen.tools._use_look(Look())
    screen.open(view=screen.view)
    screen.group_by("")
    qtbot.waitUntil(lambda: screen.table.rows.rowCount() == 4)
    screen.tools.views.menu().actions()[0].trigger()
    qtbot.waitUntil(lambda: screen.table.rows.rowCount() == 6)
    assert [column.name for column in screen.table.rows.columns] == names


def test_a_chip_goes_by_its_own_button(screen: QueueScreen, qtbot: QtBot) -> None:
    screen.tools.choose_filters()
    panel = dialog(screen, qtbot)
    assert faults(panel) == []
    panel.boxes["stage", "valid"].click()
    panel.boxes["owner", "nobody"].click()
    panel.show_them.click()
    qtbot.waitUntil(lambda: screen.table.rows.total == 3)
    names = [item.accessibleName() for item in screen.chips._items]
    assert names == ["Stage: Not allocated. Remove this filter",
                     "Owner: not allocated. Remove this filter", "Clear filters"]
    assert faults(screen) == []
    screen.chips._items[0].click()
    qtbot.waitUntil(lambda: screen.table.rows.total == 4)


def test_a_heading_sorts_and_again_the_other_way(screen: QueueScreen, qtbot: QtBot) -> None:
    screen.table.sorted_by.emit("reference")
    qtbot.waitUntil(lambda: "Sorted by reference, lowest first." in " ".join(words(screen)))
    screen.table.sorted_by.emit("reference")
    qtbot.waitUntil(lambda: "Sorted by reference, highest first." in " ".join(words(screen)))
    first = screen.table.rows.row(0)
    qtbot.waitUntil(lambda: screen.table.rows.row(0).reference.endswith("4"))
    assert first is not None


def test_a_copy_is_written_after_its_reason(
    screen: QueueScreen, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "list.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(place), ""))
    screen.tools.take_copy()
    asked = dialog(screen, qtbot)
    assert faults(asked) == []
    asked.submit()
    assert "Enter why you need a copy" in words(asked) or not place.exists()
    asked.form.fields["because"].put("For the Board's meeting in March")
    asked.form.fields["kind"].put("csv")
    asked.submit()
    qtbot.waitUntil(place.exists)
    lines = place.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith('"Reference","Name","Complaint about"') and len(lines) == 5


def test_restricted_cases_stay_out_unless_all_are_ones_own() -> None:
    mine = [row._replace(owner="Priya Shah", restricted=n == 0) for n, row in enumerate(ROWS)]
    assert allowed(mine, "Priya Shah") == mine
    mixed = [*mine, ROWS[0]]
    assert allowed(mixed, "Priya Shah") == mixed[1:]


def test_a_complaint_about_mopac_leaves_by_no_list_whoevers_it_is() -> None:
    """Its letters stand in the list of letters of those who may see it."""
    row = ROWS[0]._replace(owner="Priya Shah", restricted=True)
    complaint = row._replace(stage=ComplaintStage.RECEIVED)
    assert allowed([complaint, row], "Priya Shah") == [row]


@pytest.mark.parametrize("look", ["dark", "contrast"])
def test_everything_has_a_name_in_every_theme(
    screen: QueueScreen, qtbot: QtBot, look: str, qapp: Any
) -> None:
    theme.apply(qapp, theme.Theme(look))
    qtbot.keyClick(screen.table, Qt.Key.Key_Space)
    assert faults(screen.window()) == []


def test_bundles_are_made_for_those_that_have_papers(
    screen: QueueScreen, real: Office, qtbot: QtBot
) -> None:
    screen.table.rows.tick([row for row in screen.table.rows.here() if row.id < 3], True)
    screen.tools.act("Make bundles")
    many = dialog(screen, qtbot, ManyDialog)
    qtbot.waitUntil(lambda: "2 cases of 2 will get it." in words(many))
    assert any("it cannot be undone" in each for each in words(many))
    many.go.click()
    qtbot.waitUntil(lambda: "2 done, 0 refused" in words(many))
    assert not many.again.isVisible()
    (made,) = real.ask(bundles_made, case_id=1)
    assert made.purpose == "Whole file" and made.pages > 1
    many.back.click()


def test_many_come_back_on_a_day_and_the_list_says_so(
    screen: QueueScreen, real: Office, qtbot: QtBot
) -> None:
    screen.tools.tick_all()
    qtbot.waitUntil(lambda: len(screen.table.rows.ticks) == 4)
    screen.tools.act("Bring forward")
    many = dialog(screen, qtbot, ManyDialog)
    form = many.work.form
    form.fields["due"].put("today")
    form.fields["because"].put("Ask the unit again")
    many.go.click()
    qtbot.waitUntil(lambda: form.summary.isVisible())
    assert "Bring forward to must be a day after today" in " ".join(words(many)) and not many.told
    form.fields["due"].put("23 3 2026")
    many.go.click()
    qtbot.waitUntil(lambda: "4 done, 0 refused" in words(many))
    assert {see(real, case_id).brought_forward.because for case_id in range(1, 5)} == {
        "Ask the unit again"}
    many.again.click()
    qtbot.waitUntil(lambda: "4 taken back, 0 refused" in words(many))
    assert see(real, 1).brought_forward is None
    many.back.click()


def test_a_letter_that_does_not_fit_leaves_cases_out_as_soon_as_it_is_chosen(
    screen: QueueScreen, real: Office, qtbot: QtBot
) -> None:
    screen.tools.tick_all()
    qtbot.waitUntil(lambda: len(screen.table.rows.ticks) == 4)
    screen.tools.act("Draft letters")
    many = dialog(screen, qtbot, ManyDialog)
    many.work.form.fields["code"].put("R1")
    qtbot.waitUntil(lambda: any(each.startswith("1 case of 4 will get it. 3 left out")
                                for each in words(many)))
    assert "Left out: It is not the time for it" in many.list.item(0).text()
    many.go.click()
    qtbot.waitUntil(lambda: "1 done, 0 refused, 3 left out" in words(many))
    assert [each.code for each in see(real, 4).letters] == ["R1"]
    many.back.click()


def test_what_one_had_last_is_there_again_and_what_is_gone_is_said(
    screen: QueueScreen, qtbot: QtBot
) -> None:
    table, config = screen.table, screen.host.config
    table.horizontalHeader().resizeSection(3, theme.px(170))
    qtbot.waitUntil(lambda: "review requests" in config.now.lists)
    assert config.now.lists["review requests"]["widths"] == {"owner": 170}
    screen.tools.choose_look()
    look = dialog(screen, qtbot)
    look.list.setCurrentRow(4)
    look.wider.click()
    assert faults(look) == []
    look.use.click()
    qtbot.waitUntil(lambda: config.now.lists["review requests"]["widths"] == {
        "owner": 170, "stage": 176})
    assert table.columnWidth(4) == theme.px(176)
    config.change(lists={"review requests": {
        "columns": ["owner", "colour", "case"], "widths": {"case": 210}, "height": "compact"}})
    again = QueueScreen(screen.host)
    qtbot.addWidget(again)
    assert [each.name for each in again.table.rows.columns] == ["owner", "case"]
    assert again.table.widths == {"case": 210}
    notice = screen.window().messages
    qtbot.waitUntil(lambda: "Not there: colour." in " ".join(words(notice)))
    with pytest.raises(ValueError, match="lists"):
        config.change(lists={"review requests": {"widths": {"case": -3}}})
