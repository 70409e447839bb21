"""The questions about the review body, by the keyboard, on both databases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from caseworker.actions.opening import RecordFacts
from caseworker.actions.validity import AcceptAsValid, AnswerReviewBody, WithdrawReview
from caseworker.office import Office
from caseworker.queries.case import journal
from caseworker.rules.facts import Body, BodyAnswer, BodyQuestion, ReviewFacts, Tri
from caseworker.rules.lifecycle import Stage
from caseworker.rules.review_body import BodyVerdict
from tests.support.access import faults
from tests.support.case_window import CaseWindow, words
from tests.support.review import TO_MOPAC, act, answer_body, open_review, see
from ui import theme
from ui.screens.case.body.question import so_far_words
from ui.screens.case.body.questions import BodyQuestions
from ui.screens.case.validity import ValidityTab

Y, N, U, ENTER = Qt.Key.Key_Y, Qt.Key.Key_N, Qt.Key.Key_U, Qt.Key.Key_Return
TO_MOPAC_KEYS = (N, N, Y, Y, N, N, N)
WHY = "The complaint itself names no act that could be a crime."


@pytest.fixture
def case_id(office: Office) -> int:
    return open_review(office)


@pytest.fixture
def at(qtbot: QtBot, office: Office, case_id: int) -> Iterator[CaseWindow]:
    window = CaseWindow(qtbot, office, case_id, "ValidityTab")
    yield window
    window.close()


@pytest.fixture
def asked(at: CaseWindow) -> BodyQuestions:
    at.tab(ValidityTab).ask_questions()
    return at.tab(ValidityTab).questions


def answer(at: CaseWindow, *keys: Qt.Key) -> None:
    for key in keys:
        at.press(key, ENTER)


def test_the_keyboard_alone_goes_through_all_seven(
    at: CaseWindow, asked: BodyQuestions, office: Office, case_id: int
) -> None:
    before = len(office.ask(journal, case_id=case_id))
    for number, key in enumerate(TO_MOPAC_KEYS, 1):
        assert f"Question {number} of 7" in words(asked)
        at.press(key, ENTER)
    assert "MOPAC is the review body" in words(asked.result)
    at.press(ENTER)
    at.settle()
    view = see(office, case_id)
    assert dict(view.facts.body_answers) == TO_MOPAC
    assert view.body.verdict is BodyVerdict.MOPAC
    assert len(office.ask(journal, case_id=case_id)) == before + 1  # one act, one entry
    assert asked.isHidden()
    assert QApplication.focusWidget() is at.tab(ValidityTab).decisions.button("AnswerReviewBody")


def test_back_stays_within_the_questions_and_keeps_the_answers(
    at: CaseWindow, asked: BodyQuestions
) -> None:
    answer(at, N, N)
    at.press(Qt.Key.Key_Left, alt=True)
    assert "Question 2 of 7" in words(asked)
    assert asked.question.given()[0] is Tri.NO
    asked.question.reason.setFocus()
    at.press(Qt.Key.Key_Left, alt=True)
    assert "Question 1 of 7" in words(asked)
    at.press(Qt.Key.Key_Left, alt=True)
    assert asked.isHidden()
    assert at.window.screen_shown is at.page
    assert "2 answers not yet saved." in words(at.tab(ValidityTab))


def test_an_answer_is_needed_and_not_sure_needs_a_reason(
    at: CaseWindow, asked: BodyQuestions, office: Office, case_id: int
) -> None:
    at.press(ENTER)
    assert "Select yes, no or not sure." in words(asked)
    at.press(U)
    assert QApplication.focusWidget() is asked.question.reason
    at.press(ENTER)
    assert "Enter a reason for not sure." in words(asked)
    asked.question.reason.setFocus()
    at.type("Not clear who is named, nor when")  # letters are text here
    at.press(ENTER)
    assert "Question 2 of 7" in words(asked)
    assert "So far: IOPC, unless a manager decides otherwise" in words(asked)
    answer(at, *TO_MOPAC_KEYS[1:])
    at.press(ENTER)
    at.settle()
    view = see(office, case_id)
    assert view.body.verdict is BodyVerdict.MANAGER
    assert view.facts.body_answers[BodyQuestion.AUTHORITY_IS_LPB] == BodyAnswer(
        Tri.UNSURE, "Not clear who is named, nor when")


def test_not_sure_goes_to_a_manager_whose_decision_lets_it_be_accepted(
    at: CaseWindow, office: Office, case_id: int
) -> None:
    answer_body(office, case_id, referred=BodyAnswer(Tri.UNSURE, "The letter does not say."))
    at.window.refresh()
    at.settle()
    tab = at.tab(ValidityTab)
    assert not tab.decisions.button("AcceptAsValid").isEnabled()
    tab.decisions.button("DecideReviewBody").click()
    assert "The letter does not say." in words(at.dialog())
    at.dialog().form.fields["body"].put(Body.MOPAC)
    at.dialog().form.fields["because"].put("Too short")
    at.save()
    assert "Reason must be 20 characters or more" in words(at.dialog())
    assert at.dialog().form.fields["because"].raw() == "Too short"
    at.dialog().form.fields["because"].put(WHY)
    at.save()
    assert at.nothing_open()
    assert see(office, case_id).facts.body_decision is Body.MOPAC
    tab.decisions.button("AcceptAsValid").click()
    at.settle()
    assert see(office, case_id).row.stage is Stage.VALID


@pytest.mark.parametrize(("number", "yes", "no"), [
    (2, "Yes (points to the IOPC)", "No (points to MOPAC)"),
    (3, "Yes, it can be ruled out (points to MOPAC)",
     "No, it cannot be ruled out (points to the IOPC)"),
    (4, "Yes, it can be ruled out (points to MOPAC)",
     "No, it cannot be ruled out (points to the IOPC)"),
])
def test_each_answer_says_which_body_it_points_to(
    qtbot: QtBot, number: int, yes: str, no: str
) -> None:
    from ui.screens.case.body.question import QuestionCard

    card = QuestionCard()
    qtbot.addWidget(card)
    card.ask(number - 1, None, "")
    assert (card.radios[Tri.YES].text(), card.radios[Tri.NO].text()) == (yes, no)
    assert card.radios[Tri.UNSURE].text() == "Not sure (a manager decides)"


@pytest.mark.parametrize(("given", "said"), [
    ({}, "So far: not yet known"),
    ({BodyQuestion.SENIOR_OFFICER: Tri.NO}, "So far: MOPAC"),
    ({BodyQuestion.RULE_OUT_PROCEEDINGS: Tri.NO}, "So far: IOPC"),
    ({BodyQuestion.REFERRED: Tri.UNSURE}, "So far: IOPC, unless a manager decides otherwise"),
    ({BodyQuestion.REFERRED: Tri.UNSURE, BodyQuestion.SENIOR_OFFICER: Tri.YES}, "So far: IOPC"),
])
def test_what_the_answers_point_to_so_far(given: dict[BodyQuestion, Tri], said: str) -> None:
    facts = ReviewFacts(body_answers={key: BodyAnswer(each) for key, each in given.items()})
    assert so_far_words(facts) == said


def test_a_change_comes_back_to_the_result(at: CaseWindow, asked: BodyQuestions) -> None:
    answer(at, *TO_MOPAC_KEYS)
    link = next(each for each in asked.result.findChildren(QPushButton)
                if each.accessibleName() == "Change the answer to question 2")
    link.click()
    assert "Question 2 of 7" in words(asked)
    at.press(Y, ENTER)
    assert "IOPC: save, then forward" in asked.result.save.text()
    assert "The IOPC is the review body" in words(asked.result)


def test_a_colleague_who_was_first_costs_no_answer(
    at: CaseWindow, asked: BodyQuestions, office: Office, case_id: int
) -> None:
    answer(at, *TO_MOPAC_KEYS)
    act(office, case_id, RecordFacts, about="Nobody came after four reports")
    at.press(ENTER)
    at.settle()
    assert "Somebody else changed this case" in words(at.window)
    assert not see(office, case_id).facts.body_answers
    at.window.refresh()
    at.settle()
    assert "MOPAC is the review body" in words(asked.result)
    asked.result.save.click()
    at.settle()
    assert dict(see(office, case_id).facts.body_answers) == TO_MOPAC


def test_a_refusal_keeps_the_answers(
    at: CaseWindow, asked: BodyQuestions, office: Office, case_id: int
) -> None:
    answer(at, N, N, N)
    asked._page.do(AnswerReviewBody, None, asked._failed, answers={
        BodyQuestion.REFERRED: BodyAnswer(Tri.UNSURE)})
    at.settle()
    assert "Enter a reason for not sure." in words(asked)
    assert asked.unsaved(see(office, case_id)) == 3


def test_answers_wait_while_another_case_is_looked_at(
    at: CaseWindow, asked: BodyQuestions, office: Office, case_id: int
) -> None:
    answer(at, N, N)
    other = open_review(office, name="Adaeze Nwosu")
    at.show(other, "ValidityTab")
    assert asked.isHidden()
    assert asked.unsaved(see(office, other)) == 0
    at.show(case_id, "ValidityTab")
    at.tab(ValidityTab).ask_questions()
    assert "Question 3 of 7" in words(asked)


def test_save_and_close_saves_what_is_answered(
    at: CaseWindow, asked: BodyQuestions, office: Office, case_id: int
) -> None:
    answer(at, N, N)
    asked.question.close_.click()
    at.settle()
    assert asked.isHidden()
    assert set(see(office, case_id).facts.body_answers) == {
        BodyQuestion.AUTHORITY_IS_LPB, BodyQuestion.SENIOR_OFFICER}
    # What a colleague answers afterwards is not hidden by what was saved here.
    answer_body(office, case_id, senior_officer=BodyAnswer(Tri.YES))
    assert asked.unsaved(see(office, case_id)) == 0


def test_a_letter_that_names_another_body_is_said(
    at: CaseWindow, asked: BodyQuestions, office: Office, case_id: int
) -> None:
    act(office, case_id, RecordFacts, letter_names_body=Body.IOPC)
    at.window.refresh()
    at.settle()
    assert "MPS letter says: IOPC" in words(asked)
    answer(at, *TO_MOPAC_KEYS)
    said = "The MPS letter names the IOPC, but the answers point to MOPAC."
    assert said in words(asked.result)
    at.press(ENTER)
    at.settle()
    assert said in words(at.tab(ValidityTab))


def test_words_of_the_complaint_go_into_the_reason(
    at: CaseWindow, asked: BodyQuestions
) -> None:
    assert not asked.complaint.quote.isEnabled()
    cursor = asked.complaint.text.textCursor()
    cursor.setPosition(5)
    cursor.setPosition(12, QTextCursor.MoveMode.KeepAnchor)
    asked.complaint.text.setTextCursor(cursor)
    asked.complaint.quote.click()
    assert asked.question.given()[1] == "“reports”"
    asked.complaint.text.setFocus()
    at.press(N)  # the complaint can be read, not written: keys answer
    assert asked.question.given()[0] is Tri.NO


def test_the_letters_of_the_page_rest_meanwhile(at: CaseWindow, asked: BodyQuestions) -> None:
    at.press(Qt.Key.Key_Q, Qt.Key.Key_B)
    assert at.window.screen_shown is at.page
    assert asked.isVisible()
    shown = list(at.page.keys())
    assert [key for key, _ in shown] == ["Y", "N", "U", "Enter", "Alt+Left", "?"]


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_everything_has_a_name(at: CaseWindow, asked: BodyQuestions, name: str) -> None:
    at.window.use_theme(theme.Theme(name))
    at.press(ENTER)
    assert faults(at.window) == []
    answer(at, *TO_MOPAC_KEYS)
    assert faults(at.window) == []


def test_the_questions_stay_open_until_the_case_ends(
    at: CaseWindow, office: Office, case_id: int
) -> None:
    answer_body(office, case_id)
    act(office, case_id, AcceptAsValid)
    at.window.refresh()
    at.settle()
    button = at.tab(ValidityTab).decisions.button("AnswerReviewBody")
    assert button.isEnabled()  # the IOPC may prove to be the review body during the review
    act(office, case_id, WithdrawReview, because="She wrote on 11 March that she withdraws it.")
    at.window.refresh()
    at.settle()
    assert not button.isEnabled()
    assert "the review body is settled" in button.accessibleDescription()
