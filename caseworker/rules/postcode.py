"""Where a UK postcode stands in an address that was pasted whole."""

from __future__ import annotations

import re
from dataclasses import dataclass

# The letters C, I, K, M, O and V never stand in the last two places.
_POSTCODE = re.compile(
    r"(?<![A-Z0-9])([A-Z]{1,2}[0-9][A-Z0-9]?)[ \t]*([0-9][ABD-HJLNP-UW-Z]{2})[\s.,]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Address:
    """An address taken apart: its lines without the postcode, the last being the town."""

    lines: tuple[str, ...]
    postcode: str

    @property
    def town(self) -> str:
        """The post town: the last line, when there is a postcode to follow it."""
        return self.lines[-1] if self.lines and self.postcode else ""


def take_apart(pasted: str) -> Address:
    """The lines and the postcode of an address. One line is parted at its commas.

    The postcode is "" when the address does not end in a full one.
    """
    text, postcode = pasted.strip(), ""
    if found := _POSTCODE.search(text):
        text, postcode = text[: found.start()], f"{found[1]} {found[2]}".upper()
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) == 1:
        lines = lines[0].split(",")
    tidy = (" ".join(line.split()).strip(" ,;.") for line in lines)
    return Address(tuple(line for line in tidy if line), postcode)
