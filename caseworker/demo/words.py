"""What the demo's papers say, as plain lines; how they look is in typeset.py and pictures.py."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from caseworker.demo.people import DemoCase, day
from caseworker.rules import law
from caseworker.rules.facts import Body, Handling

Style = Literal["heading", "text", "tight", "row", "small", "page"]
# Printed on everything that claims to come from the police.
INVENTED = "Invented for the demo of Caseworker. Not a paper of the Metropolitan Police Service."
POLICE = "Metropolitan Police Service, Professional Standards"
OFFICE = ("MOPAC", "169 Union Street", "London", "SE1 0LL")
INCIDENT_BEFORE_COMPLAINT = 9  # days


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph with its style.

    "tight" has no space above, "row" has two columns parted by "|", "page" begins a new page.
    """

    text: str
    style: Style = "text"


def in_words(when: date) -> str:
    """A date as a letter has it: 12 March 2026."""
    return f"{when.day} {when:%B} {when.year}"


def incident(case: DemoCase, today: date) -> date:
    """The day that the complaint is about."""
    return day(case.days.complaint, today) - timedelta(days=INCIDENT_BEFORE_COMPLAINT)


def first_received(case: DemoCase, today: date) -> date:
    """The day on which the request first reached MOPAC or the IOPC."""
    ago = case.days.iopc_received
    return day(case.days.received if ago is None else ago, today)


def written(case: DemoCase, today: date) -> date:
    """The date on the request: two days in the post, none for an email."""
    arrived = first_received(case, today)
    return arrived if case.came_as == "email" else arrived - timedelta(days=2)


def writer(case: DemoCase) -> str:
    """Who signs the request."""
    return case.representative.name if case.representative else case.letter_name


def sender(case: DemoCase) -> tuple[str, ...]:
    """The address at the head of the request."""
    helper = case.representative
    if helper is not None and helper.address:
        return (helper.name, *helper.address, helper.postcode)
    return (writer(case), *case.address, case.postcode)


def block(lines: tuple[str, ...]) -> list[Line]:
    """An address: space above its first line only."""
    return [Line(lines[0]), *(Line(line, "tight") for line in lines[1:])]


def request(case: DemoCase, today: date) -> list[str]:
    """The paragraphs of the request, from the salutation to the name."""
    lines = ["Dear Sir or Madam,", f"Police complaint {case.mps_reference}: {case.about}"]
    if case.representative is not None:
        what = case.representative.relationship
        role = what[0].lower() + what[1:]
        lines.append(f"I am writing for {case.letter_name}. I am the {role}.")
    if case.letter_known:
        dated = in_words(day(case.days.letter, today))
        lines.append(f"The police answered the complaint in a letter of {dated}. I ask for a "
                     "review of that outcome.")  # fmt: skip
    else:
        lines.append("The police say that the complaint is finished. I ask for a review.")
    lines += ["Why I do not accept the outcome:", case.grounds]
    if case.late is not None and case.late.because:
        lines.append(f"I know that this is late. {case.late.because}")
    if case.adjustments:
        lines.append(f"Please note: {case.adjustments}")
    if case.letter_held:
        lines.append("The outcome letter is enclosed.")
    return [*lines, "Yours faithfully,", writer(case)]


def outcome(case: DemoCase, today: date) -> list[Line]:
    """The outcome letter of the police, two pages."""
    dated = day(case.days.letter, today)
    lines = [Line(POLICE, "heading"), Line(INVENTED, "small")]
    lines += block((case.letter_name, *case.address, case.postcode))
    lines += [
        Line(f"Date: {in_words(dated)}"),
        Line(f"Our reference: {case.mps_reference}"),
        Line(f"The outcome of your complaint: {case.about}", "heading"),
        Line(f"You complained to us on {in_words(day(case.days.complaint, today))} about what "
             f"happened on {in_words(incident(case, today))}. {_how(case.handling)}"),
        Line("What you told us and what we found", "heading"),
    ]  # fmt: skip
    for number, allegation in enumerate(case.allegations, 1):
        lines += [Line(f"{number}. {allegation.said}."), Line(allegation.did)]
    lines += [
        Line("We have decided to take no further action. I am sorry that you had cause to "
             "complain."),
        Line("", "page"),
        Line("If you do not agree", "heading"),
        *map(Line, _right(case)),
        Line("Complaint handler"),
        Line(POLICE),
    ]  # fmt: skip
    return lines


