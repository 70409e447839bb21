"""The tab "Documents" of a case."""

from __future__ import annotations

from ui.screens.case.tab import CaseTab


class DocumentsTab(CaseTab):
    """Documents."""

    words = "Documents"
