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
