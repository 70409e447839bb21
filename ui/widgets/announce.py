"""Say something to a screen reader that changes nothing on screen."""

from __future__ import annotations

from PySide6 import QtGui
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, words: str, urgent: bool = False) -> None:
    """Have ``words`` spoken now (``urgent``) or after what is being spoken.

    Qt before 6.8 knows no announcements; the words then only stand on screen.
    """
    event_class = getattr(QtGui, "QAccessibleAnnouncementEvent", None)
    if event_class is None or not QAccessible.isActive():
        return
    event = event_class(widget, words)
    if urgent:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)
