"""Find, select and copy in the pages of a document, by keyboard and by mouse."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseworker.intake import Word
from tests.support.access import faults
from tests.support.fake_office import FakeOffice
from ui import theme
from ui.jobs import Jobs
from ui.widgets.page_finding import NO_TEXT
from ui.widgets.page_text import Hit, find, in_lines
from ui.widgets.page_view import FIND, TEXT, PageView

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PAGES = ("The outcome letter\nwas sent late", "No match here", "Sent late the second time")


def words_on(text: str) -> tuple[Word, ...]:
    """Words laid out on a page, a line every tenth of it."""
    return tuple(
        Word(word, 0.1 + 0.15 * place, 0.1 + 0.1 * line, 0.2 + 0.15 * place, 0.15 + 0.1 * line)
        for line, said in enumerate(text.split("\n")) for place, word in enumerate(said.split()))


def picture(_page: int, dpi: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (dpi * 8, dpi * 11), "white").save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[PageView]:
    jobs = Jobs(FakeOffice())
    made = PageView(jobs)
    qtbot.addWidget(made, before_close_func=lambda _: jobs.close())
    made.resize(700, 700)
    made.show()
    qtbot.waitExposed(made)
    show(qtbot, made, [words_on(text) for text in PAGES])
    yield made


def show(qtbot: QtBot, view: PageView, pages: Sequence[Sequence[Word]]) -> None:
    view.set_document("Scan 0007.pdf", len(pages), picture,
                      lambda first, last: pages[first:last + 1])
    qtbot.waitUntil(lambda: not view._sheet.pixmap().isNull())


def look_for(qtbot: QtBot, view: PageView, typed: str) -> None:
    qtbot.keyClick(view._scroll, Qt.Key.Key_F, CONTROL)
    view.find_bar.line.setText(typed)
    qtbot.keyClick(view.find_bar.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.find_bar.count.text() not in ("", "Looking"))


def test_places_are_found_over_line_ends_and_capitals() -> None:
    pages = [words_on(text) for text in PAGES]
    assert find(pages, "LETTER  was") == [Hit(0, 2, 3)]
    assert find(pages, "sent late") == [Hit(0, 4, 5), Hit(2, 0, 1)]
    assert find(pages, "  ") == [] and find(pages, "nowhere") == []
    assert in_lines(pages[0]) == PAGES[0]


def test_find_goes_round_the_places_and_says_where(view: PageView, qtbot: QtBot) -> None:
    look_for(qtbot, view, "sent late")
    assert view.find_bar.count.text() == "1 of 2, page 1"
    assert faults(view) == []
    qtbot.keyClick(view.find_bar.line, Qt.Key.Key_Return)
    assert view.find_bar.count.text() == "2 of 2, page 3"
    assert view._where.text() == "Page 3 of 3"
    qtbot.keyClick(view._scroll, Qt.Key.Key_F3)
    assert view.find_bar.count.text() == "1 of 2, page 1"
    qtbot.keyClick(view.find_bar.line, Qt.Key.Key_Return, SHIFT)
    assert view.find_bar.count.text() == "2 of 2, page 3"
    qtbot.keyClick(view.find_bar.line, Qt.Key.Key_Escape)
    assert not view.find_bar.isVisible()
    assert view._finding.current is None


def test_find_begins_at_the_page_in_front(view: PageView, qtbot: QtBot) -> None:
    view.go_to(2)
    look_for(qtbot, view, "late")
    assert view.find_bar.count.text() == "2 of 2, page 3"


def test_the_place_in_front_is_drawn_on_the_paper(view: PageView, qtbot: QtBot) -> None:
    before = view._sheet.grab().toImage()
    look_for(qtbot, view, "outcome")
    after = view._sheet.grab().toImage()
    at = view._sheet.place_of(view._finding.current).center().toPoint()
    assert before.pixelColor(at) != after.pixelColor(at)


@pytest.mark.parametrize(("pages", "said"), [
    ([words_on("Other words")], "Not found"), ([(), ()], NO_TEXT),
])
def test_what_is_not_there_is_said(
    view: PageView, qtbot: QtBot, pages: Any, said: str
) -> None:
    show(qtbot, view, pages)
    look_for(qtbot, view, "outcome")
    assert view.find_bar.count.text() == said
    assert not view.find_bar.after.isEnabled()


def test_text_is_selected_with_the_mouse_and_copied(view: PageView, qtbot: QtBot) -> None:
    sheet = view._sheet
    move(sheet, QPoint(30, 30), Qt.MouseButton.NoButton)
    qtbot.waitUntil(lambda: sheet._words is not None)
    boxes = [sheet._box(word).center().toPoint() for word in sheet._words]
    qtbot.mousePress(sheet, Qt.MouseButton.LeftButton, pos=boxes[1])
    move(sheet, boxes[4])
    qtbot.mouseRelease(sheet, Qt.MouseButton.LeftButton, pos=boxes[4])
    assert sheet.selected == "outcome letter\nwas sent"
    qtbot.keyClick(view._scroll, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "outcome letter\nwas sent"
    qtbot.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=boxes[0])
    assert sheet.selected == ""
    qtbot.mouseDClick(sheet, Qt.MouseButton.LeftButton, pos=boxes[2])
    assert sheet.selected == "letter"


def move(sheet: Any, to: QPoint, held: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
    """Told to the sheet itself: Qt tells nobody of a move to where the pointer was left before."""
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent

    QApplication.sendEvent(sheet, QMouseEvent(
        QEvent.Type.MouseMove, QPointF(to), sheet.mapToGlobal(QPointF(to)),
        Qt.MouseButton.NoButton, held, Qt.KeyboardModifier.NoModifier))


def test_without_a_selection_the_whole_page_is_copied(view: PageView, qtbot: QtBot) -> None:
    view.go_to(2)
    qtbot.keyClick(view._scroll, Qt.Key.Key_C, CONTROL)
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == PAGES[1])
    qtbot.keyClick(view._scroll, Qt.Key.Key_A, CONTROL)
    qtbot.waitUntil(lambda: view._sheet.selected == PAGES[1])


def test_the_text_can_be_read_in_place_of_the_page(view: PageView, qtbot: QtBot) -> None:
    view._buttons[TEXT].click()
    qtbot.waitUntil(lambda: view.reader.toPlainText() == PAGES[0])
    assert view.reader.hasFocus()
    assert view._buttons[TEXT].accessibleName() == "Show the page"
    assert faults(view) == []
    view.go_to(2)
    qtbot.waitUntil(lambda: view.reader.toPlainText() == PAGES[1])
    view._buttons[TEXT].click()
    assert view._scroll.isVisible()


def test_ctrl_and_the_wheel_zoom(view: PageView, qtbot: QtBot) -> None:
    def turn(by: int) -> None:
        viewport = view._scroll.viewport()
        QApplication.sendEvent(viewport, QWheelEvent(
            QPointF(20, 20), viewport.mapToGlobal(QPointF(20, 20)), QPoint(), QPoint(0, by),
            Qt.MouseButton.NoButton, CONTROL, Qt.ScrollPhase.NoScrollPhase, False))

    narrow = view._sheet.pixmap().width()
    turn(120)
    qtbot.waitUntil(lambda: view._sheet.pixmap().width() > narrow)
    turn(-120)
    qtbot.waitUntil(lambda: view._sheet.pixmap().width() == narrow)


def test_page_down_goes_to_the_foot_and_then_to_the_next_page(
    view: PageView, qtbot: QtBot
) -> None:
    view._scroll.setFocus()
    bar = view._scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    qtbot.keyClick(view._scroll, Qt.Key.Key_PageDown)
    assert view._where.text() == "Page 1 of 3"
    bar.setValue(bar.maximum())
    qtbot.keyClick(view._scroll, Qt.Key.Key_PageDown)
    assert view._where.text() == "Page 2 of 3"


def test_pages_without_words_offer_no_search(view: PageView, qtbot: QtBot) -> None:
    view.set_document("Scan 0008.pdf", 1, picture)
    assert not view._buttons[FIND].isVisible() and not view._buttons[TEXT].isVisible()
    assert not view.find_words()
    assert not view.find_bar.isVisible()


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_view_is_whole_in_every_look(
    view: PageView, qtbot: QtBot, qapp: QApplication, name: str, scale: float
) -> None:
    theme.apply(qapp, theme.Theme(name, scale))
    look_for(qtbot, view, "sent late")
    assert faults(view) == []
    for button in (*view._buttons.values(), view.find_bar.before, view.find_bar.away):
        assert min(button.width(), button.height()) >= 24
