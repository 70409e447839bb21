"""The frame that the first look is shown with: a picture of the window without any data.

It is made of the window's own parts, which takes as long again as all of Qt, and kept from one
time to the next beside the settings. Nothing of a case is in it: the parts are new ones, that
have been shown nothing, and the grid's rows are not painted.
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from caseworker import system
from caseworker.config import Config
from caseworker.queries.rows import ListOf, QueueRow, View
from caseworker.rules.finding import Refused
from caseworker.rules.london import ahead, london_day
from caseworker.way_in import OwnFile, OwnFolder
from ui import theme
from ui.first_look import KEPT, TITLE, FirstLook, Frame, application, dots, read, versions
from ui.icons import Button
from ui.nav import Nav, Place, Section
from ui.places import SECTIONS
from ui.remember import maximised
from ui.remember import place as place_window
from ui.screen import Crumb
from ui.screens.all import SCREENS
from ui.screens.lists.offered import chosen
from ui.screens.lists.table import ListTable, keys
from ui.top_bar import TopBar
from ui.widgets.status_bar import StatusBar
from ui.widgets.tab_bar import TabBar
from ui.widgets.text import ElideLabel, label

if TYPE_CHECKING:
    from ui.shell import MainWindow

GROUPED = "group"  # no column to sort by
QUEUE, FILTER_WORDS = "queue", "Filter this list"
OWN_KEYS = (("A", "allocate"), ("N", "add note"))
HEAD = (("Allocate", "user-plus"), ("Columns", "columns"), ("Export", "download-simple"))
PREVIEW_FROM, PREVIEW = 1200, 318  # the pane of ui.screens.preview, and the window it needs
RAIL_BELOW = 1360  # as ui.shell has it
Made = tuple[Frame, QImage, Sequence[QueueRow]]


def first_look(way: OwnFolder | OwnFile, config: Config) -> FirstLook | None:
    """The window to be shown at once for these records; None when they can't be read like that."""
    found = _made(way, config)
    if found is None:
        return None
    look = FirstLook(*found)
    if way == _usual(config):
        look.painted.connect(lambda: _save(config, found))
    return look


def keep(config: Config, window: MainWindow | None = None) -> None:
    """Keep the frame that the program will be started with the next time: as that of this window,
    where there was one.
    """
    way = _usual(config)
    _save(config, _made(way, config, window) if way is not None else None)


def sections(places: Collection[Place] | None = None) -> list[Section]:
    """What the navigation offers: these places, or all that there are."""
    return [Section(each.heading, [place for place in each.places if place.screen in SCREENS
                                   and (places is None or place in places)])
            for each in SECTIONS]


def _usual(config: Config) -> OwnFolder | None:
    """The records that the settings open without a question."""
    return OwnFolder(config.now.folder) if config.now.records == "own" else None


def _save(config: Config, found: Made | None) -> None:
    if config.file is None:
        return
    file = config.file.with_name(KEPT)
    with contextlib.suppress(OSError):  # without it the next start takes longer, and that is all
        if found is None or not config.file.is_file():
            file.unlink(missing_ok=True)
            return
        frame, picture, _ = found
        beside = file.with_suffix(".new")
        beside.write_bytes(f"{tuple(frame)!r}\n".encode() + bytes(picture.constBits()))
        beside.replace(file)


def _made(
    way: OwnFolder | OwnFile, config: Config, window: MainWindow | None = None
) -> Made | None:
    """What the program is to be shown with, its picture, and the rows in it."""
    places = [place for each in sections() for place in each.places]
    place = next((each for each in places if each.words == config.now.place), places[0])
    try:
        file = Path(way.url().partition(":///")[2])
    except Refused:
        return None
    now = datetime.now(UTC)
    seconds, until = ahead(now)
    look, app = theme.current(), application()
    view = str(place.args.get("view", View.OPEN)) if place.screen == QUEUE else ""
    frame = Frame(
        settings=config.file.read_bytes() if config.file and config.file.is_file() else b"",
        versions=versions(), ground=app.property("ground") if config.now.theme == "system" else "",
        dots=dots(), fineness=1.0, look=(look.name, look.scale), window=config.now.window,
        file=str(file), view=view, order=_order(config), me=system.account(), ahead=seconds,
        until=until.timestamp(), rows=(0, 0, 0, 0), high=1, columns=(), size=(0, 0))
    # Records that are no queue's are read too: those that can't be are asked about at once.
    rows = read(frame._replace(view=frame.view or View.OPEN.value), london_day(now))
    if rows is None:
        return None
    rows = rows if frame.view else ()
    parts = _Parts(place, config, rows, window)
    picture = parts.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return parts.measured(frame, picture), picture, rows


def _order(config: Config) -> tuple[str, bool]:
    """What the queue is sorted by; a grouped one begins with a heading, which is not read first."""
    kept = config.now.lists.get(ListOf.REVIEWS.value, {})
    return (GROUPED if kept.get("group") else kept.get("sort", "deadline"),
            kept.get("descending", False))


