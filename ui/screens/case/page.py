"""One case: header, stepper, tabs. The tabs show; the page does."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from caseworker.queries.case import CaseView, case_view
from caseworker.rules.lifecycle import ENDED, STAGE_WORDS, STEPPER
from caseworker.rules.words import short_date
from ui import theme
from ui.screen import Crumb, Host, Screen
from ui.screens.case.assessment import AssessmentTab
from ui.screens.case.bundle import BundleTab
from ui.screens.case.documents import DocumentsTab
from ui.screens.case.header import Header
from ui.screens.case.journal import JournalTab
from ui.screens.case.letters import LettersTab
from ui.screens.case.notes import NotesTab
from ui.screens.case.overview import OverviewTab
from ui.screens.case.people import PeopleTab
from ui.screens.case.recommendations import RecommendationsTab
from ui.screens.case.story import TimelineTab
from ui.screens.case.tab import CaseTab
from ui.screens.case.validity import ValidityTab
from ui.widgets.action_dialog import ActionDialog
from ui.widgets.form import Form
from ui.widgets.steps import Steps
from ui.widgets.tab_bar import TabBar

TABS: tuple[type[CaseTab], ...] = (
    OverviewTab, TimelineTab, PeopleTab, DocumentsTab, ValidityTab, AssessmentTab,
    RecommendationsTab, LettersTab, BundleTab, NotesTab, JournalTab,
)


class CasePage(Screen):
    """Opened with ``case_id``, and ``tab`` (a tab class's name) if not the one last shown."""

    title = "Case"

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host, parent)
        self.view: CaseView | None = None
        self._case_id = 0
        self._parts: list[CaseTab] = [tab(self) for tab in TABS]
        self._header, self._steps = Header(self), Steps(STEPPER)
        self._tab_bar, self._stack = TabBar("Parts of the case"), QStackedWidget()
        self._tab_bar.set_tabs([tab.words for tab in TABS])
        for part in self._parts:
            self._stack.addWidget(_scrolled(part))
        self._tab_bar.currentChanged.connect(self._chosen)
        self._lay_out()

    def crumbs(self) -> Sequence[Crumb]:
        """It stands among the review requests."""
        return (Crumb("Queues"), Crumb("Review requests", "queue"))

    def keys(self) -> Sequence[tuple[str, str]]:
        """The keys of the case, and of the tab that is shown."""
        return (("Q", "queue"), ("N", "note"), ("L", "letter"), ("B", "bundle"),
                ("V", "validity"), *self._part.keys(), ("?", "all shortcuts"))

    def open(self, **args: Any) -> None:
        """Show a case; the overview for another case than before."""
        if args["case_id"] != self._case_id:
            self._case_id, self.view = args["case_id"], None
            self._tab_bar.setCurrentIndex(0)
        wanted = args.get("tab", "")
        for number, tab in enumerate(TABS):
            if tab.__name__ == wanted:
                self._tab_bar.setCurrentIndex(number)
        self.refresh()

    def refresh(self) -> None:
        """Ask for the case again."""
        office = self.host.office
        self.jobs.ask(case_view, self._show, for_=(self, "case"), case_id=self._case_id,
                      today=office.today(), calendar=office.calendar, roles=office.roles)

    def main_action(self) -> None:
        """The tab's own main action, else the next step of the case."""
        if not self._part.main_action():
            self._header.next.click()

    def new(self) -> None:
        """A new one of what the tab lists, else a new item of post."""
        if not self._part.new() and self.host.has_screen("logpost"):
            self.host.show_screen("logpost")

    def tabs(self) -> QTabBar | None:
        """The parts of the case."""
        return self._tab_bar

    def panes(self) -> Sequence[QWidget]:
        """The tabs, and what the chosen one shows first."""
        return (self._tab_bar, self._part.first())

    # What a tab may ask for (ui.screens.case.tab.Page)

    def do(
        self, action: type[Any], then: Callable[[Any], None] | None = None,
        otherwise: Callable[[Exception], None] | None = None, **given: Any,
    ) -> None:
        """Carry out an action on the case that is shown."""
        if self.view is not None:
            self.jobs.do(action(**self._which(), **given), then, otherwise or self.host.trouble)

    def dialog(
        self, title: str, action: type[Any], words: str, *, only: Collection[str] | None = None,
        values: Mapping[str, Any] | None = None, intro: str = "",
        choices: Mapping[str, Sequence[tuple[Any, str]]] | None = None,
        then: Callable[[Any], None] | None = None, **given: Any,
    ) -> None:
        """Ask for the fields of an action in a dialog, and carry it out."""
        if self.view is None:
            return
        form: Form[Any] = Form(action, only, today=self.host.office.today())
        for name, offered in (choices or {}).items():
            form.set_choices(name, offered)
        form.fill(values or {})
        ActionDialog(self, title, form, words, self.jobs, {**self._which(), **given}, then,
                     intro).open()

    def go_to(self, tab: type[CaseTab]) -> None:
        """Show a tab and put the focus into it."""
        self._tab_bar.setCurrentIndex(TABS.index(tab))
        self._part.first().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def tell_keys(self) -> None:
        """Show the keys of the tab as they are now."""
        self._take_letters()
        self.told.emit()

    # Within the page

    @property
    def _part(self) -> CaseTab:
        return self._parts[max(self._tab_bar.currentIndex(), 0)]

    def _which(self) -> dict[str, int]:
        assert self.view is not None  # nothing can be chosen before a case is shown
        return {"case_id": self.view.row.id, "version": self.view.row.version}

    def _show(self, view: CaseView | None) -> None:
        if view is None:
            self.host.notice("There is no such case.", tone="amber")
            return
        self.view, self.title = view, view.row.reference
        self._header.show_case(view)
        place = STAGE_WORDS[view.row.stage].place
        notes = [short_date(day)[:-5] if day else "" for _, day in view.reached]
        self._steps.set_steps(STEPPER, place, notes, view.row.stage in ENDED)
        self._tab_bar.set_tabs([part.label(view) for part in self._parts])
        self._part.show_case(view)
        self._take_letters()
        self.told.emit()

    def _chosen(self, number: int) -> None:
        self._stack.setCurrentIndex(number)
        if self.view is not None:
            self._part.show_case(self.view)
        self._take_letters()
        self.told.emit()

    def _take_letters(self) -> None:
        """Single keys: those of the page, and those of the tab that is shown."""
        self.letters = {
            "Q": lambda: self.host.show_screen("queue"), "N": lambda: self.go_to(NotesTab),
            "L": lambda: self.go_to(LettersTab), "B": lambda: self.go_to(BundleTab),
            "V": lambda: self.go_to(ValidityTab), "E": lambda: self.go_to(AssessmentTab),
            **self._part.letters,
        }

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        theme.space(column, (0, 0, 0, 0), 0)
        top = QWidget()
        top.setProperty("role", "surface")
        above = QVBoxLayout(top)
        theme.space(above, (24, 16, 24, 0), 12)
        above.addWidget(self._header)
        above.addWidget(self._steps)
        row = QHBoxLayout()
        row.addWidget(self._tab_bar, 1)
        above.addLayout(row)
        column.addWidget(top)
        column.addWidget(self._stack, 1)


def _scrolled(part: CaseTab) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(part)
    return area
