"""A complaint about MOPAC from the envelope to the closed case, at the window, by keys alone."""

from __future__ import annotations

from pathlib import Path

from caseworker.office import Office
from tests.journeys.conftest import Seat
from tests.support.complaint import allow_here
from tests.support.journey import Person
from tests.support.review_journey import add_file, issue

SAID = "Nobody answered three letters"


def log_complaint(leah: Person, path: Path) -> None:
    """Log the letter and open the complaint: nine fields, none typed twice."""
    leah.press("Ctrl+N")
    add_file(leah, path)
    leah.press("2")
    leah.type("10 3")
    leah.write("Full name", "Jane Larkspur")
    leah.write("Address", "3 Elm Row\nLondon E1 1AA")
    leah.press("Ctrl+Return").sees("Open the complaint about MOPAC", "not kept on this computer")
    leah.write("Complaint about", SAID)
    leah.choose("Kind of complaint", "Standard of service")
    leah.choose("Who or what is complained about", "Our service")
    leah.write("Date it happened", "2 2 2026")
    leah.write("What happened", "I wrote three times.")
    leah.choose("HR adviser to tell", "Agnieszka Lis")
    leah.press("Ctrl+Return")
    leah.sees("COM-2026-0001", "Jane Larkspur", "Start the checks", "9 April 2026")


def test_a_complaint_from_the_envelope_to_the_closed_case(
    seat: Seat, office: Office, tmp_path: Path
) -> None:
    allow_here(office)
    letter = tmp_path / "letter.txt"
    letter.write_text("I complain about your service.", encoding="utf-8")
    leah = seat("lbrandt")
    log_complaint(leah, letter)
    leah.press("Ctrl+Return").sees("Accept the complaint")
    issue(leah, "M1")
    leah.press("Alt+1", "Ctrl+Return").sees("Choose who investigates")
    agnieszka = seat("alis")
    agnieszka.press("Ctrl+4", "Home", "Return").sees("Jane Larkspur", "Choose who investigates")
    agnieszka.press("Ctrl+Return").sees("Do they have a conflict of interest?")
    agnieszka.choose("Who investigates", "Yusuf Carrow")
    agnieszka.choose("Do they have a conflict of interest?", "No")
    agnieszka.press("Ctrl+Return").sees("Start Stage 1", "Yusuf Carrow")
    leah.sit_down()
    leah.press("F5").sees("Start Stage 1")
    leah.press("Ctrl+Return")
    yusuf = seat("ycarrow")
    yusuf.press("Ctrl+4", "Home", "Return").sees("Add a part")
    yusuf.press("Ctrl+Return").sees("What the complainant says")
    yusuf.write("What the complainant says", SAID)
    yusuf.press("Ctrl+Return").sees("Answer a part")
    yusuf.press("Ctrl+Return").sees("What we found")
    yusuf.write("What we found", "Two of them lay unopened. We are sorry.")
    yusuf.press("Ctrl+Return").sees("Write the outcome letter")
    issue(yusuf, "M6")
    leah.sit_down()
    leah.press("F5").sees("Outcome sent", "Close the complaint")
    leah.press("Ctrl+Return").sees("Closed")
    leah.press("Q", "Alt+7").sees("Ended (1)", "Jane Larkspur")
