"""One check of a case: its answer, why, on what law, what would settle it, and its details."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from caseworker.rules.finding import Finding, Outcome, Source
from caseworker.rules.validity import Check
from ui import theme
from ui.icons import Button
from ui.widgets.announce import announce
from ui.widgets.card import Card, clear_item
from ui.widgets.findings import NOT_NEEDED_WORDS, SURE_WORDS, WORDS, FindingsList
from ui.widgets.summary_list import SummaryList
from ui.widgets.tag import Tag
from ui.widgets.text import WrapLabel, label

NOT_NEEDED = {"representation": "The complainant asks for the review. Nobody acts for them."}


@dataclass(frozen=True)
class Settle:
    """A button that would settle a check; ``why_not`` says why it can't be used now."""

    words: str
    call: Callable[[], None] = field(compare=False)
    why_not: str = ""


@dataclass(frozen=True)
class Shown:
    """What a card shows of a check.

    ``extra`` stands beside the title ("Day 19 of 28"), ``since`` says when and through whom the
    answer came, ``more`` makes what else its details hold.
    """

    check: Check
    extra: str = ""
    since: str = ""
    settle: Settle | None = None
    details: tuple[Finding, ...] = ()
    more: Callable[[], QWidget | None] = field(default=lambda: None, compare=False)


def headline(checks: Sequence[Check]) -> str:
    """All answers as one line: "4 passed, 1 failed, 2 need judgement"."""
    given = [check.finding.outcome for check in checks if check.finding is not None]
    judged = given.count(Outcome.UNKNOWN)
    counts = (
        (given.count(Outcome.MET), "passed"), (given.count(Outcome.NOT_MET), "failed"),
        (judged, "needs judgement" if judged == 1 else "need judgement"),
        (len(checks) - len(given), "not needed"),
    )
    return ", ".join(f"{number} {words}" for number, words in counts if number) or "Not started"


def answer_words(check: Check) -> tuple[str, str, str]:
    """Word, tone and picture of a check's answer."""
    return NOT_NEEDED_WORDS if check.finding is None else WORDS[check.finding.outcome]


class CheckCard(Card):
    """A check. Its details open below it and stay open while the case is looked at again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._shown: Shown | None = None
        self._opened = False
        self.toggle: Button | None = None

    def show_check(self, shown: Shown) -> None:
        """Show a check as it stands; nothing is touched when nothing has changed."""
        if shown == self._shown:
            return
        focused = self.window().focusWidget()  # also while a dialog lies over the window
        had_focus = focused is not None and self.isAncestorOf(focused)
        self._shown = shown
        self.clear()
        self._fill(shown)
        if had_focus and self.toggle is not None:
            self.toggle.show()  # what is not yet shown can't be the focus to come back to
            self.toggle.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_details(self, opened: bool | None = None) -> None:
        """Open or close the details; the other way round without an argument."""
        self._opened = (not self._opened) if opened is None else opened
        if self.toggle is not None and self._shown is not None:
            self._details.setVisible(self._opened)
            if self._opened and not self._filled:
                self._fill_details(self._shown)
            self._name_toggle(self._shown.check.title)

    def _fill(self, shown: Shown) -> None:
        check, finding = shown.check, shown.check.finding
        word, tone, icon = answer_words(check)
        reason = finding.reason if finding is not None else NOT_NEEDED.get(check.name, "")
        self.setAccessibleName(f"{check.title}, {word}, {reason}")
        self.body.addLayout(self._head(check.title, shown.extra, Tag(word, tone, icon)))
        text = WrapLabel(reason)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(text)
        if finding is not None and finding.source is not None:
            self.body.addLayout(self._source(finding.source, check.title))
        if shown.settle is not None:
            self._add_settle(shown.settle, check.title)
        self._add_foot(shown)

    def _head(self, title: str, extra: str, tag: Tag) -> QHBoxLayout:
        row = QHBoxLayout()
        theme.space(row, (0, 0, 0, 0), 12)
        heading = WrapLabel(title, "h2")
        heading.setAccessibleDescription("Heading")
        row.addWidget(heading, 1)
        if extra:
            row.addWidget(label(extra, "strong"), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(tag, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _source(self, source: Source, title: str) -> QHBoxLayout:
        row, words = QHBoxLayout(), f"{source.cite}{SURE_WORDS.get(source.sure, '')}"
        theme.space(row, (0, 0, 0, 0), 12)
        shown = WrapLabel("\n".join(part for part in (f"Source: {words}", source.url) if part),
                          "small")
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        copy = Button("Copy source", role="link")
        copy.setAccessibleName(f"Copy source: {title}")
        copy.clicked.connect(lambda: self._copy(f"{source.cite} {source.url}".strip()))
        row.addWidget(shown, 1)
        row.addWidget(copy, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _copy(self, words: str) -> None:
        QApplication.clipboard().setText(words)
        announce(self, "Copied")

    def _add_settle(self, settle: Settle, title: str) -> None:
        button = Button(settle.words)
        button.setAccessibleName(f"{settle.words}: {title}")
        button.setEnabled(not settle.why_not)
        button.setToolTip(settle.why_not)
        button.setAccessibleDescription(settle.why_not)
        button.clicked.connect(lambda: settle.call())
        self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        if settle.why_not:
            self.body.addWidget(WrapLabel(settle.why_not, "small"))

    def _add_foot(self, shown: Shown) -> None:
        self.toggle, self._filled = None, False
        row = QHBoxLayout()
        finding = shown.check.finding
        if finding is not None and (finding.facts or shown.details or shown.extra):
            self.toggle = Button("", role="link")
            self.toggle.clicked.connect(lambda: self.open_details())
            row.addWidget(self.toggle)
        row.addStretch(1)
        if shown.since:
            row.addWidget(label(shown.since, "small"))
        self.body.addLayout(row)
        self._details = QWidget()
        self._column = QVBoxLayout(self._details)
        theme.space(self._column, (0, 4, 0, 0), 10)
        self.body.addWidget(self._details)
        self._details.hide()
        self.open_details(self._opened)

    def _name_toggle(self, title: str) -> None:
        assert self.toggle is not None  # open_details() has looked
        words = "Hide the details" if self._opened else "Show the details"
        self.toggle.set_words(words)
        self.toggle.setAccessibleName(f"{words}: {title}")

    def _fill_details(self, shown: Shown) -> None:
        self._filled = True
        while self._column.count():
            clear_item(self._column.takeAt(0))
        finding = shown.check.finding
        if finding is not None and finding.facts:
            self._column.addWidget(_heading("Facts used"))
            self._column.addWidget(SummaryList(finding.facts, label_width=210))
        if shown.details:
            self._column.addWidget(_heading("Point by point"))
            self._column.addWidget(FindingsList(shown.details))
        more = shown.more()
        if more is not None:
            self._column.addWidget(more)


def _heading(words: str) -> WrapLabel:
    made = WrapLabel(words, "strong")
    made.setAccessibleDescription("Heading")
    return made


def settle_words(asked: str) -> str:
    """The label of a field as a button: "Record date received", "Answer: Was it ... ?"."""
    if asked.endswith("?"):
        return f"Answer: {asked}"
    first = asked if asked[1:2].isupper() else asked[:1].lower() + asked[1:]
    return f"Record {first}"
