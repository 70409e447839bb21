"""Widgets with pictures, which follow the theme and the text size."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton, QWidget

from ui import theme
from ui.drawing import FINER, draw, pixmap


class Picture(QWidget):
    """A decorative picture. It has no words, so screen readers pass over it."""

    def __init__(
        self, name: str, token: str = "text", size: float = 18, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._token, self._size = name, token, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_picture(self, name: str, token: str) -> None:
        """Change what is drawn."""
        self._name, self._token = name, token
        self.update()

    def sizeHint(self) -> QSize:
        """As big as the picture at the text size in force."""
        side = theme.px(self._size)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture in the colours in force."""
        painter = QPainter(self)
        draw(painter, self._name, self._token, 0, (self.height() - theme.px(self._size)) / 2,
             self._size)
        painter.end()


class Button(QPushButton):
    """A push button whose picture follows the theme.

    ``role`` is "" (plain), "primary" or "link". The accessible name is the label.
    """

    def __init__(
        self, words: str, icon: str = "", role: str = "", parent: QWidget | None = None,
        after: bool = False,
    ) -> None:
        super().__init__(words.replace("&", "&&"), parent)
        self._icon, self._role, self._after = icon, role, after
        self.setProperty("role", role)
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoDefault(False)
        if after:  # the picture stands after the words
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._tint()

    def set_words(self, words: str) -> None:
        """Change the label and the name that is spoken."""
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)

    def changeEvent(self, event: QEvent) -> None:
        """Tint the picture again when the theme changes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.EnabledChange):
            self._tint()

    def _tint(self) -> None:
        # Qt can send a change while the parts of this object are still being made.
        if not getattr(self, "_icon", ""):
            return
        token = {"primary": "accent_text", "link": "link"}.get(self._role, "text")
        picture = pixmap(self._icon, token if self.isEnabled() else "off", 17)
        self.setIcon(QIcon(_with_room(picture, theme.px(4), self._after)))
        self.setIconSize(QSize(theme.px(17) + theme.px(4), theme.px(17)))


def _with_room(picture: QPixmap, room: int, before: bool) -> QPixmap:
    # Qt sets a picture tight against the words; the room is part of the picture.
    wider = QPixmap(picture.width() + room * FINER, picture.height())
    wider.fill(Qt.GlobalColor.transparent)
    wider.setDevicePixelRatio(FINER)
    painter = QPainter(wider)
    painter.drawPixmap(room if before else 0, 0, picture)
    painter.end()
    return wider


class IconButton(QToolButton):
    """A button that shows only a picture; ``words`` are its tool-tip and its spoken name."""

    def __init__(self, words: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._tint()

    def changeEvent(self, event: QEvent) -> None:
        """Tint the picture again when the theme changes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.EnabledChange):
            self._tint()

    def _tint(self) -> None:
        if getattr(self, "_icon", ""):
            self.setIcon(QIcon(pixmap(self._icon, "text" if self.isEnabled() else "off", 17)))
            self.setIconSize(QSize(theme.px(17), theme.px(17)))
