"""What a letter asks the requester for is said to them, not in the words of our lists."""

from __future__ import annotations

from caseworker.actions.letters import DraftLetter
from caseworker.office import Office
from caseworker.queries.letter_values import _ASKED_WORDS
from caseworker.rules.facts import Paper
from tests.support.review import act, open_review, see


def test_a_missing_paper_is_asked_for_in_the_requesters_words(office: Office) -> None:
    case_id = open_review(office, outcome_letter_held=None, grounds="", mps_reference="")
    act(office, case_id, DraftLetter, code="R1")
    text = see(office, case_id).letters[0].markdown
    assert "- a copy of the outcome letter the police sent you" in text
    assert "- why you are unhappy with the outcome" in text
    assert "they" not in text.split("## What we still need")[1].split("##")[0].split()


def test_there_are_words_for_every_paper() -> None:
    assert set(_ASKED_WORDS) == set(Paper)
