"""Where post belongs: a letter for each way, mixed letters, and what must never happen."""

from __future__ import annotations

from datetime import date
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.rules.facts import Body
from caseworker.rules.routes import MIXED as MIXED_CODE
from caseworker.rules.routes import ROUTES
from caseworker.rules.routing import NO_SIGN, NO_TEXT, PostFacts, RouteFinding, suggest
from tests.support.post_letters import LETTERS, MIXED

TODAY = date(2026, 3, 12)


def first(text: str, facts: PostFacts | None = None) -> RouteFinding:
    found = suggest(text, facts)
    assert found.routes, "no way was suggested"
    return found.routes[0]


@pytest.mark.parametrize(
    ("code", "text"),
    [pytest.param(code, text, id=f"{code} {name}") for code, name, text in LETTERS],
)
def test_a_letter_goes_its_way(code: str, text: str) -> None:
    found = first(text)
    assert found.code == code
    assert found.reasons
    assert found.title == ROUTES[code].title
    assert found.source == ROUTES[code].source


def test_every_way_has_a_letter() -> None:
    tried = {code for code, _, _ in LETTERS} | {MIXED_CODE, "C19", "C26"}
    assert tried == set(ROUTES) == {f"C{number}" for number in range(1, 30)}


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, _, text in LETTERS])
def test_each_reason_quotes_the_letter(code: str, text: str) -> None:
    plain = " ".join(text.split())
    quotes = [piece.split("”")[0] for piece in first(text).reasons[0].split("“")[1:]]
    assert quotes
    assert all(quote in plain for quote in quotes), (code, quotes)


@pytest.mark.parametrize(
    ("codes", "text"), [pytest.param(codes, text, id=name) for codes, name, text in MIXED]
)
def test_a_mixed_letter_is_taken_apart(codes: tuple[str, ...], text: str) -> None:
    found = suggest(text)
    assert found.routes[0].code == MIXED_CODE
    assert tuple(part.code for part in found.parts) == codes
    assert set(codes) <= {route.code for route in found.routes}
    # No word of the letter is lost, and none is in two parts.
    together = " ".join(part.text for part in found.parts)
    assert together.split() == text.split()


@pytest.mark.parametrize(("text", "reason"), [("", NO_TEXT), (" \n\t ", NO_TEXT),
                                              ("Blue chairs and a table.", NO_SIGN)])
def test_without_a_sign_it_is_not_yet_known(text: str, reason: str) -> None:
    found = suggest(text)
    assert (found.routes, found.parts) == ((), ())
    assert (found.answer, found.reason) == ("not yet known", reason)


def test_a_member_of_parliament_writes_for_a_constituent() -> None:
    text = ("House of Commons\n\nMy constituent Mr Bello asks for a review of the outcome of his "
            "complaint to the Met.")
    found = suggest(text)
    assert [route.code for route in found.routes] == ["C26", "C13"]
    assert "C13" in " ".join(found.routes[0].reasons)
    assert "consent" in found.routes[0].against[0]


def test_unreasonable_contact_stands_beside_the_matter_and_does_not_hide_it() -> None:
    found = suggest("PC Dale swore at me. I will email every day until you answer, you idiots.")
    assert [route.code for route in found.routes] == ["C1", "C19"]
    assert "disability" in found.routes[1].against[0]
    assert [route.code for route in suggest("I know where you live, you idiots.").routes] == ["C19"]


def test_a_person_at_risk_comes_first_and_is_not_argued_away() -> None:
    assert first("I do not want a review. I will kill myself.").code == "C25"
    assert first("She says she is not going to hurt herself.").code == "C25"


def test_a_wish_that_is_denied_is_no_wish() -> None:
    assert "C13" not in {one.code for one in suggest("I do not want a review of that.").routes}


def test_a_review_request_takes_in_its_grounds() -> None:
    found = suggest("I ask for a review of the outcome of my complaint. The officer was rude to me "
                    "and the station never called me back.")
    assert {part.code for part in found.parts} == {"C13"}


def test_the_seven_questions_outweigh_the_words() -> None:
    text = "I ask for a review of the outcome of my complaint. PC Marl punched me."
    assert first(text).code == "C14"
    assert [route.code for route in suggest(text).routes] == ["C14", "C13"]
    assert first(text, PostFacts(review_body=Body.MOPAC)).code == "C13"
    mild = "I ask for a review of the outcome of my complaint. Nobody called me back."
    assert first(mild).code == "C13"
    assert first(mild, PostFacts(review_body=Body.IOPC)).code == "C14"
    assert "Only the seven questions" in " ".join(first(text).against)


