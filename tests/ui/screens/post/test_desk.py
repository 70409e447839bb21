"""The post desk on a real office: what is logged, what is said, what is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from caseworker.actions.post import ChangeRoute, SetAside
from caseworker.drafts import Drafts
from caseworker.intake import Reading
from caseworker.office import Office
from caseworker.queries.case import CaseView
from caseworker.queries.post import post_list
from caseworker.rules.facts import Applicant
from tests.support import access, files
from tests.support.on_screen import closed
from tests.support.post_desk import RUTH, add, file_of, fill, form_of, save, settle, wrong
from tests.support.review import log, open_review, see
from ui import theme
from ui.screens.case.page import CasePage
from ui.screens.post import batch
from ui.screens.post.batch import Item
from ui.screens.post.desk import PostDesk
from ui.screens.post.log_body import LogBody, UnreadBody
from ui.screens.post.open_body import OpenBody, WaitingBody
from ui.shell import MainWindow
from ui.somebody_else import SomebodyElse
from ui.widgets.action_dialog import ActionDialog

# What touches no database beyond opening it needs one engine only.
one_engine = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def words(root: QWidget) -> str:
    return " ".join(each.text() for each in root.findChildren(QLabel) if each.isVisible())


def listed(desk: PostDesk) -> list[str]:
    return [desk.list.item(row).text() for row in range(desk.list.count())]


def dialog_of(desk: PostDesk) -> ActionDialog:
    found = [each for each in desk.findChildren(ActionDialog) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def case_shown(desk: PostDesk, office: Office) -> CaseView:
    page = desk.host.screen_shown  # type: ignore[attr-defined]  # the window, in a test
    assert isinstance(page, CasePage)
    return see(office, page._case_id)


class Typist:
    """Presses keys where the focus is and counts them; a key held with Ctrl counts as two."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot, self.presses = qtbot, 0

    def press(self, key: Qt.Key, times: int = 1, *, ctrl: bool = False) -> None:
        for _ in range(times):
            focus = QApplication.focusWidget()
            assert focus is not None
            if ctrl:
                self.qtbot.keyClick(focus, key, CTRL)
            else:
                self.qtbot.keyClick(focus, key)
            self.presses += 2 if ctrl else 1

    def type(self, text: str) -> None:
        self.qtbot.keyClicks(QApplication.focusWidget(), text)
        self.presses += len(text)


def test_one_item_takes_no_more_than_80_keys(
    qtbot: QtBot, desk: PostDesk, office: Office, letter: Path
) -> None:
    qtbot.waitUntil(lambda: desk.window().isActiveWindow())
    add(qtbot, desk, letter)
    QGuiApplication.clipboard().setText("14 Larch House\nTudor Grove\nLondon E9 7SN")
    hand = Typist(qtbot)
    hand.type("1")  # the route; the first field has the focus after it
    hand.type("10 3")  # date received
    hand.press(KEY.Key_Tab)
    hand.type("8 3")  # date on letter
    hand.press(KEY.Key_Tab, 2)
    hand.type("Ruth Abernathy")
    hand.press(KEY.Key_Tab)
    hand.type("PC/04733/25")
    hand.press(KEY.Key_Tab, 2)
    hand.press(KEY.Key_V, ctrl=True)  # the address, copied from the text beside the form
    hand.press(KEY.Key_Tab, 3)
    hand.type("19 2")  # date on MPS outcome letter
    hand.press(KEY.Key_Tab, 2)
    hand.type(" ")  # large print
    hand.press(KEY.Key_S, ctrl=True)
    settle(qtbot, desk)
    assert hand.presses <= 80
    item, = office.ask(post_list)
    assert (item.name, item.address, item.postcode, item.mps_reference, item.adjustments) == (
        "Ruth Abernathy", "14 Larch House\nTudor Grove\nLondon", "E9 7SN", "PC/04733/25",
        "Large print")
    assert f"{item.received} {item.written} {item.outcome_letter_dated}" == (
        "2026-03-10 2026-03-08 2026-02-19")
    assert desk.sentence.text().startswith("1 of 1 logged. Average ")


