"""What happened, newest first: who, when and what. Read only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import drawing, theme
from ui.widgets.card import clear_item
from ui.widgets.text import WrapLabel, label

CIRCLE = 24  # pixels at 100 %
# The kinds of event that the queries name -> pictures. Another name is a picture's own.
PICTURES: dict[str, str] = {
    "post": "envelope-open", "document": "file-text", "note": "note-pencil",
    "letter": "paper-plane-tilt", "bundle": "stack", "decision": "gavel", "check": "seal-check",
    "case": "folder-open", "person": "user-plus", "pencil": "pencil-simple", "step": "check",
}


@dataclass(frozen=True)
class Event:
    """One thing that happened. All are words ready to show; ``icon`` is a kind of event (see
    ``PICTURES``) or a picture's name.
    """

    title: str
    when: str
    who: str = ""
    text: str = ""
    icon: str = "file-text"


class Timeline(QWidget):
    """A list of events, joined by a line."""

    def __init__(self, events: Sequence[Event] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        theme.space(self._column, (0, 0, 0, 0), 0)
        self.set_events(events)

    def set_events(self, events: Sequence[Event]) -> None:
        """Show other events."""
        while self._column.count():
            clear_item(self._column.takeAt(0))
        for number, event in enumerate(events):
            self._column.addWidget(_Row(event, number == len(events) - 1))


class _Row(QWidget):
    def __init__(self, event: Event, last: bool) -> None:
        super().__init__()
        self._icon, self._last = PICTURES.get(event.icon, event.icon), last
        self.setAccessibleName(", ".join(
            part for part in (event.title, event.who, event.when, event.text) if part))
        column, top = QVBoxLayout(self), QHBoxLayout()
        theme.space(column, (CIRCLE + 12, 2, 0, 0 if last else 12), 1)
        theme.space(top, (0, 0, 0, 0), 10)
        top.addWidget(WrapLabel(event.title, "strong"), 1)
        top.addWidget(label(event.when, "small"), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        if event.who:
            column.addWidget(label(event.who, "small"))
        if event.text:
            column.addWidget(WrapLabel(event.text))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the circle with its picture, and the line to the next event."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = look.px(CIRCLE)
        if not self._last:
            painter.setPen(QPen(look.colour("line"), 2))
            painter.drawLine(QLineF(side / 2, side + 3, side / 2, self.height()))
        painter.setPen(QPen(look.colour("control"), 1.5) if look.strong_lines
                       else Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("blue_tint"))
        painter.drawEllipse(QRectF(1, 1, side - 2, side - 2))
        drawing.draw(painter, self._icon, "blue", (side - look.px(15)) / 2,
                   (side - look.px(15)) / 2, 15)
        painter.end()
