"""The main job by its actions, on both databases: each step, and what refuses it."""

from __future__ import annotations

from datetime import date

import pytest

from caseworker.actions import letters, outcome, validity
from caseworker.actions.office_work import AddColleague, SetSetting
from caseworker.actions.opening import RecordFacts
from caseworker.actions.post import JoinCase, SetAside
from caseworker.office import Office, Refused
from caseworker.queries.papers import content
from caseworker.queries.queues import view_counts
from caseworker.queries.rows import View
from caseworker.records.contents import sha256_of
from caseworker.rules.facts import BodyAnswer, Handling, Tri
from caseworker.rules.finding import Outcome
from caseworker.rules.lifecycle import Role, Stage
from caseworker.rules.recommendations import AllegationFinding, ReviewOutcome
from tests.support.review import act, answer_body, log, me, open_review, see

WHY = "The outcome letter answers each of the points that were made."


@pytest.fixture
def case_id(office: Office) -> int:
    office.do(AddColleague(login="pshah", colleague_name="Priya Shah", roles=(Role.CASEWORKER,)))
    office.do(SetSetting(setting="expected_wait", value="about eight weeks",
                         since=office.today()))
    return open_review(office)


def valid(office: Office, case_id: int) -> None:
    answer_body(office, case_id)
    act(office, case_id, validity.AcceptAsValid)


def decided(office: Office, case_id: int, finding: AllegationFinding) -> None:
    valid(office, case_id)
    act(office, case_id, outcome.Allocate, owner_id=me(office))
    act(office, case_id, outcome.AddAllegation, said="Nobody came.", police_did="Closed it.")
    act(office, case_id, outcome.AssessAllegation, number=1, finding=finding, why=WHY)
    if finding is AllegationFinding.NOT_REASONABLE:
        act(office, case_id, outcome.Recommend, code="REC-INV", allegations=(1,),
            text="Look at the complaint again.", reason="Two of the points were not answered.")
    act(office, case_id, outcome.ProposeDecision)
    act(office.working_as("boss"), case_id, outcome.ApproveDecision)


@pytest.fixture
def boss(office: Office, case_id: int) -> Office:
    office.do(AddColleague(login="boss", colleague_name="Helen Osei", roles=(Role.MANAGER,)))
    return office.working_as("boss")


def reasons(refused: pytest.ExceptionInfo[Refused]) -> str:
    return str(refused.value)


def test_a_request_goes_from_the_envelope_to_the_end(
    office: Office, case_id: int, boss: Office
) -> None:
    decided(office, case_id, AllegationFinding.NOT_REASONABLE)
    assert see(office, case_id).outcome is ReviewOutcome.UPHELD
    for code in ("R14", "N2"):
        letter_id = act(office, case_id, letters.DraftLetter, code=code)
        act(office, case_id, letters.IssueLetter, letter_id=letter_id)
    view = see(office, case_id)
    assert view.row.stage is Stage.RESPONSE_DUE
    assert view.recommendations[0].reply_due is not None
    act(office, case_id, outcome.RecordPoliceResponse, answered_on=office.today(),
        answers=((1, "accepted", ""),))
    act(office, case_id, outcome.CloseCase)
    assert see(office, case_id).row.stage is Stage.CLOSED
    counts = office.ask(view_counts, today=office.today(), me=office.actor)
    assert counts.views[View.OPEN] == 0 and counts.views[View.ENDED] == 1


def test_a_fact_changes_the_answers_and_the_earlier_answer_stays(
    office: Office, case_id: int
) -> None:
    before = {check.name: check.finding for check in see(office, case_id).checks}
    assert before["in_time"] is not None and before["in_time"].outcome is Outcome.MET
    act(office, case_id, RecordFacts, outcome_letter_dated=None, outcome_provided=None)
    view = see(office, case_id)
    now = {check.name: check.finding for check in view.checks}["in_time"]
    assert now is not None and now.outcome is Outcome.UNKNOWN
    told = [answer.outcome for answer in view.earlier if answer.title == now.title]
    assert told == ["not yet known", "met"]


def test_it_cannot_be_accepted_before_the_body_is_known(office: Office, case_id: int) -> None:
    act(office, case_id, validity.StartChecks)
    with pytest.raises(Refused) as refused:
        act(office, case_id, validity.AcceptAsValid)
    assert any(f.rule == "review_body" for f in refused.value.findings)
    assert see(office, case_id).row.stage is Stage.CHECKS


def test_not_sure_needs_a_reason_then_a_manager(office: Office, case_id: int, boss: Office) -> None:
    with pytest.raises(Refused):
        answer_body(office, case_id, referred=BodyAnswer(Tri.UNSURE))
    answer_body(office, case_id, referred=BodyAnswer(Tri.UNSURE, "The letter does not say."))
    with pytest.raises(Refused) as refused:
        act(office.working_as("pshah"), case_id, validity.DecideReviewBody,
            body=validity.Body.MOPAC, because=WHY)
    assert "manager" in reasons(refused)
    act(boss, case_id, validity.DecideReviewBody, body=validity.Body.MOPAC, because=WHY)
    act(office, case_id, validity.AcceptAsValid)
    assert see(office, case_id).row.stage is Stage.VALID


