"""Who can see a closed case, on a shared server: the server decides, an action asks it.

On one computer the account is the boundary, and every one of these says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from caseworker.actions.base import Action, CaseAction, Desk, ask, reason_needed
from caseworker.queries.closed_side import PARTS
from caseworker.records import Case
from caseworker.rules.finding import Refused, refusal

ONE_COMPUTER = refusal(
    "closed_side", "Who can see this case",
    "These records are one person's, on this computer: whoever can open them sees every case. "
    "Cases are closed to colleagues only on a shared server",
)


def one_computer(desk: Desk) -> bool:
    """Whether these records are a file of one person's."""
    return desk.session.get_bind().dialect.name == "sqlite"


def call(desk: Desk, function: str, *given: Any) -> Any:
    """Call a function of the server's in this transaction; its "no" refuses the action."""
    schema, _, name = function.partition(".")
    return desk.session.scalar(select(getattr(getattr(func, schema), name)(*given)))


class _OnServer(CaseAction):
    """Asks the server for something about a case. The server knows who may.

    The case's version stays: what a colleague is typing in it can still be saved.
    """

    def run(self, desk: Desk) -> tuple[int, Any]:
        """Only on a server, with all that is asked for, and with a reason where there is one."""
        if one_computer(desk):
            raise Refused([ONE_COMPUTER])
        if desk.session.get(Case, self.case_id) is None:
            raise Refused([refusal("case", "Case", "There is no such case.")])
        because = getattr(self, "because", None)
        refused = self.missing() or (reason_needed(because) if because is not None else [])
        if refused:
            raise Refused(refused)
        return self.case_id, self.on_server(desk)

    def on_server(self, desk: Desk) -> Any:
        """What the server is asked for."""
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class AddMember(_OnServer):
    """Let a colleague into a closed case, for a part in it."""

    staff_id: int | None = ask("Colleague", kind="choice", default=None,
                               empty="Choose a colleague")
    part: str = ask("Their part", kind="choice", choices=PARTS, default="",
                    empty="Choose their part")

    def on_server(self, desk: Desk) -> None:
        """HR and the lead add anybody; whoever logged it adds HR."""
        call(desk, "app.add_member", self.case_id, self.staff_id, self.part)


@dataclass(frozen=True, kw_only=True)
class ShutOut(_OnServer):
    """Shut a colleague out of a closed case, at once and for good. They are not told."""

    staff_id: int | None = ask("Colleague", kind="choice", default=None,
                               empty="Choose a colleague")
    because: str = ask("Reason", kind="long", default="", empty="Enter the reason",
                       hint="For example: the complaint is about them")

    def on_server(self, desk: Desk) -> None:
        """It puts a member out, and keeps them out. A case of theirs is then nobody's."""
        call(desk, "app.bar", self.case_id, self.staff_id, self.because.strip())


@dataclass(frozen=True, kw_only=True)
class Restrict(_OnServer):
    """Close an open case: from now on only its members see it, you and its owner first."""

    because: str = ask("Reason", kind="long", default="", empty="Enter why it must be closed")

    def on_server(self, desk: Desk) -> None:
        """All its papers and its journal go with it."""
        call(desk, "app.restrict", self.case_id, self.version, self.because.strip())


@dataclass(frozen=True, kw_only=True)
class AskToOpen(_OnServer):
    """Ask that a restricted case be opened to the office again. Somebody else must agree."""

    because: str = ask("Reason", kind="long", default="",
                       empty="Enter why it need not be closed any more")

    def on_server(self, desk: Desk) -> None:
        """A manager and an HR adviser must want it together."""
        call(desk, "app.ask_to_open", self.case_id, self.because.strip())


class OpenToOffice(_OnServer):
    """Agree that a restricted case is opened to the office again."""

    def on_server(self, desk: Desk) -> None:
        """All its papers go back. Whoever was shut out stays out."""
        call(desk, "app.open_again", self.case_id, self.version)


@dataclass(frozen=True, kw_only=True)
class DeclareConflict(_OnServer):
    """Say that you have an interest in a case that the office sees. You see it no more."""

    because: str = ask("Your interest in it", kind="long", default="",
                       empty="Enter what your interest is")

    def on_server(self, desk: Desk) -> None:
        """The entry in the journal is the last that you write in it."""
        call(desk, "app.declare_conflict", self.case_id, self.because.strip())


@dataclass(frozen=True, kw_only=True)
class BreakGlass(Action):
    """See a closed case for eight hours in an emergency. HR is told. Returns until when."""

    reference: str = ask("Reference of the case", default="", empty="Enter the reference")
    because: str = ask("What the emergency is", kind="long", default="",
                       empty="Enter what the emergency is")

    def run(self, desk: Desk) -> tuple[int, datetime]:
        """A case that is not there and one that you are shut out of get the same answer."""
        if one_computer(desk):
            raise Refused([ONE_COMPUTER])
        if refused := self.missing() or reason_needed(self.because):
            raise Refused(refused)
        reference = self.reference.strip().upper()
        until: datetime = call(desk, "app.break_glass", reference, self.because.strip())
        query = select(Case.id).where(Case.reference == reference)
        return desk.session.scalars(query).one(), until


@dataclass(frozen=True, kw_only=True)
class NoteEmergency(Action):
    """HR takes note that a closed case was opened in an emergency: it is not told again."""

    glass_id: int

    def run(self, desk: Desk) -> tuple[None, None]:
        """Each adviser for themselves."""
        call(desk, "app.see_glass", self.glass_id)
        return None, None


@dataclass(frozen=True, kw_only=True)
class NameKeeper(Action):
    """HR names a record keeper of the Correspondence Team: they see every new closed case."""

    staff_id: int | None = ask("Colleague", kind="choice", default=None,
                               empty="Choose a colleague")

    def run(self, desk: Desk) -> tuple[None, None]:
        """For the formal record of complaints (MOPAC complaints policy, paragraph 39)."""
        if one_computer(desk):
            raise Refused([ONE_COMPUTER])
        if refused := self.missing():
            raise Refused(refused)
        call(desk, "app.name_keeper", self.staff_id)
        return None, None
