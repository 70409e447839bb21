"""Where the Tab key leads: to everything, in reading order, and back; and that it is seen."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QScrollArea, QTextBrowser, QWidget
from shiboken6 import isValid

from tests.support.access_pixels import changed
from tests.support.access_room import called, shown

MOST = 250  # no window of ours has more stops
AROUND = 8  # pixels around a control, where the ring lies
SIDE = 40  # pixels from the left of a control and what is around it: mostly they show the ring


def stops(root: QWidget) -> list[QWidget]:
    """What the Tab key reaches, in order, until it is where it began."""
    window = root.window()
    window.activateWindow()
    if QApplication.focusWidget() is None or not root.isAncestorOf(QApplication.focusWidget()):
        first = next((each for each in shown(root)
                      if each.focusPolicy() & Qt.FocusPolicy.TabFocus), window)
        first.setFocus()
    QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
    return _round(Qt.Key.Key_Tab)


def _round(key: Qt.Key) -> list[QWidget]:
    """What a key reaches from what has the focus, until it is there again or no further."""
    met: dict[QWidget, None] = {}
    links: set[tuple[int, int] | None] = set()
    for _ in range(MOST):
        focus = QApplication.focusWidget()
        link = _link(focus)
        if focus is None or (focus in met and (link is None or link in links)):
            break
        links.add(link)
        met[focus] = None
        QTest.keyClick(focus, key)
    return list(met)


def round_back(root: QWidget, met: list[QWidget]) -> list[str]:
    """Where Shift and the Tab key stay for ever, or what they do not reach."""
    if not met:
        return []
    return [fault.replace("the Tab key", "Shift and Tab", 1)
            for fault in chain(root, _round(Qt.Key.Key_Backtab))]


def _link(focus: QWidget | None) -> tuple[int, int] | None:
    """Where the link is that has the focus in a page of words; the Tab key goes through all."""
    if not isinstance(focus, QTextBrowser) or not focus.textCursor().hasSelection():
        return None
    at = focus.textCursor()
    return at.selectionStart(), at.selectionEnd()


def chain(root: QWidget, met: list[QWidget]) -> list[str]:
    """What the Tab key does not reach, or where it stays for ever."""
    back = QApplication.focusWidget()
    found = [] if met and back is met[0] else [
        f"the Tab key does not come round: it stays at {called(back) if back else 'nothing'}"]
    found += [f"the Tab key does not reach {called(each)}"
              for each in _takers(root) if each not in met]
    return found


def _takers(root: QWidget) -> list[QWidget]:
    """What the Tab key has to reach."""
    return [each for each in shown(root) if each.focusPolicy() & Qt.FocusPolicy.TabFocus
            and each.isEnabled() and each.focusProxy() is None]


def order(met: list[QWidget]) -> list[str]:
    """Steps of the Tab key against the reading: up, but not to a column further right; or left
    in the same line.
    """
    found = []
    first = _first(met)
    for one, other in zip(met, [*met[1:], *met[:1]], strict=True):
        a, b = _apart(one, other), _apart(other, one)
        if other is first or _holds(one, other) or _holds(other, one) or a == b:
            continue
        up = b.bottom() <= a.top() and b.left() < a.right()
        left = _same_line(a, b) and b.right() <= a.left()
        if up or left:
            found.append(f"the Tab key goes {'up' if up else 'left'} from {called(one)} "
                         f"to {called(other)}")
    return found


def unseen(root: QWidget) -> list[str]:
    """What does not show that it has the focus; one of each kind and look."""
    found = []
    kinds = {(type(each), each.property("role")): each for each in _takers(root)}
    for each in kinds.values():
        if not isValid(each) or not each.isVisible():
            continue  # the page was shown anew meanwhile
        shows, best = _shows(each, SIDE)
        if not shows:
            shows, best = _shows(each, each.width() + 2 * AROUND)
        if not shows:
            found.append(f"the focus does not show (best {best:.1f} to 1): {called(each)}")
    return found


def _shows(widget: QWidget, wide: int) -> tuple[bool, float]:
    """Whether the focus changes as many pixels as what has it is high, in so many from the left,
    and the best contrast of one with what it was.
    """
    window = widget.window()
    widget.clearFocus()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    _scroll_to(widget)
    QApplication.processEvents()
    if not isValid(widget):
        return True, 1.0
    box = _place(widget).adjusted(-AROUND, -AROUND, AROUND, AROUND)
    box = QRect(box.topLeft(), QSize(min(wide, box.width()), box.height()))
    box = box.intersected(window.rect())
    after = _grab(window, box)
    if focus := window.focusWidget():
        focus.clearFocus()
    QApplication.processEvents()
    number, best = changed(_grab(window, box), after)
    # What is gone meanwhile was shown anew by an answer that came late.
    return not isValid(widget) or number >= min(box.height(), _focused_height(widget)), best


def _focused_height(widget: QWidget) -> int:
    """The height of what has the focus: in a list it is one row."""
    if isinstance(widget, QAbstractItemView) and widget.currentIndex().isValid():
        return widget.visualRect(widget.currentIndex()).height()
    return widget.height()


def _scroll_to(widget: QWidget) -> None:
    """As the Tab key does."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()


def _grab(window: QWidget, box: QRect) -> QImage:
    return window.grab(box).toImage().convertToFormat(QImage.Format.Format_RGB32)


def _place(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def _first(met: list[QWidget]) -> QWidget | None:
    """Where the reading begins: at the navigation, else at what is at the top. In what scrolls it
    begins with what is come to from outside.
    """
    places = [_begin(each) for each in met]
    top = [place == min(places) for place in places]
    return next((each for number, each in enumerate(met) if top[number] and not top[number - 1]),
                met[0] if met else None)


def _begin(widget: QWidget) -> tuple[bool, int, int]:
    at, above = _place(widget), widget.parentWidget()
    while above is not None and not above.isWindow():
        at = _place(above) if isinstance(above, QScrollArea) else at
        above = above.parentWidget()
    return widget.objectName() != "navlist", at.top(), at.left()


def _apart(widget: QWidget, other: QWidget) -> QRect:
    """Where a widget is for somebody who goes on to another; what scrolls is all in one place."""
    above: QWidget | None = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea) and not above.isAncestorOf(other):
            return _place(above)
        above = above.parentWidget()
    return _place(widget)


def _same_line(a: QRect, b: QRect) -> bool:
    shared = min(a.bottom(), b.bottom()) - max(a.top(), b.top())
    return shared > min(a.height(), b.height()) / 2


def _holds(one: QWidget, other: QWidget) -> bool:
    return one.isAncestorOf(other)
