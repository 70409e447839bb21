"""The tab "Notes" of a case."""

from __future__ import annotations

from ui.screens.case.tab import CaseTab


class NotesTab(CaseTab):
    """Notes."""

    words = "Notes"