def test_a_late_request_needs_both_limbs_and_is_never_refused_by_itself(office: Office) -> None:
    case_id = open_review(office, outcome_letter_dated=date(2026, 1, 5),
                          outcome_provided=date(2026, 1, 5))
    answer_body(office, case_id)
    with pytest.raises(Refused):
        act(office, case_id, validity.AcceptAsValid)
    with pytest.raises(Refused):
        act(office, case_id, validity.RefuseAsInvalid, code="LATE", because=WHY)
    with pytest.raises(Refused) as refused:
        act(office, case_id, validity.DecideLate, accepted=True, special_circumstances=True,
            because=WHY)
    assert "just" in reasons(refused)
    act(office, case_id, validity.DecideLate, accepted=True, special_circumstances=True,
        just_to_extend=True, because="She was in hospital for five weeks, with evidence.")
    act(office, case_id, validity.AcceptAsValid)
    assert see(office, case_id).row.stage is Stage.VALID


def test_a_late_request_not_accepted_can_be_refused(office: Office) -> None:
    case_id = open_review(office, outcome_letter_dated=date(2026, 1, 5),
                          outcome_provided=date(2026, 1, 5))
    answer_body(office, case_id)
    act(office, case_id, validity.DecideLate, accepted=False, because=WHY)
    act(office, case_id, validity.RefuseAsInvalid, code="LATE", because=WHY)
    assert see(office, case_id).row.stage is Stage.INVALID


def test_a_missing_item_can_be_waived_with_a_reason(office: Office) -> None:
    case_id = open_review(office, mps_reference="")
    answer_body(office, case_id)
    with pytest.raises(Refused) as refused:
        act(office, case_id, validity.AcceptAsValid)
    assert any(f.field == "mps_reference" for f in refused.value.findings)
    with pytest.raises(Refused):
        act(office, case_id, validity.Waive, item=validity.Paper.MPS_REFERENCE, because="short")
    act(office, case_id, validity.Waive, item=validity.Paper.MPS_REFERENCE, because=WHY)
    act(office, case_id, validity.AcceptAsValid)


def test_the_iopc_gets_what_is_its_own_with_the_list(office: Office, case_id: int) -> None:
    answer_body(office, case_id, senior_officer=BodyAnswer(Tri.YES))
    with pytest.raises(Refused):
        act(office, case_id, validity.AcceptAsValid)
    with pytest.raises(Refused):
        act(office, case_id, validity.ForwardToIopc, forwarded_on=office.today(), shared=())
    act(office, case_id, validity.ForwardToIopc, forwarded_on=office.today(),
        shared=("Your request", "The outcome letter"))
    view = see(office, case_id)
    assert view.row.stage is Stage.FORWARDED and len(view.shared) == 2
    letter_id = act(office, case_id, letters.DraftLetter, code="R6")
    act(office, case_id, letters.IssueLetter, letter_id=letter_id)
    assert "- The outcome letter" in see(office, case_id).letters[0].markdown


def test_only_the_powers_of_the_route_can_be_recommended(office: Office, case_id: int) -> None:
    valid(office, case_id)
    act(office, case_id, outcome.Allocate, owner_id=me(office))
    why = "The outcome did not answer two of the points."
    with pytest.raises(Refused) as refused:
        act(office, case_id, outcome.Recommend, code="REC-REINV", text="Again", reason=why)
    assert refused.value.findings[0].source is not None
    with pytest.raises(Refused) as refused:
        act(office, case_id, outcome.Recommend, code="REC-INV", reason=why,
            text="Pay the complainant compensation of 200 pounds.")
    assert "compensation" in reasons(refused).lower()
    blocked = [choice for choice in see(office, case_id).choices if not choice.allowed]
    assert all(choice.why_not for choice in blocked)


def test_nobody_approves_their_own_decision(office: Office, case_id: int, boss: Office) -> None:
    valid(office, case_id)
    act(office, case_id, outcome.Allocate, owner_id=me(office))
    act(office, case_id, outcome.AddAllegation, said="Nobody came.", police_did="Closed it.")
    act(office, case_id, outcome.AssessAllegation, number=1, why=WHY,
        finding=AllegationFinding.REASONABLE)
    act(boss, case_id, outcome.ProposeDecision)
    with pytest.raises(Refused) as refused:
        act(boss, case_id, outcome.ApproveDecision)
    assert "Another manager" in reasons(refused)