@one_engine
def test_a_date_that_is_none_is_said_at_its_field_and_above_and_nothing_typed_is_lost(
    qtbot: QtBot, desk: PostDesk, letter: Path
) -> None:
    add(qtbot, desk, letter)
    fill(desk, **RUTH | {"outcome_letter_dated": "31 2 2026", "name": "", "received": ""})
    save(qtbot, desk)
    assert wrong(desk) == {
        "received": "Enter the date received", "name": "Enter the full name",
        "outcome_letter_dated": "Date on MPS outcome letter must be a real date"}
    summary = form_of(desk).summary
    assert summary.accessibleName() == (
        "There is a problem: Enter the date received. Enter the full name. "
        "Date on MPS outcome letter must be a real date")
    assert form_of(desk).fields["outcome_letter_dated"].raw() == "31 2 2026"
    fill(desk, **RUTH, received="t")
    save(qtbot, desk)
    assert isinstance(desk.body, OpenBody)


def test_save_and_open_goes_on_to_the_review_request_and_then_to_its_case(
    qtbot: QtBot, desk: PostDesk, office: Office, letter: Path
) -> None:
    add(qtbot, desk, letter)
    fill(desk, **RUTH)
    assert desk.body.buttons[0].text() == "Save and open the review request"
    save(qtbot, desk)
    assert isinstance(desk.body, OpenBody)
    assert desk.papers.pages._pages == 1  # the page is still beside it
    raw = {name: field.raw() for name, field in form_of(desk).fields.items()}
    assert raw["name"] == "Ruth Abernathy" and raw["mps_reference"] == "PC/04733/25"
    assert raw["address"] == "14 Larch House\nTudor Grove\nLondon\nE9 7SN"
    assert raw["outcome_letter_dated"] == "19 February 2026" and raw["in_writing"] is True
    save(qtbot, desk)
    assert wrong(desk) == {"about": "Enter what the complaint is about"}
    fill(desk, about="No response to reports", applicant=Applicant.COMPLAINANT)
    save(qtbot, desk)
    view = case_shown(desk, office)
    assert (view.row.name, view.row.about) == ("Ruth Abernathy", "No response to reports")
    assert view.row.mps_reference == "PC/04733/25"
    assert office.ask(post_list) == () and desk.batch.drafts() == {}


def test_a_representative_opens_a_part_of_the_form(
    qtbot: QtBot, desk: PostDesk, office: Office, letter: Path
) -> None:
    add(qtbot, desk, letter)
    fill(desk, **RUTH)
    save(qtbot, desk)
    form = form_of(desk)
    assert not form.card.isVisible()
    fill(desk, about="No response", applicant=Applicant.REPRESENTATIVE,
         **{"representative.consent_signed_on": "31 2"})
    assert form.card.isVisible()
    assert "Attach the consent, or choose Parent or guardian of a child under 16" in words(form)
    save(qtbot, desk)
    assert wrong(desk) == {
        "representative.consent_signed_on": "Date consent was signed must be a real date"}
    fill(desk, **{"representative.consent_signed_on": "1 3 2026"})
    save(qtbot, desk)
    assert wrong(desk) == {"representative.name": "Enter the full name",
                           "representative.address": "Enter an address or an email address"}
    fill(desk, **{
        "representative.name": "Aberra Tesfaye", "representative.relationship_words": "solicitor",
        "representative.address": "1 Chancery Row, London WC2A 1AA",
        "representative.consent_written": True, "representative.consent_covers_this_review": True})
    save(qtbot, desk)
    people = {person.part: person for person in case_shown(desk, office).people}
    other = people["representative"]
    assert (other.name, other.postcode, other.consent_written) == (
        "Aberra Tesfaye", "WC2A 1AA", True)


@one_engine
def test_what_is_typed_stays_with_its_item(
    qtbot: QtBot, desk: PostDesk, letter: Path, tmp_path: Path
) -> None:
    other = file_of(tmp_path, "Scan 0008.txt", b"Another letter")
    add(qtbot, desk, letter, other)
    fill(desk, name="Ruth Abernathy", outcome_letter_dated="31 2")
    desk.list.choose(desk.batch.items[1])
    assert form_of(desk).fields["name"].raw() == ""
    desk.list.choose(desk.batch.items[0])
    assert form_of(desk).fields["name"].raw() == "Ruth Abernathy"
    assert form_of(desk).fields["outcome_letter_dated"].raw() == "31 2"
    assert "Typing kept" in desk.list.item(0).toolTip()


