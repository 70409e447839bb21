"""The Tab key goes through a window as it is read, whenever a part of it was made."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def read_in_order(root: QWidget) -> None:
    """Chain everything to be seen below ``root`` that takes the focus, as it is laid out.

    Qt puts a new widget at the end of the window's chain, wherever it stands on the page. Of
    several radio buttons only one is a stop at a time, and all keep their place; so does what
    hands the focus on to a part of itself.
    """
    before: QWidget | None = None
    for each in _laid_out(root):
        inner = each.focusProxy()
        if each.isAncestorOf(inner) if inner else each.focusPolicy() != Qt.FocusPolicy.NoFocus:
            if before is not None:
                QWidget.setTabOrder(before, each)
            before = each


def _laid_out(widget: QWidget) -> Iterator[QWidget]:
    """A widget and all within it, in the order of its layout; without one by their places."""
    yield widget
    layout = widget.layout()
    placed = list(_placed(layout)) if layout is not None else []
    others = [each for each in widget.children()
              if isinstance(each, QWidget) and each not in placed]
    for each in (*placed, *sorted(others, key=lambda each: (each.y(), each.x()))):
        if not each.isHidden() and not each.isWindow():  # such as the list of a drop-down
            yield from _laid_out(each)


def _placed(layout: QLayout) -> Iterator[QWidget]:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        assert item is not None  # there are as many as it counts
        if (widget := item.widget()) is not None:
            yield widget
        elif (within := item.layout()) is not None:
            yield from _placed(within)
