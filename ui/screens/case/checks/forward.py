"""Which papers were shared with the IOPC: the case's documents to tick, and lines to add."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QVBoxLayout, QWidget

from caseworker.actions.base import asked
from caseworker.actions.validity import ForwardToIopc
from caseworker.queries.case import DocumentView
from caseworker.rules.words import long_date
from ui import theme
from ui.icons import Button
from ui.widgets.fields import Field
from ui.widgets.text import WrapLabel

BULLETS = 12  # more lines than these come as one paragraph, so that the card stays on screen
OTHER = "Other things shared, one on each line"


def document_words(document: DocumentView) -> str:
    """A document as the letter to the requester lists it: title, and its date where known."""
    if document.dated is None or long_date(document.dated) in document.title:
        return document.title
    return f"{document.title}, {long_date(document.dated)}"


class SharedField(Field):
    """The field ``shared`` of ForwardToIopc: a tuple of lines, in the order of the documents."""

    def __init__(self, documents: Sequence[DocumentView], parent: QWidget | None = None) -> None:
        self._lines = [document_words(each) for each in documents]
        self.ticks: list[QCheckBox] = []
        super().__init__("shared", asked(ForwardToIopc)["shared"], parent)

    def raw(self) -> tuple[str, ...]:
        """What is ticked, then what was typed."""
        ticked = [line for line, tick in zip(self._lines, self.ticks, strict=True)
                  if tick.isChecked()]
        typed = [line.strip() for line in self.other.toPlainText().splitlines()]
        return (*ticked, *(line for line in typed if line))

    def put(self, value: object) -> None:
        """Tick what is among the documents; the rest is typed."""
        lines = value if isinstance(value, tuple) else ()
        for line, tick in zip(self._lines, self.ticks, strict=True):
            tick.setChecked(line in lines)
        self.other.setPlainText("\n".join(line for line in lines if line not in self._lines))

    def go(self) -> None:
        """Put the focus on the first document, or into the lines when there is none."""
        first: QWidget = self.ticks[0] if self.ticks else self.other
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def tick_all(self) -> None:
        """Tick every document."""
        for tick in self.ticks:
            tick.setChecked(True)

    def _make(self) -> None:
        holder = QWidget()
        column = QVBoxLayout(holder)
        theme.space(column, (0, 0, 0, 0), 4)
        for line in self._lines:
            tick = QCheckBox(line.replace("&", "&&"))
            tick.setAccessibleName(line)
            tick.setAccessibleDescription(self.asked.label)
            tick.toggled.connect(lambda: self.edited.emit())
            self.ticks.append(tick)
            column.addWidget(tick)
        if self.ticks:
            every = Button("Tick all documents", role="link")
            every.clicked.connect(lambda: self.tick_all())
            column.addWidget(every, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            column.addWidget(WrapLabel("The case holds no documents yet.", "small"))
        column.addWidget(WrapLabel(OTHER, "strong"))
        self.other = QPlainTextEdit()
        self.other.setTabChangesFocus(True)
        self.other.setAccessibleName(OTHER)
        self.other.setFixedHeight(round(self.other.fontMetrics().lineSpacing() * 4.2))
        self.other.textChanged.connect(lambda: self.edited.emit())
        column.addWidget(self.other)
        self.control = holder
        self._column.addWidget(holder)


def forward_lines(action: ForwardToIopc) -> tuple[str, Sequence[str]]:
    """The interruption card before a request is forwarded: all that is shared stands on it."""
    assert action.forwarded_on is not None  # the dialog has asked for it
    shared = [line for line in action.shared if line]
    listed = (tuple(f"\u2022 {line}" for line in shared) if len(shared) <= BULLETS
              else ("; ".join(shared) + ".",))
    return "Forward this request to the IOPC?", (
        f"This was shared with the IOPC on {long_date(action.forwarded_on)}:", *listed,
        "The list goes into the letter to the requester.",
        "The case ends here: no review by MOPAC follows.",
    )
