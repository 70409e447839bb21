"""Tab goes in reading order, also through what was put on the page later."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def read_in_order(parts: Sequence[QWidget]) -> None:
    """Chain everything that takes the focus by Tab: part by part, each in its own order.

    Qt puts a new widget at the end of the window's chain, wherever it stands on the page.
    """
    before: QWidget | None = None
    for part in parts:
        for each in (part, *part.findChildren(QWidget)):
            if each.window() is not part.window():  # the list that a drop-down opens
                continue
            if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.focusProxy() is None:
                if before is not None:
                    QWidget.setTabOrder(before, each)
                before = each
