"""The keyboard stays where it was when a part of the page is filled anew.

Qt gives the focus of a control that goes away to whatever Tab would come to next, in the end to
the navigation, where the keys of the page do nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from ui.widgets.fields import RadioHolder


class KeptFocus:
    """Made before ``part`` is filled anew; ``come_back`` is called after it."""

    def __init__(self, part: QWidget) -> None:
        self._part = part
        focus = self._inside()
        self._name = focus.accessibleName() if focus is not None else ""
        self._was_inside = focus is not None

    def come_back(self, *otherwise: QWidget) -> None:
        """To the control with the same name; else, if the focus has left or stands where letters
        would be typed, to the first of ``otherwise`` that can take it.
        """
        if self._was_inside:
            # What was just made shows, and can take the focus, only after the layout has run.
            QTimer.singleShot(0, self._part, lambda: self._go(otherwise))

    def _go(self, otherwise: Sequence[QWidget]) -> None:
        focus = self._inside()
        if not self._part.isVisible() or (focus is not None
                                          and focus.accessibleName() == self._name):
            return
        same = [each for each in self._part.findChildren(QWidget)
                if self._name and each.accessibleName() == self._name and _takes(each)]
        if same or focus is None or isinstance(focus, QLineEdit | QPlainTextEdit):
            for each in (same or [each for each in otherwise if _takes(each)])[:1]:
                each.setFocus(Qt.FocusReason.OtherFocusReason)

    def _inside(self) -> QWidget | None:
        # That of the window, not of the program: a dialog may lie over it.
        focus = self._part.window().focusWidget()
        return focus if focus is not None and self._part.isAncestorOf(focus) else None


def _takes(widget: QWidget) -> bool:
    able = widget.isVisible() and widget.isEnabled()
    aim = widget.first if isinstance(widget, RadioHolder) else widget.focusProxy()
    return able and bool((aim or widget).focusPolicy() & Qt.FocusPolicy.TabFocus)
