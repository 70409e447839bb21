"""What the tab "Assessment" shows of one case: the allegations, a form, and the papers."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from caseworker.queries.case import CaseView
from ui import theme
from ui.icons import Button
from ui.screens.case.assess.allegation_form import AddForm, AllegationForm
from ui.screens.case.assess.allegation_list import UNSAVED, AllegationList
from ui.screens.case.assess.papers_pane import PapersPane
from ui.screens.case.assess.words import OUTCOME_MARKS, overall_words
from ui.screens.case.bodies import Body
from ui.screens.case.inline_form import InlineForm
from ui.screens.case.tab import Page
from ui.widgets.announce import announce
from ui.widgets.banner import Banner
from ui.widgets.key_splitter import KeySplitter
from ui.widgets.text import WrapLabel, label, rule

SIDE_BY_SIDE = 840  # pixels at 100 %, below which the panes stand one below the other
WIDTHS, HEIGHTS = (230, 480, 440), (440, 520, 340)
ADD = "Add an allegation"


class AssessmentBody(Body):
    """The assessment of one case."""

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(page, parent)
        self._view: CaseView | None = None
        self._forms: dict[int, AllegationForm] = {}
        self._number = 0  # 0 is the allegation that is being added
        self.list, self.papers = AllegationList(), PapersPane(page)
        self.add_button, self.add_form = Button(ADD, "plus"), AddForm(page)
        self.overall = Banner("", tone="grey")
        self.heading, self.intro = label("", "h2"), WrapLabel("", "muted")
        self.list.chosen.connect(self.choose)
        self.add_button.clicked.connect(lambda: self.add())
        self.add_form.edited.connect(self._mark)
        self._lay_out()

    def show_case(self, view: CaseView) -> None:
        """Show the allegations as they are saved; what is half typed stays."""
        first, self._view = self._view is None, view
        for allegation in view.allegations:
            if allegation.number not in self._forms:
                self._add_form(allegation.number)
            self._forms[allegation.number].show_allegation(view, allegation)
        self.add_form.show_case(view)
        title, how = overall_words(view.allegations)
        tone, icon = OUTCOME_MARKS[view.outcome]
        self.overall.say(f"Overall: {title[:1].lower()}{title[1:]}", how)
        self.overall.use_look(tone, icon)
        self.papers.show_case(view)
        self._mark()
        if first and view.allegations:
            left = [each.number for each in view.allegations if each.finding is None]
            self.choose(left[0] if left else view.allegations[0].number)
        else:
            self.choose(self._number)

    def unsaved(self) -> bool:
        """Whether a form holds words that are not saved."""
        return self.add_form.unsaved() or any(form.unsaved() for form in self._forms.values())

    def leave(self) -> None:
        """The papers are not wanted any more."""
        self.papers.leave()

    def first(self) -> QWidget:
        """Where the focus goes."""
        if self._number:
            return self.list
        field = self.add_form.form.fields["said"].control
        return field if self.add_form.form.isVisible() else self.add_button

    def choose(self, number: int) -> None:
        """Show the form of an allegation; 0 shows that of a new one."""
        assert self._view is not None
        self._number = number
        self.list.choose(number)
        for each, form in self._forms.items():
            form.setVisible(each == number)
            form.bar.setVisible(each == number)
        self.add_form.setVisible(not number)
        self.add_form.bar.setVisible(not number)
        many = len(self._view.allegations)
        self.heading.setText(f"Allegation {number} of {many}" if number else ADD)
        self.intro.setText("No allegations yet. Add each point of the complaint, one by one."
                           if not many else "")
        self.intro.setVisible(not many)
        self._scroll.verticalScrollBar().setValue(0)

    def step(self, step: int) -> None:
        """Choose the next allegation (1) or the one before (-1); the focus stays where it is."""
        if self._view is None or not self._view.allegations:
            return
        last = len(self._view.allegations)
        at = min(max(self._number + step, 1), last)
        if self._number == 0:
            at = last if step < 0 else 1
        inside = self._shown.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self.choose(at)
        announce(self, self.list.item(at - 1).data(Qt.ItemDataRole.AccessibleTextRole))
        if inside:
            self._shown.form.go()

    def save(self) -> bool:
        """Save what is shown; whether there was anything that could be saved."""
        if self._view is None or self._shown.why_not:
            return False
        self._shown.send()
        return True

    def add(self) -> None:
        """Begin a new allegation."""
        if self._view is not None and not self.add_form.why_not:
            self.choose(0)
            self.add_form.form.go()

    @property
    def _shown(self) -> InlineForm:
        return self._forms.get(self._number, self.add_form)

    def _add_form(self, number: int) -> None:
        self._forms[number] = form = AllegationForm(self.page, number)
        form.edited.connect(self._mark)
        form.hide()
        form.bar.hide()
        self._foot.addWidget(form.bar)
        self._form_column.insertWidget(self._form_column.count() - 1, form)

    def _mark(self) -> None:
        if self._view is None:
            return
        unsaved = {number for number, form in self._forms.items() if form.unsaved()}
        self.list.set_rows(self._view.allegations, unsaved)
        self.list.setVisible(bool(self._view.allegations))
        mark = f" ({UNSAVED[0].lower()}{UNSAVED[1:]})" if self.add_form.unsaved() else ""
        self.add_button.set_words(f"{ADD}{mark}")
        why_not = self.add_form.why_not
        self.add_button.setEnabled(not why_not)
        self.add_button.setToolTip(why_not)
        self.add_button.setAccessibleDescription(why_not or "Ctrl+N")

    def _lay_out(self) -> None:
        side, form = QWidget(), QWidget()
        left, self._form_column = QVBoxLayout(side), QVBoxLayout(form)
        theme.space(left, (0, 0, 8, 0), 10)
        left.addWidget(label("Allegations", "h2"))
        left.addWidget(self.list, 1)
        left.addWidget(self.add_button)
        left.addWidget(self.overall)
        left.addStretch(0)
        theme.space(self._form_column, (16, 14, 16, 16), 10)
        self._form_column.addWidget(self.heading)
        self._form_column.addWidget(self.intro)
        self._form_column.addWidget(self.add_form)
        self._form_column.addStretch(1)
        form.setProperty("role", "surface")
        card, self._scroll = QFrame(), WideEnough()
        card.setProperty("role", "card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.setSpacing(0)
        inner.addWidget(self._scroll, 1)
        inner.addWidget(rule())
        self._foot = QVBoxLayout()
        theme.space(self._foot, (16, 10, 16, 10), 0)
        self._foot.addWidget(self.add_form.bar)
        inner.addLayout(self._foot)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(form)
        right, beside = QWidget(), QVBoxLayout()
        right.setLayout(beside)
        theme.space(beside, (8, 0, 0, 0), 0)
        beside.addWidget(self.papers)
        self._panes = KeySplitter(("allegations", "assessment", "papers"))
        for pane in (side, card, right):
            self._panes.addWidget(pane)
        self._panes.name_handles()
        self._panes.setSizes([theme.px(width) for width in WIDTHS])
        for place, share in enumerate((0, 3, 2)):
            self._panes.setStretchFactor(place, share)
        column = QVBoxLayout(self)
        theme.space(column, (24, 16, 24, 16), 0)
        column.addWidget(self._panes)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room, else one below the other."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """The panes need another width at another text size."""
        if event.type() == QEvent.Type.LayoutRequest and hasattr(self, "_panes"):
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        panes = [pane for at in range(self._panes.count()) if (pane := self._panes.widget(at))]
        needed = theme.px(48) + sum(
            pane.minimumSizeHint().width() + self._panes.handleWidth() for pane in panes)
        wide = self.width() >= max(theme.px(SIDE_BY_SIDE), needed)
        way = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        tall = way == Qt.Orientation.Vertical
        self._panes.setMinimumHeight(theme.px(sum(HEIGHTS) if tall else 300))
        if way != self._panes.orientation():
            self._panes.setOrientation(way)
            self._panes.setSizes([theme.px(each) for each in (HEIGHTS if tall else WIDTHS)])


class WideEnough(QScrollArea):
    """It scrolls up and down only, so it is never narrower than what is in it."""

    def minimumSizeHint(self) -> QSize:
        """As wide as the form and the scroll bar."""
        inner = self.widget()
        wide = inner.minimumSizeHint().width() if inner is not None else 0
        return QSize(wide + self.verticalScrollBar().sizeHint().width(),
                     super().minimumSizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell when the form has become wider."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self.widget():
            self.updateGeometry()
        return super().eventFilter(watched, event)
