"""The page of a complaint about MOPAC, its queue, and the form that opens one."""

from __future__ import annotations

from datetime import date

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from caseworker.actions.complaints import accepting, opening, stage_1
from caseworker.actions.documents import AddDocument, Incoming
from caseworker.actions.office_work import AddColleague
from caseworker.office import Office
from caseworker.queries.lists.sorts import SORTS
from caseworker.queries.papers import bundles_made, colleagues
from caseworker.rules import law
from caseworker.rules.complaint_facts import Subject
from caseworker.rules.complaint_lifecycle import ComplaintStage as C
from caseworker.rules.lifecycle import Role
from tests.support.access import faults
from tests.support.case_window import CaseWindow, words
from tests.support.complaint import COMPLAINANT, allow_here, open_complaint
from tests.support.review import act, log, open_review
from ui.screens.all import SCREENS
from ui.screens.case.bundle import BundleTab
from ui.screens.case.complaint import steps
from ui.screens.case.complaint.tab import ComplaintTab
from ui.screens.case.overview import OverviewTab
from ui.screens.case.tabs import OF_COMPLAINTS
from ui.screens.case.why_date import WhyDialog
from ui.screens.complaints import ComplaintsScreen
from ui.screens.post.batch import Batch, Item
from ui.screens.post.complaint_body import FIELDS, ComplaintBody
from ui.screens.post.desk import PostDesk
from ui.theme import Theme
from ui.tokens import THEMES
from ui.widgets.row_button import RowButton

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def case_id(office: Office) -> int:
    """A complaint that is accepted, with somebody to investigate it."""
    allow_here(office)
    for login, name, role in (("leah", "Leah Brandt", Role.INVESTIGATOR),
                              ("hr", "Maud Iversen", Role.HR)):
        office.do(AddColleague(login=login, colleague_name=name, roles=(role,)))
    made = open_complaint(office)
    act(office, made, accepting.StartComplaintChecks)
    act(office, made, accepting.AcceptComplaint)
    return made


def window_on(qtbot: QtBot, office: Office, case_id: int, tab: str = "ComplaintTab") -> CaseWindow:
    return CaseWindow(qtbot, office, case_id, tab,
                      {name: SCREENS[name] for name in ("complaints", "logpost", "letter")})


@ON_SQLITE
def test_the_page_shows_what_is_of_a_complaint(
    qtbot: QtBot, office: Office, case_id: int
) -> None:
    window = window_on(qtbot, office, case_id)
    bar = window.page.tabs()
    assert bar is not None and bar.count() == len(OF_COMPLAINTS)
    shown = words(window.page)
    assert "Who deals with it" in shown and "MPS reference" not in shown
    assert window.page._header.next.text() == "Choose who investigates"
    review = open_review(office)
    window.show(review, "OverviewTab")
    assert bar.count() > len(OF_COMPLAINTS) and "MPS reference" in words(window.page)
    window.window.close()


@ON_SQLITE
def test_the_person_named_cannot_investigate_and_the_dialog_says_so(
    qtbot: QtBot, office: Office, case_id: int
) -> None:
    leah = {each.login: each.id for each in office.ask(colleagues)}["leah"]
    act(office, case_id, opening.NameSubject, subject=Subject.STAFF, subject_id=leah)
    window = window_on(qtbot, office, case_id)
    window.tab(ComplaintTab).buttons["ChooseInvestigator"].click()
    window.settle()
    form = window.dialog().form
    form.fields["investigator_id"].put(leah)
    form.fields["conflict"].put(False)
    window.save()
    assert "Leah Brandt is named in this complaint. Choose someone else." in words(window.dialog())
    form.fields["conflict"].put(True)
    window.dialog().reject()
    window.window.close()


@ON_SQLITE
def test_who_decides_on_a_late_complaint_reads_how_long_the_time_is(
    qtbot: QtBot, office: Office
) -> None:
    allow_here(office)
    case_id = open_complaint(office, issue_on=date(2024, 12, 2))
    act(office, case_id, accepting.StartComplaintChecks)
    window = window_on(qtbot, office, case_id)
    steps.decide_late(window.page)
    assert f"more than {law.COMPLAINT_AGE.now} before it was received" in words(window.dialog())
    window.dialog().reject()
    window.window.close()


@ON_SQLITE
@pytest.mark.parametrize("name", THEMES)
def test_nothing_is_without_a_name(
    qtbot: QtBot, office: Office, case_id: int, name: str
) -> None:
    act(office, case_id, stage_1.AddPart, said="Nobody answered.")
    act(office, case_id, stage_1.MovePart, number=1)
    window = window_on(qtbot, office, case_id)
    window.window.use_theme(Theme(name))
    for tab in OF_COMPLAINTS:
        window.show(case_id, tab.__name__)
        assert faults(window.page) == [], tab.__name__
    window.window.show_screen("complaints")
    window.settle()
    assert faults(window.window) == []
    window.window.use_theme(Theme())
    window.window.close()


