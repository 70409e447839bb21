"""Contrast, as it stands in the pixels of a window: of words, of edges, of the focus."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from tests.support.access_room import called, seen, shown
from ui.tokens import ratio

TEXT, EDGE = 4.5, 3.0  # WCAG 2.2, 1.4.3 and 1.4.11
CELLS = 24  # of a list or grid, from its beginning


def picture(root: QWidget) -> QImage:
    """The whole window, one pixel for each, without the focus: its ring lies over edges."""
    focus = QApplication.focusWidget()
    if focus is not None:
        focus.clearFocus()
        QApplication.processEvents()
    return root.window().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def faint(root: QWidget, image: QImage) -> list[str]:
    """Words with too little contrast with their ground, and edges that can't be made out."""
    found = []
    for each in shown(root):
        if not each.isEnabled() or seen(each) != each.rect():
            continue  # what can't be used may be faint (WCAG); what is scrolled half away is later
        corner = each.mapTo(each.window(), QPoint(0, 0))
        for what, box in _words(each):
            best = text_contrast(image, box.translated(corner))
            if best is not None and best < TEXT:
                found.append(f"words of {best:.1f} to 1: {what}")
        if _has_edge(each):
            best = edge_contrast(image, QRect(corner, each.size()))
            if best < EDGE:
                found.append(f"edge of {best:.1f} to 1: {called(each)}")
    return found


def text_contrast(image: QImage, box: QRect) -> float | None:
    """The best contrast of a pixel in ``box`` with its ground; None for an empty box."""
    colours = _colours(image, box)
    if len(colours) < 2:
        return None
    ground = colours.most_common(1)[0][0]
    return max(ratio(_hex(ground), _hex(each)) for each in colours)


def edge_contrast(image: QImage, box: QRect) -> float:
    """The contrast of a control's edge, or ground, with what lies around it."""
    left, best = box.left(), 1.0
    for y in range(box.center().y() - 4, box.center().y() + 5):  # an edge may be a row of dashes
        around = _hex(image.pixel(max(left - 2, 0), y))
        inside = {_hex(image.pixel(x, y)) for x in range(left, min(left + 6, image.width()))}
        best = max(best, *(ratio(around, each) for each in inside))
    return best


def _words(widget: QWidget) -> list[tuple[str, QRect]]:
    """Each stretch of words that a widget paints: what it is, and its box in the widget."""
    if isinstance(widget, QAbstractItemView):
        return _cells(widget)
    if isinstance(widget, QLabel):
        return [(called(widget), widget.rect())] if widget.text() else []
    if isinstance(widget, QLineEdit):
        written = widget.text() or widget.placeholderText()
        return [(called(widget), widget.rect().adjusted(8, 4, -8, -4))] if written else []
    if isinstance(widget, QPlainTextEdit):
        return ([(called(widget), widget.rect().adjusted(6, 4, -20, -4))]
                if widget.toPlainText() else [])
    if isinstance(widget, QAbstractButton | QComboBox):
        plain = widget.text() if isinstance(widget, QAbstractButton) else widget.currentText()
        return [(called(widget), widget.rect().adjusted(8, 4, -8, -4))] if plain else []
    return []


def _cells(view: QAbstractItemView) -> list[tuple[str, QRect]]:
    found = []
    model, port = view.model(), view.viewport()
    at = port.mapTo(view, QPoint(0, 0))
    wide = getattr(view, "horizontalHeader", None)
    columns = wide().count() if wide is not None else 1  # a list's model keeps its count private
    for number in range(min(model.rowCount() * columns, CELLS) if model else 0):
        index = model.index(*divmod(number, columns))
        whole = view.visualRect(index)
        box = whole.intersected(port.rect())
        # Of what is scrolled half away only the edges of its letters may be there.
        if not box.isEmpty() and box.height() == whole.height() and index.data():
            found.append((f"{called(view)}: {str(index.data())[:40]!r}", box.translated(at)))
    return found


def _has_edge(widget: QWidget) -> bool:
    if isinstance(widget, QLineEdit | QComboBox):
        return widget.property("role") != "bare" and not isinstance(
            widget.parentWidget(), QComboBox)
    if isinstance(widget, QCheckBox | QRadioButton):
        return True
    return isinstance(widget, QPushButton) and widget.property("role") in (None, "", "primary")


def _colours(image: QImage, box: QRect) -> Counter[int]:
    box = box.intersected(image.rect())
    if box.isEmpty():
        return Counter()
    cut = image.copy(box)
    data, line = bytes(cut.constBits()), cut.bytesPerLine()
    wide = cut.width() * 4
    found: Counter[int] = Counter()
    for row in range(cut.height()):
        start = row * line
        found.update(memoryview(data[start : start + wide]).cast("I"))
    return found


def _hex(pixel: int) -> str:
    return f"#{pixel & 0xFFFFFF:06X}"


def changed(before: QImage, after: QImage) -> tuple[int, float]:
    """How many pixels differ enough to be noticed (3 to 1), and the best ratio among them."""
    count, best = 0, 1.0
    one = memoryview(bytes(before.constBits())).cast("I")
    other = memoryview(bytes(after.constBits())).cast("I")
    for (old, new), times in Counter(zip(one, other, strict=True)).items():
        if old != new:
            contrast = ratio(_hex(old), _hex(new))
            best = max(best, contrast)
            count += times if contrast >= EDGE else 0
    return count, best
