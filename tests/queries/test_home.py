"""The first page counts what the lists show, in few questions, for whoever asks."""

from __future__ import annotations

from typing import Any

import pytest

from caseworker.actions.letters import DraftLetter
from caseworker.actions.office_work import AddColleague, AddNote
from caseworker.office import Office
from caseworker.queries.home import Home, Pile, home
from caseworker.queries.letters import drafts
from caseworker.queries.post import post_list
from caseworker.records import Case, Letter, Recommendation, Staff
from caseworker.rules.lifecycle import Role, Stage
from caseworker.rules.radar import Sign
from tests.queries.test_statements import asked
from tests.support.clock import Clock
from tests.support.review import act, log, open_review, put

TEAM = (("pshah", "Priya Shah", Role.CASEWORKER), ("dokoro", "Daniel Okoro", Role.CASEWORKER),
        ("lbrandt", "Leah Brandt", Role.CORRESPONDENCE), ("hosei", "Helen Osei", Role.MANAGER))


def look(office: Office, login: str = "hosei", **given: Any) -> Home:
    """The first page of a colleague."""
    person = office.working_as(login)
    return person.ask(home, me=login, roles=person.roles, today=office.today(),
                      calendar=office.calendar, **given)


def numbers(shown: Home) -> dict[Pile, int]:
    return {card.pile: card.number for card in shown.cards}


@pytest.fixture
def team(office: Office) -> dict[str, int]:
    """The ids of four colleagues, by login."""
    for login, name, role in TEAM:
        office.do(AddColleague(login=login, colleague_name=name, roles=(role,)))
    with office._read() as session:
        return {each.login: each.id for each in session.query(Staff)}


def test_an_empty_office_has_nothing_on_its_cards(office: Office, team: dict[str, int]) -> None:
    shown = look(office)
    assert numbers(shown) == dict.fromkeys(Pile, 0)
    assert shown.next_step is None and shown.forgotten == ()
    assert [(each.name.split()[-1], each.open_cases) for each in shown.loads] == [
        ("Okoro", 0), ("Osei", 0), ("Shah", 0)]


def test_each_group_sees_its_own_work(office: Office, team: dict[str, int]) -> None:
    hers, his, nobodys = (open_review(office, name=name) for name in
                          ("Hers Ann", "His Bea", "Nobodys Cat"))
    put(office, hers, owner_id=team["pshah"], stage=Stage.ALLOCATED)
    put(office, his, owner_id=team["dokoro"], stage=Stage.ALLOCATED)
    log(office, same_file_again=True, name="Una Waiting")
    act(office, nobodys, DraftLetter, code="R1")
    due = {login: {line.who for card in look(office, login).cards
                   if card.pile in (Pile.DUE, Pile.OVERDUE) for line in card.lines}
           for login, *_ in TEAM}
    assert due == {"hosei": {"Hers Ann", "His Bea", "Nobodys Cat"}, "lbrandt": {"Nobodys Cat"},
                   "pshah": {"Hers Ann", "Nobodys Cat"}, "dokoro": {"His Bea", "Nobodys Cat"}}
    for login, *_ in TEAM:
        counted = numbers(look(office, login))
        assert counted[Pile.UNALLOCATED] == 1
        assert counted[Pile.LETTERS] == len(office.ask(drafts)) == 1
        assert counted[Pile.POST] == len(office.ask(post_list)) == 1
    assert look(office, "lbrandt").cards[0].pile is Pile.POST
    assert look(office, "pshah").cards[0].pile is Pile.OVERDUE
    assert look(office, "pshah").loads == ()


def test_covering_for_a_colleague_shows_theirs(office: Office, team: dict[str, int]) -> None:
    case_id = open_review(office, name="His Bea")
    put(office, case_id, owner_id=team["dokoro"], stage=Stage.ALLOCATED)
    assert numbers(look(office, "pshah"))[Pile.DUE] == 0
    shown = look(office, "pshah", cover=team["dokoro"])
    assert numbers(shown)[Pile.DUE] == 1
    assert shown.sentence == "The cases of Daniel Okoro."
    assert shown.owners == (team["dokoro"],)
    assert (team["dokoro"], "Daniel Okoro") in shown.colleagues
    assert team["pshah"] not in dict(shown.colleagues)


