"""Steps 4 to 9: the letters, the decision, the bundle, and two shorter ways."""

from __future__ import annotations

from datetime import timedelta

from caseworker.actions import letters, opening, outcome, people, post, validity
from caseworker.actions.bundles import RecordBundle
from caseworker.actions.documents import Incoming
from caseworker.bundles import Cover, Piece, build
from caseworker.office import Office, Refused
from caseworker.queries.papers import bundle_parts, colleagues, content
from caseworker.records import Part
from caseworker.rules.facts import Applicant, Delivery, Handling, Tri
from caseworker.rules.recommendations import AllegationFinding
from caseworker.walkthrough.checks import answer_body
from caseworker.walkthrough.walk import Walk


def decide_and_write(walk: Walk, case_id: int) -> None:
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


def make_bundle(walk: Walk, case_id: int) -> None:
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


def second_and_third(walk: Walk, first: tuple[str, bytes]) -> None:
    """Two shorter ways: the IOPC is the review body; and a reasonable outcome."""
    walk.say("8  A second request: the IOPC is the review body")
    case_id = _short_case(walk, "Injury during an arrest", first)
    answer_body(walk, case_id, {"rule_out_proceedings": Tri.NO})
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
    answer_body(walk, case_id, {})
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
