"""The head of a case: who, where it stands, the key facts, and the next step."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from caseworker.queries.case import CaseView
from caseworker.rules.words import short_date
from ui import theme
from ui.icons import Button
from ui.screens.case.bring_forward import BroughtForwardStrip
from ui.screens.case.bundle import BundleTab
from ui.screens.case.company import Company
from ui.screens.case.complaint.steps import who_is_told
from ui.screens.case.letters import LettersTab
from ui.screens.case.more_menu import MoreMenu
from ui.screens.case.next_step import coming, take, words_of
from ui.screens.case.notes import NotesTab
from ui.screens.case.tab import Page
from ui.widgets.banner import Banner
from ui.widgets.flow import Flow
from ui.widgets.tag import Tag
from ui.widgets.text import ElideLabel, label

NAME_ROOM = 200  # pixels at 100 % that the name gets beside the buttons, at least


class Header(QWidget):
    """Name, tag, facts, the adjustments banner, the buttons, and one of them primary."""

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._view: CaseView | None = None
        self._compact = False
        self.name, self.tag = ElideLabel("", "display"), Tag("")
        self.next = Button("", role="primary")
        self.next.clicked.connect(lambda: take(page))
        self.menu = MoreMenu(page, self)
        self.buttons = Flow(gap=10, row_gap=8)
        self.buttons.set_items(self._make_buttons())
        self.facts = Flow(gap=22, row_gap=2)
        self.facts.setAccessibleName("Key facts")
        self.company = Company(page.host)
        self.brought = BroughtForwardStrip(page)
        self.adjustments = Banner("", tone="blue", icon="wheelchair")
        column, who = QVBoxLayout(self), QHBoxLayout()
        theme.space(column, (0, 0, 0, 0), 8)
        theme.space(who, (0, 0, 0, 0), 10)
        who.addWidget(self.name)
        who.addWidget(self.tag)
        who.addStretch(1)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        theme.space(self._top, (0, 0, 0, 0), 8)
        self._top.addLayout(who, 1)
        self._top.addWidget(self.buttons)
        column.addLayout(self._top)
        column.addWidget(self.facts)
        column.addWidget(self.company)
        column.addWidget(self.adjustments)
        column.addWidget(self.brought)

    def show_case(self, view: CaseView) -> None:
        """Show the case as it stands now."""
        row = view.row
        self._view = view
        self.name.setText(row.name)
        self.tag.say(row.tag, row.tone)
        self._show_facts(view)
        self.adjustments.say(f"Adjustment: {view.adjustments}")
        self.adjustments.setVisible(bool(view.adjustments))
        self.brought.show_case(view)
        self.menu.show_case(view)
        self._show_next(view)
        self._fit()

    def set_compact(self, compact: bool) -> None:
        """On a low page: fewer facts, and the buttons that the menu has too left out."""
        if compact != self._compact:
            self._compact = compact
            for button in self._doubles:
                button.setVisible(not compact)
            if self._view is not None:
                self._show_facts(self._view)
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons go below the name where there is no room beside it."""
        super().resizeEvent(event)
        self._fit()

    def _show_facts(self, view: CaseView) -> None:
        row = view.row
        due = f"{short_date(row.deadline)}, {row.deadline_words}" if row.deadline else "None"
        facts = [
            ("Reference", row.reference), ("About", row.about),
            ("MPS reference", row.mps_reference or "Not yet known") if view.complaint is None
            else ("Complained about", who_is_told(view)),
            ("Owner", row.owner or "Not allocated"), ("Next deadline", due),
        ]
        if self._compact:  # the rest stands under "Key facts"
            facts = [fact for fact in facts if fact[0] in ("Owner", "Next deadline")]
        self.facts.set_items([_Fact(name, value) for name, value in facts])

    def _show_next(self, view: CaseView) -> None:
        step = coming(view)
        self.next.setVisible(step is not None)
        if step is not None:
            self.next.set_words(words_of(view, step))
            self.next.setEnabled(not step.blocked)
            self.next.setToolTip(step.why_not)
            self.next.setAccessibleDescription(step.why_not)

    def _make_buttons(self) -> list[QWidget]:
        self._doubles: list[Button] = []
        for words, icon, tab in (
            ("Add note", "note-pencil", NotesTab), ("Write letter", "paper-plane-tilt", LettersTab),
            ("Build bundle", "stack", BundleTab),
        ):
            button = Button(words, icon)
            button.clicked.connect(lambda _=False, tab=tab: self._page.go_to(tab))
            self._doubles.append(button)
        self.more = Button("More", "caret-down", after=True)
        self.more.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.more.setAccessibleDescription("Opens a menu")
        self.more.clicked.connect(self._open_menu)
        return [*self._doubles, self.more, self.next]

    def _open_menu(self) -> None:
        self.menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _fit(self) -> None:
        wanted = self.buttons.wanted_width()
        beside = self.width() - wanted >= theme.px(NAME_ROOM) + self.tag.sizeHint().width()
        way = QBoxLayout.Direction
        self._top.setDirection(way.LeftToRight if beside else way.TopToBottom)
        self.buttons.setMinimumWidth(wanted if beside else 0)


class _Fact(QWidget):
    """A muted label and a bold value."""

    def __init__(self, name: str, value: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        theme.space(row, (0, 0, 0, 0), 6)
        row.addWidget(label(name, "muted"))
        shown = ElideLabel(value, "strong")
        shown.setAccessibleName(f"{name}: {value}")
        row.addWidget(shown, 1)
