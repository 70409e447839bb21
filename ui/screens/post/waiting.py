"""What is shown of an item that is logged and waits for a case."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.actions.post import CHANNELS, ROUTES
from caseworker.queries.post import PostRow
from caseworker.rules.words import long_date
from ui import theme
from ui.widgets.card import Card
from ui.widgets.summary_list import SummaryList
from ui.widgets.text import WrapLabel


class WaitingView(QWidget):
    """The facts of a logged item and its files."""

    def __init__(self, row: PostRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        theme.space(column, (0, 0, 0, 0), 12)
        column.addWidget(WrapLabel(f"Logged {row.logged}. It waits for a case.", "muted"))
        facts, card = SummaryList(), Card("What was logged")
        code = row.postcode.replace(" ", "\u00a0")  # it is never parted at the end of a line
        address = ", ".join(part for part in (*row.address.splitlines(), code) if part)
        for name, value in (
            ("Route", dict(ROUTES).get(row.route, "")), ("Why this route", row.because),
            ("Date received", long_date(row.received)),
            ("Date on letter", long_date(row.written) if row.written else ""),
            ("How", dict(CHANNELS).get(row.channel, row.channel)), ("Full name", row.name),
            ("MPS reference", row.mps_reference), ("Address", address), ("Email", row.email),
            ("MPS outcome letter",
             long_date(row.outcome_letter_dated) if row.outcome_letter_dated else ""),
            ("Adjustments", row.adjustments),
        ):
            if value:
                facts.add(name, value)
        card.body.addWidget(facts)
        column.addWidget(card)
        files = Card("Files")
        for file in row.files:
            files.body.addWidget(WrapLabel(file.name))
            if file.note:
                files.body.addWidget(WrapLabel(file.note, "small"))
        if not row.files:
            files.body.addWidget(WrapLabel("No file came with it.", "muted"))
        column.addWidget(files)
        column.addStretch(1)