def test_an_outcome_letter_held_makes_an_appeal_a_review_request() -> None:
    text = "I appeal about PC Dunn, who refused to take my statement."
    assert first(text).code == "C16"
    assert first(text, PostFacts(outcome_letter_held=True)).code == "C13"


def test_another_force_is_not_ours_whatever_the_letter_says() -> None:
    text = "I ask for a review of the outcome of my complaint."
    assert first(text, PostFacts(force="Essex Police")).code == "C15"
    assert first(text, PostFacts(force="MPS")).code == "C13"


def test_a_provider_that_is_done_speaks_against_sending_it_back() -> None:
    text = "I am unhappy with the charity that MOPAC funds."
    assert "seem to be done" not in " ".join(first(text).against)
    done = first(text, PostFacts(provider_stages_done=True))
    assert "seem to be done" in " ".join(done.against)


@pytest.mark.parametrize(
    "text",
    ["I complain that the Deputy Commissioner himself ignored my letters",
     "The Information Commissioner told me to write to you about a matter"],
)
def test_other_commissioners_are_not_the_commissioner(text: str) -> None:
    assert "C3" not in {route.code for route in suggest(text).routes}


def test_a_borough_commander_is_no_senior_officer() -> None:
    assert first("I complain about the borough commander, an officer who was rude.").code == "C1"
    assert first("I complain about Commander Vale, an officer who was rude.").code == "C4"


def test_missing_things_speak_against_a_review() -> None:
    against = " ".join(first("I would like to request a review.").against)
    assert "no MPS outcome letter" in against
    assert "no MPS reference" in against


def test_curly_apostrophes_and_wrapped_lines_make_no_difference() -> None:
    assert first("I ask under the Victims’ Right\nto Review.").code == "C28"


def test_a_long_item_says_that_not_all_was_read() -> None:
    found = first("I ask for a review.\n\n" + "x " * 40_000)
    assert "first 50,000 characters" in found.against[-1]


@given(st.text(max_size=300))
def test_any_text_gets_an_answer(text: str) -> None:
    found = suggest(text)
    assert found.reason
    assert all(route.code in ROUTES for route in found.routes)


_PARAGRAPHS = st.lists(st.sampled_from([text for _, _, text in LETTERS]), min_size=1, max_size=3)


@given(_PARAGRAPHS)
def test_letters_put_together_lose_no_words(letters: list[str]) -> None:
    text = "\n\n".join(letters)
    together = " ".join(part.text for part in suggest(text).parts)
    assert together.split() == text.split()


def test_two_matters_that_are_each_others_background_are_both_kept() -> None:
    review = "I request a review. I enclose the outcome letter of the Metropolitan Police Service."
    crime = "Under the Victims' Right to Review: the police decided not to charge the man."
    assert {part.code for part in suggest(f"{review}\n\n{crime}").parts} == {"C13", "C28"}


@pytest.mark.parametrize("code", ROUTES)
def test_each_way_says_all_that_is_needed(code: str) -> None:
    route = ROUTES[code]
    assert all((route.title, route.words, route.goes_to, route.does, route.told))
    assert route.source.cite
    lines = route.signpost.lines(TODAY)
    assert lines
    if not route.signpost.particulars:
        assert lines == ("not yet known",)


def test_addresses_that_are_not_known_are_not_given() -> None:
    assert ROUTES["C1"].signpost.lines(TODAY) == ("not yet known",)
    assert ROUTES["C5"].signpost.lines(TODAY) == ("not yet known",)
    assert "M33 0BW" in ROUTES["C14"].signpost.lines(TODAY)
    assert "SE1 0LL" in ROUTES["C6"].signpost.lines(TODAY)
    # Before a particular was in use it is not known either.
    assert ROUTES["C6"].signpost.lines(date(2015, 1, 1)) == ("not yet known",)


def test_no_way_out_gives_a_number_that_is_not_in_force() -> None:
    lines = list(chain.from_iterable(way.signpost.lines(TODAY) for way in ROUTES.values()))
    assert "169 Union St" in lines  # there is something to search
    assert not any("4010" in line or "2AA" in line or "6 1TR" in line for line in lines)
