"""The widgets that screens share say in words what they show."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QListWidget,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from caseworker.rules.finding import Finding, Outcome, Source
from tests.support.access import faults
from tests.support.on_screen import words
from ui import look as looks
from ui import theme
from ui.jobs import Jobs
from ui.widgets.banner import Banner, DemoStrip
from ui.widgets.card import Card
from ui.widgets.columns import Columns
from ui.widgets.confirm import Interruption, confirm, tell
from ui.widgets.context_date import ContextDate
from ui.widgets.empty import EmptyState
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.findings import FindingsList, NotNeeded
from ui.widgets.page_view import PageView
from ui.widgets.scrolled import put, scrolled
from ui.widgets.steps import Steps
from ui.widgets.summary_list import SummaryList
from ui.widgets.tag import Tag
from ui.widgets.text import ElideLabel, WrapLabel
from ui.widgets.timeline import Event, Timeline

LAW = Source("Police (Complaints and Misconduct) Regulations 2020, reg. 29(2)")
LONG = "A long sentence about nothing in particular that has to go over several lines. " * 3



@pytest.fixture
def shown(qtbot: QtBot) -> Callable[[QWidget], QWidget]:
    def show(widget: QWidget) -> QWidget:
        qtbot.addWidget(widget)
        widget.resize(400, 500)
        widget.show()
        qtbot.wait(1)
        return widget

    return show


@pytest.mark.parametrize(("outcome", "word"), [
    (Outcome.MET, "Passed"), (Outcome.NOT_MET, "Failed"), (Outcome.UNKNOWN, "Needs judgement"),
])
def test_a_finding_says_its_outcome_in_a_word(
    outcome: Outcome, word: str, shown: Callable[[QWidget], QWidget]
) -> None:
    finding = Finding("time", "Made in time", outcome, "Day 19 of 28", LAW)
    rows = shown(FindingsList([finding]))
    assert words(rows) == ["Made in time", "Day 19 of 28", word, f"Source: {LAW.cite}"]


def test_what_is_not_needed_says_so(shown: Callable[[QWidget], QWidget]) -> None:
    rows = shown(FindingsList([NotNeeded("Consent", "No representative")]))
    assert words(rows) == ["Consent", "No representative", "Not needed"]


def test_the_facts_of_a_finding_open_and_shut(shown: Callable[[QWidget], QWidget]) -> None:
    finding = Finding("time", "Made in time", Outcome.MET, "Day 19", LAW, "",
                      (("Outcome letter", "19 February 2026"),))
    rows = shown(FindingsList([finding]))
    toggle = next(iter(rows.findChildren(QPushButton)))
    assert "19 February 2026" not in words(rows)
    toggle.click()
    assert "19 February 2026" in words(rows)
    assert toggle.text() == "Hide the facts used"
    toggle.click()
    assert "19 February 2026" not in words(rows)


def test_the_buttons_of_a_finding_are_called(shown: Callable[[QWidget], QWidget]) -> None:
    pressed: list[str] = []
    failed = Finding("letter", "Outcome letter", Outcome.NOT_MET, "Missing", LAW, "letter")
    passed = Finding("time", "Made in time", Outcome.MET, "Day 19", LAW)
    rows = shown(FindingsList([failed, passed], buttons=lambda finding: [] if finding else [
        ("Ask for it", lambda: pressed.append(finding.field))]))
    (button,) = rows.findChildren(QPushButton)
    assert button.accessibleName() == "Ask for it: Outcome letter"
    button.click()
    assert pressed == ["letter"]


def test_an_unsure_source_says_so(shown: Callable[[QWidget], QWidget]) -> None:
    source = Source("General practice", sure="unsure")
    rows = shown(FindingsList([Finding("x", "X", Outcome.MET, "Y", source)]))
    assert "Source: General practice (not checked: take advice)" in words(rows)


def test_a_deadline_is_a_date_and_words(shown: Callable[[QWidget], QWidget]) -> None:
    late = shown(ContextDate("9 March 2026", "Tell the requester", "3 days overdue", "late"))
    assert words(late) == ["9 March 2026", "Tell the requester", "3 days overdue"]
    assert late.accessibleName() == "Tell the requester, 9 March 2026, 3 days overdue"


def test_the_stepper_is_a_phrase(qtbot: QtBot) -> None:
    steps = Steps(["Received", "Valid", "Allocated"], 2)
    qtbot.addWidget(steps)
    assert steps.text() == "Step 2 of 3: Valid"
    steps.set_steps(["Received", "Valid"], 1, ended=True)
    assert steps.text() == "Step 1 of 2: Received, ended"


def test_a_narrow_stepper_puts_its_notes_below(qtbot: QtBot) -> None:
    steps = Steps(["Received", "MPS response"], 1, ["2 Feb", "by 19 March"])
    qtbot.addWidget(steps)
    steps.resize(900, 60)
    wide = steps.sizeHint().height()
    steps.resize(240, 60)
    assert steps.sizeHint().height() > wide


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_nothing_is_cut_off(
    scale: float, shown: Callable[[QWidget], QWidget], qapp: object, qtbot: QtBot
) -> None:
    theme.apply(qapp, theme.Theme("light", scale))
    holder = QWidget()
    column = QVBoxLayout(holder)
    card = Card("Card", "Change")
    for part in (Banner(LONG, LONG), SummaryList([("Label", LONG, LONG)]),
                 FindingsList([Finding("x", LONG, Outcome.UNKNOWN, LONG, LAW)]),
                 Timeline([Event(LONG, "10 Mar", "Leah Brandt", LONG)])):
        card.body.addWidget(part)
    column.addWidget(card)
    column.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(holder)
    shown(area)
    area.resize(round(420 * scale), 700)
    qtbot.wait(20)
    cut = [label.text()[:30] for label in holder.findChildren(WrapLabel)
           if label.isVisible() and label.height() < label.heightForWidth(label.width())]
    assert cut == []
    short = [tag.text() for tag in holder.findChildren(Tag) if tag.width() < tag.sizeHint().width()]
    assert short == []


def test_what_is_shortened_shows_whole_as_a_tool_tip(
    shown: Callable[[QWidget], QWidget], qtbot: QtBot
) -> None:
    label = shown(ElideLabel(LONG))
    label.resize(100, 20)
    label.grab()
    assert label.toolTip() == LONG
    label.resize(10_000, 20)
    label.grab()
    assert label.toolTip() == ""


def test_text_is_never_read_as_markup(shown: Callable[[QWidget], QWidget]) -> None:
    evil = "<b>bold</b><img src=x>"
    holder = Card(evil)
    holder.body.addWidget(Banner(evil, evil))
    holder.body.addWidget(SummaryList([(evil, evil, evil)]))
    holder.body.addWidget(Timeline([Event(evil, evil, evil, evil)]))
    holder.body.addWidget(FindingsList([Finding("x", evil, Outcome.MET, evil, Source(evil))]))
    holder.body.addWidget(EmptyState(evil))
    holder.body.addWidget(Tag(evil))
    holder.body.addWidget(Steps([evil], 1))
    shown(holder)
    assert {label.textFormat() for label in holder.findChildren(QLabel)} == {
        Qt.TextFormat.PlainText}
    assert faults(holder) == []


def test_an_interruption_starts_on_go_back_and_escape_means_no(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = Interruption(None, "Issue letter R14?", ["It goes by post."], "Issue the letter")
    qtbot.addWidget(card)
    card.show()
    assert faults(card) == []
    qtbot.waitUntil(lambda: card.focusWidget() is card.back)
    with qtbot.waitSignal(card.rejected):
        qtbot.keyClick(card, Qt.Key.Key_Escape)
    for answer in (True, False):
        monkeypatch.setattr(Interruption, "exec", lambda _self, answer=answer: int(answer))
        assert confirm(None, "Issue?", [], "Issue") is answer


def test_what_has_to_be_read_has_one_button(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown_cards: list[Interruption] = []

    def look(card: Interruption) -> int:
        qtbot.addWidget(card)
        card.show()
        shown_cards.append(card)
        return 0

    monkeypatch.setattr(Interruption, "exec", look)
    tell(None, "Caseworker cannot open the records", "The server is too old.")
    (card,) = shown_cards
    assert words(card) == ["Caseworker cannot open the records", "The server is too old."]
    assert [each.text() for each in card.findChildren(QPushButton) if each.isVisible()] == [
        "Close"]


def _page(width: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, width * 3 // 2), "white").save(out, "PNG")
    return out.getvalue()


def test_pages_are_shown_and_turned(qtbot: QtBot, jobs: Jobs) -> None:
    view = PageView(jobs)
    qtbot.addWidget(view)
    view.resize(600, 700)
    view.show()
    asked: list[tuple[int, int]] = []

    def make(page: int, dpi: int) -> bytes:
        asked.append((page, dpi))
        return _page(dpi * 8)

    view.set_document("Scan 0007.pdf", 2, make)
    qtbot.waitUntil(lambda: not view._sheet.pixmap().isNull())
    assert view._sheet.accessibleName() == "Scan 0007.pdf, page 1 of 2"
    assert faults(view) == []
    with qtbot.waitSignal(view.page_changed) as turned:
        qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert turned.args == [2]
    qtbot.waitUntil(lambda: view._sheet.accessibleName() == "Scan 0007.pdf, page 2 of 2")
    narrow = view._sheet.pixmap().width()
    view.zoom(1)
    qtbot.waitUntil(lambda: view._sheet.pixmap().width() > narrow)
    assert {page for page, _ in asked} == {0, 1}


def test_a_page_that_comes_too_late_is_not_shown(qtbot: QtBot, jobs: Jobs) -> None:
    view, gate = PageView(jobs), threading.Event()
    qtbot.addWidget(view)
    view.resize(600, 700)
    view.show()

    def make(page: int, dpi: int) -> bytes:
        if page == 0:
            assert gate.wait(60)
        return _page(dpi * (8 + page))

    view.set_document("Scan 0007.pdf", 2, make)
    view.go_to(2)
    qtbot.waitUntil(lambda: not view._sheet.pixmap().isNull())
    second = view._sheet.pixmap().width()
    gate.set()
    qtbot.waitUntil(lambda: not jobs._open)
    assert view._sheet.pixmap().width() == second


@pytest.mark.parametrize("broken", [b"no picture", None])
def test_a_page_that_cannot_be_made_says_so(
    broken: bytes | None, qtbot: QtBot, jobs: Jobs
) -> None:
    view = PageView(jobs)
    qtbot.addWidget(view)
    view.show()
    view.set_document("Scan 0009.pdf", 1, lambda _page, _dpi: broken)
    qtbot.waitUntil(lambda: view._sheet.text().startswith("This page cannot be shown"))


def test_a_theme_can_follow_the_desktop(qapp: object) -> None:
    assert looks.preferred(qapp) in ("light", "dark", "contrast")


def test_columns_go_below_each_other_where_there_is_no_room(
    qtbot: QtBot, qapp: object
) -> None:
    columns = Columns([[Card("One")], [Card("Two")], [Card("Three")]], least=300)
    qtbot.addWidget(columns)
    columns.show()
    beside = []
    for width in (1200, 800, 400):
        columns.resize(width, 600)
        beside.append(columns.beside)
    assert beside == [3, 2, 1]
    columns.resize(1200, 600)
    theme.apply(qapp, theme.Theme("light", 1.5))
    qtbot.waitUntil(lambda: columns.beside == 2)


def test_a_long_link_goes_over_several_lines(shown: Callable[[QWidget], QWidget]) -> None:
    summary = shown(_holder(ErrorSummary()))
    box = summary.findChild(ErrorSummary)
    box.show_errors([(LONG, lambda: None)])
    (link,) = box.findChildren(QPushButton)
    assert link.accessibleName() == LONG
    assert box.minimumSizeHint().width() < 300
    assert faults(box) == []


def _holder(widget: QWidget) -> QWidget:
    holder = QWidget()
    QVBoxLayout(holder).addWidget(widget)
    return holder


def test_a_page_that_gives_way_is_there_until_the_focus_has_left_it(
    qtbot: QtBot, qapp: QApplication
) -> None:
    """Qt tells of the widget that had the focus when all who hear of the new one have done."""
    window, area, chosen = QWidget(), scrolled(QPushButton("Before")), QListWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(area)
    column.addWidget(chosen)
    window.show()
    window.activateWindow()
    before = area.widget()
    before.setFocus()
    qtbot.waitUntil(before.hasFocus)

    class Choosing(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.FocusIn:
                put(area, QPushButton("After"))
            return False

    moved: list[QWidget | None] = []

    def note(old: QWidget | None, new: QWidget | None) -> None:
        moved.append(old)

    choosing = Choosing()
    chosen.installEventFilter(choosing)
    qapp.focusChanged.connect(note)
    try:
        chosen.setFocus()
    finally:
        qapp.focusChanged.disconnect(note)
    assert moved == [before] and area.widget() is not before
    qtbot.waitUntil(lambda: not isValid(before))


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_no_stripe_runs_through_the_words_of_the_demo(
    shown: Callable[[QWidget], QWidget], qapp: QApplication, scale: float
) -> None:
    theme.apply(qapp, theme.Theme("light", scale))
    strip = DemoStrip("Demo data. Every person and every case is invented, and safe to change.")
    shown(strip)
    strip.resize(1320, strip.sizeHint().height())
    QApplication.processEvents()
    (words_of_it,) = strip.findChildren(QLabel)
    assert words_of_it.geometry().right() < strip.striped_from < 1320
