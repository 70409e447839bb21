"""What was typed in a case and not saved is there again at the next start, and nowhere it may not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from caseworker.actions.letters import DraftLetter, EditLetter
from caseworker.database import open_engine
from caseworker.drafts import Drafts
from caseworker.office import Office, Unavailable
from caseworker.rules.lifecycle import Role
from tests.support.case_page import allocated, rest, staff, tab, words
from tests.support.clock import Clock
from tests.support.review import act, open_review, see
from ui.jobs import Jobs
from ui.kept import ONLY_OPEN, Kept
from ui.places import SECTIONS
from ui.screens.case.assess.body import AssessmentBody
from ui.screens.case.assessment import AssessmentTab
from ui.screens.case.notes import NotesTab
from ui.screens.case.page import CasePage
from ui.screens.letter import keeper
from ui.screens.letter.screen import LetterScreen
from ui.screens.queue import QueueScreen
from ui.shell import MainWindow
from ui.somebody_else import SomebodyElse
from ui.typed_before import offer

Start = Callable[[int], CasePage]


@pytest.fixture
def office(sqlite_url: str, clock: Clock) -> Iterator[Office]:
    made = Office(open_engine(sqlite_url), "demo.manager", frozenset(Role), now=clock)
    staff(made)
    yield made
    made.engine.dispose()


@pytest.fixture
def start(office: Office, qtbot: QtBot, tmp_path: Path) -> Start:
    """Opens the case in a window of its own, with the drafts that were left before."""

    def begin(case_id: int) -> CasePage:
        jobs = Jobs(office)
        screens = {"queue": QueueScreen, "case": CasePage, "letter": LetterScreen}
        window = MainWindow(office, jobs, screens, SECTIONS,
                            drafts=Drafts(tmp_path / "drafts", "me forms"))
        qtbot.addWidget(window, before_close_func=lambda _: jobs.close())
        window.show()
        window.show_screen("case", case_id=case_id)
        page = window.screen_shown
        assert isinstance(page, CasePage)
        qtbot.waitUntil(lambda: page.view is not None)
        rest(qtbot, page)
        return page

    return begin


def test_a_note_and_an_allegation_outlive_the_program(
    office: Office, start: Start, qtbot: QtBot
) -> None:
    case_id = open_review(office)
    allocated(office, case_id)
    page = start(case_id)
    page.go_to(NotesTab)
    qtbot.keyClicks(tab(page, NotesTab).box.text, "Half a sen")
    page.go_to(AssessmentTab)
    body = tab(page, AssessmentTab).body
    assert isinstance(body, AssessmentBody)
    body.add_form.form.fields["said"].put("I was pushed.")
    assert page.window().close()
    again = start(case_id)
    window = again.window()
    assert isinstance(window, MainWindow)
    offer(window)
    said = " ".join(words(window.messages))
    assert "Something that you typed is not saved yet." in said
    assert "a note on REV-2026-0001" in said and "“Add allegation” on REV-2026-0001" in said
    again.go_to(NotesTab)
    box = tab(again, NotesTab).box
    assert box.text.toPlainText() == "Half a sen"
    again.go_to(AssessmentTab)
    body = tab(again, AssessmentTab).body
    assert isinstance(body, AssessmentBody)
    assert body.add_form.form.fields["said"].raw() == "I was pushed."
    body.add_form.send()
    rest(qtbot, again)
    again.go_to(NotesTab)
    box.save()
    rest(qtbot, again)
    assert dict(window.kept.all) == {}
    assert window.close()


def test_of_a_restricted_case_nothing_is_on_the_disk(
    qtbot: QtBot, office: Office, tmp_path: Path
) -> None:
    drafts = Drafts(tmp_path / "drafts", "me forms")
    jobs = Jobs(office)
    kept = Kept(jobs, drafts, lambda _: None)
    asked = {"case_id": 1, "words": "a note"}
    assert kept.put("note/1", {"text": "Secret"}, restricted=True, **asked) == ONLY_OPEN  # type: ignore[arg-type]
    assert kept.put("note/2", {"text": "Plain"}, **asked) == ""  # type: ignore[arg-type]
    kept.finish()
    assert kept.get("note/1") == {"text": "Secret"}
    assert "Plain" in drafts.path.read_text() and "Secret" not in drafts.path.read_text()
    assert jobs.close()


@pytest.fixture
def letter(office: Office, start: Start, qtbot: QtBot,
           monkeypatch: pytest.MonkeyPatch) -> Callable[[], LetterScreen]:
    """Opens the one letter of the one case, in a window of its own."""
    monkeypatch.setattr(keeper, "PAUSE", 40)
    case_id = open_review(office)
    letter_id = act(office, case_id, DraftLetter, code="R1")

    def begin() -> LetterScreen:
        window = start(case_id).window()
        assert isinstance(window, MainWindow)
        window.show_screen("letter", case_id=case_id, letter_id=letter_id)
        screen = window.screen_shown
        assert isinstance(screen, LetterScreen)
        qtbot.waitUntil(lambda: screen.keeper is not None)
        return screen

    return begin


def cut_off(letter: LetterScreen, office: Office, qtbot: QtBot,
            monkeypatch: pytest.MonkeyPatch) -> None:
    """Type while the records can't be reached; the program ends before they can again."""
    with monkeypatch.context() as away:
        def unavailable(action: object) -> None:
            raise Unavailable("The cable is out.")

        away.setattr(office, "do", unavailable)
        letter.composer.text.setPlainText("# Typed\n\nin the tunnel")
        qtbot.waitUntil(lambda: "Cannot reach" in letter.composer.state.text())
        assert letter.window().close()


