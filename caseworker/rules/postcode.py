"""Where a UK postcode stands in an address that was pasted whole."""

from __future__ import annotations

import re
from dataclasses import dataclass

# The letters C, I, K, M, O and V never stand in the last two places.
_POSTCODE = re.compile(
    r"(?<![A-Z0-9])([A-Z]{1,2}[0-9][A-Z0-9]?)[ \t]*([0-9][ABD-HJLNP-UW-Z]{2})(?![A-Z0-9])",
    re.IGNORECASE | re.ASCII,
)
LAST = 3  # lines in which it is looked for: a country or a phone number may follow it
# A letter from inside the country needs none of these; people paste them all the same.
COUNTRIES = frozenset({
    "uk", "u.k", "gb", "united kingdom", "great britain", "england", "scotland", "wales",
    "northern ireland",
})


@dataclass(frozen=True, slots=True)
class Address:
    """An address taken apart: its lines without the postcode, and the post town among them.

    ``town`` is the last line before the postcode; "" without a postcode.
    """

    lines: tuple[str, ...]
    postcode: str
    town: str = ""

    @property
    def whole(self) -> str:
        """In one text again, the postcode on the last line."""
        return "\n".join(part for part in (*self.lines, self.postcode) if part)


def take_apart(pasted: str) -> Address:
    """The lines and the postcode of an address. One line is parted at its commas.

    The postcode is the last full one in the last lines, "" without one. Nothing else is left out.
    """
    parts = [line for line in pasted.splitlines() if _bare(line)]
    if len(parts) == 1:
        parts = [part for part in parts[0].split(",") if _bare(part)]
    for at in reversed(range(max(len(parts) - LAST, 0), len(parts))):
        if found := list(_POSTCODE.finditer(parts[at])):
            code = found[-1]
            before = _tidy((*parts[:at], parts[at][: code.start()]))
            after = _tidy((parts[at][code.end() :], *parts[at + 1 :]))
            return Address(before + after, f"{code[1]} {code[2]}".upper(), _town(before))
    return Address(_tidy(parts), "")


def _town(before: tuple[str, ...]) -> str:
    towns = [line for line in before if line.casefold() not in COUNTRIES]
    return towns[-1] if towns else ""


def _tidy(parts: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(line for line in map(_bare, parts) if line)


def _bare(line: str) -> str:
    return " ".join(line.split()).strip(" ,;.")
