"""The address as the post wants it, and whether it fits the window of a DL envelope.

Royal Mail's advice: left aligned, no punctuation at line ends, the post town in capitals, the
postcode alone on the last line. An A4 page folded in three can slide in a DL envelope; the part
always seen through the window is 20 to 100 mm from the left and 57 to 81 mm from the top.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from caseworker.letters import fonts
from caseworker.rules.finding import Finding, Outcome, refusal
from caseworker.rules.postcode import COUNTRIES

LEFT, RIGHT = 24.0, 100.0  # mm: where the address begins, and the window's right edge
TOP, BOTTOM = 57.0, 81.0  # mm from the top of the page
_POSTCODE = re.compile(r"^([A-Z]{1,2}[0-9][A-Z0-9]?)\s*([0-9][A-Z]{2})$")
_TITLE = "Address fits the envelope"

# How many lines fit, with the size in points and the distance of lines in mm.
_SETTINGS = ((5, 12.0, 4.7), (6, 11.0, 3.9))


def window_lines(name: str, address: str, postcode: str) -> tuple[str, ...]:
    """The lines to print: the name, the address as typed, the POST TOWN, the postcode last.

    ``address`` is what was typed, line by line, or in one line with commas. A postcode that
    stands in it as well is printed once. Without a postcode (not in the UK) the last line is the
    country, in capitals all the same; with one, a name of this country is left out.
    """
    code = _postcode(postcode)
    lines = _lines(address)
    while lines and code and lines[-1].casefold() in COUNTRIES:
        lines.pop()
    if lines and code and _postcode(lines[-1]) == code:
        lines.pop()
    elif lines and code and lines[-1].upper().endswith(f" {code}"):
        lines[-1] = _bare(lines[-1][: -len(code)])
    if lines:
        lines[-1] = lines[-1].upper()
    return tuple(line for line in (_bare(name), *lines, code) if line)


def fit(lines: Sequence[str]) -> Finding:
    """Whether these lines can be seen whole in the window; if not, what to do about it."""
    size, _ = setting(lines)
    wide = [line for line in lines if fonts.width(line, size) > (RIGHT - LEFT) * fonts.MM]
    if not any(line.strip() for line in lines):
        return refusal("address_fit", _TITLE, "Add the address.", "addressee")
    if len(lines) > _SETTINGS[-1][0]:
        return refusal(
            "address_fit", _TITLE,
            f"Address has {len(lines)} lines. Join lines or choose a C5 envelope", "addressee",
        )
    if wide:
        return refusal(
            "address_fit", _TITLE,
            f"Address line “{wide[0]}” is too long for the window. "
            "Split it or choose a C5 envelope", "addressee",
        )
    return Finding("address_fit", _TITLE, Outcome.MET, f"Address has {len(lines)} lines. It fits.")


def setting(lines: Sequence[str]) -> tuple[float, float]:
    """Type size in points and distance of lines in mm for an address of so many lines."""
    for most, size, step in _SETTINGS:
        if len(lines) <= most:
            return size, step
    return _SETTINGS[0][1:]  # more than fit a window: only a larger envelope takes them


def _lines(address: str) -> list[str]:
    parts = [part for part in address.splitlines() if part.strip()]
    if len(parts) == 1:
        parts = parts[0].split(",")
    return [line for line in (_bare(part) for part in parts) if line]


def _bare(line: str) -> str:
    return " ".join(line.split()).strip(" ,;.")


def _postcode(text: str) -> str:
    text = " ".join(text.upper().split()).strip(" ,.")
    found = _POSTCODE.match(text.replace(" ", ""))
    return f"{found[1]} {found[2]}" if found else text
