"""What a letter still needs: fields for what the user can say, ways to where the case holds it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from caseworker.actions.base import ask
from caseworker.letters.catalogue import CATALOGUE
from caseworker.rules.finding import Finding, Refused
from caseworker.rules.kinds import Kind
from ui import theme
from ui.icons import Button
from ui.widgets.card import Card
from ui.widgets.form import Form
from ui.widgets.scrolled import put
from ui.widgets.text import WrapLabel, label, rule

WIDTH = 660  # pixels at 100 %: a form reads best when it is not too wide


@dataclass(frozen=True, kw_only=True)
class Given:
    """What no record of the case holds, and the writer can say."""

    expected_wait: str = ask(
        "How long it is likely to take",
        hint="For example: about eight weeks. An administrator can set this for all letters.",
        default="")
    asked_police_for: str = ask("What we have asked the MPS for",
                                hint="One thing on each line. You can leave it empty.",
                                kind="long", default="")
    done_so_far: str = ask("What we have done so far", kind="long", default="",
                           hint="One or two full sentences, as they will stand in the letter.")
    delay_because: str = ask("Why it takes longer", kind="long", default="",
                             hint="A full sentence. Leave it empty when there is no delay.")
    points: str = ask("The points that concern them", kind="long", default="",
                      hint="In our own words. Not the complaint itself, and nothing that tells "
                      "who complained.")
    support: str = ask("What support there is", kind="long", default="",
                       hint="You can leave it empty.")
    missing_by: date | None = ask("Send what is missing by",
                                  hint="For example: 26 3 2026. You can leave it empty.",
                                  kind="date", default=None)


GIVEN = ("expected_wait", "asked_police_for", "done_so_far", "delay_because", "points",
         "support", "missing_by")
# What the case holds -> (the words of the button, the tab where it is recorded).
_PEOPLE = ("Go to People", "PeopleTab")
_VALIDITY = ("Go to Validity", "ValidityTab")
_ASSESSMENT = ("Go to Assessment", "AssessmentTab")
_COMPLAINT = ("Go to Complaint", "ComplaintTab")
_RECOMMENDATIONS = ("Go to Recommendations", "RecommendationsTab")
WHERE: Mapping[str, tuple[str, str]] = {
    "dear_name": _PEOPLE, "complainant_name": _PEOPLE, "represented_name": _PEOPLE,
    "received": _VALIDITY, "mps_reference": _VALIDITY, "forwarded_on": _VALIDITY,
    "shared": _VALIDITY, "why_iopc": _VALIDITY, "accepted_late_because": _VALIDITY,
    "held": ("Go to Documents", "DocumentsTab"), "decision_on": _ASSESSMENT,
    "jr_outer_date": _ASSESSMENT, "allegations": _ASSESSMENT, "learning": _ASSESSMENT,
    "recommendations": _RECOMMENDATIONS, "reply_due": _RECOMMENDATIONS,
    "recommended_on": _RECOMMENDATIONS,
    **dict.fromkeys(("parts", "moved", "was_due", "write_by", "decided_by", "appeal_received",
                     "decision_words", "why", "ombudsman"), _COMPLAINT),
}


class MissingPanel(QScrollArea):
    """``ready`` sends what was given, as a mapping, to draft again; ``wanted`` a tab's name."""

    ready = Signal(object)
    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.form: Form[Given] | None = None
        self.again = Button("Draft the letter", role="primary")
        self.again.clicked.connect(self.submit)

    def explain(
        self, code: str, findings: Sequence[Finding], given: Mapping[str, Any], today: date
    ) -> None:
        """Show what is missing for a letter. ``given`` is what was given before."""
        kind = CATALOGUE[code]
        holder, card = QWidget(), Card()
        holder.setProperty("role", "page")
        outer, column = QHBoxLayout(holder), QVBoxLayout()
        theme.space(outer, (24, 20, 24, 20), 0)
        theme.space(column, (0, 0, 0, 0), 14)
        card.setMaximumWidth(theme.px(WIDTH))
        outer.addLayout(column, 1)
        outer.addStretch(0)
        column.addWidget(label(f"{code} {kind.title}", "display"))
        column.addWidget(card)
        column.addStretch(1)
        names = [value.name for value in kind.values if value.name in GIVEN]
        asked = {finding.field for finding in findings}
        self.form = Form(Given, [name for name in GIVEN if name in names] if (
            asked & set(names)) else (), values=_typed(given), today=today)
        card.body.addWidget(self.form)
        elsewhere = [each for each in findings if each.field not in self.form.fields]
        self._add_elsewhere(card, elsewhere, kind.of)
        self.again.setParent(None)
        row = QHBoxLayout()
        row.addWidget(self.again)
        row.addStretch(1)
        card.body.addLayout(row)
        self.again.set_words("Draft the letter" if not elsewhere else "Try again")
        put(self, holder)
        self.form.explain(findings)

    def submit(self) -> None:
        """Draft again with what was typed."""
        if self.form is None:
            return
        try:
            values = self.form.values()
        except Refused as refused:
            self.form.explain(refused.findings)
            return
        lines = values.get("asked_police_for") or ""
        if "asked_police_for" in values:
            values["asked_police_for"] = tuple(
                line.strip(" -•\t") for line in lines.splitlines() if line.strip())
        self.ready.emit({name: value for name, value in values.items() if value})

    def first(self) -> QWidget:
        """Where the focus goes."""
        return self.form.summary if self.form is not None else self

    def _add_elsewhere(self, card: Card, findings: Sequence[Finding], of: Kind) -> None:
        """What the case must hold: each with the way to where it is recorded."""
        if not findings:
            return
        card.body.addWidget(rule())
        card.body.addWidget(WrapLabel("The case does not say yet", "h2"))
        for finding in findings:
            row = QHBoxLayout()
            row.addWidget(WrapLabel(finding.reason), 1)
            words, tab = WHERE.get(finding.field, ("", ""))
            if of is Kind.COMPLAINT and (words, tab) == _VALIDITY:
                words, tab = _COMPLAINT
            if tab:
                button = Button(words)
                button.setAccessibleDescription(finding.reason)
                button.clicked.connect(lambda _=False, tab=tab: self.wanted.emit(tab))
                row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            card.body.addLayout(row)


def _typed(given: Mapping[str, Any]) -> dict[str, Any]:
    values = dict(given)
    if isinstance(values.get("asked_police_for"), tuple):
        values["asked_police_for"] = "\n".join(values["asked_police_for"])
    return values
