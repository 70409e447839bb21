"""The server itself keeps a restricted document out of bundles, and the mark on it."""

from __future__ import annotations

import json
from collections.abc import Callable

import psycopg
import pytest

from caseworker.actions import closed_side as doing
from caseworker.actions.bundles import RecordBundle
from caseworker.actions.document_marks import AddVersion, LiftRestriction, RestrictDocument
from caseworker.actions.documents import AddDocument, Incoming
from caseworker.actions.notes import PinNote
from caseworker.actions.office_work import AddNote
from caseworker.bundles import Built, Entry
from caseworker.office import Office
from caseworker.queries.papers import Damaged, bundles_made, content
from caseworker.records.contents import sha256_of
from tests.support.closed import log_closed
from tests.support.review import act, open_review, see
from tests.support.team import Team

As = Callable[[str], Office]
WHY = "A reason of more than twenty characters."
FILE = sha256_of(b"Medical report")
BUNDLE = ("INSERT INTO bundle (case_id, purpose, pages, sha256, entries, made_at, made_by, "
          "because) VALUES (%s, 'Court', 1, %s, %s, now(), session_user, %s)")


def marked(as_: As) -> tuple[int, int]:
    """A case with a restricted document; the ids of both."""
    post = as_("correspondence")
    case_id = open_review(post)
    (document_id,) = act(post, case_id, AddDocument, title="Report",
                         files=(Incoming("a.txt", b"Medical report"),))
    act(post, case_id, RestrictDocument, document_id=document_id, because="Medical")
    return case_id, document_id


def test_only_a_manager_takes_the_mark_off(as_: As, database: str, colleagues: Team) -> None:
    case_id, document_id = marked(as_)
    for who in ("caseworker", "correspondence"):
        with colleagues.connect(database, who) as link, pytest.raises(
                psycopg.errors.InsufficientPrivilege, match="needs the role manager"):
            link.execute("UPDATE document SET restricted_by = '' WHERE id = %s", (document_id,))
    act(as_("manager"), case_id, LiftRestriction, document_id=document_id, because=WHY)
    assert not any(each.restricted for each in see(as_("caseworker"), case_id).documents)


def test_a_bundle_with_it_needs_a_manager_and_a_reason(
    as_: As, database: str, colleagues: Team
) -> None:
    case_id, _ = marked(as_)
    entries = json.dumps([["Report", 1, 1, "", FILE]])
    for who, because in (("caseworker", WHY), ("manager", "Short")):
        with colleagues.connect(database, who) as link, pytest.raises(
                psycopg.errors.InsufficientPrivilege, match="by a manager, with a reason"):
            link.execute(BUNDLE, (case_id, FILE, entries, because))
    with colleagues.connect(database, "caseworker") as link:
        link.execute(BUNDLE, (case_id, FILE, json.dumps([["Other", 1, 1, "", "0" * 64]]), ""))
    with colleagues.connect(database, "manager") as link:
        link.execute(BUNDLE, (case_id, FILE, entries, WHY))


def test_versions_marks_and_pins_move_to_the_closed_side_and_work_there(as_: As) -> None:
    case_id, document_id = marked(as_)
    boss = as_("manager")
    act(boss, case_id, AddNote, text="Never to her work address.", promised_by=boss.today())
    second = act(boss, case_id, AddVersion, document_id=document_id, because="A better scan.",
                 files=(Incoming("b.txt", b"Again"),))
    act(boss, case_id, doing.Restrict, because=WHY)
    (report,) = [each for each in see(boss, case_id).documents if each.title == "Report"]
    assert (report.id, report.version_words) == (second, "version 2 of 2")
    assert report.restricted and report.earlier[0].restricted
    assert boss.ask(content, sha256=report.earlier[0].sha256) == b"Medical report"
    (note,) = [each.note for each in see(boss, case_id).timeline if each.note]
    act(boss, case_id, PinNote, note_id=note.note_id)
    act(boss, case_id, AddVersion, document_id=second, because="Once more.",
        files=(Incoming("c.txt", b"Third"),))
    assert max(each.of for each in see(boss, case_id).documents) == 3


def test_a_complaint_has_all_of_it_for_its_members(as_: As) -> None:
    post = as_("correspondence")
    case_id = log_closed(post)
    act(post, case_id, AddNote, text="She called.", promised_by=post.today())
    (note,) = [each.note for each in see(post, case_id).timeline
               if each.note and each.detail == "She called."]
    act(post, case_id, PinNote, note_id=note.note_id)
    (document_id,) = act(post, case_id, AddDocument, title="Report",
                         files=(Incoming("a.txt", b"Of the complaint"),))
    act(post, case_id, RestrictDocument, document_id=document_id, because="Medical")
    act(post, case_id, AddVersion, document_id=document_id, because="A better scan.",
        files=(Incoming("b.txt", b"Again"),))
    view = see(post, case_id)
    (report,) = [each for each in view.documents if each.title == "Report"]
    assert report.restricted and report.of == 2
    assert "Pinned note, promised by 12 Mar 2026" in [
        each.what for each in view.timeline if each.note]


def test_a_bundle_of_a_complaint_stays_with_its_members(as_: As) -> None:
    post, boss = as_("correspondence"), as_("manager")
    case_id = log_closed(post)
    built = Built(b"%PDF closed", sha256_of(b"%PDF closed"), 1, (
        Entry("Her letter", 1, 1, "", "0" * 64),))
    act(post, case_id, RecordBundle, purpose="Whole file", built=built)
    (made,) = post.ask(bundles_made, case_id=case_id)
    assert post.ask(content, sha256=made.sha256) == b"%PDF closed"
    assert boss.ask(bundles_made, case_id=case_id) == ()
    with pytest.raises(Damaged):
        boss.ask(content, sha256=made.sha256)
