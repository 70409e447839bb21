"""The invented complaints about MOPAC, worked by the same actions that the window uses."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import Any

from caseworker import paths
from caseworker.actions.complaints import accepting, opening, stage_1, stage_2
from caseworker.actions.complaints.members import AllowComplaintsHere
from caseworker.actions.documents import Incoming
from caseworker.actions.post import LogPost
from caseworker.demo.hands import Hands
from caseworker.demo.people import day
from caseworker.queries.post import post_item
from caseworker.rules.complaint_facts import About, Ground, Subject
from caseworker.rules.days import working_day_after

# Leah Brandt logs; Agnieszka Lis is of HR; Yusuf Carrow investigates; Beatrix Amory decides.
POST, HR, INVESTIGATOR, DECIDER = "lbrandt", "alis", "ycarrow", "bamory"
_FURTHER = 10  # working days that a delay adds


@dataclass(frozen=True, slots=True)
class DemoComplaint:
    """One invented complaint; days are counted back from today."""

    name: str
    email: str
    address: list[str]
    postcode: str
    received: int
    happened: int
    stage: str  # received, accepted, stage 1, late (told of a delay), stage 2
    summary: str
    about: str
    subject: str
    details: str
    parts: list[list[str]]  # what was said, what was found, what was done
    who: str = ""
    delay: str = ""
    appeal: str = ""


def complaints() -> tuple[DemoComplaint, ...]:
    """All of them, the newest first."""
    text = (paths.DEMO / "complaints.toml").read_text(encoding="utf-8")
    return tuple(DemoComplaint(**each) for each in tomllib.loads(text)["complaint"])


def work_complaints(hands: Hands) -> None:
    """Open and work them, the oldest first, where the office allows them in a file."""
    hands.by("hosei").do(AllowComplaintsHere(value="yes", since=day(250, hands.today)))
    for each in sorted(complaints(), key=lambda one: -one.received):
        _work(hands, each)


def _work(hands: Hands, given: DemoComplaint) -> None:
    case_id = _open(hands, given)

    def do(login: str, action: Any, **values: Any) -> None:
        hands.do(login, case_id, action, **values)

    if given.stage == "received":
        return
    hands.at(given.received - 1, 14)
    hands.letter(POST, case_id, "M1")
    do(POST, accepting.StartComplaintChecks)
    do(POST, accepting.AcceptComplaint)
    if given.stage == "accepted":
        return
    do(HR, stage_1.ChooseInvestigator, investigator_id=hands.id_of(INVESTIGATOR), conflict=False,
       serious=False)
    do(POST, stage_1.StartStage1)
    hands.at(given.received - 5, 11)
    for number, (said, found, done) in enumerate(given.parts, 1):
        do(INVESTIGATOR, stage_1.AddPart, said=said)
        if found:
            do(INVESTIGATOR, stage_1.AnswerPart, number=number, found=found, put_right=done)
    if given.delay:
        _delay(hands, case_id, given)
    if given.appeal:
        _appeal(hands, case_id, given)


def _open(hands: Hands, given: DemoComplaint) -> int:
    hands.at(given.received)
    office, received = hands.by(POST), day(given.received, hands.today)
    content = f"{given.summary}\n\n{given.details}\n\n{given.name}\n".encode()
    item_id = office.do(LogPost(
        received=received, written=received, route=opening.ROUTE, channel="e-mail",
        name=given.name, address="\n".join(given.address), postcode=given.postcode,
        email=given.email, files=(Incoming("complaint.txt", content, "Other", "Complaint"),),
    )).result
    item = office.ask(post_item, post_item_id=item_id)
    assert item is not None  # it was just logged
    case_id = office.do(opening.OpenComplaint(
        post_item_id=item.id, post_item_version=item.version, summary=given.summary,
        about=About(given.about), subject=Subject(given.subject), subject_name=given.who,
        issue_on=day(given.happened, hands.today), details=given.details,
        hr_id=hands.id_of(HR),
    )).case_id
    assert case_id is not None
    return case_id


def _delay(hands: Hands, case_id: int, given: DemoComplaint) -> None:
    hands.at(given.received - 18, 15)
    due = next(one.due for one in hands.view(case_id).deadlines if one.name == "stage_1")
    target = working_day_after(due, _FURTHER, hands.calendar)
    hands.do(INVESTIGATOR, case_id, stage_1.TellDelay, because=given.delay, target=target)
    hands.letter(INVESTIGATOR, case_id, "M7")


def _appeal(hands: Hands, case_id: int, given: DemoComplaint) -> None:
    hands.at(given.received - 17, 15)
    hands.letter(INVESTIGATOR, case_id, "M6")
    hands.at(given.received - 25, 10)
    hands.do(POST, case_id, stage_2.RecordAppeal, reasons=given.appeal,
             received=day(given.received - 25, hands.today), ground=Ground.NEW_INFORMATION)
    hands.do(HR, case_id, stage_2.ChooseReviewer, reviewer_id=hands.id_of(DECIDER),
             conflict=False)
    hands.do(POST, case_id, stage_2.StartStage2)
    hands.letter(POST, case_id, "M10")
