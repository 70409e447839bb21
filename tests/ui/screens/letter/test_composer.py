"""Writing a letter: from the kind chosen to the frozen letter, with what can go wrong between."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QPlainTextEdit
from pytestqt.qtbot import QtBot

from caseworker.actions.letters import DraftLetter, EditLetter
from caseworker.actions.office_work import AddNote
from caseworker.actions.opening import RecordFacts
from caseworker.actions.people import RecordPerson
from caseworker.actions.validity import AcceptAsValid
from caseworker.office import Office, Refused, Unavailable
from caseworker.queries.case import LetterView
from caseworker.queries.papers import content
from caseworker.rules.lifecycle import Role
from tests.support.access import faults
from tests.support.case_window import CaseWindow, words
from tests.support.review import act, answer_body, open_review, see
from ui import theme
from ui.screens.letter import keeper
from ui.screens.letter.screen import LetterScreen
from ui.screens.letters_queue import LettersQueue
from ui.somebody_else import SomebodyElse

SCREENS = {"letter": LetterScreen, "letters": LettersQueue}


class Desk(CaseWindow):
    """A window on one case, at its letters."""

    def __init__(self, qtbot: QtBot, office: Office, case_id: int) -> None:
        super().__init__(qtbot, office, case_id, "LettersTab", SCREENS)

    @property
    def screen(self) -> LetterScreen:
        found = self.window.screen_shown
        assert isinstance(found, LetterScreen)
        return found

    def write(self, code: str) -> LetterScreen:
        """Choose a letter, and wait until it is drawn or refused."""
        self.window.show_screen("letter", case_id=self.case_id, code=code)
        self.until(lambda: self.screen._stack.currentWidget() is not self.screen.waiting)
        self.settle()
        return self.screen

    def until(self, what: Any) -> None:
        self._qtbot.waitUntil(what)

    def letter(self, number: int = 0) -> LetterView:
        return see(self.office, self.case_id).letters[number]


@pytest.fixture
def desk(office: Office, qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(qtbot, office, open_review(office))
    yield made
    made.close()


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test waits for three seconds."""
    monkeypatch.setattr(keeper, "PAUSE", 80)


def valid(desk: Desk) -> None:
    answer_body(desk.office, desk.case_id)
    act(desk.office, desk.case_id, AcceptAsValid)


def test_a_missing_value_is_named_given_and_the_letter_issued(desk: Desk) -> None:
    valid(desk)
    screen = desk.write("R8")
    assert "Add how long it is likely to take" in screen.missing.form.summary.accessibleName()
    assert desk.window.focusWidget() is screen.missing.form.summary
    screen.missing.form.fields["expected_wait"].go()
    desk.type("about ten weeks")
    desk.press(Qt.Key.Key_Return, ctrl=True)
    desk.until(lambda: screen.keeper is not None)
    assert "about ten weeks" in screen.composer.text.toPlainText()
    assert desk.window.focusWidget() is screen.composer.text

    desk.press(Qt.Key.Key_I, ctrl=True)
    desk.until(lambda: screen.ending.card is not None and screen.ending.card.isVisible()
               and screen.ending.card.act.isEnabled())
    shown = words(screen.ending.card)
    for line in ("Ruth Abernathy", "14 Larch House", "LONDON", "E9 7SN", "Nobody"):
        assert line in shown
    assert "Update the requester" in shown  # the deadline that it moves
    desk.press(Qt.Key.Key_Return, ctrl=True)
    desk.until(lambda: screen._stack.currentWidget() is screen.issued)
    desk.settle()
    letter = desk.letter()
    assert (letter.state, letter.number, letter.sent_by) == ("issued", 1, "post")
    assert screen.issued.view._pages == 2
    assert desk.office.ask(content, sha256=letter.pdf_sha256).startswith(b"%PDF")
    with pytest.raises(Refused, match="cannot be changed"):
        act(desk.office, desk.case_id, EditLetter, letter_id=letter.id, letter_version=2,
            markdown="# Other")
    # Going on and coming back shows the issued letter; it drafts no second one.
    desk.show(desk.case_id, "LettersTab")
    desk.window.back()
    desk.settle()
    assert desk.screen._stack.currentWidget() is screen.issued
    assert len(see(desk.office, desk.case_id).letters) == 1


