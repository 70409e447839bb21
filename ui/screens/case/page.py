"""One case: header, stepper, tabs. The tabs show; the page does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QScrollArea,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from caseworker.queries.case import CaseView, case_view
from caseworker.rules.kinds import ENDED, Kind
from caseworker.rules.stages import STEPPER
from caseworker.rules.words import short_date
from ui import theme
from ui.command import Command, carry_out
from ui.help.lookup import about
from ui.screen import Crumb, Host
from ui.screens.case import more_menu, next_step
from ui.screens.case.acting import ActingScreen
from ui.screens.case.assessment import AssessmentTab
from ui.screens.case.bundle import BundleTab
from ui.screens.case.complaint.tab import ComplaintTab
from ui.screens.case.header import Header
from ui.screens.case.keep_focus import KeptFocus
from ui.screens.case.letters import LettersTab
from ui.screens.case.notes import NotesTab
from ui.screens.case.overview import OverviewTab
from ui.screens.case.tab import CaseTab
from ui.screens.case.tabs import OF_COMPLAINTS, TABS
from ui.screens.case.validity import ValidityTab
from ui.widgets.steps import Steps
from ui.widgets.tab_bar import TabBar

T = TypeVar("T", bound=CaseTab)
QUEUES = (("Review requests", "queue"), ("MOPAC complaints", "complaints"))
LOW = 600  # height of the page in pixels at 100 %, below which the stepper is left out


class CasePage(ActingScreen):
    """Opened with ``case_id``, and ``tab`` (a tab class's name) if not the one last shown."""

    title = "Case"

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host, parent)
        self._case_id, self._wanted = 0, ""
        self._tabs = TABS
        self._parts: dict[type[CaseTab], CaseTab] = {}  # made when first shown
        self._header, self._steps = Header(self), Steps(STEPPER)
        self._tab_bar, self._stack = TabBar("Parts of the case"), QStackedWidget()
        self._tab_bar.set_tabs([tab.words for tab in TABS])
        self._areas: dict[type[CaseTab], QScrollArea] = {}  # each around its tab
        self._tab_bar.currentChanged.connect(self._chosen)
        self._header.company.reload.connect(self.refresh)
        self._lay_out()

    def pieces(self) -> Sequence[Callable[[], object]]:
        """The tab that every case opens with, and the first painting of the page."""
        return (partial(self.part, OverviewTab), self._paint_ahead)

    def crumbs(self) -> Sequence[Crumb]:
        """It stands among the cases of its kind."""
        return (Crumb("Queues"), Crumb(*self._queue))

    def keys(self) -> Sequence[tuple[str, str]]:
        """The keys of the case, and of the tab that is shown."""
        if self._part.alone:
            return (*self._part.keys(), ("?", "all shortcuts"))
        own = ("C", "complaint") if self._tabs is OF_COMPLAINTS else ("V", "validity")
        return (("Q", "queue"), ("N", "note"), ("L", "letter"), ("B", "bundle"), own,
                *self._part.keys(), ("?", "all shortcuts"))

    def open(self, **args: Any) -> None:
        """Show a case; the overview for another case than before."""
        if args["case_id"] != self._case_id:
            self._case_id, self.view = args["case_id"], None
            self._body.hide()  # nobody else's case stands there until this one has come
            self._tab_bar.setCurrentIndex(0)
        self._wanted = args.get("tab", "")
        self.refresh()

    def refresh(self) -> None:
        """Ask for the case again."""
        self._ask(self._show)

    def commands(self) -> Sequence[Command]:
        """The next step, what is done in a tab, and what the menu has."""
        return (*self._next(), *more_menu.places(self), *more_menu.commands(self))

    def case_shown(self) -> tuple[int, str] | None:
        """The case of this page."""
        return (self.view.row.id, self.view.row.reference) if self.view else None

    def meanwhile(self) -> bool:
        """Look again; while somebody types here, only say who changed the case."""
        if super().meanwhile():
            return True
        if self.view is not None:
            self._header.company.look(self.view.row.version)
        return False

    def opened_elsewhere(self) -> None:
        """It may be this case."""
        self._header.company.ask()

    def leave(self) -> None:
        """It is no longer open here."""
        self._header.company.go()

    def main_action(self) -> None:
        """The tab's own main action, else the next step of the case, or why it can't be taken."""
        if not self._part.main_action():
            for command in self._next():
                carry_out(command, self.host)

    def _next(self) -> Sequence[Command]:
        step = next_step.coming(self.view) if self.view else None
        return () if self.view is None or step is None else (Command(
            next_step.words_of(self.view, step), "Ctrl+Enter", partial(next_step.take, self),
            step.why_not, "check-circle"),)

    def go_to_filter(self) -> None:
        """Find words in what the tab shows."""
        self._part.find_words()

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

    # What else a tab may ask for (ui.screens.case.tab.Page)

    def go_to(self, tab: type[CaseTab]) -> None:
        """Show a tab and put the focus into it."""
        if tab not in self._tabs:
            return  # the other kind of case has it
        self._tab_bar.setCurrentIndex(self._tabs.index(tab))
        first = self._part.first()
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._areas[tab].ensureWidgetVisible(first)

    def go_on(self, tab: type[CaseTab]) -> None:
        """Show the tab of the next step; where it is shown already, what comes next in it."""
        if isinstance(self._part, tab):
            self._part.go_on()
        else:
            self.go_to(tab)

    def part(self, kind: type[T]) -> T:
        """The tab of this kind. It is made when first asked for: all at once would take long."""
        if kind not in self._parts:
            self._parts[kind] = made = kind(self)
            about(made, f"tab:{kind.__name__}")
            self._areas[kind] = area = _area()
            area.setWidget(made)
            self._stack.addWidget(area)
            made.setAutoFillBackground(False)  # setWidget() turns it on
        found = self._parts[kind]
        assert isinstance(found, kind)
        return found

    def tell_keys(self) -> None:
        """Show the keys of the tab as they are now."""
        self._take_letters()
        self.told.emit()

    # Within the page

    def _ask(self, then: Callable[[Any], Any],
             otherwise: Callable[[Exception], None] | None = None) -> None:
        office = self.host.office
        self.jobs.ask(case_view, then, for_=(self, "case"), otherwise=otherwise,
                      case_id=self._case_id, today=office.today(), calendar=office.calendar,
                      roles=office.roles)

    @property
    def _part(self) -> CaseTab:
        return self.part(self._tabs[max(self._tab_bar.currentIndex(), 0)])

    @property
    def _queue(self) -> tuple[str, str]:
        """The queue that the case stands in: its words, and its screen."""
        return QUEUES[self._tabs is OF_COMPLAINTS]

    def _show(self, view: CaseView | None) -> None:
        if view is None:
            self.host.notice("There is no such case.", tone="amber")
            if self.view is not None:  # seen until now, and from now on not any more
                self.view, self._case_id = None, 0
                self._body.hide()
                if self.host.has_screen("queue"):
                    self.host.show_screen("queue")
            return
        self.view, self.title = view, view.row.reference
        self._take_tabs(view)
        if self.isVisible():  # the answer may come after the user went elsewhere
            self._header.company.come(view.row.id)
        self._header.company.settle()
        self._header.show_case(view)
        place, ended = view.place, view.row.stage in ENDED
        notes = [short_date(day)[:-5] if day else "" for _, day in view.reached]
        due = view.row.deadline
        if not notes[place - 1] and due and not ended:
            notes[place - 1] = f"by {short_date(due)[:-5]}"
        self._steps.set_steps([words for words, _ in view.reached], place, notes, ended)
        self._tab_bar.set_tabs([tab.label(view) for tab in self._tabs])
        names = [tab.__name__ for tab in self._tabs]
        if self._wanted in names:
            self._tab_bar.setCurrentIndex(names.index(self._wanted))
        self._wanted = ""
        kept = KeptFocus(self._part)
        self._part.show_case(view)
        kept.come_back(self._part.first(), self._tab_bar)
        if self._body.isHidden():
            self._body.show()
            self._tab_bar.setFocus(Qt.FocusReason.OtherFocusReason)
        self.tell_keys()

    def _paint_ahead(self) -> None:
        """Style, sizes and fonts are worked out once, and that takes longest."""
        if self._case_id:
            return  # somebody was quicker
        stack = self.parentWidget()
        assert stack is not None  # the window put it there
        self.resize(stack.size())
        self._body.show()
        self.grab()
        self._body.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low page leaves out the stepper, for the tag says the same in a word, and more."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """The same for another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_body"):
            self._fit()

    def _fit(self) -> None:
        low = self.height() / theme.current().scale < LOW
        self._steps.setVisible(not low)
        self._header.set_compact(low)

    def _take_tabs(self, view: CaseView) -> None:
        """The tabs of this kind of case; the first is chosen when the kind changes."""
        tabs = OF_COMPLAINTS if view.kind is Kind.COMPLAINT else TABS
        if tabs is not self._tabs:
            self._tabs = tabs
            self._tab_bar.setCurrentIndex(0)
            self._tab_bar.set_tabs([tab.label(view) for tab in tabs])
            self._chosen(0)

    def _chosen(self, number: int) -> None:
        tab = self._tabs[max(number, 0)]
        part = self.part(tab)
        self._stack.setCurrentWidget(self._areas[tab])
        if self.view is not None:
            part.show_case(self.view)
        self.tell_keys()

    def _take_letters(self) -> None:
        """Single keys: those of the page, and those of the tab that is shown."""
        self.letters = {
            "Q": lambda: self.host.show_screen(self._queue[1]), "N": lambda: self.go_to(NotesTab),
            "L": lambda: self.go_to(LettersTab), "B": lambda: self.go_to(BundleTab),
            "V": lambda: self.go_to(ValidityTab), "E": lambda: self.go_to(AssessmentTab),
            "C": lambda: self.go_to(ComplaintTab),
            **more_menu.letters(self), **self._part.letters,
        }

    def _lay_out(self) -> None:
        outer, self._body = QVBoxLayout(self), QWidget()
        theme.space(outer, (0, 0, 0, 0), 0)
        outer.addWidget(self._body)
        self._body.hide()
        column = QVBoxLayout(self._body)
        theme.space(column, (0, 0, 0, 0), 0)
        top = QWidget()
        top.setProperty("role", "surface")
        above = QVBoxLayout(top)
        theme.space(above, (24, 16, 24, 0), 12)
        above.addWidget(self._header)
        above.addWidget(self._steps)
        above.addWidget(self._tab_bar)
        column.addWidget(top)
        column.addWidget(self._stack, 1)


def _area() -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
