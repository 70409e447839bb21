"""The tab "People and consent" of a case."""

from __future__ import annotations

from ui.screens.case.tab import CaseTab


class PeopleTab(CaseTab):
    """People and consent."""

    words = "People and consent"
