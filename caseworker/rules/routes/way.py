"""What one way out is: where the item goes, what we do, who is told, and the address to give."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from caseworker.rules import law
from caseworker.rules.finding import Source
from caseworker.rules.law import Particular

NOT_KNOWN = "not yet known"


@dataclass(frozen=True, slots=True)
class Signpost:
    """A body to point to; ``to`` is empty where the way itself has none.

    Only particulars that are known and in force are printed. ``where`` says
    how to find it when no address is known, or beside one.
    """

    to: str
    particulars: tuple[Particular, ...] = ()
    where: str = ""

    def lines(self, day: date) -> tuple[str, ...]:
        """The address in use on a day; ("not yet known",) where none is known for it."""
        found: list[str] = []
        for particular in self.particulars:
            try:
                found += particular.on(day)
            except LookupError:
                continue
        return tuple(found) or (NOT_KNOWN,)


@dataclass(frozen=True, slots=True)
class Route:
    """One way that an item of post can go.

    ``words`` say it in a sentence; ``does`` is what MOPAC does; ``told`` is who hears of it;
    ``letter`` is the code of the letter that goes with it, if any.
    """

    code: str
    title: str
    words: str
    goes_to: str
    does: str
    told: tuple[str, ...]
    source: Source
    signpost: Signpost
    letter: str = ""


# Who can be pointed to. The addresses of the MPS and of the Monitoring Officer on our earlier
# pages are out of date or not checked, so none is given.
MPS = Signpost("Metropolitan Police Service", (), "the website of the MPS")
IOPC = Signpost(
    "Independent Office for Police Conduct", (law.IOPC_ADDRESS,),
    "https://www.policeconduct.gov.uk/",
)
MOPAC = Signpost("MOPAC Correspondence Team", (law.OFFICE_NAME, law.ADDRESS, law.EMAIL))
REVIEWS = Signpost("MOPAC Police Complaint Reviews Team", (law.TEAM, law.ADDRESS))
MONITORING_OFFICER = Signpost("Monitoring Officer of the Greater London Authority")
DATA = Signpost("MOPAC information governance", (law.DATA_EMAIL,), "MOPAC Privacy Notice page")
FREEDOM = Signpost("MOPAC freedom of information", (), "MOPAC Freedom of Information page")


def nobody_known(to: str, where: str = "") -> Signpost:
    """A body whose address is not known here."""
    return Signpost(to, (), where)
