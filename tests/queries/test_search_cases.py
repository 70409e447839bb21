"""Cases are found by whatever names them, however it is typed, and no text is an error."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caseworker.actions.letters import DraftLetter, EditLetter
from caseworker.actions.office_work import AddNote
from caseworker.actions.people import RecordPerson
from caseworker.office import Office
from caseworker.queries.search import Cases, find_cases
from caseworker.queries.search_texts import Texts, find_texts
from tests.support.review import act, open_review, see

TODAY = date(2026, 3, 12)
ANY = settings(max_examples=40, deadline=None,
               suppress_health_check=[HealthCheck.function_scoped_fixture])


def find(office: Office, text: str) -> Cases:
    return office.ask(find_cases, text=text, me=office.actor, today=TODAY)


def papers(office: Office, text: str, **given: bool) -> Texts:
    return office.ask(find_texts, text=text, **given)


@pytest.fixture
def ruth(office: Office) -> int:
    return open_review(office)


@pytest.mark.parametrize(("text", "why"), [
    ("Ruth Abernathy", ""), ("abernathy", ""), ("ABER", ""), ("Abérnathy", ""),
    ("REV-2026-0001", ""), ("rev20260001", ""), ("rev 2026 1", ""),
    ("PC/04733/25", "MPS reference PC/04733/25"), ("pc0473325", "MPS reference PC/04733/25"),
    ("E9 7SN", "Postcode E9 7SN"), ("e97sn", "Postcode E9 7SN"), ("E9 7S", "Postcode E9 7SN"),
    ("harassment", "No response to reports of harassment"),
])
def test_what_names_a_case_finds_it(office: Office, ruth: int, text: str, why: str) -> None:
    open_review(office, name="Somebody Else", about="Something else", postcode="N1 1AA",
                mps_reference="PC/11111/25")
    found = find(office, text)
    assert [(hit.case_id, hit.why) for hit in found.hits] == [(ruth, why)]
    assert not found.alike


@pytest.mark.parametrize("whole", ["Abernathy", "REV20260001", "pc0473325", "e97sn"])
def test_the_beginning_is_found_while_it_is_typed(office: Office, ruth: int, whole: str) -> None:
    for letters in range(2, len(whole) + 1):
        found = find(office, whole[:letters])
        assert [hit.case_id for hit in found.hits] == [ruth] and not found.alike, whole[:letters]


@pytest.mark.parametrize("text", [
    "Abernethy", "Ruth Abernatty", "ruht abernathy", "Abbernathy", "Ruth Abornethy", "Abernatt",
])
def test_a_misspelt_name_finds_its_like(office: Office, ruth: int, text: str) -> None:
    open_review(office, name="Oluwaseun Bankole")
    found = find(office, text)
    assert ([hit.case_id for hit in found.hits], found.alike) == ([ruth], True)


def test_the_exact_reference_then_my_own_then_the_newest(office: Office, ruth: int) -> None:
    others = [open_review(office, mps_reference=f"PC/0000{n}/25") for n in range(3)]
    found = find(office, "abernathy")
    assert [hit.case_id for hit in found.hits] == [*others[::-1], ruth]
    assert find(office, "rev-2026-0001").hits[0].exact
    assert [hit.case_id for hit in find(office, "PC/00001/25").hits] == [others[1]]


def test_a_new_name_replaces_the_old_in_the_index(office: Office, ruth: int) -> None:
    person = see(office, ruth).people[0]
    act(office, ruth, RecordPerson, party_id=person.id, part=person.part, name="Rosa Klebb",
        address=person.address, postcode=person.postcode)
    assert [hit.case_id for hit in find(office, "klebb").hits] == [ruth]
    assert find(office, "klebb").hits[0].name == "Rosa Klebb"
    assert not find(office, "ruth abernathy").hits


def test_where_the_words_of_a_note_stand(office: Office, ruth: int) -> None:
    act(office, ruth, AddNote, text="She rang about the broken streetlamp on Tuesday.")
    found = papers(office, "streetlamp")
    assert [(hit.case_id, hit.where) for hit in found.hits] == [(ruth, "Note of 12 March 2026")]
    assert "broken streetlamp on Tuesday" in found.hits[0].excerpt
    assert papers(office, "“broken streetlamp”").hits and not papers(office, "“rang broken”").hits
    assert papers(office, "streetl").hits and papers(office, "streetlamp", best=True).hits


def test_a_letter_is_quoted_without_its_markup(office: Office, ruth: int) -> None:
    letter = act(office, ruth, DraftLetter, code="R1")
    page = next(each for each in see(office, ruth).letters if each.id == letter)
    act(office, ruth, EditLetter, letter_id=letter, letter_version=page.version,
        markdown="Streetlamp\\\nM33 0BW\\\n<https://example.org/> no. 4\\_b &#38; on\\")
    assert papers(office, "streetlamp").hits[0].excerpt == (
        "Streetlamp M33 0BW https://example.org/ no. 4 b & on")


def test_a_backslash_in_a_note_stays(office: Office, ruth: int) -> None:
    act(office, ruth, AddNote, text="The recording is at X:\\clips\\streetlamp for now.")
    assert "X:\\clips\\streetlamp" in papers(office, "streetlamp").hits[0].excerpt


@ANY
@given(st.text(st.characters(exclude_categories=[]), max_size=40))
def test_no_text_is_an_error(office: Office, text: str) -> None:
    for each in (text, f'"{text}', f"{text}*", f"{text} OR NEAR({text} NOT"):
        find(office, each)
        papers(office, each)


def test_ten_thousand_letters_are_no_error(office: Office, ruth: int) -> None:
    for text in ("a" * 10_000, "ab " * 3_333, '"' * 10_000, "\u202e\u0000 \ud800" * 2_500):
        find(office, text)
        papers(office, text, best=True)
