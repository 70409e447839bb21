"""What happened in a case, newest first, told from what its records say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session, selectinload

from caseworker.queries.names import Names
from caseworker.queries.names import names as all_names
from caseworker.queries.queues import Event, NoteMark
from caseworker.records import (
    Bundle,
    Case,
    CheckResult,
    Decision,
    Document,
    Entry,
    Note,
    PostItem,
)
from caseworker.rules.kinds import LABELS
from caseworker.rules.london import LONDON, london_day
from caseworker.rules.words import count, short_date, spelt

_TOLD_ELSEWHERE = {
    "OpenReview", "OpenComplaint", "AddNote", "IssueLetter", "RecordBundle", "AddDocument",
    "LogPost", "JoinCase", "EditLetter", "RefreshDraft", "DiscardDraft", "DescribeDocument",
    "PinNote", "UnpinNote", "AddVersion",
}
_TOLD_AS_DECISION = {
    "DecideReviewBody", "DecideLate", "DecideRepresentation", "Waive", "AcceptAsValid",
    "ForwardToIopc", "RefuseAsInvalid", "WithdrawReview", "ProposeDecision", "ReturnDecision",
    "ApproveDecision", "ReopenCase", "DiscontinueReview", "MergeCase",
    "DecideLateComplaint", "AcceptComplaint", "RedirectComplaint", "RefuseComplaint",
    "WithdrawComplaint", "DiscontinueComplaint", "ReopenChecks", "ReopenStage1", "TellDelay",
    "DecideStage2",
}
_OPENED = {"OpenReview": "Review request opened", "OpenComplaint": "Complaint opened"}
_ICONS = {"Allocate": "person", "Reallocate": "person", "TakeNext": "person",
          "DraftLetter": "pencil"}
# Where the timeline tells it by what was made.
_SHORT = {"AddNote": "Note added", "EditLetter": "Letter edited", "IssueLetter": "Letter issued",
          "RefreshDraft": "Letter edited", "DiscardDraft": "Letter discarded",
          "JoinCase": "Put into a case", "SetAside": "Set aside as not post",
          "ChangeRoute": "Route changed", **_OPENED}
# What was done, as the past is told; the table of steps has the words of the button.
_DONE = {
    "StartChecks": "Validity checks started",
    "RecordFacts": "Facts recorded",
    "RecordPerson": "Person recorded",
    "RecordConsent": "Consent recorded",
    "AnswerReviewBody": "Review body questions answered",
    "TakeNext": "Taken as the next case",
    "AddAllegation": "Allegation added",
    "AssessAllegation": "Allegation assessed",
    "Recommend": "Recommendation chosen",
    "TakeBackRecommendation": "Recommendation taken back",
    "NoteLearning": "Learning point recorded",
    "DraftLetter": "Letter drafted",
    "RecordPoliceResponse": "MPS response recorded",
    "PinNote": "Note pinned",
    "UnpinNote": "Note unpinned",
    "KeepPromise": "Promise kept",
    "RestrictDocument": "Document marked as restricted",
    "LiftRestriction": "Restricted mark taken off",
    "CopyRestricted": "Copy of a restricted document taken",
    "BringForward": "Brought forward",
    "EndBringForward": "Bring-forward ended",
    "CloseCase": "Case closed",
    "LinkCases": "Case linked",
    "LinkComplaint": "Case linked",
    "RecordComplaintFacts": "Facts recorded",
    "NameSubject": "Person complained about recorded",
    "NotifyHr": "HR told",
    "StartComplaintChecks": "Checks started",
    "ChooseInvestigator": "Investigator chosen",
    "StartStage1": "Stage 1 started",
    "AddPart": "Part added",
    "AnswerPart": "Part answered",
    "MovePart": "A part moved to internal procedures",
    "EndInternalPart": "Internal procedures ended",
    "RecordAppeal": "Appeal recorded",
    "ChooseReviewer": "Reviewer of Stage 2 chosen",
    "StartStage2": "Stage 2 started",
    "CloseComplaint": "Complaint closed",
    "CloseInternalOnly": "Complaint closed",
    "AddMember": "Colleague let into the case",
    "ShutOut": "Colleague shut out of the case",
    "Restrict": "Case closed to the office",
    "AskToOpen": "Asked to open the case to the office",
    "OpenToOffice": "Case opened to the office",
    "DeclareConflict": "Interest declared",
    "BreakGlass": "Case opened in an emergency",
    "NoteEmergency": "Emergency seen by HR",
    "NameKeeper": "Record keeper named",
    "LogPost": "Post logged",
}


# What may be hundreds in one case is read by its columns: whole records take twice as long.
_JOURNAL = select(Entry.at, Entry.actor, Entry.action, Entry.inputs)
_NOTES = select(Note.id, Note.at, Note.by, Note.text, Note.pinned, Note.promised_by,
                Note.promise_kept_on, Note.promise_kept)
_ADDED = select(Document.added_at, Document.added_by, Document.title, Document.kind,
                Document.replaces_id, Document.version_because)
Noted = Entry | Row[Any]  # an entry of the journal, or what _JOURNAL reads of it


def timeline(
    session: Session, *, case_id: int, limit: int | None = None, known: Names | None = None
) -> tuple[Event, ...]:
    """Post, notes, letters, documents, decisions, checks and steps; newest first.

    ``known`` are the names of everybody, where they were asked for already.
    """
    names, owners = known or all_names(session)
    entries = session.execute(_JOURNAL.where(Entry.case_id == case_id)).all()
    found: list[tuple[Any, ...]] = [
        *_post(session, case_id), *_documents(session, case_id), *_notes(session, case_id),
        *_letters(session, case_id, entries), *_bundles(session, case_id),
        *_decisions(session, case_id), *_checks(session, case_id), *_steps(entries, owners),
    ]
    found.sort(key=lambda one: one[0], reverse=True)
    return tuple(
        Event(at=london_day(at), when=moment(at), what=what,
              who=names.get(who, who), detail=detail, icon=icon, note=next(iter(mark), None))
        for at, what, who, detail, icon, *mark in found[:limit]
    )


Told = tuple[datetime, str, str, str, str]


def moment(at: datetime) -> str:
    """A moment in London: "12 Mar 2026, 10:42"."""
    local = at.astimezone(LONDON)
    # Not by "%H:%M": that imports a module for each, and a case tells of hundreds of moments.
    return f"{short_date(local.date())}, {local.hour:02}:{local.minute:02}"


def _post(session: Session, case_id: int) -> Iterator[Told]:
    query = select(PostItem).where(PostItem.case_id == case_id)
    for item in session.scalars(query.options(selectinload(PostItem.documents))):
        pages = sum(document.pages for document in item.documents)
        came = f"by {spelt(item.channel)}, received {short_date(item.received)}"
        detail = f"{item.reference}, {came}."
        yield (item.logged_at, "Post received", item.logged_by,
               f"{detail} {count(pages, 'page')}." if pages else detail, "post")


def _documents(session: Session, case_id: int) -> Iterator[Told]:
    query = _ADDED.where(Document.case_id == case_id, Document.parent_id.is_(None),
                         Document.post_item_id.is_(None))
    for document in session.execute(query):
        new = document.replaces_id is not None
        yield (document.added_at,
               f"{'New version' if new else 'Document added'}: {document.title}",
               document.added_by,
               document.version_because if new else spelt(document.kind), "document")


def _notes(session: Session, case_id: int) -> Iterator[tuple[Any, ...]]:
    """With what may change of each."""
    for note in session.execute(_NOTES.where(Note.case_id == case_id)):
        mark = NoteMark(note.id, note.pinned, note.promised_by, note.promise_kept_on,
                        note.promise_kept)
        kept = f"\nKept on {short_date(mark.kept_on)}: {mark.kept}" if mark.kept_on else ""
        yield note.at, _headline(mark), note.by, note.text + kept, "note", mark


def _headline(note: NoteMark) -> str:
    promise = ""
    if note.promised_by is not None:
        state = "promised by" if note.open_promise else "promise kept, by"
        promise = f", {state} {short_date(note.promised_by)}"
    return ("Pinned note" if note.pinned else "Note") + promise


def _letters(session: Session, case_id: int, entries: Iterable[Noted]) -> Iterator[Told]:
    """An issued letter is told at the moment of its journal entry."""
    case = session.get_one(Case, case_id)
    letters = {letter.id: letter for letter in case.letters}
    for entry in entries:
        if entry.action != "IssueLetter":
            continue
        letter = letters[entry.inputs["letter_id"]]
        yield (entry.at, f"Letter issued: {letter.code} {letter.title}", entry.actor,
               f"Letter {letter.number}, sent by {spelt(letter.sent_by)}.", "letter")


def _bundles(session: Session, case_id: int) -> Iterator[Told]:
    for bundle in session.scalars(select(Bundle).where(Bundle.case_id == case_id)):
        yield (bundle.made_at, f"Bundle made: {bundle.purpose}", bundle.made_by,
               count(bundle.pages, "page") + ".", "bundle")


def _decisions(session: Session, case_id: int) -> Iterator[Told]:
    for decision in session.scalars(select(Decision).where(Decision.case_id == case_id)):
        yield (decision.made_at, f"{decision.question}: {decision.answer}", decision.made_by,
               decision.because, "decision")


def _checks(session: Session, case_id: int) -> Iterator[Told]:
    """Only a changed answer is told; the first answers are what the case began with."""
    seen: dict[str, str] = {}
    query = (select(CheckResult).where(CheckResult.case_id == case_id)
             .order_by(CheckResult.at, CheckResult.id))
    for result in session.scalars(query):
        before = seen.get(result.check_name)
        if before is not None and before != result.outcome:
            yield (result.at, f"{result.title}: {result.outcome}", result.actor,
                   f"Before: {before}. {result.reason}", "check")
        seen[result.check_name] = result.outcome


def _steps(entries: Iterable[Noted], owners: dict[int, str]) -> Iterator[Told]:
    for entry in entries:
        if entry.action in _OPENED:
            yield entry.at, _OPENED[entry.action], entry.actor, "", "case"
        elif entry.inputs.get("undoes"):
            undone = action_words(entry.inputs["undoes"])
            yield entry.at, f"Undone: {undone}", entry.actor, "", "step"
        elif entry.action not in _TOLD_ELSEWHERE | _TOLD_AS_DECISION:
            yield (entry.at, *_step(entry, owners))


def done_words(entry: Noted, owners: dict[int, str]) -> str:
    """What was done, in a few words: "Allegation 2 assessed". ``owners``: names by staff id."""
    return _SHORT.get(entry.action) or _step(entry, owners)[0]


def _step(entry: Noted, owners: dict[int, str]) -> tuple[str, str, str, str]:
    """What was done, by whom, the detail that the journal has of it, and a picture."""
    given, icon = entry.inputs, _ICONS.get(entry.action, "step")
    match entry.action:
        case "Allocate" | "Reallocate":
            words, detail = f"Allocated to {owners.get(given['owner_id'], 'a colleague')}", ""
        case "AssessAllegation":
            words, detail = f"Allegation {given['number']} assessed", given["finding"].capitalize()
        case "DraftLetter":
            words, detail = f"Letter drafted: {given['code']}", ""
        case "BringForward":
            words = f"Brought forward to {short_date(date.fromisoformat(given['due']))}"
            detail = given["because"]
        case "Recommend" | "AddAllegation" | "NoteLearning":
            words, detail = _DONE[entry.action], given.get("text") or given.get("said", "")
        case action:
            words, detail = action_words(action), ""
    return words, entry.actor, detail, icon


def action_words(action: str) -> str:
    """What was done: "Validity checks started"; else the name of the action: "Log post"."""
    spelled = re.sub("(?<!^)[A-Z]", lambda letter: f" {letter.group().lower()}", action)
    return _SHORT.get(action) or _DONE.get(action) or LABELS.get(action) or spelled
