"""A tinted strip that says something about the whole page."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.icons import Button, Picture
from ui.widgets.text import WrapLabel, label

_PICTURES = {"red": "warning-fill", "amber": "clock-fill", "green": "check-circle-fill",
             "blue": "info-fill", "violet": "hourglass-medium-fill", "grey": "info-fill"}


class Banner(QFrame):
    """``title`` in bold, ``detail`` after it, and at the right a link that sends ``pressed``."""

    pressed = Signal()

    def __init__(
        self, title: str, detail: str = "", tone: str = "blue", icon: str = "",
        action: str = "", parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        self.setProperty("tone", tone)
        row, words = QHBoxLayout(self), QVBoxLayout()
        theme.space(row, (12, 7, 12, 7), 8)
        theme.space(words, (0, 0, 0, 0), 1)
        self._icon, self._picture = icon, Picture(icon or _PICTURES[tone], tone)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        self._title, self._detail = WrapLabel(title, "strong"), WrapLabel(detail)
        words.addWidget(self._title)
        words.addWidget(self._detail)
        row.addLayout(words, 1)
        self.action = Button(action, role="link")
        self.action.clicked.connect(lambda: self.pressed.emit())
        row.addWidget(self.action)
        self.say(title, detail, action)

    def say(self, title: str, detail: str = "", action: str = "") -> None:
        """Show other words. An empty ``action`` takes the link away."""
        self._title.setText(title)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self.offer(action)
        self.setAccessibleName(title)

    def offer(self, action: str) -> None:
        """Another link, with the same words."""
        self.action.set_words(action)
        self.action.setVisible(bool(action))

    def use_look(self, tone: str, icon: str) -> None:
        """Show it in another tone with another picture."""
        self._icon = icon
        self.use_tone(tone)

    def use_tone(self, tone: str) -> None:
        """Show it in another tone."""
        self.setProperty("tone", tone)
        self._picture.show_picture(self._icon or _PICTURES[tone], tone)
        self.style().unpolish(self)
        self.style().polish(self)


class DemoStrip(QFrame):
    """The striped strip over every page while the data are invented."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        theme.space(row, (20, 4, 20, 4), 8)
        self._words = label(words, "strong")
        row.addWidget(self._words)
        row.addStretch(1)

    @property
    def striped_from(self) -> int:
        """Where the stripes begin: in the right half, and behind the last word."""
        return max(int(self.width() * 0.55), self._words.geometry().right() + theme.px(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the stripes at the right, so that the words stay on plain ground."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), look.colour("amber_tint"))
        width = look.px(9)
        painter.setPen(QPen(look.colour("amber"), width / 2))
        begin = self.striped_from
        painter.setClipRect(QRectF(begin, 0, max(0, self.width() - begin), self.height()))
        for left in range(int(self.width() * 0.5), self.width() + self.height(), width * 2):
            painter.drawLine(left, self.height(), left + self.height(), 0)
        painter.end()