@one_engine
def test_a_card_of_the_list_stands_in_the_middle_of_the_ring(
    qtbot: QtBot, desk: PostDesk, letter: Path
) -> None:
    add(qtbot, desk, letter)
    row = desk.list.visualRect(desk.list.indexFromItem(desk.list.item(0)))
    shown = desk.list.viewport().grab(row).toImage().scaled(row.size())
    column = [shown.pixelColor(row.width() // 2, y) for y in range(row.height())]
    above = next(n for n, colour in enumerate(column) if colour != column[0])
    below = next(n for n, colour in enumerate(reversed(column)) if colour != column[-1])
    assert above > 0 and abs(above - below) <= 1


@one_engine
def test_a_file_that_is_too_large_is_named(
    qtbot: QtBot, desk: PostDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "LARGEST_FILE", 100)
    add(qtbot, desk, file_of(tmp_path, "Scan 0011.pdf", bytes(101)))
    assert desk.batch.items[0].words() == "Scan 0011.pdf is larger than 50 MB"
    assert "Scan 0011.pdf is larger than 50 MB" in words(desk)


def test_a_bad_file_stays_with_its_words_and_blocks_nothing(
    qtbot: QtBot, desk: PostDesk, office: Office, letter: Path, tmp_path: Path
) -> None:
    empty = file_of(tmp_path, "Scan 0009.pdf", b"")
    locked = file_of(tmp_path, "Scan 0010.pdf", files.pdf_locked())
    add(qtbot, desk, empty, tmp_path / "gone.pdf", locked, letter)
    said = [item.words() for item in desk.batch.items]
    assert said[0] == "Scan 0009.pdf is empty"
    assert "no longer where it was" in said[1] and "locked with a password" in said[2]
    assert isinstance(desk.body, UnreadBody)
    desk.list.choose(desk.batch.items[3])
    fill(desk, **RUTH, received="10 3")
    desk.body.save_only()
    settle(qtbot, desk)
    assert len(office.ask(post_list)) == 1
    assert form_of(desk).fields["received"].raw() == "10 March 2026"  # the last used in the batch


def test_the_same_file_again_is_named_and_asked_about(
    qtbot: QtBot, desk: PostDesk, office: Office, letter: Path, tmp_path: Path
) -> None:
    add(qtbot, desk, letter)
    fill(desk, **RUTH)
    desk.body.save_only()
    settle(qtbot, desk)
    again = file_of(tmp_path, "Scan 0010.txt", letter.read_bytes())
    add(qtbot, desk, again)
    assert desk.batch.items[0].words() == "Copy of Scan 0007.txt"
    assert isinstance(desk.body, LogBody)
    assert "This is the same file as Scan 0007.txt, logged 12 March 2026 by" in words(desk.body)
    fill(desk, **RUTH)
    desk.body.save_only()
    settle(qtbot, desk)
    assert len(office.ask(post_list)) == 1  # never silently
    assert "Log it again only if it came twice" in form_of(desk).summary.accessibleName()
    buttons = {each.text(): each for each in desk.body._note.buttons}  # type: ignore[union-attr]
    assert list(buttons) == ["Log it again", "Discard this copy", "See POST-2026-000001"]
    buttons["Log it again"].click()
    desk.body.save_only()
    settle(qtbot, desk)
    assert len(office.ask(post_list)) == 2


def test_a_copy_can_be_discarded_and_put_back(
    qtbot: QtBot, desk: PostDesk, office: Office, tmp_path: Path
) -> None:
    log(office, files=())
    one = file_of(tmp_path, "Scan 1.txt", b"Same bytes")
    two = file_of(tmp_path, "Scan 2.txt", b"Same bytes")
    add(qtbot, desk, one, two)
    desk.list.choose(desk.batch.items[1])
    assert "the same file as Scan 1.txt, which is on this list" in words(desk.body)
    desk.body._note.buttons[1].click()  # type: ignore[attr-defined, union-attr]
    assert [item.name for item in desk.batch.items] == ["Scan 1.txt"]
    desk.host.messages._close()  # type: ignore[attr-defined]  # "Put it back", in the notice
    assert [item.name for item in desk.batch.items] == ["Scan 1.txt", "Scan 2.txt"]


def test_a_possible_match_is_shown_while_typing_and_linked_with_a_reason(
    qtbot: QtBot, desk: PostDesk, office: Office, letter: Path
) -> None:
    case_id = open_review(office)
    add(qtbot, desk, letter)
    fill(desk, **RUTH | {"mps_reference": "PC/1/25"})
    assert isinstance(desk.body, LogBody)
    body = desk.body
    qtbot.waitUntil(lambda: len(body.matches.matches) == 1)
    assert "Ruth Abernathy, REV-2026-0001" in words(body.matches)
    assert "Same postcode and surname" in words(body.matches)
    desk.list.setFocus()
    qtbot.keyClick(desk.list, "m")
    settle(qtbot, desk)
    dialog = dialog_of(desk)
    dialog.submit()
    assert dialog.isVisible()
    dialog.form.fill({"because": "Same complaint, same sender"})
    settle(qtbot, desk)
    dialog.submit()
    settle(qtbot, desk)
    assert office.ask(post_list) == ()
    assert len(see(office, case_id).documents) == 2


def test_no_match_is_remembered_for_the_item(
    qtbot: QtBot, desk: PostDesk, office: Office, letter: Path
) -> None:
    open_review(office)
    add(qtbot, desk, letter)
    fill(desk, **RUTH)
    assert isinstance(desk.body, LogBody)
    body = desk.body
    qtbot.waitUntil(lambda: len(body.matches.matches) == 1)
    desk.list.setFocus()
    qtbot.keyClick(desk.list, "x")
    qtbot.waitUntil(lambda: not body.matches.matches)
    fill(desk, email="ruth@example.org")
    qtbot.waitUntil(lambda: not body._pause.isActive() and not desk.jobs._open)
    assert not body.matches.matches and not body.matches.isVisible()


def test_an_item_that_waits_joins_a_case_by_reference_or_is_set_aside(
    qtbot: QtBot, desk: PostDesk, office: Office
) -> None:
    case_id = open_review(office)
    first, second = log(office, same_file_again=True), log(office, same_file_again=True, name="B")
    desk.refresh()
    settle(qtbot, desk)
    assert listed(desk) == ["Waits for a case", "B", "Ruth Abernathy"]
    desk.list.choose(first)
    settle(qtbot, desk)
    assert isinstance(desk.body, WaitingBody)
    desk.list.setFocus()
    qtbot.keyClick(desk.list, "j")
    dialog = dialog_of(desk)
    dialog.form.fill({"reference": "REV-2026-0009", "because": "The police reply to our letter"})
    dialog.submit()
    settle(qtbot, desk)
    assert "There is no case with this reference" in dialog.form.summary.accessibleName()
    dialog.form.fill({"reference": "rev 2026 0001"})
    dialog.submit()
    settle(qtbot, desk)
    assert closed(dialog) and len(see(office, case_id).documents) == 2
    desk.list.choose(second)
    settle(qtbot, desk)
    desk.list.setFocus()
    qtbot.keyClick(desk.list, "d")
    dialog = dialog_of(desk)
    dialog.form.fill({"because": "An advertisement"})
    dialog.submit()
    settle(qtbot, desk)
    assert office.ask(post_list) == () and listed(desk) == []


def test_an_email_fills_the_form_and_its_attachments_are_tabs(
    qtbot: QtBot, desk: PostDesk, office: Office, tmp_path: Path
) -> None:
    attached = (("Outcome.pdf", files.pdf_text("Outcome of your complaint")),)
    mail = file_of(tmp_path, "Complaint.eml", files.eml(attachments=attached))
    add(qtbot, desk, mail)
    form = form_of(desk)
    raw = {name: form.fields[name].raw() for name in ("name", "email", "channel")}
    reading = desk.batch.items[0].reading
    assert reading is not None and reading.parts
    assert raw["channel"] == "e-mail" and "@" in raw["email"] and raw["name"]
    assert desk.papers.tab_bar.count() == 1 + len(reading.parts)
    fill(desk, route="other")
    save(qtbot, desk)
    item, = office.ask(post_list)
    assert item.email == raw["email"] and item.files[0].name == "Complaint.eml"


def test_the_day_an_email_was_sent_is_the_day_it_came(tmp_path: Path) -> None:
    reading = Reading(kind="email", sender="Ruth Abernathy <ruth@example.org>",
                      sent=date(2026, 3, 9))
    item = Item("x.eml", "x.eml", "0" * 64, b"x", reading)
    assert item.first_values(date(2026, 3, 12), date(2026, 3, 2)) == {
        "received": date(2026, 3, 9), "written": date(2026, 3, 9), "channel": "e-mail",
        "name": "Ruth Abernathy", "email": "ruth@example.org"}
    assert item.first_values(date(2026, 3, 8), None)["received"] == date(2026, 3, 8)


def test_what_was_typed_survives_a_crash(
    qtbot: QtBot, open_desk: Callable[[], PostDesk], drafts: Drafts, letter: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("ui.autosave.EVERY", 30)
    first = open_desk()
    add(qtbot, first, letter)
    fill(first, **RUTH | {"outcome_letter_dated": "31 2"})
    qtbot.waitUntil(lambda: drafts.path.exists())
    settle(qtbot, first)
    second = open_desk()  # the first never ended well
    assert second.offer.isVisible() and "1 item was typed and not saved" in words(second.offer)
    second.offer.wanted.emit()
    settle(qtbot, second)
    second.list.choose(second.batch.items[0])
    raw = {name: form_of(second).fields[name].raw() for name in RUTH}
    assert raw == RUTH | {"outcome_letter_dated": "31 2"}
    fill(second, outcome_letter_dated="19 2")
    second.body.save_only()
    settle(qtbot, second)
    qtbot.waitUntil(lambda: not drafts.path.exists())


def test_a_review_request_half_typed_is_brought_back(
    qtbot: QtBot, open_desk: Callable[[], PostDesk], office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.autosave.EVERY", 30)
    row, gone = log(office), log(office, same_file_again=True)
    first = open_desk()
    for item, about in ((gone, "Joined by a colleague"), (row, "Half typed")):
        first.list.choose(item)
        first.main_action()
        fill(first, about=about)
    qtbot.waitUntil(lambda: not first._autosave._timer.isActive())
    settle(qtbot, first)
    office.do(SetAside(post_item_id=gone.id, version=gone.version, because="It came twice"))
    second = open_desk()
    assert "2 items were typed and not saved" in words(second.offer)
    second.offer.wanted.emit()
    settle(qtbot, second)
    assert isinstance(second.body, OpenBody) and second.body.row.id == row.id
    assert form_of(second).fields["about"].raw() == "Half typed"
    assert list(second.batch.kept) == [f"post:{row.reference}"]


@one_engine
def test_what_cannot_be_kept_is_said(
    qtbot: QtBot, desk: PostDesk, drafts: Drafts, letter: Path
) -> None:
    add(qtbot, desk, letter)
    drafts.path.parent.write_text("a file where the folder should be")
    fill(desk, name="Ruth Abernathy")
    desk._autosave.finish()
    assert "What you type cannot be kept on this computer" in words(desk.window())


def both_of(qtbot: QtBot, desk: PostDesk) -> SomebodyElse:
    """Both texts, once they are shown."""
    qtbot.waitUntil(lambda: any(each.isVisible() for each in
                                desk.window().findChildren(SomebodyElse)))
    return desk.window().findChildren(SomebodyElse)[-1]


def test_an_item_that_a_colleague_took_is_said_and_the_typing_stays(
    qtbot: QtBot, desk: PostDesk, office: Office
) -> None:
    row = log(office)
    desk.refresh()
    settle(qtbot, desk)
    desk.list.choose(row)
    desk.main_action()
    fill(desk, about="Half typed")
    office.do(SetAside(post_item_id=row.id, version=row.version, because="An advertisement"))
    save(qtbot, desk)
    both = both_of(qtbot, desk)
    said = words(both)
    assert "Somebody else changed this item of post" in said and "Set aside as not post" in said
    assert both.keep.isHidden() and both.take.isHidden()  # nothing is to be done with it any more
    both.back.click()
    desk.refresh()
    settle(qtbot, desk)
    assert form_of(desk).fields["about"].raw() == "Half typed"


def test_two_who_route_one_item_see_both_texts_and_the_chosen_one_is_saved(
    qtbot: QtBot, desk: PostDesk, office: Office
) -> None:
    row = log(office)
    desk.change_route(row)
    dialog = dialog_of(desk)
    dialog.form.fields["route"].put("mps")
    dialog.form.fields["because"].put("Mine: it is about an officer")
    office.do(ChangeRoute(post_item_id=row.id, version=row.version, route="other",
                          because="Theirs: it is an advertisement"))
    dialog.submit()
    both = both_of(qtbot, desk)
    assert "Route changed" in words(both) and both.keep.isVisible()
    shown = [box.toPlainText() for box in both.findChildren(QPlainTextEdit)]
    assert shown == ["About the MPS", "Other", "Mine: it is about an officer",
                     "Theirs: it is an advertisement"]
    both.keep.click()
    settle(qtbot, desk)
    (now,) = office.ask(post_list)
    assert (now.route, now.because) == ("mps", "Mine: it is about an officer")


@one_engine
def test_typing_is_kept_when_the_window_closes_within_three_seconds(
    qtbot: QtBot, desk: PostDesk, drafts: Drafts, letter: Path
) -> None:
    add(qtbot, desk, letter)
    fill(desk, name="Ruth Abernathy")
    desk.window().close()
    kept, _ = drafts.load()
    assert [draft["typed"]["name"] for draft in kept.values()] == ["Ruth Abernathy"]


@one_engine
def test_files_can_be_dropped_anywhere(qtbot: QtBot, desk: PostDesk, letter: Path) -> None:
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(letter)), QUrl("https://example.org/x.pdf")])
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, dropped,
                       Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    desk.dropEvent(event)
    settle(qtbot, desk)
    assert [item.name for item in desk.batch.items] == ["Scan 0007.txt"]
    add(qtbot, desk, letter)
    assert len(desk.batch.items) == 1  # it is on the list already


@one_engine
@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_everything_has_a_name_for_a_screen_reader(
    qtbot: QtBot, desk: PostDesk, office: Office, letter: Path, name: str, qapp: QApplication
) -> None:
    theme.apply(qapp, theme.Theme(name))
    open_review(office)
    add(qtbot, desk, letter)
    fill(desk, **RUTH)
    assert isinstance(desk.body, LogBody)
    body = desk.body
    qtbot.waitUntil(lambda: bool(body.matches.matches))
    assert access.faults(desk) == []
    save(qtbot, desk)
    fill(desk, applicant=Applicant.REPRESENTATIVE)
    assert isinstance(desk.body, OpenBody) and access.faults(desk) == []
    desk.step_back()
    settle(qtbot, desk)
    assert isinstance(desk.body, WaitingBody) and access.faults(desk) == []


@one_engine
@pytest.mark.parametrize(("scale", "width", "height"), [
    (1.0, 1440, 900), (1.0, 1024, 700), (1.5, 1440, 900), (2.0, 1440, 900)])
def test_nothing_goes_beyond_the_window(
    qtbot: QtBot, desk: PostDesk, letter: Path, tmp_path: Path, scale: float, width: int,
    height: int,
) -> None:
    assert isinstance(desk.window(), MainWindow)
    desk.window().resize(width, height)
    desk.window().use_theme(theme.Theme("light", scale))
    copy = file_of(tmp_path, "Scan 0008.txt", letter.read_bytes())
    add(qtbot, desk, letter, copy)
    for item in reversed(desk.batch.items):  # the copy first, then the one it is a copy of
        desk.list.choose(item)
        fill(desk, **RUTH | {"outcome_letter_dated": "31 2"})
        save(qtbot, desk)
        qtbot.wait(30)
        assert desk.window().width() == width
        area = desk.pane.area
        assert area.widget().width() <= area.viewport().width()
        page = type(desk.papers.pages)  # it scrolls its page by itself
        out = [each for each in desk.findChildren(QWidget)
               if each.isVisible() and not isinstance(each.parent(), page)
               and each.mapTo(desk, each.rect().topRight()).x() > desk.width()]
        assert [(type(each).__name__, each.geometry()) for each in out] == []