def test_what_is_overdue_comes_first(office: Office, team: dict[str, int], clock: Clock) -> None:
    first = open_review(office, name="Ann First")
    clock.forward(days=10)
    open_review(office, name="Bea Second", received=office.today())
    shown = look(office)
    assert [(line.who, line.state) for line in shown.cards[0].lines] == [("Ann First", "late")]
    assert shown.next_step is not None and shown.next_step.case_id == first
    assert shown.next_step.words == "5 days overdue" and shown.next_step.detail == "Acknowledge"
    assert [each.overdue for each in shown.loads] == [0, 0, 0]


def test_the_team_load_counts_what_is_overdue(
    office: Office, team: dict[str, int], clock: Clock
) -> None:
    put(office, open_review(office), owner_id=team["pshah"])
    clock.forward(days=40)
    assert [(each.name.split()[-1], each.open_cases, each.overdue)
            for each in look(office).loads] == [("Shah", 1, 1), ("Okoro", 0, 0), ("Osei", 0, 0)]


def test_a_case_that_lies_is_shown_with_each_reason(
    office: Office, team: dict[str, int], clock: Clock
) -> None:
    case_id = open_review(office, name="Ann Quiet")
    letter_id = act(office, case_id, DraftLetter, code="R1")
    put(office, case_id, owner_id=team["dokoro"])
    assert look(office).forgotten == ()
    clock.forward(days=16)
    found = look(office).forgotten
    assert [(each.case_id, each.reminder.sign) for each in found] == [
        (case_id, Sign.UNSENT), (case_id, Sign.QUIET)]
    assert found[0].reminder.letter_id == letter_id
    assert found[1].reminder.why == "Nothing was done for 16 days."
    assert look(office, "pshah").forgotten == ()
    act(office, case_id, AddNote, text="Called her.")
    assert [each.reminder.sign for each in look(office).forgotten] == [Sign.UNSENT]


def test_the_owner_who_left_and_the_mps_that_is_late(
    office: Office, team: dict[str, int], clock: Clock
) -> None:
    case_id = open_review(office, name="Ann Late")
    put(office, case_id, owner_id=team["dokoro"], stage=Stage.RESPONSE_DUE,
           decided_on=office.today())
    with office._write.begin() as session:
        session.info["changes"] = []
        session.get_one(Staff, team["dokoro"]).active = False
        session.add(Recommendation(case_id=case_id, number=1, code="x", text="x",
                                   reason="x", allegations=[], made_on=office.today()))
    clock.forward(days=28)
    assert [each.reminder.sign for each in look(office).forgotten] == [Sign.OWNER_GONE]
    clock.forward(days=1)
    assert [each.reminder.sign for each in look(office).forgotten] == [
        Sign.OWNER_GONE, Sign.MPS_LATE]


def test_few_questions_however_much_there_is(
    office: Office, team: dict[str, int], clock: Clock
) -> None:
    def ask() -> object:
        return office.ask(home, me="hosei", roles=frozenset(Role), today=office.today(),
                          calendar=office.calendar)

    before = asked(office, ask)
    for number in range(4):
        case_id = open_review(office, name=f"Ann {number}")
        act(office, case_id, DraftLetter, code="R1")
        log(office, same_file_again=True)
    clock.forward(days=30)
    assert look(office).forgotten
    assert asked(office, ask) == before <= 18


def test_discarded_and_issued_letters_are_not_counted(
    office: Office, team: dict[str, int]
) -> None:
    case_id = open_review(office)
    letter_id = act(office, case_id, DraftLetter, code="R1")
    assert numbers(look(office))[Pile.LETTERS] == 1
    with office._write.begin() as session:
        session.info["changes"] = []
        letter = session.get_one(Letter, letter_id)
        letter.state, letter.version = "discarded", letter.version + 1
        session.get_one(Case, case_id).version += 1
    assert numbers(look(office))[Pile.LETTERS] == 0
