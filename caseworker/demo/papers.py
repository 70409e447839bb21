"""The papers of a demo case as real files: the request as it came, and what the police sent."""

from __future__ import annotations

from datetime import date, datetime, time
from email.message import EmailMessage
from email.policy import SMTP
from typing import NamedTuple
from zoneinfo import ZoneInfo

from caseworker.demo import pictures, typeset, words
from caseworker.demo.people import DemoCase, day
from caseworker.demo.words import Line

TO = "reviews@example.org"


class DemoFile(NamedTuple):
    """A file, and what is known of it when it is logged."""

    name: str
    content: bytes
    title: str
    kind: str
    dated: date
    sender: str


def papers(case: DemoCase, today: date) -> tuple[DemoFile, ...]:
    """Every paper of the case; the same bytes for the same case and day."""
    found = [request(case, today)]
    # An email has the outcome letter attached.
    if case.letter_held and case.came_as != "email":
        found.append(outcome_letter(case, today))
    if case.representative is not None and case.representative.consent_days is not None:
        found.append(consent_form(case, today))
    if case.days.allocated is not None:
        found += police_papers(case, today)
    return tuple(found)


def request(case: DemoCase, today: date) -> DemoFile:
    """The request for a review, in the form in which it came (``case.came_as``)."""
    make = {
        "letter": _as_letter,
        "scan": _as_scan,
        "photo": _as_photograph,
        "fax": _as_fax,
        "word": _as_word,
        "email": _as_email,
    }[case.came_as]
    name, content = make(case, today)
    return DemoFile(
        name, content, "Request for a review", "request", words.written(case, today),
        words.writer(case),
    )  # fmt: skip


def _as_letter(case: DemoCase, today: date) -> tuple[str, bytes]:
    lines = [*words.block(words.sender(case)), *words.block(words.OFFICE)]
    lines.append(Line(words.in_words(words.written(case, today))))
    lines += [Line(text) for text in words.request(case, today)]
    return f"Letter {case.key}.pdf", typeset.pdf(lines, "Request for a review")


def _hand_written(case: DemoCase, today: date) -> list[str]:
    """The letter for a picture: its address on one line, as there is less room."""
    head = [", ".join(words.sender(case)), words.in_words(words.written(case, today))]
    return [*head, *words.request(case, today)]


def _as_scan(case: DemoCase, today: date) -> tuple[str, bytes]:
    sheets = pictures.pages(_hand_written(case, today), case.number)
    scan = typeset.picture_pdf([pictures.jpeg(sheet) for sheet in sheets], "Scan")
    return f"Scan {case.number:05}.pdf", scan


def _as_photograph(case: DemoCase, today: date) -> tuple[str, bytes]:
    sheet = pictures.pages(_hand_written(case, today), case.number)[0]
    return f"IMG_{case.number}.jpg", pictures.photograph(sheet, case.number)


def _as_fax(case: DemoCase, today: date) -> tuple[str, bytes]:
    cover = ["Fax", f"To: {', '.join(words.OFFICE)}", f"From: {words.writer(case)}"]
    sheets = [
        *pictures.pages(cover, case.number),
        *pictures.pages(_hand_written(case, today), case.number + 1),
    ]
    return f"Fax {case.number:05}.tif", pictures.fax(sheets)


def _as_word(case: DemoCase, today: date) -> tuple[str, bytes]:
    paragraphs = [
        *words.sender(case), words.in_words(words.written(case, today)),
        *words.request(case, today),
    ]  # fmt: skip
    made = typeset.word(paragraphs, "Request for a review", words.writer(case))
    return f"Review request {case.key}.docx", made


def _as_email(case: DemoCase, today: date) -> tuple[str, bytes]:
    helper = case.representative
    message = EmailMessage(policy=SMTP)
    address = helper.email if helper is not None and helper.email else case.email
    message["From"] = f'"{words.writer(case)}" <{address}>'
    message["To"] = TO
    message["Subject"] = f"Request for a review, {case.mps_reference}"
    evening = datetime.combine(
        words.written(case, today), time(20, 15), ZoneInfo("Europe/London")
    )
    message["Date"] = evening
    message["Message-ID"] = f"<{case.number}.{case.key}@example.org>"
    message.set_content("\n\n".join(words.request(case, today)) + "\n")
    if case.letter_held:
        letter = outcome_letter(case, today)
        message.add_attachment(
            letter.content, maintype="application", subtype="pdf", filename=letter.name
        )
        # The boundary is random unless it is given.
        message.set_boundary(f"==part-of-{case.number}==")
    return f"Review request {case.number:05}.eml", message.as_bytes()


def outcome_letter(case: DemoCase, today: date) -> DemoFile:
    """The letter by which the police gave the outcome of the complaint: two pages."""
    made = typeset.pdf(words.outcome(case, today), "Outcome of your complaint")
    dated = day(case.days.letter, today)
    name = f"Outcome letter {case.mps_reference.replace('/', '-')}.pdf"
    return DemoFile(name, made, "MPS outcome letter", "outcome letter", dated, "MPS")


def consent_form(case: DemoCase, today: date) -> DemoFile:
    """The signed consent to represent; raises ValueError when none was signed."""
    made = typeset.pdf(words.consent(case, today), "Consent to act for me")
    assert case.representative is not None and case.representative.consent_days is not None
    dated = day(case.representative.consent_days, today)
    name = f"Consent {case.key}.pdf"
    return DemoFile(name, made, "Consent to represent", "consent", dated, case.letter_name)


def police_papers(case: DemoCase, today: date) -> list[DemoFile]:
    """What the police send for a review: the log, and the video or custody papers it speaks of."""
    found = [_police(case, today, "Complaint handling log", words.handling_log(case, today))]
    told = " ".join(f"{one.said} {one.did} {one.why}" for one in case.allegations)
    if "video" in told:
        found.append(
            _police(case, today, "Body-worn video viewing log", words.video_log(case, today))
        )
    if "ustody" in told:
        found.append(_police(case, today, "Custody record", words.custody_record(case, today)))
    return found


def _police(case: DemoCase, today: date, title: str, lines: list[Line]) -> DemoFile:
    name = f"{title} {case.mps_reference.replace('/', '-')}.pdf"
    dated = day(case.days.letter, today)
    return DemoFile(name, typeset.pdf(lines, title), title, "MPS paper", dated, "MPS")
