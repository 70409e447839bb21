"""What a code list is: codes with names, the days they were in use, and how sure each is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from caseworker.rules.finding import Source


@dataclass(frozen=True, slots=True)
class Code:
    """One entry. ``confirmed``: its name was read in an official publication.

    ``since`` and ``until`` are its first and last day in use; None where not known, or not over.
    ``under`` is the code, or the heading, that it stands below.
    """

    code: str
    name: str
    confirmed: bool
    under: str = ""
    since: date | None = None
    until: date | None = None

    def in_use(self, day: date) -> bool:
        """Whether it could be chosen on a day."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )

    @property
    def words(self) -> str:
        """As in a list: "B4 Use of force", or the name alone where that is the code."""
        return self.name if self.code == self.name else f"{self.code} {self.name}"


@dataclass(frozen=True, slots=True)
class CodeList:
    """A list to choose from. ``note`` says what of it is not checked."""

    key: str
    title: str
    source: Source
    codes: tuple[Code, ...]
    note: str = ""
    editable: bool = False

    def on(self, day: date) -> tuple[Code, ...]:
        """The codes in use on a day, in their order."""
        return tuple(code for code in self.codes if code.in_use(day))

    def get(self, code: str) -> Code:
        """A code of any day, so that an old case keeps its words. LookupError if there is none."""
        for one in self.codes:
            if one.code == code:
                return one
        raise LookupError(f"{self.title}: there is no code {code}.")

    def below(self, code: str, day: date) -> tuple[Code, ...]:
        """The codes in use that stand below another."""
        return tuple(one for one in self.on(day) if one.under == code)

    def adding(self, code: Code) -> CodeList:
        """The list with one more. ValueError when the code is taken or has no first day."""
        if code.since is None:
            raise ValueError(f"{self.title}: a new code needs its first day.")
        if any(one.code == code.code for one in self.codes):
            raise ValueError(f"{self.title}: {code.code} is already a code.")
        return replace(self, codes=(*self.codes, code))

    def ending(self, code: str, last: date) -> CodeList:
        """The list with a code that ends on a day. LookupError when there is no such code."""
        self.get(code)
        ended = tuple(
            replace(one, until=last) if one.code == code else one for one in self.codes
        )
        return replace(self, codes=ended)
