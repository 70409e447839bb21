"""One review from the envelope to the decision letter and the bundle, without a window.

It uses the same actions and queries as the window, on files given or on a shipped sample, says
each step with its finding and source, and leaves the papers in a folder.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from caseworker.actions import letters, opening, outcome, people, post, validity
from caseworker.actions.base import Action
from caseworker.actions.bundles import RecordBundle
from caseworker.actions.documents import Incoming
from caseworker.actions.office_work import AddColleague, SetSetting
from caseworker.bundles import Cover, Piece, build
from caseworker.intake import read
from caseworker.office import LONDON, Office, Refused, open_office
from caseworker.queries.case import CaseView, case_view
from caseworker.queries.papers import bundle_parts, colleagues, content
from caseworker.queries.post import post_item
from caseworker.records import Part
from caseworker.rules import review_body
from caseworker.rules.facts import Applicant, BodyAnswer, Delivery, Handling, Tri
from caseworker.rules.finding import Finding
from caseworker.rules.lifecycle import Role
from caseworker.rules.recommendations import AllegationFinding

Say = Callable[[str], None]
Pictures = Callable[[Office, int, Path], Sequence[Path]]


@dataclass
class Walk:
    """What the walkthrough has to hand."""

    office: Office  # a caseworker
    manager: Office
    out: Path
    say: Say
    written: list[Path] = field(default_factory=list)

    def view(self, case_id: int) -> CaseView:
        """The case as its page would show it now."""
        view = self.office.ask(case_view, case_id=case_id, today=self.office.today(),
                               calendar=self.office.calendar, roles=self.office.roles)
        assert view is not None  # it was just made
        return view

    def do(self, case_id: int, action: type[Action], *, by: Office | None = None,
           **given: Any) -> Any:
        """One action on the case as it stands now."""
        version = self.view(case_id).row.version
        made: Any = action
        return (by or self.office).do(made(case_id=case_id, version=version, **given)).result

    def keep(self, name: str, data: bytes) -> None:
        """Write a file into the folder."""
        path = self.out / name
        path.write_bytes(data)
        self.written.append(path)
        self.say(f"    wrote {name} ({len(data):,} bytes)")

    def finding(self, finding: Finding) -> None:
        """Say one finding with its source."""
        source = f" [{finding.source.cite}]" if finding.source else ""
        self.say(f"    {finding.title}: {finding.outcome.value}. {finding.reason}{source}")


def walk_through(
    out: Path, files: Sequence[Path], say: Say, pictures: Pictures | None = None
) -> list[Path]:
    """Work the review; returns the files written. Raises Refused when a file can't be logged,
    OSError when the folder can't be written to or a file can't be read.
    """
    given = [(path.name, path.read_bytes()) for path in files] or sample()
    out.mkdir(parents=True, exist_ok=True)
    for leftover in out.glob("walkthrough.db*"):
        leftover.unlink()
    office = open_office(f"sqlite:///{(out / 'walkthrough.db').as_posix()}", demo=True)
    try:
        walk = _people_the_office(office, out, say)
        case_id = _from_envelope_to_checks(walk, given)
        _decide_and_write(walk, case_id)
        _bundle(walk, case_id)
        _second_and_third(walk, given[0])
        if pictures is not None:
            walk.written += pictures(walk.office, case_id, out)
    finally:
        office.close()
    return walk.written


def sample() -> list[tuple[str, bytes]]:
    """The shipped sample: a request by post and the outcome letter of the MPS."""
    from caseworker.demo import papers
    from caseworker.demo.people import cases

    case = next(each for each in cases() if each.key == "ruth-abernathy")
    today = datetime.now(LONDON).date()
    files = [papers.request(case, today), papers.outcome_letter(case, today)]
    return [(file.name, file.content) for file in files]


def _people_the_office(office: Office, out: Path, say: Say) -> Walk:
    """Somebody to work the case, and somebody else to approve it."""
    for login, name, roles in (
        ("pshah", "Priya Shah", (Role.CASEWORKER, Role.CORRESPONDENCE)),
        ("hosei", "Helen Osei-Mensah", (Role.MANAGER, Role.ADMIN)),
    ):
        office.do(AddColleague(login=login, colleague_name=name, roles=roles))
    office.do(SetSetting(setting="expected_wait", value="about eight weeks",
                         since=office.today()))
    return Walk(office.working_as("pshah"), office.working_as("hosei"), out, say)


def _from_envelope_to_checks(walk: Walk, given: Sequence[tuple[str, bytes]]) -> int:
    today = walk.office.today()
    walk.say("1  Log the post")
    incoming = tuple(_incoming(walk, name, data) for name, data in given)
    sender = incoming[0].sender
    name, email = _who(sender)
    received = today - timedelta(days=3)
    item_id = walk.office.do(post.LogPost(
        received=received, written=received - timedelta(days=2), channel="post", route="review",
        name=name, email=email, address="14 Larch House, Tudor Grove, London", postcode="E9 7SN",
        mps_reference="PC/04733/25", files=incoming,
    )).result
    item = walk.office.ask(post_item, post_item_id=item_id)
    assert item is not None  # it was just logged
    walk.say(f"    {item.reference}, received {received}, from {name}")
    for file, (_, data) in zip(incoming, given, strict=True):
        walk.keep(f"original-{file.name}", data)

    walk.say("2  Open the review request")
    letter = received - timedelta(days=19)
    case_id = walk.office.do(opening.OpenReview(
        post_item_id=item_id, post_item_version=item.version,
        about="No response to reports of harassment by a neighbour", name=name, email=email,
        address=item.address, postcode=item.postcode, applicant=Applicant.COMPLAINANT,
        received=received, mps_reference=item.mps_reference, in_writing=True,
        complaint_details="Four reports of harassment were closed without contact.",
        complaint_made=letter - timedelta(days=90), outcome_letter_dated=letter,
        outcome_provided=letter + timedelta(days=2), provided_by=Delivery.FIRST_CLASS,
        outcome_letter_held=len(given) > 1, adjustments="Large print, 18 point",
    )).case_id
    assert case_id is not None
    walk.say(f"    {walk.view(case_id).row.reference}")

    walk.say("3  The validity checks, as the facts stand")
    for check in walk.view(case_id).checks:
        if check.finding is not None:
            walk.finding(check.finding)
    walk.say("    ... record how the MPS handled it, and the grounds: the answers follow")
    walk.do(case_id, opening.RecordFacts, handling=Handling.OTHERWISE, outcome_letter_held=True,
            grounds="I reported it four times and no officer ever came to see me.")
    _answer_body(walk, case_id, {})
    for check in walk.view(case_id).checks:
        if check.finding is not None:
            walk.finding(check.finding)
    return case_id


def _incoming(walk: Walk, name: str, data: bytes) -> Incoming:
    reading = read(data, name)
    file = Incoming.from_reading(name, data, reading)
    walk.say(f"    {file.name}: {reading.kind}, {reading.pages} pages, "
             f"{len(data):,} bytes{'. ' + file.note if file.note else ''}")
    return file


def _who(sender: str) -> tuple[str, str]:
    """Name and address of an e-mail's sender; the sample's person for a letter."""
    from email.utils import parseaddr

    name, email = parseaddr(sender)
    fits = not post.email_fits(email)
    return (name or (email if fits and email else "Ruth Abernathy")), (email if fits else "")


def _answer_body(walk: Walk, case_id: int, but: dict[str, Tri]) -> None:
    """All seven questions answered so that they point to MOPAC, except those given."""
    answers = {
        question.key: BodyAnswer(but.get(
            question.key.value,
            Tri.NO if question.points_to_iopc_when is Tri.YES else Tri.YES,
        ))
        for question in review_body.QUESTIONS
    }
    walk.do(case_id, validity.AnswerReviewBody, answers=answers)


def _decide_and_write(walk: Walk, case_id: int) -> None:
    walk.say("4  Acknowledge, and accept as valid")
    _letter(walk, case_id, "R1", walk.office)
    walk.do(case_id, validity.AcceptAsValid)
    _letter(walk, case_id, "R8", walk.office)

    walk.say("5  Allocate, assess, recommend, propose; a manager approves")
    owner = next(c.id for c in walk.office.ask(colleagues) if c.login == "pshah")
    walk.do(case_id, outcome.Allocate, by=walk.manager, owner_id=owner)
    _assess(walk, case_id, AllegationFinding.NOT_REASONABLE)
    for choice in walk.view(case_id).choices:
        if not choice.allowed:
            walk.say(f"    blocked: {choice.title}. {choice.why_not} [{choice.source.cite}]")
    walk.do(case_id, outcome.Recommend, code="REC-INV", allegations=(1,),
            text="Look at the complaint again, and investigate why no officer called.",
            reason="The outcome letter does not say what was done about the four reports.")
    walk.do(case_id, outcome.NoteLearning, theme="explanation",
            text="Say in the outcome letter what was checked, and what it showed.")
    walk.do(case_id, outcome.ProposeDecision)
    walk.do(case_id, outcome.ApproveDecision, by=walk.manager)
    walk.say(f"    {walk.view(case_id).outcome.value}")

    walk.say("6  The decision letter, and the recommendations to the MPS")
    _letter(walk, case_id, "R14", walk.manager)
    _letter(walk, case_id, "N2", walk.manager)


def _assess(walk: Walk, case_id: int, finding: AllegationFinding) -> None:
    walk.do(case_id, outcome.AddAllegation,
            said="I reported my neighbour four times and nobody came.",
            police_did="The MPS said that each report was assessed and closed.")
    walk.do(case_id, outcome.AssessAllegation, number=1, finding=finding,
            why="We looked at what the outcome letter says about each of the four reports.")


def _letter(walk: Walk, case_id: int, code: str, by: Office) -> None:
    """Draft, issue, and leave the PDF and the Word file in the folder."""
    letter_id = walk.do(case_id, letters.DraftLetter, by=by, code=code)
    walk.do(case_id, letters.IssueLetter, by=by, letter_id=letter_id, demo=True)
    view = next(each for each in walk.view(case_id).letters if each.id == letter_id)
    assert view.pdf_sha256 and view.word_sha256  # it was just issued
    walk.keep(f"{code}.pdf", by.ask(content, sha256=view.pdf_sha256))
    walk.keep(f"{code}.docx", by.ask(content, sha256=view.word_sha256))


def _bundle(walk: Walk, case_id: int) -> None:
    walk.say("7  The case bundle")
    view = walk.view(case_id)
    pieces = [
        Piece(part.title, part.kind, part.dated, part.sender, part.name,
              walk.office.ask(content, sha256=part.sha256))
        for part in walk.office.ask(bundle_parts, case_id=case_id)
    ]
    cover = Cover(title=view.about, reference=view.row.reference, made_on=walk.office.today(),
                  made_by=walk.office.name, purpose="Whole file", demo=True)
    built = build(pieces, cover)
    walk.do(case_id, RecordBundle, purpose="Whole file", built=built)
    walk.keep("bundle.pdf", built.pdf)
    for entry in built.entries:
        walk.say(f"    page {entry.first_page}: {entry.title}"
                 f"{'. ' + entry.note if entry.note else ''}")


def _second_and_third(walk: Walk, first: tuple[str, bytes]) -> None:
    """Two shorter ways: the IOPC is the review body; and a reasonable outcome."""
    walk.say("8  A second request: the IOPC is the review body")
    case_id = _short_case(walk, "Injury during an arrest", first)
    _answer_body(walk, case_id, {"rule_out_proceedings": Tri.NO})
    walk.finding(walk.view(case_id).body.finding)
    try:
        walk.do(case_id, validity.AcceptAsValid)
    except Refused as refused:
        walk.say(f"    refused, as it must be: {refused.findings[0].reason}")
    walk.do(case_id, validity.ForwardToIopc, forwarded_on=walk.office.today(),
            shared=("Your request for a review", "The outcome letter of the MPS"))
    _letter(walk, case_id, "R6", walk.office)

    walk.say("9  A third request: the outcome was reasonable and proportionate")
    case_id = _short_case(walk, "Incivility at a front counter", first)
    _answer_body(walk, case_id, {})
    walk.do(case_id, validity.AcceptAsValid)
    owner = next(c.id for c in walk.office.ask(colleagues) if c.login == "pshah")
    walk.do(case_id, outcome.Allocate, by=walk.manager, owner_id=owner)
    _assess(walk, case_id, AllegationFinding.REASONABLE)
    walk.do(case_id, outcome.ProposeDecision)
    walk.do(case_id, outcome.ApproveDecision, by=walk.manager)
    _letter(walk, case_id, "R13", walk.manager)


def _short_case(walk: Walk, about: str, first: tuple[str, bytes]) -> int:
    today = walk.office.today()
    letter = today - timedelta(days=10)
    item_id = walk.office.do(post.LogPost(
        received=today, channel="e-mail", route="review", name="Siân Prosser",
        email="s.prosser@example.org", address="3 Heol Fictional, London", postcode="N1 9ZZ",
        files=(Incoming(*first),), same_file_again=True,
    )).result
    case_id = walk.office.do(opening.OpenReview(
        post_item_id=item_id, post_item_version=1, about=about, name="Siân Prosser",
        email="s.prosser@example.org", address="3 Heol Fictional, London", postcode="N1 9ZZ",
        applicant=Applicant.COMPLAINANT, received=today, mps_reference="PC/04810/25",
        handling=Handling.INVESTIGATED, outcome_letter_dated=letter, in_writing=True,
        outcome_provided=letter, provided_by=Delivery.EMAIL, outcome_letter_held=True,
        complaint_details=f"{about}.", complaint_made=letter - timedelta(days=60),
        grounds="My main point was not answered.",
    )).case_id
    assert case_id is not None
    walk.do(case_id, people.RecordPerson, part=Part.INTERESTED, name="A person to be told")
    return case_id
