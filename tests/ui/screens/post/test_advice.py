"""What the text of a file suggests: shown with its reasons, and used only when the user says so."""

from __future__ import annotations

from pathlib import Path
from threading import current_thread, main_thread
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from caseworker.office import Office
from caseworker.queries.post import post_list
from caseworker.records import Entry
from tests.support import access, files
from tests.support.post_desk import (
    MIXED_LETTER,
    REVIEW_LETTER,
    add,
    file_of,
    fill,
    form_of,
    settle,
)
from ui import theme
from ui.screens.post import advice
from ui.screens.post.desk import PostDesk
from ui.screens.post.log_body import LogBody
from ui.screens.post.suggestion_card import extract

one_engine = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
RISK = "I want to complain about PC Hill of the Metropolitan Police. I will kill myself."


def words(root: QWidget) -> str:
    QApplication.processEvents()  # what was put into a layout just now is shown
    return " ".join(each.text() for each in root.findChildren(QLabel) if each.isVisible())


def put(qtbot: QtBot, desk: PostDesk, folder: Path, text: str) -> LogBody:
    add(qtbot, desk, file_of(folder, "Scan 0001.txt", text.encode()))
    settle(qtbot, desk)
    assert isinstance(desk.body, LogBody)
    return desk.body


def press(qtbot: QtBot, desk: PostDesk, key: str) -> None:
    desk.list.setFocus()
    qtbot.keyClick(desk.list, key)


def raw(desk: PostDesk, *names: str) -> list[Any]:
    return [form_of(desk).fields[name].raw() for name in names]


def test_the_suggestion_is_never_applied_by_itself_and_is_kept_when_used(
    qtbot: QtBot, desk: PostDesk, office: Office, tmp_path: Path
) -> None:
    body = put(qtbot, desk, tmp_path, REVIEW_LETTER)
    shown = words(body.advice)
    assert "Suggested route: Review request" in shown
    assert "C13 Review request, MOPAC is the review body." in shown
    assert "It asks for a review: it says “ask for a review”." in shown
    assert "Against: Only the seven questions decide which body reviews it." in shown
    assert "Source: Police Reform Act 2002, Sch. 3, para. 25(1B) and (1C)." in shown
    assert not body.form.route and "route" not in body.item.typed
    press(qtbot, desk, "r")
    assert body.form.route == "review" and body.item.typed["way_out"] == "C13"
    assert "Route taken from the suggestion: C13 Review request" in words(body.advice)
    for _ in range(6):
        press(qtbot, desk, "f")
    body.save_only()
    settle(qtbot, desk)
    item, = office.ask(post_list)
    assert (item.route, item.because) == ("review", "C13 Review request, MOPAC is the review body")
    assert (item.name, item.postcode, item.mps_reference) == (
        "Ruth Abernathy", "E9 7SN", "PC/04733/25")
    inputs = office.ask(lambda s: s.scalars(select(Entry)).one().inputs)
    assert inputs["way_out"] == "C13"


@one_engine
def test_another_route_chosen_by_hand_forgets_the_suggestion(
    qtbot: QtBot, desk: PostDesk, tmp_path: Path
) -> None:
    body = put(qtbot, desk, tmp_path, REVIEW_LETTER)
    press(qtbot, desk, "r")
    press(qtbot, desk, "4")
    assert body.form.route == "other"
    assert body.advice.way_out == "" and "way_out" not in body.item.typed
    assert "Suggested route: Review request" in words(body.advice)


@one_engine
def test_what_was_used_is_still_so_when_the_item_is_shown_again(
    qtbot: QtBot, desk: PostDesk, tmp_path: Path
) -> None:
    body = put(qtbot, desk, tmp_path, REVIEW_LETTER)
    body.advice.route.use.click()
    add(qtbot, desk, file_of(tmp_path, "Scan 0002.txt", b"Another"))
    desk.list.choose(desk.batch.items[1])
    desk.list.choose(desk.batch.items[0])
    assert isinstance(desk.body, LogBody) and desk.body.advice.way_out == "C13"
    assert "Route taken from the suggestion" in words(desk.body.advice)


@one_engine
def test_a_mixed_letter_shows_its_parts_and_the_other_routes(
    qtbot: QtBot, desk: PostDesk, tmp_path: Path
) -> None:
    body = put(qtbot, desk, tmp_path, MIXED_LETTER)
    shown = words(body.advice)
    assert "Suggested route: Review request" in shown and "C24 Mixed letter." in shown
    assert "Part 1, C13 Review request, MOPAC is the review body: “" in shown
    assert "Part 2, C10 Freedom of information: “Please also treat this" in shown
    assert "Other routes" not in shown
    body.advice.route.more.click()
    assert "Other routes" in words(body.advice) and QApplication.focusWidget() is not None
    buttons = {each.accessibleName(): each
               for each in body.advice.route.findChildren(QPushButton) if each.isVisible()}
    buttons["Use the route C10 Freedom of information"].click()
    assert (body.form.route, body.advice.way_out) == ("other", "C10")


