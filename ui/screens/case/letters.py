"""The tab "Letters" of a case."""

from __future__ import annotations

from ui.screens.case.tab import CaseTab


class LettersTab(CaseTab):
    """Letters."""

    words = "Letters"