def test_by_email_it_goes_only_where_an_address_is_known(desk: Desk) -> None:
    screen = desk.write("R1")
    desk.press(Qt.Key.Key_I, ctrl=True)
    desk.until(lambda: screen.ending.card is not None and screen.ending.card.isVisible()
               and screen.ending.card.act.isEnabled())
    card = screen.ending.card
    card.way.setCurrentText("Email")
    desk.until(lambda: card.act.toolTip() == "Enter an email address")
    assert not card.act.isEnabled() and "Email of Ruth Abernathy" in words(card)
    card.way.setCurrentText("Hand")
    desk.until(card.act.isEnabled)
    card.reject()


def test_the_card_shows_the_email_address_it_goes_to(desk: Desk) -> None:
    person = see(desk.office, desk.case_id).people[0]
    act(desk.office, desk.case_id, RecordPerson, party_id=person.id, part=person.part,
        name=person.name, address=person.address, postcode=person.postcode,
        email="ruth@example.org")
    screen = desk.write("R1")
    desk.press(Qt.Key.Key_I, ctrl=True)
    desk.until(lambda: screen.ending.card is not None and screen.ending.card.isVisible()
               and screen.ending.card.act.isEnabled())
    card = screen.ending.card
    assert "ruth@example.org" not in words(card)
    card.way.setCurrentText("Email")
    desk.until(lambda: "ruth@example.org" in words(card) and card.act.isEnabled())
    card.reject()


def test_what_the_case_must_hold_leads_to_its_tab(desk: Desk) -> None:
    screen = desk.write("R14")
    shown = words(screen.missing)
    assert "Add the date of the decision" in shown and "Add the points of the complaint" in shown
    screen.missing.wanted.emit("RecommendationsTab")
    desk.settle()
    assert desk.page._part.words == "Recommendations"
    desk.window.back()
    desk.settle()
    assert desk.screen._stack.currentWidget() is screen.missing  # and it was tried again
    assert see(desk.office, desk.case_id).letters == ()


def test_a_paragraph_that_announces_nothing_stops_the_letter(desk: Desk) -> None:
    composer = desk.write("R1").composer
    composer.text.appendPlainText("We are sorry that it takes longer than we said. This is why:")
    desk.screen.check_and_issue()
    asked = "Add the reason for the delay, or take out this paragraph"
    desk.until(lambda: desk.screen.ending.card is not None
               and asked in words(desk.screen.ending.card))
    card = desk.screen.ending.card
    assert not card.act.isEnabled() and asked in card.act.toolTip()
    card.reject()


def test_seven_address_lines_ask_for_another_envelope(desk: Desk) -> None:
    composer = desk.write("R1").composer
    composer.to.setPlainText("\n".join(["Ruth Abernathy", *(f"Line {n}" for n in range(6))]))
    assert "Address has 7 lines. Join lines or choose a C5 envelope" in composer.fit.text()
    desk.until(lambda: composer.paper.currentIndex() == 1)
    assert "Address has 7 lines" in words(composer.paper)
    desk.screen.check_and_issue()
    desk.until(lambda: desk.screen.ending.card is not None
               and "Address has 7 lines" in words(desk.screen.ending.card))
    card = desk.screen.ending.card
    assert not card.act.isEnabled() and "Address has 7 lines" in card.act.toolTip()
    card.way.setCurrentIndex(1)  # post, C5 envelope
    desk.until(card.act.isEnabled)
    card.reject()
    composer.way.setCurrentIndex(1)
    assert composer.fit.text() == "Any number of lines fits."
    desk.until(lambda: composer.paper.currentIndex() == 0)


