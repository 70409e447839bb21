"""What a letter about a case is filled with, whom it goes to, and the paper around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseworker.letters.address import window_lines
from caseworker.letters.catalogue import CATALOGUE, TO_POLICE, LetterKind
from caseworker.letters.sheet import LARGE, STANDARD, Envelope, Sheet
from caseworker.queries.letter_complaint import (
    SIGNED_BY,
    TO_SUBJECT,
    complaint_goes_to,
    complaint_values,
    subject_values,
)
from caseworker.records import Case, Part, Party, Setting
from caseworker.records.office_values import office_limits_now
from caseworker.rules import days, in_time, law, papers, representation, review_body
from caseworker.rules import recommendations as powers
from caseworker.rules.days import Calendar
from caseworker.rules.facts import Applicant, BodyQuestion, Consent, Paper, ReviewFacts
from caseworker.rules.finding import against
from caseworker.rules.in_time import Verdict
from caseworker.rules.kinds import Kind
from caseworker.rules.recommendations import AllegationFinding
from caseworker.rules.review_body import BodyVerdict

# Settings of the office that letters use; each has no value until somebody gives one.
EXPECTED_WAIT = "expected_wait"
MPS_ADDRESS = "mps_address"
TEAM_NAME = "Police Complaint Reviews Team"
COMMISSIONER = (
    "The Commissioner of Police",
    "Directorate of Professional Standards",
    "Metropolitan Police Service",
)


@dataclass(frozen=True)
class Writer:
    """Who writes, when, and what the screen adds to what the case knows."""

    name: str
    today: date
    calendar: Calendar
    given: Mapping[str, object] = field(default_factory=dict)


def setting(session: Session, name: str, today: date) -> str:
    """The office's own value in force today, or nothing."""
    query = (
        select(Setting.value).where(Setting.name == name, Setting.since <= today)
        .order_by(Setting.since.desc()).limit(1)
    )
    return session.scalar(query) or ""


def letter_values(session: Session, case: Case, code: str, writer: Writer) -> dict[str, object]:
    """Every value that a letter of this code can use; None where it is not yet known."""
    complainant = case.party(Part.COMPLAINANT)
    goes_to = requester(case)
    represented = goes_to is not complainant and complainant is not None
    if code == TO_SUBJECT:  # nothing that follows may stand in it
        return _named(code, {"signatory_name": writer.name, "signatory_role": SIGNED_BY,
                             **subject_values(case), **writer.given})
    of_review = case.kind is Kind.REVIEW
    values: dict[str, object] = {
        "our_reference": case.reference,
        "mps_reference": (case.review.mps_reference or None) if of_review else None,
        "received": (case.review if of_review else case.complaint).received,
        "complainant_name": _printed(complainant),
        "represented_name": _printed(complainant) if represented else None,
        "dear_name": _printed(goes_to),
        "adjustment": case.adjustments or None,
        "signatory_name": writer.name,
        "signatory_role": TEAM_NAME if of_review else SIGNED_BY,
        "caseworker_name": case.owner.name if case.owner else None,
        "reply_email": law.EMAIL.on(writer.today)[0],
    }
    if of_review:
        values |= {**_request(session, case, writer), **_outcome(session, case, writer)}
    else:
        values |= complaint_values(case, writer.today, writer.calendar,
                                   office_limits_now(session), code)
    return _named(code, {**values, **writer.given})


def _named(code: str, values: Mapping[str, object]) -> dict[str, object]:
    """Those values that the letter is filled with."""
    names = {value.name for value in CATALOGUE[code].values}
    return {name: value for name, value in values.items() if name in names}


def _request(session: Session, case: Case, writer: Writer) -> dict[str, object]:
    """What the letters before a decision say."""
    facts = case.review.facts()
    late = facts.late_decision
    if in_time.window(facts, writer.calendar).verdict in _IN_TIME:
        late = None  # decided before a date was put right: no letter may still call it late
    return {
        "held": _held(case),
        "missing_items": tuple(
            words for paper, words in _ASKED_WORDS.items()
            if paper.value in {f.field for f in against(papers.details(facts))}
        ),
        "write_by": by if (by := _write_by(session, case, writer)) and by > writer.today else None,
        "forwarded_on": case.review.forwarded_on,
        "shared": tuple(case.review.shared),
        "why_iopc": _why_iopc(facts) if case.review.forwarded_on else None,
        "expected_wait": setting(session, EXPECTED_WAIT, writer.today) or None,
        "accepted_late_because": late.because if late and late.accepted else None,
    }


