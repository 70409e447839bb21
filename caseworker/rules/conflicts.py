"""Who may not deal with a complaint about MOPAC, and whether the investigator was rightly chosen.

The line manager usually investigates. A conflict of interest, serious concerns, or a complaint
about that manager ask for somebody else, named with HR (paragraphs 23 and 24).
"""

from __future__ import annotations

from caseworker.rules import law
from caseworker.rules.complaint_facts import Candidate, ComplaintFacts, Subject
from caseworker.rules.deciders import Decider, decider
from caseworker.rules.finding import Finding, Outcome, against
from caseworker.rules.policy import JANUARY_2026, OLD, Policy, in_force
from caseworker.rules.words import join, sentence

NAME, TITLE = "who_deals", "No conflict of interest"
_WITH_LINE_MANAGER = (Subject.STAFF, Subject.LINE_MANAGER)
_NOBODY = (Subject.SERVICE, Subject.PROVIDER)


def process(facts: ComplaintFacts) -> Policy:
    """The process that the complaint follows; the newest while its receipt is not known."""
    return in_force(facts.received) if facts.received else JANUARY_2026


def who_decides(facts: ComplaintFacts, stage: int) -> Decider:
    """Who deals with a stage of this complaint."""
    return decider(facts.subject, stage, process(facts),
                   alternative=alternative_needed(facts) is True)


def alternative_needed(facts: ComplaintFacts) -> bool | None:
    """Whether the line manager may not investigate. None: not yet known.

    False where the line manager would not investigate in any case.
    """
    if process(facts) is OLD:
        return False
    if facts.subject is Subject.LINE_MANAGER:
        return True
    if facts.subject is not Subject.STAFF:
        return None if facts.subject is None else False
    asked = facts.investigator
    if facts.serious or facts.alternative or (asked and (asked.conflict or asked.complained_about)):
        return True
    known = facts.serious is False and asked is not None and asked.conflict is False
    return False if known else None


def may_deal(candidate: Candidate | None, stage: int = 1, field: str = "investigator") -> Finding:
    """Whether this person may investigate or decide: not complained about, and no conflict."""
    if candidate is None or not candidate.name.strip():
        return _finding(Outcome.UNKNOWN, "Nobody is named yet.", field)
    name, other = candidate.name.strip(), " Choose someone else."
    if candidate.complained_about:
        return _finding(Outcome.NOT_MET, f"{name} is named in this complaint.{other}", field)
    if candidate.conflict:
        why = f" {sentence(candidate.conflict_words)}".rstrip()
        return _finding(Outcome.NOT_MET, f"{name} has a conflict of interest.{why}{other}", field)
    if stage > 1 and candidate.dealt_with_before:
        # The policy does not say it, but nobody can fairly review their own decision.
        return _finding(Outcome.NOT_MET, f"{name} dealt with an earlier stage of this complaint."
                        f"{other}", field)
    asked: list[tuple[bool | None, str]] = [
        (candidate.complained_about, "is complained about"),
        (candidate.conflict, "has a conflict of interest"),
    ]
    if stage > 1:
        asked.append((candidate.dealt_with_before, "dealt with an earlier stage"))
    if still := [words for answer, words in asked if answer is None]:
        return _finding(Outcome.UNKNOWN, f"It is not recorded whether {name} {join(still, 'or')}.",
                        field)
    return _finding(Outcome.MET, f"{name} is not complained about and has no conflict.")


def investigator_chosen(facts: ComplaintFacts) -> Finding:
    """Whether the person who investigates may do so, and was chosen as paragraph 24 asks."""
    candidate = facts.investigator
    who = may_deal(candidate)
    needed = alternative_needed(facts)
    if not who or needed is False or facts.subject not in _WITH_LINE_MANAGER:
        return who
    if needed is None:
        return _finding(Outcome.UNKNOWN, "It is not recorded whether serious concerns were "
                        "raised, such as financial irregularities.", "serious")
    chosen = facts.alternative
    if chosen is None or not chosen.chosen_by.strip() or not chosen.because.strip():
        return _finding(Outcome.UNKNOWN, "The line manager may not investigate this. The Head of "
                        "Service or a member of the senior management team names a suitable "
                        "alternative, and says why.", "alternative")
    if not chosen.hr_consulted:
        outcome = Outcome.NOT_MET if chosen.hr_consulted is False else Outcome.UNKNOWN
        return _finding(outcome, "HR must be consulted on the alternative.", "alternative")
    assert candidate is not None
    return _finding(Outcome.MET, f"{candidate.name.strip()} was named by "
                    f"{chosen.chosen_by.strip()}, with HR, because "
                    f"{chosen.because.strip().rstrip('.')}.")


def hr_notified(facts: ComplaintFacts) -> Finding:
    """Whether HR has heard of the complaint (paragraph 23)."""
    done = facts.hr_notified_on is not None
    return Finding(
        "hr_notified", "HR is notified", Outcome.MET if done else Outcome.UNKNOWN,
        "HR has been notified." if done else "HR has not been notified yet.",
        law.policy_para("23"), "" if done else "hr_notified_on",
    )


def subject_notified(facts: ComplaintFacts) -> Finding | None:
    """Whether it is decided if the subject is told "where appropriate"; None: nobody is named."""
    if facts.subject in _NOBODY:
        return None
    because = facts.subject_told_because.strip().rstrip(".")
    outcome, reason = Outcome.MET, "The person complained about is told."
    if facts.subject_told is None:
        outcome = Outcome.UNKNOWN
        reason = "Decide whether it is appropriate to tell the person complained about."
    elif not facts.subject_told and because:
        reason = f"The person complained about is not told because {because}."
    elif not facts.subject_told:
        outcome, reason = Outcome.UNKNOWN, "Enter why the person complained about is not told."
    return Finding("subject_notified", "The person complained about", outcome, reason,
                   law.policy_para("23"), "" if outcome is Outcome.MET else "subject_told")


def against_stage_1(facts: ComplaintFacts) -> list[Finding]:
    """What stands against beginning Stage 1; empty when it may begin."""
    told = subject_notified(facts)
    return against([
        who_decides(facts, 1).finding, investigator_chosen(facts), hr_notified(facts),
        *([told] if told is not None else []),
    ])


def _finding(outcome: Outcome, reason: str, field: str = "") -> Finding:
    return Finding(NAME, TITLE, outcome, reason, law.policy_para("24"), field)
