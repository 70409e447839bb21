"""What was typed in a case and not saved is there again at the next start, and nowhere it may not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from caseworker.database import open_engine
from caseworker.drafts import Drafts
from caseworker.office import Office
from caseworker.rules.lifecycle import Role
from tests.support.case_page import allocated, rest, staff, tab, words
from tests.support.clock import Clock
from tests.support.review import open_review
from ui.jobs import Jobs
from ui.kept import ONLY_OPEN, Kept
from ui.places import SECTIONS
from ui.screens.case.assess.body import AssessmentBody
from ui.screens.case.assessment import AssessmentTab
from ui.screens.case.notes import NotesTab
from ui.screens.case.page import CasePage
from ui.screens.queue import QueueScreen
from ui.shell import MainWindow
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
        window = MainWindow(office, jobs, {"queue": QueueScreen, "case": CasePage}, SECTIONS,
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
