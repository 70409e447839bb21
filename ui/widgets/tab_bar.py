"""A real tab list, drawn as words over a line."""

from __future__ import annotations

from PySide6.QtWidgets import QTabBar, QWidget


class TabBar(QTabBar):
    """Tabs with words; screen readers hear "page tab list"."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setMovable(False)

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