def test_a_missing_merge_value_stops_the_letter_and_names_it(office: Office) -> None:
    case_id = open_review(office)
    valid(office, case_id)
    with pytest.raises(Refused) as refused:
        act(office, case_id, letters.DraftLetter, code="R8")
    assert [f.field for f in refused.value.findings] == ["expected_wait"]
    with pytest.raises(Refused) as refused:
        act(office, case_id, letters.DraftLetter, code="R13")
    assert {"decision_on", "allegations"} <= {f.field for f in refused.value.findings}


def test_an_issued_letter_is_frozen(office: Office, case_id: int) -> None:
    letter_id = act(office, case_id, letters.DraftLetter, code="R1")
    act(office, case_id, letters.IssueLetter, letter_id=letter_id)
    view = see(office, case_id).letters[0]
    assert view.pdf_sha256 and view.word_sha256 and view.number == 1
    pdf = office.ask(content, sha256=view.pdf_sha256)
    assert pdf.startswith(b"%PDF") and sha256_of(pdf) == view.pdf_sha256
    for action, given in ((letters.EditLetter, {"letter_version": 2, "markdown": "# Other"}),
                          (letters.IssueLetter, {}), (letters.DiscardDraft, {})):
        with pytest.raises(Refused) as refused:
            act(office, case_id, action, letter_id=letter_id, **given)
        assert "issued" in reasons(refused)


def test_a_letter_whose_facts_changed_is_not_issued_until_refreshed(
    office: Office, case_id: int
) -> None:
    letter_id = act(office, case_id, letters.DraftLetter, code="R1")
    act(office, case_id, RecordFacts, mps_reference="PC/09999/25")
    with pytest.raises(Refused) as refused:
        act(office, case_id, letters.IssueLetter, letter_id=letter_id)
    assert "MPS reference changed" in reasons(refused)
    act(office, case_id, letters.RefreshDraft, letter_id=letter_id)
    act(office, case_id, letters.IssueLetter, letter_id=letter_id)
    assert "PC/09999/25" in see(office, case_id).letters[0].markdown


def test_roles_and_stages_are_refused_in_words(office: Office, case_id: int) -> None:
    office.do(AddColleague(login="lbrandt", colleague_name="Leah Brandt",
                           roles=(Role.CORRESPONDENCE,)))
    leah = office.working_as("lbrandt")
    with pytest.raises(Refused) as refused:
        answer_body(leah, case_id)
    assert "needs the role caseworker or manager" in reasons(refused)
    with pytest.raises(Refused) as refused:
        act(office, case_id, outcome.ApproveDecision)
    assert "No decision is waiting" in reasons(refused)


def test_an_earlier_review_is_not_overlooked(office: Office, case_id: int, boss: Office) -> None:
    decided(office, case_id, AllegationFinding.REASONABLE)
    again = open_review(office, handling=Handling.OTHERWISE)
    right = see(office, again).checks[0].finding
    assert right is not None and right.outcome is Outcome.UNKNOWN


def test_post_joins_a_case_once(office: Office, case_id: int) -> None:
    item = log(office, files=(), name="Ruth Abernathy")
    act(office, case_id, JoinCase, post_item_id=item.id, post_item_version=item.version,
        because="She sends the outcome letter we asked for.")
    with pytest.raises(Refused) as refused:
        office.do(SetAside(post_item_id=item.id, version=item.version + 1, because="A copy"))
    assert "already in a case" in reasons(refused)


def test_a_decision_without_a_recommendation_says_why(
    office: Office, case_id: int, boss: Office
) -> None:
    valid(office, case_id)
    act(office, case_id, outcome.Allocate, owner_id=me(office))
    act(office, case_id, outcome.AddAllegation, said="Nobody came.", police_did="Closed it.")
    act(office, case_id, outcome.AssessAllegation, number=1, why=WHY,
        finding=AllegationFinding.NOT_REASONABLE)
    with pytest.raises(Refused) as refused:
        act(office, case_id, outcome.ProposeDecision)
    assert "explain why none" in reasons(refused)
    act(office, case_id, outcome.ProposeDecision, because="The MPS has since called on her.")
    act(boss, case_id, outcome.ApproveDecision)
    letter_id = act(office, case_id, letters.DraftLetter, code="R14")
    act(office, case_id, letters.IssueLetter, letter_id=letter_id)
    text = see(office, case_id).letters[0].markdown
    assert "The MPS has since called on her" in text and "must write back" not in text
    act(office, case_id, outcome.CloseCase)


def test_a_complaint_that_the_mps_never_had_can_be_refused(office: Office, case_id: int) -> None:
    act(office, case_id, RecordFacts, complained=False, outcome_letter_dated=None,
        outcome_provided=None, outcome_issued=None, outcome_letter_held=False)
    act(office, case_id, validity.StartChecks)
    codes = {reason.code for reason in see(office, case_id).refusal_reasons}
    assert "NR-NOTCOMPLAINED" in codes
    act(office, case_id, validity.RefuseAsInvalid, code="NR-NOTCOMPLAINED", because=WHY)
    assert see(office, case_id).row.stage is Stage.INVALID
