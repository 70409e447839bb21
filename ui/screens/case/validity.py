"""The tab "Validity checks" of a case."""

from __future__ import annotations

from ui.screens.case.tab import CaseTab


class ValidityTab(CaseTab):
    """Validity checks."""

    words = "Validity checks"
