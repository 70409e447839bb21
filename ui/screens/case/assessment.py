"""The tab "Assessment" of a case."""

from __future__ import annotations

from ui.screens.case.tab import CaseTab


class AssessmentTab(CaseTab):
    """Assessment."""

    words = "Assessment"
