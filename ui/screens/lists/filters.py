"""What narrows a list: a chip for each thing, and the panel where they are chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from caseworker.queries.lists.filters import FIELDS, Filter, ListOf, chip_words
from ui import theme
from ui.icons import Button
from ui.widgets.dialog import Dialog
from ui.widgets.flow import Flow
from ui.widgets.text import label

COLUMNS = 2  # of boxes in the panel
LONG = 36  # letters of a choice, from which its field has one column
WIDTH, HEIGHT = 720, 680  # of the panel, in pixels at 100 %


class Chips(Flow):
    """One button for each chip of a filter, that takes it away. ``changed`` sends a Filter."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(8, 6, parent)
        self.filter = Filter()

    def show_filter(self, filter: Filter, names: Mapping[str, str]) -> None:
        """Show the chips of this filter, and after them a link that takes all away."""
        self.filter = filter
        made: list[QWidget] = []
        for chip in filter.chips:
            words = chip_words(chip, names)
            button = Button(words, "x", after=True)
            button.setAccessibleName(f"{words}. Remove this filter")
            button.setProperty("role", "chip")
            button.clicked.connect(self._without(chip.field))
            made.append(button)
        if made:
            clear = Button("Clear filters", role="link")
            clear.clicked.connect(lambda: self.changed.emit(Filter()))
            made.append(clear)
        self.set_items(made)

    def _without(self, field: str) -> Callable[[], None]:
        return lambda: self.changed.emit(self.filter.choosing(field, ()))


class FilterPanel(Dialog):
    """Every field of a list with a box for each value.
    ``filter()`` is what is chosen.
    """

    def __init__(
        self, parent: QWidget | None, filter: Filter, names: Mapping[str, str],
        list_of: ListOf = ListOf.REVIEWS,
    ) -> None:
        super().__init__(parent)
        self._filter = filter
        self._offered = [each for each in FIELDS.values() if list_of in each.lists]
        self.boxes: dict[tuple[str, str], QCheckBox] = {}
        self.setWindowTitle("Filter")
        self.setAccessibleName("Filter")
        self.setModal(True)
        self.fit(theme.px(WIDTH), theme.px(HEIGHT))
        column, row = QVBoxLayout(self), QHBoxLayout()
        theme.space(column, (24, 20, 24, 20), 12)
        column.addWidget(label("Filter", "h1"))
        column.addWidget(self._fields(names), 1)
        self.show_them, clear, back = (Button("Show these", role="primary"), Button("Clear all"),
                                       Button("Cancel"))
        self.show_them.setShortcut("Ctrl+Return")
        self.show_them.clicked.connect(self.accept)
        clear.clicked.connect(self._clear)
        back.clicked.connect(self.reject)
        for button in (self.show_them, clear, back):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        next(iter(self.boxes.values())).setFocus()

    def filter(self) -> Filter:
        """The filter with what is ticked; what was typed stays in it."""
        found = self._filter
        for field in FIELDS:
            found = found.choosing(field, (value for (name, value), box in self.boxes.items()
                                           if name == field and box.isChecked()))
        return found

    def _fields(self, names: Mapping[str, str]) -> QScrollArea:
        holder, scroll = QWidget(), QScrollArea()
        holder.setProperty("role", "surface")
        grid = QGridLayout(holder)
        theme.space(grid, (0, 0, 8, 0), 6)
        for field in self._offered:
            grid.addWidget(label(field.label, "h2"), grid.rowCount(), 0, 1, COLUMNS)
            choices = [*field.choices, *(names.items() if field.colleagues else ())]
            first = grid.rowCount()
            longest = max((len(words) for _, words in choices), default=0)
            across = 1 if longest > LONG else COLUMNS
            for number, (value, words) in enumerate(choices):
                box = _Box(words[:1].upper() + words[1:], scroll)
                box.setAccessibleName(f"{field.label}: {words}")
                box.setChecked(value in self._filter.values(field.name))
                self.boxes[field.name, value] = box
                grid.addWidget(box, first + number // across, number % across, 1,
                               COLUMNS // across)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setAccessibleName("What to show")
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # each tick brings itself into view
        scroll.setWidget(holder)
        return scroll

    def _clear(self) -> None:
        for box in self.boxes.values():
            box.setChecked(False)


class _Box(QCheckBox):
    """A box that scrolls into view when the focus reaches it."""

    def __init__(self, words: str, area: QScrollArea) -> None:
        super().__init__(words.replace("&", "&&"))
        self._area = area

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show it."""
        super().focusInEvent(event)
        self._area.ensureWidgetVisible(self)
