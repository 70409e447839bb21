"""What a step of a complaint asks beyond its stage and role: the facts, a reason, a date."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from caseworker.rules import (
    appeals,
    complaint_time,
    complaint_validity,
    conflicts,
    internal,
    law,
    scope,
)
from caseworker.rules.complaint_facts import ComplaintFacts
from caseworker.rules.complaint_lifecycle import STEP, ComplaintStage, blockers
from caseworker.rules.finding import Finding, Outcome, Source, against, refusal
from caseworker.rules.lifecycle import Role
from caseworker.rules.policy import OLD

REASON_FIELD = "because"


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody enters with a step.

    ``on``: the day it was asked for or told. ``other_reference`` and ``same_complainant`` are for
    a merge or a link.
    """

    because: str = ""
    on: date | None = None
    other_reference: str = ""
    same_complainant: bool | None = None


_Guard = Callable[[ComplaintFacts, Given], list[Finding]]


def allowed(
    action: str, stage: ComplaintStage, roles: Collection[Role], facts: ComplaintFacts,
    given: Given | None = None,
) -> list[Finding]:
    """Everything against a step: stage, role, then what the step asks. Empty when it may be taken.

    Without ``given`` what is entered with the step is not asked for: a button can be shown.
    """
    found = blockers(action, stage, roles)
    for guard in (*_FACTS.get(action, ()), *(_ENTERED.get(action, ()) if given else ())):
        found += guard(facts, given or Given())
    return found


def _refused(action: str, reason: str, field: str = "", source: Source | None = None) -> Finding:
    return refusal(action, STEP[action].label, reason, field, source)


def _reason_for(action: str) -> _Guard:
    def guard(facts: ComplaintFacts, given: Given) -> list[Finding]:
        if given.because.strip():
            return []
        return [_refused(action, "Enter the reasons.", REASON_FIELD, law.policy_para("5"))]

    return guard


def _is_late(facts: ComplaintFacts, given: Given) -> list[Finding]:
    found = complaint_time.reach(facts)
    # Late by the date that is known is enough to ask; the other date may yet be found.
    if found.last_day is not None and found.timing is not complaint_time.Timing.IN_TIME:
        return []
    return [_refused("DecideLateComplaint", "This complaint is not late.", "received",
                     law.policy_para("4"))]


def _accept(facts: ComplaintFacts, given: Given) -> list[Finding]:
    return complaint_validity.accept(facts)


def _has_way_out(facts: ComplaintFacts, given: Given) -> list[Finding]:
    if scope.way_out(facts) is not None:
        return []
    return [_refused("RedirectComplaint", "Nothing recorded says that it belongs elsewhere.",
                     "about", law.policy_para("6 to 12"))]


def _has_ground_to_refuse(facts: ComplaintFacts, given: Given) -> list[Finding]:
    if complaint_validity.refuse_reasons(facts):
        return []
    return [_refused("RefuseComplaint", "Nothing recorded is a ground for not accepting it.", "",
                     law.policy_para("4 and 5"))]


def _stage_1(facts: ComplaintFacts, given: Given) -> list[Finding]:
    return conflicts.against_stage_1(facts)


def _parts_answered(facts: ComplaintFacts, given: Given) -> list[Finding]:
    if internal.only_internal(facts):
        return [_refused("SendOutcome", "Every part moved to internal procedures. Close the "
                         "complaint when they have ended.", "parts", law.policy_para("29"))]
    return against([internal.answered(facts)])


def _has_outcome(facts: ComplaintFacts, given: Given) -> list[Finding]:
    """An appeal may come late, but only after an outcome and to a stage that exists."""
    return against([appeals.stage_exists(facts, 2)])


def _has_outcome_2(facts: ComplaintFacts, given: Given) -> list[Finding]:
    return against([appeals.stage_exists(facts, 3)])


def _stage_2(facts: ComplaintFacts, given: Given) -> list[Finding]:
    return against([*appeals.may_go_on(facts),
                    conflicts.may_deal(facts.reviewer, 2, "reviewer")])