def test_a_name_that_the_font_lacks_is_named_instead_of_a_page(desk: Desk) -> None:
    composer = desk.write("R1").composer
    composer.text.appendPlainText("Dear 山田")
    desk.until(lambda: composer.paper.currentIndex() == 1)
    assert "The letter font cannot print: “山”" in words(composer.paper)
    composer.text.setPlainText("# A letter\n\nDear Yamada")
    desk.until(lambda: composer.paper.currentIndex() == 0)


def test_typing_is_saved_after_a_pause_and_on_leaving(desk: Desk) -> None:
    composer = desk.write("R1").composer
    composer.text.setFocus()
    desk.press(Qt.Key.Key_End, ctrl=True)
    desk.type(" More.")
    desk.until(lambda: composer.state.text() == "Saved 09:30")
    assert desk.letter().markdown.endswith("More.")
    desk.type(" Last.")
    desk.window.show_screen("queue")
    desk.settle()
    assert desk.letter().markdown.endswith("More. Last.")


def test_closing_the_window_saves(desk: Desk) -> None:
    composer = desk.write("R1").composer
    composer.text.appendPlainText("Just before closing.")
    assert desk.window.close()
    assert desk.letter().markdown.endswith("Just before closing.")


def test_another_change_of_the_case_does_not_stop_the_saving(desk: Desk) -> None:
    composer = desk.write("R1").composer
    act(desk.office, desk.case_id, AddNote, text="Rang to say thank you.")
    composer.text.appendPlainText("Mine.")
    desk.until(lambda: composer.state.text() == "Saved 09:30")
    assert desk.letter().markdown.endswith("Mine.")
    assert not desk.window.findChildren(SomebodyElse)


@pytest.mark.parametrize("mine", [True, False], ids=["mine is kept", "theirs is taken"])
def test_a_colleague_in_the_same_letter_loses_nobodys_words(desk: Desk, mine: bool) -> None:
    screen = desk.write("R1")
    letter, composer = desk.letter(), screen.composer
    act(desk.office, desk.case_id, EditLetter, letter_id=letter.id,
        letter_version=letter.version, markdown="# Theirs\n\nText", addressee=())
    composer.text.setPlainText("# Mine\n\nText")
    desk.until(lambda: bool(desk.window.findChildren(SomebodyElse)))
    both = desk.window.findChildren(SomebodyElse)[-1]
    assert composer.text.toPlainText().startswith("# Mine")
    assert desk.letter().markdown.startswith("# Theirs")
    shown = [box.toPlainText() for box in both.findChildren(QPlainTextEdit)]
    assert shown[:2] == ["# Mine\n\nText", "# Theirs\n\nText"]
    both.copy.click()
    assert QGuiApplication.clipboard().text().startswith("# Mine")
    (both.keep if mine else both.take).click()
    desk.settle()
    wanted = "# Mine" if mine else "# Theirs"
    desk.until(lambda: desk.letter().markdown.startswith(wanted))
    assert composer.text.toPlainText().startswith(wanted)
    composer.text.appendPlainText("And more.")
    desk.until(lambda: composer.state.text() == "Saved 09:30")
    assert desk.letter().markdown.endswith("And more.")


