"""The validity checks of a case and the decisions on them, from the window to the records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from caseworker.actions.base import asked
from caseworker.actions.office_work import AddColleague
from caseworker.actions.opening import RecordFacts
from caseworker.actions.validity import StartChecks
from caseworker.office import Office
from caseworker.queries.case import CaseView
from caseworker.rules import papers
from caseworker.rules.facts import Body, BodyAnswer, Handling, Paper, Tri
from caseworker.rules.lifecycle import Role, Stage
from tests.support.access import faults
from tests.support.case_window import CaseWindow, words
from tests.support.review import act, answer_body, open_review, see
from ui import theme
from ui.screen import Screen
from ui.screens.case.checks.card import headline, settle_words
from ui.screens.case.checks.days import clocks, day_lines, left_out_words
from ui.screens.case.checks.decisions import DECISIONS, against, waivable
from ui.screens.case.checks.facts import groups
from ui.screens.case.letters import LettersTab
from ui.screens.case.validity import ValidityTab
from ui.somebody_else import SomebodyElse

WHY = "She was in hospital for five weeks, with evidence."
LATE = {"outcome_letter_dated": date(2026, 1, 5), "outcome_provided": date(2026, 1, 5)}


@pytest.fixture
def open_at(qtbot: QtBot) -> Iterator[Callable[[Office, int], CaseWindow]]:
    """Opens the tab of a case; closes every window afterwards."""
    made: list[CaseWindow] = []

    def open_(office: Office, case_id: int, **more: Any) -> CaseWindow:
        made.append(CaseWindow(qtbot, office, case_id, "ValidityTab", more))
        return made[-1]

    yield open_
    for window in made:
        window.close()


Open = Callable[..., CaseWindow]


def press(at: CaseWindow, action: str) -> None:
    button = at.tab(ValidityTab).decisions.button(action)
    assert button.isEnabled(), button.toolTip()
    button.click()


def put(at: CaseWindow, **values: object) -> None:
    for name, value in values.items():
        at.dialog().form.fields[name].put(value)


def blocked(at: CaseWindow, action: str) -> str:
    """Why a decision can't be taken, as its button says it; empty when it can."""
    button = at.tab(ValidityTab).decisions.button(action)
    assert button.isEnabled() == (not button.toolTip())
    return button.toolTip()


def test_a_request_is_accepted_by_the_keyboard(open_at: Open, office: Office) -> None:
    case_id = open_review(office)
    answer_body(office, case_id)
    at = open_at(office, case_id)
    tab = at.tab(ValidityTab)
    assert tab.heading.text() == "4 passed, 1 not needed"
    at.press(Qt.Key.Key_Return, ctrl=True)
    at.settle()
    view = see(office, case_id)
    assert view.row.stage is Stage.VALID
    assert "Accepted as valid on 12 March 2026" in words(tab)
    tab.letter.action.click()  # without a screen for letters, to where they are listed
    assert at.tab(LettersTab).isVisible()


def test_the_main_key_opens_what_would_settle_the_first_open_check(
    open_at: Open, office: Office
) -> None:
    unknown, case_id = open_review(office, handling=None), open_review(office)
    for each in (unknown, case_id):
        act(office, each, StartChecks)
    at = open_at(office, case_id)
    tab = at.tab(ValidityTab)
    for go_on in (lambda: at.press(Qt.Key.Key_Return, ctrl=True), at.page._header.next.click):
        go_on()  # "Continue validity checks", in a tab that is shown already
        assert tab.questions.isVisible()
        tab.leave_questions()
    answer_body(office, case_id)
    at.window.refresh()
    at.settle()
    at.page._header.next.click()  # it says to continue, so it only goes to the decision
    assert tab.decisions.button("AcceptAsValid").hasFocus()
    assert see(office, case_id).row.stage is not Stage.VALID
    at.show(unknown, "ValidityTab")
    at.press(Qt.Key.Key_Return, ctrl=True)
    assert at.dialog().form.fields["handling"].isVisible()


