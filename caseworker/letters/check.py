"""Whether a letter can be printed as it stands: characters, headings, address, size, title."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise

from caseworker.letters import address, fonts
from caseworker.letters.blocks import Block
from caseworker.letters.sheet import STANDARD, Envelope, Sheet
from caseworker.rules.finding import Finding, Outcome, refusal

_PRINTABLE = "Every character can be printed"
_HEADINGS = "Headings are in order"
# What a paragraph of the templates announces, as its author would call it.
ANNOUNCED = {
    "We are sorry that it takes longer than we said. This is why:": "the reason for the delay",
    ("Your request came to us late. We have decided to accept it all the same. "
     "This is why:"): "why we accepted it late",
}
_SHOWN = 5  # characters named before "and so many more"
_CONTROLS = {
    0: "null", 7: "bell", 8: "backspace", 11: "vertical tab", 12: "form feed",
    13: "carriage return", 27: "escape", 127: "delete", 0x85: "next line",
}


def printable(text: str, field: str = "") -> Finding:
    """Whether the letter font can print all of it; names each character that it can't.

    Refused are control characters (all but tab and line break), invisible formatting characters,
    writing that runs from right to left, accents that join no letter, and characters for which
    the font has no shape: printed, they would be lost or wrong without anybody noticing.
    """
    bad = list(dict.fromkeys(c for c in plain(text) if not _can_print(c)))
    if not bad:
        return Finding("printable", _PRINTABLE, Outcome.MET, "Every character can be printed.")
    names = [_name(character) for character in bad[:_SHOWN]]
    if len(bad) > _SHOWN:
        names.append(f"and {len(bad) - _SHOWN} more")
    reason = f"The letter font cannot print: {', '.join(names)}. Take out or replace what is named."
    return refusal("printable", _PRINTABLE, reason, field)


def plain(text: str) -> str:
    """Letters and their accents joined into one character where there is one, line ends as \\n."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n"))


def headings(blocks: Sequence[Block]) -> Finding:
    """One main heading, first among the headings; no level skipped (PDF/UA-1, 7.4)."""
    levels = [block.level for block in blocks if block.kind == "heading"]
    mains = levels.count(1)
    if mains != 1:
        count = "no main heading" if not mains else f"{mains} main headings"
        return _heading_refusal(f"The letter has {count}. Start exactly one line with “# ”.")
    if levels[0] != 1:
        return _heading_refusal("The main heading comes after another one. Put it first.")
    for before, after in pairwise(levels):
        if after > before + 1:
            return _heading_refusal(
                f"A heading of level {after} follows one of level {before}. "
                f"Use level {before + 1}."
            )
    return Finding("headings", _HEADINGS, Outcome.MET, "Headings are in order.")


def finished(blocks: Sequence[Block]) -> list[Finding]:
    """One refusal for each paragraph that announces something after which nothing comes."""
    found = []
    for number, block in enumerate(blocks):
        after = blocks[number + 1] if number + 1 < len(blocks) else None
        words = " ".join(block.text.split())
        if block.kind == "paragraph" and words.endswith(":") and (
                after is None or after.kind == "heading"):
            what = ANNOUNCED.get(words, f"what follows “{words.rpartition('. ')[2]}”")
            found.append(refusal("finished", "Every paragraph is finished",
                                 f"Add {what}, or take out this paragraph", "markdown"))
    return found


def ready(blocks: Sequence[Block], sheet: Sheet) -> list[Finding]:
    """All that could stop this letter from being printed, each met or not."""
    found = [
        all_printable((block.text for block in blocks), "markdown"),
        all_printable(sheet.addressee, "addressee"),
        all_printable((*sheet.about, *sheet.letterhead, sheet.title), "sheet"),
        headings(blocks),
        *finished(blocks),
    ]
    if sheet.envelope is Envelope.DL:
        found.append(address.fit(sheet.addressee))
    if not sheet.title.strip():
        found.append(refusal("letter_title", "The letter has a title", "Add a title.", "title"))
    if sheet.size < STANDARD:
        found.append(refusal("letter_size", "The print is large enough",
                             "Letters are printed in 12 points or larger.", "size"))
    return found


def all_printable(texts: Iterable[str], field: str = "") -> Finding:
    """``printable`` for several texts at once."""
    return printable("\n".join(texts), field)


def _heading_refusal(reason: str) -> Finding:
    return refusal("headings", _HEADINGS, reason, "markdown")


def _can_print(character: str) -> bool:
    if character in "\n\t":
        return True
    if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Mn", "Me"}:
        return False
    if unicodedata.bidirectional(character) in {"R", "AL"}:
        return False
    return fonts.holds(character)


def _name(character: str) -> str:
    code = ord(character)
    category = unicodedata.category(character)
    if category == "Cc":
        return f"control character {_CONTROLS.get(code, f'U+{code:04X}')}"
    name = unicodedata.name(character, "").capitalize()
    if not name:
        return f"character U+{code:04X}"
    if category in {"Cf", "Zl", "Zp"}:
        return f"invisible character {name.lower()}"
    if category in {"Mn", "Me"}:
        return f"{name.lower()} (an accent that joins no letter)"
    if unicodedata.bidirectional(character) in {"R", "AL"}:
        return f"“{character}” ({name}, written from right to left)"
    return f"“{character}” ({name})"
