"""Whether it is time for a letter: what keeps it from being drafted for many cases at once."""

from __future__ import annotations

from datetime import date

from caseworker.actions.base import Desk
from caseworker.letters.catalogue import CATALOGUE, CHASE
from caseworker.records import Case
from caseworker.rules import law
from caseworker.rules.days import working_day_after
from caseworker.rules.finding import Finding, refusal
from caseworker.rules.kinds import tag
from caseworker.rules.lifecycle import Stage
from caseworker.rules.words import long_date

_AGAIN = ("R12", CHASE)  # written as often as there is reason to


def against_chase(desk: Desk, case: Case) -> str:
    """The MPS is reminded of a reply that it owes, and not before the last day has passed."""
    due = max((each.reply_due for each in case.standing_recommendations
               if each.reply_due and not each.answer), default=None)
    if case.stage is not Stage.RESPONSE_DUE or due is None:
        return "The MPS owes no reply in this case."
    if desk.today <= due:
        return f"The MPS has until {long_date(due)} to reply."
    return ""


def against_another(desk: Desk, case: Case, code: str) -> list[Finding]:
    """Why this case does not get the letter now; empty when it is time for it."""
    kind = CATALOGUE.get(code)
    if kind is None:
        return []  # drafting says that there is no such letter
    reason = ""
    issued = max((each.issued_on for each in case.letters
                  if each.code == code and each.issued_on), default=None)
    if any(each.code == code and each.state == "draft" for each in case.letters):
        reason = "A draft of it waits under Letters to issue already."
    elif case.stage not in kind.stages:
        reason = f"It is not the time for it: the case is at “{tag(case.stage)[0]}”."
    elif issued is not None and code not in _AGAIN:
        reason = f"It was issued on {long_date(issued)}."
    elif issued is not None and code == CHASE:
        reason = _too_soon(desk, issued)
    return [refusal("due", kind.title, reason)] if reason else []


def _too_soon(desk: Desk, chased: date) -> str:
    wait = desk.limits[law.CHASE.key].on(chased)
    again = working_day_after(chased, wait, desk.calendar)
    if desk.today > again:
        return ""
    return f"It was chased on {long_date(chased)}; the MPS has until {long_date(again)} for that."
