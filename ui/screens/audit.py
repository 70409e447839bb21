"""For an auditor on a server: who did what kind of thing, and when; never what was said."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from caseworker.queries.closed_side import AuditLine, audited
from caseworker.rules.words import count
from ui import theme
from ui.icons import Button
from ui.screen import Crumb, Host, Screen
from ui.screens.admin.rows import Row, RowsTable
from ui.widgets.announce import announce
from ui.widgets.banner import Banner
from ui.widgets.text import WrapLabel, label

AT_ONCE = 200
NOT_READ = "You cannot read reviews or complaints"
WHY = ("The role auditor sees who did what kind of thing, in which case, and when. What was "
       "written, and whom it is about, is not shown.")


class AuditScreen(Screen):
    """The newest first; earlier ones on demand."""

    title = "Journal"

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host, parent)
        self._lines: tuple[AuditLine, ...] = ()
        self._make_controls()
        head, foot, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        theme.space(column, (20, 14, 16, 12), 8)
        head.addWidget(label(self.title, "display"), 1)
        head.addWidget(self.filter, 0, Qt.AlignmentFlag.AlignBottom)
        foot.addWidget(self.said, 1)
        foot.addWidget(self.earlier)
        column.addLayout(head)
        column.addWidget(Banner(NOT_READ, WHY, tone="grey"))
        column.addWidget(self.table, 1)
        column.addLayout(foot)

    def crumbs(self) -> Sequence[Crumb]:
        """It stands among the records."""
        return (Crumb("Records"),)

    def keys(self) -> Sequence[tuple[str, str]]:
        """The keys of a list."""
        return (("Ctrl+F", "filter"), ("F6", "next part"), ("?", "all shortcuts"))

    def refresh(self) -> None:
        """Ask for the newest, as many as are shown."""
        most = max(AT_ONCE, len(self._lines))
        self.jobs.ask(audited, lambda found: self._show(found, len(found) < most),
                      for_=(self, "lines"), otherwise=self.host.trouble, at_most=most)

    def panes(self) -> Sequence[QWidget]:
        """The list, the filter, earlier entries."""
        return (self.table, self.filter, self.earlier)

    def go_to_filter(self) -> None:
        """Go to the filter."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def _make_controls(self) -> None:
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter by name, step or reference")
        self.filter.setAccessibleName("Filter the journal")
        self.filter.setToolTip("Ctrl+F")
        self.filter.setClearButtonEnabled(True)
        theme.fix_width(self.filter, 280)
        self.filter.textChanged.connect(self._filtered)
        self.table = RowsTable("Journal", ("When", "Who", "What was done", "Case"),
                               (24, 22, 32, 22))
        self.said = WrapLabel("", "muted")
        self.earlier = Button("Show earlier entries", "arrow-down")
        self.earlier.clicked.connect(self._ask_earlier)

    def _ask_earlier(self) -> None:
        self.jobs.ask(
            audited, lambda found: self._show((*self._lines, *found), len(found) < AT_ONCE),
            for_=(self, "lines"), otherwise=self.host.trouble, at_most=AT_ONCE,
            until=self._lines[-1].at if self._lines else None)

    def _show(self, found: Sequence[AuditLine], all_there: bool) -> None:
        self._lines = tuple(found)
        self.earlier.setVisible(not all_there)
        self._fill()

    def _filtered(self) -> None:
        self._fill()
        announce(self, self.said.text())

    def _fill(self) -> None:
        wanted = self.filter.text().casefold().split()
        shown = [line for line in self._lines if all(
            word in f"{line.who} {line.words} {line.reference}".casefold() for word in wanted)]
        self.table.set_rows([
            Row((line.at, number), (line.when, line.who, line.words, line.reference), line)
            for number, line in enumerate(shown)
        ])
        words = count(len(self._lines), "entry", "entries")
        self.said.setText(f"{len(shown):,} of {words}." if wanted else f"The newest {words}."
                          if self.earlier.isVisible() else f"{words}, the newest first.")