_IN_TIME = (Verdict.IN_TIME, Verdict.IN_TIME_BY_PROVIDED)


def _write_by(session: Session, case: Case, writer: Writer) -> date | None:
    """The day by which we aim to write again: of the decision, once the case is allocated."""
    limits = office_limits_now(session)
    if case.allocated_on is not None:
        return days.reckon(limits["decision"], case.allocated_on, writer.calendar).end
    if case.review.received is not None:
        return days.reckon(limits["validity"], case.review.received, writer.calendar).end
    return None


_WHY_IOPC = {
    BodyQuestion.AUTHORITY_IS_LPB: "Your complaint is about what the Commissioner did.",
    BodyQuestion.SENIOR_OFFICER: "Your complaint is about a senior officer.",
    BodyQuestion.RULE_OUT_PROCEEDINGS: "What you complained about could lead to criminal or "
    "disciplinary proceedings if it were proved.",
    BodyQuestion.RULE_OUT_ARTICLE_2_OR_3: "What you complained about could break the right to "
    "life, or the ban on inhuman treatment, if it were proved.",
    BodyQuestion.REFERRED: "Your complaint was sent to the IOPC before, or had to be.",
    BodyQuestion.CALLED_IN: "The IOPC has taken up your complaint itself.",
    BodyQuestion.SAME_INCIDENT: "The IOPC deals with another complaint about the same events.",
}


def _why_iopc(facts: ReviewFacts) -> str | None:
    """In one line, as the first answer that points to the IOPC gives it; nothing is yet proved."""
    result = review_body.decide(facts)
    if result.verdict is not BodyVerdict.IOPC:
        return None
    for pointer in result.pointers:
        if pointer.points_to is BodyVerdict.IOPC:
            return _WHY_IOPC[pointer.question.key]
    return "We are not sure that we may review it. In such a case, the IOPC does."


def _held(case: Case) -> tuple[str, ...]:
    """What we hold from the requester, one line for each kind of paper."""
    return tuple(dict.fromkeys(
        _HELD_WORDS.get(document.kind, document.title)
        for document in case.shown_documents
        if document.parent_id is None and document.kind not in _NOT_THEIRS
    ))


# What is missing, as a letter asks the requester for it.
_ASKED_WORDS = {
    Paper.IN_WRITING: "your request in writing",
    Paper.NAME_AND_CONTACT: "your name, and how we can reach you",
    Paper.COMPLAINT_DETAILS: "what your complaint to the police was about",
    Paper.COMPLAINT_MADE: "the date when you complained to the police",
    Paper.FORCE: "the name of the police force that you complained about",
    Paper.OUTCOME_DATE: "the date on the outcome letter the police sent you",
    Paper.MPS_REFERENCE: "the reference that the police gave your complaint",
    Paper.GROUNDS: "why you are unhappy with the outcome",
    Paper.OUTCOME_LETTER: "a copy of the outcome letter the police sent you",
}
_HELD_WORDS = {
    "Review request": "your request for a review",
    "E-mail": "your email",
    "MPS outcome letter": "the outcome letter the police sent you",
    "Complaint to the MPS": "your complaint to the police",
    "Consent to represent": "the signed consent",
}
_NOT_THEIRS = ("MPS papers", "MPS response")


def _outcome(session: Session, case: Case, writer: Writer) -> dict[str, object]:
    """What the decision letters and the notice to the MPS say."""
    standing = case.standing_recommendations
    made = min((each.made_on for each in standing if each.made_on), default=writer.today)
    answer = office_limits_now(session)["mps_response"]
    reply_due = days.reckon(answer, made, writer.calendar).end if standing else None
    decided = case.decided_on
    return {
        "decision_on": decided,
        "jr_outer_date": (days.reckon(law.JUDICIAL_REVIEW, decided, writer.calendar).end
                          if decided else None),
        "allegations": tuple(
            {"number": each.number, "said": each.said, "police_did": each.police_did,
             "finding_words": _finding_words(each.finding), "why": each.why}
            for each in case.allegations
        ),
        "recommendations": tuple(
            {"number": place, "text": each.text, "reason": each.reason,
             "power": powers.choice(each.code, case.review.handling).source.cite}
            for place, each in enumerate(standing, 1)
        ),
        "reply_due": reply_due,
        "recommended_on": made if any(each.made_on for each in standing) else None,
        "chased_on": last_issued(case, "R15"),
        "why_none": _why_none(case) if not standing else None,
        "learning": "\n\n".join(each.text for each in case.learning) or None,
        "police_addressee": "Commissioner",
    }


