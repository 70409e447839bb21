"""Who investigates and who decides a complaint about MOPAC (paragraphs 6, 23 to 25 and 35).

Where the policy is silent the answer says so: nothing is filled in for it.
"""

from __future__ import annotations

from dataclasses import dataclass

from caseworker.rules import law
from caseworker.rules.complaint_facts import SUBJECT_WORDS, Subject
from caseworker.rules.finding import Finding, Outcome, Source
from caseworker.rules.policy import JANUARY_2026, OLD, Policy

NAME, TITLE = "decider", "Who investigates and decides"

_LINE_MANAGER = "the line manager of the member of staff"
_ALTERNATIVE = "a suitable alternative to the line manager"
_HEAD = "the head of the service concerned"
_HEAD_OR_SMT = "the Head of Service or a member of the senior management team"
_DEPUTY_MAYOR = "the Deputy Mayor for Policing and Crime"
_BOARD = "the relevant member of the MOPAC Board"
_ANOTHER = "another member of the MOPAC Board"
_CEO = "the Chief Executive Officer"
_CPO = "the Chief People Officer"
_HR = "HR"
FINAL_AT_STAGE_1 = frozenset({Subject.CEO, Subject.VICTIMS_COMMISSIONER, Subject.VRU_DIRECTOR})

# What the policy leaves open. It is shown, never filled in.
_GAP_APPOINTS = (
    "The Chief Executive Officer appoints at Stage 1 and decides at Stage 2. The policy does not "
    "speak of this."
)
_GAP_SUPPORT = (
    "The policy does not say who gives support when the complaint is about the Chief People "
    "Officer."
)
_GAP_NOBODY_NAMED = (
    "The policy speaks of the line manager of a member of staff. It does not say who investigates "
    "when nobody is named."
)
_GAP_WHO_REVIEWS = "The policy does not say who at MOPAC carries out this review."
_GAP_CONFLICT = "The policy does not say who decides when this Board member has a conflict."
_GAP_PROVIDER_APPEAL = (
    "The policy does not say whether there is an appeal after a review of a provider's process."
)
_GAP_OLD_CEO = (
    "The earlier process does not say who decides when the complaint is about the Chief Executive "
    "Officer."
)


@dataclass(frozen=True, slots=True)
class Decider:
    """Who deals with one stage. ``who`` is empty when it is not known or there is no such stage.

    ``chosen_by`` names the person, where somebody must; ``final`` ends the process within MOPAC;
    ``gaps`` say what the policy leaves open.
    """

    stage: int
    finding: Finding
    who: str = ""
    chosen_by: str = ""
    supported_by: str = ""
    final: bool = False
    gaps: tuple[str, ...] = ()

    @property
    def exists(self) -> bool:
        """False only when the process has no such stage for this subject."""
        return self.finding.outcome is not Outcome.NOT_MET


def decider(
    subject: Subject | None, stage: int, policy: Policy = JANUARY_2026, *,
    alternative: bool = False,
) -> Decider:
    """Who deals with a stage. A stage that does not exist is NOT_MET, "There is no Stage 2 ...".

    ``alternative``: the line manager is not suitable (a conflict, or serious concerns).
    """
    if not 1 <= stage <= policy.last_stage:
        return _none(stage, f"There is no Stage {stage} in the {policy.title}.", policy.source)
    if subject is None:
        return Decider(stage, Finding(NAME, TITLE, Outcome.UNKNOWN,
                                      "Who is complained about is not recorded.",
                                      law.policy_para("23 to 25"), "subject"))
    if policy is OLD:
        return _old(stage)
    if stage == 1:
        return _stage_1(subject, alternative)
    return _stage_2(subject)


