"""A list of cases, with a preview of the one under the cursor beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from caseworker.queries.queues import CasePreview, case_preview
from ui import theme
from ui.screen import Host
from ui.screens.lists.screen import PAUSE, ListScreen
from ui.screens.preview import PreviewPane

PREVIEW_FROM = 1200  # width of the window, in pixels at 100 %, from which the pane shows


class CaseList(ListScreen):
    """Any list whose rows are cases, or about one."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host, parent)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PAUSE)
        self._soon.timeout.connect(self._preview)
        self.pane = PreviewPane(host.has_screen("case"))
        self.pane.opened.connect(self.open_row)
        self.beside.addWidget(self.pane)

    def panes(self) -> Sequence[QWidget]:
        """Grid, preview, filter."""
        return (self.table, self.pane.area, self.filter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window has no room for the preview."""
        super().resizeEvent(event)
        wide = self.window().width() / theme.current().scale
        self.pane.setVisible(wide >= PREVIEW_FROM)

    def _moved(self, row: Any | None) -> None:
        super()._moved(row)
        if row is None:
            self._soon.stop()
            self.pane.clear("")
        else:
            self._soon.start()

    def _preview(self) -> None:
        row = self.row
        if row is None or self.pane.isHidden():
            return

        def show(preview: CasePreview | None) -> None:
            if preview is None or self.row is None or preview.row.id != self.row.id:
                return
            self.pane.show_case(preview)

        self.jobs.ask(case_preview, show, for_=(self, "preview"), case_id=row.id,
                      today=self.host.office.today())