def last_issued(case: Case, code: str) -> date | None:
    """The day on which a letter with this code last went out."""
    return max((letter.issued_on for letter in case.letters
                if letter.code == code and letter.issued_on), default=None)


def _why_none(case: Case) -> str | None:
    """The reason that was given, when the decision was proposed, for recommending nothing."""
    given = [each.because for each in case.decisions if each.question == "Decision proposed"]
    return given[-1] or None if given else None


_FINDING_WORDS = {
    AllegationFinding.REASONABLE: "The outcome was reasonable and proportionate.",
    AllegationFinding.NOT_REASONABLE: "The outcome was not reasonable and proportionate.",
    AllegationFinding.NOT_LOOKED_AT: "The police did not look at this point.",
    AllegationFinding.OUTSIDE: "This point is outside our role.",
}


def _finding_words(finding: str) -> str:
    return _FINDING_WORDS[AllegationFinding(finding)] if finding else ""


def _printed(person: Party | None) -> str | None:
    return (person.letter_name or person.name) if person else None


def may_write_to(consent: Consent) -> bool:
    """A representative gets letters only with written consent for this review, not withdrawn."""
    return bool(consent.written and consent.signed_on and consent.covers_this_review
                and consent.withdrawn_on is None)


def requester(case: Case) -> Party | None:
    """Whom letters go to: the representative whose consent we hold, else the complainant.

    A parent needs no consent for a young child; for an older one, as anybody else.
    """
    if case.kind is Kind.COMPLAINT:
        return complaint_goes_to(case)
    representative, facts = case.party(Part.REPRESENTATIVE), case.review.facts()
    consent = facts.consent
    parent = facts.applicant is Applicant.PARENT and bool(representation.may_apply(facts))
    if representative and (parent or (consent and may_write_to(consent))):
        return representative
    return case.party(Part.COMPLAINANT)


def written_to(case: Case, code: str) -> Party | None:
    """The person of the case to whom this letter goes; None where it goes to somebody else, to
    whom the office has ways of its own.
    """
    return None if code in TO_POLICE or code == TO_SUBJECT else requester(case)


def addressee(session: Session, case: Case, kind: LetterKind, today: date) -> tuple[str, ...]:
    """The lines in the window. Empty when nobody is recorded yet."""
    if kind.code == TO_SUBJECT:
        return (case.complaint.who,) if case.complaint.who else ()
    if kind.code in TO_POLICE:
        given = [line for line in setting(session, MPS_ADDRESS, today).splitlines() if line.strip()]
        return (*COMMISSIONER, *given)
    person = requester(case)
    if person is None:
        return ()
    name = _printed(person) or ""
    if person.organisation and person.organisation not in person.address:
        return window_lines(name, f"{person.organisation}\n{person.address}", person.postcode)
    return window_lines(name, person.address, person.postcode)


def body_size(case: Case, code: str) -> float:
    """Points of the body text: large print to a requester who asked for it."""
    to_requester = code not in TO_POLICE and code != TO_SUBJECT
    return LARGE if to_requester and "large print" in case.adjustments.lower() else STANDARD


def sheet(
    case: Case, code: str, lines: tuple[str, ...], size: float, dated: date, *,
    draft: bool, demo: bool, envelope: Envelope = Envelope.DL,
) -> Sheet:
    """The paper around a letter about this case."""
    kind = CATALOGUE[code]
    return Sheet(
        code=code, title=f"{kind.title}, {case.reference}", our_reference=case.reference,
        their_reference=(case.review.mps_reference or None) if case.kind is Kind.REVIEW else None,
        dated=dated, addressee=lines,
        size=size, draft=draft, demo=demo, envelope=envelope,
    )
