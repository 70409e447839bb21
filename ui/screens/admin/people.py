"""Who works here, and with which roles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from caseworker.actions.colleagues import (
    BringBack,
    ChangeRoles,
    EndPlace,
    HandOver,
    NewColleague,
)
from caseworker.queries.admin import ColleagueRow, people
from caseworker.rules.lifecycle import Role
from caseworker.rules.words import count, join
from ui.screens.admin.dialogs import RolesForm
from ui.screens.admin.rows import Row, RowsTable
from ui.screens.admin.tab import AdminPage, AdminTab
from ui.widgets.form import Form

CHOOSE = "Choose a colleague in the list."


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
        self.new = self.offer("Add a colleague", "user-plus", self.add, str, "primary")
        self.roles = self.offer("Change roles", "users", self.act, self._left)
        self.hand = self.offer("Hand over cases", "arrow-right", self._hand, self._nothing_to_hand)
        self.leave = self.offer("Has left", "sign-out", self._leave, self._stays)
        self.back = self.offer("Has come back", "user", self._back, self._here)

    def refresh(self) -> None:
        """Ask who works here."""
        self.host.jobs.ask(people, self._show, for_=(self, "rows"))

    def add(self) -> None:
        """Ask for somebody new."""
        if self.allowed(self.new):
            self.ask_for("Add a colleague", NewColleague, (), {}, words="Add colleague",
                         form=RolesForm(NewColleague, ("login", "colleague_name", "roles")),
                         done=lambda _: self.host.notice("The colleague has a place here"))

    def act(self) -> None:
        """Ask for other roles."""
        who = self.table.about()
        if self.allowed(self.roles):
            form = RolesForm(ChangeRoles, ("roles", "because"), {"roles": who.roles})
            self.ask_for(f"Change roles: {who.name}", ChangeRoles, (), {"staff_id": who.id},
                         words="Change roles", form=form,
                         done=lambda _: self.host.notice(f"{who.name} has other roles"))

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
                     done=lambda _: self.host.notice(f"{who.name} has left"))

    def _back(self) -> None:
        who = self.table.about()
        self.ask_for(f"Has come back: {who.name}", BringBack, ("because",), {"staff_id": who.id},
                     words="Has come back", intro=f"With the roles they had: {_roles(who)}.",
                     done=lambda _: self.host.notice(f"{who.name} is here again"))

    def _show(self, found: Sequence[ColleagueRow]) -> None:
        self._found = found
        self.table.set_rows([
            Row(each.id, (each.name, each.login, _roles(each), str(each.open_cases),
                          "Here" if each.active else "Has left"), each) for each in found
        ])

    def _left(self) -> str:
        who = self.table.about()
        if who is None:
            return CHOOSE
        return "" if who.active else f"{who.name} has left."

    def _here(self) -> str:
        who = self.table.about()
        if who is None:
            return CHOOSE
        return f"{who.name} is here." if who.active else ""

    def _nothing_to_hand(self) -> str:
        who = self.table.about()
        if who is None:
            return CHOOSE
        return "" if who.open_cases else f"{who.name} has no open case."

    def _stays(self) -> str:
        who = self.table.about()
        if (reason := self._left()) or who is None:
            return reason
        if who.open_cases:
            return (f"{who.name} has {count(who.open_cases, 'open case')}. Hand them over first.")
        others = [each for each in self._found if each.active and Role.ADMIN in each.roles
                  and each.id != who.id]
        if Role.ADMIN in who.roles and not others:
            return "You cannot remove the last administrator."
        return ""


def _roles(who: ColleagueRow) -> str:
    words = join([role.value for role in who.roles])
    return words[:1].upper() + words[1:]
