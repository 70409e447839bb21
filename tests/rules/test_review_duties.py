"""Duties of a review: forwarding, who is told, papers from the MPS, learning."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.calendars import england_and_wales
from caseworker.rules.duties import for_manager, open_duties
from caseworker.rules.facts import Body, Handling
from caseworker.rules.finding import Finding, Outcome
from caseworker.rules.forwarding import ForwardFacts, WrongBody, forwarding
from caseworker.rules.learning import LearningNote, Route, learning
from caseworker.rules.notifications import (
    Harm,
    Notice,
    NoticeFacts,
    Told,
    of_decision,
    of_request,
)
from caseworker.rules.police_papers import PapersFacts, mps_duties, next_chase, papers_duties
from tests.support.fair import by_name, fair

CALENDAR = england_and_wales()
DAY = date(2026, 3, 10)
TODAY = date(2026, 3, 12)
MET, NOT_MET, UNKNOWN = Outcome.MET, Outcome.NOT_MET, Outcome.UNKNOWN


def outcomes(findings: tuple[Finding, ...]) -> list[Outcome]:
    return [one.outcome for one in findings]


FORWARDED = ForwardFacts(WrongBody.OURS_TO_IOPC, received=DAY, forwarded_on=DAY,
                         shared=("The request", "The outcome letter"), told_on=TODAY,
                         told_what_was_shared=True)


def test_forwarding_to_the_iopc_in_order() -> None:
    nothing = forwarding(ForwardFacts(WrongBody.OURS_TO_IOPC))
    assert [one.rule for one in nothing] == ["received", "forwarded", "shared", "told",
                                             "told_what"]
    assert outcomes(nothing) == [UNKNOWN] * 5
    assert [one.rule for one in open_duties(nothing)] == [one.rule for one in nothing]
    done = forwarding(FORWARDED)
    assert outcomes(done) == [MET] * 5 and open_duties(done) == []
    assert done[2].reason == "The request; The outcome letter."
    assert done[1].source is not None and "para. 32(3)" in done[1].source.cite


def test_forwarding_with_dates_that_cannot_be() -> None:
    early = by_name(forwarding(replace(FORWARDED, forwarded_on=DAY - timedelta(days=1))))
    assert early["forwarded"].outcome is NOT_MET
    told = by_name(forwarding(replace(FORWARDED, told_on=DAY - timedelta(days=1))))
    assert told["told"].outcome is NOT_MET and "Write again" in told["told"].reason
    assert by_name(forwarding(replace(FORWARDED, forwarded_on=None)))["told"].outcome is NOT_MET


def test_the_letter_named_the_wrong_body() -> None:
    right = by_name(forwarding(replace(FORWARDED, letter_names_body=Body.IOPC)))
    assert "mps_told" not in right
    wrong = replace(FORWARDED, letter_names_body=Body.MOPAC)
    assert by_name(forwarding(wrong))["mps_told"].outcome is UNKNOWN
    told = by_name(forwarding(replace(wrong, mps_told_on=TODAY)))
    assert told["mps_told"].outcome is MET


def test_from_the_iopc() -> None:
    facts = ForwardFacts(WrongBody.IOPC_TO_US)
    assert outcomes(forwarding(facts)) == [UNKNOWN, UNKNOWN]
    both = replace(facts, iopc_received=DAY, iopc_forwarded=TODAY)
    assert outcomes(forwarding(both)) == [MET, MET]
    wrong = by_name(forwarding(replace(both, iopc_received=TODAY, iopc_forwarded=DAY)))
    assert wrong["iopc_order"].outcome is NOT_MET


def test_another_force() -> None:
    facts = ForwardFacts(WrongBody.OTHER_FORCE)
    assert outcomes(forwarding(facts)) == [UNKNOWN]
    sent = replace(facts, signposted_on=DAY, forwarded_on=DAY)
    assert outcomes(forwarding(sent)) == [MET, UNKNOWN]
    assert [one.rule for one in for_manager(forwarding(sent))] == ["courtesy"]
    assert outcomes(forwarding(replace(sent, consent_to_forward=True))) == [MET, MET]


PEOPLE = NoticeFacts(
    Handling.INVESTIGATED, represented=False, has_subject=True, has_interested=False, happened=DAY,
    notices=(Notice(Told.SUBJECT, "PC Adam Reid"),),
)


def test_who_is_told_of_a_request() -> None:
    found = by_name(of_request(PEOPLE))
    assert list(found) == ["tell_complainant", "tell_authority", "tell_subject"]
    assert all(one.outcome is UNKNOWN and one.field == "told_on" for one in found.values())
    assert found["tell_subject"].title == "Tell the person complained against: PC Adam Reid"
    assert found["tell_subject"].source is not None
    assert "25(1B) and (1C)" in found["tell_subject"].source.cite
    otherwise = by_name(of_request(replace(PEOPLE, handling=Handling.OTHERWISE)))
    assert otherwise["tell_subject"].source is not None
    assert otherwise["tell_subject"].source.sure == "parallel"


def test_people_not_yet_asked_for_are_open() -> None:
    found = by_name(of_request(NoticeFacts()))
    assert {name: one.field for name, one in found.items()} == {
        "tell_complainant": "told_on", "tell_representative": "represented",
        "tell_authority": "told_on", "tell_interested": "has_interested",
        "tell_subject": "has_subject",
    }
    represented = by_name(of_request(replace(PEOPLE, represented=True)))
    assert represented["tell_representative"].field == "told_on"


def subject(notice: Notice, *, decision: bool = False) -> Finding:
    ask = of_decision if decision else of_request
    return by_name(ask(replace(PEOPLE, notices=(notice,))))["tell_subject"]


def test_told_or_withheld() -> None:
    told = Notice(Told.SUBJECT, told_on=TODAY)
    assert subject(told).reason == "Told on 12 March 2026."
    before = subject(replace(told, told_on=DAY - timedelta(days=1)))
    assert before.outcome is NOT_MET
    harm = Notice(Told.SUBJECT, harm=Harm.PREJUDICE)
    assert (subject(harm).outcome, subject(harm).field) == (UNKNOWN, "because")
    kept = subject(replace(harm, because="A trial starts in May", decided_by="Helen Osei"))
    assert kept.outcome is MET and "Decided by Helen Osei." in kept.reason
    assert kept.source is not None and kept.source.sure == "unsure"
    authority = replace(PEOPLE, notices=(Notice(Told.AUTHORITY, harm=Harm.PREJUDICE),))
    assert by_name(of_request(authority))["tell_authority"].outcome is NOT_MET


def test_the_decision_is_told_with_reasons() -> None:
    told = Notice(Told.SUBJECT, told_on=TODAY)
    assert subject(told, decision=True).field == "with_reasons"
    assert subject(replace(told, with_reasons=True), decision=True).outcome is MET
    without = subject(replace(told, with_reasons=False), decision=True)
    assert without.outcome is UNKNOWN and without.reason.startswith("Uncertain: told")
    ours = replace(PEOPLE, notices=(Notice(Told.COMPLAINANT, told_on=TODAY, with_reasons=False),))
    assert by_name(of_decision(ours))["tell_complainant"].outcome is NOT_MET


PAPERS = PapersFacts(
    asked_on=DAY, received_on=date(2026, 3, 20), copies_kept=False, own_material_said=True,
    told_valid=True, told_body=True, told_wait=True, told_on=date(2026, 3, 23),
    complaint_made=date(2026, 1, 5), updates=(date(2026, 2, 2),),
    outcome_decided=date(2026, 2, 20), outcome_sent=date(2026, 2, 27), rights_in_writing=True,
)


def papers(facts: PapersFacts, today: date = TODAY) -> dict[str, Finding]:
    return by_name(papers_duties(facts, CALENDAR, today))


def test_papers_all_done_and_all_open() -> None:
    assert set(outcomes(papers_duties(PAPERS, CALENDAR, TODAY))) == {MET}
    nothing = papers(PapersFacts())
    assert list(nothing) == ["asked", "own_material", "received", "missing", "copies", "triage"]
    assert {one.outcome for one in nothing.values()} == {UNKNOWN}
    assert nothing["received"].field == "asked_on"


def test_papers_one_by_one() -> None:
    missing = papers(replace(PAPERS, still_missing=("body-worn video from the MPS", " ")))
    assert missing["missing"].reason == "Ask for: body-worn video from the MPS."
    assert papers(replace(PAPERS, copies_kept=True))["copies"].outcome is NOT_MET
    triage = papers(replace(PAPERS, told_body=None, told_wait=False))["triage"]
    assert triage.reason == ("Still to be said: which body reviews it and how long until it is "
                             "allocated.")
    assert papers(replace(PAPERS, told_on=None))["triage"].field == "told_on"


def test_chases() -> None:
    asked = PapersFacts(asked_on=DAY)
    assert next_chase(PapersFacts(), CALENDAR, TODAY).day is None
    assert next_chase(PAPERS, CALENDAR, TODAY).words == "Received on 20 March 2026."
    first = next_chase(asked, CALENDAR, date(2026, 3, 24))
    assert (first.day, first.due) == (date(2026, 3, 24), False)
    over = next_chase(asked, CALENDAR, date(2026, 3, 25))
    assert over.due and not over.tell_manager
    chased = replace(asked, chased_on=(date(2026, 3, 25),))
    again = next_chase(chased, CALENDAR, date(2026, 4, 2))
    assert again.day == date(2026, 4, 1) and again.tell_manager
    assert again.words == ("Chase the MPS: it had until 1 April 2026. Chased 1 time. "
                           "Tell a manager.")
    warned = papers(chased, date(2026, 4, 2))["received"]
    assert warned.outcome is UNKNOWN and for_manager([warned]) == [warned]


def mps(**changed: object) -> dict[str, Finding]:
    return by_name(mps_duties(replace(PAPERS, **changed), CALENDAR))  # type: ignore[arg-type]


def test_what_the_mps_should_have_done() -> None:
    assert {one.outcome for one in mps().values()} == {MET}
    late = mps(updates=())["updates"]
    assert late.outcome is NOT_MET
    assert late.reason.startswith("53 days without an update after 5 January 2026")
    assert mps(complaint_made=None)["updates"].field == "complaint_made"
    assert mps(outcome_sent=date(2026, 3, 2))["outcome"].outcome is NOT_MET
    assert mps(outcome_decided=None)["outcome"].field == "outcome_decided"
    assert mps(outcome_sent=date(2026, 1, 5), updates=())["updates"].outcome is MET
    assert mps(rights_in_writing=False)["rights"].outcome is NOT_MET
    assert mps(rights_in_writing=None)["rights"].outcome is UNKNOWN


def test_learning_stands_apart() -> None:
    note = LearningNote("The letter used jargon.", Route.LETTER, passed_on=DAY)
    assert outcomes(learning(note)) == [MET] * 4
    assert outcomes(learning(LearningNote(" "))) == [UNKNOWN, MET, UNKNOWN]
    assert by_name(learning(replace(note, code="REC-INV")))["apart"].outcome is NOT_MET
    spoken = replace(note, route=Route.MEETING, passed_on=None)
    found = by_name(learning(spoken))
    assert (found["route"].field, found["passed_on"].field) == ("to_whom", "passed_on")
    assert by_name(learning(replace(spoken, to_whom="Ch Insp Vale")))["route"].outcome is MET
    beyond = learning(replace(note, text="The officer should be disciplined."))
    assert beyond[-1].rule == "powers_discipline"


@given(st.from_type(ForwardFacts))
def test_any_forwarding(facts: ForwardFacts) -> None:
    fair(forwarding(facts))


@given(st.from_type(NoticeFacts))
def test_any_notices(facts: NoticeFacts) -> None:
    fair(of_request(facts))
    fair(of_decision(facts))


days = st.dates(date(2019, 1, 1), date(2035, 1, 1))


@given(st.builds(PapersFacts, asked_on=st.none() | days, chased_on=st.lists(days).map(tuple),
                 received_on=st.none() | days, updates=st.lists(days).map(tuple),
                 complaint_made=st.none() | days, outcome_decided=st.none() | days,
                 outcome_sent=st.none() | days, copies_kept=st.none() | st.booleans()), days)
def test_any_papers(facts: PapersFacts, today: date) -> None:
    fair(papers_duties(facts, CALENDAR, today))
    fair(mps_duties(facts, CALENDAR))


@pytest.mark.parametrize("route", list(Route))
def test_each_route_of_learning_is_said(route: Route) -> None:
    found = by_name(learning(LearningNote("Say it plainly.", route, to_whom="Ch Insp Vale")))
    assert found["route"].outcome is MET and route.value in found["passed_on"].reason
