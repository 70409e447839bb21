"""The first page counts what the lists show, in few questions, for whoever asks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from caseworker.actions.absences import RecordAbsence
from caseworker.actions.letters import DraftLetter
from caseworker.actions.notes import KeepPromise
from caseworker.actions.office_work import AddColleague, AddNote
from caseworker.office import Office, Refused
from caseworker.queries.home import Home, Pile, home
from caseworker.queries.lists.filters import Filter
from caseworker.queries.lists.sorts import Shown
from caseworker.queries.lists.window import look as complaint_list
from caseworker.queries.post import post_list
from caseworker.queries.rows import ListOf
from caseworker.records import Case, Letter, Recommendation, Staff
from caseworker.rules.lifecycle import Role, Stage
from caseworker.rules.radar import Sign
from tests.queries.test_statements import asked
from tests.support.clock import Clock
from tests.support.complaint import allow_here, open_complaint
from tests.support.lists import rows_of
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
    assert numbers(shown) == dict.fromkeys(set(Pile) - {Pile.COMPLAINTS}, 0)
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
        assert counted[Pile.LETTERS] == len(rows_of(office, ListOf.LETTERS)) == 1
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


def away(office: Office, team: dict[str, int], who: str, cover: str | None, days: int = 8) -> None:
    office.do(RecordAbsence(
        staff_id=team[who], cover_id=team[cover] if cover else None, first_day=office.today(),
        last_day=office.today() + timedelta(days=days)))


def test_who_covers_finds_what_is_due_of_the_colleague_who_is_away(
    office: Office, team: dict[str, int], clock: Clock
) -> None:
    late = open_review(office, name="His Bea")
    put(office, late, owner_id=team["dokoro"], stage=Stage.ALLOCATED)
    away(office, team, "dokoro", "pshah", days=40)
    clock.forward(days=15)
    shown = look(office, "pshah")
    assert "You cover for Daniel Okoro until 21 April 2026." in shown.sentence
    card = shown.cards[-1]
    assert (card.title, card.owner, card.number) == ("Cover for Daniel Okoro", team["dokoro"], 1)
    assert [(line.who, line.state) for line in card.lines] == [("His Bea", "late")]
    assert card.note == "1 overdue"
    assert shown.next_step is not None and shown.next_step.case_id == late
    assert [each.reminder.sign for each in shown.forgotten] == [Sign.QUIET]  # his, which are hers
    assert numbers(look(office, "hosei"))[Pile.OVERDUE] == 1
    assert len(look(office, "hosei").cards) == len(Pile) - 1  # no complaints are theirs
    assert dict(look(office, "hosei").colleagues)[team["dokoro"]] == (
        "Daniel Okoro, away until 21 Apr 2026")


def test_what_is_due_before_an_uncovered_owner_is_back_is_not_forgotten(
    office: Office, team: dict[str, int]
) -> None:
    soon, later = open_review(office, name="Ann Soon"), open_review(office, name="Bea Later")
    day = office.today() + timedelta(days=8)
    for case_id, due in ((soon, day), (later, day + timedelta(days=1))):
        put(office, case_id, owner_id=team["dokoro"], stage=Stage.ALLOCATED, next_deadline=due)
    away(office, team, "dokoro", None)
    (one,) = look(office).forgotten
    assert (one.case_id, one.reminder.sign, one.can_reallocate) == (soon, Sign.OWNER_AWAY, True)
    assert one.reminder.why == ("Daniel Okoro is away until 20 March 2026 and nobody covers. "
                                "Its deadline is 20 March 2026.")


def test_a_promise_that_passed_is_shown_until_it_was_kept(
    office: Office, team: dict[str, int], clock: Clock
) -> None:
    case_id = open_review(office, name="Ann Waits")
    with pytest.raises(Refused, match="must be today or later"):
        act(office, case_id, AddNote, text="x", promised_by=office.today() - timedelta(days=1))
    act(office, case_id, AddNote, text="Told her.", promised_by=office.today())
    assert look(office).forgotten == ()
    clock.forward(days=1)
    (one,) = look(office).forgotten
    assert one.reminder.sign is Sign.PROMISED
    assert one.reminder.why == "We promised to be in touch by 12 March 2026, in a note."
    note_id = one.reminder.note_id
    act(office, case_id, KeepPromise, note_id=note_id, kept="Called her.")
    assert look(office).forgotten == ()
    with pytest.raises(Refused, match="no promise that is still open"):
        act(office, case_id, KeepPromise, note_id=note_id, kept="Again.")


def test_a_letter_keeps_its_promise_by_the_next_letter(
    office: Office, team: dict[str, int], clock: Clock
) -> None:
    case_id = open_review(office, name="Ann Waits")
    with office._write.begin() as session:
        session.info["changes"] = []
        for number, (on, by) in enumerate(((0, 3), (4, None)), 1):
            session.add(Letter(
                case_id=case_id, code="R1", title="Acknowledgement", state="draft", markdown="x",
                addressee=[], values={}, drafted_by="", drafted_at=office.now(), version=1,
                number=number, issued_on=office.today() + timedelta(days=on),
                promised_by=office.today() + timedelta(days=by) if by else None))
        session.flush()
        session.get_one(Case, case_id).version += 1

    def state(number: int) -> None:
        with office._write.begin() as session:
            session.info["changes"] = []
            letter = session.query(Letter).filter_by(case_id=case_id, number=number).one()
            letter.state, letter.version = "issued", letter.version + 1

    state(1)
    clock.forward(days=4)
    signs = [each.reminder for each in look(office).forgotten]
    assert [each.sign for each in signs] == [Sign.PROMISED]
    assert signs[0].why == ("We promised to be in touch by 15 March 2026, in R1 Acknowledgement.")
    assert signs[0].note_id is None
    state(2)
    assert look(office).forgotten == ()


def test_complaints_are_counted_for_their_members_and_nothing_of_them_is_told(
    office: Office, team: dict[str, int]
) -> None:
    assert Pile.COMPLAINTS not in numbers(look(office, "hosei"))
    allow_here(office)
    open_complaint(office)
    today = office.today()
    shown = office.ask(home, me=office.actor, roles=office.roles, today=today,
                       calendar=office.calendar)
    card = next(each for each in shown.cards if each.pile is Pile.COMPLAINTS)
    assert card.number == 1 and "Larkspur" not in repr(card)
    assert [(line.who, line.words) for line in card.lines] == [
        ("Late", "0"), ("In the next 7 days", "1"), ("Yours to decide", "0")]
    for line in card.lines:  # each number is that of the list it leads to
        view, narrowed = line.list_of or ("", Filter())
        listed = office.ask(complaint_list, shown=Shown(view, narrowed), me=office.actor,
                            today=today)
        assert str(listed.places.total) == line.words
