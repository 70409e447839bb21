"""How a letter reads: grade, longest sentence, words to swap. It warns and never blocks."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from caseworker.letters.preview import Look
from caseworker.rules.plain_english import Jargon
from caseworker.rules.words import count
from ui import theme
from ui.icons import Button
from ui.widgets.card import Card
from ui.widgets.tag import Tag
from ui.widgets.text import ElideLabel, label

PLAIN, HARD = 5.0, 8.0  # grades: plain up to the first, hard above the second
LONG = 25  # words, from which a sentence is worth splitting
AGE = 5  # years of age at which a child begins the first grade


class ReadingCard(Card):
    """``wanted`` sends (start, length) of the words to show, in characters of the text."""

    wanted = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName("How this letter reads")
        self._text, self._look = "", None
        self._head, self._detail = label("", "strong"), ElideLabel("", "small")
        self._tag = Tag("")
        self.menu = QMenu(self)
        self.menu.setAccessibleName("Words to look at")
        self.show_menu = Button("Show them", role="link")
        self.show_menu.setAccessibleDescription("Sentences to split and words to swap")
        self.show_menu.clicked.connect(
            lambda: self.menu.exec(self.show_menu.mapToGlobal(QPoint(0, self.show_menu.height()))))
        first, second = QHBoxLayout(), QHBoxLayout()
        theme.space(self.body, (14, 8, 14, 6), 0)
        first.addWidget(self._head, 1)
        first.addWidget(self._tag)
        second.addWidget(self._detail, 1)
        second.addWidget(self.show_menu)
        self.body.addLayout(first)
        self.body.addLayout(second)

    def show_look(self, text: str, look: Look) -> None:
        """Show how ``text`` reads."""
        self._text, ease = text, look.ease
        if not ease.words:
            self._head.setText("Nothing to read yet")
        else:
            self._head.setText(f"Reading age {round(ease.grade + AGE)}")
        hard, plain = ease.grade > HARD, ease.grade <= PLAIN
        words, tone, icon = (
            ("Hard to read", "amber", "warning-fill") if hard
            else ("Plain English", "green", "check-circle-fill") if plain
            else ("Check", "amber", "clock-fill")
        )
        self._tag.say(words, tone, icon)
        swaps = count(len(look.jargon), "word") + " to swap" if look.jargon else "No jargon"
        self._detail.setText(f"Longest sentence {count(ease.longest, 'word')}. {swaps}")
        self._fill(look)

    def _fill(self, look: Look) -> None:
        self.menu.clear()
        if look.ease.longest > LONG:
            where = _find(self._text, look.ease.longest_sentence)
            if where is not None:
                self._offer(f"Sentence of {look.ease.longest} words: split it", *where)
        for each in look.jargon:
            self._offer(_swap_words(each), each.start, len(each.found))
        self.show_menu.setVisible(not self.menu.isEmpty())

    def _offer(self, words: str, start: int, length: int) -> None:
        action = self.menu.addAction(words.replace("&", "&&"))
        action.triggered.connect(lambda: self.wanted.emit(start, length))


def _swap_words(each: Jargon) -> str:
    instead = ("leave it out" if each.instead == "leave it out"
               else each.instead if each.instead.startswith("say ")
               else f"say “{each.instead}”")
    return f"“{each.found}”: {instead}"


def _find(text: str, sentence: str) -> tuple[int, int] | None:
    """Where a sentence stands; only its first and last words, for lines may break within it."""
    parts = sentence.split()
    first, last = " ".join(parts[:3]), parts[-1]
    start = text.find(first)
    if start < 0:
        return None
    end = text.find(last, start + len(first))
    return start, (end + len(last) - start) if end >= 0 else len(first)
