"""What stands plainly in a letter: references, addresses, dates. Each is offered, never taken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from caseworker.rules.words import FIRST_YEAR, MONTHS, long_date

LONGEST = 20_000  # characters read: what a letter says of itself stands at its beginning and end
_HEAD = 30  # lines: a date or an address on lines of its own, further down, is of an enclosure
_ADDRESS_LINES = 5
_EACH = 3  # at most so many offers for one field

# How the MPS numbers a complaint ("PC/04733/25"), as its letters give it.
_REFERENCE = re.compile(r"(?<![A-Z0-9/])([A-Z]{2,4})[/ -](\d{3,6})[/ -](\d{2,4})(?![0-9/])")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_POSTCODE = re.compile(
    r"(?<![A-Z0-9])[A-Z]{1,2}[0-9][A-Z0-9]? {0,2}[0-9][ABD-HJLNP-UW-Z]{2}(?![A-Z0-9])"
)
_MONTH = "|".join(f"{name}|{name[:3]}" for name in MONTHS)
_DATE = re.compile(
    rf"(?<![\d/])(?:(\d{{1,2}})(?:st|nd|rd|th)?\s+({_MONTH})\.?,?\s+(\d{{4}})"
    r"|(\d{1,2})[/.](\d{1,2})[/.](\d{4}))(?![\d/])", re.IGNORECASE)
_OUTCOME = re.compile(
    r"\b(?:outcome|decision|final (?:letter|response|report))\b[^.\n\d]{0,80}$"
    r"|\bletter (?:dated|of) *$"
    r"|\bletter\b[^.\n]{0,40}\bdated *$", re.IGNORECASE)
_ALONE = re.compile(r"^\W*(?:date|dated)?\W*$", re.IGNORECASE)
_CLOSE = re.compile(
    r"^\s*(?:yours (?:sincerely|faithfully|truly)|(?:kind |best |with )?regards)\W*$",
    re.IGNORECASE)
_NAME = re.compile(
    r"^(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.? )?[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){1,4}$"
)
_PROSE = re.compile(r"[!?;:@]|\.\s|\b(?:dear|re|tel|telephone|date|dated)\b", re.IGNORECASE)
# Ours and theirs: the sender has others. "SE1 0LL" is MOPAC, "M33 0BW" the IOPC.
_OFFICES = (".gov.uk", ".police.uk", "policeconduct")
_OFFICE_POSTCODES = frozenset({"SE10LL", "M330BW", "SW1A2JL"})


@dataclass(frozen=True, slots=True)
class Plain:
    """One thing that stands in the letter. ``field`` is that of the post form, ``value`` as it is
    typed there, ``words`` one line to show.
    """

    field: str
    value: str
    words: str


def plain_facts(text: str, today: date) -> tuple[Plain, ...]:
    """What can be offered for the fields of the form, in their order. Never raises."""
    letter = text[:LONGEST].replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    found = [*_written(letter, today), *_name(letter), *_references(letter), *_addresses(letter),
             *_emails(letter), *_outcomes(letter, today)]
    kept: dict[tuple[str, str], Plain] = {}
    for each in found:
        of_field = sum(other.field == each.field for other in kept.values())
        if of_field < _EACH:
            kept.setdefault((each.field, each.value.casefold()), each)
    return tuple(kept.values())


def _references(letter: str) -> Iterator[Plain]:
    for found in _REFERENCE.finditer(letter):
        value = "/".join(found.groups())
        if found[1] not in ("REV", "COM", "POST"):  # ours
            yield Plain("mps_reference", value, value)


def _emails(letter: str) -> Iterator[Plain]:
    for found in _EMAIL.finditer(letter):
        value = found[0].rstrip(".-")
        if not any(office in value.casefold() for office in _OFFICES):
            yield Plain("email", value, value)


def _addresses(letter: str) -> Iterator[Plain]:
    lines = letter.splitlines()
    for number, line in enumerate(lines):
        for found in _POSTCODE.finditer(line):
            if "".join(found[0].split()) in _OFFICE_POSTCODES:
                continue
            ends = not line[found.end():].strip(" .,")
            block = _block(lines, number, line[:found.start()]) if ends else []
            whole = ", ".join((*block, found[0])) if block else found[0]
            yield Plain("address", "\n".join((*block, found[0])), whole)


def _block(lines: list[str], number: int, before: str) -> list[str]:
    """The lines of an address that ends on this line, without its postcode; [] when in prose."""
    last = before.strip(" ,")
    if len(last) > 60 or _PROSE.search(last):
        return []
    block = [last] if last else []
    if number >= _HEAD and "," not in last:
        return block if _is_house(block) else []
    for line in reversed(lines[max(0, number - _ADDRESS_LINES):number]):
        tidy = " ".join(line.split()).strip(" ,")
        if not tidy or len(tidy) > 60 or _PROSE.search(tidy):
            break
        block.insert(0, tidy)
        if _is_house([tidy]):  # what stands above the house is a name
            break
    return block if len(block) > 1 or _is_house(block) else []


def _is_house(block: list[str]) -> bool:
    return bool(block) and bool(re.match(r"(?:flat|unit|apartment)?\s*\d", block[0], re.IGNORECASE))


def _days(letter: str, today: date) -> Iterator[tuple[re.Match[str], date]]:
    for found in _DATE.finditer(letter):
        if found[2]:
            short = found[2][:3].capitalize()
            month = next(n for n, name in enumerate(MONTHS, 1) if name.startswith(short))
            parts = int(found[3]), month, int(found[1])
        else:
            parts = int(found[6]), int(found[5]), int(found[4])
        try:
            day = date(*parts)
        except ValueError:
            continue
        if day.year >= FIRST_YEAR and day <= today:
            yield found, day


def _written(letter: str, today: date) -> Iterator[Plain]:
    head = "\n".join(letter.splitlines()[:_HEAD])
    for found, day in _days(head, today):
        before = head[:found.start()].rpartition("\n")[2]
        after = head[found.end():].partition("\n")[0]
        if _ALONE.match(before) and not after.strip(" .,"):
            yield Plain("written", long_date(day), long_date(day))


def _outcomes(letter: str, today: date) -> Iterator[Plain]:
    line = " ".join(letter.split())
    for found, day in _days(line, today):
        if _OUTCOME.search(line[max(0, found.start() - 120):found.start()]):
            yield Plain("outcome_letter_dated", long_date(day), long_date(day))


def _name(letter: str) -> Iterator[Plain]:
    """The line below "Yours faithfully"."""
    lines = letter.splitlines()
    for number, line in enumerate(lines):
        if _CLOSE.match(line):
            below = [each.strip(" ,") for each in lines[number + 1:number + 5] if each.strip()]
            if below and len(below[0]) <= 60 and _NAME.match(below[0]):
                yield Plain("name", below[0], below[0])
