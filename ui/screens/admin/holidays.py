"""Bank holidays: the shipped list, and days proclaimed later."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from caseworker.actions.admin import AddHoliday, TakeBackHoliday
from caseworker.queries.admin import HolidayRow, bank_holidays
from caseworker.queries.effects import moved_words
from caseworker.rules import law
from caseworker.rules.words import long_date, with_weekday
from ui.screens.admin.rows import Row, RowsTable
from ui.screens.admin.tab import AdminPage, AdminTab


class HolidaysTab(AdminTab):
    """The days of this year and later, in order."""

    words = "Bank holidays"

    def __init__(self, page: AdminPage, parent: QWidget | None = None) -> None:
        super().__init__(page, RowsTable(
            "Bank holidays", ("Day", "Name", "From"), (40, 38, 22)), "Bank holiday", parent)
        known = self.host.office.calendar.known_until if self.host.office.calendar else None
        self.say("England and Wales. " + (
            f"The shipped list is proclaimed until {long_date(known)}; later days follow the "
            "pattern of the law. Add a day that is proclaimed besides." if known else ""))
        self.new = self.offer("Add a bank holiday", "plus", self.add, str, "primary")
        self.back = self.offer("Take back", "x", self.act, self._shipped)

    def refresh(self) -> None:
        """Ask for the days."""
        first = date(self.host.office.today().year, 1, 1)
        self.host.jobs.ask(bank_holidays, self._show, for_=(self, "rows"), first=first)

    def add(self) -> None:
        """Ask for a day, and say what it would move."""
        if self.allowed(self.new):
            self.ask_for("Add a bank holiday", AddHoliday, ("day", "holiday", "because"), {},
                         words="Add bank holiday", done=self._done, effect=True)

    def act(self) -> None:
        """Ask why a day of the office is taken back, and say what that would move."""
        row = self.table.about()
        if self.allowed(self.back):
            self.ask_for(f"Take back: {with_weekday(row.day)}", TakeBackHoliday, ("because",),
                         {"day": row.day}, words="Take back", done=self._done, effect=True,
                         intro="The day counts as a working day again. That it was added stays on "
                         "record; to put its name right, take it back and add it again.")

    def show_row(self, about: Any) -> None:
        """Who added it and why, or the law."""
        self.facts.clear()
        if about is None:
            return
        self.details.heading.setText(about.name)
        self.details.setAccessibleName(about.name)
        self.facts.add("Day", with_weekday(about.day))
        if not about.ours:
            self.facts.add("Source", law.BANK_HOLIDAYS.cite, "Ships with the program.")
        for row in about.kept:
            self.facts.add("Set here", row.words, f"{row.by}, {row.at}. {row.because}")

    def _done(self, change: Any) -> None:
        self.host.notice("The bank holidays are kept", moved_words(change.result))

    def _show(self, found: Sequence[HolidayRow]) -> None:
        self.table.set_rows([
            Row(row.day, (with_weekday(row.day), row.name,
                          "This office" if row.ours else "Shipped list"), row)
            for row in found
        ])

    def _shipped(self) -> str:
        row = self.table.about()
        if row is None:
            return "Choose a day in the list."
        return "" if row.ours else "This day is on the shipped list. It changes with the program."