def test_the_letter_that_follows_is_one_button_away(open_at: Open, office: Office) -> None:
    case_id = open_review(office)
    answer_body(office, case_id)
    opened: list[dict[str, object]] = []

    class Letter(Screen):
        def open(self, **args: object) -> None:
            opened.append(args)

    at = open_at(office, case_id, letter=Letter)
    press(at, "AcceptAsValid")
    at.settle()
    at.tab(ValidityTab).letter.action.click()
    assert opened == [{"case_id": case_id, "code": "R8"}]


def test_what_stands_against_accepting_is_listed(open_at: Open, office: Office) -> None:
    case_id = open_review(office, mps_reference="", handling=None)
    at = open_at(office, case_id)
    act(office, case_id, StartChecks)
    at.window.refresh()
    at.settle()
    said = blocked(at, "AcceptAsValid").splitlines()
    assert len(said) == 3
    assert said[0].endswith("how the MPS handled the complaint is not known.")
    assert said[1:] == ["Relevant review body: none of the 7 questions is answered yet.",
                        "MPS reference: not yet held. Get it from the MPS."]
    assert "\u2022 MPS reference: not yet held" in words(at.tab(ValidityTab).decisions)


def test_a_refusal_of_the_office_is_listed_with_ways_out(open_at: Open, office: Office) -> None:
    case_id = open_review(office, mps_reference="")
    answer_body(office, case_id)
    at = open_at(office, case_id)
    at.tab(ValidityTab).accept()
    at.settle()
    link = next(each for each in at.tab(ValidityTab).errors.findChildren(QPushButton))
    assert link.accessibleName().startswith("MPS reference: not yet held")
    link.click()
    QApplication.processEvents()
    assert QApplication.focusWidget().objectName() == "mps_reference"


def test_a_fact_is_recorded_where_it_is_missing_and_answers_at_once(
    open_at: Open, office: Office
) -> None:
    case_id = open_review(office, outcome_letter_dated=None, outcome_provided=None)
    at = open_at(office, case_id)
    tab = at.tab(ValidityTab)
    assert "No answer has changed yet." in words(tab.earlier)
    button = next(each for each in tab.checks.cards["in_time"].findChildren(QPushButton)
                  if each.text() == "Record date on MPS outcome letter")
    button.click()
    QApplication.processEvents()
    assert QApplication.focusWidget().objectName() == "outcome_letter_dated"
    QApplication.focusWidget().selectAll()
    at.type("19 2 26")
    at.save()
    assert at.nothing_open()
    assert see(office, case_id).facts.outcome_letter_dated == date(2026, 2, 19)
    assert "Day 19 of 28" in words(tab.checks.cards["in_time"])
    earlier = words(tab.earlier)
    assert "Made in time: needs judgement" in earlier
    assert "12 Mar 2026, 09:30" in earlier
    assert "The date on the MPS outcome letter is not known." in earlier


def test_a_refused_fact_stays_as_it_was_typed(open_at: Open, office: Office) -> None:
    case_id = open_review(office)
    at = open_at(office, case_id)
    at.press(Qt.Key.Key_F)
    put(at, received="20 3 2026", grounds="Nobody came, ever.", mps_reference="no!")
    at.save()
    said = words(at.dialog())
    assert "Date received must be today or in the past" in said
    assert "MPS reference must have letters, numbers and slashes only" in said
    fields = at.dialog().form.fields
    assert (fields["received"].raw(), fields["grounds"].raw()) == ("20 3 2026",
                                                                  "Nobody came, ever.")
    assert see(office, case_id).facts.grounds == "Nobody ever came."


def test_a_colleagues_fact_is_brought_in_and_ours_is_kept(open_at: Open, office: Office) -> None:
    case_id = open_review(office)
    at = open_at(office, case_id)
    at.press(Qt.Key.Key_F)
    put(at, grounds="Nobody came, ever.")
    act(office, case_id, RecordFacts, handling=Handling.INVESTIGATED)
    at.save()
    both = at.window.findChildren(SomebodyElse)[-1]
    assert "They changed nothing of what you typed." in words(both)
    both.keep.click()
    at.settle()
    facts = see(office, case_id).facts
    assert (facts.grounds, facts.handling) == ("Nobody came, ever.", Handling.INVESTIGATED)


