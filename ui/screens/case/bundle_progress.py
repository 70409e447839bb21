"""How far the building of a bundle is, with a way to stop it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ui import theme
from ui.icons import Button
from ui.widgets.announce import announce
from ui.widgets.text import ElideLabel

QUARTERS = 4  # a screen reader hears of every quarter, not of every page


class BuildProgress(QWidget):
    """Words, bar and Cancel; hidden while nothing is built."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quarter = 0
        self.words, self.bar, self.cancel = ElideLabel(""), QProgressBar(), Button("Cancel")
        self.bar.setAccessibleName("Building the bundle")
        self.bar.setTextVisible(False)
        column, row = QVBoxLayout(self), QHBoxLayout()
        theme.space(column, (0, 0, 0, 0), 6)
        column.addWidget(self.words)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        column.addLayout(row)
        self.hide()

    def begin(self) -> None:
        """Show that it has begun."""
        self._quarter = 0
        self.words.setText("Reading the documents")
        self.bar.setRange(0, 0)
        self.cancel.setEnabled(True)
        self.show()

    def end(self) -> None:
        """It is over."""
        self.hide()

    def stopping(self) -> None:
        """Cancel was pressed; the work stops at its next step."""
        self.words.setText("Stopping")
        self.cancel.setEnabled(False)

    def tell(self, done: int, of: int, words: str) -> None:
        """Show how far it is: ``done`` of ``of`` steps, and what the step is."""
        if not self.cancel.isEnabled():
            return
        self.words.setText(words)
        self.bar.setRange(0, max(of, 1))
        self.bar.setValue(done)
        quarter = done * QUARTERS // max(of, 1)
        if quarter != self._quarter:
            self._quarter = quarter
            announce(self, words)
