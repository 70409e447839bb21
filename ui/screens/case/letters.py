"""The tab "Letters" of a case: those that fit now, drafts, and what was issued."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseworker.actions.letters import DiscardDraft, may_write
from caseworker.letters.catalogue import CATALOGUE, LetterKind
from caseworker.queries.case import CaseView, LetterView
from caseworker.rules.words import long_date
from ui import theme
from ui.icons import Button
from ui.screens.case.tab import CaseTab, Page
from ui.screens.letter.desk import way_words
from ui.widgets.card import Card
from ui.widgets.confirm import Interruption
from ui.widgets.flow import Flow
from ui.widgets.pdf_view import stored
from ui.widgets.save_file import save_copy
from ui.widgets.tag import Tag
from ui.widgets.text import WrapLabel, label, rule


class LettersTab(CaseTab):
    """Offers the letters that fit the stage first, with why; lists drafts and issued letters."""

    words = "Letters"

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(page, parent)
        self._shown: tuple[Any, ...] = ()
        self._first: QWidget = self
        self.discarding: Interruption | None = None
        self.fits, self.others = Card("Write a letter"), Card("Other letters")
        self.drafts, self.issued = Card("Drafts"), Card("Issued")
        row, left, right = QHBoxLayout(self), QVBoxLayout(), QVBoxLayout()
        theme.space(row, (24, 16, 24, 24), 20)
        for column, cards in ((left, (self.fits, self.others)),
                              (right, (self.drafts, self.issued))):
            theme.space(column, (0, 0, 0, 0), 16)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
            row.addLayout(column, 1)

    @classmethod
    def label(cls, view: CaseView) -> str:
        """With the number of drafts and issued letters."""
        return f"{cls.words} ({len(view.letters)})" if view.letters else cls.words

    def keys(self) -> Sequence[tuple[str, str]]:
        """Ctrl+Enter writes the letter that fits best."""
        return (("Ctrl+Enter", "write the first letter"),)

    def first(self) -> QWidget:
        """The letter that fits best."""
        return self._first

    def main_action(self) -> bool:
        """Write, or go on with, the letter that fits best."""
        if isinstance(self._first, Button) and self._first.isEnabled():
            self._first.click()
            return True
        return False

    def show_case(self, view: CaseView) -> None:
        """Show the letters of the case; the same letters again change nothing."""
        shown = (view.row.id, view.row.stage, view.letters, view.outcome)
        if shown == self._shown:
            return
        had_focus = self.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self._shown = shown
        for card in (self.fits, self.others, self.drafts, self.issued):
            card.clear()
        self._offer(view)
        drafts = [each for each in view.letters if each.state == "draft"]
        issued = [each for each in view.letters if each.state == "issued"]
        self._list(self.drafts, drafts, "No draft. A letter stays here until it is issued.")
        self._list(self.issued, issued[::-1], "No letter has been issued yet.")
        if had_focus:
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    # What can be written

    def _offer(self, view: CaseView) -> None:
        fitting, others = fitting_first(view)
        sent = {each.code for each in view.letters if each.state == "issued"}
        drafted = {each.code: each.id for each in view.letters if each.state == "draft"}
        best: Button | None = None
        for card, kinds in ((self.fits, fitting), (self.others, others)):
            for number, kind in enumerate(kinds):
                if number:
                    card.body.addWidget(rule())
                button = self._kind_row(card, kind, view, drafted.get(kind.code, 0),
                                        card is self.fits, kind.code in sent)
                best = best or button
        if not fitting:
            self.fits.body.addWidget(WrapLabel("No letter is usual at this stage.", "muted"))
        if best is not None:
            self._first = best

    def _kind_row(
        self, card: Card, kind: LetterKind, view: CaseView, draft_id: int, fits: bool, sent: bool
    ) -> Button:
        row, words = QHBoxLayout(), QVBoxLayout()
        theme.space(row, (0, 2, 0, 2), 12)
        theme.space(words, (0, 0, 0, 0), 1)
        words.addWidget(WrapLabel(f"{kind.code} {kind.title}", "strong"))
        words.addWidget(WrapLabel(f"To {kind.to}", "small"))
        why = f"{kind.stage_words}." if fits else f"Usual when: {_small(kind.stage_words)}."
        words.addWidget(WrapLabel(why, "small"))
        if sent:
            words.addWidget(Tag("Issued before", "grey"), 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(words, 1)
        button = Button("Open draft" if draft_id else "Write",
                        role="primary" if fits and not sent and card.body.count() == 1 else "")
        button.setAccessibleName(f"{button.text()} {kind.code} {kind.title}")
        refused = may_write(self.page.host.office.roles, view.kind)
        if refused and not draft_id:
            button.setEnabled(False)
            button.setToolTip(refused[0].reason)
            button.setAccessibleDescription(refused[0].reason)
        which = {"letter_id": draft_id} if draft_id else {"code": kind.code}
        button.clicked.connect(lambda: self._show("letter", case_id=view.row.id, **which))
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(row)
        return button

    # What there is

    def _list(self, card: Card, letters: Sequence[LetterView], nothing: str) -> None:
        if not letters:
            card.body.addWidget(WrapLabel(nothing, "muted"))
        for number, each in enumerate(letters):
            if number:
                card.body.addWidget(rule())
            card.body.addWidget(self._letter_row(each))

    def _letter_row(self, each: LetterView) -> QWidget:
        holder, buttons = QWidget(), Flow(gap=14, row_gap=2)
        column, head = QVBoxLayout(holder), QHBoxLayout()
        theme.space(column, (0, 2, 0, 2), 2)
        head.addWidget(WrapLabel(f"{each.code} {each.title}", "strong"), 1)
        issued = each.state == "issued"
        if issued:
            head.addWidget(label(f"Letter {each.number}", "muted"), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(WrapLabel(_about(each), "small"))
        offered = (
            (("Open PDF", self._open), ("Save PDF", self._save_pdf), ("Save Word", self._save_word))
            if issued else (("Open", self._open), ("Discard", self._discard))
        )
        made = []
        for words, call in offered:
            button = Button(words, role="link")
            button.setAccessibleName(f"{words}: {each.code} {each.title}")
            button.clicked.connect(lambda _=False, call=call: call(each))
            made.append(button)
        buttons.set_items(made)
        column.addWidget(buttons)
        return holder

    def _open(self, each: LetterView) -> None:
        if self.page.view is not None:
            self._show("letter", case_id=self.page.view.row.id, letter_id=each.id)

    def _discard(self, each: LetterView) -> None:
        lines = ("The draft leaves the letters to issue. It stays on record as discarded.",)
        self.discarding = Interruption(
            self, f"Discard the draft {each.code} {each.title}?", lines, "Discard draft")
        self.discarding.accepted.connect(
            lambda: self.page.do(DiscardDraft, letter_id=each.id))
        self.discarding.open()

    def _save_pdf(self, each: LetterView) -> None:
        self._save(each, each.pdf_sha256, ".pdf")

    def _save_word(self, each: LetterView) -> None:
        self._save(each, each.word_sha256, ".docx")

    def _save(self, each: LetterView, sha256: str | None, ending: str) -> None:
        view = self.page.view
        if view is not None and sha256:
            name = f"{view.row.reference} {each.code} letter {each.number}{ending}"
            save_copy(self, self.page.host, name, stored(self.page.host, sha256))

    def _show(self, name: str, **args: Any) -> None:
        self.page.host.show_screen(name, **args)


def fitting_first(view: CaseView) -> tuple[list[LetterKind], list[LetterKind]]:
    """The letters usual at this stage, those not yet issued first; and all the others."""
    sent = {each.code for each in view.letters if each.state == "issued"}
    ours = [kind for kind in CATALOGUE.values() if kind.of is view.kind]
    fits = [kind for kind in ours if view.row.stage in kind.stages]
    with_recommendations = bool(view.recommendations)

    def place(kind: LetterKind) -> tuple[bool, bool]:
        # After a decision the recommendations say which of the two letters it is.
        other = kind.code == ("R13" if with_recommendations else "R14")
        return kind.code in sent, other or (kind.code == "N2" and not with_recommendations)

    fits.sort(key=place)
    return fits, [kind for kind in ours if kind not in fits]


def _about(each: LetterView) -> str:
    to = each.addressee[0] if each.addressee else "nobody yet"
    if each.issued_on is None:
        return f"To {to}"
    return f"{long_date(each.issued_on)}. {way_words(each.sent_by)}. To {to}"


def _small(words: str) -> str:
    """As the middle of a sentence, but names in capitals stay ("The IOPC" is "the IOPC")."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]
