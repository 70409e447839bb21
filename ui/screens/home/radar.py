"""What could be forgotten: one line for each reason, and one button that does the next thing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseworker.queries.radar import Forgotten
from caseworker.rules.radar import Sign
from ui import theme
from ui.icons import Button, Picture
from ui.screens.home.card import empty
from ui.widgets.card import Card
from ui.widgets.row_button import RowButton
from ui.widgets.text import WrapLabel, WrapLink

FIRST = 6  # lines until all are asked for
NOTHING = ("No case lies unseen. Promises that passed, cases without action, letters not sent, "
           "late replies of the MPS and cases of people who left or are away are listed here.")
PICTURES = {Sign.QUIET: ("clock-fill", "amber"), Sign.UNSENT: ("paper-plane-tilt", "amber"),
            Sign.MPS_LATE: ("warning-fill", "red"), Sign.OWNER_GONE: ("user", "red"),
            Sign.OWNER_AWAY: ("user", "amber"), Sign.PROMISED: ("bell-fill", "red")}
# What the button of a line does, and the key that does it on that line.
ACTIONS = {Sign.QUIET: ("Open", "O"), Sign.UNSENT: ("Issue", "I"), Sign.MPS_LATE: ("Chase", "C"),
           Sign.OWNER_GONE: ("Allocate", "A"), Sign.OWNER_AWAY: ("Allocate", "A"),
           Sign.PROMISED: ("Kept", "K")}
KEYS = "OICAKW"


def action_of(line: Forgotten, may_allocate: bool) -> str:
    """The words of a line's button: a case can't always be given to somebody else, and a letter's
    promise is kept by the next letter.
    """
    words, _ = ACTIONS[line.reminder.sign]
    if line.reminder.sign is Sign.PROMISED and line.reminder.note_id is None:
        return "Write"
    gone = line.reminder.sign in (Sign.OWNER_GONE, Sign.OWNER_AWAY)
    return "Open" if gone and not (may_allocate and line.can_reallocate) else words


class RadarCard(Card):
    """``opened`` sends the line whose case is to be shown, ``acted`` that whose button was pressed.
    """

    opened = Signal(object)
    acted = Signal(object)

    def __init__(self, may_allocate: bool, parent: QWidget | None = None) -> None:
        super().__init__("Do not forget", parent=parent)
        self.may_allocate, self._all = may_allocate, False
        self._lines: tuple[Forgotten, ...] = ()
        self.rows: list[tuple[RowButton, Button, Forgotten]] = []
        self._list = QVBoxLayout()
        theme.space(self._list, (0, 0, 0, 0), 0)
        self.body.addLayout(self._list)
        self.body.addStretch(1)

    def show_lines(self, lines: tuple[Forgotten, ...]) -> None:
        """Show these; the first few, until the user asks for all."""
        self._lines, self.rows = lines, []
        self.heading.setText(f"Do not forget ({len(lines)})" if lines else "Do not forget")
        self.setAccessibleName(self.heading.text())
        empty(self._list)
        if not lines:
            self._list.addWidget(WrapLabel(NOTHING, "muted"))
        shown = lines if self._all else lines[:FIRST]
        for line in shown:
            self._list.addLayout(self._row(line))
        if len(shown) < len(lines):
            more = WrapLink(f"Show {len(lines) - len(shown)} more")
            more.clicked.connect(self._show_all)
            self._list.addWidget(more)

    def at_focus(self) -> Forgotten | None:
        """The line that has the focus, in its row or its button."""
        return next((line for row, button, line in self.rows
                     if row.hasFocus() or button.hasFocus()), None)

    def first(self) -> QWidget | None:
        """Where the focus goes."""
        return self.rows[0][0] if self.rows else None

    def _show_all(self) -> None:
        self._all = True
        self.show_lines(self._lines)
        self.rows[FIRST][0].setFocus()

    def _row(self, line: Forgotten) -> QHBoxLayout:
        holder = QHBoxLayout()
        theme.space(holder, (0, 0, 0, 0), 8)
        row = RowButton(f"{line.name}, {line.reference}, {line.reminder.why}")
        picture, tone = PICTURES[line.reminder.sign]
        row.add(Picture(picture, tone, 16))
        words = QWidget()
        column = QVBoxLayout(words)
        theme.space(column, (0, 0, 0, 0), 0)
        column.addWidget(WrapLabel(f"{line.name or 'No name'}, {line.reference}", "rowlink"))
        column.addWidget(WrapLabel(line.reminder.why, "small"))
        row.add(words, 1)
        row.setToolTip(line.reminder.source.cite)
        row.clicked.connect(lambda: self.opened.emit(line))
        what = action_of(line, self.may_allocate)
        button = Button(what)
        button.setAccessibleName(f"{what}: {line.name}, {line.reference}")
        button.setToolTip(f"{what} ({what[0]})")
        button.clicked.connect(lambda: self.acted.emit(line))
        holder.addWidget(row, 1)
        holder.addWidget(button)
        self.rows.append((row, button, line))
        return holder
