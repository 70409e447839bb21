"""What every dialog is: read in order by the Tab key, and no larger than the window below."""

from __future__ import annotations

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget

from ui import enter, theme
from ui.reading_order import read_in_order

EDGE = 12  # pixels at 100 % of the window that show beside the largest dialog


class Dialog(QDialog):
    """A dialog; a subclass names itself and lays itself out. Once closed it is destroyed, as soon
    as what hears of its end has been called: a long day must not fill the window with old ones.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.finished.connect(self.deleteLater)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus."""
        if not enter.pressed(event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes as the dialog is read now."""
        read_in_order(self)
        return super().focusNextPrevChild(forward)

    def fit(self, width: int, height: int) -> None:
        """Open with so many pixels, but never beyond the window that it lies over, or the screen.
        """
        over = self.parentWidget()
        while over is not None and over.parentWidget() is not None:  # a dialog may stand between
            over = over.parentWidget()
        room = over.size() if over is not None else self.screen().availableSize()
        edge = 2 * theme.px(EDGE)
        self.resize(min(width, room.width() - edge), min(height, room.height() - edge))
