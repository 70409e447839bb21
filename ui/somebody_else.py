"""When a colleague was first: both texts side by side, and nobody's words are lost.

The one place for every form, note, letter and item: who did what meanwhile, what was typed here,
what stands in the records now, and what to do about it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from caseworker.actions.base import Conflict
from caseworker.queries.meanwhile import Meanwhile, before
from ui import theme
from ui.icons import Button
from ui.screen import Host
from ui.widgets.announce import announce
from ui.widgets.dialog import Dialog
from ui.widgets.text import WrapLabel

TITLE = "Somebody else changed this {}"
KEPT = "What you typed is kept, and not saved yet."
NOT_THE_SAME = "They changed nothing of what you typed."
MINE = "What you typed"
WIDTH, LONG = 720, 60  # pixels at 100 %; letters from which a text gets a box of several lines
Call = Callable[[], None]


@dataclass(frozen=True)
class Both:
    """One field: what was typed here, and what a colleague saved, both in words."""

    label: str
    mine: str
    theirs: str


class SomebodyElse(Dialog):
    """``keep`` saves what was typed upon the colleague's version, ``take`` uses theirs instead;
    without one of them its button is not there. Esc goes back to what was typed.
    """

    def __init__(
        self, parent: QWidget | None, found: Meanwhile | None, both: Sequence[Both],
        keep: Call | None, take: Call | None, back: Call | None = None, title: str = "",
    ) -> None:
        super().__init__(parent)
        self._both = both
        title = title or TITLE.format(found.thing if found else "case")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setModal(True)
        column, self._row = QVBoxLayout(self), QHBoxLayout()
        theme.space(column, (24, 20, 24, 20), 12)
        column.addWidget(WrapLabel(title, "h1"))
        if found is not None:
            column.addWidget(WrapLabel(found.words, "strong"))
        column.addWidget(WrapLabel(KEPT if both else f"{NOT_THE_SAME} {KEPT}", "muted"))
        if both:
            column.addWidget(self._side_by_side(found.who if found else "a colleague"), 1)
        self.keep = self._button("Save mine", keep, "primary")
        self.take = self._button("Take theirs", take)
        self.copy, self.back = Button("Copy my text"), Button("Go back")
        self.copy.clicked.connect(self._copy)
        self.copy.setVisible(bool(both))
        self.back.clicked.connect(self.reject)
        for button in (self.copy, self.back):
            self._row.addWidget(button)
        self._row.addStretch(1)
        column.addLayout(self._row)
        if back is not None:
            self.rejected.connect(back)
        self.fit(theme.px(WIDTH), self.sizeHint().height())
        self.back.setFocus()  # nothing is overwritten by a key that was meant for the form
        announce(self, f"{title}. {found.words if found else ''}", urgent=True)

    def _button(self, words: str, call: Call | None, role: str = "") -> Button:
        button = Button(words, role=role) if role else Button(words)
        button.setVisible(call is not None)

        def press() -> None:
            self.accept()
            if call is not None:
                call()

        button.clicked.connect(press)
        self._row.addWidget(button)
        return button

    def _side_by_side(self, who: str) -> QWidget:
        holder, area = QWidget(), QScrollArea()
        grid = QGridLayout(holder)
        theme.space(grid, (0, 0, 0, 0), 8)
        heads = (MINE, f"What {who} saved")
        for place, words in enumerate(heads):
            grid.addWidget(WrapLabel(words, "muted"), 0, place)
            grid.setColumnStretch(place, 1)
        for number, each in enumerate(self._both):
            grid.addWidget(WrapLabel(each.label, "strong"), 1 + 2 * number, 0, 1, 2)
            for place, text in enumerate((each.mine, each.theirs)):
                grid.addWidget(_shown(text, f"{each.label}: {heads[place]}"),
                               2 + 2 * number, place)
        grid.setRowStretch(2 * len(self._both) + 1, 1)
        holder.setProperty("role", "surface")
        area.setWidget(holder)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(area.focusPolicy().NoFocus)
        area.setMinimumHeight(min(holder.sizeHint().height() + 4, theme.px(200)))
        return area

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n\n".join(each.mine for each in self._both))
        self.copy.set_words("Copied")
        announce(self, "Your text is copied")


def meet(
    host: Host, parent: QWidget, error: Exception, *,
    both: Callable[[Meanwhile], Sequence[Both]], keep: Callable[[Meanwhile], None],
    take: Callable[[Meanwhile], None] | None = None, back: Call | None = None,
) -> None:
    """Show both texts when a save of what was typed was a Conflict; any other error as usual.

    ``both`` gives the fields to compare, those that both wrote in; ``keep`` saves again upon the
    version that it is given; ``back`` is called when the user goes back to what was typed.
    """
    action = error.action if isinstance(error, Conflict) else None
    if action is None:
        host.trouble(error)
        return

    def show(found: Meanwhile | None) -> None:
        if found is None or not isValid(parent):  # it is no longer seen, or asked about
            host.trouble(error)
            return
        pairs = both(found)
        taking = None if take is None or not pairs else partial(take, found)
        keeping = None if found.settled else partial(keep, found)
        SomebodyElse(parent, found, pairs, keeping, taking, back).open()

    host.jobs.ask(before, show, otherwise=host.trouble, action=action)


def _shown(text: str, name: str) -> QWidget:
    box = QPlainTextEdit(text)
    box.setReadOnly(True)
    box.setTabChangesFocus(True)
    box.setAccessibleName(name)
    lines = 8 if len(text) > 4 * LONG else 4 if len(text) > LONG or "\n" in text else 1
    box.setFixedHeight(round(box.fontMetrics().lineSpacing() * (lines + 1.2)))
    return box
