"""Steps 1 to 3: the post, the request, the validity checks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from email.utils import parseaddr
from itertools import repeat

from caseworker.actions import opening, post, validity
from caseworker.actions.documents import Incoming
from caseworker.intake import read
from caseworker.queries.post import post_item
from caseworker.rules import review_body
from caseworker.rules.facts import Applicant, BodyAnswer, Delivery, Handling, Tri
from caseworker.walkthrough.walk import Walk


def from_envelope_to_checks(walk: Walk, given: Sequence[tuple[str, bytes]]) -> int:
    today = walk.office.today()
    walk.say("1  Log the post")
    incoming = tuple(
        _incoming(walk, name, data, kind)
        for (name, data), kind in zip(given, _kinds(), strict=False)
    )
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
    answer_body(walk, case_id, {})
    for check in walk.view(case_id).checks:
        if check.finding is not None:
            walk.finding(check.finding)
    return case_id


def _kinds() -> Iterator[str]:
    """What came in the envelope, in order: the request, the outcome letter, the rest."""
    yield "Review request"
    yield "MPS outcome letter"
    yield from repeat("Evidence from the requester")


def _incoming(walk: Walk, name: str, data: bytes, kind: str) -> Incoming:
    reading = read(data, name)
    file = Incoming.from_reading(name, data, reading, kind)
    walk.say(f"    {file.name}: {reading.kind}, {reading.pages} pages, "
             f"{len(data):,} bytes{'. ' + file.note if file.note else ''}")
    return file


def _who(sender: str) -> tuple[str, str]:
    """Name and address of an email's sender; the sample's person for a letter."""
    name, email = parseaddr(sender)
    fits = not post.email_fits(email)
    return (name or (email if fits and email else "Ruth Abernathy")), (email if fits else "")


def answer_body(walk: Walk, case_id: int, but: dict[str, Tri]) -> None:
    """All seven questions answered so that they point to MOPAC, except those given."""
    answers = {
        question.key: BodyAnswer(but.get(
            question.key.value,
            Tri.NO if question.points_to_iopc_when is Tri.YES else Tri.YES,
        ))
        for question in review_body.QUESTIONS
    }
    walk.do(case_id, validity.AnswerReviewBody, answers=answers)
