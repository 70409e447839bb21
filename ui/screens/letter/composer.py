"""The left half of the composer: whom the letter goes to, its words, how it reads, what to do."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent, QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from caseworker.actions.letters import may_write
from caseworker.letters import address
from caseworker.letters.catalogue import CATALOGUE
from caseworker.letters.preview import Look
from caseworker.letters.sheet import Envelope, Sheet
from caseworker.queries.letters import LetterPage
from ui import theme
from ui.icons import Button
from ui.screen import Host
from ui.screens.letter.desk import FORMATS, WAYS, envelope, file_name
from ui.screens.letter.keeper import Typed
from ui.screens.letter.paper import Paper
from ui.screens.letter.reading import ReadingCard
from ui.widgets.banner import Banner
from ui.widgets.fields import Combo
from ui.widgets.flow import Flow
from ui.widgets.save_file import save_copy
from ui.widgets.text import ElideLabel, WrapLabel, label

MARKUP = "# heading    ## smaller heading    - list    **bold**"
KEYS = {"Check and issue": "Ctrl+I", "Save": "Ctrl+S"}
BESIDE = 760  # pixels at 100 % from which the page stands beside the words, else below them
PAGE_BELOW = 480  # height of the page there
LINES = 5.6  # lines of the address that show without scrolling


class Composer(QWidget):
    """``edited`` is sent at each change, ``issue``, ``save``, ``discard`` and ``merge`` by the
    buttons. ``typed()`` is what stands here now.
    """

    edited = Signal()
    issue = Signal()
    save = Signal()
    discard = Signal()
    merge = Signal()

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self.page: LetterPage | None = None
        self.filling = False
        self.title, self.state = ElideLabel("", "display"), ElideLabel("", "small")
        self.changed = Banner("", tone="amber")
        self.changed.pressed.connect(self.merge)
        self.adjustments = Banner("", icon="wheelchair")
        self.to, self.text = QPlainTextEdit(), QPlainTextEdit()
        self.format, self.way, self.fit = Combo(), Combo(), WrapLabel("", "small")
        self.reading, self.paper = ReadingCard(), Paper(host)
        self._make_boxes()
        self._make_buttons()
        self._lay_out()
        self.reading.wanted.connect(self.point_at)
        self.paper.looked.connect(self._looked)

    @property
    def sent_by(self) -> str:
        """How the letter is to be sent, as the action wants it."""
        return WAYS[max(self.way.currentIndex(), 0)][0]

    def typed(self) -> Typed:
        """What stands here now."""
        lines = tuple(line.strip() for line in self.to.toPlainText().splitlines() if line.strip())
        size = FORMATS[max(self.format.currentIndex(), 0)][0]
        return Typed(self.text.toPlainText(), lines, size)

    def sheet(self) -> Sheet:
        """The paper around what stands here now."""
        assert self.page is not None  # nothing is typed before a letter is shown
        typed = self.typed()
        return replace(self.page.paper, addressee=typed.addressee, size=typed.size,
                       envelope=envelope(self.sent_by))

    def show_page(self, page: LetterPage) -> None:
        """Show a draft as the records have it."""
        fresh = self.page is None or self.page.id != page.id
        self.page = page
        self.title.setText(f"{page.code} {page.title}")
        self.adjustments.say(f"Adjustment: {page.adjustments}")
        self.adjustments.setVisible(bool(page.adjustments))
        self.show_changed(page)
        self._allow(" ".join(each.reason for each in may_write(
            self._host.office.roles, CATALOGUE[page.code].of)))
        if fresh:
            self.way.setCurrentIndex([value for value, _ in WAYS].index(page.sent_by))
        self.fill(Typed(page.markdown, page.paper.addressee, page.paper.size))
        self.paper.begin(page.markdown, self.sheet())

    def _allow(self, why_not: str) -> None:
        """Who may only read sees everything and changes nothing."""
        for box in (self.text, self.to):
            box.setReadOnly(bool(why_not))
        for control in (self.format, self.changed.action, *self.writing):
            control.setEnabled(not why_not)
        for button in self.writing:
            button.setToolTip(why_not or KEYS.get(button.accessibleName(), ""))
            button.setAccessibleDescription(button.toolTip())

    def show_changed(self, page: LetterPage) -> None:
        """Say which values are no longer true."""
        self.changed.say("The case has changed since this letter was drafted.",
                         " ".join(finding.reason + "." for finding in page.changed),
                         "Merge the new values")
        self.changed.setVisible(bool(page.changed))

    def fill(self, typed: Typed) -> None:
        """Put other words here. What stands the same keeps its cursor."""
        self.filling = True
        if self.text.toPlainText() != typed.markdown:
            self.text.setPlainText(typed.markdown)
        if self.typed().addressee != typed.addressee:
            self.to.setPlainText("\n".join(typed.addressee))
        sizes = [value for value, _ in FORMATS]
        self.format.setCurrentIndex(sizes.index(typed.size) if typed.size in sizes else 0)
        self.filling = False
        self._changed()

    def point_at(self, start: int, length: int) -> None:
        """Choose some words of the text; numbers count characters."""
        text = self.text.toPlainText()
        cursor = self.text.textCursor()
        cursor.setPosition(_units(text[:start]))
        cursor.setPosition(_units(text[:start + length]), QTextCursor.MoveMode.KeepAnchor)
        self.text.setTextCursor(cursor)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _changed(self) -> None:
        if self.page is None or self.filling:
            return
        finding = address.fit(self.typed().addressee)
        dl = envelope(self.sent_by) is Envelope.DL
        self.fit.setText(finding.reason if dl else "Any number of lines fits.")
        self.fit.setProperty("role", "error" if dl and not finding else "small")
        self.fit.style().unpolish(self.fit)
        self.fit.style().polish(self.fit)
        self.to.setAccessibleDescription(self.fit.text())
        self.paper.follow(self.text.toPlainText(), self.sheet())
        self.edited.emit()

    def _looked(self, text: str, found: Look) -> None:
        self.reading.show_look(text, found)

    def _copy(self, ending: str) -> None:
        """Save a copy of what stands here, marked as a draft, somewhere."""
        page = self.page
        if page is None:
            return
        markdown, sheet = self.text.toPlainText(), self.sheet()

        def make() -> bytes:
            from caseworker.letters.pdf import to_pdf
            from caseworker.letters.word import to_word  # slow to load: only when first needed

            return (to_pdf if ending == ".pdf" else to_word)(markdown, sheet)

        save_copy(self, self._host, file_name(page, ending), make)

    def _make_boxes(self) -> None:
        for box, name, hint in (
            (self.to, "To", "One line of the address on each line"),
            (self.text, "Text of the letter", MARKUP),
        ):
            box.setTabChangesFocus(True)
            box.setAccessibleName(name)
            box.setAccessibleDescription(hint)
            box.textChanged.connect(self._changed)
        self.text.setMinimumHeight(theme.px(140))
        self.to.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.to.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        for combo, name, choices in (
            (self.format, "Format", [words for _, words in FORMATS]),
            (self.way, "How it is sent", [words for _, words in WAYS]),
        ):
            combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            combo.setAccessibleName(name)
            combo.addItems(choices)
            combo.setMinimumContentsLength(12)
            combo.setSizeAdjustPolicy(
                Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            combo.currentIndexChanged.connect(self._changed)

    def _make_buttons(self) -> None:
        self.buttons = Flow(gap=8, row_gap=8)
        check = Button("Check and issue", role="primary")
        save, word, pdf = Button("Save"), Button("Word"), Button("PDF")
        discard = Button("Discard")
        word.setAccessibleDescription("Save a copy of the draft as a Word file")
        pdf.setAccessibleDescription("Save a copy of the draft as a PDF file")
        check.clicked.connect(lambda: self.issue.emit())
        save.clicked.connect(lambda: self.save.emit())
        word.clicked.connect(lambda: self._copy(".docx"))
        pdf.clicked.connect(lambda: self._copy(".pdf"))
        discard.clicked.connect(lambda: self.discard.emit())
        self.buttons.set_items([check, save, word, pdf, discard])
        self.check, self.writing = check, (check, save, discard)

    def _lay_out(self) -> None:
        self._row, holder = QHBoxLayout(self), QWidget()
        self._left = left = QVBoxLayout(holder)
        area = QScrollArea()  # for large text, and strips above: nothing is squeezed
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        holder.setProperty("role", "page")
        theme.space(self._row, (0, 0, 0, 0), 0)
        theme.space(left, (24, 14, 16, 8), 8)
        head = QVBoxLayout()
        theme.space(head, (0, 0, 0, 0), 1)
        head.addWidget(self.title)
        head.addWidget(self.state)
        left.addLayout(head)
        for banner in (self.changed, self.adjustments):
            banner.hide()
            left.addWidget(banner)
        left.addLayout(self._paper_row())
        words = QHBoxLayout()
        title = label("Text of the letter", "strong")
        title.setBuddy(self.text)
        words.addWidget(title)
        words.addWidget(ElideLabel(MARKUP, "small"), 1)
        left.addLayout(words)
        left.addWidget(self.text, 1)
        left.addWidget(self.reading)
        area.setWidget(holder)
        side, foot = QVBoxLayout(), QVBoxLayout()
        theme.space(side, (0, 0, 0, 0), 0)
        theme.space(foot, (24, 2, 16, 12), 0)
        foot.addWidget(self.buttons)  # never scrolled out of sight
        side.addWidget(area, 1)
        side.addLayout(foot)
        self._row.addLayout(side, 1)
        self._row.addWidget(self.paper, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The page stands beside the words where there is room for both."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """The same for another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_row"):
            self._fit()

    def _fit(self) -> None:
        beside = self.width() >= theme.px(BESIDE)
        self.paper.setMinimumHeight(0 if beside else theme.px(PAGE_BELOW))
        to, away = (self._row, self._left) if beside else (self._left, self._row)
        if to.indexOf(self.paper) < 0:
            away.removeWidget(self.paper)
            to.addWidget(self.paper, 1 if beside else 0)

    def _paper_row(self) -> QHBoxLayout:
        row, to, how = QHBoxLayout(), QVBoxLayout(), QVBoxLayout()
        theme.space(row, (0, 0, 0, 0), 16)
        theme.space(to, (0, 0, 0, 0), 3)
        theme.space(how, (0, 0, 0, 0), 3)
        for column, words, control in ((to, "To", self.to), (how, "Format", self.format),
                                       (how, "How it is sent", self.way)):
            title = label(words, "strong")
            title.setBuddy(control)
            column.addWidget(title)
            column.addWidget(control)
        self.to.setFixedHeight(round(self.to.fontMetrics().lineSpacing() * LINES))
        to.addStretch(1)
        how.addWidget(self.fit)
        how.addStretch(1)
        row.addLayout(to, 4)
        row.addLayout(how, 5)
        return row


def _units(text: str) -> int:
    """How many places Qt counts for a text: two for each character beyond the basic plane."""
    return len(text.encode("utf-16-le")) // 2
