"""One case, as its page shows it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseworker.actions.outcome import numbered
from caseworker.queries.bring_forward import brought_forward
from caseworker.queries.case_complaint import complaint_parts, preview_facts
from caseworker.queries.case_documents import documents_shown
from caseworker.queries.case_views import (
    AllegationView,
    CaseView,
    ComplaintPartView,
    ComplaintView,
    DocumentView,
    EarlierAnswer,
    JournalLine,
    LetterView,
    PersonView,
    RecommendationView,
    StepState,
)
from caseworker.queries.closed_side import looks
from caseworker.queries.links import LinkView, links_shown
from caseworker.queries.names import names as all_names
from caseworker.queries.names import names_by_login
from caseworker.queries.queues import CheckLine, Event, queue_rows
from caseworker.queries.timeline import moment, timeline
from caseworker.records import Case, Change, CheckResult, Entry, Party
from caseworker.records.deadline_facts import case_deadlines
from caseworker.records.office_values import office_limits_now
from caseworker.rules import in_time, papers, review_body, validity
from caseworker.rules import recommendations as powers
from caseworker.rules.days import Calendar
from caseworker.rules.kinds import LABELS, Kind
from caseworker.rules.lifecycle import (
    NEXT_WORDS,
    STAGE_WORDS,
    STEPS,
    Role,
    blockers,
    next_step,
)
from caseworker.rules.recommendations import AllegationFinding
from caseworker.rules.words import long_date

__all__ = [
    "AllegationView", "CaseView", "ComplaintPartView", "ComplaintView", "DocumentView",
    "EarlierAnswer", "JournalLine", "LetterView", "LinkView", "PersonView", "RecommendationView",
    "StepState", "case_view", "journal", "preview_parts",
]


def case_view(
    session: Session, *, case_id: int, today: date, calendar: Calendar, roles: Collection[Role]
) -> CaseView | None:
    """The whole of one case; None when there is no such case."""
    case = session.get(Case, case_id)
    limits = office_limits_now(session)
    row = queue_rows(session, (case_id,), today, limits["soon"].on(today)).get(case_id)
    if case is None or row is None:
        return None
    known = all_names(session)
    names = known.by_login
    asked = (case, today, calendar, roles)
    return CaseView(
        row=row, kind=case.kind, about=case.about, adjustments=case.adjustments,
        owner_id=case.owner_id, earlier=_earlier(session, case_id, names),
        deadlines=case_deadlines(case, calendar, today, limits), limits=limits,
        people=tuple(_person(party) for party in case.parties),
        links=links_shown(session, case_id, names),
        documents=documents_shown(session, case, names), letters=_letters(case),
        timeline=timeline(session, case_id=case_id, known=known), proposed_by=case.proposed_by,
        decided_on=case.decided_on,
        brought_forward=brought_forward(session, case_id, today, names),
        **(complaint_parts(*asked) if case.kind is Kind.COMPLAINT else _review_parts(*asked)),
    )


def _review_parts(
    case: Case, today: date, calendar: Calendar, roles: Collection[Role]
) -> dict[str, Any]:
    """What only the page of a review shows."""
    facts = case.review.facts()
    steps = {step.action: StepState(step.action, step.label,
                                    tuple(blockers(step.action, case.stage, roles)))
             for step in STEPS}
    coming = next_step(case.stage)
    found = [AllegationFinding(each.finding) if each.finding else None
             for each in case.allegations]
    return {
        "complaint": None, "facts": facts, "fact_values": _fact_values(case), "steps": steps,
        "next_step": steps[coming] if coming else None, "reached": _reached(case),
        "place": STAGE_WORDS[case.stage].place, "checks": validity.check(facts, calendar),
        "window": in_time.window(facts, calendar), "body": review_body.decide(facts),
        "mismatch": review_body.mismatch_with_letter(facts),
        "missing_papers": tuple(f for f in papers.details(facts) if not f),
        "refusal_reasons": validity.refuse_reasons(facts, calendar),
        "choices": powers.choices(facts.handling),
        "allegations": tuple(
            AllegationView(each.number, each.said, each.police_did, finding, each.why)
            for each, finding in zip(case.allegations, found, strict=True)
        ),
        "outcome": powers.overall(found), "recommendations": _recommendations(case),
        "learning": tuple(each.text for each in case.learning),
        "forwarded_on": case.review.forwarded_on, "shared": tuple(case.review.shared),
    }


_FACTS = (
    "received", "mps_reference", "complaint_details", "complaint_made", "outcome_issued",
    "outcome_letter_held", "outcome_letter_dated", "outcome_provided", "provided_by", "handling",
    "grounds", "applicant", "in_writing", "force", "letter_names_body", "iopc_received",
    "iopc_forwarded", "mps_first_received", "withdrawn", "already_reviewed", "complained",
)


def _fact_values(case: Case) -> dict[str, Any]:
    values = {name: getattr(case.review, name) for name in _FACTS}
    return {"about": case.about, "adjustments": case.adjustments, **values}


def _reached(case: Case) -> tuple[tuple[str, date | None], ...]:
    answered = [r.answered_on for r in case.recommendations if r.answered_on]
    return (
        ("Received", case.review.received), ("Valid", case.valid_on),
        ("Allocated", case.allocated_on), ("Assess", None), ("Decide", case.decided_on),
        ("MPS response", max(answered, default=None)),
    )


def _person(party: Party) -> PersonView:
    return PersonView(**{name: getattr(party, name) for name in PersonView.__slots__})


def _letters(case: Case) -> tuple[LetterView, ...]:
    return tuple(
        LetterView(each.id, each.version, each.code, each.title, each.state, each.number,
                   each.markdown, tuple(each.addressee), each.size, each.issued_on, each.sent_by,
                   each.pdf_sha256, each.word_sha256)
        for each in case.letters if each.state != "discarded"
    )


def _recommendations(case: Case) -> tuple[RecommendationView, ...]:
    return tuple(
        RecommendationView(
            number, each.code, powers.choice(each.code, case.review.handling).title,
            each.subtype, each.text, each.reason, tuple(each.allegations), each.made_on,
            each.reply_due, each.answer, each.answer_because,
        )
        for number, each in numbered(case)
    )


def _earlier(
    session: Session, case_id: int, names: Mapping[str, str]
) -> tuple[EarlierAnswer, ...]:
    """Every answer that the checks ever gave, newest first."""
    query = select(CheckResult).where(CheckResult.case_id == case_id)
    return tuple(
        EarlierAnswer(r.title, r.outcome, r.reason, moment(r.at), names.get(r.actor, r.actor))
        for r in session.scalars(query.order_by(CheckResult.at.desc(), CheckResult.id.desc()))
    )


Preview = tuple[
    str, str, tuple[CheckLine, ...], tuple[tuple[str, str], ...], tuple[Event, ...]
]


def preview_parts(session: Session, case_id: int) -> Preview:
    """Adjustments, next step, checks, key facts and latest events, for the pane by the queue."""
    case = session.get_one(Case, case_id)
    latest: dict[str, CheckLine] = {}
    query = (select(CheckResult).where(CheckResult.case_id == case_id)
             .order_by(CheckResult.at, CheckResult.id))
    for result in session.scalars(query):
        latest[result.check_name] = CheckLine(result.title, result.outcome, result.reason)
    if case.kind is Kind.COMPLAINT:
        words, facts = preview_facts(case)
    else:
        coming = next_step(case.stage)
        words, facts = NEXT_WORDS[coming] if coming else "", _key_facts(case)
    return (
        case.adjustments, words, tuple(latest.values()), facts,
        timeline(session, case_id=case_id, limit=3),
    )


def _key_facts(case: Case) -> tuple[tuple[str, str], ...]:
    review = case.review
    return (
        ("Received", long_date(review.received) if review.received else "Not yet known"),
        ("MPS reference", review.mps_reference or "Not yet known"),
        ("Outcome letter", long_date(review.outcome_letter_dated)
         if review.outcome_letter_dated else "Not yet known"),
        ("Handled by", review.handling.value.capitalize() if review.handling
         else "Not yet known"),
    )


def journal(session: Session, *, case_id: int, limit: int = 500) -> tuple[JournalLine, ...]:
    """Who did what in this case, newest first; of a closed one also who looked, for those who
    may know it."""
    entries = session.scalars(
        select(Entry).where(Entry.case_id == case_id)
        .order_by(Entry.at.desc(), Entry.id.desc()).limit(limit)
    ).all()
    wanted = [entry.id for entry in entries]
    names = names_by_login(session)
    changes: dict[int, list[str]] = {}
    query = select(Change).where(Change.entry_id.in_(wanted)).order_by(Change.id)
    for change in session.scalars(query):
        if words := _change_words(change):
            changes.setdefault(change.entry_id, []).append(words)
    lines = [
        (entry.at, JournalLine(moment(entry.at), names.get(entry.actor, entry.actor),
                               _entry_words(entry), tuple(changes.get(entry.id, ()))))
        for entry in entries
    ]
    lines += [(look.at, JournalLine(look.when, look.who, look.what, ()))
              for look in looks(session, case_id=case_id)]
    lines.sort(key=lambda line: line[0], reverse=True)
    return tuple(line for _, line in lines)


def _entry_words(entry: Entry) -> str:
    """What was done; what was undone is named instead of what undid it."""
    action = entry.inputs.get("undoes") or entry.action
    words = (LABELS[action] if action in LABELS
             else re.sub(r"(?<=[a-z])([A-Z])", r" \1", action).capitalize())
    return f"Undone: {words}" if "undoes" in entry.inputs else words


def _change_words(change: Change) -> str:
    """One changed value in words; nothing where it was empty before and after."""
    if change.old in (None, "", [], {}) and change.new in (None, "", [], {}):
        return ""
    what = f"{change.record}, {change.field}".replace("_", " ").capitalize()
    old, new = (_value_words(value) for value in (change.old, change.new))
    return f"{what}: {new}" if old == _EMPTY else f"{what}: {old} → {new}"


_EMPTY = "empty"


def _value_words(value: Any) -> str:
    if value in (None, "", [], {}):
        return _EMPTY
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
