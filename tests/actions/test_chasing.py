"""A letter for many goes where it is time for it, and says elsewhere why not: both engines."""

from __future__ import annotations

import pytest

from caseworker.actions import outcome
from caseworker.actions.letters import DiscardDraft, DraftLetter, IssueLetter
from caseworker.actions.office_work import AddColleague, SetSetting
from caseworker.office import Office, Refused
from caseworker.queries.many import stands_against
from caseworker.rules.lifecycle import Role, Stage
from caseworker.rules.recommendations import AllegationFinding
from tests.actions.test_main_job import decided, valid
from tests.support.clock import Clock
from tests.support.review import act, me, open_review, see


@pytest.fixture
def waits(office: Office) -> int:
    """A case whose recommendations are with the MPS, which has 28 days to reply."""
    _colleague(office)
    office.do(AddColleague(login="boss", colleague_name="Helen Osei", roles=(Role.MANAGER,)))
    office.do(SetSetting(setting="expected_wait", value="two months", since=office.today()))
    case_id = open_review(office)
    decided(office, case_id, AllegationFinding.NOT_REASONABLE)
    for code in ("R14", "N2"):
        letter_id = act(office, case_id, DraftLetter, code=code)
        act(office, case_id, IssueLetter, letter_id=letter_id)
    assert see(office, case_id).row.stage is Stage.RESPONSE_DUE
    return case_id


def against(office: Office, case_id: int, code: str = "R15") -> str:
    """Why the case is left out, as the list says it before anything is done."""
    version = see(office, case_id).row.version
    action = DraftLetter(case_id=case_id, version=version, code=code, if_due=True)
    found = office.ask(stands_against, actions=(action,), actor=office.actor, roles=office.roles,
                       now=office.now(), today=office.today(), calendar=office.calendar)
    return " ".join(each.reason for each in found[0])


def test_the_mps_is_chased_once_it_is_late_and_again_after_the_wait(
    office: Office, waits: int, clock: Clock
) -> None:
    assert against(office, waits) == "The MPS has until 9 April 2026 to reply."
    with pytest.raises(Refused, match="The MPS has until 9 April 2026 to reply"):
        act(office, waits, DraftLetter, code="R15")
    clock.forward(days=28)  # the last day is the MPS's own
    assert against(office, waits) == "The MPS has until 9 April 2026 to reply."
    clock.forward(days=1)
    assert against(office, waits) == ""
    letter_id = act(office, waits, DraftLetter, code="R15", if_due=True)
    assert against(office, waits) == "A draft of it waits under Letters to issue already."
    letter = next(each for each in see(office, waits).letters if each.id == letter_id)
    assert "Your reply was due by 9 April 2026" in letter.markdown
    assert "We last asked" not in letter.markdown
    assert letter.addressee[0] == "The Commissioner of Police"
    act(office, waits, IssueLetter, letter_id=letter_id)
    assert against(office, waits) == (
        "It was chased on 10 April 2026; the MPS has until 17 April 2026 for that.")
    clock.forward(days=7)
    assert against(office, waits).endswith("the MPS has until 17 April 2026 for that.")
    clock.forward(days=3)
    assert against(office, waits) == ""
    again = act(office, waits, DraftLetter, code="R15", if_due=True)
    letter = next(each for each in see(office, waits).letters if each.id == again)
    assert "We last asked for it on 10 April 2026." in letter.markdown
    act(office, waits, outcome.RecordPoliceResponse, answered_on=office.today(),
        answers=((1, "accepted", ""),))
    with pytest.raises(Refused, match="The MPS owes no reply"):  # it has come meanwhile
        act(office, waits, IssueLetter, letter_id=again)


def test_a_letter_is_drafted_once_at_its_time_and_with_all_it_says(
    office: Office, waits: int
) -> None:
    case_id = open_review(office, name="Ann Early")
    assert against(office, case_id, "R13") == "It is not the time for it: the case is at “New”."
    assert against(office, waits, "R1").startswith("It is not the time for it: the case is at")
    assert against(office, case_id, "") == "Choose the letter"
    assert against(office, case_id, "R1") == ""
    letter_id = act(office, case_id, DraftLetter, code="R1", if_due=True)
    with pytest.raises(Refused, match="A draft of it waits"):
        act(office, case_id, DraftLetter, code="R1", if_due=True)
    act(office, case_id, DiscardDraft, letter_id=letter_id)
    assert against(office, case_id, "R1") == ""
    letter_id = act(office, case_id, DraftLetter, code="R1", if_due=True)
    act(office, case_id, IssueLetter, letter_id=letter_id)
    assert against(office, case_id, "R1") == "It was issued on 12 March 2026."


def test_a_letter_that_is_not_in_the_catalogue_is_refused_in_words(office: Office) -> None:
    case_id = open_review(office, name="Ann Early")
    for if_due in (False, True):
        with pytest.raises(Refused, match=r"There is no letter R99\. Choose the letter\."):
            act(office, case_id, DraftLetter, code="R99", if_due=if_due)


def test_what_the_letter_lacks_is_told_before_anything_is_done(office: Office) -> None:
    _colleague(office)
    assert "Add what we have done so far" in against(office, _allocated(office), "R12")


def _colleague(office: Office) -> None:
    office.do(AddColleague(login="pshah", colleague_name="Priya Shah", roles=(Role.CASEWORKER,)))


def _allocated(office: Office) -> int:
    case_id = open_review(office, name="Bea Allocated", mps_reference="PC/04800/25")
    valid(office, case_id)
    act(office, case_id, outcome.Allocate, owner_id=me(office))
    return case_id
