"""A tab keeps the widgets of each case apart, so that nothing typed goes from one to another."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.queries.case import CaseView
from ui import theme
from ui.screens.case.tab import CaseTab, Page


class Body(QWidget):
    """What a tab shows of one case."""

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = page

    def show_case(self, view: CaseView) -> None:
        """Show the case as it stands now. What is half typed stays."""

    def unsaved(self) -> bool:
        """Whether something was typed that is not saved, so that this must be kept."""
        return False

    def leave(self) -> None:
        """It is about to go: answers that are still to come must not reach it."""


class BodiedTab(CaseTab):
    """A tab that shows a :class:`Body` for each case; one with unsaved words is kept."""

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(page, parent)
        self._bodies: dict[int, Body] = {}
        self._shown = 0
        self._column = QVBoxLayout(self)
        theme.space(self._column, (0, 0, 0, 0), 0)

    def make_body(self) -> Body:
        """The widgets for one case."""
        raise NotImplementedError

    @property
    def body(self) -> Body | None:
        """What is shown now; None before the first case."""
        return self._bodies.get(self._shown)

    def show_case(self, view: CaseView) -> None:
        """Show the case in the widgets that are its own."""
        if view.row.id != self._shown:
            self._put_away()
            self._shown = view.row.id
            if view.row.id not in self._bodies:
                self._bodies[view.row.id] = made = self.make_body()
                self._column.addWidget(made)
        body = self._bodies[view.row.id]
        body.show_case(view)
        body.show()

    def _put_away(self) -> None:
        body = self.body
        if body is None:
            return
        body.hide()
        if not body.unsaved():
            del self._bodies[self._shown]
            body.leave()
            self._column.removeWidget(body)
            body.deleteLater()
