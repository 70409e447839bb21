"""The paper around a letter: who it goes to, from whom, with which references, how large."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from caseworker.letters.catalogue import TO_POLICE
from caseworker.rules import words

# The office first, then the team and how to reach it
# (MOPAC, Police Complaints Outcome Reviews page, contact details).
LETTERHEAD = (
    "Mayor's Office for Policing And Crime",
    "Police Complaint Reviews Team",
    "169 Union St",
    "London",
    "SE1 0LL",
    "020 7983 4000",
)
STANDARD = 12.0  # points; the least that a letter is printed in
LARGE = 18.0  # points; large print


class Envelope(StrEnum):
    """What the letter goes out in. Only a DL window sets limits to the address."""

    DL = "DL window envelope"
    C5 = "C5 envelope"


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that is printed beside the letter's own words.

    ``addressee`` are the lines of the address, the name first (see ``address.window_lines``).
    ``letterhead`` is the office's name, then the lines of its address. ``size`` is the body's, in
    points; the address stays at 12. ``draft`` and ``demo`` print a quiet mark across each page.
    """

    code: str
    title: str
    our_reference: str
    their_reference: str | None
    dated: date
    addressee: tuple[str, ...]
    letterhead: tuple[str, ...] = LETTERHEAD
    size: float = STANDARD
    draft: bool = False
    demo: bool = False
    envelope: Envelope = Envelope.DL

    @property
    def about(self) -> tuple[str, ...]:
        """The lines printed beside the address: date and references."""
        lines = [words.long_date(self.dated), f"Our reference: {self.our_reference}"]
        if self.their_reference:
            whose = "Your" if self.code in TO_POLICE else "MPS"
            lines.append(f"{whose} reference: {self.their_reference}")
        return tuple(lines)

    @property
    def mark(self) -> str:
        """What is printed across each page, or nothing."""
        marks = ("Draft" if self.draft else "", "Demo data: invented people" if self.demo else "")
        return ". ".join(mark for mark in marks if mark)
