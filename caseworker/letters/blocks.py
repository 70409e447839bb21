"""What a letter is made of: headings, paragraphs and list items, read from its Markdown.

The PDF, the Word file and the editor all speak these blocks. Only what a letter needs is markup:
``#`` headings, ``-`` and ``1.`` lists, ``**bold**``, ``<https://...>`` links, and a backslash at a
line's end for a line break. Everything else, HTML included, is words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from markdown_it import MarkdownIt
from markdown_it.token import Token


@dataclass(frozen=True, slots=True)
class Run:
    """Words that look alike; ``link`` is the address that they lead to, or nothing."""

    text: str
    bold: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph or list item.

    ``kind`` is "heading", "paragraph", "bullet" or "number". ``level`` is that of a heading (from
    1) or the depth of a list item (from 1); 0 for a paragraph. ``ordinal`` is the number printed
    before a numbered item; every list starts again at 1.
    """

    kind: str
    runs: tuple[Run, ...]
    level: int = 0
    ordinal: int = 0

    @property
    def text(self) -> str:
        """The words without their looks; a line break is a newline."""
        return "".join(run.text for run in self.runs)


_LISTS = {"bullet_list_open": "bullet", "ordered_list_open": "number"}
_PARSER = MarkdownIt("zero").enable(
    ["heading", "list", "emphasis", "escape", "newline", "entity", "autolink"]
)


def parse(markdown: str) -> list[Block]:
    """The blocks of a letter, in order. Any text is a letter: nothing here refuses."""
    blocks: list[Block] = []
    lists: list[list[int | str]] = []  # the open lists, each [kind, items so far]
    opened = ("paragraph", 0)
    fresh = False  # the next paragraph begins a list item
    for token in _PARSER.parse(markdown):
        if token.type in _LISTS:
            lists.append([_LISTS[token.type], 0])
        elif token.type.endswith("_list_close"):
            lists.pop()
        elif token.type == "list_item_open":
            lists[-1][1] = int(lists[-1][1]) + 1
            fresh = True
        elif token.type == "heading_open":
            opened = ("heading", int(token.tag[1]))
        elif token.type == "paragraph_open":
            opened = ("paragraph", 0)
        elif token.type == "inline":
            runs = _merge(_runs(token.children or []))
            if opened[0] == "heading" or not lists:
                blocks.append(Block(opened[0], runs, opened[1]))
            elif fresh:
                kind, count = str(lists[-1][0]), int(lists[-1][1])
                blocks.append(Block(kind, runs, len(lists), count if kind == "number" else 0))
            else:  # a second paragraph of the same list item
                last = blocks.pop()
                blocks.append(replace(last, runs=_merge((*last.runs, Run("\n"), *runs))))
            fresh = False
    return blocks


def _runs(tokens: Sequence[Token]) -> Iterator[Run]:
    look = Run("")
    for token in tokens:
        match token.type:
            case "strong_open" | "strong_close":
                look = replace(look, bold=token.nesting == 1)
            case "em_open" | "em_close":
                pass  # letters have no italic: it is hard to read for many people
            case "link_open":
                look = replace(look, link=str(token.attrGet("href") or ""))
            case "link_close":
                look = replace(look, link="")
            case "softbreak":
                yield replace(look, text=" ")
            case "hardbreak":
                yield replace(look, text="\n")
            case _:
                yield replace(look, text=token.content)


def _merge(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Neighbours which look alike are one run."""
    alike = groupby((run for run in runs if run.text), key=lambda run: (run.bold, run.link))
    return tuple(Run("".join(run.text for run in group), *look) for look, group in alike)


_MARKS = re.compile(r"[\\*_&<]")
_START = re.compile(r"[-+#=>]|\d{1,9}(?=[.)])")
_EDGE = re.compile(r"^\s+|\s+$|[\n\t]")


def escape(text: str) -> str:
    """Somebody's words as one line of Markdown, so that none of them is read as markup.

    ``parse`` gives the same words back, spaces and line breaks included. Control characters other
    than tab and newline have no spelling in Markdown; ``draft`` refuses them before this is asked.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    core = text.strip()
    if not core:
        return _EDGE.sub(_entities, text)
    start = text.index(core[0])
    before, after = text[:start], text[start + len(core):]
    middle = _MARKS.sub(r"\\\g<0>", core)
    first = _START.match(middle)
    if first:  # only at a line's start would it begin a heading or a list
        head = first[0]
        middle = (
            f"{head}\\{middle[len(head):]}" if head[0].isdigit() else f"\\{middle}"
        )
    middle = middle.replace("\n", "&#10;").replace("\t", "&#9;")
    return _entities_of(before) + middle + _entities_of(after)


def _entities(found: re.Match[str]) -> str:
    return _entities_of(found[0])


def _entities_of(text: str) -> str:
    return "".join(f"&#{ord(character)};" for character in text)


def prose(text: str) -> str:
    """Somebody's words as whole paragraphs: blank lines part them, line breaks stay."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    paragraphs = [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]
    return "\n\n".join(
        "\\\n".join(escape(line.strip()) for line in part.split("\n")) for part in paragraphs
    )
