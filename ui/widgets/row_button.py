"""A row that is one button: words at the left, a state at the right."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ui import theme


class RowButton(QPushButton):
    """Put what belongs in it into ``row``. ``name`` is spoken for the whole row."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "row")
        self.setAccessibleName(name)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.row = QHBoxLayout(self)
        theme.space(self.row, (10, 6, 4, 6), 8)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a widget at the right of those there are; clicks go to the row."""
        widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.row.addWidget(widget, stretch)

    def sizeHint(self) -> QSize:
        """As big as what is in it: a plain button would look at its text alone."""
        return self.row.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        """As small as what is in it allows, and never too small to hit."""
        return self.row.totalMinimumSize().expandedTo(QSize(theme.px(24), theme.px(28)))

    def heightForWidth(self, width: int) -> int:
        """The height that wrapped words need."""
        return max(theme.px(28), self.row.totalHeightForWidth(width))
