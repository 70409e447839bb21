"""The tab "Overview" of a case."""

from __future__ import annotations

from ui.screens.case.tab import CaseTab


class OverviewTab(CaseTab):
    """Overview."""

    words = "Overview"
