"""What a letter still needs can be given in the window, for every letter there is."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from caseworker.letters.catalogue import CATALOGUE
from caseworker.letters.draft import values_of
from caseworker.office import Office
from tests.support.assessing import allocated, team
from tests.support.case_window import CaseWindow, words
from ui.screens.letter.missing import GIVEN, WHERE
from ui.screens.letter.screen import LetterScreen

# Who writes, and to whom: the office always knows it.
ALWAYS_KNOWN = {"signatory_name", "signatory_role", "caseworker_name", "police_addressee",
                "our_reference"}


@pytest.mark.parametrize("code", CATALOGUE)
def test_there_is_a_way_to_give_all_that_a_letter_needs(code: str) -> None:
    needed = {value.name for value in values_of(code) if value.required}
    assert needed <= {*GIVEN, *WHERE} | ALWAYS_KNOWN


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_an_update_asks_what_has_been_done_and_says_it(qtbot: QtBot, office: Office) -> None:
    worker = team(office).worker
    case_id = allocated(office)
    window = CaseWindow(qtbot, worker, case_id, "LettersTab", {"letter": LetterScreen})
    window.window.show_screen("letter", case_id=case_id, code="R12")
    screen = window.window.screen_shown
    assert isinstance(screen, LetterScreen)
    qtbot.waitUntil(lambda: screen.missing.form is not None and screen.missing.isVisible())
    assert "Add what we have done so far" in words(screen)
    screen.missing.form.fields["done_so_far"].go()
    window.type("We have read the papers of the police.")
    screen.main_action()
    qtbot.waitUntil(screen.composer.isVisible)
    assert "We have read the papers of the police." in screen.composer.text.toPlainText()
    window.close()
