"""A page that scrolls up and down where there is too little height for it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


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
