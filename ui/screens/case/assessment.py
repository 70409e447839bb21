"""The tab "Assessment" of a case: the allegations, our findings, and the papers beside them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.screens.case.assess.body import AssessmentBody
from ui.screens.case.bodies import BodiedTab, Body
from ui.screens.case.tab import Page


class AssessmentTab(BodiedTab):
    """Was the outcome of each allegation reasonable and proportionate, and why?"""

    words = "Assessment"

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(page, parent)
        for key, step in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda step=step: self._step(step))

    def make_body(self) -> Body:
        """The widgets for one case."""
        return AssessmentBody(self.page)

    def keys(self) -> Sequence[tuple[str, str]]:
        """Allegation by allegation."""
        return (("Alt+Up/Down", "allegation"), ("Ctrl+Enter", "save"), ("Ctrl+N", "add"))

    def first(self) -> QWidget:
        """The list, or the first field where there is no allegation yet."""
        body = self.body
        return body.first() if isinstance(body, AssessmentBody) else self

    def main_action(self) -> bool:
        """Save the allegation that is shown."""
        body = self.body
        return isinstance(body, AssessmentBody) and body.save()

    def new(self) -> bool:
        """Add an allegation."""
        body = self.body
        if not isinstance(body, AssessmentBody):
            return False
        body.add()
        return True

    def _step(self, step: int) -> None:
        if isinstance(self.body, AssessmentBody):
            self.body.step(step)