@one_engine
@pytest.mark.parametrize(("name", "content", "said"), [
    ("Scan.pdf", files.pdf_scan(), "No suggestion: the page has no text that can be read"),
    ("Scan.txt", b"Hello there", "No suggestion: nothing in the text says where it belongs"),
])
def test_no_suggestion_says_why_and_r_goes_to_the_routes(
    qtbot: QtBot, desk: PostDesk, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    qtbot.waitUntil(lambda: desk.window().isActiveWindow())
    add(qtbot, desk, file_of(tmp_path, name, content))
    assert isinstance(desk.body, LogBody) and said in words(desk.body.advice)
    press(qtbot, desk, "r")
    assert QApplication.focusWidget() is form_of(desk).fields["route"]._box.button(0)
    assert not form_of(desk).fields["route"].raw()


@one_engine
def test_somebody_at_risk_is_said_first(qtbot: QtBot, desk: PostDesk, tmp_path: Path) -> None:
    body = put(qtbot, desk, tmp_path, RISK)
    assert words(body.advice).startswith("Act now: 999 where there is danger")
    press(qtbot, desk, "r")
    assert body.form.route == "mps"
    assert words(body.advice).startswith("Act now: 999 where there is danger")


@one_engine
def test_the_text_is_looked_at_off_the_window_thread(
    qtbot: QtBot, desk: PostDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads = []
    suggest_for = advice.suggest_for

    def watched(reading: Any) -> Any:
        threads.append(current_thread())
        return suggest_for(reading)

    monkeypatch.setattr(advice, "suggest_for", watched)
    put(qtbot, desk, tmp_path, REVIEW_LETTER)
    assert len(threads) == 1 and threads[0] is not main_thread()


@one_engine
def test_what_is_found_fills_its_field_and_leaves_the_list(
    qtbot: QtBot, desk: PostDesk, tmp_path: Path
) -> None:
    qtbot.waitUntil(lambda: desk.window().isActiveWindow())
    body = put(qtbot, desk, tmp_path, REVIEW_LETTER)
    assert raw(desk, "written", "name", "address", "mps_reference") == ["", "", "", ""]
    found = [each.accessibleName() for each in body.advice.found.buttons]
    assert found == [
        "Date on letter: 8 March 2026", "Full name: Ruth Abernathy", "MPS reference: PC/04733/25",
        "Address: 14 Larch House, Tudor Grove, London, E9 7SN",
        "Date on MPS outcome letter: 19 February 2026"]
    body.advice.found.buttons[2].setFocus()
    qtbot.keyClick(body.advice.found.buttons[2], Qt.Key.Key_Space)
    assert raw(desk, "mps_reference", "written") == ["PC/04733/25", ""]
    assert QApplication.focusWidget() is body.advice.found.buttons[0]
    fill(desk, written="9 3 2026")
    body.form.fields["written"].edited.emit()
    press(qtbot, desk, "f")  # what was typed stays: the next empty field is filled
    assert raw(desk, "written", "name") == ["9 3 2026", "Ruth Abernathy"]
    press(qtbot, desk, "f")
    assert raw(desk, "address")[0].endswith("London\nE9 7SN")
    press(qtbot, desk, "f")
    press(qtbot, desk, "f")
    left = [each.accessibleName() for each in body.advice.found.buttons]
    assert left == ["Date on letter: 8 March 2026"]


def test_an_extract_begins_where_the_term_stands() -> None:
    text = f"14 Larch House London E9 7SN. I was stopped. I ask for a review of it. {'x' * 99}"
    assert extract(text, "It asks: it says “ask for a review”.").startswith(
        "… I ask for a review of it. xxx")
    assert extract("Short", "") == "Short"


@one_engine
@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_everything_has_a_name_for_a_screen_reader(
    qtbot: QtBot, desk: PostDesk, tmp_path: Path, name: str, qapp: QApplication
) -> None:
    theme.apply(qapp, theme.Theme(name))
    body = put(qtbot, desk, tmp_path, MIXED_LETTER + RISK)
    body.advice.route.more.click()
    assert body.advice.found.isVisible() and access.faults(desk) == []


@one_engine
@pytest.mark.parametrize(("scale", "width", "height"), [(1.0, 1024, 700), (1.5, 1440, 900)])
def test_the_suggestion_fits_its_place(
    qtbot: QtBot, desk: PostDesk, tmp_path: Path, scale: float, width: int, height: int
) -> None:
    window: Any = desk.window()
    window.resize(width, height)
    window.use_theme(theme.Theme("light", scale))
    body = put(qtbot, desk, tmp_path, MIXED_LETTER)
    body.advice.route.more.click()
    qtbot.wait(30)
    assert window.width() == width
    area = desk.pane.area
    assert area.widget().width() <= area.viewport().width()
    out = [each for each in body.advice.findChildren(QWidget) if each.isVisible()
           and each.mapTo(body, each.rect().topRight()).x() > body.width()]
    assert out == []
