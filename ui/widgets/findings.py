"""What the rules say: each answer with its picture, its word, its reason and its source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseworker.rules.finding import Finding, Outcome
from ui import theme
from ui.icons import Button
from ui.widgets.card import clear_item
from ui.widgets.summary_list import SummaryList
from ui.widgets.tag import Tag
from ui.widgets.text import WrapLabel, rule

# Outcome -> (word, tone, picture)
WORDS: dict[Outcome, tuple[str, str, str]] = {
    Outcome.MET: ("Passed", "green", "check-circle-fill"),
    Outcome.NOT_MET: ("Failed", "red", "warning-fill"),
    Outcome.UNKNOWN: ("Needs judgement", "amber", "clock-fill"),
}
NOT_NEEDED_WORDS = ("Not needed", "grey", "minus-circle")
SURE_WORDS = {"unsure": " (not checked: take advice)", "parallel": " (read in parallel rules)"}


@dataclass(frozen=True)
class NotNeeded:
    """A check that does not arise in this case, so the rules say nothing of it."""

    title: str
    reason: str = ""


Buttons = Callable[[Finding], Sequence[tuple[str, Callable[[], None]]]]


class FindingsList(QWidget):
    """A list of findings.

    ``buttons`` gives for a finding the (label, call) of the buttons below its reason.
    ``compact`` leaves out source, facts and buttons, for the preview beside a queue.
    """

    def __init__(
        self, findings: Sequence[Finding | NotNeeded] = (), buttons: Buttons | None = None,
        compact: bool = False, parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._buttons, self._compact = buttons, compact
        self._column = QVBoxLayout(self)
        theme.space(self._column, (0, 0, 0, 0), 7 if compact else 10)
        self.set_findings(findings)

    def set_findings(self, findings: Sequence[Finding | NotNeeded]) -> None:
        """Show other findings."""
        while self._column.count():
            clear_item(self._column.takeAt(0))
        for number, finding in enumerate(findings):
            if number and not self._compact:
                self._column.addWidget(rule())
            self._column.addWidget(FindingRow(finding, self._buttons, self._compact))


class FindingRow(QWidget):
    """One finding: title and tag, reason, source, and its facts behind a button."""

    def __init__(
        self, finding: Finding | NotNeeded, buttons: Buttons | None = None,
        compact: bool = False, parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        word, tone, icon = (
            WORDS[finding.outcome] if isinstance(finding, Finding) else NOT_NEEDED_WORDS
        )
        if compact and word == "Needs judgement":
            word = "Judge"
        self.setAccessibleName(f"{finding.title}, {word}, {finding.reason}")
        row, self._words = QHBoxLayout(self), QVBoxLayout()
        theme.space(row, (0, 0, 0, 0), 8)
        theme.space(self._words, (0, 0, 0, 0), 2 if compact else 3)
        self._words.addWidget(WrapLabel(finding.title, "strong"))
        if finding.reason:
            self._words.addWidget(WrapLabel(finding.reason, "small" if compact else ""))
        row.addLayout(self._words, 1)
        row.addWidget(Tag(word, tone, icon), 0, Qt.AlignmentFlag.AlignTop)
        if isinstance(finding, Finding) and not compact:
            self._add_source(finding)
            self._add_buttons(finding, buttons)

    def _add_source(self, finding: Finding) -> None:
        if finding.source is None:
            return
        words = f"Source: {finding.source.cite}{SURE_WORDS.get(finding.source.sure, '')}"
        shown = WrapLabel(words, "small")
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        shown.setToolTip(finding.source.url)
        self._words.addWidget(shown)

    def _add_buttons(self, finding: Finding, buttons: Buttons | None) -> None:
        offered = list(buttons(finding)) if buttons is not None else []
        if not offered and not finding.facts:
            return
        row = QHBoxLayout()
        theme.space(row, (0, 2, 0, 0), 12)
        self._words.addLayout(row)
        for words, call in offered:
            button = Button(words)
            button.setAccessibleName(f"{words}: {finding.title}")
            button.clicked.connect(lambda _=False, call=call: call())
            row.addWidget(button)
        if finding.facts:
            self._add_facts(finding, row)
        row.addStretch(1)

    def _add_facts(self, finding: Finding, row: QHBoxLayout) -> None:
        facts = SummaryList(finding.facts, label_width=170)
        facts.hide()
        toggle = Button("Show the facts used", role="link")
        toggle.setAccessibleName(f"Show the facts used: {finding.title}")

        def flip() -> None:
            facts.setVisible(facts.isHidden())
            words = "Show the facts used" if facts.isHidden() else "Hide the facts used"
            toggle.set_words(words)
            toggle.setAccessibleName(f"{words}: {finding.title}")

        toggle.clicked.connect(flip)
        row.addWidget(toggle)
        self._words.addWidget(facts)
