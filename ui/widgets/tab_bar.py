"""A real tab list, drawn as words over a line."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QTabBar, QToolButton, QWidget

from ui import theme
from ui.drawing import pixmap


class TabBar(QTabBar):
    """Tabs with words; screen readers hear "page tab list"."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setMovable(False)
        # Qt's own two buttons, for tabs that have no room: it gives them neither name nor size.
        self._scrollers = self.findChildren(QToolButton)
        for button, words in zip(self._scrollers, ("Tabs before", "Tabs after"), strict=False):
            button.setAccessibleName(words)
            button.setToolTip(words)
        self._tint()

    def changeEvent(self, event: QEvent) -> None:
        """Tint the two buttons again when the theme changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_scrollers"):
            self._tint()

    def _tint(self) -> None:
        for button, icon in zip(self._scrollers, ("caret-left", "caret-right"), strict=False):
            button.setArrowType(Qt.ArrowType.NoArrow)
            button.setIcon(QIcon(pixmap(icon, "text", 15)))
            button.setIconSize(QSize(theme.px(15), theme.px(15)))

    def set_tabs(self, words: list[str]) -> None:
        """Show these tabs, keeping the present one where there still is one."""
        while self.count() > len(words):
            self.removeTab(self.count() - 1)
        for number, text in enumerate(words):
            shown = text.replace("&", "&&")
            if number < self.count():
                self.setTabText(number, shown)
            else:
                self.addTab(shown)
            self.setTabToolTip(number, f"Alt+{number + 1}" if number < 9 else "")
