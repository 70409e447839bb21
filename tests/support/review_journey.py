"""The steps of a review as they are done at the window, each by the colleague whose turn it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from caseworker.demo import papers
from caseworker.demo.people import DemoCase, cases
from caseworker.rules.facts import Tri
from caseworker.rules.review_body import QUESTIONS
from tests.support.journey import Person


def ruth() -> DemoCase:
    """The invented case of the journeys."""
    return next(each for each in cases() if each.key == "ruth-abernathy")


def files(folder: Path, today: date) -> tuple[Path, Path]:
    """Her letter to us, and the outcome letter of the police, as PDF files."""
    made = (papers.request(ruth(), today), papers.outcome_letter(ruth(), today))
    for each in made:
        (folder / each.name).write_bytes(each.content)
    first, second = (folder / each.name for each in made)
    return first, second


def add_file(leah: Person, path: Path) -> None:
    """Ctrl+O, the path, Enter."""
    leah.press("Ctrl+O")
    leah.type(str(path)).press("Return")
    leah.sees(path.name, "Log this item")


def log_request(leah: Person, path: Path) -> None:
    """Log her letter and go on to the review request."""
    leah.press("Ctrl+N")
    add_file(leah, path)
    leah.press("1")
    leah.type("10 3")
    leah.write("Date on letter", "8 3")
    leah.write("Full name", "Ruth Abernathy")
    leah.write("MPS reference", "PC/04733/25")
    leah.write("Address", "14 Larch House\nTudor Grove\nLondon E9 7SN")
    leah.write("Date on MPS outcome letter", "19 2")
    leah.press("Ctrl+Return")
    leah.sees("Open the review request")


def open_request(leah: Person) -> None:
    """Open the review request, all but what the later steps find out."""
    leah.write("Complaint about", "No response to reports of harassment")
    leah.choose("Who asks for the review", "The complainant")
    leah.press("Ctrl+Return")
    leah.sees("REV-2026-0001", "Ruth Abernathy", "Start validity checks")


def join_outcome_letter(leah: Person, path: Path) -> None:
    """Log the letter of the police too, and put it to the case that is offered."""
    leah.press("Ctrl+2")
    add_file(leah, path)
    leah.press("1")
    leah.type("10 3")
    leah.write("Full name", "Ruth Abernathy")
    leah.write("MPS reference", "PC/04733/25")
    leah.write("Address", "14 Larch House, Tudor Grove, London E9 7SN")
    leah.write("Date on MPS outcome letter", "19 2")
    leah.sees("Ruth Abernathy, REV-2026-0001")
    leah.press("F6", "F6", "F6")  # out of the text, where letters are keys
    leah.press("M")
    leah.sees("Why does it belong to this case?")
    leah.type("The outcome letter that she sent with her request").press("Ctrl+Return")
    leah.sees("Saved POST-2026-000002.")


def start_checks(priya: Person) -> None:
    """Open the case from the queue, start the checks, see what is not yet known."""
    priya.press("Ctrl+3", "Home", "Return").sees("Ruth Abernathy", "Start validity checks")
    priya.press("Ctrl+Return").sees("1 passed, 3 need judgement, 1 not needed")
    priya.sees("How the MPS handled the complaint is not known")
    blocked = priya.may("Accept as valid")
    assert "Relevant review body: none of the 7 questions is answered yet" in blocked


def record_facts(priya: Person) -> None:
    """Record what the papers say, one after the other; each answer follows at once."""
    priya.push("Record how the MPS handled it: There is a right to a review")
    priya.sees("Save the facts")
    priya.choose("How the MPS handled it", "Otherwise than by investigation")
    priya.press("Ctrl+Return").sees("The date the complaint was made is not known")
    priya.press("F").sees("Save the facts")
    priya.write("What the complaint to the MPS was", "Four reports were closed.")
    priya.write("Date the complaint was made", "3 11 2025")
    priya.choose("Do we hold the outcome letter?", "Yes")
    priya.write("Why the requester is unhappy with the outcome", "Nobody ever came.")
    priya.press("Ctrl+Return").sees("3 passed, 1 need")


def answer_questions(priya: Person, then: str = "4 passed, 1 not needed", **but: str) -> None:
    """The seven questions, by Y, N or U and Enter; ``but`` has other keys, by number."""
    priya.push("Answer the review body questions").sees("Question 1 of 7")
    for number, question in enumerate(QUESTIONS, 1):
        to_mopac = "N" if question.points_to_iopc_when is Tri.YES else "Y"
        priya.sees(f"Question {number} of 7", question.text)
        priya.press(but.get(f"q{number}", to_mopac), "Return")
    priya.sees("Save")
    priya.press("Return")
    priya.sees(then)


def issue(person: Person, code: str, way: str = "Post") -> None:
    """From the case: write the letter that fits, read it, issue it, and come back."""
    person.press("L").sees("Write a letter")
    person.press("Ctrl+Return").sees(f"{code} ", "Drafted ", "Ctrl+I")
    person.press("Ctrl+I").sees(f"Check and issue {code}", "Once issued")
    person.choose("How it is sent", way)
    person.settle()
    assert person.may("Issue letter") == ""
    person.press("Ctrl+Return").sees("The letter is issued.")
    person.press("Alt+Left").sees("Write a letter", f"{code} ", "Issued before")


def accept(priya: Person) -> None:
    """Accept the request as valid."""
    priya.press("V", "Ctrl+Return").sees("Allocate")


def allocate(helen: Person) -> None:
    """The manager gives it to Priya Shah."""
    helen.press("Ctrl+3", "Home", "Return").sees("Ruth Abernathy", "Allocate")
    helen.press("Ctrl+Return").sees("Allocate to")
    helen.choose("Allocate to", "Priya Shah: 0 cases")
    helen.press("Ctrl+Return").sees("Start assessment")


def assess(priya: Person) -> None:
    """One point of the complaint, found not reasonable and proportionate."""
    priya.press("F5").sees("Start assessment")
    priya.press("E").sees("Add each point of the complaint")
    priya.write("What the complainant said", "I reported it four times and nobody came.")
    priya.write("What the MPS did and decided", "Each report was closed without contact.")
    priya.press("Ctrl+Return").sees("Allegation 1 added")
    priya.press("Alt+Up").sees("Allegation 1 of 1")
    priya.choose("Our finding", "Not reasonable")
    priya.write("Why", "The outcome letter says nothing about what was done.")
    priya.press("Ctrl+Return").sees("Overall: ")


def recommend(priya: Person) -> None:
    """A choice that the law does not give us says why; one that it gives is made."""
    priya.press("Alt+7").sees("What we cannot recommend here", "Direct a re-investigation")
    priya.sees("Only the IOPC can do this.")
    priya.choose("Recommendation", "Look at the complaint again: investigate it")
    priya.write("What we recommend, in plain words", "Find out why no officer called.")
    priya.write("Reason", "The outcome letter does not say what was done.")
    priya.press("Ctrl+Return").sees("Recommendations (1)", "Nothing stands against it")


def propose(priya: Person) -> None:
    """Send it for a quality check; who proposed it cannot approve it."""
    priya.push("Send for quality check").sees("Quality check", "Proposed by Priya Shah.")
    assert "role manager" in priya.may("Approve the decision")


def approve(helen: Person) -> None:
    """The manager reads it and approves."""
    helen.press("F5").sees("Check and approve")
    helen.press("Alt+7").sees("Quality check", "Find out why no officer called.")
    helen.press("Ctrl+Return").sees("Approve this decision?", "It is final")
    helen.push("Approve the decision").sees("Write R14", "Write N2")


def build_bundle(priya: Person) -> None:
    """The whole file as one PDF."""
    priya.press("F5").sees("MPS response due")
    priya.press("B").sees("Papers", "Build bundle", "6 of 6 papers")
    priya.choose("Bundle for", "Whole file")
    priya.press("Ctrl+Return").sees("The bundle is built and kept.", "Whole file, 13 pages")


def record_response(leah: Person) -> None:
    """What the police answered."""
    leah.press("Ctrl+K").type("rev 2026 0001").sees("Ruth Abernathy")
    leah.press("Return").sees("Record the MPS response")
    leah.press("Ctrl+Return").sees("Date of the reply", "Save the response")
    leah.write("Date of the reply", "t")
    leah.choose("What the MPS decided on recommendation 1", "Not accepted")
    leah.press("Ctrl+Return").sees("Enter why the MPS did not accept it")
    leah.write("Reason of the MPS on recommendation 1", "The officer has left.")
    leah.press("Ctrl+Return").sees("Close the case")


def close(priya: Person) -> None:
    """Close it, and find it again among what has ended."""
    priya.press("F5").sees("Close the case")
    priya.press("Alt+1", "Ctrl+Return").sees("Close REV-2026-0001?", "no longer changed")
    priya.push("Close the case").sees("Closed")
    priya.press("Q", "Alt+7").sees("Ruth Abernathy", "REV-2026-0001", "Ended (1)")
    priya.press("Ctrl+F").type("abernathy")
    priya.sees("Showing 1 of 1")


def forward(priya: Person) -> None:
    """The IOPC is the review body: it can't be accepted; say what was shared, and forward it."""
    assert "the IOPC is the review body" in priya.may("Accept as valid")
    priya.push("Forward to the IOPC").sees("Date forwarded", "What was shared with the IOPC")
    priya.press("Ctrl+Return").sees("Choose at least one document")
    priya.push("Tick all documents").press("Ctrl+Return")
    priya.sees("Forward this request to the IOPC?", "The case ends here")
    priya.push("Forward to the IOPC").sees("Not the review body")


def both_record_facts(first: Person, second: Person) -> None:
    """Both have the case open; the first saves. The second loses nothing and saves after it."""
    for person in (second, first):
        person.sit_down()
        person.press("Ctrl+3", "Home", "Return").sees("REV-2026-0001", "People and consent")
    second.hear_nothing()
    first.press("F").sees("Save the facts")
    first.write("MPS reference", "PC/9/26").press("Ctrl+Return").sees("PC/9/26", "Key facts")
    second.sit_down()
    second.sees("PC/04733/25").press("F").sees("Save the facts")
    second.write("Why the requester is unhappy with the outcome", "They never came at all.")
    second.press("Ctrl+Return").sees("Somebody else changed this case",
                                     "They changed nothing of what you typed.")
    second.push("Save mine").sees("Key facts", "PC/9/26")