def _stage_3(facts: ComplaintFacts, given: Given) -> list[Finding]:
    return against([*appeals.may_escalate(facts),
                    conflicts.may_deal(facts.reviewer, 3, "reviewer")])


def _nothing_internal(facts: ComplaintFacts, given: Given) -> list[Finding]:
    return against([internal.all_told(facts)])


def _all_moved(facts: ComplaintFacts, given: Given) -> list[Finding]:
    if internal.only_internal(facts):
        return []
    return [_refused("CloseInternalOnly", "Some parts go on under the policy and need an outcome.",
                     "parts", law.policy_para("30"))]


def _was_moved(facts: ComplaintFacts, given: Given) -> list[Finding]:
    if internal.running(facts.parts):
        return []
    return [_refused("EndInternalPart", "No part is with internal procedures.", "parts",
                     law.policy_para("29"))]


def _may_move(facts: ComplaintFacts, given: Given) -> list[Finding]:
    if conflicts.process(facts) is OLD:
        return [_refused("MovePart", "The earlier process knows no internal procedures.", "parts",
                         law.OLD_PROCESS)]
    return [] if internal.go_on(facts.parts) else [
        _refused("MovePart", "There is no part left to move.", "parts", law.policy_para("28"))]


def _was_accepted(facts: ComplaintFacts, given: Given) -> list[Finding]:
    if facts.accepted_on is not None:
        return []
    return [_refused("ReopenStage1", "It was never accepted. Open it again for the checks.")]


def _withdrawal(facts: ComplaintFacts, given: Given) -> list[Finding]:
    if given.on is not None:
        return []
    return [_refused("WithdrawComplaint", "Enter the day the complainant withdrew it.", "on")]


def _merge(facts: ComplaintFacts, given: Given) -> list[Finding]:
    found = []
    if not given.other_reference.strip():
        found.append(_refused("MergeComplaint", "Enter the reference of the other complaint.",
                              "other_reference"))
    if given.same_complainant is False:
        found.append(_refused("MergeComplaint", "Only complaints of the same person are merged. "
                              "Link them instead.", "same_complainant", law.policy_para("38")))
    elif given.same_complainant is None:
        found.append(Finding("MergeComplaint", STEP["MergeComplaint"].label, Outcome.UNKNOWN,
                             "Say whether both come from the same person.", None,
                             "same_complainant"))
    return found


def _link(facts: ComplaintFacts, given: Given) -> list[Finding]:
    if given.other_reference.strip():
        return []
    return [_refused("LinkComplaint", "Enter the reference of the other case.", "other_reference")]


# What the facts must say, known before anything is entered.
_FACTS: Mapping[str, tuple[_Guard, ...]] = MappingProxyType({
    "DecideLateComplaint": (_is_late,),
    "AcceptComplaint": (_accept,),
    "RedirectComplaint": (_has_way_out,),
    "RefuseComplaint": (_has_ground_to_refuse,),
    "StartStage1": (_stage_1,),
    "MovePart": (_may_move,),
    "EndInternalPart": (_was_moved,),
    "SendOutcome": (_parts_answered,),
    "RecordAppeal": (_has_outcome,),
    "StartStage2": (_stage_2,),
    "RecordEscalation": (_has_outcome_2,),
    "StartStage3": (_stage_3,),
    "CloseComplaint": (_nothing_internal,),
    "CloseInternalOnly": (_all_moved, _nothing_internal),
    "ReopenStage1": (_was_accepted,),
})
# What must be entered with the step.
_ENTERED: Mapping[str, tuple[_Guard, ...]] = MappingProxyType({
    "DecideLateComplaint": (_reason_for("DecideLateComplaint"),),
    "RefuseComplaint": (_reason_for("RefuseComplaint"),),
    "TellDelay": (_reason_for("TellDelay"),),
    "WithdrawComplaint": (_withdrawal,),
    "DiscontinueComplaint": (_reason_for("DiscontinueComplaint"),),
    "MergeComplaint": (_merge,),
    "LinkComplaint": (_link,),
    "ReopenChecks": (_reason_for("ReopenChecks"),),
    "ReopenStage1": (_reason_for("ReopenStage1"),),
})