class _Parts(QWidget):
    """The parts of the window, each where the real one has it; it is never shown."""

    def __init__(
        self, place: Place, config: Config, rows: Sequence[QueueRow], window: MainWindow | None
    ) -> None:
        super().__init__()
        self._places = window.nav.places if window is not None else None
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.table = ListTable(place.words, self)
        self.table.setVisible(place.screen == QUEUE)
        look = config.now.lists.get(ListOf.REVIEWS.value, {})
        self.table.set_columns(chosen(look.get("columns", ()))[0], look.get("widths", {}))
        self.table.set_height(look.get("height") or config.now.row_height)
        self.table.setItemDelegate(_Nothing(self.table))
        self.table.show_first(rows)  # for the scroll bar
        self.setProperty("role", "page")
        place_window(self, config.now.window)
        if window is not None:
            self.resize(window.size())
        elif maximised(config.now.window, self.screen().availableSize()):
            self.resize(self.screen().availableSize())
        self._lay_out(place)

    def measured(self, frame: Frame, picture: QImage) -> Frame:
        """The frame with the measures of its parts, once they are laid out."""
        view, table = self.table.viewport(), self.table
        at = view.mapTo(self, QPoint(0, 0)) if frame.view else QPoint(0, 0)
        size = (view.width(), view.height()) if frame.view else (0, 0)
        return frame._replace(
            fineness=picture.devicePixelRatio(), size=(picture.width(), picture.height()),
            rows=(at.x(), at.y(), *size), high=table.verticalHeader().defaultSectionSize(),
            columns=tuple((column.name, table.columnWidth(n))
                          for n, column in enumerate(table.rows.columns)))

    def _lay_out(self, place: Place) -> None:
        row, column = QHBoxLayout(self), QVBoxLayout()
        theme.space(row, (0, 0, 0, 0), 0)
        theme.space(column, (0, 0, 0, 0), 0)
        nav, top, foot = Nav(sections(self._places)), TopBar("logpost" in SCREENS), StatusBar()
        nav.mark(place)
        nav.set_rail(self.width() / theme.current().scale < RAIL_BELOW)
        queue = place.screen == QUEUE
        top.show_crumbs((Crumb("Queues"),) if queue else (), TITLE if queue
                        else place.words)
        row.addWidget(nav)
        row.addLayout(column, 1)
        column.addWidget(top)
        column.addLayout(self._page() if queue else QVBoxLayout(), 1)
        column.addWidget(foot)
        foot.show_keys(keys(OWN_KEYS))
        foot.setFixedHeight(foot.sizeHint().height())
        foot.show_keys(())  # which of them have room depends on what is said beside

    def _page(self) -> QHBoxLayout:
        """Every part of the queue in its place, so that nothing moves when it comes alive."""
        page, column = QHBoxLayout(), QVBoxLayout()
        theme.space(page, (0, 0, 0, 0), 0)
        theme.space(column, (20, 14, 16, 12), 10)
        words = QVBoxLayout()
        theme.space(words, (0, 0, 0, 0), 2)
        words.addWidget(label(TITLE, "display"))
        words.addWidget(ElideLabel(" ", "small"))
        tabs, views, box = TabBar("Views"), Button("Views"), QLineEdit()
        tabs.set_tabs([view.value for view in View])
        box.setPlaceholderText(FILTER_WORDS)
        box.setAccessibleName(FILTER_WORDS)
        theme.limit_width(box, 200)
        views.setMenu(QMenu(views))  # for its arrow
        buttons = [Button(*each) for each in HEAD]
        column.addLayout(_line(words, *buttons, box))
        column.addLayout(_line(tabs, views))
        column.addLayout(_line(None, before=Button("Filters")))
        column.addWidget(self.table, 1)
        column.addLayout(_line(ElideLabel(" ", "small"), Button("Take next case", "tray")))
        page.addLayout(column, 1)
        if self.width() / theme.current().scale >= PREVIEW_FROM:
            pane = QFrame()
            pane.setProperty("role", "pane")
            theme.fix_width(pane, PREVIEW)
            page.addWidget(pane)
        return page


def _line(
    first: QWidget | QLayout | None, *others: QWidget, before: QWidget | None = None
) -> QHBoxLayout:
    """A line of which ``first`` takes the room that is left."""
    line = QHBoxLayout()
    theme.space(line, (0, 0, 0, 0), 8)
    if before is not None:
        line.addWidget(before)
    if isinstance(first, QLayout):
        line.addLayout(first, 1)
    elif first is not None:
        line.addWidget(first, 1)
    else:
        line.addStretch(1)
    for each in others:
        line.addWidget(each, 0, Qt.AlignmentFlag.AlignBottom)
    return line


class _Nothing(QStyledItemDelegate):
    """Paints no cell: what is in the rows stays out of the picture."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Nothing."""
