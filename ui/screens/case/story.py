"""The tab "Timeline" of a case."""

from __future__ import annotations

from ui.screens.case.tab import CaseTab


class TimelineTab(CaseTab):
    """Timeline."""

    words = "Timeline"
