"""Contrast, as it stands in the pixels of a window: of words, of edges, of the focus."""

from __future__ import annotations

import functools
from collections import Counter
from itertools import compress
from operator import ne

from PIL import Image
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
from ui.tokens import luminance

TEXT, EDGE = 4.5, 3.0  # WCAG 2.2, 1.4.3 and 1.4.11
CELLS = 24  # of a list or grid, from its beginning


def picture(root: QWidget) -> Image.Image:
    """The whole window, one pixel for each, without the focus: its ring lies over edges."""
    focus = QApplication.focusWidget()
    if focus is not None:
        focus.clearFocus()
        QApplication.processEvents()
    image = root.window().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return Image.frombytes("RGB", image.size().toTuple(), bytes(image.constBits()), "raw", "BGRX",
                           image.bytesPerLine())


def faint(root: QWidget, image: Image.Image) -> list[str]:
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


def text_contrast(image: Image.Image, box: QRect) -> float | None:
    """The best contrast of a pixel in ``box`` with its ground; None for an empty box."""
    box = box.intersected(QRect(0, 0, *image.size))
    if box.isEmpty():
        return None
    cut = image.crop((box.left(), box.top(), box.right() + 1, box.bottom() + 1))
    colours = cut.getcolors(cut.width * cut.height)
    if len(colours) < 2:
        return None
    ground = _light(max(colours)[1])
    lights = [_light(colour) for _, colour in colours]
    return max(_contrast(ground, max(lights)), _contrast(ground, min(lights)))


def edge_contrast(image: Image.Image, box: QRect) -> float:
    """The contrast of a control's edge, or ground, with what lies around it."""
    left, best = box.left(), 1.0
    for y in range(box.center().y() - 4, box.center().y() + 5):  # an edge may be a row of dashes
        around = _light(image.getpixel((max(left - 2, 0), y)))
        best = max(best, *(_contrast(around, _light(image.getpixel((x, y))))
                           for x in range(left, min(left + 6, image.width))))
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


@functools.cache
def _light(colour: tuple[int, int, int]) -> float:
    """The relative luminance of the red, green and blue of a pixel."""
    return luminance("#{:02X}{:02X}{:02X}".format(*colour))


def _contrast(one: float, other: float) -> float:
    """The contrast ratio of two luminances, as WCAG 2.2 defines it."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def changed(before: QImage, after: QImage) -> tuple[int, float]:
    """How many pixels differ enough to be noticed (3 to 1), and the best ratio among them."""
    count, best = 0, 1.0
    for (old, new), times in _changes(before, after).items():
        contrast = _contrast(_light(_parts(old)), _light(_parts(new)))
        best = max(best, contrast)
        count += times if contrast >= EDGE else 0
    return count, best


def _changes(before: QImage, after: QImage) -> Counter[tuple[int, int]]:
    """How often each pixel became which other one; most rows of a list are as they were."""
    found: Counter[tuple[int, int]] = Counter()
    line = before.bytesPerLine()
    one, other = bytes(before.constBits()), bytes(after.constBits())
    for start in range(0, len(one), line):
        was, now = one[start : start + line], other[start : start + line]
        if was != now:
            old, new = memoryview(was).cast("I"), memoryview(now).cast("I")
            found.update(compress(zip(old, new, strict=True), map(ne, old, new)))
    return found


def _parts(pixel: int) -> tuple[int, int, int]:
    return pixel >> 16 & 0xFF, pixel >> 8 & 0xFF, pixel & 0xFF