def test_records_that_cannot_be_reached_keep_the_words(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    composer = desk.write("R1").composer
    real = desk.office.do
    monkeypatch.setattr(desk.office, "do", lambda action: (_ for _ in ()).throw(
        Unavailable("The server does not answer.")))
    composer.text.appendPlainText("Still here.")
    desk.until(lambda: composer.state.text() == "Not saved. Cannot reach the records")
    monkeypatch.setattr(desk.office, "do", real)
    desk.window.refresh()
    desk.until(lambda: composer.state.text() == "Saved 09:30")
    assert desk.letter().markdown.endswith("Still here.")


def test_new_values_can_be_merged(desk: Desk) -> None:
    desk.write("R1")
    desk.window.show_screen("queue")
    desk.settle()
    act(desk.office, desk.case_id, RecordFacts, mps_reference="PC/09999/26")
    composer = desk.write("R1").composer
    assert "The MPS reference changed after this letter was drafted" in words(composer.changed)
    composer.changed.action.click()
    desk.until(composer.changed.isHidden)
    assert "PC/09999/26" in composer.text.toPlainText()
    assert len(see(desk.office, desk.case_id).letters) == 1  # the draft there was, opened again


def test_reading_warns_and_points_at_the_words(desk: Desk) -> None:
    composer = desk.write("R1").composer
    text = "# 𝐀 heading\n\nWe determine it."
    composer.text.setPlainText(text)
    desk.until(lambda: not composer.reading.menu.isEmpty())
    assert composer.reading.menu.actions()[0].text() == "“determine”: say “decide”"
    composer.reading.menu.actions()[0].trigger()
    assert composer.text.textCursor().selectedText() == "determine"


def test_copies_of_a_draft_say_so(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    composer = desk.write("R1").composer
    for ending in (".pdf", ".docx"):
        place = tmp_path / f"copy{ending}"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, p=place: (str(p), ""))
        composer._copy(ending)
        desk.until(place.exists)
        desk.settle()
    assert (tmp_path / "copy.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "copy.docx").read_bytes().startswith(b"PK")
    monkeypatch.setattr(QFileDialog, "getSaveFileName",
                        lambda *_: (str(tmp_path / "none" / "copy.pdf"), ""))
    composer._copy(".pdf")
    desk.settle()
    assert "copy.pdf is not saved." in words(desk.window.messages)


def test_a_draft_is_discarded_and_leaves_the_queue(desk: Desk) -> None:
    act(desk.office, desk.case_id, DraftLetter, code="R1")
    desk.window.show_screen("letters")
    desk.settle()
    queue = desk.window.screen_shown
    assert isinstance(queue, LettersQueue)
    assert queue.table.rows.rowCount() == 1
    desk.press(Qt.Key.Key_Return)
    desk.until(lambda: desk.window.screen_shown is not queue and desk.screen.keeper is not None)
    desk.screen.ending.discard()
    desk.agree()
    desk.until(lambda: desk.window.screen_shown is queue)
    desk.settle()
    assert "No letter waits to be issued" in words(queue.nothing)
    assert see(desk.office, desk.case_id).letters == ()


def test_an_auditor_can_read_a_draft_and_not_write(office: Office, qtbot: QtBot) -> None:
    case_id = open_review(office)
    letter_id = act(office, case_id, DraftLetter, code="R1")
    auditor = Office(office.engine, "aud", frozenset({Role.AUDITOR}), now=office.now)
    desk = Desk(qtbot, auditor, case_id)
    desk.window.show_screen("letter", case_id=case_id, letter_id=letter_id)
    desk.until(lambda: desk.screen.keeper is not None)
    composer = desk.screen.composer
    assert composer.text.isReadOnly() and composer.to.isReadOnly()
    assert not composer.check.isEnabled() and "needs the role" in composer.check.toolTip()
    desk.screen.check_and_issue()
    desk.settle()
    assert desk.screen.ending.card is None
    desk.close()


@pytest.mark.parametrize("look", ["light", "dark", "contrast"])
def test_everything_has_a_name(sqlite_url: str, clock: Any, qtbot: QtBot, look: str) -> None:
    from caseworker.database import open_engine

    engine = open_engine(sqlite_url)
    office = Office(engine, "demo.manager", frozenset(Role), now=clock)
    desk = Desk(qtbot, office, open_review(office))
    theme.apply(QApplication.instance(), theme.Theme(look))
    screen = desk.write("R1")
    assert faults(desk.window) == []
    screen.check_and_issue()
    desk.until(lambda: screen.ending.card is not None and screen.ending.card.act.isEnabled())
    assert faults(screen.ending.card) == []
    screen.ending.card.reject()
    desk.window.show_screen("letters")
    desk.settle()
    assert faults(desk.window) == []
    desk.show(desk.case_id, "LettersTab")
    assert faults(desk.window) == []
    desk.show(desk.case_id, "BundleTab")
    assert faults(desk.window) == []
    desk.close()
    engine.dispose()
