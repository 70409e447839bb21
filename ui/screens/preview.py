"""The pane beside a queue: the case under the cursor at a glance."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from caseworker.queries.queues import CasePreview, CheckLine
from caseworker.rules.finding import Finding, Outcome
from ui import theme
from ui.icons import Button
from ui.marks import STATES
from ui.widgets.banner import Banner
from ui.widgets.context_date import TAG_TONES
from ui.widgets.findings import FindingsList, NotNeeded
from ui.widgets.scrolled import put
from ui.widgets.summary_list import SummaryList
from ui.widgets.tag import Tag
from ui.widgets.text import WrapLabel, label, rule
from ui.widgets.timeline import Event, Timeline

WIDTH = 318  # pixels at 100 %


class PreviewPane(QFrame):
    """Shows a CasePreview. ``opened`` asks to open the case (a QueueRow)."""

    opened = Signal(object)

    def __init__(self, can_open: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._can_open = can_open
        self.setProperty("role", "pane")
        self.setAccessibleName("Preview")
        theme.fix_width(self, WIDTH)
        outer = QVBoxLayout(self)
        theme.space(outer, (0, 0, 0, 0), 0)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setAccessibleName("Preview of the case")
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer.addWidget(self.area)
        self._holder: QWidget | None = None
        self.clear("")

    def clear(self, words: str) -> None:
        """Show words instead of a case."""
        column = self._fresh()
        if words:
            column.addWidget(WrapLabel(words, "muted"))
        column.addStretch(1)

    def show_case(self, preview: CasePreview) -> None:
        """Show a case."""
        row, column = preview.row, self._fresh()
        column.addLayout(self._head(preview))
        column.addWidget(WrapLabel(row.name, "h1"))
        column.addWidget(WrapLabel(row.about))
        if preview.adjustments:
            column.addWidget(Banner(f"Adjustment: {preview.adjustments}", icon="wheelchair"))
        if self._can_open:
            words = preview.next_step or "Open the case"
            go = Button(words, "arrow-right", "primary", after=True)
            go.setAccessibleDescription(f"Opens {row.reference}")
            go.clicked.connect(lambda: self.opened.emit(row))
            column.addWidget(go)
        if preview.checks:
            self._part(column, "Checks",
                       FindingsList([_finding(check) for check in preview.checks], compact=True))
        if preview.facts:
            self._part(column, "Key facts", SummaryList(preview.facts))
        if preview.latest:
            self._part(column, "Latest", Timeline([
                Event(each.what, each.when, each.who, each.detail, each.icon)
                for each in preview.latest
            ]))
        column.addStretch(1)

    def _head(self, preview: CasePreview) -> QHBoxLayout:
        row, line = preview.row, QHBoxLayout()
        line.addWidget(label(row.reference, "muted"))
        line.addStretch(1)
        tone = TAG_TONES.get(row.deadline_state)
        if tone:
            line.addWidget(Tag(row.deadline_words, tone, STATES[row.deadline_state][2]))
        else:
            line.addWidget(Tag(row.tag, row.tone))
        return line

    @staticmethod
    def _part(column: QVBoxLayout, heading: str, widget: QWidget) -> None:
        column.addWidget(rule())
        column.addWidget(label(heading, "h2"))
        column.addWidget(widget)

    def _fresh(self) -> QVBoxLayout:
        holder = QWidget()
        holder.setProperty("role", "surface")
        column = QVBoxLayout(holder)
        theme.space(column, (18, 14, 18, 16), 9)
        put(self.area, holder)
        self._holder = holder
        return column


def _finding(check: CheckLine) -> Finding | NotNeeded:
    if check.outcome not in set(Outcome):
        return NotNeeded(check.title, check.reason)
    return Finding("", check.title, Outcome(check.outcome), check.reason)


