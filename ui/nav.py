"""The navigation at the left: one list, in sections, with counts; a rail when it is narrow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from caseworker.rules.lifecycle import Role
from ui import drawing, theme
from ui.icons import Picture
from ui.widgets.text import label

if TYPE_CHECKING:
    from caseworker.queries.numbers import Numbers
    from ui.screen import WindowOffice

WIDE, RAIL, ROW, HEADING = 216, 60, 32, 32  # pixels at 100 %
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_PLACE = int(Qt.ItemDataRole.UserRole)
_COUNT = _PLACE + 1
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Place:
    """An item of the navigation: words, picture, and the screen it opens with its arguments;
    ``number`` names the field of caseworker.queries.numbers.Numbers that stands beside it.
    One with a ``role`` is for those who hold it, on a server.
    """

    words: str
    icon: str
    screen: str
    args: Mapping[str, Any] = field(default_factory=dict)
    number: str = ""
    role: Role | None = None

    def is_for(self, office: WindowOffice) -> bool:
        """Whether this person is offered it."""
        return self.role is None or (self.role in office.roles and not office.boundary)


@dataclass(frozen=True)
class Section:
    """A group of places; ``heading`` may be empty."""

    heading: str
    places: Sequence[Place]


class Nav(QWidget):
    """The dark panel. ``chosen`` sends a Place; ``foot`` is the layout for who is signed in."""

    chosen = Signal(object)

    def __init__(self, sections: Sequence[Section], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("nav")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.rail = False
        column = QVBoxLayout(self)
        theme.space(column, (0, 16, 0, 12), 0)
        column.addLayout(self._brand())
        self.list = _List()
        self.list.setItemDelegate(_Look(self))
        self.list.itemClicked.connect(self._choose)
        self.list.entered_item.connect(self._choose)
        column.addWidget(self.list, 1)
        self.foot = QVBoxLayout()
        column.addLayout(self.foot)
        self._fill(sections)
        self.set_rail(False)

    @property
    def places(self) -> list[Place]:
        """Every place, in order."""
        return [self._items[key] for key in self._items]

    def place_of(self, screen: str, args: Mapping[str, Any]) -> Place | None:
        """The place that opens this screen with these arguments, else with any; None without."""
        same = [place for place in self.places if place.screen == screen]
        exact = [place for place in same if dict(place.args) == dict(args)]
        return next(iter(exact or same), None)

    def set_rail(self, rail: bool) -> None:
        """Show pictures only, or pictures with words."""
        self.rail = rail
        theme.fix_width(self, RAIL if rail else WIDE)
        self._words.setVisible(not rail)
        for row in range(self.list.count()):
            item = self.list.item(row)
            place = item.data(_PLACE)
            item.setToolTip(place.words if rail and place else "")
        self.list.doItemsLayout()

    def mark(self, place: Place | None) -> None:
        """Mark where the user is."""
        for row in range(self.list.count()):
            if place is not None and self.list.item(row).data(_PLACE) == place:
                self.list.setCurrentRow(row)
                return
        self.list.setCurrentRow(-1)

    @property
    def marked(self) -> Place | None:
        """The place that is marked, where the user is."""
        item = self.list.currentItem()
        place: Place | None = item.data(_PLACE) if item is not None else None
        return place

    def show_numbers(self, found: Numbers) -> None:
        """Show how much waits beside each place that has a number."""
        for row in range(self.list.count()):
            item = self.list.item(row)
            place = item.data(_PLACE)
            if place is not None and place.number:
                number = getattr(found, place.number)
                item.setData(_COUNT, number)
                item.setData(_SPOKEN, f"{place.words}, {number}")

    def _choose(self, item: QListWidgetItem) -> None:
        if item.data(_PLACE) is not None:
            self.chosen.emit(item.data(_PLACE))

    def _brand(self) -> QHBoxLayout:
        row, words = QHBoxLayout(), QVBoxLayout()
        theme.space(row, (16, 0, 8, 12), 5)
        row.addWidget(Picture("folder-open-fill", "nav_mark", 24))
        self._words = QWidget()
        theme.space(words, (0, 0, 0, 0), 0)
        self._words.setLayout(words)
        words.addWidget(label("Caseworker", "brand"))
        words.addWidget(label("Complaints and reviews", "navsmall"))
        row.addWidget(self._words)
        row.addStretch(1)
        return row

    def _fill(self, sections: Sequence[Section]) -> None:
        self._items: dict[int, Place] = {}
        for section in sections:
            if section.places and section.heading:
                heading = QListWidgetItem(section.heading)
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
                self.list.addItem(heading)
            for place in section.places:
                item = QListWidgetItem(place.words)
                item.setData(_PLACE, place)
                item.setData(_SPOKEN, place.words)
                self._items[self.list.count()] = place
                self.list.addItem(item)


class _List(QListWidget):
    """Up and Down move, Enter opens."""

    entered_item = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("navlist")
        self.setAccessibleName("Navigation")
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep where the user is in sight."""
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The focus begins there too, which larger text may have moved out of sight."""
        self.scrollTo(self.currentIndex())
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the marked place with Enter or Space; letters go on to the window."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self.currentItem() is not None:
                self.entered_item.emit(self.currentItem())
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)


class _Look(QStyledItemDelegate):
    """Paints a heading or a place."""

    def __init__(self, nav: Nav) -> None:
        super().__init__(nav)
        self._nav = nav

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One height for places, one for headings; headings shrink to a gap in the rail."""
        if index.data(_PLACE) is not None:
            return QSize(0, theme.px(ROW))
        return QSize(0, theme.px(14 if self._nav.rail else HEADING))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground, mark, picture, words and count."""
        place: Place | None = index.data(_PLACE)
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if place is None:
            self._paint_heading(painter, box, str(index.data()))
        else:
            chosen = bool(state & QStyle.StateFlag.State_Selected)
            hover = bool(state & QStyle.StateFlag.State_MouseOver)
            self._paint_place(painter, box, place, index.data(_COUNT), chosen, hover)
        painter.restore()

    def _paint_heading(self, painter: QPainter, box: QRect, words: str) -> None:
        look = theme.current()
        if not self._nav.rail:
            painter.setFont(look.font("caps"))
            painter.setPen(look.colour("nav_muted"))
            painter.drawText(box.adjusted(look.px(16), 0, 0, -look.px(3)),
                             Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, words)

    def _paint_place(
        self, painter: QPainter, box: QRect, place: Place, count: int | None, chosen: bool,
        hover: bool,
    ) -> None:
        look = theme.current()
        if chosen or hover:
            painter.fillRect(box, look.colour("nav_active"))
        if chosen:
            painter.fillRect(QRect(box.left(), box.top(), look.px(3), box.height()),
                             look.colour("nav_mark"))
        size = 21 if self._nav.rail else 17
        left = (box.width() - look.px(size)) / 2 if self._nav.rail else look.px(14)
        drawing.draw(painter, place.icon, "nav_mark" if chosen else "nav_text", box.left() + left,
                   box.center().y() - look.px(size) / 2 + 1, size)
        if self._nav.rail:
            return
        painter.setFont(look.font("body", 600 if chosen else 500))
        painter.setPen(look.colour("nav_strong" if chosen else "nav_text"))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(box.adjusted(look.px(34), 0, -look.px(40), 0)), middle,
                         place.words)
        if count is not None:
            painter.setFont(look.font("small"))
            painter.drawText(QRectF(box.adjusted(0, 0, -look.px(14), 0)),
                             middle | Qt.AlignmentFlag.AlignRight, str(count))
