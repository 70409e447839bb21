"""The dialogs of the validity checks: one for each decision, and the facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QVBoxLayout

from caseworker.actions import validity as actions
from caseworker.queries.case import CaseView
from caseworker.rules import papers
from caseworker.rules.in_time import FACTORS
from caseworker.rules.words import count, long_date
from ui import theme
from ui.screens.case.checks.asking import asking
from ui.screens.case.checks.decisions import waivable
from ui.screens.case.checks.facts import facts_form
from ui.screens.case.checks.forward import SharedField, forward_lines
from ui.screens.case.tab import Page
from ui.widgets.action_dialog import ActionDialog
from ui.widgets.form import Form
from ui.widgets.text import WrapLabel

Then = Callable[[Any], None] | None
EXTEND = ("Time can be extended where there are special circumstances and, because of them, it is "
          "just to extend it. Weigh:")


class Dialogs:
    """Opens the dialogs of a case; each keeps what was typed until it is saved."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def facts(self, name: str = "") -> None:
        """The facts, at the field ``name``."""
        form = facts_form(self._page.host.office.today())
        self._page.form_dialog(
            "Record facts", form, "Save the facts", values=lambda view: view.fact_values,
            intro="A fact that you leave as it is stays untouched. The checks answer at once.",
            dialog=tall(name),
        )

    def late(self, then: Then = None) -> None:
        """Accept a late request, or not. What to weigh stands above the fields."""
        window = self._view.window
        last = f", {long_date(window.last_day)}" if window.last_day else ""
        hints = "\n".join((EXTEND, *_bullets((*FACTORS, *window.flags))))
        self._ask(
            "Decide a late request", actions.DecideLate, "Save the decision",
            f"The request came {count(window.days_late, 'day')} after the last day{last}.",
            self._decided_late(), hints=hints, then=then, dialog=tall(),
        )

    def body(self, then: Then = None) -> None:
        """A manager decides the review body."""
        view = self._view
        doubts = [f"{pointer.question.text} {pointer.answer.reason}"
                  for pointer in view.body.pointers
                  if pointer.answer is not None and pointer.answer.reason]
        intro = "\n".join(("Doubt points to the IOPC. Not sure about:", *_bullets(doubts)))
        decided = view.facts.body_decision
        self._ask("Decide the review body", actions.DecideReviewBody, "Save the decision", intro,
                  {"body": decided} if decided else {}, then=then)

    def representation(self, then: Then = None) -> None:
        """A manager lets somebody act without written consent."""
        intro = ("Written consent is the rule, for everybody. It can be left out for a body that "
                 "the IOPC has named as a gateway, and it is your decision where the complainant "
                 "is exactly 16.")
        self._ask("Decide that no consent is needed", actions.DecideRepresentation,
                  "Save the decision", intro, {}, then=then)

    def waive(self, then: Then = None) -> None:
        """Go on without a missing item."""
        offered = [(paper, papers.ITEM[paper].title) for paper in waivable(self._view)]
        intro = ("We go on as if the item had been sent. Most items can be had from the MPS: ask "
                 "there first.")
        self._ask("Waive a missing item", actions.Waive, "Waive the item", intro,
                  {"item": offered[0][0]} if len(offered) == 1 else {}, {"item": offered},
                  then=then)

    def refuse(self, then: Then = None) -> None:
        """Refuse the request, for a reason that the facts prove."""
        reasons = self._view.refusal_reasons
        hints = "\n".join(_bullets(f"{reason.title}: {reason.words}" for reason in reasons))
        offered = [(reason.code, reason.title) for reason in reasons]

        def lines(action: Any) -> tuple[str, Sequence[str]]:
            chosen = next(reason for reason in reasons if reason.code == action.code)
            return "Refuse this request as invalid?", tuple(part for part in (
                chosen.words, chosen.what_to_send,
                "This ends the case: the right to this review ends with it.") if part)

        self._ask("Refuse as invalid", actions.RefuseAsInvalid, "Refuse as invalid",
                  "The facts recorded prove this:",
                  {"code": offered[0][0]} if len(offered) == 1 else {}, {"code": offered},
                  hints=hints, then=then, dialog=asking(lines))

    def forward(self, then: Then = None) -> None:
        """Forward the request to the IOPC, with the list of what was shared."""
        form: Form[Any] = Form(actions.ForwardToIopc, ["forwarded_on"],
                               today=self._page.host.office.today())
        field = SharedField(self._view.documents)
        form.fields["shared"] = field
        column = _column(form)
        column.addWidget(field)
        column.addStretch(1)
        self._page.form_dialog(
            "Forward to the IOPC", form, "Forward to the IOPC",
            values={"forwarded_on": self._page.host.office.today()},
            intro=self._view.body.finding.reason, then=then, dialog=asking(forward_lines),
        )

    @property
    def _view(self) -> CaseView:
        assert self._page.view is not None  # nothing can be chosen before a case is shown
        return self._page.view

    def _decided_late(self) -> dict[str, Any]:
        decided = self._view.facts.late_decision
        return {} if decided is None else {
            "accepted": decided.accepted, "because": decided.because,
            "special_circumstances": decided.special_circumstances,
            "just_to_extend": decided.just_to_extend,
        }

    def _ask(
        self, title: str, action: type[Any], words: str, intro: str,
        values: Mapping[str, Any] | None = None,
        choices: Mapping[str, Sequence[tuple[Any, str]]] | None = None, hints: str = "",
        then: Then = None, dialog: type[ActionDialog] = ActionDialog,
    ) -> None:
        form: Form[Any] = Form(action, today=self._page.host.office.today())
        for name, offered in (choices or {}).items():
            form.set_choices(name, offered)
        column = _column(form)
        if hints:  # in the form, so that they scroll with it
            column.insertWidget(1, WrapLabel(hints))
            theme.space(column, (0, 0, 12, 0), 12)  # clear of the scroll bar
        column.addStretch(1)
        self._page.form_dialog(title, form, words, values=values or {}, intro=intro, then=then,
                               dialog=dialog)


def tall(name: str = "") -> type[ActionDialog]:
    """A dialog nearly as high as the window; with a name it opens at that field."""

    class TallDialog(ActionDialog):
        """A form with many fields, or with much to read above them."""

        def open(self) -> None:
            """Show it; the place of a field is known only once it has been laid out."""
            over = self.parentWidget()
            if over is not None:
                self.resize(self.width(), over.window().height() * 4 // 5)
            super().open()
            if name in self.form.fields:
                QTimer.singleShot(0, self, self._go)

        def _go(self) -> None:
            field, area = self.form.fields[name], self.findChild(QScrollArea)
            field.go()
            if isinstance(area, QScrollArea):
                area.ensureWidgetVisible(field)

    return TallDialog


def _column(form: Form[Any]) -> QVBoxLayout:
    column = form.layout()
    assert isinstance(column, QVBoxLayout)  # that is how a form lays its fields out
    return column


def _bullets(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"\u2022 {line}" for line in lines)
