"""What may change of a note, and that its words never do."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.exc import DatabaseError

from caseworker.actions.notes import KeepPromise, PinNote, UnpinNote
from caseworker.actions.office_work import AddNote
from caseworker.office import Office, Refused
from caseworker.queries.queues import Event
from caseworker.records import Entry, Note
from tests.support.review import act, open_review, see


def notes(office: Office, case_id: int) -> list[Event]:
    return [each for each in see(office, case_id).timeline if each.note is not None]


def note_id(office: Office, case_id: int, n: int = 0) -> int:
    mark = notes(office, case_id)[n].note
    assert mark is not None
    return mark.note_id


def test_a_note_is_pinned_and_the_way_back(office: Office) -> None:
    case_id = open_review(office)
    act(office, case_id, AddNote, text="Never write to her work address.")
    view = see(office, case_id)
    pin = PinNote(case_id=case_id, version=view.row.version, note_id=note_id(office, case_id))
    done = office.do(pin)
    assert [each.what for each in notes(office, case_id)] == ["Pinned note"]
    assert done.undo is not None and done.undo.action is not None
    office.do(done.undo.action)
    assert [each.what for each in notes(office, case_id)] == ["Note"]
    act(office, case_id, PinNote, note_id=note_id(office, case_id))
    act(office, case_id, UnpinNote, note_id=note_id(office, case_id))
    told = office.ask(lambda s: [each.action for each in s.query(Entry).order_by(Entry.id)])
    assert told[-4:] == ["PinNote", "UnpinNote", "PinNote", "UnpinNote"]


def test_a_note_of_another_case_is_not_this_ones(office: Office) -> None:
    mine, other = open_review(office), open_review(office)
    act(office, other, AddNote, text="Other")
    with pytest.raises(Refused, match="no such note"):
        act(office, mine, PinNote, note_id=note_id(office, other))


def test_a_promise_says_how_it_was_kept(office: Office) -> None:
    case_id, day = open_review(office), office.today() + timedelta(days=3)
    act(office, case_id, AddNote, text="She asked when.", promised_by=day)
    assert notes(office, case_id)[0].what == "Note, promised by 15 Mar 2026"
    with pytest.raises(Refused, match="Enter what was done"):
        act(office, case_id, KeepPromise, note_id=note_id(office, case_id))
    act(office, case_id, KeepPromise, note_id=note_id(office, case_id), kept="Called her.")
    (told,) = notes(office, case_id)
    assert told.what == "Note, promise kept, by 15 Mar 2026"
    assert told.detail == "She asked when.\nKept on 12 Mar 2026: Called her."


@pytest.mark.parametrize("field", ["text", "by", "promised_by", "at", "case_id"])
def test_the_database_keeps_the_words(office: Office, field: str) -> None:
    case_id = open_review(office)
    act(office, case_id, AddNote, text="As it was said", promised_by=office.today())
    value = {"text": "x", "by": "x", "case_id": open_review(office),
             "at": office.now() + timedelta(days=1),
             "promised_by": office.today() + timedelta(days=1)}[field]
    with pytest.raises(DatabaseError, match="append-only"), office._write.begin() as session:
        session.info["changes"] = []
        setattr(session.query(Note).one(), field, value)
