"""The Tab key goes through a window as it is read, whenever a part of it was made."""

from __future__ import annotations

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


def _laid_out(widget: QWidget) -> list[QWidget]:
    """A widget and all within it, in the order of its layout; without one by their places."""
    found: list[QWidget] = []
    _gather(widget, found)
    return found


def _gather(widget: QWidget, found: list[QWidget]) -> None:
    found.append(widget)
    children = [each for each in widget.children()
                if isinstance(each, QWidget) and not each.isHidden()
                and not each.isWindow()]  # such as the list of a drop-down
    if len(children) > 1:
        layout = widget.layout()
        placed: dict[QWidget, int] = {}
        if layout is not None:
            _number(layout, placed)
        children.sort(key=lambda each: (placed.get(each, len(placed)), each.y(), each.x()))
    for each in children:
        _gather(each, found)


def _number(layout: QLayout, placed: dict[QWidget, int]) -> None:
    """Give what is in a layout its number."""
    for number in range(layout.count()):
        item = layout.itemAt(number)
        assert item is not None  # there are as many as it counts
        if (widget := item.widget()) is not None:
            placed[widget] = len(placed)
        elif (within := item.layout()) is not None:
            _number(within, placed)
