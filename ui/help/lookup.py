"""Which topic belongs to a widget: that of the nearest thing around it that names one.

There is one way: ``about(widget, key)``. A form does it for each of its fields, the case page for
its tabs, the window for its screens; a key is one that ``caseworker.help.find`` knows.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from caseworker.help import Topic, find

SCREEN = "screen:"  # how the key of a screen begins
_PROPERTY = "help"


def about(widget: QWidget, key: str) -> None:
    """Say what the help of a widget, and of all within it, is about."""
    widget.setProperty(_PROPERTY, key)


def topic_of(widget: QWidget | None) -> Topic | None:
    """The topic of what is here, or of what is around it; None when nothing names one."""
    for each in _outwards(widget):
        if (topic := _own(each)) is not None:
            return topic
    return None


def topics_around(widget: QWidget | None) -> list[Topic]:
    """The topics of what has the focus, what is around it, and what else shows there."""
    around = list(_outwards(widget))
    if not around:
        return []
    # What lies on another screen of the same window is not here.
    place = next((each for each in around if _key(each).startswith(SCREEN)), around[-1])
    within = [each for each in place.findChildren(QWidget) if _key(each)]
    shown = [each for each in within if each.isVisibleTo(place)]
    found = {topic.id: topic for each in (*around, *shown) if (topic := _own(each)) is not None}
    return list(found.values())


def _own(widget: QWidget) -> Topic | None:
    return find(_key(widget)) if _key(widget) else None


def _key(widget: QWidget) -> str:
    return str(widget.property(_PROPERTY) or "")


def _outwards(widget: QWidget | None) -> Iterator[QWidget]:
    """The widget, and each that it lies in, up to its window."""
    while widget is not None:
        yield widget
        widget = None if widget.isWindow() else widget.parentWidget()
