"""Items that wait, files that are no post, files of one item, and what comes after."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from caseworker.office import Office
from caseworker.queries.post import post_list
from caseworker.rules.facts import Applicant
from tests.support import access
from tests.support.post_desk import RUTH, add, file_of, fill, form_of, save, settle
from tests.support.review import log, see
from ui.screen import Screen
from ui.screens.post.desk import PostDesk
from ui.screens.post.log_body import LogBody
from ui.screens.post.open_body import OpenBody, WaitingBody
from ui.widgets.action_dialog import ActionDialog

one_engine = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def words(root: QWidget) -> str:
    return " ".join(each.text() for each in root.findChildren(QLabel) if each.isVisible())


def dialog_of(desk: PostDesk) -> ActionDialog:
    dialog, = [each for each in desk.findChildren(ActionDialog) if each.isVisible()]
    return dialog


def press(qtbot: QtBot, desk: PostDesk, key: str) -> None:
    desk.list.setFocus()
    qtbot.keyClick(desk.list, key)
    settle(qtbot, desk)


def page_buttons(desk: PostDesk) -> list[str]:
    return [name for name, button in desk.papers.pages._buttons.items() if button.isVisible()]


def test_the_first_item_that_waits_is_shown_when_there_is_no_new_file(
    qtbot: QtBot, desk: PostDesk, office: Office
) -> None:
    assert "No post waiting" in words(desk) and page_buttons(desk) == []
    log(office)
    row = log(office, same_file_again=True, name="Bola Adeyemi")
    desk.refresh()
    settle(qtbot, desk)
    assert isinstance(desk.body, WaitingBody) and desk.body.row.id == row.id
    assert "Bola Adeyemi" in words(desk.body) and "No post waiting" not in words(desk)
    assert len(page_buttons(desk)) == 6  # find, two of pages, three of size


@one_engine
def test_a_new_file_is_shown_before_what_waits(
    qtbot: QtBot, desk: PostDesk, office: Office, letter: Path
) -> None:
    row = log(office)
    desk.refresh()
    settle(qtbot, desk)
    add(qtbot, desk, letter)
    assert isinstance(desk.body, LogBody)
    desk.refresh()
    settle(qtbot, desk)
    assert isinstance(desk.body, LogBody)
    fill(desk, **RUTH)
    desk.body.save_only()
    settle(qtbot, desk)
    assert isinstance(desk.body, WaitingBody) and desk.body.row.id != row.id  # the newest


def test_not_post_is_logged_with_its_reason(
    qtbot: QtBot, desk: PostDesk, office: Office, tmp_path: Path
) -> None:
    add(qtbot, desk, file_of(tmp_path, "Flyer.txt", b"Pizza"))
    press(qtbot, desk, "d")
    dialog = dialog_of(desk)
    dialog.submit()
    settle(qtbot, desk)
    assert dialog.isVisible() and len(desk.batch.items) == 1
    dialog.form.fill({"because": "An advertisement"})
    dialog.submit()
    settle(qtbot, desk)
    assert desk.batch.items == [] and office.ask(post_list) == ()
    item, = office.ask(post_list, waiting=False)
    assert (item.state, item.because, item.files[0].name) == (
        "not post", "An advertisement", "Flyer.txt")
    assert "Flyer.txt was set aside." in words(desk.window())


def test_the_route_of_an_item_that_waits_is_changed_with_a_reason(
    qtbot: QtBot, desk: PostDesk, office: Office
) -> None:
    log(office)
    desk.refresh()
    settle(qtbot, desk)
    assert isinstance(desk.body, WaitingBody)
    assert [each.text() for each in desk.body.buttons] == [
        "Open the review request", "Join a case", "More"]
    press(qtbot, desk, "c")
    dialog = dialog_of(desk)
    dialog.form.fill({"route": "mps", "because": "There is no outcome yet"})
    dialog.submit()
    settle(qtbot, desk)
    item, = office.ask(post_list)
    assert (item.route, item.because) == ("mps", "There is no outcome yet")
    assert isinstance(desk.body, WaitingBody)
    assert [each.text() for each in desk.body.buttons] == ["Join a case", "More"]
    assert "There is no outcome yet" in words(desk.body)
    menu = {each.text().partition("\t")[0]: each for each in desk.body.menu.actions()}
    assert list(menu) == ["Open the review request", "Change the route", "Not post"]
    menu["Open the review request"].trigger()
    assert isinstance(desk.body, OpenBody)


@one_engine
def test_after_a_review_request_the_acknowledgement_is_offered(
    qtbot: QtBot, desk: PostDesk, office: Office, letter: Path
) -> None:
    asked: list[dict[str, Any]] = []

    class Letter(Screen):
        def open(self, **args: Any) -> None:
            asked.append(args)

    window: Any = desk.window()
    window._makers["letter"] = Letter
    add(qtbot, desk, letter)
    fill(desk, **RUTH)
    save(qtbot, desk)
    fill(desk, about="No response", applicant=Applicant.COMPLAINANT)
    save(qtbot, desk)
    case_id = window.screen_shown._case_id
    assert see(office, case_id).row.name == "Ruth Abernathy"
    assert "Draft the acknowledgement (R1)" in access.names(window, access.Role.Button)
    window.messages._close()
    assert asked == [{"case_id": case_id, "code": "R1"}]


def test_the_sender_of_the_last_item_is_copied_with_a_key(
    qtbot: QtBot, desk: PostDesk, office: Office, letter: Path, tmp_path: Path
) -> None:
    add(qtbot, desk, letter, file_of(tmp_path, "Scan 0008.txt", b"Another letter"))
    qtbot.keyClick(desk.list, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert form_of(desk).fields["name"].raw() == ""  # nothing was logged yet
    fill(desk, **RUTH | {"email": "ruth@example.org"})
    desk.body.save_only()
    settle(qtbot, desk)
    assert desk.batch.items[0].name == "Scan 0008.txt"
    qtbot.keyClick(desk.list, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    fill(desk, route="other")
    save(qtbot, desk)
    second, first = office.ask(post_list)
    assert (second.name, second.address, second.postcode, second.email) == (
        first.name, first.address, first.postcode, first.email)
    assert (second.mps_reference, second.outcome_letter_dated) == ("", None)


def test_a_file_is_stapled_to_the_one_above_and_taken_apart_again(
    qtbot: QtBot, desk: PostDesk, office: Office, letter: Path, tmp_path: Path
) -> None:
    outcome = b"Our reference PC/05111/25\n\n1 March 2026\n\nThe MPS outcome letter"
    add(qtbot, desk, letter, file_of(tmp_path, "Scan 0008.txt", outcome))
    press(qtbot, desk, "j")
    assert len(desk.batch.items) == 2  # nothing stands above the first
    fill(desk, **RUTH)
    for time in ("first", "again"):
        desk.list.choose(desk.batch.items[1])
        press(qtbot, desk, "j")
        assert [item.words() for item in desk.batch.items] == ["2 files, stapled"]
        assert desk.papers.tab_bar.count() == 2
        assert isinstance(desk.body, LogBody)
        offered = [each.value for each in desk.body.advice.found.offered]
        assert offered == ["PC/05111/25"]  # the rest stands in the form, or is of the enclosure
        if time == "first":
            desk.host.messages._close()  # type: ignore[attr-defined]  # "Take it apart"
            assert [item.name for item in desk.batch.items] == ["Scan 0007.txt", "Scan 0008.txt"]
    assert form_of(desk).fields["name"].raw() == "Ruth Abernathy"
    kept, = desk.batch.drafts().values()
    assert [Path(path).name for path in kept["stapled"]] == ["Scan 0008.txt"]
    add(qtbot, desk, tmp_path / "Scan 0008.txt")
    assert len(desk.batch.items) == 1  # it is here already
    desk.body.save_only()
    settle(qtbot, desk)
    item, = office.ask(post_list)
    assert [file.name for file in item.files] == ["Scan 0007.txt", "Scan 0008.txt"]
