"""A page that scrolls up and down where there is too little height for it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class Steady(QScrollArea):
    """Fits its page once for each new size. Qt fits the page anew while it is fitting it, and where
    lines that wrap make two heights follow each other, it went on until the program ended.
    """

    _fitting = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What the page becomes by being fitted is looked at by its layout, not fitted again."""
        if event.type() != QEvent.Type.Resize or watched is not self.widget():
            return super().eventFilter(watched, event)
        if self._fitting:
            return False
        self._fitting = True
        try:
            return super().eventFilter(watched, event)
        finally:
            self._fitting = False


def scrolled(page: QWidget, role: str = "page") -> QScrollArea:
    """What the page holds takes the focus, not the area around it. ``role`` is its ground."""
    page.setProperty("role", role)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    return area


def put(area: QScrollArea, page: QWidget) -> None:
    """Show another page in an area. The one before goes as soon as all events are done with it:
    Qt itself would destroy it at once, though the focus may just be moving out of it.
    """
    before = area.widget()
    if before is not None:
        before.hide()  # first: what is hidden takes little time to move
        area.takeWidget()
        before.setParent(area)
        before.deleteLater()
    area.setWidget(page)
