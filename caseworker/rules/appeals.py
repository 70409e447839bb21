"""Stage 2 and what follows: grounds, time, the last stage, and the ombudsman (paras 32 to 37).

The earlier process let a complaint go to a second and a third stage without any ground.
"""

from __future__ import annotations

from datetime import date

from caseworker.rules import law
from caseworker.rules.complaint_facts import Appeal, ComplaintFacts
from caseworker.rules.conflicts import process, who_decides
from caseworker.rules.days import calendar_day_after
from caseworker.rules.finding import Answer, Finding, Outcome, Rule, met, unknown
from caseworker.rules.law import Limit
from caseworker.rules.policy import OLD
from caseworker.rules.words import join, long_date

NAME, TITLE = "appeal_grounds", "Grounds of the appeal"
STAGE_NAME, STAGE_TITLE = "appeal_stage", "A further stage"
WINDOW_NAME, WINDOW_TITLE = "appeal_window", "Appeal in time"
QUESTION = "Is the outcome both reasonable and proportionate?"  # paragraph 35
ASK_FOR_GROUND = (
    "Please tell us which of these you rely on, and why: you think that the outcome of your "
    "complaint, or how we handled it, was unreasonable; or there is more information that we "
    "could reasonably have considered."
)


def ombudsman(day: date) -> str:
    """The words about the ombudsman for a final letter of a day (paragraph 37)."""
    return (
        "If you are still unhappy, you can contact the "
        f"{law.OMBUDSMAN.on(day)[0]}. They can only look at some kinds of complaint about us."
    )


def stages_done(facts: ComplaintFacts) -> int:
    """How many stages have ended with an outcome: 0 to 3."""
    ends = (facts.outcome_on, facts.stage_2_outcome_on, facts.stage_3_outcome_on)
    return next((n for n, end in enumerate(ends) if end is None), len(ends))


def stage_exists(facts: ComplaintFacts, stage: int) -> Finding:
    """Whether the process has this stage for this complaint, and the one before has ended."""
    chosen = who_decides(facts, stage).finding
    if not chosen:
        return Finding(STAGE_NAME, STAGE_TITLE, chosen.outcome, chosen.reason, chosen.source,
                       chosen.field)
    source = law.OLD_PROCESS if process(facts) is OLD else law.policy_para("32")
    done = stages_done(facts)
    if done < stage - 1:
        return Finding(STAGE_NAME, STAGE_TITLE, Outcome.NOT_MET, f"Stage {done + 1} has no "
                       "outcome yet, so there is nothing to appeal.", source)
    if done >= stage:
        return Finding(STAGE_NAME, STAGE_TITLE, Outcome.NOT_MET, f"Stage {stage} has ended "
                       "already.", source)
    return Finding(STAGE_NAME, STAGE_TITLE, Outcome.MET, chosen.reason, source)


def grounds(facts: ComplaintFacts) -> Finding:
    """MC7: one of the two grounds with reasons; else ask, or a manager reads one into it."""
    source = law.OLD_PROCESS if process(facts) is OLD else law.policy_para("33 and 34")
    ask: Rule[ComplaintFacts] = Rule(NAME, TITLE, source, _grounds)
    return ask(facts)


def _grounds(facts: ComplaintFacts) -> Answer:
    appeal = facts.appeal
    if appeal is None or appeal.received is None:
        return unknown("The date the appeal was received is not recorded.", "appeal")
    if process(facts) is OLD:
        return met("The earlier process asks for no ground.")
    asked = f" Asked for on {long_date(appeal.asked_on)}." if appeal.asked_on else ""
    if not appeal.grounds:
        return unknown(f"The appeal names no ground. Ask for it, or a manager says which ground "
                       f"the letter implies.{asked}", "grounds")
    named = join([ground.value for ground in sorted(appeal.grounds)])
    if appeal.implied_because.strip():
        because = appeal.implied_because.strip().rstrip(".")
        return met(f"A manager read this ground into the appeal because {because}: {named}.")
    if not appeal.reasons.strip():
        return unknown(f"The appeal gives no reasons for its ground. Ask for them.{asked}",
                       "reasons")
    return met(f"Ground: {named}.")


def in_window(facts: ComplaintFacts, limit: Limit = law.APPEAL_WINDOW) -> Finding:
    """Whether the appeal is in time, if the office has set a time; the policy sets none."""
    ask: Rule[ComplaintFacts] = Rule(WINDOW_NAME, WINDOW_TITLE, limit.source,
                                     lambda given: _window(given, limit))
    return ask(facts)


def _window(facts: ComplaintFacts, limit: Limit) -> Answer:
    length = _length(facts.outcome_on, limit)
    if process(facts) is OLD or length is None or facts.outcome_on is None:
        return met("No time to appeal is set.")
    last = calendar_day_after(facts.outcome_on, length)
    received = facts.appeal.received if facts.appeal else None
    if received is None:
        return unknown(f"The last day to appeal is {long_date(last)}.", "appeal")
    if received < facts.outcome_on:
        return unknown("The appeal is dated before the outcome. Ask which is right.", "appeal")
    if received <= last:
        return met(f"Received on {long_date(received)}. The last day is {long_date(last)}.")
    if facts.appeal and (because := facts.appeal.late_because.strip().rstrip(".")):
        return met(f"Received on {long_date(received)}, after {long_date(last)}, and accepted "
                   f"because {because}.")
    return unknown(f"Received on {long_date(received)}, after the last day, {long_date(last)}. A "
                   "manager must decide whether to accept it.", "appeal")


def _length(day: date | None, limit: Limit) -> int | None:
    """The number of days set for an outcome of a day; None when none was set."""
    try:
        return limit.on(day) if day else None
    except LookupError:
        return None


def may_go_on(facts: ComplaintFacts, limit: Limit = law.APPEAL_WINDOW) -> tuple[Finding, ...]:
    """What Stage 2 asks: it exists, a ground with reasons, and any time that is set."""
    return stage_exists(facts, 2), grounds(facts), in_window(facts, limit)


def may_escalate(facts: ComplaintFacts) -> tuple[Finding, ...]:
    """What the third stage of the earlier process asks: it exists and somebody asked for it."""
    return stage_exists(facts, 3), _escalation(facts.escalation)


def _escalation(asked: Appeal | None) -> Finding:
    if asked is not None and asked.received is not None:
        return Finding("escalation", "Asked for Stage 3", Outcome.MET,
                       f"Asked for on {long_date(asked.received)}.", law.OLD_PROCESS)
    return Finding("escalation", "Asked for Stage 3", Outcome.UNKNOWN,
                   "The date the complainant asked for Stage 3 is not recorded.",
                   law.OLD_PROCESS, "escalation")


def last_outcome(facts: ComplaintFacts) -> bool:
    """Whether the stage that has ended, or will end next, is the last one for this complaint."""
    done = max(stages_done(facts), 1)
    return who_decides(facts, done).final
