"""The tab "Journal" of a case."""

from __future__ import annotations

from ui.screens.case.tab import CaseTab


class JournalTab(CaseTab):
    """Journal."""

    words = "Journal"
