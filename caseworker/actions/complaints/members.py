"""Who may see a complaint: let somebody in, or keep them out, in the action's own transaction.

On a server its own functions decide, and barring holds from the commit on. A file on this computer
can keep nobody out: there the record of who is complained about is all there is, and complaints
are kept in it only where an administrator has said so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from caseworker.actions.base import Desk, ask
from caseworker.actions.closed_side import call, one_computer
from caseworker.actions.office_work import SetSetting
from caseworker.queries.letter_values import setting
from caseworker.records import Case, Staff
from caseworker.rules import law
from caseworker.rules.finding import Finding, refusal

ALLOWED_HERE = "complaints_on_this_computer"  # a setting; "yes" allows it
NOT_HERE = (
    "These records are a file on this computer. Whoever uses its account can read all of it, so "
    "nobody can be kept out of a complaint about MOPAC. Keep complaints on a server; or an "
    "administrator allows them here, in Admin, under Complaints"
)
HR, INVESTIGATOR, DECISION_MAKER = "HR", "investigator", "decision maker"


@dataclass(frozen=True, kw_only=True)
class AllowComplaintsHere(SetSetting):
    """Let complaints about MOPAC be kept in a file on this computer, or no longer."""

    setting: str = ALLOWED_HERE
    value: str = ask("Keep complaints about MOPAC on this computer?", kind="choice", default="",
                     choices=(("yes", "Yes"), ("no", "No")), empty="Choose yes or no")
    since: date | None = ask("From", kind="date", default=None, empty="Enter the first day")


def against_place(desk: Desk) -> list[Finding]:
    """What stands against keeping a complaint in these records."""
    if not one_computer(desk) or setting(desk.session, ALLOWED_HERE, desk.today) == "yes":
        return []
    return [refusal("closed_side", "Complaints about MOPAC", NOT_HERE, "",
                    law.policy_para("38"))]


def let_in(desk: Desk, case: Case, staff_id: int, part: str) -> None:
    """Make a colleague a member of the case. The server refuses where the actor may not."""
    if not one_computer(desk):
        call(desk, "app.add_member", case.id, staff_id, part)


def shut_out(desk: Desk, case: Case, staff_id: int, because: str) -> None:
    """Bar a colleague from the case: at commit they see nothing of it, and stay out."""
    if case.owner_id == staff_id:
        case.owner_id = None  # the server would take it away too, and raise the version for it
    if not one_computer(desk):
        call(desk, "app.bar", case.id, staff_id, because)


def here(desk: Desk, staff_id: int | None) -> Staff | None:
    """The colleague with this id who works here now."""
    found = desk.session.get(Staff, staff_id) if staff_id is not None else None
    return found if found is not None and found.active else None
