"""Letters to issue, MPS responses and post: the tools of every list, by key, as the queue has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from caseworker.actions.letters import DraftLetter, IssueLetter
from caseworker.actions.lists import KeepView
from caseworker.actions.office_work import AddColleague, SetSetting
from caseworker.actions.post import LogPost
from caseworker.database import open_engine
from caseworker.office import Office
from caseworker.queries.lists.saved import Look, plain
from caseworker.queries.lists.sorts import usual
from caseworker.queries.rows import ListOf
from caseworker.rules.lifecycle import Role
from caseworker.rules.recommendations import AllegationFinding
from tests.actions.test_main_job import decided
from tests.support.access import faults
from tests.support.clock import Clock
from tests.support.on_screen import dialog, words
from tests.support.review import PERSON, act, open_review, see
from ui.jobs import Jobs
from ui.places import SECTIONS
from ui.screens.all import SCREENS
from ui.screens.lists.many import ManyDialog
from ui.screens.lists.screen import ListScreen
from ui.screens.post.desk import PostDesk
from ui.shell import MainWindow

NAMES = ("letters", "responses", "post")
USED = ("letters", "responses", "post", "logpost", "queue")
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def real(sqlite_url: str, clock: Clock) -> Iterator[Office]:
    """Two drafts, two recommendations of one case whose replies are late, two items of post."""
    engine = open_engine(sqlite_url)
    office = Office(engine, "pshah", frozenset(Role), name="Priya Shah", now=clock)
    office.do(AddColleague(login="pshah", colleague_name="Priya Shah", roles=tuple(Role)))
    office.do(SetSetting(setting="expected_wait", value="two months", since=office.today()))
    office.do(AddColleague(login="boss", colleague_name="Helen Osei", roles=(Role.MANAGER,)))
    asked = open_review(office, name="Dee Decided")
    decided(office, asked, AllegationFinding.NOT_REASONABLE)
    for code in ("R14", "N2"):
        act(office, asked, IssueLetter, letter_id=act(office, asked, DraftLetter, code=code))
    clock.forward(days=30)
    for name in ("Ann Early", "Bea Late"):
        act(office, open_review(office, name=name), DraftLetter, code="R1")
    for name, route in (("Cat Other", "review"), ("=HYPERLINK(1)", "mps")):
        office.do(LogPost(received=office.today(), route=route, **{**PERSON, "name": name}))
    yield office
    engine.dispose()


@pytest.fixture
def window(real: Office, qtbot: QtBot) -> Iterator[MainWindow]:
    jobs = Jobs(real)
    made = MainWindow(real, jobs, {name: SCREENS[name] for name in USED}, SECTIONS)
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    yield made
    assert jobs.close()


def show(window: MainWindow, qtbot: QtBot, name: str) -> ListScreen:
    """A list, once it has its rows, with a tester that fails on what a model must not do."""
    window.show_screen(name)
    screen = window.screen_shown
    assert isinstance(screen, ListScreen)
    qtbot.waitUntil(lambda: screen.table.rows.total > 0 and not window.jobs._open)
    screen.tester = QAbstractItemModelTester(  # type: ignore[attr-defined]  # kept as long as it
        screen.table.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    return screen


def settle(screen: QWidget, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not screen.jobs._open)  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", NAMES)
def test_columns_heights_and_groups_are_chosen_and_remembered(
    window: MainWindow, qtbot: QtBot, name: str
) -> None:
    screen = show(window, qtbot, name)
    rows = screen.table.rows.total
    screen.tools.columns.click()
    look = dialog(screen, qtbot)
    assert faults(look) == []
    look.list.setCurrentRow(1)
    look.down.click()
    look.list.item(3).setCheckState(Qt.CheckState.Unchecked)
    look.row_height.put("compact")
    look.group.put("week")
    chosen = look.columns()
    look.use.click()
    qtbot.waitUntil(lambda: screen.table.rows.rowCount() > rows)
    settle(screen, qtbot)
    assert tuple(each.name for each in screen.table.rows.columns) == chosen
    screen.sort_by("reference")
    screen.sort_by("reference")
    settle(screen, qtbot)
    assert "highest first" in " ".join(words(screen)) and faults(screen) == []
    again = SCREENS[name](window)
    qtbot.addWidget(again)
    assert isinstance(again, ListScreen) and again.tools.look() == screen.tools.look()
    assert again.shown.order() == {"sort": "reference", "descending": True, "group": "week"}


@pytest.mark.parametrize("name", NAMES)
def test_what_is_remembered_and_there_no_more_is_said(
    window: MainWindow, qtbot: QtBot, name: str
) -> None:
    screen = show(window, qtbot, name)
    window.config.change(lists={screen.list_of.value: {
        "columns": ["reference", "colour"], "sort": "borough", "group": "moon"}})
    again = SCREENS[name](window)
    qtbot.addWidget(again)
    assert isinstance(again, ListScreen)
    assert again.shown == usual(screen.list_of)
    assert [each.name for each in again.table.rows.columns] == ["reference"]
    qtbot.waitUntil(lambda: "Not there: colour, borough and moon." in " ".join(
        words(window.messages)))


@pytest.mark.parametrize("name", NAMES)
def test_a_view_is_kept_for_its_list_and_a_colleagues_is_saved_as_ones_own(
    window: MainWindow, qtbot: QtBot, name: str, real: Office
) -> None:
    screen = show(window, qtbot, name)
    theirs = Office(real.engine, "boss", real.roles, now=real.now)
    theirs.do(KeepView(name="By reference", shared=True, shows=plain(
        usual(screen.list_of), Look(("reference",), "compact"))))
    other = next(each for each in ListOf if each not in (screen.list_of, ListOf.COMPLAINTS))
    theirs.do(KeepView(name="Elsewhere", shared=True, shows=plain(usual(other), Look())))
    screen.refresh()
    number = screen.table.rows.total

    def offered() -> dict[str, Any]:
        return {each.text(): each for each in screen.tools.views.menu().actions() if each.text()}

    qtbot.waitUntil(lambda: f"By reference ({number}), Helen Osei's, locked" in offered())
    assert list(offered())[1:] == ["Save this view", "Save “By reference” as mine"]
    offered()["Save “By reference” as mine"].trigger()
    keep = dialog(screen, qtbot)
    assert faults(keep) == []
    keep.submit()
    qtbot.waitUntil(lambda: "Remove “By reference”" in offered())
    next(iter(offered().values())).trigger()
    settle(screen, qtbot)
    assert [each.name for each in screen.table.rows.columns] == ["reference"]
    offered()["Remove “By reference”"].trigger()
    qtbot.waitUntil(lambda: "Remove “By reference”" not in offered())


@pytest.mark.parametrize(("name", "heads"), [
    ("letters", '"Reference","Name","Letter","Complaint about","Next deadline","Drafted"'),
    ("responses", '"Reference","Name","Recommendation","Reply due","Chased","Answer","Days late"'),
    ("post", '"Reference","Name","Route","Received","How it came","Logged","Files"')])
def test_a_copy_has_what_is_shown_no_formula_and_an_entry_in_the_journal(
    window: MainWindow, qtbot: QtBot, real: Office, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, name: str, heads: str,
) -> None:
    place = tmp_path / "list.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(place), ""))
    screen = show(window, qtbot, name)
    screen.tools.export.click()
    asked = dialog(screen, qtbot)
    asked.submit()
    assert not place.exists()  # no reason, no copy
    asked.form.fields["because"].put("For the meeting of the team on Monday")
    asked.form.fields["kind"].put("csv")
    asked.submit()
    qtbot.waitUntil(place.exists)
    lines = place.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == heads and len(lines) == 1 + screen.table.rows.total
    assert not any(cell.startswith(("=", "+", "-", "@"))
                   for line in lines for cell in line.strip('"').split('","'))
    entry = real.ask(lambda session: journal_of(session))
    assert entry["references"] and entry["shows"].startswith(f"{screen.title}: ")


def journal_of(session: Any) -> dict[str, Any]:
    """What the journal keeps of the one copy that was taken."""
    from sqlalchemy import select

    from caseworker.records import Entry

    found: dict[str, Any] = session.scalars(
        select(Entry).where(Entry.action == "ExportList")).one().inputs
    return found


@pytest.mark.parametrize("name", NAMES)
def test_what_matches_nothing_says_so_and_keeps_what_was_typed(
    window: MainWindow, qtbot: QtBot, name: str
) -> None:
    screen = show(window, qtbot, name)
    qtbot.keyClick(screen.table, Qt.Key.Key_F, CTRL)
    qtbot.keyClicks(screen.filter, "no such thing")
    qtbot.waitUntil(lambda: screen.nothing.isVisible())
    assert f"No {screen.things} match 1 filter." in words(screen)
    assert screen.filter.text() == "no such thing" and faults(screen) == []
    screen.nothing.action.click()
    qtbot.waitUntil(lambda: screen.table.isVisible() and not screen.filter.text())


def test_the_row_stays_chosen_by_what_it_is_and_not_by_where_it_stands(
    window: MainWindow, qtbot: QtBot, real: Office
) -> None:
    screen = show(window, qtbot, "letters")
    qtbot.keyClick(screen.table, Qt.Key.Key_Down)
    chosen = screen.table.chosen
    qtbot.keyClick(screen.table, Qt.Key.Key_Space)
    screen.sort_by("case")
    screen.sort_by("case")
    settle(screen, qtbot)
    assert screen.table.chosen == chosen and list(screen.table.rows.ticks) == [chosen]
    act(real, open_review(real, name="Zoe Last"), DraftLetter, code="R1")
    screen.refresh()
    qtbot.waitUntil(lambda: screen.table.rows.total == 3)
    assert screen.table.chosen == chosen and screen.row.own.id == chosen


def test_the_mps_is_chased_once_for_a_case_however_many_of_its_rows_are_ticked(
    window: MainWindow, qtbot: QtBot, real: Office
) -> None:
    screen = show(window, qtbot, "responses")
    row = screen.table.rows.row(0)
    assert "2 days overdue" in screen.table.rows.data(screen.table.rows.index(0, 2))
    twin = row._replace(own=row.own._replace(id=row.own.id + 1000))
    screen.table.rows.tick([row, twin], True)
    assert "2 recommendations ticked" in words(screen)
    screen.tools.act("Chase the MPS")
    many = dialog(screen, qtbot, ManyDialog)
    qtbot.waitUntil(lambda: "1 case of 1 will get it." in words(many))
    many.go.click()
    qtbot.waitUntil(lambda: "1 done, 0 refused" in words(many))
    many.back.click()
    assert [each.code for each in see(real, row.id).letters if each.state == "draft"] == ["R15"]


def test_enter_shows_an_item_at_the_desk_and_nothing_is_ticked(
    window: MainWindow, qtbot: QtBot
) -> None:
    screen = show(window, qtbot, "post")
    qtbot.keyClick(screen.table, Qt.Key.Key_Space)
    assert not screen.table.rows.ticks and not screen.tools.strip.isVisible()
    assert not dict(screen.keys()).keys() & {"Space", "Ctrl+A"}
    qtbot.keyClick(screen.table, Qt.Key.Key_Down)
    qtbot.keyClick(screen.table, Qt.Key.Key_Return)
    desk = window.screen_shown
    assert isinstance(desk, PostDesk)
    qtbot.waitUntil(lambda: desk.list.currentItem() is not None
                    and desk.list.currentItem().text() == "Cat Other" and not window.jobs._open)
    desk.sieve.box.setText("hyperlink")
    qtbot.waitUntil(lambda: [desk.list.item(n).text() for n in range(desk.list.count())][1:]
                    == ["=HYPERLINK(1)"])
    window.show_screen("logpost", item=screen.row.id)  # what the filter hides is shown
    qtbot.waitUntil(lambda: desk.list.currentItem() is not None
                    and desk.list.currentItem().text() == "Cat Other")
    assert desk.sieve.box.text() == ""
