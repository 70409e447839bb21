"""Versions of a document, the restricted mark on one, and what the mark keeps back."""

from __future__ import annotations

import re
from typing import Any

import pytest

from caseworker.actions.bundles import RecordBundle
from caseworker.actions.document_marks import (
    AddVersion,
    CopyRestricted,
    LiftRestriction,
    RestrictDocument,
)
from caseworker.actions.documents import AddDocument, Incoming
from caseworker.actions.office_work import AddColleague
from caseworker.bundles import Built, Entry
from caseworker.office import Office, Refused
from caseworker.queries.case import DocumentView, journal
from caseworker.queries.papers import bundle_parts, content
from caseworker.records.contents import sha256_of
from caseworker.rules.lifecycle import Role
from tests.support.review import act, open_review, see

WHY = "The court asked for the whole file."


def add(office: Office, case_id: int, content: bytes = b"First scan") -> int:
    """A document of the case; returns its id."""
    (made,) = act(office, case_id, AddDocument, title="Custody record", kind="MPS papers",
                  files=(Incoming("scan.txt", content),))
    found: int = made
    return found


def renew(office: Office, case_id: int, document_id: int, content: bytes, **given: Any) -> int:
    found: int = act(office, case_id, AddVersion, document_id=document_id, **{
        "because": "A better scan.", "files": (Incoming("again.txt", content),), **given})
    return found


def shown(office: Office, case_id: int) -> DocumentView:
    """The one document of this title that the case shows."""
    (one,) = [each for each in see(office, case_id).documents if each.title == "Custody record"]
    return one


def bundle(office: Office, case_id: int, *sha256: str, because: str = "") -> Any:
    entries = tuple(Entry(f"Paper {n}", 1, 1, "", each) for n, each in enumerate(sha256))
    return act(office, case_id, RecordBundle, purpose="Court", because=because,
               built=Built(b"%PDF", sha256_of(b"%PDF"), 1, entries))


@pytest.fixture
def worker(office: Office) -> Office:
    """A colleague who is no manager."""
    office.do(AddColleague(login="pshah", colleague_name="Priya Shah", roles=(Role.CASEWORKER,)))
    return office.working_as("pshah")


def test_a_new_version_is_shown_and_the_others_stay_readable(office: Office) -> None:
    case_id = open_review(office)
    first = add(office, case_id)
    second = renew(office, case_id, first, b"Second scan")
    third = renew(office, case_id, second, b"Third scan", because="The MPS sent it again.")
    one = shown(office, case_id)
    assert (one.id, one.version_words, one.because) == (
        third, "version 3 of 3", "The MPS sent it again.")
    assert [(each.version, each.because) for each in one.earlier] == [
        (2, "A better scan."), (1, "")]
    assert one.kind == "MPS papers" and all(each.by and each.added for each in one.earlier)
    assert [office.ask(content, sha256=each.sha256) for each in (one, *one.earlier)] == [
        b"Third scan", b"Second scan", b"First scan"]
    parts = [each for each in office.ask(bundle_parts, case_id=case_id)
             if each.title == "Custody record"]
    assert [each.sha256 for each in parts] == [one.sha256]
    told = [each.what for each in see(office, case_id).timeline if each.icon == "document"]
    assert told.count("New version: Custody record") == 2


@pytest.mark.parametrize(("given", "words"), [
    ({"because": ""}, "Enter why there is a new version"),
    ({"files": ()}, "Drop a file, or press Ctrl+O"),
    ({"files": (Incoming("a.txt", b"a"), Incoming("b.txt", b"b"))}, "Choose one file"),
    ({"files": (Incoming("a.txt", b"First scan"),)}, "This is the same file as the version"),
    ({"files": (Incoming("a.txt", b""),)}, "a.txt is empty"),
])
def test_what_is_no_version(office: Office, given: dict[str, Any], words: str) -> None:
    case_id = open_review(office)
    with pytest.raises(Refused, match=re.escape(words)):
        renew(office, case_id, add(office, case_id), b"Second", **given)


def test_a_version_follows_the_one_that_is_shown(office: Office) -> None:
    case_id, other = open_review(office), open_review(office)
    first = add(office, case_id)
    renew(office, case_id, first, b"Second")
    with pytest.raises(Refused, match="There is a newer version already"):
        renew(office, case_id, first, b"Third")
    with pytest.raises(Refused, match="no such document"):
        renew(office, other, first, b"Third")


def test_what_came_with_an_earlier_version_goes_with_it(office: Office) -> None:
    case_id = open_review(office)
    (mail,) = act(office, case_id, AddDocument, title="Custody record", files=(
        Incoming("mail.txt", b"Mail", parts=(Incoming("part.txt", b"Part"),)),))
    before = len(see(office, case_id).documents)
    renew(office, case_id, mail, b"Mail again")
    assert len(see(office, case_id).documents) == before - 1


def test_the_mark_is_shown_and_goes_on_with_the_next_version(office: Office) -> None:
    case_id = open_review(office)
    first = add(office, case_id)
    act(office, case_id, RestrictDocument, document_id=first, because="Medical")
    assert shown(office, case_id).restricted.startswith("Restricted: Medical. Marked by ")
    with pytest.raises(Refused, match="marked already"):
        act(office, case_id, RestrictDocument, document_id=first, because="Again")
    second = renew(office, case_id, first, b"Second")
    assert shown(office, case_id).restricted.startswith("Restricted: Medical. ")
    with pytest.raises(Refused, match="Reason must be 20 characters"):
        act(office, case_id, LiftRestriction, document_id=second, because="Short")
    act(office, case_id, LiftRestriction, document_id=second, because="She agreed in writing.")
    assert shown(office, case_id).restricted == ""
    told = [each.action for each in office.ask(journal, case_id=case_id)]
    assert {"Mark a document as restricted", "Take the restricted mark off"} <= set(told)


