"""Every dialog that a user can open, by the place from which it is opened.

Each is opened anew for every look, and is then as large as it opens. What a dialog of the same
class and form shows elsewhere is not opened a second time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from caseworker.queries.meanwhile import Meanwhile
from caseworker.records import Part
from caseworker.sealed import Key
from tests.support.access_walk import Opens
from tests.support.places import (
    Bring,
    letter,
    on_admin,
    on_case,
    on_complaint,
    on_rows,
    on_screen,
    post,
    waiting,
)
from tests.support.visit import Visit
from ui import backups, emergency
from ui.recovery_key import AskKey, ShowKey
from ui.screens.case import more_menu
from ui.screens.case.complaint import steps
from ui.screens.case.document_add import add_files
from ui.screens.case.document_marks import VersionsDialog
from ui.screens.case.next_step import close
from ui.screens.case.response_dialog import ask_for_response
from ui.screens.case.why_date import why
from ui.screens.post import dialogs as of_post
from ui.screens.queue_acts import ACTS
from ui.somebody_else import Both, SomebodyElse
from ui.widgets.confirm import Interruption

KEY = Key(bytes(range(32)))  # any: it opens nothing
RESTORED = "All records are replaced by those of the backup: 48 cases, as on 12 March 2026."
MEANWHILE = Meanwhile(2, "Leah Brandt", datetime(2026, 3, 12, 10, 31, tzinfo=UTC),
                      ("Allegation 2 assessed",))


@dataclass(frozen=True)
class From:
    """What is opened from one place, by its words."""

    place: str
    bring: Bring
    opens: Mapping[str, Opens]
    login: str = "hosei"
    kinds: frozenset[str] = frozenset()  # classes that are among them


def _on_page(call: Callable[[Any], Any]) -> Opens:
    """A function that asks something of the page of a case."""
    return lambda at: call(at.screen)


def _take_back(page: Any) -> None:
    more_menu.take_link_back(page, SimpleNamespace(  # type: ignore[arg-type]  # what it reads
        reference="REV-2026-0002", case_id=2))


def _fields(action: str) -> Opens:
    return lambda at: getattr(at.screen._part.dialogs, action)()


def _document(at: Visit) -> None:
    path = at.files / "note.txt"
    path.write_text("An invented note.", encoding="utf-8")
    add_files(at.screen, [path])


def _row(at: Visit) -> Any:
    return at.screen.body.row


def _rows(name: str) -> Opens:
    return lambda at: ACTS[name](at.screen, at.screen.tools.rows())


def _both(at: Visit) -> None:
    texts = [Both("Why", "The video was not asked for.", "The video was seen, and shows\nnothing."),
             Both("Email", "a@example.org", "b@example.org")]
    SomebodyElse(at.window, MEANWHILE, texts, lambda: None, lambda: None).open()


def _typing(at: Visit) -> None:
    """The second half of what shows a key: one group of it has to be typed."""
    shown = ShowKey(at.window, KEY, "Encrypt the records")
    shown.open()
    shown.submit()


def _effect(at: Visit) -> None:
    """What a new bank holiday would move."""
    at.screen.new()
    asked: Any = at.dialog()
    for name, value in (("day", "16 3 2026"), ("holiday", "Bank holiday"),
                        ("because", "As was decided on 11 March.")):
        asked.form.fields[name].put(value)
    asked.submit()
    at.until(lambda: at.dialog() is not asked)


def _versions(at: Visit) -> None:
    """A document that took the place of another twice."""
    document = at.screen._part.list.current()
    VersionsDialog(at.window, replace(document, version=3, of=3, earlier=tuple(
        replace(document, version=number, of=3) for number in (2, 1)))).open()


def _long_work(at: Visit) -> None:
    """What stands before the window while a backup is made."""
    backups.bar_for(at.window, "Making a backup").show()


def _part(name: str) -> Opens:
    return lambda at: getattr(at.screen.part, name)()


_STEPS = ("RecordComplaintFacts", "NameSubject", "NotifyHr", "RedirectComplaint",
          "RefuseComplaint", "ChooseInvestigator", "AddPart", "AnswerPart", "MovePart",
          "EndInternalPart", "TellDelay", "RecordAppeal", "ChooseReviewer", "DecideStage2",
          "DecideLateComplaint", "ReopenStage1")

DIALOGS: tuple[From, ...] = (
    From("case", on_case("Whitlock", "OverviewTab"), {
        "Discontinue": _on_page(more_menu.discontinue), "Open again": _on_page(more_menu.reopen),
        "Take the link back": _on_page(_take_back), "Close": _on_page(close),
        "The MPS response": _on_page(ask_for_response),
        "Why this date": lambda at: why(
            at.screen, at.screen.view.deadlines[0], at.office.calendar, at.office.today()),
        "Add a document": _document,
    }, kinds=frozenset({"WhyDialog", "AddDialog"})),
    From("people", on_case("Achterberg", "PeopleTab"), {
        "Change": lambda at: at.screen._part._change(Part.COMPLAINANT)(),
        "Add": lambda at: at.screen._part._add(Part.INTERESTED)(),
        "Record consent": lambda at: at.screen._part._consent(),
    }),
    From("checks", on_case("Abernathy", "ValidityTab"), {
        name: _fields(name) for name in ("facts", "waive", "refuse", "forward")},
        kinds=frozenset({"TallDialog", "AskingDialog"})),
    From("documents", on_case("Whitlock", "DocumentsTab"), {
        "Change": lambda at: at.screen._part._describe(), "Versions": _versions},
        kinds=frozenset({"VersionsDialog"})),
    From("assessment", on_case("Whitlock", "AssessmentTab"), {
        "Record a learning point": lambda at: at.screen._part.body._shown.learning.click()}),
    From("complaint", on_complaint("OverviewTab"), {
        name: _on_page(steps.TAKES[name]) for name in _STEPS}, "alis"),
    From("queue", on_rows("queue"), {
        **{name: _rows(name) for name in ACTS},
        "Export": lambda at: at.screen.tools.take_copy()}),
    From("MPS responses", on_rows("responses"), {
        "Export": lambda at: at.screen.tools.take_copy(),
        "Chase the MPS": lambda at: at.screen.tools.act("Chase the MPS")}),
    From("post waiting", on_rows("post"), {
        "Save this view": lambda at: at.screen.tools.save_view(),
        "Export": lambda at: at.screen.tools.take_copy()}, "lbrandt"),
    From("post desk", post, {
        "Not post": lambda at: at.screen.not_post(at.screen._entry)}, "lbrandt"),
    From("post desk, an item that waits", waiting, {
        "Into a case": lambda at: of_post.ask_to_join(at.screen, _row(at), None, print),
        "Not post": lambda at: of_post.ask_to_set_aside(at.screen, _row(at), print),
        "Change the route": lambda at: of_post.ask_for_route(at.screen, _row(at), print),
    }, "lbrandt", frozenset({"JoinByReference"})),
    From("people of the office", on_admin("People"), {
        "Change roles": _part("act"), "Hand over": _part("_hand"), "Has left": _part("_leave"),
        "Has come back": _part("_back")}),
    From("time limits", on_admin("Time limits"), {"New value": _part("act")},
         kinds=frozenset({"EffectDialog"})),
    From("bank holidays", on_admin("Bank holidays"), {"Effect": _effect},
         kinds=frozenset({"EffectCard"})),
    From("words", on_admin("Letters"), {"New words": _part("act")}),
    From("answers", on_admin("Complaints"), {"New answer": _part("act"),
                                             "Record keeper": _part("_name")}),
    From("codes", on_admin("Code lists"), {"Add a code": _part("add"),
                                           "End this code": _part("act")}),
    From("composer", letter, {"Discard": lambda at: at.screen.composer.discard.emit()}),
    From("window", on_screen("home"), {
        "An emergency": lambda at: emergency.ask(at.window),
        "Somebody else changed this": _both,
        "Recovery key": lambda at: ShowKey(at.window, KEY).open(),
        "A group of the recovery key": _typing,
        "Recovery key needed": lambda at: AskKey(at.window, KEY.mark).open(),
        "A second thought": lambda at: Interruption(
            at.window, "Restore the records?", (RESTORED,), "Restore the records").open(),
        "Long work": _long_work,
    }, kinds=frozenset({"SomebodyElse", "ShowKey", "AskKey", "Interruption", "QProgressDialog"})),
)