def stored(office: Office) -> str:
    return see(office, 1).letters[0].markdown


def test_a_letter_that_could_not_be_saved_outlives_the_program(
    office: Office, letter: Callable[[], LetterScreen], qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cut_off(letter(), office, qtbot, monkeypatch)
    assert "tunnel" not in stored(office)
    again = letter()
    window = again.window()
    assert isinstance(window, MainWindow)
    assert again.composer.text.toPlainText() == "# Typed\n\nin the tunnel"
    offer(window)
    assert "letter R1 of REV-2026-0001" in " ".join(words(window.messages))
    qtbot.waitUntil(lambda: "tunnel" in stored(office))
    qtbot.waitUntil(lambda: not window.kept.all)
    assert window.close()


def test_a_colleague_who_wrote_meanwhile_is_met_with_both_texts(
    office: Office, letter: Callable[[], LetterScreen], qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cut_off(letter(), office, qtbot, monkeypatch)
    page = see(office, 1).letters[0]
    act(office, 1, EditLetter, letter_id=page.id, letter_version=page.version, markdown="# Theirs")
    again = letter()
    qtbot.waitUntil(lambda: bool(again.findChildren(SomebodyElse)))
    both = again.findChildren(SomebodyElse)[-1]
    assert again.composer.text.toPlainText() == "# Typed\n\nin the tunnel"
    assert stored(office) == "# Theirs"
    both.keep.click()
    qtbot.waitUntil(lambda: "tunnel" in stored(office))
    rest_of = again.window()
    assert isinstance(rest_of, MainWindow)
    qtbot.waitUntil(lambda: not rest_of.kept.all)
    assert rest_of.close()


def test_of_a_restricted_case_no_letter_is_on_the_disk(
    office: Office, letter: Callable[[], LetterScreen], qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    screen = letter()
    assert screen.keeper is not None and not screen.keeper.page.restricted
    screen.keeper.page = replace(screen.keeper.page, restricted=True)
    screen.composer.text.setPlainText("Secret")
    assert ONLY_OPEN in screen.composer.state.text()
    monkeypatch.setattr(office, "do", lambda action: (_ for _ in ()).throw(Unavailable("Out.")))
    assert screen.window().close()
    assert "Secret" not in "".join(
        path.read_text(errors="replace") for path in (tmp_path / "drafts").glob("*"))