def _how(handling: Handling) -> str:
    """How the complaint was handled, with its place in the law."""
    if handling is Handling.INVESTIGATED:
        return "We investigated it (Police Reform Act 2002, Schedule 3, paragraph 16)."
    if handling is Handling.OUTSIDE:
        return "With your agreement we dealt with it outside Schedule 3 to the Police Reform Act."
    return ("We handled it otherwise than by investigation (Police Reform Act 2002, Schedule 3, "
            "paragraph 6).")  # fmt: skip


_NO_REVIEW = (
    "A matter that is dealt with outside Schedule 3 has no right to a review. You can still ask us "
    "to record your complaint."
)
_WHEN = (
    "You can ask for a review if you think that the outcome was not reasonable and proportionate."
)
_TIME_LIMIT = (
    f"The request must be received within {law.REVIEW_WINDOW.words(law.REFORM_DATE)}, starting "
    "with the day after the day on which you were given this letter."
)


def _right(case: DemoCase) -> list[str]:
    """The paragraphs on the right to a review, naming the body that the MPS named."""
    if case.handling is Handling.OUTSIDE:
        return [_NO_REVIEW]
    mopac = case.letter_names is Body.MOPAC
    body = ", ".join(OFFICE) if mopac else "the Independent Office for Police Conduct (IOPC)"
    return [
        _WHEN,
        f"The review body for your complaint is {body}.",
        _TIME_LIMIT,
        "Please say why you do not agree, and send a copy of this letter.",
    ]


def consent(case: DemoCase, today: date) -> list[Line]:
    """A form by which the complainant lets somebody act; raises ValueError when none was signed."""
    helper = case.representative
    if helper is None or helper.consent_days is None:
        raise ValueError(f"{case.key} has signed no consent")
    of = f" of {helper.organisation}" if helper.organisation else ""
    return [
        Line("Consent to act for me", "heading"),
        Line(f"My name: {case.letter_name}"),
        Line(f"Police complaint: {case.mps_reference}"),
        Line(f"I agree that {helper.name}{of} may ask for a review of the outcome of this "
             "complaint for me, and may be sent everything about it."),
        Line("I can take this back at any time."),
        Line(f"Signed: {case.letter_name}"),
        Line(f"Date: {in_words(day(helper.consent_days, today))}"),
    ]  # fmt: skip


def handling_log(case: DemoCase, today: date) -> list[Line]:
    """The complaint handler's log: what was done and when."""
    began = day(case.days.complaint, today)
    span = (day(case.days.letter, today) - began).days
    steps = ["Complaint logged", "Complainant telephoned"]
    steps += [one.did.rstrip(".") for one in case.allegations]
    steps.append("Outcome letter sent")
    rows = [
        Line(f"{in_words(began + timedelta(days=span * place // (len(steps) - 1)))}|{text}", "row")
        for place, text in enumerate(steps)
    ]
    head = [Line("Complaint handling log", "heading"), Line(INVENTED, "small")]
    head += [Line(f"Reference {case.mps_reference}"), Line("Date|What was done", "row")]
    return head + rows


VIDEO = (
    ("00:00", "Camera on. Officers leave the vehicle."),
    ("01:12", "First words with the complainant. The sound is clear."),
    ("03:40", "The complainant asks a question. It is answered in part."),
    ("06:05", "A second officer arrives. The first camera faces away."),
    ("09:58", "The officers speak with each other, out of hearing."),
    ("12:31", "The conversation ends. Camera off."),
)


def video_log(case: DemoCase, today: date) -> list[Line]:
    """What can be seen and heard on the body-worn video, by the minute."""
    rows = [Line(f"{at}|{text}", "row") for at, text in VIDEO]
    return [
        Line("Body-worn video: viewing log", "heading"),
        Line(INVENTED, "small"),
        Line(f"Reference {case.mps_reference}. Recorded on {in_words(incident(case, today))}."),
        Line("Camera time|What is seen and heard", "row"),
        *rows,
    ]


def custody_record(case: DemoCase, today: date) -> list[Line]:
    """An extract of a custody record: arrival, rights, property, release."""
    rows = (
        ("14:52", "Arrival. Reason for arrest given by the arresting officer."),
        ("15:01", "Detention authorised. Rights given and understood."),
        ("15:06", "Property listed and sealed: keys, wallet, telephone, watch."),
        ("15:10", "No injury seen, none reported. Handcuffs removed before arrival."),
        ("19:48", "Released. No further action."),
        ("20:35", "Property returned: keys, wallet, telephone. Signed for."),
    )
    return [
        Line("Custody record, extract", "heading"),
        Line(INVENTED, "small"),
        Line(f"Detained person: {case.letter_name}. {in_words(incident(case, today))}."),
        Line("Time|Entry", "row"),
        *(Line(f"{at}|{text}", "row") for at, text in rows),
    ]
