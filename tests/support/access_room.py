"""What is too small to hit, cut off, or outside what holds it; every size in pixels."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QScrollBar,
    QTabBar,
    QWidget,
)

from ui.widgets.page_scroll import PageScroll
from ui.widgets.text import ElideLabel

TARGET = 24  # WCAG 2.2, 2.5.8
SLACK = 1  # a rounded half of a pixel cuts off nothing


def shown(root: QWidget) -> Iterator[QWidget]:
    """Every widget below ``root`` that is to be seen, and that belongs to the same window."""
    for each in root.findChildren(QWidget):
        if each.isVisible() and each.window() is root.window() and not each.size().isEmpty():
            yield each


def called(widget: QWidget) -> str:
    """What a person who mends a fault has to look for."""
    words = widget.accessibleName()
    if isinstance(widget, QLabel | QAbstractButton):
        words = widget.text() or words
    return f"{type(widget).__name__} {words[:60]!r}"


def small_targets(root: QWidget) -> list[str]:
    """Controls, tabs and rows of lists that are hard to hit."""
    found = []
    for each in shown(root):
        if isinstance(each, QTabBar):
            sizes = [each.tabRect(at).size() for at in range(each.count())]
        elif isinstance(each, QAbstractItemView) and each.model() is not None:
            index = each.model().index(0, 0)
            sizes = [each.visualRect(index).size()] if index.isValid() else []
        elif _is_target(each):
            sizes = [each.size()]
        else:
            continue
        small = [size for size in sizes if not size.isEmpty() and _least(size) < TARGET]
        found += [f"too small to hit ({size.width()} x {size.height()}): {called(each)}"
                  for size in small[:1]]
    return found


def cut_off(root: QWidget) -> list[str]:
    """Words that have less room than they need, and that no tool-tip gives in full."""
    return [f"cut off by {short}: {called(each)}" for each in shown(root)
            if (short := _short_of(each)) > SLACK]


def outside(root: QWidget) -> list[str]:
    """What stands outside of what holds it, or can be reached only by scrolling sideways.

    A page of paper may be larger than its window: it is zoomed, and has its words as text.
    """
    found = []
    for each in shown(root):
        parent = each.parentWidget()
        aside = each.horizontalScrollBar().maximum() if isinstance(each, QScrollArea) else 0
        if aside > 0 and not isinstance(each, PageScroll):
            found.append(f"scrolls sideways by {aside}: {_content(each)}")
        if parent is None or each.isWindow() or _scrolled(each, parent):
            continue
        grown = parent.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK)
        if not grown.contains(each.geometry()):
            found.append(f"outside of {type(parent).__name__} {parent.rect().getRect()}: "
                         f"{called(each)} {each.geometry().getRect()}")
    return found


def over_each_other(root: QWidget) -> list[str]:
    """Controls of which one hides a part of another."""
    found = []
    targets = [(each, seen(each).translated(each.mapTo(each.window(), QPoint(0, 0))))
               for each in shown(root) if _is_target(each)]
    for number, (one, place) in enumerate(targets):
        for other, its in targets[number + 1:]:
            shared = place.intersected(its)
            if (min(shared.width(), shared.height()) > SLACK and not one.isAncestorOf(other)
                    and not other.isAncestorOf(one)):
                found.append(f"lie over each other: {called(one)} and {called(other)}")
    return found


def _content(area: QScrollArea) -> str:
    """The widgets whose own least width makes an area scroll."""
    wide = area.viewport().width()
    holder = area.widget()
    least = [each for each in shown(holder)
             if each.mapTo(holder, QPoint(each.width(), 0)).x() > wide and not each.layout()]
    return f"{type(holder).__name__} by {', '.join(called(each) for each in least[:3])}"


def _is_target(widget: QWidget) -> bool:
    if isinstance(widget.parentWidget(), QTabBar | QScrollBar | QAbstractSpinBox):
        return False  # Qt's own small buttons; keys do the same
    if isinstance(widget, QLineEdit) and isinstance(widget.parentWidget(), QComboBox):
        return False
    if isinstance(widget, QAbstractButton) and isinstance(widget.parentWidget(), QLineEdit):
        return False  # the button that clears a box; Escape and Delete do the same
    return widget.isEnabled() and isinstance(
        widget, QAbstractButton | QLineEdit | QComboBox | QAbstractSpinBox)


def _least(size: QSize) -> int:
    return min(size.width(), size.height())


def _short_of(widget: QWidget) -> int:
    """How many pixels are missing; not above 0 when the words have room."""
    if isinstance(widget, QLabel) and widget.text() and not isinstance(widget, ElideLabel):
        if widget.wordWrap():
            return widget.heightForWidth(widget.width()) - widget.height()
        need = widget.sizeHint()
        return max(need.width() - widget.width(), need.height() - widget.height())
    if isinstance(widget, QCheckBox | QRadioButton | QPushButton) and not widget.toolTip():
        if isinstance(widget, QPushButton) and widget.layout() is not None:
            return 0  # its words are labels of their own
        return widget.sizeHint().width() - widget.width() if widget.text() else 0
    if isinstance(widget, QComboBox) and not widget.isEditable():
        wide = widget.fontMetrics().horizontalAdvance(widget.currentText())
        return wide - widget.width() if not widget.toolTip() else 0
    if isinstance(widget, QLineEdit) and not widget.text():
        wide = widget.fontMetrics().horizontalAdvance(widget.placeholderText())
        return wide - widget.width() if not widget.toolTip() else 0
    return 0


def _scrolled(widget: QWidget, parent: QWidget) -> bool:
    """Whether a place outside of the parent is meant: it scrolls, or Qt puts it there."""
    above = parent.parentWidget()
    return (isinstance(parent, QTabBar | QScrollBar)
            or (isinstance(above, QAbstractScrollArea) and parent is above.viewport())
            or (widget.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            and widget.metaObject().className() == "Ring"))


def seen(widget: QWidget) -> QRect:
    """The part of a widget that is to be seen, within the widget."""
    return widget.visibleRegion().boundingRect()