def test_a_late_request_is_decided_by_both_limbs(open_at: Open, office: Office) -> None:
    case_id = open_review(office, **LATE)
    answer_body(office, case_id)
    at = open_at(office, case_id)
    assert "A manager must decide" in blocked(at, "AcceptAsValid")
    assert "prove no reason" in blocked(at, "RefuseAsInvalid")
    press(at, "DecideLate")
    assert "illness, disability, bereavement" in words(at.dialog())
    put(at, accepted=True, special_circumstances=True, because=WHY)
    at.save()
    assert "Tick both" in words(at.dialog())
    assert at.dialog().form.fields["because"].raw() == WHY
    put(at, just_to_extend=True)
    at.save()
    decision = see(office, case_id).facts.late_decision
    assert decision is not None
    assert (decision.accepted, decision.special_circumstances, decision.just_to_extend,
            decision.because) == (True, True, True, WHY)
    press(at, "AcceptAsValid")
    at.settle()
    assert see(office, case_id).row.stage is Stage.VALID


def test_a_late_request_not_accepted_can_be_refused_after_an_interruption(
    open_at: Open, office: Office
) -> None:
    case_id = open_review(office, **LATE)
    answer_body(office, case_id)
    at = open_at(office, case_id)
    press(at, "DecideLate")
    put(at, accepted=False, because=WHY)
    at.save()
    press(at, "RefuseAsInvalid")
    assert "Asked for too late" in words(at.dialog())
    at.save()
    assert "Enter why you are deciding this" in words(at.dialog())
    put(at, because=WHY)
    at.save()
    assert "the right to this review ends" in words(at.card())
    at.card().back.click()
    assert see(office, case_id).row.stage is Stage.CHECKS
    assert at.dialog().form.fields["because"].raw() == WHY
    at.save()
    at.agree()
    assert see(office, case_id).row.stage is Stage.INVALID
    assert "ended" in at.tab(ValidityTab).record.toolTip()


def test_only_missing_items_that_can_be_waived_are_offered(
    open_at: Open, office: Office
) -> None:
    case_id = open_review(office, mps_reference="", in_writing=None)
    answer_body(office, case_id)
    at = open_at(office, case_id)
    press(at, "Waive")
    assert at.dialog().form.fields["item"]._values == [Paper.IN_WRITING, Paper.MPS_REFERENCE]
    put(at, item=Paper.MPS_REFERENCE, because="The MPS cannot find the case by name either.")
    at.save()
    view = see(office, case_id)
    assert view.facts.waived == {Paper.MPS_REFERENCE}
    assert waivable(view) == (Paper.IN_WRITING,)


def test_what_cannot_be_waived_is_not_offered(office: Office) -> None:
    case_id = open_review(office)
    view = see(office, case_id)
    nameless = replace(view.facts, name_and_contact=False)
    missing = tuple(each for each in papers.details(nameless) if not each)
    changed = replace(view, missing_papers=missing)
    assert [each.field for each in missing] == ["name_and_contact"]
    assert waivable(changed) == ()
    assert against(changed, office.calendar, "Waive") == (
        "Nothing that can be waived is missing.",)


def test_forwarding_lists_all_that_is_shared_first(open_at: Open, office: Office) -> None:
    case_id = open_review(office)
    answer_body(office, case_id, senior_officer=BodyAnswer(Tri.YES))
    at = open_at(office, case_id)
    press(at, "ForwardToIopc")
    at.save()
    assert "Choose at least one document" in words(at.dialog())
    field = at.dialog().form.fields["shared"]
    field.ticks[0].setChecked(True)
    field.other.setPlainText("Our covering note\n\n  Your email of 3 March ")
    at.save()
    said = words(at.card())
    listed = [line[2:] for line in said.splitlines() if line.startswith("\u2022")]
    assert listed == ["letter.txt, 10 March 2026", "Our covering note", "Your email of 3 March"]
    at.agree()
    view = see(office, case_id)
    assert view.row.stage is Stage.FORWARDED
    assert (view.forwarded_on, list(view.shared)) == (office.today(), listed)
    assert "Forwarded to the IOPC on 12 March 2026" in words(at.tab(ValidityTab))
    assert at.tab(ValidityTab).letter.action.text() == "Draft letter R6"


