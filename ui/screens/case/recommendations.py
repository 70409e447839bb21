"""The tab "Recommendations" of a case."""

from __future__ import annotations

from ui.screens.case.tab import CaseTab


class RecommendationsTab(CaseTab):
    """Recommendations."""

    words = "Recommendations"
