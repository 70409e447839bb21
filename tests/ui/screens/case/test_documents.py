"""The documents of a case: adding, looking, saving a copy, and bytes that have gone bad."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from caseworker.actions.bundles import RecordBundle
from caseworker.actions.documents import AddDocument, Incoming
from caseworker.bundles import Built, Entry
from caseworker.office import Office
from tests.support.case_page import dialog, open_page, rest, tab, words
from tests.support.review import act, open_review, see
from ui.screens.case import documents
from ui.screens.case.document_add import add_files
from ui.screens.case.document_list import detail, in_order
from ui.screens.case.documents import DocumentsTab
from ui.screens.case.page import CasePage
from ui.widgets import save_file


@pytest.fixture
def page(desk: Office, qtbot: QtBot) -> CasePage:
    """The documents of a case with one letter."""
    made = open_page(qtbot, desk, open_review(desk))
    made.open(case_id=made.view.row.id, tab="DocumentsTab")
    rest(qtbot, made)
    return made


def test_a_file_is_read_asked_about_and_added(
    page: CasePage, desk: Office, qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "custody.txt"
    file.write_text("Custody record")
    monkeypatch.setattr(documents.QFileDialog, "getOpenFileNames",
                        lambda *_: ([str(file)], ""))
    page._part.list.setFocus()
    qtbot.keyClick(page._part.list, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    rest(qtbot, page)
    assert not dialog(page).form.fields["same_file_again"].isVisible()
    dialog(page).form.fields["kind"].put("MPS papers")
    dialog(page).save.click()
    rest(qtbot, page)
    added = see(desk, page.view.row.id).documents[-1]
    assert (added.title, added.kind, added.pages) == ("custody.txt", "MPS papers", 1)
    assert page._tab_bar.tabText(3) == "Documents (2)"


def test_the_same_file_is_offered_to_be_kept_again(
    page: CasePage, desk: Office, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "again.txt"
    file.write_bytes(b"Please review my complaint.")  # the very bytes of the letter
    add_files(page, [file])
    rest(qtbot, page)
    dialog(page).save.click()
    rest(qtbot, page)
    again = dialog(page).form.fields["same_file_again"]
    assert again.isVisible()
    assert again._wrong.startswith("This is the same file as letter.txt")
    again.put(True)
    dialog(page).save.click()
    rest(qtbot, page)
    assert len(see(desk, page.view.row.id).documents) == 2


def test_files_can_be_dropped_and_folders_can_not(
    page: CasePage, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "dropped.txt"
    file.write_text("Dropped")
    for path, opens in ((tmp_path, False), (file, True)):
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path))])
        page._part.dropEvent(QDropEvent(
            QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier))
        rest(qtbot, page)
        if opens:
            assert "dropped.txt." in words(dialog(page))
            dialog(page).reject()
        else:
            assert "Nothing was added." in words(page.window())


def test_files_read_for_one_case_never_land_in_another(
    page: CasePage, desk: Office, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "late.txt"
    file.write_text("Late")
    other = open_review(desk)
    add_files(page, [file])
    page.host.show_screen("case", case_id=other)
    qtbot.waitUntil(lambda: page.view is not None and not page.jobs._open)
    assert "The files were not added." in words(page.window())


def test_a_file_that_cannot_be_read_is_said(page: CasePage, qtbot: QtBot, tmp_path: Path) -> None:
    add_files(page, [tmp_path / "gone.txt"])
    rest(qtbot, page)
    assert "The file was not added." in words(page.window())


def test_attachments_stand_below_their_email(desk: Office) -> None:
    case_id = open_review(desk)
    for name in ("first", "second"):
        parts = tuple(Incoming(f"{name}-{n}.txt", f"{name} {n}".encode()) for n in range(2))
        act(desk, case_id, AddDocument, files=(
            Incoming(f"{name}.eml", name.encode(), kind="E-mail", parts=parts),))
    documents = in_order(see(desk, case_id).documents)
    assert [each.name for each in documents][1:] == [
        "first.eml", "first-0.txt", "first-1.txt", "second.eml", "second-0.txt", "second-1.txt"]
    assert detail(documents[1]).startswith("Email")


def test_a_page_is_shown_and_a_copy_is_saved(
    desk: Office, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = open_review(desk)
    act(desk, case_id, AddDocument, files=(
        Incoming("two.txt", b"Two words", pages=1, sender="The MPS"),))
    page = open_page(qtbot, desk, case_id)
    page.open(case_id=case_id, tab="DocumentsTab")
    rest(qtbot, page)
    shown = tab(page, DocumentsTab)
    qtbot.keyClick(shown.list, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: not shown.pages._sheet.pixmap().isNull())
    assert shown.pages._sheet.accessibleName() == "two.txt, page 1 of 1"
    assert "From The MPS" in words(shown.facts)
    place = tmp_path / "copy.txt"
    monkeypatch.setattr(save_file.QFileDialog, "getSaveFileName", lambda *_: (str(place), ""))
    shown.save.click()
    rest(qtbot, page)
    qtbot.waitUntil(place.exists)
    assert place.read_bytes() == b"Two words"


def test_a_document_says_which_bundles_it_is_in(desk: Office, qtbot: QtBot) -> None:
    case_id = open_review(desk)
    act(desk, case_id, AddDocument, files=(Incoming("kept.txt", b"Kept"),))
    hashed = hashlib.sha256(b"Kept").hexdigest()
    for purpose in ("Court", "Decision maker", "Court"):
        act(desk, case_id, RecordBundle, purpose=purpose, built=Built(
            purpose.encode(), "", 2, (Entry("Another title by now", 1, 1, "", hashed),)))
    assert [each.bundles for each in see(desk, case_id).documents] == [
        (), ("Court", "Decision maker")]
    page = open_page(qtbot, desk, case_id)
    page.open(case_id=case_id, tab="DocumentsTab")
    rest(qtbot, page)
    shown = tab(page, DocumentsTab)
    qtbot.keyClick(shown.list, Qt.Key.Key_End)
    assert "In bundle: Court and Decision maker" in words(shown.facts)
    model = shown.list.model()
    assert [model.data(model.index(n, 0), Qt.ItemDataRole.AccessibleTextRole).endswith("in bundle")
            for n in range(2)] == [False, True]


def test_ctrl_f_finds_words_in_the_chosen_document(desk: Office, qtbot: QtBot) -> None:
    case_id = open_review(desk)
    act(desk, case_id, AddDocument, files=(
        Incoming("mine.txt", b"Please look at\nmy complaint.", pages=1),))
    page = open_page(qtbot, desk, case_id)
    page.open(case_id=case_id, tab="DocumentsTab")
    rest(qtbot, page)
    shown = tab(page, DocumentsTab)
    qtbot.keyClick(shown.list, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: not shown.pages._sheet.pixmap().isNull())
    shown.list.setFocus()
    qtbot.keyClick(shown.list, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert shown.pages.find_bar.line.hasFocus()
    qtbot.keyClicks(shown.pages.find_bar.line, "my COMPLAINT")
    qtbot.keyClick(shown.pages.find_bar.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown.pages.find_bar.count.text() == "1 of 1, page 1")


def test_a_damaged_document_says_so_in_words(desk: Office, qtbot: QtBot) -> None:
    case_id = open_review(desk)
    act(desk, case_id, AddDocument, files=(Incoming("bad.txt", b"Good", pages=1),))
    with desk.engine.begin() as connection:
        connection.execute(  # a stray piece: nothing that is there can be changed
            text("INSERT INTO content_chunk (sha256, n, data) VALUES (:hash, 1, x'21')"),
            {"hash": hashlib.sha256(b"Good").hexdigest()})
    page = open_page(qtbot, desk, case_id)
    page.open(case_id=case_id, tab="DocumentsTab")
    rest(qtbot, page)
    shown = tab(page, DocumentsTab)
    shown.list.setCurrentIndex(shown.list.model().index(1, 0))
    qtbot.waitUntil(shown.damaged.isVisible)
    assert "This document is damaged. Restore it from a backup." in words(shown.damaged)
    shown.list.setCurrentIndex(shown.list.model().index(0, 0))
    rest(qtbot, page)
    assert not shown.damaged.isVisible()


def test_an_empty_tab_says_what_to_do(desk: Office, qtbot: QtBot) -> None:
    case_id = open_review(desk)
    with desk.engine.begin() as connection:
        connection.execute(text("DELETE FROM document"))
    page = open_page(qtbot, desk, case_id)
    page.open(case_id=case_id, tab="DocumentsTab")
    rest(qtbot, page)
    assert "No documents yet. Drop files here, or press Ctrl+O." in words(page._part)
    assert page._part.nothing.action.isVisible()
