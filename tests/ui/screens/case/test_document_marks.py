"""Versions and the restricted mark at the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from caseworker.actions.document_marks import AddVersion, RestrictDocument
from caseworker.actions.documents import AddDocument, Incoming
from caseworker.office import Office
from tests.support.case_page import dialog, open_page, rest, tab, words
from tests.support.review import act, open_review, see
from ui.screens.case import documents
from ui.screens.case.bundle import BundleTab
from ui.screens.case.document_list import detail
from ui.screens.case.document_marks import VersionsDialog, add_version
from ui.screens.case.documents import DocumentsTab
from ui.screens.case.page import CasePage
from ui.widgets.action_dialog import ActionDialog


@pytest.fixture
def case_id(desk: Office) -> int:
    """A case with a record in two versions, and one more paper."""
    made = open_review(desk)
    (first,) = act(desk, made, AddDocument, title="Record", files=(Incoming("a.txt", b"Old"),))
    act(desk, made, AddVersion, document_id=first, because="Page 2 was missing.",
        files=(Incoming("b.txt", b"New"),))
    return made


@pytest.fixture
def page(desk: Office, qtbot: QtBot, case_id: int) -> CasePage:
    made = open_page(qtbot, desk, case_id)
    made.open(case_id=case_id, tab="DocumentsTab")
    rest(qtbot, made)
    choose(made, "Record")
    return made


def choose(page: CasePage, title: str) -> None:
    shown = tab(page, DocumentsTab).list
    titles = [each.title for each in shown.documents]
    shown.setCurrentIndex(shown.model().index(titles.index(title), 0))


def test_earlier_versions_are_reached_by_key(
    page: CasePage, desk: Office, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = tab(page, DocumentsTab)
    now = part.list.current()
    assert now is not None and "version 2 of 2" in detail(now)
    assert part.versions.text() == "Versions (2)"
    part.list.setFocus()
    qtbot.keyClick(part.list, Qt.Key.Key_H)
    (versions,) = part.findChildren(VersionsDialog)
    said = [versions.list.item(n).text() for n in range(versions.list.count())]
    assert said[0].startswith("Version 2: added ") and said[0].endswith("Page 2 was missing.")
    assert said[1].startswith("Version 1: added ") and " by " in said[1]
    versions.list.setCurrentRow(1)
    qtbot.keyClick(versions.list, Qt.Key.Key_Return)
    rest(qtbot, page)
    assert part.old.isVisible() and any("This is version 1 of 2" in each for each in words(part))
    saved: list[bytes] = []
    monkeypatch.setattr(documents, "save_copy", lambda *given: saved.append(given[3]()))
    part.save.click()
    qtbot.waitUntil(lambda: saved == [b"Old"])
    part.old.action.click()
    rest(qtbot, page)
    assert not part.old.isVisible()
    part.save.click()
    qtbot.waitUntil(lambda: saved == [b"Old", b"New"])


def test_a_new_version_is_read_asked_about_and_shown(
    page: CasePage, desk: Office, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "third.txt"
    file.write_bytes(b"Third")
    now = tab(page, DocumentsTab).list.current()
    assert now is not None
    add_version(page, now, file)
    qtbot.waitUntil(lambda: any(each.isVisible() for each in page.findChildren(ActionDialog)))
    ask = dialog(page)
    ask.save.click()
    rest(qtbot, page)
    assert "Enter why there is a new version" in words(ask)
    ask.form.fields["because"].put("The MPS sent it again.")
    ask.save.click()
    part = tab(page, DocumentsTab)
    qtbot.waitUntil(lambda: "Record" in [each.title for each in part.list.documents
                                         if each.of == 3])


def test_a_marked_document_says_so_and_its_copy_needs_a_reason(
    page: CasePage, desk: Office, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = tab(page, DocumentsTab)
    part.list.setFocus()
    qtbot.keyClick(part.list, Qt.Key.Key_R)
    ask = dialog(page)
    ask.form.fields["because"].put("Medical")
    ask.save.click()
    qtbot.waitUntil(lambda: part.mark.text() == "Take the mark off")
    now = part.list.current()
    assert now is not None and detail(now).startswith("Restricted, ")
    assert any(each.startswith("Restricted: Medical. Marked by") for each in words(part.facts))
    saved: list[bytes] = []
    monkeypatch.setattr(documents, "save_copy", lambda *given: saved.append(given[3]()))
    part.save.click()
    ask = dialog(page)
    ask.form.fields["because"].put("The solicitor asked for it.")
    assert not saved
    ask.save.click()
    qtbot.waitUntil(lambda: saved == [b"New"])


def test_what_came_with_a_marked_email_says_where_the_mark_is(
    page: CasePage, desk: Office, qtbot: QtBot, case_id: int
) -> None:
    whole, *_ = act(desk, case_id, AddDocument, title="Mail", files=(
        Incoming("mail.txt", b"Mail", parts=(Incoming("part.txt", b"Part"),)),))
    act(desk, case_id, RestrictDocument, document_id=whole, because="Medical")
    page.refresh()
    part = tab(page, DocumentsTab)
    qtbot.waitUntil(lambda: whole in [each.parent_id for each in part.list.documents])
    choose(page, "Mail")
    assert part.mark.text() == "Take the mark off" and part.mark.isEnabled()
    (came,) = [each for each in part.list.documents if each.parent_id == whole]
    choose(page, came.title)
    assert detail(came).startswith("Restricted, ") and not part.mark.isEnabled()
    assert part.mark.toolTip() == "It is restricted with what it came with, which bears the mark"
    assert any("Restricted with “Mail”, which it came with" in each for each in words(part.facts))


def test_restricted_papers_come_unticked_and_are_a_managers_to_put_in(
    page: CasePage, desk: Office, qtbot: QtBot, case_id: int
) -> None:
    (marked,) = [each for each in see(desk, case_id).documents if each.title == "Record"]
    act(desk, case_id, RestrictDocument, document_id=marked.id, because="Medical")
    worker = open_page(qtbot, desk.working_as("pshah"), case_id)
    worker.open(case_id=case_id, tab="BundleTab")
    rest(qtbot, worker)
    part = tab(worker, BundleTab)
    part.parts.every.click()
    assert not any(each.restricted for each in part.parts.chosen())
    rows = {part.parts.list.item(n).text(): part.parts.list.item(n)
            for n in range(part.parts.list.count())}
    (row,) = [item for text, item in rows.items() if "Record" in text]
    assert "Restricted, " in row.text() and not row.icon().isNull()
    row.setCheckState(Qt.CheckState.Checked)
    part.start()
    assert "1 item is restricted. Take it out or ask a manager" in part.errors.accessibleName()
    assert part._job is None
    (other,) = act(desk, case_id, AddDocument, title="Log", files=(Incoming("l.txt", b"Log"),))
    act(desk, case_id, RestrictDocument, document_id=other, because="About a neighbour")
    worker.refresh()
    qtbot.waitUntil(lambda: sum(each.restricted for each in part.parts._parts()) == 2)
    for n, each in enumerate(part.parts._parts()):
        if each.restricted:
            part.parts.list.item(n).setCheckState(Qt.CheckState.Checked)
    part.start()
    assert "2 items are restricted. Take them out or ask a manager" in part.errors.accessibleName()
