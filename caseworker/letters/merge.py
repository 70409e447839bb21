"""Merging new values into a draft that somebody typed in, without losing what was typed.

Three texts are compared line by line: the draft as the template made it, the same with the new
values, and the letter as it stands. A line that only one side changed is taken from that side.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True)
class Clash:
    """Lines that were typed in and that the new values change too, in a way that can't be told."""

    typed: str
    fresh: str  # as the template writes these lines now


def merge(
    old: str, fresh: str, typed: str, swaps: Mapping[str, str]
) -> tuple[str, tuple[Clash, ...]]:
    """The typed letter with the new values, and what could not be merged (left as typed).

    ``swaps`` are changed words, old to new. In a line that was typed in they are put in when they
    alone account for what the values change there.
    """
    lines: list[str] = []
    clashes: list[Clash] = []
    for was, now, stands in _regions(old.split("\n"), fresh.split("\n"), typed.split("\n")):
        if stands in (was, now):
            lines += now
        elif was == now:
            lines += stands
        else:
            merged = _swapped(was, now, stands, swaps)
            lines += stands if merged is None else merged
            if merged is None:
                clashes.append(Clash("\n".join(stands), "\n".join(now)))
    return "\n".join(lines), tuple(clashes)


def _swapped(
    was: Sequence[str], now: Sequence[str], stands: Sequence[str], swaps: Mapping[str, str]
) -> list[str] | None:
    """The typed lines with the new words; None when that can't be told."""
    before, after, text = ("\n".join(part) for part in (was, now, stands))
    here = {old: new for old, new in swaps.items() if old in before}
    if not here:
        return None
    if all(text.count(new) >= after.count(new) > 0 for new in here.values()):
        return list(stands)  # somebody has written the new words already
    one = re.compile("|".join(re.escape(old) for old in sorted(here, key=len, reverse=True)))

    def swap(words: str) -> str:
        # All at once: a new word that equals another old one must not be changed again.
        return one.sub(lambda found: here[found[0]], words)

    return swap(text).split("\n") if swap(before) == after else None


Region = tuple[list[str], list[str], list[str]]


def _regions(old: list[str], fresh: list[str], typed: list[str]) -> list[Region]:
    """The three texts cut at the lines that all of them share, in order."""
    in_fresh, in_typed = _same(old, fresh), _same(old, typed)
    found: list[Region] = []
    at = [0, 0, 0]
    for n, line in enumerate(old):
        if n in in_fresh and n in in_typed:
            found.append((old[at[0]:n], fresh[at[1]:in_fresh[n]], typed[at[2]:in_typed[n]]))
            found.append(([line], [line], [line]))
            at = [n + 1, in_fresh[n] + 1, in_typed[n] + 1]
    found.append((old[at[0]:], fresh[at[1]:], typed[at[2]:]))
    return found


def _same(old: list[str], other: list[str]) -> dict[int, int]:
    """Which line of the other text each kept line of the old one is."""
    blocks = SequenceMatcher(None, old, other, autojunk=False).get_matching_blocks()
    return {block.a + n: block.b + n for block in blocks for n in range(block.size)}
