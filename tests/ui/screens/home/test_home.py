"""The first page at the window: each number is that of the list it opens; keys; names; offline."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseworker.actions.bring_forward import BringForward
from caseworker.actions.letters import DraftLetter
from caseworker.actions.office_work import AddColleague, AddNote
from caseworker.letters.catalogue import CHASE
from caseworker.office import Office, Unavailable
from caseworker.queries.home import Pile
from caseworker.queries.rows import ListOf
from caseworker.records import Recommendation, Staff
from caseworker.rules.lifecycle import Role, Stage
from caseworker.rules.recommendations import REMEDY
from tests.support.access import faults, names
from tests.support.clock import Clock
from tests.support.lists import rows_of
from tests.support.on_screen import words
from tests.support.review import act, log, open_review, put
from ui import theme
from ui.jobs import Jobs
from ui.places import SECTIONS
from ui.screens.all import SCREENS
from ui.screens.home.absences import NOBODY, AbsencesDialog
from ui.screens.home.screen import HomeScreen
from ui.screens.letter.screen import LetterScreen
from ui.screens.letters_queue import LettersQueue
from ui.screens.post.desk import PostDesk
from ui.screens.queue import QueueScreen
from ui.shell import MainWindow
from ui.widgets.action_dialog import ActionDialog


@pytest.fixture
def busy(office: Office, clock: Clock) -> Office:
    """An office where every card has something, seen by a manager."""
    for login, name, role in (("pshah", "Priya Shah", Role.CASEWORKER),
                              ("hosei", "Helen Osei", Role.MANAGER)):
        office.do(AddColleague(login=login, colleague_name=name, roles=(role,)))
    with office._read() as session:
        priya = session.query(Staff).filter_by(login="pshah").one().id
    late, waits = open_review(office, name="Ann Late"), open_review(office, name="Bea Waits")
    put(office, late, owner_id=priya, stage=Stage.ASSESSING)
    with office._write.begin() as session:
        session.info["changes"] = []
        session.add(Recommendation(case_id=waits, number=1, code=REMEDY, text="x", reason="x",
                                   allegations=[], made_on=office.today(),
                                   reply_due=office.today()))
    put(office, waits, owner_id=priya, stage=Stage.RESPONSE_DUE, decided_on=office.today(),
        next_deadline=office.today(), next_deadline_name="MPS response")
    act(office, late, BringForward, due=office.today() + timedelta(days=30), because="Ask again")
    clock.forward(days=30)
    for name in ("Cat New", "Dan New"):
        case_id = open_review(office, name=name, received=office.today())
    act(office, case_id, DraftLetter, code="R1")
    log(office, same_file_again=True, received=office.today())
    return office


class Page:
    """The window with the first page in front."""

    def __init__(self, qtbot: QtBot, office: Office) -> None:
        self._qtbot, self.office = qtbot, office
        self.window = MainWindow(office, Jobs(office), SCREENS, SECTIONS)
        qtbot.addWidget(self.window)
        self.window.resize(1440, 900)
        self.window.show()
        self.window.activateWindow()
        self.home()

    def home(self) -> HomeScreen:
        self.window.show_screen("home")
        self.settle()
        screen = self.window.screen_shown
        assert isinstance(screen, HomeScreen)
        return screen

    def settle(self) -> None:
        self._qtbot.waitUntil(lambda: not self.window.jobs._open)
        QApplication.processEvents()

    def press(self, key: Qt.Key) -> None:
        self._qtbot.keyClick(QApplication.focusWidget() or self.window, key)
        self.settle()

    def rows(self) -> int:
        """How many rows the list in front has."""
        screen = self.window.screen_shown
        if isinstance(screen, PostDesk):
            return len(screen.batch.waiting)
        assert isinstance(screen, QueueScreen | LettersQueue)
        return screen.table.rows.rowCount()



@pytest.mark.parametrize("login", ["hosei", "pshah"])
def test_each_number_is_that_of_the_list_it_opens(
    busy: Office, qtbot: QtBot, login: str
) -> None:
    page = Page(qtbot, busy.working_as(login))
    shown = {card.card.pile: card.card.number for card in page.home().cards}
    assert shown == {Pile.OVERDUE: 2, Pile.DUE: 2, Pile.BROUGHT: 1, Pile.WAITING: 1,
                     Pile.UNALLOCATED: 2, Pile.LETTERS: 1, Pile.POST: 1}
    for number, (pile, counted) in enumerate(shown.items(), 1):
        page.home()
        page.press(Qt.Key(Qt.Key.Key_0 + number))
        assert page.rows() == counted, pile


def test_covering_counts_and_lists_the_colleagues_cases(busy: Office, qtbot: QtBot) -> None:
    page = Page(qtbot, busy.working_as("hosei"))
    screen = page.home()
    screen.cover.setCurrentIndex(screen.cover.findText("Priya Shah"))
    screen.cover.activated.emit(screen.cover.currentIndex())
    page.settle()
    assert "The cases of Priya Shah." in screen.sentence.text()
    assert [card.card.number for card in screen.cards[:3]] == [2, 0, 1]
    page.press(Qt.Key.Key_1)
    assert page.rows() == 2
    assert page.home().cover.currentText() == "Priya Shah"  # the choice stays in the window


def test_enter_opens_the_next_step(busy: Office, qtbot: QtBot) -> None:
    page = Page(qtbot, busy.working_as("pshah"))
    screen = page.home()
    assert QApplication.focusWidget() is screen.next_step.button
    assert any(text.startswith("Bea Waits: MPS response, ") for text in words(screen.next_step))
    page.press(Qt.Key.Key_Return)
    assert page.window.screen_shown is page.window._screens["case"]


def test_home_is_the_first_place(busy: Office, qtbot: QtBot) -> None:
    page = Page(qtbot, busy)
    page.window.show_screen("queue")
    page.window.go_to_place(1)
    assert isinstance(page.window.screen_shown, HomeScreen)


def test_names_and_loads_are_spoken(busy: Office, qtbot: QtBot) -> None:
    page = Page(qtbot, busy.working_as("hosei"))
    screen = page.home()
    spoken = [card.accessibleName() for card in screen.cards]
    assert spoken[:4] == ["Overdue, 2 cases", "Due in 7 days, 2 cases",
                          "Brought forward, 1 case", "Waiting on MPS, 1 case, 1 late"]
    assert "Priya Shah, 2 open cases, 2 overdue" in [
        row.accessibleName() for row in screen.loads.rows]
    assert "2, 2 overdue" in words(screen.loads)


@pytest.mark.parametrize("look", ["light", "dark", "contrast"])
def test_a_screen_reader_gets_all_of_it(busy: Office, qtbot: QtBot, look: str) -> None:
    page = Page(qtbot, busy.working_as("hosei"))
    page.window.use_theme(theme.Theme(look, 1.5))
    page.settle()
    assert faults(page.window) == []
    assert len(names(page.home(), QAccessible.Role.Button)) > 12


def test_chasing_drafts_the_reminder(busy: Office, qtbot: QtBot) -> None:
    page = Page(qtbot, busy.working_as("pshah"))
    screen = page.home()
    late = next(row for row, _, line in screen.radar.rows if line.name == "Bea Waits")
    late.setFocus()
    page.press(Qt.Key.Key_C)
    page.settle()
    letter = page.window.screen_shown
    assert isinstance(letter, LetterScreen)
    assert (CHASE, "Bea Waits") in [
        (each.own.code, each.name) for each in rows_of(page.office, ListOf.LETTERS)]


def test_without_the_records_the_last_figures_stay_with_their_time(
    busy: Office, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = Page(qtbot, busy.working_as("hosei"))
    screen = page.home()

    def gone(*_: object, **__: object) -> None:
        raise Unavailable("The server does not answer.")

    monkeypatch.setattr(page.office, "ask", gone)
    screen.refresh()
    page.settle()
    assert "These are the figures of 09:30 on Saturday 11 April 2026." in words(screen)
    assert screen.cards[0].card.number == 2
    assert page.window.messages.offline.isVisible()


def test_an_empty_office_says_so_in_words(office: Office, qtbot: QtBot) -> None:
    office.do(AddColleague(login="hosei", colleague_name="Helen Osei", roles=(Role.MANAGER,)))
    page = Page(qtbot, office.working_as("hosei"))
    shown = words(page.home())
    assert {"Nothing is overdue.", "No letter waits to be issued.",
            "Nothing waits for you."} <= set(shown)
    assert not page.home().next_step.button.isVisible()


def test_an_absence_is_recorded_and_the_cover_finds_the_work(busy: Office, qtbot: QtBot) -> None:
    page = Page(qtbot, busy.working_as("pshah"))
    screen = page.home()
    screen.show_absences()
    page.settle()
    (dialog,) = screen.findChildren(AbsencesDialog)
    assert NOBODY in words(dialog) and not dialog.remove.isEnabled()
    dialog.add.click()
    page.settle()
    (ask,) = dialog.findChildren(ActionDialog)
    own = ask.form.fields["staff_id"]
    assert [own._box.itemText(n) for n in range(own._box.count())] == ["Priya Shah"]
    ask.save.click()
    page.settle()
    assert "Enter the last day away" in ask.form.summary.accessibleName()
    ask.form.fields["last_day"].put("18 4 26")
    cover = ask.form.fields["cover_id"]._box
    cover.setCurrentIndex(cover.findText("Helen Osei"))
    ask.save.click()
    qtbot.waitUntil(dialog.remove.isEnabled)
    page.settle()
    assert dialog.list.item(0).text() == (
        "Priya Shah: 11 April 2026 to 18 April 2026. Helen Osei covers")
    dialog.accept()
    boss = Page(qtbot, busy.working_as("hosei"))
    home = boss.home()
    assert "You cover for Priya Shah until 18 April 2026." in home.sentence.text()
    assert home.cover.itemText(home.cover.count() - 1) == (
        "Priya Shah, away until 18 Apr 2026")
    card = home.cards[-1].card
    assert (card.title, card.number, len(home.cards)) == ("Cover for Priya Shah", 2, 8)
    boss.press(Qt.Key.Key_8)
    assert boss.rows() == card.number


def test_a_promise_is_said_to_be_kept_on_its_line(
    busy: Office, qtbot: QtBot, clock: Clock
) -> None:
    case_id = open_review(busy, name="Eve Waits", received=busy.today())
    act(busy, case_id, AddNote, text="Told her.", promised_by=busy.today())
    clock.forward(days=1)
    page = Page(qtbot, busy.working_as("hosei"))
    screen = page.home()
    row, button, line = screen.radar.rows[0]
    assert (line.name, button.text()) == ("Eve Waits", "Kept")
    row.setFocus()
    page.press(Qt.Key.Key_K)
    (ask,) = screen.findChildren(ActionDialog)
    ask.form.fields["kept"].put("Called her this morning.")
    ask.save.click()
    qtbot.waitUntil(lambda: "Eve Waits" not in [line.name for *_, line in screen.radar.rows
                                                if line.reminder.note_id])
