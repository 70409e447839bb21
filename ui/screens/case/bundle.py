"""The tab "Bundle" of a case."""

from __future__ import annotations

from ui.screens.case.tab import CaseTab


class BundleTab(CaseTab):
    """Bundle."""

    words = "Bundle"
