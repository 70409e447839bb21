"""Labels. All text is plain: nothing that somebody wrote is ever read as markup."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui import theme


def label(words: str, role: str = "", parent: QWidget | None = None) -> QLabel:
    """One line of text; ``role`` is a kind of text of the style sheet ("h1", "small", ...)."""
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(words)
    made.setProperty("role", role)
    return made


def rule(parent: QWidget | None = None) -> QFrame:
    """A thin line across."""
    line = QFrame(parent)
    line.setProperty("role", "rule")
    return line


class WrapLabel(QLabel):
    """Text over several lines, as high as its width needs, that may become narrow.

    A plain QLabel that wraps asks for a width of its own choosing and is cut off where it does not
    get it.
    """

    def __init__(self, words: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("role", role)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setText(words)

    def minimumSizeHint(self) -> QSize:
        """Narrow: the words wrap."""
        return QSize(theme.px(60), QFontMetrics(self.font()).height())


class ElideLabel(QLabel):
    """One line that is cut with "..." where there is no room; the whole shows as a tool-tip."""

    def __init__(self, words: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setText(words)

    def minimumSizeHint(self) -> QSize:
        """As narrow as a few letters."""
        return QSize(theme.px(40), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much as there is room for."""
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width()
        )
        tip = "" if shown == self.text() else self.text()
        if tip != self.toolTip():
            self.setToolTip(tip)
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()


def offer_to_clear(box: QLineEdit) -> None:
    """Give a box the button that empties it, and the button a name: Qt gives it none."""
    box.setClearButtonEnabled(True)
    for button in box.findChildren(QToolButton):
        if not button.accessibleName():
            button.setAccessibleName("Clear")
            button.setToolTip("Clear")


class WrapLink(QPushButton):
    """A link whose words go over several lines where there is no room."""

    def __init__(self, words: str, role: str = "linkwords", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "link")
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoDefault(False)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(2, 4, 2, 4)  # 24 pixels high at least (WCAG 2.2, 2.5.8)
        shown = WrapLabel(words, role)
        shown.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._column.addWidget(shown)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """As the words need."""
        return self._column.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Narrow: the words wrap."""
        return self._column.totalMinimumSize()
