"""The tab "Recommendations" of a case: what we recommend, what we may not, and the decision."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from caseworker.queries.case import CaseView
from ui.screens.case.bodies import BodiedTab, Body
from ui.screens.case.decide.body import RecommendationsBody


class RecommendationsTab(BodiedTab):
    """What we recommend, learning, and the decision."""

    words = "Recommendations"

    @classmethod
    def label(cls, view: CaseView) -> str:
        """With the number of recommendations that stand."""
        number = len(view.recommendations)
        return f"{cls.words} ({number})" if number else cls.words

    def make_body(self) -> Body:
        """The widgets for one case."""
        return RecommendationsBody(self.page)

    def keys(self) -> Sequence[tuple[str, str]]:
        """What Ctrl+Enter does depends on where one is."""
        body = self.body
        words = body.main_words() if isinstance(body, RecommendationsBody) else ""
        return (("Ctrl+Enter", words),) if words else ()

    def first(self) -> QWidget:
        """The first thing to be done."""
        body = self.body
        return body.first() if isinstance(body, RecommendationsBody) else self

    def main_action(self) -> bool:
        """Add what is being written, else send or approve the decision."""
        return isinstance(self.body, RecommendationsBody) and self.body.main_action()
