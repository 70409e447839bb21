"""The recovery key of encrypted records: shown once and asked back, or asked for."""

from __future__ import annotations

import secrets
from pathlib import Path

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from caseworker import sealed
from caseworker.actions.base import Ask
from caseworker.recovery_key import same_group
from caseworker.rules.finding import Refused
from caseworker.sealed import Key
from ui import theme
from ui.icons import Button
from ui.widgets.announce import announce
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Field
from ui.widgets.text import WrapLabel, label

ROWS = 4
KEEP = ("This key opens the records when this computer no longer has it, and backups on another "
        "computer. If both are lost, nobody can read the records again. Print it, and keep it "
        "locked away from the computer.")
PAGE = "recovery-key.pdf"
HAVE = "I have it on paper"


class _KeyDialog(Dialog):
    """A title, words, what ``_fill`` adds, and two buttons."""

    def __init__(
        self, parent: QWidget | None, title: str, words: str, action: str, back: str
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setModal(True)
        self.column, row = QVBoxLayout(self), QHBoxLayout()
        theme.space(self.column, (24, 20, 24, 20), 12)
        self.column.addWidget(WrapLabel(title, "h1"))
        self.column.addWidget(WrapLabel(words))
        self.act, self.back = Button(action, role="primary"), Button(back)
        self.act.clicked.connect(self.submit)
        self.back.clicked.connect(self.reject)
        self.act.setVisible(bool(action))
        self._fill()
        self.column.addSpacing(theme.px(8))
        self.column.addStretch(1)  # the room of a hidden key goes below what is asked
        for each in (self.act, self.back):
            each.setAutoDefault(each is self.act)
            row.addWidget(each)
        row.addStretch(1)
        self.column.addLayout(row)
        self.setMinimumWidth(theme.px(560))

    def submit(self) -> None:
        """Check what was typed."""
        raise NotImplementedError

    def _fill(self) -> None:
        raise NotImplementedError


class ShowKey(_KeyDialog):
    """Shows a key. With an ``action`` it then hides it, and is accepted only when one group of it
    was typed from the paper.
    """

    def __init__(self, parent: QWidget | None, key: Key, action: str = "") -> None:
        self._key, self._group = key, secrets.randbelow(len(key.groups))
        self._action = action
        self.typed = Field("group", Ask(f"To show that you have it, type group {self._group + 1}"))
        self.saved = WrapLabel("", "small")
        self.again = Button("Show the key again", role="link")
        super().__init__(parent, "Keep the recovery key" if action else "Recovery key", KEEP,
                         HAVE if action else "", "Cancel" if action else "Close")
        self.show_key()

    def show_key(self) -> None:
        """The key itself, to be written down or printed."""
        self._stage(asking=False)

    def submit(self) -> None:
        """Hide the key and ask for one group; then accept when it fits."""
        if self.shown.isVisibleTo(self):
            self._stage(asking=True)
            self.typed.go()
        elif same_group(self.typed.raw(), self._key.groups[self._group]):
            self.accept()
        else:
            words = f"That is not group {self._group + 1}. Look at your paper again"
            self.typed.say_wrong(words)
            self.typed.go()
            announce(self, words, urgent=True)

    def _stage(self, *, asking: bool) -> None:
        self.shown.setVisible(not asking)
        for each in (self.typed, self.again):
            each.setVisible(asking)
        if self._action:
            self.act.set_words(self._action if asking else HAVE)

    def save(self) -> None:
        """Ask for a place, and write the page to print there."""
        from caseworker.recovery_page import page

        chosen, _ = QFileDialog.getSaveFileName(
            self, "Save the recovery key", str(Path.home() / PAGE), "PDF (*.pdf)")
        if not chosen:
            return
        place = Path(chosen).with_suffix(".pdf")
        today = QDate.currentDate().toPython()
        try:
            place.write_bytes(page(self._key, today))  # type: ignore[arg-type]  # Qt says object
        except OSError:
            words = "It is not saved: that folder cannot be written to. Choose another."
        else:
            words = f"Saved as {place.name}. Print it, then delete that file."
        self.saved.setText(words)
        announce(self, words)

    def _fill(self) -> None:
        self.shown = QWidget()
        within, row = QVBoxLayout(self.shown), QHBoxLayout()
        theme.space(within, (0, 0, 0, 0), 12)
        within.addWidget(label(f"Records {self._key.name}", "strong"))
        within.addWidget(_card_of(self._key.groups))
        save = Button("Save as PDF to print")
        save.setAutoDefault(False)
        save.clicked.connect(self.save)
        row.addWidget(save)
        row.addWidget(self.saved, 1)
        within.addLayout(row)
        self.again.setAutoDefault(False)
        self.again.clicked.connect(self.show_key)
        self.column.addWidget(self.shown)
        self.column.addWidget(self.typed)
        self.column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)


class AskKey(_KeyDialog):
    """Asks for a recovery key; ``what`` is encrypted. When accepted, ``key`` is the right one."""

    def __init__(
        self, parent: QWidget | None, mark: bytes, what: str = "These records are"
    ) -> None:
        self._mark = mark
        self.key: Key | None = None
        self.typed = Field("recovery_key", Ask(
            "Recovery key", "13 groups of five signs. Spaces and small letters do not matter.",
            kind="long"))
        super().__init__(
            parent, "Recovery key needed",
            f"{what} encrypted, and the key is not on this computer. Type the recovery key of the "
            f"records {sealed.name_of(mark)}, as it was printed.", "Open", "Cancel")

    def submit(self) -> None:
        """Accept when the key fits; else say which group to check."""
        try:
            self.key = Key.fitting(self._mark, self.typed.raw())
        except Refused as refused:
            words = " ".join(finding.reason for finding in refused.findings)
            self.typed.say_wrong(words)
            self.typed.go()
            announce(self, words, urgent=True)
            return
        self.accept()

    def _fill(self) -> None:
        self.column.addWidget(self.typed)


def _card_of(groups: list[str]) -> QFrame:
    """The groups with their numbers, down and then across; each is read out sign by sign."""
    card = QFrame()
    card.setProperty("role", "card")
    grid = QGridLayout(card)
    theme.space(grid, (20, 14, 20, 14), 10)
    for n, group in enumerate(groups):
        number, signs = label(f"{n + 1}", "small"), label(group, "h1")
        signs.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)  # no clipboard
        font = QFont(signs.font())
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, theme.px(2))
        signs.setFont(font)
        signs.setAccessibleName(f"Group {n + 1}: {' '.join(group)}")
        number.setAccessibleName(f"Group {n + 1}")
        column = n // ROWS * 2
        grid.addWidget(number, n % ROWS, column, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(signs, n % ROWS, column + 1)
        grid.setColumnStretch(column + 1, 1)
    return card