def _stage_1(subject: Subject, alternative: bool) -> Decider:
    if subject in FINAL_AT_STAGE_1:
        return _said(1, _DEPUTY_MAYOR, "25", f"{_about(subject)} goes to {_DEPUTY_MAYOR}, with "
                     f"support from {_CPO}. This is the final stage.", supported_by=_CPO,
                     final=True)
    if subject is Subject.BOARD_MEMBER:
        return _said(1, _ANOTHER, "25", f"{_about(subject)} goes to {_ANOTHER}, appointed by "
                     f"{_CEO}, with support from {_CPO}.", chosen_by=_CEO, supported_by=_CPO,
                     gaps=(_GAP_APPOINTS, _GAP_SUPPORT))
    if subject is Subject.SERVICE:
        return _said(1, _HEAD, "23", f"{_about(subject)} goes to {_HEAD}, named by a manager.",
                     chosen_by="a manager", supported_by=_HR,
                     gaps=(_GAP_NOBODY_NAMED,))
    if subject is Subject.PROVIDER:
        return _said(1, _HEAD, "6", f"{_about(subject)} goes to the provider first. When all "
                     "stages there are done, MOPAC looks only at whether the provider followed "
                     f"its own process: {_HEAD}, named by a manager.", chosen_by="a manager",
                     gaps=(_GAP_WHO_REVIEWS,))
    if subject is Subject.LINE_MANAGER or alternative:
        return _said(1, _ALTERNATIVE, "24", "The line manager may not investigate this. "
                     f"{_HEAD_OR_SMT[0].upper() + _HEAD_OR_SMT[1:]}, in consultation with HR, "
                     "names a suitable alternative.", chosen_by=_HEAD_OR_SMT, supported_by=_HR)
    return _said(1, _LINE_MANAGER, "23", f"{_about(subject)} usually goes to {_LINE_MANAGER}, who "
                 "investigates. HR is notified and may support.", supported_by=_HR)


def _stage_2(subject: Subject) -> Decider:
    if subject in FINAL_AT_STAGE_1:
        return _none(2, f"There is no Stage 2 for a complaint about {SUBJECT_WORDS[subject]}. "
                     f"The decision of {_DEPUTY_MAYOR} is final.", law.policy_para("25"))
    if subject is Subject.BOARD_MEMBER:
        return _said(2, _CEO, "35", f"An appeal about {SUBJECT_WORDS[subject]} goes to {_CEO}.",
                     final=True,
                     gaps=(_GAP_APPOINTS,))
    gaps: tuple[str, ...] = (_GAP_CONFLICT,)
    if subject is Subject.PROVIDER:
        gaps += (_GAP_PROVIDER_APPEAL,)
    return _said(2, _BOARD, "35", f"The appeal goes to {_BOARD}, who asks whether the outcome "
                 "is both reasonable and proportionate.", final=True, gaps=gaps)


def _old(stage: int) -> Decider:
    """The earlier process had one chain for everybody."""
    who = {
        1: "the team concerned, after speaking to the member of staff",
        2: "the Head of Workforce and Professional Standards",
        3: _CEO,
    }[stage]
    words = f"Received before the policy of January 2026: Stage {stage} is with {who}."
    gaps = (_GAP_OLD_CEO,) if stage == OLD.last_stage else ()
    found = Finding(NAME, TITLE, Outcome.MET, words, law.OLD_PROCESS)
    return Decider(stage, found, who, final=stage == OLD.last_stage, gaps=gaps)


def _about(subject: Subject) -> str:
    return f"A complaint about {SUBJECT_WORDS[subject]}"


def _said(
    stage: int, who: str, paragraph: str, words: str, *, chosen_by: str = "",
    supported_by: str = "", final: bool = False, gaps: tuple[str, ...] = (),
) -> Decider:
    found = Finding(NAME, TITLE, Outcome.MET, words, law.policy_para(paragraph))
    return Decider(stage, found, who, chosen_by, supported_by, final, gaps)


def _none(stage: int, words: str, source: Source) -> Decider:
    return Decider(stage, Finding(NAME, TITLE, Outcome.NOT_MET, words, source, "subject"))
