"""Complaints about MOPAC on the server: each colleague with their own login and rights."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from caseworker.actions.complaints import accepting, opening, stage_1, stage_2
from caseworker.actions.letters import DraftLetter, IssueLetter
from caseworker.office import Office, Refused
from caseworker.queries.case import case_view, journal
from caseworker.queries.complaints import complaint_counts
from caseworker.queries.find import case_by_reference
from caseworker.queries.home import home
from caseworker.queries.lists.filters import Filter
from caseworker.queries.lists.sorts import Shown
from caseworker.queries.lists.window import first_rows
from caseworker.queries.post import possible_matches, post_list
from caseworker.queries.queues import case_preview, view_counts
from caseworker.queries.rows import ListOf, View
from caseworker.queries.search import find_cases
from caseworker.queries.views import ComplaintQueueView
from caseworker.rules.complaint_facts import Ground, Subject
from caseworker.rules.complaint_lifecycle import ComplaintStage as C
from tests.server.test_closed_side import call, everything, staff_id
from tests.support.complaint import open_complaint
from tests.support.lists import rows_of
from tests.support.review import act, see
from tests.support.team import COLLEAGUES

As = Callable[[str], Office]
# Who logs it, and its HR adviser, are members; everybody else may be the person complained about.
SUBJECTS = [nick for nick, _ in COLLEAGUES if nick not in ("correspondence", "hr")]


def looks(office: Office, case_id: int, reference: str) -> list[Any]:
    """All that somebody can ask about a case, as they would see it."""
    today, me = office.today(), office.actor
    return [
        [office.ask(first_rows, shown=Shown(view=view, filter=Filter(text)), me=me, today=today)
         for view in (ComplaintQueueView.OPEN, View.OPEN) for text in ("", reference, "Larkspur")],
        [office.ask(query, today=today, me=me) for query in (complaint_counts, view_counts)],
        office.ask(home, me=me, roles=office.roles, today=today, calendar=office.calendar),
        [office.ask(find_cases, text=text, me=me, today=today)
         for text in (reference, "Larkspur")],
        office.ask(case_view, case_id=case_id, today=today, calendar=office.calendar,
                   roles=office.roles),
        office.ask(case_preview, case_id=case_id, today=today),
        office.ask(case_by_reference, reference=reference),
        office.ask(journal, case_id=case_id), office.ask(post_list),
        *(rows_of(office, each) for each in (ListOf.LETTERS, ListOf.RESPONSES, ListOf.POST)),
        office.ask(post_list, waiting=False),
        office.ask(possible_matches, name="Jane Larkspur", postcode="E1 1AA"),
    ]


@pytest.mark.parametrize("subject", SUBJECTS)
def test_the_person_complained_about_learns_nothing(as_: As, subject: str) -> None:
    post, them = as_("correspondence"), as_(subject)
    before, counted = looks(them, 1 << 40, "COM-2026-0001"), everything(them)
    case_id = open_complaint(post, subject=Subject.STAFF, subject_id=staff_id(them),
                             hr_id=staff_id(as_("hr")))
    act(post, case_id, DraftLetter, code="M1")
    reference = see(post, case_id).row.reference
    assert looks(them, case_id, reference) == before
    assert everything(them) == counted
    heard = []
    for wanted in (case_id, case_id + 1):  # hidden, and not there at all
        with pytest.raises(Refused) as refused:
            them.do(accepting.StartComplaintChecks(case_id=wanted, version=1))
        heard.append(str(refused.value))
    assert heard[0] == heard[1]
    with pytest.raises(Exception, match="cannot be added"):
        call(as_("hr"), "app.add_member", case_id, staff_id(them), "reader")


def test_naming_somebody_later_shuts_them_out_at_once(as_: As) -> None:
    post, hr, them = as_("correspondence"), as_("hr"), as_("investigator")
    case_id = open_complaint(post, hr_id=staff_id(hr))
    act(post, case_id, accepting.StartComplaintChecks)
    act(post, case_id, accepting.AcceptComplaint)
    act(hr, case_id, stage_1.ChooseInvestigator, investigator_id=staff_id(them), conflict=False)
    assert see(them, case_id).row.owner == "Investigator"
    act(hr, case_id, opening.NameSubject, subject=Subject.STAFF, subject_id=staff_id(them))
    assert looks(them, case_id, "COM-2026-0001") == looks(them, 0, "COM-2026-9999")
    view = see(hr, case_id)
    assert view.row.owner == "" and view.complaint is not None
    assert view.complaint.investigator == ""
    with pytest.raises(Refused, match=r"Investigator is named in this complaint\. Choose someone"):
        act(hr, case_id, stage_1.ChooseInvestigator, investigator_id=staff_id(them),
            conflict=False)


def test_who_logs_a_complaint_cannot_be_its_subject(as_: As) -> None:
    post = as_("correspondence")
    with pytest.raises(Refused, match="Give the letter to a colleague"):
        open_complaint(post, subject=Subject.STAFF, subject_id=staff_id(post))


def test_each_takes_the_steps_of_their_role(as_: As) -> None:
    post, hr, leah, boss = (as_(who) for who in ("correspondence", "hr", "investigator",
                                                 "decider"))
    case_id = open_complaint(post, hr_id=staff_id(hr))
    act(post, case_id, accepting.StartComplaintChecks)
    act(post, case_id, accepting.AcceptComplaint)
    with pytest.raises(Refused, match="HR adviser or manager"):
        act(post, case_id, stage_1.ChooseInvestigator, investigator_id=staff_id(leah),
            conflict=False)
    act(hr, case_id, stage_1.ChooseInvestigator, investigator_id=staff_id(leah), conflict=False)
    act(post, case_id, stage_1.StartStage1)
    act(leah, case_id, stage_1.AddPart, said="Nobody answered.")
    act(leah, case_id, stage_1.AnswerPart, number=1, found="Two letters lay unopened.")
    letter = act(leah, case_id, DraftLetter, code="M6")
    act(leah, case_id, IssueLetter, letter_id=letter, sent_by="e-mail")
    assert see(post, case_id).row.stage == C.OUTCOME
    act(post, case_id, stage_2.RecordAppeal, received=date(2026, 3, 12),
        ground=Ground.UNREASONABLE, reasons="It left out my letter.")
    act(hr, case_id, stage_2.ChooseReviewer, reviewer_id=staff_id(boss), conflict=False)
    act(post, case_id, stage_2.StartStage2)
    act(boss, case_id, stage_2.DecideStage2, reasonable=False, because="The letter was missed.")
    letter = act(boss, case_id, DraftLetter, code="M11")
    act(boss, case_id, IssueLetter, letter_id=letter, sent_by="e-mail")
    act(post, case_id, stage_1.CloseComplaint)
    assert see(hr, case_id).row.stage == C.CLOSED
    counts = as_("caseworker").ask(complaint_counts, today=post.today(), me="")
    assert set(counts.views.values()) == {0}


def test_the_queue_says_who_deals_with_it_and_by_when_without_a_look(as_: As) -> None:
    """Its own columns need no word of the complaint, so listing them keeps no look at it."""
    post = as_("correspondence")
    case_id = open_complaint(post)
    (row,) = post.ask(first_rows, shown=Shown(view=ComplaintQueueView.OPEN), me=post.actor,
                      today=post.today())
    assert row.id == case_id and row.own is not None
    # Received on Tuesday 10 March 2026; Good Friday and Easter Monday lie between.
    assert (row.own.stage, row.own.answer_by, row.own.dealt_by) == (0, date(2026, 4, 9), "")