def test_correspondence_sees_it_all_and_why_it_cannot_decide(
    open_at: Open, office: Office
) -> None:
    case_id = open_review(office)
    office.do(AddColleague(login="lbrandt", colleague_name="Leah Brandt",
                           roles=(Role.CORRESPONDENCE,)))
    at = open_at(office.working_as("lbrandt"), case_id)
    tab = at.tab(ValidityTab)
    assert tab.heading.text() == "3 passed, 1 needs judgement, 1 not needed"
    for action in DECISIONS:
        assert "This needs the role" in blocked(at, action)
    assert tab.record.isEnabled()
    card = tab.checks.cards["review_body"]
    assert not next(each for each in card.findChildren(QPushButton)
                    if each.text() == "Answer the review body questions").isEnabled()


def test_a_check_opens_with_its_facts_points_and_days(open_at: Open, office: Office) -> None:
    case_id = open_review(office)
    answer_body(office, case_id)
    at = open_at(office, case_id)
    tab = at.tab(ValidityTab)
    card = tab.checks.cards["in_time"]
    card.toggle.setFocus()
    at.press(Qt.Key.Key_W)
    said = words(card)
    assert "Facts used" in said
    assert "By the date it was provided, 21 February 2026" in said
    assert "Day 19: Tuesday 10 March 2026 (received)" in said
    assert "Day 28: Saturday 21 March 2026 (last day)" in said
    assert "https://www.legislation.gov.uk/uksi/2020/2/regulation/29" in said
    at.press(Qt.Key.Key_F5)
    at.settle()
    assert "Facts used" in words(card)  # open details stay open
    at.press(Qt.Key.Key_W)
    assert "Facts used" not in words(card)
    body = tab.checks.cards["review_body"]
    body.open_details()
    assert "No: points to MOPAC." in words(body)
    assert "Yes, it can be ruled out: points to MOPAC." in words(body)


def test_a_source_can_be_copied(open_at: Open, office: Office) -> None:
    at = open_at(office, open_review(office))
    next(each for each in at.tab(ValidityTab).findChildren(QPushButton)
         if each.accessibleName() == "Copy source: Made in time").click()
    assert QApplication.clipboard().text() == (
        "Police (Complaints and Misconduct) Regulations 2020, reg. 29(2) "
        "https://www.legislation.gov.uk/uksi/2020/2/regulation/29")


def test_days_at_the_iopc_are_said(office: Office) -> None:
    case_id = open_review(office, received=date(2026, 3, 12))
    act(office, case_id, RecordFacts, iopc_received=date(2026, 3, 9),
        iopc_forwarded=date(2026, 3, 11))
    window = see(office, case_id).window
    assert left_out_words(window) == (
        "2 days with the IOPC left out: the last day becomes Monday 23 March 2026.")
    (_, by_letter), _ = clocks(window)
    lines = day_lines(by_letter, window.first_received)
    assert (len(lines), lines[18]) == (29, "Day 18: Monday 9 March 2026 (received)")


def test_a_late_day_is_said(office: Office) -> None:
    window = see(office, open_review(office, **LATE)).window
    (_, by_letter), _ = clocks(window)
    assert day_lines(by_letter, window.first_received)[-1] == (
        "Received Tuesday 10 March 2026, 36 days after the last day")
    assert left_out_words(window) == ""


def test_a_body_named_wrongly_in_the_letter_is_said(open_at: Open, office: Office) -> None:
    case_id = open_review(office, letter_names_body=Body.IOPC)
    answer_body(office, case_id)
    at = open_at(office, case_id)
    assert at.tab(ValidityTab).mismatch.isVisible()
    assert "The MPS letter names the IOPC" in words(at.tab(ValidityTab).mismatch)


