"""Words of the office that letters print, and the particulars that ship with the program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from caseworker.actions.closed_side import NameKeeper
from caseworker.actions.complaints.members import ALLOWED_HERE, AllowComplaintsHere
from caseworker.actions.office_work import SetSetting
from caseworker.queries.admin import (
    ColleagueRow,
    ParticularRow,
    SettingRow,
    particulars,
    people,
    settings,
)
from caseworker.rules.lifecycle import Role
from caseworker.rules.words import long_date
from ui.screens.admin.rows import MAY_BREAK, Row, RowsTable
from ui.screens.admin.tab import AdminPage, AdminTab
from ui.widgets.form import Form

# The setting's name -> (title, what letters do with it).
SETTINGS = {
    "expected_wait": (
        "Expected wait",
        "How long letters say it will take, for example: about eight weeks.",
    ),
    "mps_address": (
        "Address of the MPS",
        "Where notices to the MPS go, below the name of its Directorate: one line for each line.",
    ),
}
NOT_SET = "Not set yet"
AT = f"@{MAY_BREAK}"


class LettersTab(AdminTab):
    """What the office says in its letters, each from a day on."""

    words = "Letters"
    sentence = ("Words that letters print. A letter that is issued never changes; a draft is "
                "checked against the new words before it goes out.")
    offered: Mapping[str, tuple[str, str]] = SETTINGS
    action: type[SetSetting] = SetSetting
    listed, one = "Words in letters", "words"  # the table's name, and what is set anew

    def __init__(self, page: AdminPage, parent: QWidget | None = None) -> None:
        super().__init__(page, RowsTable(
            self.listed, ("What", "In force", "Since"), (26, 50, 24)), self.one.capitalize(),
            parent)
        self.new = self.offer(f"New {self.one}", "plus", self.act, str, "primary")

    def refresh(self) -> None:
        """Ask for the settings as they are today."""
        self.host.jobs.ask(settings, self._show, for_=(self, "rows"),
                           day=self.host.office.today(), names=tuple(self.offered))

    def add(self) -> None:
        """The same as Enter."""
        self.act()

    def act(self) -> None:
        """Ask for new words and their first day."""
        row = self.table.about()
        if self.allowed(self.new) and row is not None:
            title, hint = self.offered[row.name]
            self.ask_for(f"New {self.one}: {title}", self.action, ("value", "since"),
                         {"setting": row.name}, words=f"Keep new {self.one}", intro=hint,
                         done=lambda _: self.host.notice(f"Kept: {title}"),
                         values={"value": row.now, "since": self.host.office.today()})

    def show_row(self, about: Any) -> None:
        """What letters do with it, and what it was."""
        self.facts.clear()
        if about is None:
            return
        title, hint = self.offered[about.name]
        self.details.heading.setText(title)
        self.details.setAccessibleName(title)
        self.facts.add("Used for", hint)
        self.kept("Set here", about.kept)

    def _show(self, found: Sequence[SettingRow]) -> None:
        self.table.set_rows([
            Row(row.name, (self.offered[row.name][0], row.now or NOT_SET,
                           long_date(row.since) if row.since else ""), row)
            for row in found
        ])


class ComplaintsTab(LettersTab):
    """Whether complaints about MOPAC may be kept in a file on this computer."""

    words = "Complaints"
    sentence = ("A server shuts out the people whom a complaint is about. A file on one computer "
                "shuts out nobody, so it holds no complaint about MOPAC unless you allow it.")
    offered: Mapping[str, tuple[str, str]] = {
        ALLOWED_HERE: (
            "Complaints in a file on this computer",
            "Whoever uses this computer's account can read them. On a server this has no effect.",
        ),
    }
    action = AllowComplaintsHere
    listed, one = "Where complaints are kept", "answer"

    def __init__(self, page: AdminPage, parent: QWidget | None = None) -> None:
        super().__init__(page, parent)
        if not self.host.office.boundary:
            self.keeper = self.offer("Name a record keeper", "user-plus", self._name, str,
                                     who=Role.HR)

    def _name(self) -> None:
        """HR chooses from the Correspondence Team."""
        def ask(found: Sequence[ColleagueRow]) -> None:
            form: Form[Any] = Form(NameKeeper)
            form.set_choices("staff_id", [(each.id, each.name) for each in found
                                          if each.active and Role.CORRESPONDENCE in each.roles])
            self.ask_for("Name a record keeper", NameKeeper, (), {}, words="Name them", form=form,
                         intro="They keep the formal record of complaints, and see every complaint "
                         "about MOPAC that is opened from now on.",
                         done=lambda _: self.host.notice("The record keeper is named"))

        self.host.jobs.ask(people, ask, for_=(self, "people"), otherwise=self.host.trouble)


class AddressesTab(AdminTab):
    """Names, addresses and numbers of the offices: to be read, with where they stand."""

    words = "Addresses"
    sentence = ("These ship with the program and change with it, so that an address that is no "
                "longer in use cannot come back.")

    def __init__(self, page: AdminPage, parent: QWidget | None = None) -> None:
        super().__init__(page, RowsTable(
            "Addresses", ("What", "Words", "In use since", "Source"), (18, 36, 18, 28)),
            parent=parent)

    def refresh(self) -> None:
        """Ask for those in use today."""
        self.host.jobs.ask(particulars, self._show, for_=(self, "rows"),
                           day=self.host.office.today())

    def _show(self, found: Sequence[ParticularRow]) -> None:
        self.table.set_rows([
            Row(row.title, (row.title, "\n".join(row.lines).replace("@", AT), long_date(row.since),
                            row.source.cite), row)
            for row in found
        ])