@ON_SQLITE
def test_a_sort_that_complaints_do_not_have_is_said_on_the_screen(
    qtbot: QtBot, office: Office, case_id: int
) -> None:
    window = window_on(qtbot, office, case_id)
    window.window.show_screen("complaints")
    window.settle()
    screen = window.window.screen_shown
    assert isinstance(screen, ComplaintsScreen)
    before = screen.shown
    screen.sort_by(next(name for name, each in SORTS.items() if each.of_review))
    assert "This list is not sorted by this column." in words(window.window.messages)
    assert screen.shown == before
    window.window.close()


@ON_SQLITE
def test_the_form_has_nine_fields_and_leaves_no_draft_on_a_disk(
    qtbot: QtBot, office: Office, case_id: int
) -> None:
    assert len(FIELDS) == 9
    item = log(office, route="mopac", same_file_again=True, **COMPLAINANT)
    window = window_on(qtbot, office, case_id)
    window.window.show_screen("logpost")
    window.settle()
    desk = window.window.screen_shown
    assert isinstance(desk, PostDesk)
    desk.open_case(item)
    window.settle()
    body = desk.body
    assert isinstance(body, ComplaintBody)
    body.form.fields["summary"].go()
    window.type("Rude twice")
    assert desk.batch.drafts() == {} and list(desk.batch.private) == [body.key]
    desk.step_back()
    desk.open_case(item)  # what was typed is still there
    assert desk.body is not body and isinstance(desk.body, ComplaintBody)
    assert desk.body.form.fields["summary"].raw() == "Rude twice"
    window.settle()
    desk.body.main_action()
    window.settle()
    assert window.page.view is not None and window.page.view.about == "Rude twice"
    assert desk.batch.private == {}
    window.window.close()


def test_what_is_logged_as_a_complaint_leaves_no_draft_either() -> None:
    batch = Batch()
    batch.items.append(Item("/tmp/letter.txt", "letter.txt", typed={"route": "mopac"}))
    batch.items.append(Item("/tmp/other.txt", "other.txt", typed={"route": "review"}))
    assert [draft["name"] for draft in batch.drafts().values()] == ["other.txt"]


@ON_SQLITE
def test_a_bundle_of_a_complaint_is_built_and_kept(
    qtbot: QtBot, office: Office, case_id: int
) -> None:
    act(office, case_id, AddDocument, title="Her letter", files=(Incoming("a.txt", b"Rude."),))
    window = window_on(qtbot, office, case_id, "BundleTab")
    part = window.tab(BundleTab)
    offered = [part.purpose.itemText(n) for n in range(part.purpose.count())]
    assert offered == ["Decision maker", "Court", "Whole file"]
    assert "Build bundle" in [each.words for each in window.page.commands()]
    part.start()
    qtbot.waitUntil(lambda: bool(office.ask(bundles_made, case_id=case_id)), timeout=20_000)
    window.settle()
    (made,) = office.ask(bundles_made, case_id=case_id)
    assert made.purpose == "Decision maker" and made.pages > 1
    window.window.close()


@ON_SQLITE
def test_a_deadline_of_a_complaint_says_why_and_what_if(
    qtbot: QtBot, office: Office, case_id: int
) -> None:
    window = window_on(qtbot, office, case_id, "OverviewTab")
    row = window.tab(OverviewTab)._cards["deadlines"].findChildren(RowButton)[0]
    row.click()
    window.settle()
    (why,) = window.page.findChildren(WhyDialog)
    assert why.table.rowCount() > 1
    why.what_if.form.fields["start"].put("1 4 26")
    why.what_if.ask()
    assert "would become" in why.what_if.said.text()
    why.reject()
    window.window.close()


@ON_SQLITE
def test_a_delay_needs_a_later_date_and_an_appeal_its_ground(
    qtbot: QtBot, office: Office, case_id: int
) -> None:
    window = window_on(qtbot, office, case_id)
    steps.TAKES["TellDelay"](window.page)
    asked = window.dialog()
    asked.form.fields["target"].put("9 4 2026")
    asked.form.fields["because"].put("The person who knows is on leave until then.")
    window.save()
    assert "New target date must be after 9 April 2026" in asked.form.summary.accessibleName()
    asked.reject()
    act(office, case_id, stage_1.ChooseInvestigator, conflict=False,
        investigator_id={each.login: each.id for each in office.ask(colleagues)}["leah"])
    with office.engine.begin() as connection:
        connection.execute(text("UPDATE cases SET stage = :stage, version = version + 1 "
                                "WHERE id = :id"), {"stage": C.OUTCOME.value, "id": case_id})
        connection.execute(text("UPDATE complaint SET outcome_on = '2026-03-11' "
                                "WHERE case_id = :id"), {"id": case_id})
    window.page.refresh()
    window.settle()
    steps.TAKES["RecordAppeal"](window.page)
    asked = window.dialog()
    asked.form.fields["received"].put("12 3 2026")
    window.save()
    assert ("Choose a ground for the appeal, or ask for one"
            in asked.form.summary.accessibleName())
    asked.reject()
    window.window.close()
