"""A warning, while one types, about words beyond the powers of a review."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from caseworker.rules.powers import screen_text
from ui.widgets.announce import announce
from ui.widgets.banner import Banner


class PowersNote(Banner):
    """Hidden while the words are within the powers; else each phrase, why not, and safer words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", tone="amber", icon="warning-fill", parent=parent)
        self._said = ""
        self.hide()

    def look_at(self, text: str) -> None:
        """Look at what stands in the text now."""
        found = screen_text(text)
        words = "\n".join(f"{finding.title}: {finding.reason}" for finding in found)
        if words == self._said:
            return
        self._said = words
        self.say("Beyond the powers of a review", words)
        self.setAccessibleDescription(words)
        self.setVisible(bool(found))
        if found:
            announce(self, f"Beyond the powers of a review. {words}")