def test_the_form_asks_for_every_fact_once() -> None:
    placed = [name for _, names in groups() for name in names]
    assert sorted(placed) == sorted(asked(RecordFacts))
    assert [title for title, _ in groups()] == [
        "The complaint", "The outcome", "The request", "Time at another body"]


@pytest.mark.parametrize(("asked_for", "said"), [
    ("Date received", "Record date received"), ("MPS reference", "Record MPS reference"),
    ("Has it been reviewed before?", "Answer: Has it been reviewed before?"),
])
def test_a_field_reads_as_a_button(asked_for: str, said: str) -> None:
    assert settle_words(asked_for) == said


def test_the_headline_counts_each_answer(office: Office) -> None:
    view: CaseView = see(office, open_review(office, applicant=None, **LATE))
    assert headline(view.checks) == "2 passed, 3 need judgement"
    assert headline(()) == "Not started"


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_everything_has_a_name(open_at: Open, office: Office, name: str) -> None:
    at = open_at(office, open_review(office, mps_reference="", **LATE))
    at.window.use_theme(theme.Theme(name))
    for card in at.tab(ValidityTab).checks.cards.values():
        card.open_details(True)
    assert faults(at.window) == []
    for opened in ("late", "forward", "facts", "waive"):
        getattr(at.tab(ValidityTab).dialogs, opened)()
        assert faults(at.dialog()) == []
        at.dialog().reject()


@pytest.mark.parametrize(("scale", "size"), [(1.0, (1024, 700)), (1.5, (1440, 900)),
                                             (2.0, (1440, 900))])
def test_nothing_is_wider_than_the_page(
    open_at: Open, office: Office, scale: float, size: tuple[int, int]
) -> None:
    at = open_at(office, open_review(office, mps_reference="", **LATE))
    at.window.use_theme(theme.Theme("light", scale))
    at.window.resize(*size)
    tab = at.tab(ValidityTab)
    for card in tab.checks.cards.values():
        card.open_details(True)
    QApplication.processEvents()
    assert tab.width() <= tab.parentWidget().width()
    tab.ask_questions()
    QApplication.processEvents()
    assert tab.width() <= tab.parentWidget().width()


def tabbed(at: CaseWindow, start: QWidget, end: QWidget) -> list[str]:
    """The names of what Tab reaches from one widget to another."""
    QApplication.processEvents()  # a layout shows what was put into it only then
    start.setFocus()
    found = [start.accessibleName()]
    while QApplication.focusWidget() is not end and len(found) < 60:
        at.press(Qt.Key.Key_Tab)
        found.append(QApplication.focusWidget().accessibleName())
    return found


def test_tab_follows_the_reading_order(open_at: Open, office: Office) -> None:
    case_id = open_review(office, mps_reference="")
    at = open_at(office, case_id)
    tab = at.tab(ValidityTab)
    act(office, case_id, RecordFacts, handling=None)  # some cards are filled again
    at.window.refresh()
    at.settle()
    found = tabbed(at, tab.record, tab.decisions.button("Waive"))
    assert found == [
        "Record facts",
        "Copy source: There is a right to a review",
        "Record how the MPS handled it: There is a right to a review",
        "Show the details: There is a right to a review",
        "Copy source: Made in time", "Show the details: Made in time",
        "Copy source: Relevant review body",
        "Answer the review body questions: Relevant review body",
        "Show the details: Relevant review body",
        "Copy source: What the request holds", "Record MPS reference: What the request holds",
        "Show the details: What the request holds",
        "Answer the review body questions", "Waive a missing item",
    ]


def test_tab_goes_through_the_answers_before_they_are_saved(
    open_at: Open, office: Office
) -> None:
    case_id = open_review(office)
    answer_body(office, case_id)
    at = open_at(office, case_id)
    tab = at.tab(ValidityTab)
    tab.ask_questions()
    QApplication.processEvents()
    first = next(each for each in tab.questions.result.findChildren(QPushButton)
                 if each.accessibleName() == "Change the answer to question 1")
    found = tabbed(at, first, tab.questions.result.back)
    assert found == [f"Change the answer to question {number}" for number in range(1, 8)] + [
        "MOPAC: save and continue", "Back"]
