"""The tab "Complaint": the checks, who deals with it, its parts, its time, and Stage 2."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.queries.case import CaseView, ComplaintPartView, ComplaintView
from caseworker.rules.complaint_facts import SUBJECT_WORDS
from caseworker.rules.finding import Finding
from caseworker.rules.kinds import LABELS
from caseworker.rules.words import join, long_date, short_date
from ui import theme
from ui.icons import Button
from ui.screens.case.checks.card import headline
from ui.screens.case.complaint.steps import take
from ui.screens.case.tab import CaseTab, Page
from ui.widgets.card import Card, clear_item
from ui.widgets.columns import Columns
from ui.widgets.findings import FindingsList, NotNeeded
from ui.widgets.flow import Flow
from ui.widgets.summary_list import SummaryList
from ui.widgets.text import WrapLabel, rule

UNKNOWN = "Not yet known"
YES_NO = {True: "Yes", False: "No", None: UNKNOWN}
_CARDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "checks": ("Checks", ("RecordComplaintFacts", "DecideLateComplaint", "AcceptComplaint",
                          "RedirectComplaint", "RefuseComplaint")),
    "who": ("Who deals with it", ("NameSubject", "NotifyHr", "ChooseInvestigator",
                                  "StartStage1")),
    "parts": ("Parts of the complaint", ("AddPart", "AnswerPart", "MovePart",
                                         "EndInternalPart")),
    "time": ("Time", ("TellDelay",)),
    "stage_2": ("Stage 2", ("RecordAppeal", "ChooseReviewer", "StartStage2", "DecideStage2")),
}


class ComplaintTab(CaseTab):
    """A card for each thing that is decided, with the steps that belong to it."""

    words = "Complaint"

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(page, parent)
        self.cards, self._bodies = dict[str, Card](), dict[str, QVBoxLayout]()
        self.buttons: dict[str, Button] = {}
        for name, (title, actions) in _CARDS.items():
            self.cards[name] = self._make(name, title, actions)
        column = QVBoxLayout(self)
        theme.space(column, (0, 0, 0, 0), 0)
        column.addWidget(Columns([
            [self.cards["checks"], self.cards["time"]],
            [self.cards["who"], self.cards["parts"], self.cards["stage_2"]],
        ], least=400))
        column.addStretch(1)

    def show_case(self, view: CaseView) -> None:
        """Show the complaint as it stands now."""
        own = view.complaint
        if own is None:
            return
        for name, parts in (
            ("checks", [WrapLabel(headline(view.checks), "muted"), FindingsList([
                each.finding if each.finding is not None else NotNeeded(each.title)
                for each in view.checks])]),
            ("who", _who(own)), ("parts", _parts(own.parts)), ("time", _time(own)),
            ("stage_2", _stage_2(own)),
        ):
            self._fill(name, parts)
        for action, button in self.buttons.items():
            why = view.steps[action].why_not
            button.setEnabled(not why)
            button.setToolTip(why)
            button.setAccessibleDescription(why)
        second = any(each.stage == 2 for each in own.deciders)
        self.cards["stage_2"].setVisible(second)

    def first(self) -> QWidget:
        """The first step that can be taken."""
        return next((each for each in self.buttons.values() if each.isEnabled()), self)

    def _make(self, name: str, title: str, actions: Sequence[str]) -> Card:
        card, holder, row = Card(title), QWidget(), Flow(gap=8, row_gap=8)
        self._bodies[name] = QVBoxLayout(holder)
        theme.space(self._bodies[name], (0, 0, 0, 0), 8)
        made = []
        for action in actions:
            self.buttons[action] = button = Button(LABELS[action])
            button.clicked.connect(lambda _=False, action=action: take(self.page, action))
            made.append(button)
        row.set_items(made)
        card.body.addWidget(holder)
        card.body.addWidget(row)
        return card

    def _fill(self, name: str, parts: Sequence[QWidget]) -> None:
        body = self._bodies[name]
        while body.count():
            clear_item(body.takeAt(0))
        for part in parts:
            body.addWidget(part)


def _who(own: ComplaintView) -> list[QWidget]:
    facts = own.facts
    subject = SUBJECT_WORDS[facts.subject] if facts.subject else ""
    told = YES_NO[facts.subject_told]
    because = facts.subject_told_because
    rows = [
        ("Complained about", own.who or (subject and subject[0].upper() + subject[1:]) or UNKNOWN,
         subject if own.who else ""),
        ("HR told", long_date(facts.hr_notified_on) if facts.hr_notified_on else "Not yet", ""),
        ("They are told", told, because if facts.subject_told is False else ""),
        ("Investigator", own.investigator or "Not yet chosen", ""),
        *(("Stage 2", own.reviewer, ""),) * bool(own.reviewer),
    ]
    shown: list[QWidget] = [SummaryList(rows, label_width=130)]
    for each in own.deciders[:1]:
        shown.append(WrapLabel(each.finding.reason))
        shown += [WrapLabel(gap, "small") for gap in each.gaps]
    return shown


def _parts(parts: Sequence[ComplaintPartView]) -> list[QWidget]:
    if not parts:
        return [WrapLabel("No part is named yet. Each part is answered apart from the others, and "
                          "the letter says so.", "muted")]
    shown: list[QWidget] = []
    for each in parts:
        if shown:
            shown.append(rule())
        shown.append(WrapLabel(f"{each.number}. {each.said}", "strong"))
        if each.moved_on is not None:
            ended = f", ended {short_date(each.ended_on)}" if each.ended_on else ""
            shown.append(WrapLabel(
                f"With internal procedures since {short_date(each.moved_on)}{ended}.", "muted"))
        else:
            shown.append(WrapLabel(each.found or "Not yet answered.",
                                   "" if each.found else "muted"))
            if each.action:
                shown.append(WrapLabel(f"What we did: {each.action}", "small"))
    return shown


def _time(own: ComplaintView) -> list[QWidget]:
    told = [WrapLabel(f"Stage {each.stage}: told on {short_date(each.told_on)}, new target date "
                      f"{short_date(each.target)}. {each.because}", "small")
            for each in own.delays]
    return [_line(own.delay), *told]


def _stage_2(own: ComplaintView) -> list[QWidget]:
    appeal = own.facts.appeal
    if appeal is None or appeal.received is None:
        return [WrapLabel("No appeal has come.", "muted")]
    rows = [
        ("Appeal received", long_date(appeal.received), ""),
        ("Ground", join(sorted(appeal.grounds)) or "None named", ""),
        ("Why", appeal.reasons or UNKNOWN, ""),
        ("Decided by", own.reviewer or "Not yet chosen", ""),
    ]
    if own.stage_2_reasonable is not None:
        words = "Reasonable and proportionate" if own.stage_2_reasonable else (
            "Not reasonable and proportionate")
        rows.append(("Decision", words, own.stage_2_why))
    return [SummaryList(rows, label_width=130)]


def _line(finding: Finding) -> QWidget:
    return WrapLabel(finding.reason)
