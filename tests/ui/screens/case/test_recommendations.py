"""Recommendations, learning and the decision, from the window to the records and back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from caseworker.actions.letters import DraftLetter, IssueLetter
from caseworker.actions.office_work import AddColleague, AddNote
from caseworker.actions.outcome import (
    ApproveDecision,
    AssessAllegation,
    ProposeDecision,
    Recommend,
    RecordPoliceResponse,
)
from caseworker.database import open_engine
from caseworker.office import Office
from caseworker.rules.facts import Handling
from caseworker.rules.lifecycle import Role, Stage
from caseworker.rules.recommendations import AllegationFinding as F
from tests.support.access import faults
from tests.support.assessing import WHY, assessed, team
from tests.support.case_window import CaseWindow, words
from tests.support.review import act, see
from ui import theme
from ui.screen import Screen
from ui.screens.case.decide.body import RecommendationsBody
from ui.screens.case.decide.check import OWN
from ui.screens.case.decide.choice_fields import NEEDS_MANAGER
from ui.screens.case.decide.made import NOT_NEEDED
from ui.screens.case.decide.propose import WRITING
from ui.screens.case.recommendations import RecommendationsTab
from ui.somebody_else import SomebodyElse

Open = Callable[..., CaseWindow]
REASON = "The letter does not say what was done about the reports."
TEXT = "We recommend that the MPS looks at the complaint again."
GIVEN = {"code": "REC-INV", "text": TEXT, "reason": REASON, "allegations": (1,)}


@pytest.fixture
def open_at(qtbot: QtBot) -> Iterator[Open]:
    """Opens the tab of a case; closes every window afterwards."""
    made: list[CaseWindow] = []

    def open_(office: Office, case_id: int, **more: Any) -> CaseWindow:
        made.append(CaseWindow(qtbot, office, case_id, "RecommendationsTab", more))
        return made[-1]

    yield open_
    for window in made:
        window.close()


def body(at: CaseWindow) -> RecommendationsBody:
    shown = at.tab(RecommendationsTab).body
    assert isinstance(shown, RecommendationsBody)
    return shown


def put(at: CaseWindow, **values: object) -> None:
    fields = body(at).recommend.form.fields
    for name, value in values.items():
        fields[name].put(value)
        fields[name].edited.emit()


def look_again(at: CaseWindow) -> None:
    at.window.refresh()
    at.settle()


def turn(at: CaseWindow) -> None:
    """Keys go to the window in front: of two it must be this one."""
    at.window.activateWindow()
    at._qtbot.waitUntil(at.window.isActiveWindow)


def proposed(office: Office, worker: Office) -> int:
    case_id = assessed(office, F.NOT_REASONABLE, F.REASONABLE)
    act(worker, case_id, Recommend, **GIVEN)
    act(worker, case_id, ProposeDecision)
    return case_id


def test_a_decision_is_proposed_returned_proposed_again_and_approved(
    open_at: Open, office: Office
) -> None:
    people = team(office)
    case_id = assessed(office, F.NOT_REASONABLE, F.REASONABLE)
    worker, manager = open_at(people.worker, case_id), open_at(people.manager, case_id)
    send = body(worker).propose.form
    assert "Choose at least one recommendation, or explain why none." in words(worker.page)
    assert not send.button.isEnabled()
    put(worker, code="REC-INV", text=TEXT, reason=REASON)
    body(worker).recommend.send()
    worker.settle()
    made = see(office, case_id).recommendations[0]
    assert (made.code, made.text, made.reason, made.allegations) == ("REC-INV", TEXT, REASON, (1,))
    turn(worker)
    send.button.setFocus()
    worker.press(Qt.Key.Key_Return, ctrl=True)
    worker.settle()
    assert see(office, case_id).row.stage is Stage.QUALITY_CHECK
    assert "This needs the role manager." in words(body(worker).check)

    look_again(manager)
    check = body(manager).check
    said = words(check)
    assert "Proposed by Priya Shah." in said
    assert f"Why: {WHY}" in said and TEXT in said
    assert "Upheld in part: 1 of 2 allegations." in said
    check.back.send()
    manager.settle()
    assert "Enter what to look at again" in words(check)
    turn(manager)
    check.back.form.fields["because"].go()
    manager.type("Say which reports you mean.")
    manager.press(Qt.Key.Key_Return, ctrl=True)
    manager.settle()
    assert see(office, case_id).row.stage is Stage.DRAFTING

    look_again(worker)
    said = words(body(worker).propose)
    assert "Returned by Helen Osei-Mensah" in said and "Say which reports you mean." in said
    send.button.click()
    worker.settle()
    look_again(manager)
    turn(manager)
    check.approve.setFocus()
    manager.press(Qt.Key.Key_Return, ctrl=True)
    said = words(manager.card())
    assert "The date of the decision will be Thursday 12 March 2026." in said
    assert "12 June 2026" in said
    assert "R14 Decision: not reasonable and proportionate; N2 Recommendations to the MPS" in said
    manager.agree()
    view = see(office, case_id)
    assert (view.row.stage, view.decided_on) == (Stage.DECIDED, office.today())
    assert "Approved 12 March 2026" in words(body(manager).decided)


def test_going_back_from_the_card_approves_nothing(open_at: Open, office: Office) -> None:
    people = team(office)
    case_id = proposed(office, people.worker)
    at = open_at(people.manager, case_id)
    body(at).check.approve.click()
    at.card().back.click()
    at.settle()
    assert see(office, case_id).row.stage is Stage.QUALITY_CHECK


def test_nobody_approves_their_own_decision(open_at: Open, office: Office) -> None:
    people = team(office)
    case_id = proposed(office, people.manager)
    at = open_at(people.manager, case_id)
    check = body(at).check
    assert not check.approve.isEnabled()
    assert check.approve.toolTip() == OWN
    assert OWN in words(check)
    at.press(Qt.Key.Key_Return, ctrl=True)
    assert at.nothing_open()


def test_one_person_alone_may(open_at: Open, office: Office) -> None:
    office.do(AddColleague(login="pshah", colleague_name="Priya Shah", roles=tuple(Role)))
    alone = office.working_as("pshah")
    case_id = proposed(office, alone)
    at = open_at(alone, case_id)
    body(at).check.approve.click()
    at.agree()
    assert see(office, case_id).row.stage is Stage.DECIDED


def test_the_letters_that_follow_are_one_button_away(open_at: Open, office: Office) -> None:
    opened: list[dict[str, object]] = []

    class Letter(Screen):
        def open(self, **args: object) -> None:
            opened.append(args)

    people = team(office)
    case_id = proposed(office, people.worker)
    act(people.manager, case_id, ApproveDecision)
    at = open_at(people.manager, case_id, letter=Letter)
    buttons = body(at).decided.buttons
    assert list(buttons) == ["R14", "N2"]
    buttons["R14"].click()
    assert opened == [{"case_id": case_id, "code": "R14"}]


def test_a_reasonable_outcome_needs_none_and_has_its_own_letter(
    open_at: Open, office: Office
) -> None:
    people = team(office)
    case_id = assessed(office, F.REASONABLE)
    at = open_at(people.worker, case_id)
    assert NOT_NEEDED in words(body(at).made_card)
    assert not body(at).add_card.isVisible()
    assert body(at).learn.button.isEnabled()
    assert body(at).propose.form.button.isEnabled()
    act(people.worker, case_id, ProposeDecision)
    act(people.manager, case_id, ApproveDecision)
    look_again(at)
    assert "R13 Decision: reasonable and proportionate" in words(body(at).decided)
    assert "N2" not in words(body(at).decided)


@pytest.mark.parametrize(("handling", "open_codes", "shut"), [
    (Handling.OTHERWISE, ["REC-INV", "REC-REMEDY", "REC-REFER"],
     "Look at the complaint again: re-investigate it"),
    (Handling.INVESTIGATED, ["REC-REINV", "REC-REMEDY", "REC-REFER"],
     "Look at the complaint again: investigate it"),
])
def test_blocked_choices_stay_in_sight_with_their_reasons(
    open_at: Open, office: Office, handling: Handling, open_codes: list[str], shut: str
) -> None:
    people = team(office)
    at = open_at(people.worker, assessed(office, F.NOT_REASONABLE, handling=handling))
    offered = body(at).recommend.form.fields["code"].findChildren(QRadioButton)
    assert [radio.objectName() for radio in offered] == open_codes
    blocked = {radio.accessibleName(): radio
               for radio in body(at).blocked.findChildren(QRadioButton)}
    assert len(blocked) == 14 and shut in blocked
    assert all(radio.isVisible() and not radio.isEnabled() for radio in blocked.values())
    assert blocked["Compensation"].accessibleDescription() == (
        "We cannot recommend compensation. Instead: an apology, an explanation, or the return of "
        "property. Source: MOPAC, Police Complaints Outcome Reviews page, “What are the possible "
        "outcomes?”")
    assert "We cannot recommend compensation." in words(body(at).blocked)
    assert "Source: Police Reform Act 2002, Sch. 3, para. 25" in words(body(at).blocked)


def test_a_referral_needs_a_manager(open_at: Open, office: Office) -> None:
    people = team(office)
    case_id = assessed(office, F.NOT_REASONABLE)

    def refer(at: CaseWindow) -> QRadioButton:
        return next(radio for radio in body(at).recommend.findChildren(QRadioButton)
                    if radio.objectName() == "REC-REFER")

    worker = refer(open_at(people.worker, case_id))
    assert not worker.isEnabled() and worker.toolTip() == NEEDS_MANAGER
    assert NEEDS_MANAGER in worker.accessibleDescription()
    assert refer(open_at(people.manager, case_id)).isEnabled()


def test_the_powers_are_guarded_while_one_types(open_at: Open, office: Office) -> None:
    people = team(office)
    case_id = assessed(office, F.NOT_REASONABLE)
    at = open_at(people.worker, case_id)
    form = body(at).recommend
    put(at, code="REC-INV", reason=REASON, text="Pay compensation.")
    said = words(form.powers)
    assert "We cannot recommend compensation." in said
    assert "We recommend that the MPS apologises and explains what happened." in said
    form.form.fields["text"].go()
    at.press(Qt.Key.Key_Return, ctrl=True)
    at.settle()
    assert form.form.fields["text"].raw() == "Pay compensation."
    assert see(office, case_id).recommendations == ()
    put(at, text=TEXT)
    assert form.powers.isHidden()


def test_what_was_typed_stays_when_refused_and_in_a_conflict(
    open_at: Open, office: Office
) -> None:
    people = team(office)
    case_id = assessed(office, F.NOT_REASONABLE)
    at = open_at(people.worker, case_id)
    form = body(at).recommend
    put(at, text=TEXT, reason="Short")
    form.send()
    at.settle()
    said = words(form)
    assert "Choose a recommendation" in said
    put(at, code="REC-REMEDY", subtype="apologise", reason=REASON)
    act(people.manager, case_id, AddNote, text="A change by somebody else")
    form.send()
    at.settle()
    at.window.findChildren(SomebodyElse)[-1].back.click()
    look_again(at)
    assert (form.form.fields["text"].raw(), form.form.fields["reason"].raw()) == (TEXT, REASON)
    form.send()
    at.settle()
    made = see(office, case_id).recommendations[0]
    assert (made.code, made.subtype, made.allegations) == ("REC-REMEDY", "apologise", (1,))
    assert form.form.fields["text"].raw() == ""
    assert not form.unsaved()


def test_a_half_written_recommendation_is_not_left_behind(open_at: Open, office: Office) -> None:
    people = team(office)
    case_id = assessed(office, F.NOT_REASONABLE)
    act(office, case_id, Recommend, **GIVEN)
    at = open_at(people.worker, case_id)
    send = body(at).propose.form.button
    assert send.isEnabled()
    put(at, text="We also recommend")
    assert not send.isEnabled() and send.toolTip() == WRITING
    other = assessed(office, F.NOT_REASONABLE)
    at.show(other, "RecommendationsTab")
    assert body(at).recommend.form.fields["text"].raw() == ""
    at.show(case_id, "RecommendationsTab")
    assert body(at).recommend.form.fields["text"].raw() == "We also recommend"
    body(at).recommend.clear.click()
    assert body(at).propose.form.button.isEnabled()


def test_only_points_that_were_not_reasonable_can_be_ticked(
    open_at: Open, office: Office
) -> None:
    people = team(office)
    case_id = assessed(office, F.NOT_REASONABLE, F.REASONABLE, F.NOT_LOOKED_AT)
    at = open_at(people.worker, case_id)
    ticks = body(at).recommend.form.fields["allegations"]
    assert list(ticks._ticks) == [1, 3]  # type: ignore[attr-defined]
    put(at, code="REC-INV", text=TEXT, reason=REASON, allegations=(1, 3))
    body(at).recommend.send()
    at.settle()
    assert see(office, case_id).recommendations[0].allegations == (1, 3)
    assert "For allegations 1 and 3. Not yet sent to the MPS." in words(body(at).made)
    assert "Reply due 28 days from the day the notice to the MPS is issued." in words(at.page)


def test_one_is_taken_back_and_put_back(open_at: Open, office: Office) -> None:
    people = team(office)
    case_id = assessed(office, F.NOT_REASONABLE)
    act(office, case_id, Recommend, **GIVEN)
    at = open_at(people.worker, case_id)
    assert body(at).made.buttons[0].accessibleName() == "Take back recommendation 1"
    body(at).made.buttons[0].click()
    at.settle()
    assert see(office, case_id).recommendations == ()
    next(button for button in at.window.messages.findChildren(QPushButton)
         if button.text() == "Put it back" and button.isVisible()).click()
    at.settle()
    assert [each.text for each in see(office, case_id).recommendations] == [TEXT]


def test_learning_stands_apart(open_at: Open, office: Office) -> None:
    people = team(office)
    case_id = assessed(office, F.REASONABLE)
    at = open_at(people.worker, case_id)
    body(at).learn.form.fields["text"].go()
    at.type("Answer every point.")
    at.press(Qt.Key.Key_Return, ctrl=True)
    at.settle()
    view = see(office, case_id)
    assert (view.learning, view.recommendations) == (("Answer every point.",), ())
    assert "Answer every point." in words(body(at).learning_card)
    assert body(at).learn.form.fields["text"].raw() == ""


def test_none_can_be_recommended_with_a_reason(open_at: Open, office: Office) -> None:
    people = team(office)
    case_id = assessed(office, F.NOT_REASONABLE)
    at = open_at(people.worker, case_id)
    send = body(at).propose.form
    send.form.fields["because"].put("The MPS has already put it right.")
    assert send.button.isEnabled()
    send.button.click()
    at.settle()
    assert see(office, case_id).row.stage is Stage.QUALITY_CHECK


def test_a_missing_finding_leads_to_the_assessment(open_at: Open, office: Office) -> None:
    people = team(office)
    at = open_at(people.worker, assessed(office, F.NOT_REASONABLE, None))
    next(button for button in body(at).propose.findChildren(QPushButton)
         if button.text() == "Choose a finding for allegation 2.").click()
    assert type(at.page._part).__name__ == "AssessmentTab"


def test_what_does_not_fit_its_finding_is_said_before_the_decision_is_sent(
    open_at: Open, office: Office
) -> None:
    people = team(office)
    case_id = assessed(office, F.NOT_REASONABLE, F.NOT_REASONABLE)
    act(office, case_id, Recommend, **{**GIVEN, "allegations": (1,)})
    act(office, case_id, AssessAllegation, number=1, finding=F.REASONABLE,
        why="The video was seen again, and the officer had asked for it on the day.")
    at = open_at(people.worker, case_id)
    card = body(at).propose
    assert "Finding and recommendations do not match. Check point 1." in words(card)
    assert not card.form.button.isEnabled()


def test_the_answers_of_the_mps_are_shown(open_at: Open, office: Office) -> None:
    people = team(office)
    case_id = proposed(office, people.worker)
    act(people.manager, case_id, ApproveDecision)
    letter = act(people.manager, case_id, DraftLetter, code="N2")
    act(people.manager, case_id, IssueLetter, letter_id=letter, sent_by="e-mail")
    at = open_at(people.worker, case_id)
    said = words(body(at).made)
    assert "Waiting for the MPS" in said
    assert "Made 12 March 2026. Reply due 9 April 2026, 28 days left." in said
    act(office, case_id, RecordPoliceResponse, answered_on=date(2026, 3, 12),
        answers=((1, "not accepted", "The officer has left."),))
    look_again(at)
    said = words(body(at).made)
    assert "Not accepted" in said and "The MPS said: The officer has left." in said


def test_somebody_without_the_role_sees_it_all_and_why_not(open_at: Open, office: Office) -> None:
    team(office)
    office.do(AddColleague(login="lbrandt", colleague_name="Leah Brandt",
                           roles=(Role.CORRESPONDENCE,)))
    case_id = assessed(office, F.NOT_REASONABLE)
    act(office, case_id, Recommend, **GIVEN)
    at = open_at(office.working_as("lbrandt"), case_id)
    why = "This needs the role caseworker or manager."
    for button in (body(at).recommend.button, body(at).learn.button, body(at).made.buttons[0],
                   body(at).propose.form.button):
        assert not button.isEnabled() and why in button.toolTip(), button.text()
    assert not body(at).recommend.form.isVisible()
    assert why in words(body(at).add_card) and why in words(body(at).propose)


@pytest.fixture
def one_office(sqlite_url: str, clock: Any) -> Iterator[Office]:
    """An office on one engine: what is seen and heard does not depend on it."""
    engine = open_engine(sqlite_url)
    yield Office(engine, "demo.manager", frozenset(Role), now=clock)
    engine.dispose()


@pytest.mark.parametrize("look", ["light", "dark", "contrast"])
def test_it_can_be_heard(open_at: Open, one_office: Office, look: str) -> None:
    people = team(one_office)
    case_id = assessed(one_office, F.NOT_REASONABLE, F.NOT_LOOKED_AT)
    act(one_office, case_id, Recommend, **GIVEN)
    at = open_at(people.worker, case_id)
    at.window.use_theme(theme.Theme(look))
    for each in (case_id, proposed(one_office, people.worker)):
        at.show(each, "RecommendationsTab")
        QApplication.processEvents()
        assert faults(at.window) == []


def test_it_fits_at_every_size(open_at: Open, one_office: Office) -> None:
    people = team(one_office)
    case_id = assessed(one_office, F.NOT_REASONABLE, F.NOT_LOOKED_AT)
    act(one_office, case_id, Recommend, **GIVEN)
    at = open_at(people.worker, case_id)
    for width, scale in ((1440, 1.0), (1024, 1.0), (1440, 1.5), (1440, 2.0)):
        at.window.resize(width, 900)
        at.window.use_theme(theme.Theme("light", scale))
        QApplication.processEvents()
        tab = at.tab(RecommendationsTab)
        assert tab.minimumSizeHint().width() <= tab.parentWidget().width(), (width, scale)
