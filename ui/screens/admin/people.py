"""Who works here, and with which roles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from caseworker.actions.colleagues import (
    ApproveColleague,
    BringBack,
    ChangeName,
    ChangeRoles,
    EndPlace,
    HandOver,
    NewColleague,
    TurnDownColleague,
)
from caseworker.queries.admin import ColleagueRow, WaitingRow, people, waiting
from caseworker.rules.lifecycle import Role
from caseworker.rules.words import count, join
from ui.screens.admin.dialogs import RolesForm
from ui.screens.admin.rows import Row, RowsTable
from ui.screens.admin.tab import AdminPage, AdminTab
from ui.widgets.form import Form

CHOOSE = "Choose a colleague in the list."
WAITS = "It holds once a second administrator approves it, in this list."
NOT_WAITING = "Nothing is waiting in this row."


class PeopleTab(AdminTab):
    """Colleagues, those who left at the end."""

    words = "People"
    sentence = ("Roles hold from when a colleague next opens Caseworker. Somebody who leaves keeps "
                "their name on what they did.")

    def __init__(self, page: AdminPage, parent: QWidget | None = None) -> None:
        super().__init__(page, RowsTable(
            "People", ("Name", "Login", "Roles", "Open cases", "Now"), (24, 16, 34, 13, 13)),
            parent=parent)
        self._found: Sequence[ColleagueRow] = ()
        self._waiting: Sequence[WaitingRow] = ()
        self.new = self.offer("Add a colleague", "user-plus", self.add, str, "primary")
        self.roles = self.offer("Change roles", "users", self.act, self._left)
        self.name = self.offer("Change name", "pencil-simple", self._rename, self._left)
        self.hand = self.offer("Hand over cases", "arrow-right", self._hand, self._nothing_to_hand)
        self.leave = self.offer("Has left", "sign-out", self._leave, self._stays)
        self.back = self.offer("Has come back", "user", self._back, self._here)
        self.approve = self.offer("Approve", "check-circle", self._approve, self._not_waiting)
        self.drop = self.offer("Turn down", "x", self._turn_down, self._nothing_waits)

    def refresh(self) -> None:
        """Ask who works here."""
        self.host.jobs.ask(waiting, self._ask_people, for_=(self, "waiting"))

    def add(self) -> None:
        """Ask for somebody new."""
        if self.allowed(self.new):
            fields = ("login", "colleague_name", "roles", *(() if self._alone else ("password",)))
            self.ask_for("Add a colleague", NewColleague, (), {}, words="Add colleague",
                         form=RolesForm(NewColleague, fields), done=self._done(
                             "The colleague has a place here"))

    @property
    def _alone(self) -> bool:
        """Whether one administrator is enough: on one computer."""
        return bool(self.host.office.boundary)

    def _done(self, words: str) -> Callable[[Any], None]:
        """What is said when it is done; on a server it then waits for a second administrator."""
        if self._alone:
            return lambda _: self.host.notice(words)
        return lambda _: self.host.notice("Asked for", WAITS)

    def _ask_people(self, found: Sequence[WaitingRow]) -> None:
        self._waiting = found
        self.host.jobs.ask(people, self._show, for_=(self, "rows"))

    def _approve(self) -> None:
        self._agree(ApproveColleague, "Approved")

    def _turn_down(self) -> None:
        self._agree(TurnDownColleague, "Turned down")

    def _agree(self, action: type[ApproveColleague] | type[TurnDownColleague], words: str) -> None:
        who = self.table.about()

        def done(_: Any) -> None:
            self.host.notice(words, who.name)
            self.refresh()

        self.host.jobs.do(action(request_id=who.id), done, self.host.trouble)

    def _nothing_waits(self) -> str:
        return "" if isinstance(self.table.about(), WaitingRow) else NOT_WAITING

    def _not_waiting(self) -> str:
        who = self.table.about()
        if isinstance(who, WaitingRow) and who.asked_login == self.host.office.actor:
            return "You asked for it. Another administrator must approve it."
        return self._nothing_waits()

    def act(self) -> None:
        """Ask for other roles."""
        who = self.table.about()
        if self.allowed(self.roles):
            form = RolesForm(ChangeRoles, ("roles", "because"), {"roles": who.roles})
            self.ask_for(f"Change roles: {who.name}", ChangeRoles, (), {"staff_id": who.id},
                         words="Change roles", form=form,
                         done=self._done(f"{who.name} has other roles"))

    def _rename(self) -> None:
        who = self.table.about()
        self.ask_for(f"Change name: {who.name}", ChangeName, ("colleague_name", "because"),
                     {"staff_id": who.id}, words="Change name",
                     values={"colleague_name": who.name},
                     done=self._done("The new name shows when they next open Caseworker"))

    def _hand(self) -> None:
        who = self.table.about()
        form: Form[Any] = Form(HandOver, ("to_id", "because"))
        form.set_choices("to_id", [
            (each.id, f"{each.name}, {count(each.open_cases, 'open case')}")
            for each in self._found if each.active and each.id != who.id
            and {Role.CASEWORKER, Role.MANAGER} & set(each.roles)
        ])
        self.ask_for(f"Hand over cases: {who.name}", HandOver, (), {"staff_id": who.id},
                     words=f"Hand over {count(who.open_cases, 'case')}", form=form,
                     done=lambda change: self.host.notice(
                         f"{count(change.result, 'case')} handed over"))

    def _leave(self) -> None:
        who = self.table.about()
        self.ask_for(f"Has left: {who.name}", EndPlace, ("because",), {"staff_id": who.id},
                     words="Has left", intro="They cannot open Caseworker again. Nothing that they "
                     "did is changed.",
                     done=self._done(f"{who.name} has left"))

    def _back(self) -> None:
        who = self.table.about()
        self.ask_for(f"Has come back: {who.name}", BringBack, ("because",), {"staff_id": who.id},
                     words="Has come back", intro=f"With the roles they had: {_roles(who)}.",
                     done=self._done(f"{who.name} is here again"))

    def _show(self, found: Sequence[ColleagueRow]) -> None:
        self._found = found
        self.table.set_rows([
            Row(("waiting", each.id), (each.name, each.login, _asked(each), "",
                                       "Waiting for a second administrator"), each)
            for each in self._waiting
        ] + [
            Row(each.id, (each.name, each.login, _roles(each), str(each.open_cases),
                          "Here" if each.active else "Has left"), each) for each in found
        ])

    def _left(self) -> str:
        who = self.table.about()
        if not isinstance(who, ColleagueRow):
            return CHOOSE
        return "" if who.active else f"{who.name} has left."

    def _here(self) -> str:
        who = self.table.about()
        if not isinstance(who, ColleagueRow):
            return CHOOSE
        return f"{who.name} is here." if who.active else ""

    def _nothing_to_hand(self) -> str:
        who = self.table.about()
        if not isinstance(who, ColleagueRow):
            return CHOOSE
        return "" if who.open_cases else f"{who.name} has no open case."

    def _stays(self) -> str:
        who = self.table.about()
        if (reason := self._left()) or not isinstance(who, ColleagueRow):
            return reason
        if who.open_cases:
            return (f"{who.name} has {count(who.open_cases, 'open case')}. Hand them over first.")
        others = [each for each in self._found if each.active and Role.ADMIN in each.roles
                  and each.id != who.id]
        if Role.ADMIN in who.roles and not others:
            return "You cannot remove the last administrator."
        return ""


def _asked(each: WaitingRow) -> str:
    words = "Has left" if each.leaves else join([role.value for role in each.roles])
    return f"{words[:1].upper()}{words[1:]} ({each.asked_by} asked)"


def _roles(who: ColleagueRow) -> str:
    words = join([role.value for role in who.roles])
    return words[:1].upper() + words[1:]