def test_only_a_manager_takes_the_mark_off(office: Office, worker: Office) -> None:
    case_id = open_review(office)
    first = add(office, case_id)
    view = see(worker, case_id)
    done = worker.do(RestrictDocument(case_id=case_id, version=view.row.version,
                                      document_id=first, because="About a neighbour"))
    assert done.undo is not None and done.undo.action is None
    assert done.undo.why_not == "Ask a manager to take the mark off."
    with pytest.raises(Refused, match="needs the role manager"):
        act(worker, case_id, LiftRestriction, document_id=first, because=WHY)
    assert see(worker, case_id).steps["LiftRestriction"].blocked


def mail(office: Office, case_id: int) -> tuple[DocumentView, DocumentView, DocumentView]:
    """An email, and two files that came with it."""
    act(office, case_id, AddDocument, title="Mail", files=(Incoming("mail.txt", b"Mail", parts=(
        Incoming("one.txt", b"One"), Incoming("two.txt", b"Two"))),))
    return together(office, case_id)


def together(office: Office, case_id: int) -> tuple[DocumentView, DocumentView, DocumentView]:
    whole, one, two = see(office, case_id).documents[-3:]
    return whole, one, two


def test_what_came_with_a_marked_email_is_held_back_with_it(office: Office) -> None:
    case_id = open_review(office)
    whole, one, _ = mail(office, case_id)
    act(office, case_id, RestrictDocument, document_id=whole.id, because="Medical")
    assert [each.mark for each in together(office, case_id)] == ["own", "with", "with"]
    assert together(office, case_id)[1].restricted.startswith(
        "Restricted with “Mail”, which it came with: Medical. Marked by ")
    with pytest.raises(Refused, match="“Mail”, which it came with, is marked"):
        act(office, case_id, RestrictDocument, document_id=one.id, because="Medical")
    with pytest.raises(Refused, match="The mark is on “Mail”"):
        act(office, case_id, LiftRestriction, document_id=one.id, because=WHY)
    act(office, case_id, LiftRestriction, document_id=whole.id, because=WHY)
    assert not any(each.restricted or each.mark for each in together(office, case_id))


def test_an_attachment_is_marked_by_itself_and_holds_its_email_back(
    office: Office, worker: Office
) -> None:
    case_id = open_review(office)
    whole, one, _ = mail(office, case_id)
    act(office, case_id, RestrictDocument, document_id=one.id, because="Medical")
    assert [each.mark for each in together(office, case_id)] == ["within", "own", ""]
    assert together(office, case_id)[0].restricted.startswith(
        f"Restricted for “{one.title}”, which is in it: Medical. Marked by ")
    assert [each.sha256 for each in office.ask(bundle_parts, case_id=case_id)
            if each.restricted] == [whole.sha256]
    with pytest.raises(Refused, match="1 item is restricted"):
        bundle(worker, case_id, whole.sha256)
    bundle(office, case_id, whole.sha256, because=WHY)
    act(office, case_id, RestrictDocument, document_id=whole.id, because="About a neighbour")
    assert [each.mark for each in together(office, case_id)] == ["own", "own", "with"]
    act(office, case_id, LiftRestriction, document_id=one.id, because=WHY)
    assert [each.mark for each in together(office, case_id)] == ["own", "with", "with"]


def test_what_is_restricted_goes_into_a_bundle_by_a_manager_with_a_reason(
    office: Office, worker: Office
) -> None:
    case_id = open_review(office)
    one, two = add(office, case_id), add(office, case_id, b"Another")
    for each in (one, two):
        act(office, case_id, RestrictDocument, document_id=each, because="Medical")
    marked = [each for each in office.ask(bundle_parts, case_id=case_id) if each.restricted]
    hashes = [each.sha256 for each in marked]
    assert len(hashes) == 2
    with pytest.raises(Refused, match=r"^2 items are restricted. Take them out or ask a manager"):
        bundle(worker, case_id, *hashes)
    with pytest.raises(Refused, match=r"^1 item is restricted. Take it out or ask a manager"):
        bundle(worker, case_id, hashes[0], because=WHY)
    with pytest.raises(Refused, match="Reason must be 20 characters"):
        bundle(office, case_id, *hashes, because="Court")
    bundle(office, case_id, *hashes, because=WHY)
    bundle(worker, case_id, sha256_of(b"something else"))


def test_a_copy_of_a_restricted_document_is_in_the_journal(office: Office) -> None:
    case_id = open_review(office)
    first = add(office, case_id)
    act(office, case_id, RestrictDocument, document_id=first, because="Medical")
    with pytest.raises(Refused, match="Enter why you need a copy"):
        act(office, case_id, CopyRestricted, document_id=first)
    act(office, case_id, CopyRestricted, document_id=first, because=WHY)
    assert "Copy of a restricted document taken" in [
        each.what for each in see(office, case_id).timeline]
