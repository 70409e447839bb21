"""The head of a case: who, where it stands, the key facts, and the next step."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseworker.queries.case import CaseView
from caseworker.rules.words import short_date
from ui import theme
from ui.icons import Button
from ui.screens.case.next_step import take
from ui.screens.case.tab import Page
from ui.widgets.banner import Banner
from ui.widgets.tag import Tag
from ui.widgets.text import ElideLabel, label


class Header(QWidget):
    """Name, tag, facts, the adjustments banner, and one primary button."""

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self.name, self.tag = ElideLabel("", "title"), Tag("")
        self.next = Button("", role="primary")
        self.next.clicked.connect(lambda: take(page))
        self.facts, self.adjustments = label(""), Banner("", tone="blue")
        self.facts.setWordWrap(True)
        column, row = QVBoxLayout(self), QHBoxLayout()
        theme.space(column, (0, 0, 0, 0), 8)
        row.addWidget(self.name)
        row.addWidget(self.tag)
        row.addStretch(1)
        row.addWidget(self.next)
        column.addLayout(row)
        column.addWidget(self.facts)
        column.addWidget(self.adjustments)

    def show_case(self, view: CaseView) -> None:
        """Show the case as it stands now."""
        row = view.row
        self.name.setText(row.name)
        self.tag.say(row.tag, row.tone)
        due = f"{short_date(row.deadline)}, {row.deadline_words}" if row.deadline else "none"
        self.facts.setText("    ".join((
            f"Reference {row.reference}", f"About {row.about}",
            f"MPS reference {row.mps_reference or 'not yet known'}",
            f"Owner {row.owner or 'not allocated'}", f"Next deadline {due}",
        )))
        self.adjustments.say(f"Adjustment: {view.adjustments}")
        self.adjustments.setVisible(bool(view.adjustments))
        step = view.next_step
        self.next.setVisible(step is not None)
        if step is not None:
            self.next.set_words(step.label)
            self.next.setToolTip(step.why_not)
            self.next.setAccessibleDescription(step.why_not)
